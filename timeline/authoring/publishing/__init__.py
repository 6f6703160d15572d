"""What is asked becomes an edition: its manifest, and what stands in the way of one.

Joins the events that answer with what git holds of them. Must not know flags, nor how a manifest is laid out
(eventfile/editions/manifest.py) or verified (checks/editions.py).
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from timeline.authoring.commits import message
from timeline.checks import editions as checked
from timeline.dates.edtf import iso_day
from timeline.errors import DataError, UsageError
from timeline.eventfile.editions.edition import (
    FORMAT,
    EarlierEdition,
    Edition,
    HashedFile,
    ListedEvent,
    NamedFile,
    Withheld,
)
from timeline.eventfile.editions.leaks import ConfidentialWords
from timeline.eventfile.editions.manifest import as_hashed, sha256
from timeline.eventfile.paths import DOCUMENTS, EDITIONS, REGISTERS, SETTINGS
from timeline.eventfile.public_text import PublicText
from timeline.model.event import Source
from timeline.query.tree import unparse
from timeline.store import editions
from timeline.store.answer import Answer
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.store.files.snapshot import FILES
from timeline.store.git import committing, held, repository
from timeline.store.git.repository import GitFile
from timeline.store.search.compiler import Question
from timeline.text.escape import terminal
from timeline.text.folding import composed
from timeline.text.lists import counted

_NO_NAME = re.compile(r'[<>:"/\\|?*]|^[._ -]|[. ]$|^$')
"""What a name may not hold, begin with, end with or be, on one system or another."""
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
    is_short = len(name.encode(errors="replace")) <= _LONGEST
    if not is_short or not folder.is_plain(name) or _NO_NAME.search(name) or _DEVICES.fullmatch(name):
        hint = "letters and digits, with - or . within it: `timeline edition 2025-03`"
        raise UsageError(f'"{name}" cannot be the name of an edition', hint)
    return name


class Publication:
    """An edition that is to be made."""

    def __init__(self, chronology: Chronology, asked: Question, answer: Answer, *, public: bool) -> None:
        """Take the question and the events that answer it; `public`: the manifest is for others too.

        Raises:
            GitError: there is no repository, or git cannot tell.
        """
        self.chronology = chronology
        self.asked = asked
        self.entries = answer.entries
        self.public = public
        self.shelf = editions.Shelf(chronology.tree)
        self.top, _ = held.top(chronology.root)
        self.commit, _ = repository.newest(chronology.root, EDITIONS) or ("", 0)
        self.lacking: dict[str, str] = {}
        """By path, what is named and not committed as it is, in words that others may read."""

    @cached_property
    def manifests(self) -> list[checked.Manifest]:
        """Those of the editions that there are."""
        return checked.read(self.shelf)

    @cached_property
    def _committed(self) -> Mapping[str, GitFile]:
        return repository.tree(self.chronology.root, "HEAD") if self.commit else {}

    @cached_property
    def _hidden(self) -> dict[str, tuple[Source, ...]]:
        """The confidential sources of every event that has some, by ID, as they are."""
        chronology = self.chronology
        ids = [e.id for e in chronology.events().entries if any(s.confidential for s in e.event.sources)]
        events = ((id_, chronology.register.resolve(chronology.event(id_, may_be_open=True))) for id_ in ids)
        return {id_: tuple(source for source in event.sources if source.confidential) for id_, event in events}

    def must_be_new(self, name: str, supersedes: str | None) -> None:
        """See that no edition is or was called so, that the one superseded is there, and those before it are whole.

        Raises:
            DataError: it is not so.
        """
        known = [manifest.name for manifest in self.manifests]
        there = next((other for other in known if composed(other).casefold() == name.casefold()), None)
        if there:
            hint = f'another name, and `--supersedes "{there}"` says that it takes its place'
            raise DataError(f'there is an edition "{there}" already: what was published stays', hint)
        if once := self.shelf.before().get(editions.path_of(name)):
            what = f'an edition "{name}" was made before, and is gone: {once[0].said} held it'
            raise DataError(what, "take it back from git, or choose another name")
        if self.shelf.error:
            raise self.shelf.error
        if supersedes is not None and supersedes not in known:
            raise DataError(f'there is no edition "{supersedes}"', "`timeline edition --list` shows those there are")
        if checked.is_broken(self.manifests):
            raise DataError(
                "the editions before are not what they were", "`timeline edition --verify` tells what differs"
            )

    def leaks(self, texts: Mapping[str, str], page: str) -> Iterator[str]:
        """Where what is confidential would leave: in an event, in other texts by what they are, on the page.

        What is said holds none of it.
        """
        register = self.chronology.register
        documents = [(DOCUMENTS, one) for one in register.documents.values() if one.confidential]
        secrets = ConfidentialWords([*documents, *((id_, one) for id_, some in self._hidden.items() for one in some)])

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
        """The edition, without a report; what stands in its way is `lacking` then.

        Args:
            name: its name.
            day: the day it is made.
            title: that of the chronology.
            supersedes: the name of the edition whose place it takes.
        """
        registers = [*self._registers()]
        listed, sources = [], 0
        copies: dict[str, str] = {}
        for entry in self.entries:
            event = entry.event
            sources += sum(source.confidential for source in event.sources)
            copies |= {posixpath.normpath(source.copy): "" for source in event.sources if source.copy}
            path, found = self.chronology.files[entry.id], event.provenance
            blob = self._blob(path)
            blob = "" if self.public and (entry.id in self._hidden or self._hides(path)) else blob
            listed.append(ListedEvent(id=entry.id, blob=blob, min=found.min, max=found.max, label=found.label))
        secret = {
            posixpath.normpath(source.copy): entry.id
            for entry in self.entries
            for source in self._hidden.get(entry.id, ())
            if source.copy
        }
        named = {path: id_ for path, id_ in (copies | secret).items() if not (self.public and id_)}
        hashed = [*self._hashed(named)]
        previous = [self._earlier(manifest) for manifest in checked.heads(self.manifests)]
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

    def must_be_committed(self) -> None:
        """See that git has all that the edition names.

        Raises:
            DataError: it has not; the message lists what is lacking.
        """
        if self.lacking:
            lacking = [*self.lacking.values()]
            some = [f"\n  {terminal(path)}" for path in lacking[:_SAID]]
            more = [f"\n  and {counted(len(lacking) - _SAID, 'other')}"] * (len(lacking) > _SAID)
            what = "an edition names what is committed as it is, and this is not:"
            hint = "`git add` and `git commit` it, then the same command again; or --commit does"
            raise DataError("".join([what, *some, *more]), hint)

    def commit_what_is_lacking(self, name: str) -> list[str]:
        """Commit what is named and not committed as it is, by itself, and tell so; of a copy that is not there nothing.

        Raises:
            GitError: git, or a hook, refuses.
        """
        tree = self.chronology.tree
        data = {path: tree.get(path, b"") for path in self.lacking}
        done = committing.commit(self.chronology.root, data, message("edition", f"edition: what {name} names", data))
        return [f"committed {done.id}: {counted(len(data), 'file')} that it names"] * bool(done.id)

    def _registers(self) -> Iterator[NamedFile]:
        """The registers and the settings, as git has them."""
        for path in (SETTINGS, *REGISTERS):
            if path in self.chronology.tree or path in self._committed:
                blob = self._blob(path)
                yield NamedFile(path=path, blob="" if self.public and blob and self._hides(path) else blob)

    def _blob(self, path: str) -> str:
        """Git's id of a file that is as git has it; another one is `lacking`."""
        tree, there = self.chronology.tree, self._committed.get(path)
        is_there = there is not None and there.mode in FILES and path in tree
        if there and is_there and (there.id == tree.blobs[path] or repository.is_blob(there.id, tree[path])):
            return there.id
        self.lacking[path] = self.chronology.shown(path)
        return ""

    def _hides(self, path: str) -> bool:
        """Whether a file holds what others may not read, and its id would prove who holds that."""
        data = self.chronology.tree[path]
        if not any(sign in data for sign in _SIGNS):
            return False
        return bool(PublicText(data.decode(errors="replace"), self.chronology.hides).hidden)

    def _hashed(self, copies: Mapping[str, str]) -> Iterator[HashedFile]:
        """Copies by path, each with the event whose confidential source it is of, or nothing; others are `lacking`.

        They are hashed as git has them: a checkout with CR LF is to make the same edition.
        """
        for path, of in sorted(copies.items()):
            data, there = self.chronology.tree.copy(path), self._committed.get(path)
            if data is None or there is None or not repository.is_blob(there.id, data):
                shown = f"the copy of a confidential source of {of}" if of else self.chronology.shown(path)
                self.lacking[path] = shown
            else:
                content = as_hashed(data) if repository.is_blob(there.id, as_hashed(data)) else data
                yield HashedFile(path=path, sha256=sha256(content), confidential=bool(of))

    def _earlier(self, manifest: checked.Manifest) -> EarlierEdition:
        """An edition that this one follows."""
        there = self._committed.get(manifest.path)
        if there is None or not repository.is_blob(there.id, manifest.data):
            self.lacking[manifest.path] = self.chronology.shown(manifest.path)
        return EarlierEdition(name=manifest.name, sha256=sha256(as_hashed(manifest.data)))
