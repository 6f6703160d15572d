"""What is to become an event: a record from a file, a draft in the editor, the answers to questions.

Whatever a person has written is used in full, or refused and handed back; nothing of it is dropped in silence. Knows
nothing of where events are kept.
"""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from timeline.authoring.edits import plain
from timeline.cli import streams
from timeline.cli.field_flags import date_fields, field_value, known_key, must_be_shown
from timeline.cli.session import Session
from timeline.dates import edtf
from timeline.dates.calendar import WEEKDAYS
from timeline.errors import DataError, Problem, UsageError, at_key, of_file
from timeline.eventfile import editor, reader
from timeline.eventfile.paths import event_id
from timeline.eventfile.public_text import PublicText
from timeline.model import validation
from timeline.model.date_values import is_date
from timeline.model.event import Event, table
from timeline.records import date_words
from timeline.records.registered import Registered
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.toml.limits import DEEPEST
from timeline.toml.parser import parse_toml

T = TypeVar("T")
COMPUTED = ("id", "path", "earliest", "latest", "first_second", "last_second", "provenance")
"""What `-f json` shows beside the fields of an event, and what the registers say of its names (records/registered.py);
it may come back, and is worked out anew."""


def event_of(values: Mapping[str, Any]) -> Event:
    """The event with these fields."""
    for key in ("title", "date"):
        if key not in values:
            raise UsageError(f"an event needs a {key}", f'write "17 Nov 2024: What happened", or give --{key}')
    return Event(**{**values, "x": dict(values.get("x", ()))})


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
        words = f"{WEEKDAYS[(date.earliest - 1) % 7]}, {words}"
    session.info(f"date: {date.text}" + (f" = {words}" if words != date.text else ""))


def record(session: Session, origin: str) -> dict[str, Any]:
    """The fields of a TOML or JSON file, or of stdin where `origin` is `-`.

    Raises:
        DataError: it cannot be read, is neither TOML nor JSON, or holds what no event has.
    """
    if origin == "-":
        data, name = b"".join(streams.typed()), "stdin"
    else:
        data, name = folder.read_input(origin), origin
    data = data.removeprefix(BOM_UTF8)
    if data.lstrip()[:1] in {b"{", b"["}:
        event, problems = _json(session, data, name)
    else:
        event, problems, _ = _toml(session, data, name, typed=False)
    if event is None:
        raise DataError(f"{name} cannot be read as an event", problems=problems)
    for problem in problems:
        session.warning(str(problem))
    return {k: v for k in table(Event) if (v := getattr(event, k)) not in (None, (), {})}


def _toml(session: Session, data: bytes, name: str, *, typed: bool) -> tuple[Event | None, list[Problem], bytes]:
    """The event, unless a key is unknown, and would be lost, or a word is in no vocabulary, and would be a new one.

    And the text, with EDTF where its date stood in words.
    """
    refers = session.chronology.hides
    tables, _ = reader.read_tables(data, name, refers)
    said, unclear = _date_in_words(session, tables, typed=typed)
    if said:
        data = editor.edit(data.decode(), {(key,): plain(key, value) for key, value in said.items()}).encode()
    event, problems = reader.read(data, "", name, refers)
    if strange := unclear or ([] if event is None else _strange(parse_toml(data))):
        return None, reader.told(strange, data, name, refers), data
    return event, problems, data


def _date_in_words(
    session: Session, values: Mapping[str, Any], *, typed: bool
) -> tuple[dict[str, str | None], list[Problem]]:
    """What a date in words means, and the words where they say more; or what is wrong. Nothing where it is EDTF."""
    date = values.get("date")
    if not isinstance(date, str) or is_date(date):
        return {}, []
    try:
        return date_fields(session, values, {}, typed=typed), []
    except UsageError as error:
        return {}, [at_key(("date",), "TIM206", error.message.removeprefix("date: "), error.hint)]


def _json(session: Session, data: bytes, name: str) -> tuple[Event | None, list[Problem]]:
    """The event of a JSON object, or of an array that holds one, as `-f json` writes it."""
    import json  # start-up: most records are TOML

    event, register = None, session.chronology.register
    problems: list[Problem] = []
    value: Any = None
    too_deep = of_file(name, "lists or tables are nested too deep", f"{DEEPEST} levels are the most")
    try:
        value = json.loads(data)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if not isinstance(value, dict):
            hint = "one object, with title and date"
            return None, [of_file(name, "the JSON holds no event, or several", hint)]
        if _is_too_deep(value):
            return None, [too_deep]
        Registered(register).remove(value)
        said, problems = _date_in_words(session, value, typed=False)
        value |= said
        event = reader.from_dict(value, "", "", problems)
    except json.JSONDecodeError as error:
        hint = "a TOML record begins with a key, not with { or ["
        return None, [Problem(name, error.lineno, error.colno, "SCH007", f"this is not JSON: {error.msg}", hint)]
    except RecursionError:
        return None, [too_deep]
    except UnicodeDecodeError:
        return None, [of_file(name, "this is not UTF-8 text", "save it as UTF-8")]
    except ValueError as error:
        if value is None:  # Python reads no number of thousands of digits
            return None, [of_file(name, "a number is too long", "a text of digits stands in quotes")]
        problems = problems or [*validation.faults(Event, value)] or [Problem(name, 0, 0, "SCH006", str(error))]
    strange, public = _strange(value), PublicText("", register.hides, value)
    told = map(public.told, strange or problems)
    named = [p._replace(path=": ".join([name, *[".".join(map(str, p.at))] * bool(p.at)])) for p in told]
    return None if strange else event, named


def _is_too_deep(value: dict[str, Any]) -> bool:
    """Whether tables and lists stand in one another deeper than a file may hold them."""
    held: list[Any] = [value]
    for _ in range(DEEPEST + 1):
        within = (one.values() if isinstance(one, dict) else one for one in held)
        held = [part for parts in within for part in parts if isinstance(part, dict | list)]
    return bool(held)


def _strange(values: Mapping[str, Any]) -> list[Problem]:
    """Keys that no event has, and words outside their vocabulary."""
    unknown = (p for p in validation.unknown_keys(Event, values) if p.at[1:] or p.at[0] not in COMPUTED)
    return [*unknown, *validation.odd_values(Event, values)]


def drafted(session: Session, values: Mapping[str, Any]) -> tuple[Event, str]:
    """The event as the user leaves it in the editor, and its text; what does not parse is offered again, never lost.

    Raises:
        UsageError: the user gave up, or left nothing.
        DataError: the editor failed.
    """
    blank = {"title": "", "date": session.options.today.isoformat()}

    def read(text: str) -> tuple[Event, str] | None:
        event, problems, data = _toml(session, text.encode(), "draft.toml", typed=True)
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
        if answer == "<":
            n = max(0, n - 1)
        elif row.required and key not in values:
            session.warning(f"an event needs a {key}")
        else:
            n += 1
    return values
