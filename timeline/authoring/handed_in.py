"""Records that a file or stdin hands in, as TOML, or as JSON such as `list -f json` and `-f jsonl` print.

Whatever they hold is used in full, or refused with its place; what is computed is worked out anew. Knows nothing of
where events are kept.
"""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import reduce
from operator import getitem
from typing import Any, NamedTuple

from timeline.authoring import edits
from timeline.cli import streams
from timeline.cli.session import Session
from timeline.errors import DataError, KeyPath, Problem, UsageError, at_key, of_file
from timeline.eventfile import reader
from timeline.eventfile.paths import TABLES, counts
from timeline.eventfile.public_text import PublicText
from timeline.model import identifier, validation
from timeline.model.confidential import without_stand_in
from timeline.model.event import DEFAULTS, Event, table
from timeline.records import registered
from timeline.store.files import folder
from timeline.toml.limits import DEEPEST

COMPUTED = frozenset(("id", "path", "earliest", "latest", "first_second", "last_second", "provenance", "possible"))
"""What JSON shows beside the fields of an event; it may come back, and is worked out anew."""


class Given(NamedTuple):
    """One event that was handed in."""

    values: dict[str, Any]
    """Its fields, those alone that are written."""
    id: str = ""
    """The ID that it had, if any."""
    is_answer: bool = False
    """Whether it is an answer of this program, in which notes and confidential sources are not."""


def events(session: Session, origin: str) -> list[Given]:
    """The events of a TOML or JSON file, or of stdin where `origin` is `-`.

    Raises:
        DataError: it cannot be read, is neither TOML nor JSON, or one of them holds what no event has.
    """
    if origin == "-":
        data, name = b"".join(streams.typed()), "stdin"
    else:
        data, name = folder.read_input(origin), origin
    data = data.removeprefix(BOM_UTF8)
    if data.lstrip()[:1] not in {b"{", b"["}:
        event, problems, _ = of_toml(session, data, name, typed=False)
        return [Given(_fields(session, name, event, problems))]
    if not (values := _decoded(data, name)):
        raise DataError(f"{name} holds no event", "an event is one object, with title and date")
    several = len(values) > 1
    return [_given(session, one, name, name + f", event {n}" * several) for n, one in enumerate(values, 1)]


def draft(origin: str) -> str:
    """The text of a TOML file as it stands, be it an event yet or not; "" of JSON, and of stdin.

    Raises:
        DataError: it cannot be read.
    """
    data = b"" if origin == "-" else folder.read_input(origin)
    text = data.decode(errors="replace")
    return "" if text.lstrip("\ufeff \t\r\n")[:1] in {"", "{", "["} else text


def is_id(text: str) -> bool:
    """Whether a text can be the ID of an event that is written here."""
    with suppress(UsageError):
        identifier.check(text)
        return counts(f"{text.partition('-')[0]}/{text}.toml") and f"{text}.toml" not in TABLES
    return False


def _fields(session: Session, name: str, event: Event | None, problems: list[Problem]) -> dict[str, Any]:
    """The fields of an event that are written; what does not keep it from being one is said."""
    if event is None:
        raise DataError(f"{name} cannot be read as an event", problems=problems)
    for problem in problems:
        session.warning(str(problem))
    held = {key: getattr(event, key) for key in table(Event)}
    return {k: v for k, v in held.items() if v not in (None, (), {}) and (k in event.said or v != DEFAULTS.get(k))}


def of_toml(session: Session, data: bytes, name: str, *, typed: bool) -> tuple[Event | None, list[Problem], bytes]:
    """The event, unless a key is unknown, and would be lost, or a word is in no vocabulary, and would be a new one.

    And what is said of it, and the text, with EDTF where its date stood in words.
    """
    refers = session.chronology.hides
    tables, _ = reader.read_tables(data, name, refers)
    said, unclear = _date_in_words(session, tables, typed=typed)
    if said:
        data = edits.with_dates(data.decode(), said).encode()
    event, problems = reader.read(data, "", name, refers)
    if strange := unclear or ([] if event is None else _strange(tables)):
        return None, reader.told(strange, data, name, refers), data
    return event, problems, data


def _date_in_words(
    session: Session, values: Mapping[str, Any], *, typed: bool
) -> tuple[dict[KeyPath, str | None], list[Problem]]:
    """What dates in words mean, by path; or what is wrong."""
    try:
        return edits.dates_in_words(session, {**values}, {}, typed=typed), []
    except UsageError as error:
        return {}, [at_key(("date",), "TIM206", error.message.removeprefix("date: "), error.hint)]


def _decoded(data: bytes, name: str) -> list[Any]:
    """The values of a JSON array, of one value, or of one on each line."""
    try:
        value = json.loads(data)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and (lines := _on_lines(data)):
            return lines
        hint = "a TOML record begins with a key, not with { or ["
        problem = Problem(name, error.lineno, error.colno, "SCH007", f"this is not JSON: {error.msg}", hint)
    except RecursionError:
        problem = _too_deep(name)
    except UnicodeDecodeError:
        problem = of_file(name, "this is not UTF-8 text", "save it as UTF-8")
    except ValueError:  # Python reads no number of thousands of digits
        problem = of_file(name, "a number is too long", "a text of digits stands in quotes")
    else:
        return value if isinstance(value, list) else [value]
    raise DataError(f"{name} cannot be read as an event", problems=[problem])


def _on_lines(data: bytes) -> list[Any]:
    """The values of JSON Lines; none where a line is none."""
    try:
        return [json.loads(line) for line in data.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []


def of_values(session: Session, values: Mapping[str, Any]) -> Given:
    """The event that a program hands in, as JSON would hold it; its date may be in words, typed now.

    Raises:
        DataError: it holds what no event has.
    """
    return _given(session, {**values}, "what was given", "what was given", typed=True)


def _given(session: Session, value: Any, name: str, place: str, *, typed: bool = False) -> Given:
    """One event of JSON that stands at some place of what was handed in."""
    fields = _fields(session, name, *_of_json(session, value, place, typed=typed))
    id_ = value.get("id")
    return Given(fields, id_ if isinstance(id_, str) else "", "provenance" in value)


def _of_json(session: Session, value: Any, name: str, *, typed: bool) -> tuple[Event | None, list[Problem]]:
    """The event of a JSON object as `-f json` writes it: of the words that it need not have, those that are written."""
    if not isinstance(value, dict):
        return None, [of_file(name, "this is no event", "one object, with title and date")]
    if _is_too_deep(value):
        return None, [_too_deep(name)]
    registered.remove(value)
    event = None
    written = value.pop("written", None)
    if isinstance(written, list):
        value = {key: held for key, held in value.items() if key in written or held != DEFAULTS.get(key, ())}
    if isinstance(own := value.get("x"), dict):
        value["x"] = _without_null(own)
        if null := next(_nulls(value["x"], ("x",)), None):
            return None, [of_file(f"{name}: {null}", "a list holds null, which a file cannot", "leave it out")]
    if isinstance(held := value.get("sources"), list):
        value["sources"] = [without_stand_in(one) if isinstance(one, dict) else one for one in held]
    said, problems = _date_in_words(session, value, typed=typed)
    for (*way, key), new in said.items():
        reduce(getitem, way, value)[key] = new
    try:
        event = reader.from_dict(value, "", "", problems)
    except ValueError as error:
        problems = problems or [*validation.faults(Event, value)] or [Problem(name, 0, 0, "SCH006", str(error))]
    strange, public = _strange(value), PublicText("", session.chronology.hides, value)
    told = map(public.told, strange or problems)
    named = [p._replace(path=": ".join([name, *[".".join(map(str, p.at))] * bool(p.at)])) for p in told]
    return None if strange else event, named


def _too_deep(name: str) -> Problem:
    return of_file(name, "lists or tables are nested too deep", f"{DEEPEST} levels are the most")


def _is_too_deep(value: dict[str, Any]) -> bool:
    """Whether tables and lists stand in one another deeper than a file may hold them."""
    held: list[Any] = [value]
    for _ in range(DEEPEST + 1):
        within = (one.values() if isinstance(one, dict) else one for one in held)
        held = [part for parts in within for part in parts if isinstance(part, dict | list)]
    return bool(held)


def _without_null(own: dict[str, Any]) -> dict[str, Any]:
    """The user's own fields but those that say nothing: TOML has no null."""
    kept = {key: _without_null(value) if isinstance(value, dict) else value for key, value in own.items()}
    return {key: value for key, value in kept.items() if value is not None}


def _nulls(value: Any, at: tuple[object, ...]) -> Iterator[str]:
    """Where something is null."""
    if value is None:
        yield ".".join(map(str, at))
    each = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in each:
        yield from _nulls(inner, (*at, key))


def _strange(values: Mapping[str, Any]) -> list[Problem]:
    """Keys that no event has, and words outside their vocabulary."""
    unknown = (p for p in validation.unknown_keys(Event, values) if p.at[1:] or p.at[0] not in COMPUTED)
    return [*unknown, *validation.odd_values(Event, values)]
