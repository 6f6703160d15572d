"""What is to become an event: a draft in the editor, the answers to questions.

Whatever a person has written is used in full, or refused and handed back; nothing of it is dropped in silence. Knows
nothing of where events are kept.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, count
from typing import Any, TypeVar

from timeline.authoring import handed_in
from timeline.cli.field_flags import date_fields, field_value, known_key, must_be_shown
from timeline.cli.session import Session
from timeline.dates import edtf
from timeline.dates.calendar import WEEKDAYS, weekday
from timeline.errors import DataError, UsageError
from timeline.eventfile import reader
from timeline.eventfile.paths import event_id
from timeline.eventfile.public_text import PublicText
from timeline.model import identifier
from timeline.model.event import DEFAULTS, Event, defaults_said, replace
from timeline.records import date_words, source_lines
from timeline.store.chronology import Chronology
from timeline.text.escape import terminal

T = TypeVar("T")


def event_of(values: Mapping[str, Any]) -> Event:
    """The event with these fields."""
    for key in ("title", "date"):
        if key not in values:
            raise UsageError(f"an event needs a {key}", f'write "17 Nov 2024: What happened", or give --{key}')
    return Event(**{**values, "x": dict(values.get("x", ())), "said": tuple(defaults_said(values, DEFAULTS))})


def placed(given: Sequence[handed_in.Given], taken: Container[str]) -> list[tuple[str, Event]]:
    """Events with their IDs, which they keep where these are free and can be IDs; links among them follow to new ones.

    Args:
        given: what was handed in.
        taken: the IDs there are.
    """
    used: set[str] = set()
    moved: dict[str, str] = {}
    found = []
    for one in given:
        event = event_of(one.values)
        usual = identifier.new_id(edtf.parse(event.date), event.title)
        wished = [one.id] if handed_in.is_id(one.id) else []
        tries = chain([*wished, usual], (f"{usual}-{n}" for n in count(2)))
        id_ = next(id_ for id_ in tries if id_ not in used and id_ not in taken)
        used.add(id_)
        moved.setdefault(one.id, id_)
        found.append((id_, event))
    return [(id_, _relinked(event, moved)) for id_, event in found]


def _relinked(event: Event, moved: Mapping[str, str]) -> Event:
    """The event, with links that lead to where others are now."""
    links = tuple(replace(link, to=moved.get(link.to, link.to)) for link in event.links)
    return event if links == event.links else replace(event, links=links)


def preview(session: Session, text: str) -> str:
    """The text of a file that is not written, as others may see it; what they may not is said to be left out."""
    shown = PublicText(text, session.chronology.hides).text
    if shown != text:
        session.warning("what is confidential is not printed; the file would hold it")
    return shown


@contextmanager
def handed_back(session: Session, text: str) -> Iterator[None]:
    """Keep the text, if there is any, where it does not become an event, so that nothing a person wrote is lost."""
    try:
        yield
    except BaseException:
        if text:
            session.keep(text)
        raise


def in_editor(session: Session, text: str, use: Callable[[str], T | None]) -> T | None:
    """What is made of a text as the user leaves it in the editor; None where it is left empty, or taken away.

    Args:
        session: of the user.
        text: what the editor opens.
        use: makes something of it, or says what is wrong and gives None; then it is offered again.

    Raises:
        UsageError: there is no terminal, or the user gives up.
        DataError: the editor failed.
    """
    opened = text
    while True:
        text, error = session.edit(text)
        with handed_back(session, text if text.strip() and text != opened else ""):
            if error:
                raise error
            if not text.strip():
                return None
            if (made := use(text)) is not None:
                return made
            if not again(session):
                raise UsageError("the text is no event", "nothing was changed")


def say_date(session: Session, event: Event) -> None:
    """Say how the date was read, with its day of the week where it is one day."""
    date = edtf.parse(event.date)
    words = date_words.when(event)
    if date.earliest is not None and date.earliest == date.latest:
        words = f"{WEEKDAYS[weekday(date.earliest)]}, {words}"
    session.info(f"date: {date.text}" + (f" = {words}" if words != date.text else ""))


def drafted(session: Session, values: Mapping[str, Any]) -> tuple[Event, str]:
    """The event as the user leaves it in the editor, and its text; what does not parse is offered again, never lost.

    Raises:
        UsageError: the user gave up, or left nothing.
        DataError: the editor failed.
    """
    blank = {"title": "", "date": session.options.today.isoformat()}

    def read(text: str) -> tuple[Event, str] | None:
        event, problems, data = handed_in.of_toml(session, text.encode(), "draft.toml", typed=True)
        for problem in problems:
            session.warning(str(problem))
        if event is None:
            return None
        try:
            must_be_shown(session, event.date, event.timezone)
        except UsageError as error:
            session.error(error)
            return None
        return event, data.decode()

    if (made := in_editor(session, reader.render(event_of({**blank, **values})), read)) is None:
        raise UsageError("the editor left no draft", "nothing was written")
    return made


def again(session: Session) -> bool:
    """Whether the user wants to go back to the editor."""
    return session.ask("Edit it again?", "yes")[:1].lower() == "y"


def say_sources(session: Session, event: Event) -> None:
    """Say how the lines of sources were read: who cites whom."""
    for line in source_lines.write(event.sources):
        session.info(f"source: {terminal(line)}")


QUESTIONS = (
    ("date", "When (17 Nov 2024, early May, between 3 and 5 May …)"),
    ("title", "What happened, in one sentence"),
    ("date_basis", "The date is: stated, reported, as-of or inferred"),
    ("actors", "Who (NAME or NAME:ROLE; empty when done)"),
    ("places", "Where (empty when done)"),
    ("sources", 'On whose word ("X, citing Y, citing officials https://…"; empty when done)'),
    ("tags", "Tag (empty when done)"),
)


def _last_date(chronology: Chronology) -> str | None:
    """The date of the event written last, which the next one often shares."""
    times = {name: stat[1] for names in chronology.scan.folders.values() for name, stat in names.items()}
    with suppress(DataError):
        return chronology.event(event_id(max(times, key=times.__getitem__))).date if times else None
    return None


def asked(session: Session) -> dict[str, Any]:
    """The fields, asked for one after the other; `<` goes back a question. A wrong answer is asked again."""
    if not session.options.interactive:
        raise UsageError("nothing to add", 'write `timeline add "17 Nov 2024: What happened"`')
    chronology = session.chronology
    actors, places = chronology.register.actors.entries.values(), chronology.register.places.entries.values()
    names = {
        "actors": [e.name for e in actors],
        "places": [e.name for e in places],
        "sources": [e.name for e in actors if e.kind == "outlet"],
        "tags": chronology.values("tag"),
        "date_basis": list(known_key("date_basis").words or ()),
    }
    session.info("Enter takes the default, Tab completes, < goes back, ^C leaves without writing.")
    values: dict[str, Any] = {}
    defaults = {"date": _last_date(chronology) or session.options.today.isoformat(), "date_basis": "stated"}
    n = 0
    while n < len(QUESTIONS):
        key, question = QUESTIONS[n]
        row = known_key(key)
        lines: list[str] = []
        try:
            while answer := session.ask(question, defaults.get(key, ""), names.get(key, ())):
                if answer == "<":
                    break
                if key == "date":
                    values.pop("date_text", None)
                    values |= date_fields(session, {"date": answer}, {})
                else:
                    values[key] = field_value(session, row, [*lines, answer] if row.several else answer)
                lines.append(answer)
                if not row.several:
                    break
        except UsageError as error:
            session.error(error)
            continue
        if row.default is not None and values.get(key) == row.default:  # Enter says nothing
            del values[key]
        if answer == "<":
            n = max(0, n - 1)
        elif row.required and key not in values:
            session.warning(f"an event needs a {key}")
        else:
            n += 1
    return values
