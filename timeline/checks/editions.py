"""Whether editions are still what they were: the manifests and the chain of them, and what they name.

`timeline edition --verify` and the rules of `check` ask here alike: not whether events were edited since. Knows what a
manifest says; must not know where manifests, copies, reports and blobs are kept, which `EditionFiles` answers.
"""

import posixpath
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

from timeline.errors import Problem
from timeline.eventfile.editions.edition import Edition, HashedFile
from timeline.eventfile.editions.manifest import CODE, as_hashed, is_whole, parse, sha256
from timeline.eventfile.writer import literal
from timeline.text.lists import joined
from timeline.toml.limits import MOST_PROBLEMS

FORK = "EDI902"
"""The rule that two editions break together."""
_UNREAD = "there is no manifest to be read here", "it is empty, a link, or no file: take it back from git"


class Once(NamedTuple):
    """A manifest as some commit has it."""

    is_it: Callable[[bytes], bool]
    """Tells whether that is this content."""
    said: str
    """Which commit, of which day."""


class EditionFiles(Protocol):
    """What is asked of the world about editions."""

    doubt: str
    """Why it could not be told what git holds; empty while it could."""

    @property
    def paths(self) -> list[str]:
        """The paths of the manifests."""
        ...

    def manifest(self, path: str) -> bytes:
        """Read a manifest; nothing where it cannot be read."""
        ...

    def copy(self, path: str) -> bytes | None:
        """Read a preserved copy; None where there is none inside the chronology."""
        ...

    def report(self, path: str) -> bytes | None:
        """Read a report by its path as seen from the chronology; None where there is none inside the repository.

        Raises:
            LookupError: it cannot be told what is inside.
        """
        ...

    def missing(self, ids: Collection[str]) -> Collection[str]:
        """Give those of the ids of contents and commits of which git holds none."""
        ...

    def before(self) -> Mapping[str, list[Once]]:
        """Give what commits hold, or held, of manifests, by path, the newest first."""
        ...


class Manifest(NamedTuple):
    """A manifest as it lies there."""

    path: str
    data: bytes
    edition: Edition | None
    """None where it cannot be read."""
    problems: list[Problem]

    @property
    def name(self) -> str:
        """The name that the file gives it."""
        return posixpath.basename(self.path).removesuffix(".toml")

    def problem(self, message: str, hint: str = "", *, at: str = "") -> Problem:
        """Say what is wrong with it; `at` is what stands on the line."""
        place = self.data.find(at.encode()) if at else -1
        line = self.data.count(b"\n", 0, place) + 1 if place >= 0 else 0
        return Problem(self.path, line, int(line > 0), CODE, message, hint)


def read(files: EditionFiles) -> list[Manifest]:
    """Every manifest there is, in the order of their paths."""
    found = []
    for path in files.paths:
        data = files.manifest(path)
        if not data:
            found.append(Manifest(path, data, None, [Problem(path, 0, 0, CODE, *_UNREAD)]))
            continue
        held, problems = parse(data, path)
        found.append(Manifest(path, data, held, problems))
    return found


def heads(manifests: Iterable[Manifest]) -> list[Manifest]:
    """Those that no other one follows: the next edition follows them."""
    held = [manifest for manifest in manifests if manifest.edition]
    followed = {before.name for one in held if one.edition for before in one.edition.previous}
    return [one for one in held if one.name not in followed]


def in_order(manifests: Iterable[Manifest]) -> Iterator[Manifest]:
    """The same, each behind those that it follows; those that follow one another at the end."""
    waiting = {manifest.name: manifest for manifest in manifests}
    while waiting:
        ready = [
            one
            for one in waiting.values()
            if not one.edition or waiting.keys().isdisjoint(before.name for before in one.edition.previous)
        ]
        yield from ready or waiting.values()
        waiting = {name: one for name, one in waiting.items() if ready and one not in ready}


def verify(files: EditionFiles, manifests: Sequence[Manifest]) -> Iterator[Problem]:
    """All that is no longer as it was, of every edition there is; their paths are as in the chronology.

    Args:
        files: whom to ask.
        manifests: what `read` gives of them.
    """
    known = {manifest.name: manifest for manifest in manifests}
    before = files.before()
    for manifest in manifests:
        yield from _of_manifest(manifest)
        yield from _of_chain(manifest, known)
        yield from _of_git(manifest, before.get(manifest.path, ()))
        if manifest.edition:
            yield from _of_files(manifest, manifest.edition, files)
    yield from (_gone(path, once[0]) for path, once in before.items() if path not in files.paths)
    yield from _of_blobs(manifests, files)


def forks(manifests: Sequence[Manifest]) -> Iterator[Problem]:
    """That two editions were made side by side, and none follows both; told only where nothing is wrong with them."""
    ends = heads(manifests)
    if len(ends) > 1 and not is_broken(manifests):
        names = joined([one.name for one in ends])
        message = f"nothing follows {names}: two branches each made an edition, or one was put in later"
        found = ends[-1].problem(message, "the next edition follows them all, and joins them", at="previous = ")
        yield found._replace(code=FORK)


def is_broken(manifests: Sequence[Manifest]) -> bool:
    """Tell whether a manifest, or the chain of them, is not as it was."""
    known = {manifest.name: manifest for manifest in manifests}
    return any([*_of_manifest(one), *_of_chain(one, known)] for one in manifests)


def _gone(path: str, once: Once) -> Problem:
    """That a manifest is there no more."""
    return Problem(path, 0, 0, CODE, f"the manifest is gone; {once.said} held it", "take it back from git")


def _of_manifest(manifest: Manifest) -> Iterator[Problem]:
    """What is wrong with the manifest by itself."""
    yield from manifest.problems
    if manifest.data and not is_whole(manifest.data):
        message = "the manifest was changed: its digest is not that of the lines above it"
        yield manifest.problem(message, "take it back from git, as it was committed", at="digest = ")
    if manifest.edition and manifest.edition.name != manifest.name:
        name = manifest.edition.name
        yield manifest.problem(
            f'this is the manifest of the edition "{name}"', f"call it {name}.toml again", at="name = "
        )


def _of_chain(manifest: Manifest, known: Mapping[str, Manifest]) -> Iterator[Problem]:
    """What is wrong with those that it follows."""
    for before in manifest.edition.previous if manifest.edition else ():
        line = f"name = {literal(before.name)}, sha256"
        if before.name not in known:
            yield manifest.problem(f'the edition before it, "{before.name}", is gone', "take it back from git", at=line)
        elif sha256(as_hashed(known[before.name].data)) != before.sha256.lower():
            message = f'"{before.name}" is not the manifest that this edition followed: one of the two was changed'
            yield manifest.problem(message, f"git tells which: `git log -p` of {known[before.name].path}", at=line)


def _of_git(manifest: Manifest, before: Iterable[Once]) -> Iterator[Problem]:
    """That some commit holds another manifest in its place."""
    other = next((once for once in before if not once.is_it(manifest.data)), None)
    if other:
        yield manifest.problem(f"{other.said} holds another manifest of this name", "git tells which came first")


def _of_files(manifest: Manifest, held: Edition, files: EditionFiles) -> Iterator[Problem]:
    """What is no longer so of copies and the report. Of the copy of a confidential source no path is told."""
    for copy in held.copies:
        yield from _of_file(manifest, copy, "copy", files.copy(copy.path))
    if held.report:
        with suppress(LookupError):
            yield from _of_file(manifest, held.report, "report", files.report(held.report.path))


def _of_file(manifest: Manifest, named: HashedFile, what: str, data: bytes | None) -> Iterator[Problem]:
    hashes = {sha256(data), sha256(as_hashed(data))} if data is not None else set()
    if named.sha256.lower() in hashes:
        return
    called = f"the {what} {named.path}" if not named.confidential else f"the {what} of a confidential source"
    message = f"{called} is gone" if data is None else f"{called} is not the one that was published"
    at = "" if named.confidential else f"path = {literal(named.path)}"
    yield manifest.problem(message, "take it back from git, or from where it is kept", at=at)


def _of_blobs(manifests: Sequence[Manifest], files: EditionFiles) -> Iterator[Problem]:
    """What git no longer holds; asked once for all."""
    named = [(one, id_, f'"{id_}"', what) for one in manifests if one.edition for id_, what in _ids(one.edition)]
    missing = files.missing({id_ for _, id_, _, _ in named}) if named else ()
    told = Counter[str]()
    for one, id_, line, what in named if missing else ():
        told[one.path] += id_ in missing
        if id_ in missing and told[one.path] <= MOST_PROBLEMS:
            yield one.problem(f"git no longer holds {what}", "another clone may have it, or a backup", at=line)


def _ids(held: Edition) -> Iterator[tuple[str, str]]:
    """Every id that an edition names, and of what it is."""
    yield held.commit, "the commit that was published"
    yield from ((file.blob, f"{file.path} as it was published") for file in held.registers if file.blob)
    yield from ((event.blob, f"the event {event.id} as it was published") for event in held.events if event.blob)
