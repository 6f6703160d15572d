"""What a merge could not settle in a chronology, file by file: by the markers in it, and by what git's index tells.

Joins the folder, git and the text of a file. Must not know how a conflict is settled, nor how it is told.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal, NamedTuple

from timeline.errors import DataError
from timeline.eventfile import conflicts
from timeline.eventfile.conflicts import Conflict
from timeline.eventfile.paths import EDITIONS, TABLES, counts, event_id, is_manifest
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.store.git import repository
from timeline.store.git.failures import BareError, GitError, NoRepositoryError, NotInstalledError
from timeline.store.git.unmerged import Stages, unmerged
from timeline.toml.conflicts import SIGN, regions
from timeline.toml.parser import BOM, parse_toml

Whole = Literal["", "renamed", "one-sided", "as ours", "as theirs", "by hand", "gone"]
"""What is open of a file as a whole: two names; whether it is to be there; or that nothing is left but to tell git."""


class OpenFile(NamedTuple):
    """A file in which, or about which, a merge left something open."""

    path: str
    data: bytes | None
    """What it holds; None where it is not there, or cannot be read."""
    stages: Stages | None
    """What git's index has of it; None where it is merged there, or there is no git."""
    conflicts: Sequence[Conflict]
    whole: Whole
    pair: tuple[str, str] = ("", "")
    """Of an event that was renamed two ways, the path that ours and theirs gave it."""
    before: str = ""
    """The path that it had before."""

    @property
    def id(self) -> str:
        """The ID of the event; of another file its path."""
        return self.path if self.path in TABLES or is_manifest(self.path) else event_id(self.path)

    @property
    def text(self) -> str:
        """What it holds.

        Raises:
            DataError: nothing that is text.
        """
        if self.data is None:
            raise DataError(f"{self.path} is not there, or cannot be read")
        try:
            return self.data.decode()
        except UnicodeDecodeError as error:
            raise DataError(f"{self.path} is not UTF-8 (byte {error.start + 1})", "save it as UTF-8") from error


class OpenFiles(NamedTuple):
    """All that is open."""

    files: list[OpenFile]
    doubt: GitError | None = None
    """Why git could not be asked, where there is a repository."""


def open_files(chronology: Chronology) -> OpenFiles:
    """Find all that a merge left open in a chronology, by path.

    Raises:
        BareError: the chronology has no files.
    """
    folder.must_be_on_disk(chronology.root)
    stages, doubt = _stages(chronology.root)
    manifests = [f"{EDITIONS}/{name}" for name in _aside(chronology) if name.endswith(".toml")]
    data: dict[str, bytes | None] = {}
    paths = chronology.tree.paths
    for path in (*paths, *manifests, *stages):
        with suppress(DataError):
            is_known = path in paths  # no link leads to it
            held = (folder.read if is_known else folder.read_inside)(chronology.root, path)
            if path in stages or SIGN in held:
                data[path] = held
    pairs = _pairs(chronology.root, stages)
    found = []
    for path in sorted(data.keys() | stages.keys()):
        file = _open(chronology, path, data.get(path), stages.get(path), pairs)
        if file and (file.whole or file.conflicts):
            found.append(file)
    return OpenFiles(found, doubt)


def _stages(root: str) -> tuple[dict[str, Stages], GitError | None]:
    """What git's index holds of files that count; and why it could not be asked."""
    try:
        told = unmerged(root)
    except (NoRepositoryError, NotInstalledError, BareError):
        return {}, None
    except GitError as error:
        return {}, error
    return {path: held for path, held in told.items() if _is_ours(path)}, None


def _is_ours(path: str) -> bool:
    """Whether a file of git's is one of a chronology, or the manifest of an edition."""
    return folder.is_plain(path) and (counts(path) or (is_manifest(path) and path.endswith(".toml")))


def _aside(chronology: Chronology) -> list[str]:
    with suppress(DataError):  # whatever is wrong with that folder, `check` says
        return chronology.tree.aside(EDITIONS)
    return []


_Pairs = Mapping[str, tuple[str, str, str, str]]
"""By each path of an event that was renamed two ways: the one that it had, that of ours, of theirs; what it held."""


def _open(
    chronology: Chronology, path: str, data: bytes | None, stages: Stages | None, pairs: _Pairs
) -> OpenFile | None:
    """What is open of one file; None where it is told with another one."""
    base = ""
    if path in pairs:
        before, ours, theirs, base = pairs[path]
        if path == before:
            return None
        file = OpenFile(path, data, stages, (), "renamed", (ours, theirs), before)
    else:
        file = OpenFile(path, data, stages, (), _whole(data, stages))
    with suppress(DataError):
        was = _text(chronology.root, base or (stages.base if stages else "")) if SIGN in (data or b"") else None
        file = file._replace(conflicts=conflicts.conflicts(file.text, chronology.hides, was))
    return file._replace(whole="") if file.conflicts and file.whole in {"by hand", "as ours", "as theirs"} else file


def _whole(data: bytes | None, stages: Stages | None) -> Whole:
    """What is open of a file as a whole, its markers aside."""
    if stages is None:
        return ""
    if not stages.both:
        return "one-sided"
    if data is None:
        return "gone"
    if SIGN in data and regions(data.decode(errors="replace").removeprefix(BOM)):
        return ""
    sides: tuple[tuple[str, Whole], ...] = ((stages.ours, "as ours"), (stages.theirs, "as theirs"))
    return next((said for id_, said in sides if repository.is_blob(id_, data)), "by hand")


def _pairs(root: str, stages: Mapping[str, Stages]) -> _Pairs:
    """Which files are one that was renamed two ways: of the one before the index has no side, of the others one each.

    git merges what they say, and puts that under both names: then they are equal. Else their IDs, and those that they
    had before, tell; or that there is no other.
    """
    gone = [path for path, held in stages.items() if held.base and not (held.ours or held.theirs)]
    ours = [path for path, held in stages.items() if held.ours and not (held.base or held.theirs)]
    theirs = [path for path, held in stages.items() if held.theirs and not (held.base or held.ours)]
    if not (gone and ours and theirs):
        return {}
    called = _called(root, {path: stages[path].ours or stages[path].theirs for path in (*ours, *theirs)})
    found: dict[str, tuple[str, str, str, str]] = {}
    for before in gone:
        couples = [(a, b) for a in ours for b in theirs if a not in found and b not in found]
        known = [(a, b) for a, b in couples if all(event_id(before) in called[path] for path in (a, b))]
        alike = [(a, b) for a, b in couples if stages[a].ours == stages[b].theirs or called[a] & called[b]]
        only = couples if len(gone) == len(ours) == len(theirs) == 1 else []
        for a, b in (known or alike or only)[:1]:
            found |= dict.fromkeys((before, a, b), (before, a, b, stages[before].base))
    return found


def _called(root: str, blobs: Mapping[str, str]) -> dict[str, set[str]]:
    """The IDs that events have, and had before."""
    held = repository.blobs(root, blobs.values())
    called = {}
    for path, id_ in blobs.items():
        values: dict[str, Any] = {}
        with suppress(ValueError):
            values = parse_toml(held[id_])
        aliases = values.get("aliases")
        called[path] = {event_id(path), *(map(str, aliases) if isinstance(aliases, list) else ())}
    return called


def _text(root: str, id_: str) -> str | None:
    """What git holds under an id; None where there is none, or git does not tell."""
    with suppress(GitError):
        return repository.blobs(root, [id_])[id_].decode(errors="replace") if id_ else None
    return None
