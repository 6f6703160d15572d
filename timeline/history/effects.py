"""What registers changed without a word in the files of events: on what these rest is another thing now.

Knows who is who in two states, and how a register bears on sources; must not know which states these are. No index is
asked: the files that speak of an entry are found by its names, and only they are read.
"""

import re
from collections.abc import Callable, Iterator

from timeline.changes.sourcing import sourcing
from timeline.eventfile.paths import ACTORS, DOCUMENTS, event_id, is_event
from timeline.history.compared import Compared, unchanged
from timeline.history.secrets import Secrets
from timeline.history.states import Content, Sides, contents
from timeline.history.versions import Version
from timeline.model.register import Register
from timeline.store.git import repository
from timeline.text.folding import fold

_MOST = 200
"""Names that are looked for; with more of them every file is read."""
Speaks = Callable[[str], object]
"""Tells of a folded text whether it speaks of an entry that became another."""


def by_registers(
    root: str, commit: str, sides: Sides, secrets: Secrets, wanted: Callable[[str], bool] | None
) -> Iterator[Compared]:
    """The events whose files are as they were, and whose sourcing is not, each with the registers that did it.

    Args:
        root: the folder of the chronology.
        commit: the older state, by its id.
        sides: both.
        secrets: what is confidential.
        wanted: tells of an ID whether it is asked for; None: all are.

    Raises:
        GitError: why git cannot tell.
    """
    was, is_ = sides.old_tables.register, sides.new_tables.register
    speaks = {path: _search(names) for path, names in _touched(was, is_).items() if names}
    if not speaks:
        return
    files = [
        (path, file)
        for path, file in repository.tree(root, commit).items()
        if path not in sides.old and path not in sides.new and is_event(path)
        if wanted is None or wanted(event_id(path))
    ]
    for path, content in contents(root, files)(files).items():
        if by := tuple(of for of, speaks_of in speaks.items() if _is_in(content, speaks_of)):
            version = Version(path, event_id(path), content, secrets.hides, path)
            if same := unchanged(version, secrets, was, is_):
                one, then, now = same
                if said := sourcing(then.found, now.found, then.called, now.called):
                    yield one._replace(resourced=tuple(said), by=by)


def _is_in(content: Content, speaks: Speaks) -> bool:
    return isinstance(content, bytes) and bool(speaks(fold(content.decode(errors="replace"))))


def _search(names: set[str]) -> Speaks:
    """A search for any of these names as whole words of a folded text; of very many, every text speaks of one."""
    folded = set(filter(None, map(fold, names)))
    if len(folded) > _MOST:
        return bool
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(folded)))})(?!\w)").search


def _touched(was: Register, is_: Register) -> dict[str, set[str]]:
    """The names of all entries that became others, or are a part of one that did, by register."""
    actors: set[str] = set()
    for register, other in ((was, is_), (is_, was)):
        there, beside = register.actors, other.actors.entries
        changed = [id_ for id_, entry in there.entries.items() if beside.get(id_) != entry]
        for id_ in {*changed, *(part for each in changed for part, _, _ in there.parts(each))} & there.entries.keys():
            actors |= {*there.spellings(id_), *there.entries[id_].domains}
    old, new = was.documents, is_.documents
    documents = {id_ for id_ in {*old, *new} if old.get(id_) != new.get(id_)}
    return {ACTORS: actors, DOCUMENTS: documents}
