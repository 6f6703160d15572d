"""The shelf: a chronology, opened, asked, added to.

Joins the folder, the index of it and the registers. Knows nothing of terminals, formats or clocks.
"""

from __future__ import annotations

import os
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from msgspec import msgpack

from timeline.errors import DataError, Problem, TimelineError, UsageError
from timeline.records.entry import Entry
from timeline.store.files import folder
from timeline.store.files.registers import Registers
from timeline.store.index import database
from timeline.store.search.compiler import Question, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.model.event import Event
    from timeline.model.register import Register
    from timeline.query.tree import Query
    from timeline.store.files.settings import Settings
    from timeline.store.index.parse_files import Parse
    from timeline.store.search import sql_views

T = TypeVar("T")
TRIES = 6
"""How often to ask an index into which other processes write, before one in memory is made; a damaged one, twice."""


class Answer(NamedTuple):
    """The events asked for, in order, and what could not be read on the way."""

    entries: list[Entry]
    problems: list[Problem]
    """Files that could not be read."""
    doubts: list[Problem]
    """Parts that could not be read, of files and registers that were."""
    undated: int = 0
    """Events that answer, and are left out since nobody knows when their sources were published."""


def _silent(*_: object) -> None:
    """Report nothing."""


class Chronology:
    """A folder of events: asked through its index, read from its files."""

    def __init__(
        self,
        root: str,
        cache: str | None = None,
        progress: database.Progress = _silent,
        log: Callable[[str], None] = _silent,
    ) -> None:
        """Take a folder of events.

        Args:
            root: the folder that holds timeline.toml.
            cache: where to keep the index; None: nowhere.
            progress: told of a long reading.
            log: told in short sentences how questions are answered.
        """
        self.root = root
        self.cache = cache
        self.progress = progress
        self.log = log
        self._index: database.Index | None = None
        self._published: dict[int, database.Index] = {}
        self._unopened: list[Problem] = []

    # ------------------------------------------------------------------------------------------------ what it says

    @cached_property
    def settings(self) -> Settings:
        """The settings of timeline.toml.

        Raises:
            DataError: it is not TOML, or a value is none.
        """
        from timeline.store.files import settings  # noqa: PLC0415 - start-up: most questions need no setting

        return settings.read(self.root, self.shown)

    @cached_property
    def registers(self) -> Registers:
        """The registers as they are now."""
        return Registers.read(self.root)

    @property
    def register(self) -> Register:
        """Actors, places and documents by name, alias and id."""
        return self.registers.register

    def shown(self, path: str) -> str:
        """A path of the chronology as seen from where the user stands."""
        full = os.path.join(self.root, path)
        near = os.path.relpath(full)
        return full if near.startswith(os.path.join("..", "..", "")) else near

    @cached_property
    def scan(self) -> folder.Scan:
        """What a look at the folder finds."""
        return folder.scan(self.root)

    @cached_property
    def files(self) -> dict[str, str]:
        """The paths of event files by ID; of two with one ID the first counts."""
        paths = sorted((f + name for f, names in self.scan.folders.items() for name in names), reverse=True)
        return {path.rpartition("/")[2][:-5]: path for path in paths}

    def events(self, asked: Question = Question(), limit: int | None = None, *, last_first: bool = False) -> Answer:  # noqa: B008 - a NamedTuple cannot change
        """The events that answer, in the order of their dates, and the files that could not be read."""
        base = self.shown("x")[:-1]

        def found(at: database.Index, query: Query, limit: int | None) -> list[Entry]:
            question = asked._replace(query=query)
            rows = search(at.db, question, self.registers, limit=limit, last_first=last_first)
            return [
                Entry(f.id, f"{base}{f.folder}{f.id}.toml", f.date, f.chunk, f.slot, certain=f.certain) for f in rows
            ]

        def ask(at: database.Index) -> Answer:
            if asked.published_by is None:
                entries, undated = found(at, asked.query, limit), 0
            else:
                from timeline.store.index import as_published  # noqa: PLC0415 - start-up: most questions are asked of today

                entries = found(at, as_published.dated(asked.query), limit)
                undated = len(found(at, as_published.undated(asked.query), None))
            return Answer(entries, *self._faults(at), undated)

        return self._through_index(ask) if asked.published_by is None else ask(self._as_published(asked.published_by))

    def _faults(self, at: database.Index) -> tuple[list[Problem], list[Problem]]:
        """The files that could not be read, and the parts of files and registers that were."""
        base = self.shown("x")[:-1]
        faults = list(at.problems())
        unread = {p.path: p for p in (*self._unopened, *self.registers.tables.unread, *self.scan.refused)}
        problems = [*unread.values(), *(p for fatal, p in faults if fatal)]
        doubts = [*self.registers.tables.doubts, *(p for fatal, p in faults if not fatal)]
        whole, parts = (sorted(p._replace(path=base + p.path) for p in ps) for ps in (problems, doubts))
        return whole, parts

    def sql(self, statement: str) -> tuple[sql_views.Rows, Answer]:
        """What one SELECT finds in the views (store/search/sql_views.py), and an answer without entries: the faults.

        Raises:
            UsageError: it is no SELECT, or reads anything else.
        """
        from timeline.store.search import sql_views  # noqa: PLC0415 - start-up: only `sql` asks

        base = self.shown("x")[:-1]
        return self._through_index(lambda at: (sql_views.select(at.db, statement, base), Answer([], *self._faults(at))))

    def values(self, kind: str) -> list[str]:
        """Every value of one kind of term (store/index/rows.py): the actors, tags or publishers there are."""
        return self._through_index(lambda at: at.values(kind))

    def blobs(self) -> dict[str, str]:
        """The git blob id of each event file that could be opened, by path: its content, as git knows it."""
        return self._through_index(lambda at: at.blobs())

    def find(self, wanted: str) -> str:
        """The ID meant by a whole one, a unique prefix or a unique part.

        Raises:
            DataError: none or several are meant.
        """
        from timeline.model import identifier  # noqa: PLC0415 - start-up: `list` names no event

        return identifier.find(wanted, self.files)

    def event(self, wanted: str) -> Event:
        """One event as its file says, confidential parts included: for editing, not for printing.

        Raises:
            DataError: there is no such event, or its file cannot be read.
        """
        id_ = self.find(wanted)
        event, problems = self._read(id_)
        if event is None:
            raise DataError(f"{self.shown(self.files[id_])} cannot be read as an event", problems=problems)
        return event

    def entry(self, wanted: str, published_by: int | None = None) -> Entry:
        """One event as others may see it, with `published_by` as it rests on what was published by that day.

        Raises:
            DataError: there is no such event, or its file cannot be read.
        """
        from timeline.records import build  # noqa: PLC0415 - start-up: what `list` shows is in the index

        event = self.event(wanted)
        return Entry(event.id, event.path, event.date, [build.record(event, self.register, published_by).json()])

    def text(self, id_: str) -> str:
        """The text of one event's file.

        Raises:
            DataError: it cannot be read, or is not UTF-8.
        """
        path = self.files[id_]
        try:
            return folder.read(self.root, path).decode()
        except UnicodeDecodeError as error:
            raise DataError(f"{self.shown(path)} is not UTF-8 (byte {error.start + 1})", "save it as UTF-8") from error

    def _read(self, id_: str) -> tuple[Event | None, list[Problem]]:
        from timeline.eventfile import reader  # noqa: PLC0415 - start-up: what `list` shows is in the index

        path = self.files[id_]
        try:
            data = folder.read(self.root, path)
        except DataError as error:
            return None, [Problem(self.shown(path), 0, 0, "SCH007", error.message, error.hint)]
        return reader.read(data, id_, self.shown(path))

    # ------------------------------------------------------------------------------------------------ through the index

    def _through_index(self, ask: Callable[[database.Index], T]) -> T:
        """What the index answers, as of the files now. In any doubt it is made anew; if need be, in memory."""
        place, tries = self.cache, TRIES
        while True:
            at = self._index or database.Index(self.root, place)
            try:
                if self._index is None:
                    self._refresh(at)
                    self._index = at
                with at.reading():
                    return ask(at)
            except TimelineError:
                raise
            except Exception as damage:
                self._index = None
                if at.path is None:
                    raise
                self.log(f"index: dropped ({str(damage) or type(damage).__name__})")
                tries -= 1 if isinstance(damage, database.OutdatedError) else TRIES // 2
                if not at.drop(damage) or tries <= 0:
                    place = None

    def _refresh(self, at: database.Index) -> None:
        """Bring the index up to date: registers first, since what is computed of an event may owe to them."""
        stats = msgpack.encode(self.scan.registers)
        is_new = at.meta("registers") is None
        if at.meta("registers") == stats:
            self.registers = Registers.kept(self.root, at.meta("tables"))
        else:
            from timeline.store.index import refresh  # noqa: PLC0415 - start-up: mostly nothing has changed

            self.registers = refresh.renew(at, self.root, self.scan, stats)

        def parser() -> Parse:
            from timeline.store.index import refresh  # noqa: PLC0415 - start-up, as above

            return refresh.parser(self.register)

        known = at.asked()
        self._unopened = self._read_into(at, parser, "made" if is_new else "refreshed")
        if at.asked() != known:
            from timeline.store.index import refresh  # noqa: PLC0415 - start-up, as above

            with at.writing():
                refresh.relate(at, self.register)

    def _as_published(self, day: int) -> database.Index:
        """An index in memory of the events as they could be read by that day."""
        from timeline.store.index import refresh  # noqa: PLC0415 - start-up: most questions are asked of today

        if day not in self._published:
            at = self._published[day] = database.Index(self.root, None)
            parser = partial(refresh.parser, self.register, day)
            self._unopened = self._read_into(at, parser, "made for a day that is past")
        return self._published[day]

    def _read_into(self, at: database.Index, parser: Callable[[], Parse], done: str) -> list[Problem]:
        """Bring an index up to date; `done` says what that is called where files had to be read for it."""
        files = 0

        def progress(done: int, of: int) -> None:
            nonlocal files
            files = of
            self.progress(done, of)

        unopened = at.refresh(self.scan, parser, progress)
        where = at.path or "memory"
        self.log(
            f"index: {done}, {files} file{'s' * (files != 1)} read ({where})"
            if files
            else f"index: up to date ({where})"
        )
        return unopened

    # ------------------------------------------------------------------------------------------------ writing

    def add(self, event: Event, text: str | None = None) -> tuple[str, str]:
        """Write a new event, in canonical form or as its text says; return its ID and its path.

        Raises:
            DataError: it cannot be written.
        """
        from timeline.dates import edtf  # noqa: PLC0415 - start-up: most commands write nothing
        from timeline.eventfile import writer  # noqa: PLC0415 - start-up: most commands write nothing
        from timeline.model import identifier  # noqa: PLC0415 - start-up: most commands write nothing

        id_ = identifier.born(edtf.parse(event.date), event.title)
        path = folder.create(self.root, id_, (text or writer.render(event)).encode(), self.files)
        return path.rpartition("/")[2][:-5], path

    def replace(self, id_: str, text: str, seen: str) -> None:
        """Put a new text in place of the one last seen.

        Raises:
            UsageError: the new text is no event.
            DataError: the file was changed meanwhile, or cannot be written.
        """
        from timeline.eventfile import reader  # noqa: PLC0415 - start-up: most commands write nothing

        path = self.files[id_]
        event, problems = reader.read(text.encode(), id_, self.shown(path))
        if event is None:
            raise UsageError("this would no longer be an event", "nothing was written", problems)
        folder.replace(self.root, path, text.encode(), seen.encode())

    def remove(self, id_: str) -> str | None:
        """Take an event away; where no commit holds its text, it is kept, and where is returned.

        Raises:
            DataError: it was changed meanwhile, or cannot be removed.
        """
        from timeline.store.git import repository  # noqa: PLC0415 - start-up: only `rm` asks git

        path = self.files[id_]
        data = folder.read(self.root, path)
        return folder.remove(self.root, path, data, keep=not repository.holds(self.root, path, data))

    def rename(self, id_: str, new: str) -> tuple[str, list[str]]:
        """Give an event another ID and rewrite the links to it; return its path and the events whose links changed.

        Raises:
            DataError: the ID is taken, a file cannot be written, or was changed meanwhile.
        """
        from timeline.eventfile import editor  # noqa: PLC0415 - start-up: most commands write nothing

        linking = self.linking(id_)
        path = folder.move(self.root, self.files[id_], new, folder.read(self.root, self.files[id_]), self.files)
        for other in linking:
            event, text = self.event(other), self.text(other)
            changes: dict[Any, Any] = {("links", n, "to"): new for n, k in enumerate(event.links) if k.to == id_}
            self.replace(other, editor.edit(text, changes), text)
        return path, linking

    def linking(self, id_: str) -> list[str]:
        """The IDs of the other events that link to this one."""
        return [other for other in self._through_index(lambda at: at.linking(id_)) if other != id_]

    def last_date(self) -> str | None:
        """The date of the event written last, which the next one often shares."""
        stats = {name[:-5]: info for names in self.scan.folders.values() for name, info in names.items()}
        newest = max(stats, key=lambda id_: stats[id_][1], default=None)
        event = self._read(newest)[0] if newest else None
        return event.date if event else None

    def twins(self, event: Event) -> list[str]:
        """The IDs of events that may be the same: dates that meet, and titles that share most of their words."""
        from timeline.dates import edtf  # noqa: PLC0415 - start-up: only `add` asks
        from timeline.model import identifier  # noqa: PLC0415 - start-up: only `add` asks

        words = set(identifier.slug(event.title).split("-"))
        date = edtf.parse(event.date)
        like = []
        for id_ in self.files:
            if len(words & set(id_.split("-"))) * 2 > len(words):
                other, _ = self._read(id_)
                if other and edtf.parse(other.date).match(date.earliest, date.latest) != "no" and _alike(other, event):
                    like.append(id_)
        return like


def _alike(a: Event, b: Event) -> bool:
    """Whether two titles share at least two thirds of their words."""
    one, other = (set(e.title.casefold().split()) for e in (a, b))
    return len(one & other) * 3 >= len(one | other) * 2
