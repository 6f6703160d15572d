"""What is asked becomes an edition: its manifest, and what stands in the way of one.

Joins the events that answer with what git holds of them. Must not know flags, nor how a manifest is laid out
(eventfile/manifest.py) or verified (checks/editions.py).
"""

import os
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from timeline.checks import editions as checked
from timeline.dates.edtf import iso_day
from timeline.errors import DataError, UsageError
from timeline.eventfile.edition import FORMAT, EarlierEdition, Edition, HashedFile, ListedEvent, NamedFile, Withheld
from timeline.eventfile.leaks import Secrets
from timeline.eventfile.manifest import as_hashed, sha256
from timeline.eventfile.paths import DOCUMENTS, REGISTERS, SETTINGS
from timeline.eventfile.public_text import PublicText
from timeline.model.event import Source
from timeline.query.tree import unparse
from timeline.reports.report import Report
from timeline.reports.templating import render
from timeline.store import editions
from timeline.store.chronology import Answer, Chronology
from timeline.store.files.snapshot import FILES
from timeline.store.files.writer import read_output
from timeline.store.git import held, repository
from timeline.store.git.repository import GitFile
from timeline.store.search.compiler import Question
from timeline.text.escape import terminal
from timeline.text.folding import composed
from timeline.text.lists import counted

_NAME = re.compile(r"[^\W_](?:[\w. -]*[^\W]|[\w-]*)")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever its ending (Naming Files, Paths, and Namespaces)."""
_LONGEST = 100
"""Bytes of a name: any disk takes it, with its ending."""
_SIGNS = (b"confidential", b"note", b"ref", b"\\")
"""What stands in any file that holds what others may not read; a key may be written with escapes."""
_SAID = 20
"""So many files are named that are not committed."""


def must_be_name(name: str) -> str:
    """See that a file may be called so on every system; give it as it is written.

    Raises:
        UsageError: it may not.
    """
    name = composed(name)
    if not _NAME.fullmatch(name) or _DEVICES.fullmatch(name) or len(name.encode(errors="replace")) > _LONGEST:
        hint = "letters, digits, blanks and . _ - within it: timeline edition 2025-03 tag:x"
        raise UsageError(f'"{name}" cannot be the name of an edition', hint)
    return name


class Publication:
    """An edition that is to be made."""

    def __init__(self, chronology: Chronology, asked: Question, answer: Answer, *, public: bool) -> None:
        """Take the question and the events that answer it; `public`: the manifest is for others too.

        Raises:
            GitError: there is no repository, or git cannot tell.
            DataError: no commit holds the chronology.
        """
        self.chronology = chronology
        self.asked = asked
        self.entries = answer.entries
        self.public = public
        self.shelf = editions.Shelf(chronology.tree)
        self.top, _ = held.top(chronology.root)
        newest = repository.newest(chronology.root)
        if newest is None:
            shown = chronology.shown("")
            raise DataError(
                "an edition names what is committed, and no commit holds this chronology", f"`git add {shown}`"
            )
        self.commit = newest[0]

    @cached_property
    def before(self) -> list[checked.Manifest]:
        """The manifests there are."""
        return checked.read(self.shelf)

    @cached_property
    def _committed(self) -> Mapping[str, GitFile]:
        return repository.tree(self.chronology.root, "HEAD")

    @cached_property
    def _hidden(self) -> dict[str, tuple[Source, ...]]:
        """The confidential sources of every event that has some, by ID, as they are."""
        chronology = self.chronology
        ids = [e.id for e in chronology.events().entries if any(s.confidential for s in e.event.sources)]
        events = ((id_, chronology.register.resolve(chronology.event(id_))) for id_ in ids)
        return {id_: tuple(source for source in event.sources if source.confidential) for id_, event in events}

    def must_be_new(self, name: str, supersedes: str | None) -> None:
        """See that no edition is or was called so, that the one superseded is there, and those before it are whole.

        Raises:
            DataError: it is not so.
        """
        known = [manifest.name for manifest in self.before]
        there = next((other for other in known if composed(other).casefold() == name.casefold()), None)
        if there:
            hint = f'another name, and `--supersedes "{there}"` says that it takes its place'
            raise DataError(f'there is an edition "{there}" already: what was published stays', hint)
        if once := self.shelf.before().get(editions.path_of(name)):
            message = f'an edition "{name}" was made before, and is gone: {once[0].said} held it'
            raise DataError(message, "take it back from git, or choose another name")
        if self.shelf.error:
            raise self.shelf.error
        if supersedes is not None and supersedes not in known:
            raise DataError(f'there is no edition "{supersedes}"', "`timeline edition --list` shows those there are")
        if checked.is_broken(self.before):
            raise DataError(
                "the editions before are not what they were", "`timeline edition --verify` tells what differs"
            )

    def leaks(self, texts: Mapping[str, str], page: str) -> Iterator[str]:
        """Where what is confidential would leave: in an event, in other texts by what they are, on the page.

        What is said holds none of it.
        """
        register = self.chronology.register
        documents = [(DOCUMENTS, one) for one in register.documents.values() if one.confidential]
        secrets = Secrets([*documents, *((id_, one) for id_, some in self._hidden.items() for one in some)])

        def called(id_: str) -> str:
            return "an event" if secrets.found(id_) else id_

        def said(where: str, key: str, of: str) -> str:
            return f"{where} holds the {key} of a confidential source (of {called(of)})"

        for entry in self.entries:
            event = entry.event
            where = called(entry.id) if called(entry.id) == entry.id else f"an event of {event.date}"
            for leak in secrets.leaks(event):
                place = str(leak.at[0]) if secrets.found(leak.place) else leak.place
                yield said(f"{where}: {place}", leak.key, leak.of)
        for what, text in texts.items():
            if found := secrets.found(text):
                yield said(what, *found)
        for line, key, of in secrets.in_page(page):
            yield said(f"the report{f', line {line},' if line else ''}", key, of)

    def made(self, name: str, day: str, *, title: str, supersedes: str | None) -> Edition:
        """The edition, without a report.

        Args:
            name: its name.
            day: the day it is made.
            title: that of the chronology.
            supersedes: the name of the edition whose place it takes.

        Raises:
            DataError: something that it names is not committed; the message lists it.
        """
        lacking: list[str] = []
        registers = [*self._registers(lacking)]
        listed, sources = [], 0
        copies: dict[str, str] = {}
        for entry in self.entries:
            event = entry.event
            sources += sum(source.confidential for source in event.sources)
            copies |= {posixpath.normpath(source.copy): "" for source in event.sources if source.copy}
            path, found = self.chronology.files[entry.id], event.provenance
            blob = self._blob(path, lacking)
            blob = "" if self.public and (entry.id in self._hidden or self._hides(path)) else blob
            listed.append(ListedEvent(id=entry.id, blob=blob, min=found.min, max=found.max, label=found.label))
        secret = {
            posixpath.normpath(source.copy): entry.id
            for entry in self.entries
            for source in self._hidden.get(entry.id, ())
            if source.copy
        }
        named = {path: id_ for path, id_ in (copies | secret).items() if not (self.public and id_)}
        hashed = [*self._hashed(named, lacking)]
        previous = [self._earlier(manifest, lacking) for manifest in checked.heads(self.before)]
        if lacking:
            raise _not_committed(lacking)
        asked = self.asked
        gone = Withheld(
            sources=sources,
            events=sum(not event.blob for event in listed),
            registers=sum(not file.blob for file in registers),
            copies=len(secret) if self.public else 0,
        )
        return Edition(
            format=FORMAT,
            name=name,
            made=day,
            public=self.public,
            title=title,
            commit=self.commit,
            query=unparse(asked.query),
            certain=asked.certain,
            members=asked.members,
            published_by=None if asked.published_by is None else iso_day(asked.published_by),
            supersedes=supersedes,
            previous=tuple(previous),
            withheld=gone if gone != Withheld() else None,
            registers=tuple(file for file in registers if file.blob),
            events=tuple(listed),
            copies=tuple(hashed),
        )

    def _registers(self, lacking: list[str]) -> Iterator[NamedFile]:
        """The registers and the settings, as git has them."""
        for path in (SETTINGS, *REGISTERS):
            if path in self.chronology.tree or path in self._committed:
                blob = self._blob(path, lacking)
                yield NamedFile(path=path, blob="" if self.public and blob and self._hides(path) else blob)

    def _blob(self, path: str, lacking: list[str]) -> str:
        """Git's id of a file that is as git has it; another one is `lacking`."""
        tree, there = self.chronology.tree, self._committed.get(path)
        is_there = there is not None and there.mode in FILES and path in tree
        if there and is_there and (there.id == tree.blobs[path] or repository.is_blob(there.id, tree[path])):
            return there.id
        lacking.append(self.chronology.shown(path))
        return ""

    def _hides(self, path: str) -> bool:
        """Whether a file holds what others may not read, and its id would prove who holds that."""
        data = self.chronology.tree[path]
        if not any(sign in data for sign in _SIGNS):
            return False
        return bool(PublicText(data.decode(errors="replace"), self.chronology.hides).hidden)

    def _hashed(self, copies: Mapping[str, str], lacking: list[str]) -> Iterator[HashedFile]:
        """Copies by path, each with the event whose confidential source it is of, or nothing; others are `lacking`."""
        for path, of in sorted(copies.items()):
            data, there = self.chronology.tree.copy(path), self._committed.get(path)
            if data is None or there is None or not repository.is_blob(there.id, data):
                lacking.append(f"the copy of a confidential source of {of}" if of else self.chronology.shown(path))
            else:
                yield HashedFile(path=path, sha256=sha256(data), confidential=bool(of))

    def _earlier(self, manifest: checked.Manifest, lacking: list[str]) -> EarlierEdition:
        """An edition that this one follows."""
        there = self._committed.get(manifest.path)
        if there is None or not repository.is_blob(there.id, manifest.data):
            lacking.append(self.chronology.shown(manifest.path))
        return EarlierEdition(name=manifest.name, sha256=sha256(as_hashed(manifest.data)))

    def place_of(self, report: str) -> str:
        """Where a report lies, as seen from the chronology.

        Raises:
            UsageError: outside the repository, where nobody could ask for it.
        """
        folder, name = os.path.split(os.path.abspath(report))
        place = os.path.join(os.path.realpath(folder), name)
        within = os.path.relpath(place, self.top).split(os.sep)
        if within[0] == os.pardir or ".git" in within:
            raise UsageError(
                f"{report} lies outside the repository", "an edition names a report beside what it is made of"
            )
        return os.path.relpath(place, os.path.realpath(self.chronology.root)).replace(os.sep, "/")

    def must_be_free(self, report: str, data: bytes) -> bytes | None:
        """See that nothing is lost where a report is written; give what is there.

        Raises:
            DataError: the report of another edition is there, or what no commit holds.
        """
        seen, place = read_output(report), self.place_of(report)
        if seen is None or seen == data:
            return seen
        for other in self.before:
            if other.edition and other.edition.report and other.edition.report.path == place:
                raise DataError(f'{report} is the report of the edition "{other.name}"', "give this one another name")
        if not repository.holds(self.chronology.root, place, seen):
            raise DataError(f"{report} is there, and no commit holds it", "commit it first, or give another name")
        return seen


def page(chronology: Chronology, asked: Question, answer: Answer, dated: int | None) -> tuple[str, str]:
    """The report of a question as Markdown, as timeline.toml has it, and its title.

    Raises:
        UsageError: timeline.toml names a file as its template, which may be a stranger's.
    """
    options = chronology.settings.report
    template = options.template or "chronology"
    if "/" in template or template.endswith(".j2"):
        raise UsageError("report.template in timeline.toml names a file", "name one in templates/")
    report = Report(chronology, asked, answer, options, dated)
    return "".join(report.finished(render(os.path.join(chronology.root, "templates"), template, report))), report.title


def _not_committed(lacking: Sequence[str]) -> DataError:
    """That what an edition names is not committed, or not as it is now."""
    some = [f"\n  {terminal(path)}" for path in lacking[:_SAID]]
    more = [f"\n  and {counted(len(lacking) - _SAID, 'other')}"] * (len(lacking) > _SAID)
    message = "an edition names what is committed as it is, and this is not:"
    return DataError("".join([message, *some, *more]), "`git add` and `git commit` it, then the same command again")
