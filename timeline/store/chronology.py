"""The shelf: a chronology, opened, asked, added to.

Joins the folder, the index of it and the registers. Must not know terminals, formats or clocks.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from timeline.errors import Contained, DataError, Problem, TimelineError
from timeline.eventfile.paths import event_id
from timeline.store.answer import Answer
from timeline.store.files import folder
from timeline.store.files.scan import Scan, scan
from timeline.store.files.snapshot import Snapshot, WorkingTree
from timeline.store.files.writer import FileWriter
from timeline.store.index.database import Index, OutdatedError
from timeline.store.index.refresh import Progress, Refreshed, refresh
from timeline.store.search.compiler import Question
from timeline.store.search.matches import Matches, count, search
from timeline.text.lists import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from timeline.model.event import Event
    from timeline.model.register import Register
    from timeline.model.settings import Settings
    from timeline.records.entry import Entry
    from timeline.records.groups import Dated, Naming
    from timeline.records.shown.registered import Registered
    from timeline.store.search import sql_views

T = TypeVar("T")
TRIES = 6
"""How often to ask an index into which other processes write, before one in memory is made; a damaged one, twice."""


class Chronology:
    """A folder of events: asked through its index, read from its files."""

    def __init__(
        self,
        root: str,
        cache: str | None = None,
        progress: Progress = lambda *_: None,
        log: Callable[[str], None] = lambda _: None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Take a folder of events.

        Args:
            root: the folder that holds timeline.toml.
            cache: where to keep the index; None: in memory.
            progress: told how far a long reading has come.
            log: told in short sentences how questions are answered.
            tell: told what the person who waits must know.
        """
        self.root = root
        self.cache = cache
        self.progress = progress
        self.log = log
        self.writer = FileWriter(root, tell)
        self.index: Index | None = None
        """The index, once it was asked."""
        self._met: Refreshed | None = None

    @property
    def recorded(self) -> str:
        """Of which commit it is, in words; empty: as the files are now."""
        return ""

    def judged_after(self, _: int) -> str:
        """Whose the statuses are, which may rest on sources published after a day; empty: they cannot."""
        return "today's"

    def close(self) -> None:
        """Let go of the index: whoever asks on opens it anew."""
        if self.index is not None:
            self.index.db.close()
            self.index = None

    @cached_property
    def _settings(self) -> tuple[Settings, list[Problem]]:
        from timeline.store.files import settings  # start-up: most questions need no setting

        found, problems = settings.read(self.root)
        return found, [problem._replace(path=self.shown(problem.path)) for problem in problems]

    @property
    def settings(self) -> Settings:
        """The settings of timeline.toml; what cannot be read of it is among the problems of every answer."""
        return self._settings[0]

    @property
    def settings_faults(self) -> list[Problem]:
        """What is wrong with timeline.toml."""
        return self._settings[1]

    @cached_property
    def registered(self) -> Registered | None:
        """What the registers say of the names in events, for who prints them; None where they say nothing."""
        if not self.register.described:
            return None
        from timeline.records.shown.registered import Registered  # start-up: not every format prints it

        return Registered(self.register)

    def shown(self, path: str) -> str:
        """Give a path of the chronology as seen from where the user stands."""
        return folder.shown(self.root, path)

    @property
    def base(self) -> str:
        """What every path of it begins with, as seen from there."""
        return self.shown("x")[:-1]

    @cached_property
    def scan(self) -> Scan:
        """What a look at the folder finds; what an interrupted command left there is taken away first."""
        self.writer.sweep()
        return scan(self.root)

    @cached_property
    def tree(self) -> Snapshot:
        """The files, here as they lie on the disk."""
        return WorkingTree(self.root, self.scan, lambda: self.through_index(lambda at: at.blobs(), fill=False))

    @property
    def files(self) -> dict[str, str]:
        """The paths of event files by ID; of two with one ID the first counts."""
        return self.tree.events

    @cached_property
    def taken(self) -> set[str]:
        """The IDs that no new event is given, in small letters: some disks tell no capitals apart."""
        return set(map(str.lower, self.files))

    @property
    def register(self) -> Register:
        """Actors, places and documents by name, alias and id, as the index keeps them."""
        return self.through_index(lambda at: at.register)

    def hides(self, ref: str) -> bool:
        """Tell whether a document, by its id, is confidential, or may be."""
        return self.register.hides(ref)

    def events(
        self,
        asked: Question = Question(),  # noqa: B008 - a NamedTuple cannot change
        limit: int | None = None,
        *,
        last_first: bool = False,
        id_: str | None = None,
    ) -> Answer:
        """Find the events that answer, in the order of their dates, and the files that could not be read.

        Args:
            asked: the question.
            limit: so many events at most; None: all.
            last_first: against the order of their dates.
            id_: that of the only event to look at; None: all.
        """
        entries, met = self.answered(
            asked, lambda at: [*search(at, asked, self.base, limit, last_first=last_first, id_=id_)], id_
        )
        return met._replace(entries=entries)

    def count(self, asked: Question) -> tuple[Matches, Answer]:
        """Count the events that answer; with it comes what could not be read, as an answer without entries."""
        return self.answered(asked, lambda at: count(at, asked))

    def dates(self, asked: Question) -> tuple[list[Dated], Answer]:
        """Count the events that answer by their dates; what could not be read comes as with `count`."""
        from timeline.store.search.by_date import by_date  # start-up: few ask

        return self.answered(asked, lambda at: by_date(at, asked))

    def names(self, asked: Question, by: str) -> tuple[Naming, Answer]:
        """Find which of the events that answer have which names; what could not be read comes as with `count`."""
        from timeline.store.search.by_name import by_name  # start-up: few ask

        return self.answered(asked, lambda at: by_name(at, asked, by))

    def answered(self, asked: Question, ask: Callable[[Index], T], id_: str | None = None) -> tuple[T, Answer]:
        """What the index answers as of the day that is asked for, and what was met on the way."""
        day = asked.published_by

        def answer(at: Index) -> tuple[T, Answer]:
            undated = 0
            if day is not None:
                from timeline.store.index.as_published import restate  # start-up: mostly as of today

                self.log(f"index: {counted(restate(at, day, id_), 'event')} read as of a day that is past")
                undated = count(at, asked._replace(undated=True)).events
            return ask(at), Answer([], *self.faults(at), undated)

        return self.through_index(answer, pretending=day is not None)

    def unread(self) -> list[Problem]:
        """Give the files that cannot be read."""
        return self.through_index(self.faults)[0]

    def faults(self, at: Index) -> tuple[list[Problem], list[Problem]]:
        """The files that could not be read, and the parts of files and registers that were."""
        assert self._met is not None
        base, faults = self.base, list(at.problems())
        refused = {p.path: p for p in self.tree.refused}
        unread = [*refused.values(), *(p for p in self._met.unread if p.path not in refused)]
        problems = [*unread, *(p for fatal, p in faults if fatal)]
        doubts = [*self._met.doubts, *(p for fatal, p in faults if not fatal)]
        whole, parts = (sorted(p._replace(path=base + p.path) for p in ps) for ps in (problems, doubts))
        return whole, parts

    def sql(self, statement: str) -> tuple[sql_views.Selection, Answer]:
        """Ask one SELECT of the views (store/search/sql_views.py); an answer without entries tells the faults.

        Raises:
            UsageError: it is no SELECT, or reads anything else.
        """
        from timeline.store.search import sql_views  # start-up: only `sql` asks

        return self.through_index(lambda at: (sql_views.select(at, statement, self.base), Answer([], *self.faults(at))))

    def values(self, kind: str) -> list[str]:
        """Give every value of one kind of term (store/index/rows.py): the actors, tags or publishers there are."""
        return self.through_index(lambda at: at.values(kind))

    def knows(self, field: str, text: str, *, whole: bool = False) -> bool:
        """Tell whether a tag, or a name in an event or the registers, has these words, or is just them."""
        from timeline.store.search import names  # start-up: few questions hold a name of several words

        return self.through_index(lambda at: names.is_known(at, field, text, whole=whole))

    @property
    def renamed(self) -> dict[str, str]:
        """The IDs that events had before, each with the one that its event has now."""
        return self.through_index(lambda at: at.renamed())

    def linking(self, id_: str) -> list[str]:
        """Give the IDs of the other events that link to this one."""
        return self.through_index(lambda at: at.linking(id_))

    def find(self, wanted: str) -> str:
        """Find the ID meant by a whole one, one that it had before, a unique prefix or a unique part.

        Raises:
            DataError: none or several are meant.
        """
        from timeline.model import identifier  # start-up: `list` names no event

        known = self.files
        return wanted if wanted in known else identifier.find(event_id(wanted), known, lambda: self.renamed)

    def event(self, wanted: str, *, may_be_open: bool = False) -> Event:
        """Read one event as its file says, confidential parts included: for editing, not for printing.

        Of a file in which a merge has left conflicts our side, if it `may_be_open`.

        Raises:
            DataError: there is no such event, or its file cannot be read.
        """
        from timeline.eventfile import reader, unsettled  # start-up: what `list` shows is in the index

        id_ = self.find(wanted)
        path, shown = self.files[id_], self.shown(self.files[id_])
        event = None
        problems: list[Problem] = []
        with Contained(shown, problems):
            read = unsettled.read if may_be_open else reader.read
            event, problems = read(self.tree.one(path), id_, shown, self.hides)
        if event is None:
            raise DataError(f"{shown} cannot be read as an event", problems=problems)
        return event

    def short(self, wanted: Collection[str]) -> dict[str, str]:
        """Give for each of some IDs the shortest words by which `find` knows it."""
        from timeline.model import identifier  # start-up: a pipe is given whole IDs

        return identifier.short(wanted, self.files, self.renamed)

    def entry(self, wanted: str, published_by: int | None = None) -> Entry:
        """Give one event as others may see it, with `published_by` as it rests on what was published by that day.

        Raises:
            DataError: there is no such event, or its file cannot be read.
        """
        id_ = self.find(wanted)
        found = self.events(Question(published_by=published_by), id_=id_).entries
        if not found:
            self.event(id_)  # says why it cannot be read
            raise DataError(f"{id_}: no source is known to have been published by then")
        return found[0]

    def published(self, id_: str) -> int | None:
        """Tell the day by which the first of an event's dated sources was published; None: none is dated."""
        return self.through_index(lambda at: at.published(id_))

    def text(self, id_: str) -> str:
        """Read the text of one event's file.

        Raises:
            DataError: it cannot be read, or is not UTF-8.
        """
        path = self.files[id_]
        try:
            return self.tree.one(path).decode()
        except UnicodeDecodeError as error:
            raise DataError(f"{self.shown(path)} is not UTF-8 (byte {error.start + 1})", "save it as UTF-8") from error

    def bring_up(self, at: Index) -> Refreshed:
        """Bring the index up to the state of the files."""
        return refresh(at, self.scan, self.tree, self.progress)

    def through_index(self, ask: Callable[[Index], T], *, pretending: bool = False, fill: bool = True) -> T:
        """What the index answers, as of the files now. In any doubt it is made anew; if need be, in memory.

        With `pretending`, rows may be written that are gone at the end. One that has never been filled is filled first,
        but not without `fill`: `check` reads every file in any case.
        """
        place, tries = self.cache, TRIES
        while True:
            at = self.index or Index(self.root, place)
            try:
                if self.index is None and (fill or at.meta("tables") is not None):
                    self._met = self.bring_up(at)
                    self.index = at
                    done = f"{'made' if at.made else 'refreshed'}, {counted(self._met.read, 'file')} read"
                    self.log(f"index: {done if self._met.read else 'up to date'} ({at.path or 'memory'})")
                with at.reading(pretending=pretending):
                    return ask(at)
            except TimelineError:
                raise
            except Exception as damage:
                self.index = None
                if at.path is None:
                    raise
                self.log(f"index: dropped ({str(damage) or type(damage).__name__})")
                tries -= 1 if isinstance(damage, OutdatedError) else TRIES // 2
                if not at.drop(damage) or tries <= 0:
                    place = None
