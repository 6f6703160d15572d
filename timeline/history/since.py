"""What became of an edition: of the events that it named, and of what its question finds now.

Knows an edition and two states; must not know who is told. Whether the edition itself is still what it was is another
question (checks/editions.py).
"""

from collections.abc import Container, Iterator
from typing import NamedTuple

from timeline.eventfile.editions.edition import Edition
from timeline.eventfile.paths import TABLES, event_id
from timeline.history.compared import Compared, Standing, by_date, unchanged
from timeline.history.comparison import Comparison
from timeline.history.versions import Version
from timeline.store.chronology import Chronology
from timeline.store.git import revisions
from timeline.store.git.failures import ShallowError, UnknownRevisionError
from timeline.store.git.repository import must_reach_back
from timeline.store.past import PastChronology
from timeline.store.search.compiler import Question


class Since(NamedTuple):
    """An edition, and what was changed since."""

    edition: Edition
    comparison: Comparison
    events: list[Compared]

    def of(self, asked: Question) -> "Since":
        """The same of those events alone that answer another question in either state."""
        ids = self.comparison.ids(asked)
        return self._replace(events=[one for one in self.events if one.id in ids or one.old_id in ids])


def since(new: Chronology, edition: Edition, asked: Question) -> Since:
    """What was changed in the events of an edition, and in what its question finds.

    Args:
        new: the later state: the files as they are, or a commit.
        edition: the edition.
        asked: what it asked.

    Raises:
        GitError: the commit that it was made from is not here, or git cannot tell.
    """
    today = new.today if isinstance(new, PastChronology) else new
    commit = revisions.named(today.root, edition.commit)
    if commit is None:
        what = f'commit {edition.commit[:7]}, from which the edition "{edition.name}" was made, is not here'
        try:
            must_reach_back(today.root, ())
        except ShallowError as error:
            raise ShallowError(f"{what}: {error.message}") from error
        raise UnknownRevisionError(what, "`git fetch` brings what a clone lacks; `timeline edition --verify` says more")
    comparison = Comparison(PastChronology(today, commit), new)
    listed, now = edition.blobs.keys(), {entry.id for entry in new.events(asked).entries}
    found = [*_standing(comparison.of(lambda id_: id_ in listed or id_ in now), listed, now)]
    met = {id_ for one in found for id_ in (one.id, one.old_id)}
    paths = {event_id(path, new.tree): path for path in new.tree if path not in TABLES}
    moved = {id_: paths[id_] for id_ in paths.keys() - met if (id_ in listed) != (id_ in now)}
    new.tree.fetch(moved.values())
    for id_, path in moved.items():  # the same file, and yet in the answer, or in it no more
        version = Version(path, id_, new.tree[path], comparison.secrets.hides, path)
        if same := unchanged(version, comparison.secrets, *comparison.registers):
            found.append(same[0]._replace(standing="left" if id_ in listed else "joined"))
    return Since(edition, comparison, sorted(found, key=by_date))


def _standing(found: list[Compared], listed: Container[str], now: set[str]) -> Iterator[Compared]:
    """The events that were in the edition, or would be now, each with whether it left or joined."""
    for one in found:
        was = one.op != "added" and (one.old_id in listed)
        is_ = one.op != "removed" and one.id in now
        standing: Standing = "" if was == is_ or one.op in {"added", "removed"} else "left" if was else "joined"
        yield one._replace(standing=standing)
