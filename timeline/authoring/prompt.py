"""The questions that `add` asks a person who gives it nothing.

Every answer stays when the person goes back, and is handed back where no event comes of it. Knows what is asked; must
not know where events are kept.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from timeline.authoring import drafts, skeleton
from timeline.cli.completion.answer import values as offered
from timeline.cli.completion.known_names import KnownNames
from timeline.cli.field_flags import OFFERS, date_fields, field_value, known_key
from timeline.cli.flags import Flag, Parameter
from timeline.cli.session import Session
from timeline.cli.source_flags import described
from timeline.errors import DataError, TimelineError, UsageError
from timeline.eventfile import reader
from timeline.eventfile.paths import event_id
from timeline.model.event import ROLE, Document, Event, Source, table
from timeline.model.sources.line import parse
from timeline.records import source_lines
from timeline.store.chronology import Chronology
from timeline.text.width import filled, text_width


class Prompt(NamedTuple):
    """What is asked."""

    key: str
    asked: str
    """In a word or two, so that there is room for the answer on a narrow terminal."""
    hint: str


QUESTIONS = (
    Prompt("date", "When", "The day it happened: 17 Nov 2024, early May 2024, between 3 and 5 May 2024 …"),
    Prompt("title", "What", "What happened, in one sentence."),
    Prompt("date_basis", "Basis", "What the date rests on: stated; reported, the day of the report; as-of; inferred."),
    Prompt("actors", "Who", "NAME or NAME:ROLE, one at a time; Enter when done."),
    Prompt("places", "Where", "One at a time; Enter when done."),
    Prompt("sources", "Source", 'On whose word: "X, citing Y, citing officials https://…"; Enter when done.'),
    Prompt("tags", "Tag", "One at a time; Enter when done."),
    Prompt(
        "status", "Status", "What you make of it: reported, so the sources say; confirmed; disputed … Tab shows all."
    ),
)
OF_SOURCE = (
    Prompt(
        "quote", "  Quote", "Of this source, Enter skips one, - the rest: the words that say so; where they stand …"
    ),
    Prompt("locator", "  Place in it", ""),
    Prompt("title", "  Title", ""),
    Prompt("published", "  Published", ""),
    Prompt("accessed", "  Read on", ""),
    Prompt("stance", "  Stance", ""),
)
"""What the flags tell of a source; of a document what the register has of it is not asked."""
BACK, NONE = "<", "-"
_KNOWN = {"actors": "new actor", "places": "new place", "tags": "tag"}
"""The names in which a comma divides nothing (cli/completion/known_names.py)."""


def asked(session: Session) -> tuple[Event, str] | None:
    """The event that a person's answers make, and its text, when the person has seen it whole; None: it is dropped.

    Raises:
        UsageError: there is nobody to ask.
        EOFError: the person leaves; what was answered is kept, and where is said.
    """
    if not session.options.interactive:
        raise UsageError("nothing to add", 'write `timeline add "17 Nov 2024: What happened"`')
    answers = Answers(session)
    keys = "Enter takes what stands in [ ], Tab completes, < goes back, - leaves empty"
    keys += ", Up brings what the last event has." if answers.last else "."
    session.info(*filled(keys, answers.width))
    try:
        answers.ask()
        return _reviewed(session, answers)
    except BaseException:
        if answers.values:
            session.keep(skeleton.draft(answers.values), drafts.GO_ON)
        raise


def _reviewed(session: Session, answers: "Answers") -> tuple[Event, str] | None:
    """What the person wants written of what was answered: as it is, or as an editor leaves it; None: nothing."""
    made: tuple[Event, str] | None = None
    while True:
        event = drafts.event_of(answers.values)
        event, text = made or (event, reader.render(event))
        session.warning("")
        drafts.say_date(session, event)
        drafts.say_sources(session, event)
        session.warning("", *(part for line in text.splitlines() for part in filled(line, answers.width, "", "  ")), "")
        choices = ["write", "edit", *[BACK] * (made is None), "drop"]
        choice = session.ask(f"{', '.join(choices[:-1])} or drop", "write", partial(_words, choices))
        if choice == BACK and made is None:
            answers.ask(-1)
        elif choice in {"e", "edit"}:
            try:
                made = drafts.drafted(session, answers.values, text if made else "")
            except TimelineError as error:
                session.error(error)
        elif choice in {"w", "write", "d", "drop"}:
            return (event, text) if choice[0] == "w" else None
        else:
            session.warning(f'"{choice}" is none of these')


def _words(words: Sequence[str], _: str) -> Sequence[str]:
    return words


class Answers:
    """What a person has answered so far, as it was typed, and what it comes to."""

    def __init__(self, session: Session) -> None:
        """Begin with nothing."""
        self.session = session
        self.typed: dict[str, list[str]] = {}
        self.told_of: dict[str, dict[str, str]] = {}
        """What is told of sources, by their lines."""
        self.values: dict[str, Any] = {}
        self.last = _last(session.chronology)
        self.names = KnownNames(session.chronology.root, session.chronology.cache)
        self.told: set[str] = set()

    def ask(self, first: int = 0) -> None:
        """Ask one question after the other, from that number on; `<` goes back. A wrong answer is asked again."""
        at = first % len(QUESTIONS)
        while at < len(QUESTIONS):
            goes_on = self._several(QUESTIONS[at]) if known_key(QUESTIONS[at].key).several else self._one(QUESTIONS[at])
            at = max(0, at + (1 if goes_on else -1))

    def _one(self, question: Prompt) -> bool:
        """Ask for one answer; whether to go on, and not back."""
        key, row = question.key, known_key(question.key)
        default = next(iter(self.typed.get(key, ())), "" if row.required else str(row.default))
        if key == "date_basis" and self.last and key not in self.typed:
            default = self.last.date_basis
        while (answer := self._answer(question, default)) != BACK:
            if row.required and answer in {"", NONE}:
                self.session.warning(f"an event needs a {key}")
            elif self._taken(key, [str(row.default) if answer == NONE else answer]):
                if key == "date":
                    drafts.say_date(self.session, Event(**{**self.values, "title": ""}))
                return True
        if key == "date" and self.last and not default:
            self.typed[key] = [self.last.date]  # there is nothing to go back to
        return False

    def _several(self, question: Prompt) -> bool:
        """Ask for one element after the other until an empty one; whether to go on, and not back."""
        given = self.typed.setdefault(question.key, [])
        at = len(given)
        if given:
            self.session.info(*filled("; ".join(given), self.width, "  so far: ", "  "))
        while True:
            answer = self._answer(question, given[at] if at < len(given) else "", at + 1)
            if answer == BACK:
                if not at:
                    return False
                at -= 1
            elif not answer:
                return True
            elif names := [answer] if answer in given else self._named(question.key, answer):
                names = [name for name in names if name != NONE]
                if question.key == "sources":  # what is told stays with a line that is mended
                    self.told_of |= {name: self.told_of.get(old, {}) for name in names for old in given[at : at + 1]}
                if self._taken(question.key, new := [*given[:at], *names, *given[at + 1 :]]):
                    given = new
                    at += len(names)
                    at -= bool(names) and question.key == "sources" and not self._told(given[at - 1])

    def _named(self, key: str, answer: str) -> list[str]:
        """What an answer to one of several names: where it has a comma the person says; nothing where it names none."""
        if key == "actors" and (answer.casefold() in ROLE or "citing" in answer.split()):
            told = f"{answer} is a role: write NAME:{answer.casefold()}"
            self.session.warning(told if answer.casefold() in ROLE else "who is cited belongs to a source, asked below")
            return []
        names = [name.strip() for name in re.split(r",(?!\d)", answer)]
        if key not in _KNOWN or len(names) == 1 or not all(names):
            return [answer]
        if not {answer, answer.rpartition(":")[0]}.isdisjoint(self.names.of(_KNOWN[key])):
            return [answer]
        several = self.session.agrees(f"Are these {len(names)}: {'; '.join(names)}?", default=key != "places")
        return names if several else [answer]

    def _told(self, line: str) -> bool:
        """Ask what is told of a source; whether to go on, and not back to it."""
        is_document = parse(line, self.session.chronology.register)[0].ref
        questions = [q for q in OF_SOURCE if not (is_document and q.key in table(Document))]
        at, held = 0, self.told_of.setdefault(line, {})
        while 0 <= at < len(questions):
            key, before = questions[at].key, dict(held)
            answer = self._answer(questions[at], held.get(key, ""))
            if answer == BACK:
                at -= 1
            elif answer == NONE:
                for question in questions[at:]:
                    held.pop(question.key, None)
                at = len(questions)
            else:
                held |= {key: answer} if answer else {}
                at += 1
            if held != before and not self._taken("sources", self.typed["sources"]):
                self.told_of[line] = held = before
                at -= 1
        return at > 0

    def _answer(self, question: Prompt, default: str, number: int = 1) -> str:
        hint = question.hint
        if question.key == "date" and self.last:
            hint += f" Up or < brings the last event's, {self.last.date}."
        if hint and question.asked not in self.told:
            self.session.info(*[""] * (question not in OF_SOURCE), *filled(hint, self.width))
            self.told.add(question.asked)
        asked, shown = f"{question.asked} {number}" if number > 1 else question.asked, default
        if text_width(default) > self.width // 2:
            self.session.info(*filled(default, self.width, "  so far: ", "  "))
            shown = "as it is"
        if question in OF_SOURCE:
            answer = self.session.ask(asked, shown, partial(_words, [*(table(Source)[question.key].words or ())]))
        else:
            answer = self.session.ask(asked, shown, self._offers(question.key), self._past(question.key))
        return default if answer == shown else answer

    def _taken(self, key: str, typed: list[str]) -> bool:
        """Whether an answer could be read; what is wrong with it is said."""
        row = known_key(key)
        try:
            if key == "date":
                words, _, title = typed[0].partition(": ")  # as `add "DATE: TITLE"`
                new: dict[str, Any] = dict(date_fields(self.session, {"date": words}, {}))
                self.values.pop("date_text", None)
                typed = [words.strip()]
                if title.strip():
                    self._taken("title", [title.strip()])
            elif key == "sources":
                rows = table(Source)
                told = {
                    n: {name: field_value(self.session, rows[name], text) for name, text in held.items()}
                    for n, line in enumerate(typed)
                    if (held := self.told_of.get(line))
                }
                new = {key: described(self.session, (), typed, told)}
            else:
                new = {key: field_value(self.session, row, typed if row.several else typed[0])}
        except UsageError as error:
            said = filled(f"error: {error.message}", self.width, "", "  ")
            self.session.warning(*said, *filled(error.hint, self.width, "  "))
            return False
        self.typed[key] = typed
        self.values |= new
        if self.values[key] in ((), "", row.default):  # says nothing
            del self.values[key]
        return True

    def _offers(self, key: str) -> Callable[[str], Iterable[str]]:
        """What Tab offers: what it offers for the flag of this field."""
        flag = Flag("", offers=OFFERS.get(key) or tuple(known_key(key).words or ()))
        return partial(offered, Parameter(key, flag, str), self.names)

    def _past(self, key: str) -> Sequence[str]:
        """What the last event holds there, for the arrow up."""
        if self.last is None:
            return ()
        if key == "actors":
            return [f"{actor.name}:{actor.role}" for actor in self.last.actors]
        if key == "sources":
            return source_lines.write([source for source in self.last.sources if not source.confidential])
        held: Any = getattr(self.last, key)
        return [str(getattr(one, "name", one)) for one in held] if isinstance(held, tuple) else [str(held)]

    @property
    def width(self) -> int:
        """Columns for what is said."""
        return self.session.options.display.width or 80


def _last(chronology: Chronology) -> Event | None:
    """The event written last, as others may see it: the next one often shares much with it."""
    times = {name: stat[1] for names in chronology.scan.folders.values() for name, stat in names.items()}
    with suppress(DataError):
        return chronology.entry(event_id(max(times, key=times.__getitem__))).event if times else None
    return None
