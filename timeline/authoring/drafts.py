"""What is to become an event: a record from a file, a draft in the editor, the answers to questions.

Whatever a person has written is used in full, or refused and handed back; nothing of it is dropped in silence. Knows
nothing of where events are kept.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from timeline.cli.field_flags import date_fields, elements, known_key, scalar
from timeline.cli.session import Session
from timeline.errors import DataError, Problem, UsageError, did_you_mean
from timeline.eventfile import reader
from timeline.model import flag_values
from timeline.model.event import Event, table
from timeline.store.files import folder
from timeline.toml.parser import parse_toml
from timeline.toml.positions import KeyPath

COMPUTED = ("id", "path", "earliest", "latest", "provenance")
"""What `-f json` shows beside the fields of an event; it may come back, and is worked out anew."""
BOM = b"\xef\xbb\xbf"


def event_of(values: Mapping[str, Any]) -> Event:
    """The event with these fields.

    Raises:
        UsageError: it has no title or no date.
    """
    for key in ("title", "date"):
        if key not in values:
            raise UsageError(f"an event needs a {key}", f'write "17 Nov 2024: What happened", or give --{key}')
    return Event(**{**values, "x": dict(values.get("x", ()))})


@contextmanager
def handed_back(session: Session, text: str) -> Iterator[None]:
    """Print the text on stderr when it cannot be kept, so that nothing a person wrote by hand is lost."""
    try:
        yield
    except BaseException:
        session.warning(f"your text, so that it is not lost:\n\n{text}")
        raise


def record(session: Session, origin: str) -> dict[str, Any]:
    """The fields of a TOML or JSON file, or of stdin where `origin` is `-`.

    Raises:
        DataError: it cannot be read, is neither TOML nor JSON, or holds what no event has.
    """
    if origin == "-":
        data, name = sys.stdin.buffer.read(), "stdin"
    else:
        data, name = folder.read("", origin), origin
    data = data.removeprefix(BOM)
    event, problems = (_json if data.lstrip()[:1] in {b"{", b"["} else _toml)(data, name)
    if event is None:
        raise DataError(f"{name} cannot be read as an event", problems=problems)
    for problem in problems:
        session.warning(str(problem))
    return {k: v for k in table(Event) if (v := getattr(event, k)) not in (None, (), {})}


def _toml(data: bytes, name: str) -> tuple[Event | None, list[Problem]]:
    """The event, unless a key is unknown, and would be lost, or a word is in no vocabulary, and would be a new one."""
    event, problems = reader.read(data, "", name)
    if event is None:
        return None, problems
    text = data.decode()
    strange = []
    for path, code, message, hint in _strange(parse_toml(data), Event, ()):
        line, col = reader.place(text, path)
        strange.append(Problem(name, line, col, code, message, hint, text.split("\n")[line - 1].rstrip("\r")))
    return (None, strange) if strange else (event, problems)


def _json(data: bytes, name: str) -> tuple[Event | None, list[Problem]]:
    """The event of a JSON object, or of an array that holds one, as `-f json` writes it."""
    import json  # start-up: most records are TOML

    faults: list[reader.Fault] = []
    try:
        value = json.loads(data)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if not isinstance(value, dict):
            hint = "one object, with title and date"
            return None, [Problem(name, 0, 0, "SCH007", "the JSON holds no event, or several", hint)]
        event = reader.from_dict(value, "", "", faults)
    except json.JSONDecodeError as error:
        hint = "a TOML record begins with a key, not with { or ["
        return None, [Problem(name, error.lineno, error.colno, "SCH007", f"this is not JSON: {error.msg}", hint)]
    except RecursionError:
        return None, [Problem(name, 0, 0, "SCH007", "lists or tables are nested too deep")]
    except UnicodeDecodeError:
        return None, [Problem(name, 0, 0, "SCH007", "this is not UTF-8 text", "save it as UTF-8")]
    except ValueError as error:
        return None, [Problem(name, 0, 0, "SCH006", str(error))]
    strange = [
        Problem(f"{name}: {'.'.join(map(str, path))}", 0, 0, code, message, hint)
        for path, code, message, hint in _strange(value, Event, ())
    ]
    doubts = [Problem(f"{name}: {'.'.join(map(str, f.path))}", 0, 0, f.code, f.message, f.hint) for f in faults]
    return (None, strange) if strange else (event, doubts)


def _strange(values: Mapping[str, Any], cls: Any, at: KeyPath) -> Iterator[tuple[KeyPath, str, str, str]]:
    """Keys that no event has, and words outside their vocabulary: path, rule, message, hint."""
    rows = table(cls)
    for key, value in values.items():
        here = (*at, key)
        if row := rows.get(key):
            if row.words and isinstance(value, str):
                try:
                    flag_values.word(key, value, row)
                except UsageError as error:
                    yield here, "SCH006", error.message, error.hint
            for number, entry in enumerate(value if row.struct and isinstance(value, list) else ()):
                if row.struct and isinstance(entry, dict):
                    yield from _strange(entry, row.struct, (*here, number))
        elif at or key not in COMPUTED:
            yield here, "SCH001", f'no field "{key}"', did_you_mean(key, rows) or "fields: " + ", ".join(rows)


def drafted(session: Session, values: Mapping[str, Any]) -> tuple[Event, str]:
    """The event as the user leaves it in the editor, and its text; what does not parse is offered again, never lost.

    Raises:
        UsageError: the draft was left, and is no event.
    """
    blank = {"title": "", "date": session.options.today.isoformat()}
    text = reader.render(event_of({**blank, **values}))
    while True:
        text = session.edit(text)
        event, problems = _toml(text.encode(), "draft.toml")
        for problem in problems:
            session.warning(str(problem))
        if event is not None:
            return event, text
        with handed_back(session, text):
            if not again(session):
                raise UsageError("the draft is no event", "nothing was written")


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


def asked(session: Session) -> dict[str, Any]:
    """The fields, asked for one after the other; `<` goes back a question. A wrong answer is asked again.

    Raises:
        UsageError: there is nobody to ask.
    """
    if not session.options.interactive:
        raise UsageError("nothing to add", 'write `timeline add "17 Nov 2024: What happened"`')
    chronology = session.chronology
    last = chronology.last_date() or session.options.today.isoformat()
    register = chronology.register
    names = {
        "actors": [e.name for e in register.actors.entries.values()],
        "places": [e.name for e in register.places.entries.values()],
        "sources": [e.name for e in register.actors.entries.values() if e.kind == "outlet"],
        "tags": chronology.values("tag"),
        "date_basis": list(known_key("date_basis").words or ()),
    }
    session.info("Enter takes the default, Tab completes, < goes back, ^C leaves without writing.")
    values: dict[str, Any] = {}
    defaults = {"date": last, "date_basis": "stated"}
    n = 0
    while n < len(QUESTIONS):
        key, question = QUESTIONS[n]
        row = known_key(key)
        several = row.name in {"actors", "places", "sources", "tags"}
        lines: list[str] = []
        try:
            while answer := session.ask(question, "" if several else defaults.get(key, ""), names.get(key, ())):
                if answer == "<":
                    break
                if key == "date":
                    values.pop("date_text", None)
                    values |= date_fields(session, {"date": answer}, {})
                else:
                    values[key] = elements(session, key, [*lines, answer]) if several else scalar(session, row, answer)
                lines.append(answer)
                if not several:
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
