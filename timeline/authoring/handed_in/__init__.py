"""Events that files or stdin hand in, as TOML, or as JSON such as `list -f json` and `-f jsonl` print.

Whatever they hold is used in full, or refused with its place; what is computed is worked out anew. Knows nothing of
where events are kept.
"""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import reduce
from operator import getitem
from typing import Any, NamedTuple

from timeline.authoring import edits
from timeline.authoring.handed_in import refused
from timeline.cli import streams
from timeline.cli.session import Session
from timeline.errors import DataError, KeyPath, Problem, UsageError, at_key, of_file
from timeline.eventfile import reader
from timeline.eventfile.paths import TABLES, counts, event_id
from timeline.eventfile.public_text import PublicText
from timeline.model import identifier, validation
from timeline.model.confidential import without_stand_in
from timeline.model.event import DEFAULTS, Event, table
from timeline.records.record import COMPUTED
from timeline.records.shown import registered
from timeline.store.files import folder
from timeline.store.files.scan import scan
from timeline.tables.objects import json_values
from timeline.text.lists import counted, joined
from timeline.text.shell import command

_ENOUGH = 10_000
"""Bytes that show what an input is."""
_OBJECT = "an event is one object, with title and date"


class Given(NamedTuple):
    """One event that was handed in."""

    values: dict[str, Any]
    """Its fields, those alone that are written."""
    id: str = ""
    """The ID that it had, if any: links of the others name it so."""
    is_answer: bool = False
    """Whether it is an answer of this program, in which notes and confidential sources are not."""
    place: str = ""
    """Where it stands, for who mends it."""
    is_reviewed: bool = False
    """Whether somebody vouches for it there."""


def events(session: Session, origins: Iterable[str]) -> list[Given]:
    """The events of files, of folders of TOML files, and of stdin where one is `-`.

    Raises:
        DataError: one cannot be read, is neither TOML nor JSON, or holds what no event has; all that is wrong is told.
    """
    given: list[Given] = []
    wrong: dict[str, list[Problem]] = {}
    doubts: dict[str, list[Problem]] = {}
    with session.gathered():
        for name, data in _inputs(session, origins):
            for place, one, problems in _judged(session, name, data):
                (wrong if one is None else doubts).setdefault(place, []).extend(problems)
                given += [one] if one else []
    if wrong:
        refused.refuse(session, wrong, len(given) + len(wrong))
    refused.doubted(session, doubts)
    if reviewed := sum(one.is_reviewed for one in given):
        session.info(left_behind(reviewed))
    return given


def left_behind(events: int) -> str:
    """That the reviews of so many events are not taken over."""
    return f"the reviews of {counted(events, 'event')} are not taken over: who vouches for a file has seen that file"


def _inputs(session: Session, origins: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """What is handed in, by its name."""
    for origin in origins:
        if origin == "-":
            yield "stdin", b"".join(streams.typed())
        elif not os.path.isdir(origin):
            yield origin, folder.read_input(origin)
        else:
            found = scan(origin)
            if found.refused:
                problems = [p._replace(path=os.path.join(origin, p.path)) for p in found.refused]
                raise DataError(f"{origin} cannot be read", "nothing was written", problems)
            if not found.events:
                raise DataError(f"{origin} holds no TOML file", "JSON files are named themselves: --from FILE")
            if found.tables:
                session.info(f"note: {joined(sorted(found.tables))} in {origin}: no event, not read")
            for path in sorted(found.events):
                yield os.path.join(origin, path), folder.read(origin, path)


def _judged(session: Session, name: str, data: bytes) -> Iterator[tuple[str, Given | None, list[Problem]]]:
    """Each event of an input with its place and what is wrong with it; None where that keeps it from being one."""
    data = data.removeprefix(BOM_UTF8)
    if data.lstrip()[:1] in {b"{", b"["}:
        rows = [*json_values.read(data, name)]
        if not rows:
            yield name, None, [of_file(name, "it holds no event", _OBJECT)]
        for value, place, problem in rows:
            yield place, *((None, [problem]) if problem else of_json(session, value, place, typed=False))
    elif _is_of_cells(name, data):
        yield name, None, [of_file(name, "this is a table of cells, not TOML or JSON", f"`{_import(name)}` takes it")]
    else:
        event, problems, _ = of_toml(session, data, name, typed=False)
        yield name, None if event is None else _given(event, name), problems


def _given(event: Event, name: str) -> Given:
    return Given(fields(event), _id_by_name(name), place=name, is_reviewed=bool(event.reviews))


def _id_by_name(name: str) -> str:
    """The ID that the file of an event has by its name, where that begins with a date."""
    stem = event_id(os.path.basename(name))
    dated = identifier.DATED.match(stem)
    return stem if (dated and dated.end() < len(stem)) or stem.startswith("undated-") else ""


def _import(name: str) -> str:
    return "timeline import - --as csv" if name == "stdin" else command("import", of=[name])


def _is_of_cells(name: str, data: bytes) -> bool:
    """Whether it seems to be CSV, TSV or the file of a spreadsheet."""
    lines = [line for line in data[:_ENOUGH].splitlines() if line.strip()][:2]
    first, second = lines if len(lines) > 1 else (b"", b"")
    cells = b"=" not in first and any(0 < first.count(mark) == second.count(mark) for mark in (b",", b";", b"\t"))
    return cells or data.startswith(b"PK\3\4") or name.lower().endswith((".csv", ".tsv"))


def draft(origin: str) -> str:
    """The text of a TOML file as it stands, be it an event yet or not; "" of JSON, of stdin and of a folder.

    Raises:
        DataError: it cannot be read.
    """
    data = b"" if origin == "-" or os.path.isdir(origin) else folder.read_input(origin)
    text = data.decode(errors="replace")
    return "" if text.lstrip("\ufeff \t\r\n")[:1] in {"", "{", "["} else text


def is_id(text: str) -> bool:
    """Whether a text can be the ID of an event that is written here."""
    with suppress(UsageError):
        identifier.check(text)
        return counts(f"{text.partition('-')[0]}/{text}.toml") and f"{text}.toml" not in TABLES
    return False


def fields(event: Event) -> dict[str, Any]:
    """The fields of an event that are written, but reviews: who vouches for a file has seen that file."""
    held = {key: getattr(event, key) for key, row in table(Event).items() if not row.vouches}
    return {k: v for k, v in held.items() if v not in (None, (), {}) and (k in event.said or v != DEFAULTS.get(k))}


def of_toml(session: Session, data: bytes, name: str, *, typed: bool) -> tuple[Event | None, list[Problem], bytes]:
    """The event, unless a key is unknown or a line unread, and would be lost, or a word is in no vocabulary.

    And what is said of it, and the text, with EDTF where its date stood in words.
    """
    refers = session.chronology.hides
    tables, _ = reader.read_tables(data, name, refers)
    said, wrong = _date_in_words(session, tables, typed=typed)
    text = edits.with_dates(data.decode(), said).encode() if said else data
    event, problems = reader.read(text, "", name, refers)
    if said:  # they stand where the user wrote them
        problems = [problem for problem in reader.read(data, "", name, refers)[1] if problem.at not in said]
    wrong += _strange(tables)
    told = [*reader.told(wrong, data, name, refers), *_others(problems, wrong)]
    used = None if wrong or _is_changed(event, problems) else event
    return used, sorted(told, key=lambda problem: problem.line), text


def _date_in_words(
    session: Session, values: Mapping[str, Any], *, typed: bool
) -> tuple[dict[KeyPath, str | None], list[Problem]]:
    """What dates in words mean, by path; or what is wrong."""
    try:
        return edits.dates_in_words(session, {**values}, {}, typed=typed), []
    except UsageError as error:
        return {}, [at_key(("date",), "TIM206", error.message.removeprefix("date: "), error.hint)]


def of_values(session: Session, values: Mapping[str, Any]) -> Given:
    """The event that a program hands in, as JSON would hold it; its date may be in words, typed now.

    Raises:
        DataError: it holds what no event has.
    """
    place = "what was given"
    one, problems = of_json(session, {**values}, place, typed=True)
    if one is None:
        refused.refuse(session, {place: problems}, 1)
    refused.doubted(session, {place: problems})
    if one.is_reviewed:
        session.info(left_behind(1))
    return one


def answered(session: Session, record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an event that is there, as an answer shows it; none where it could not be handed in so."""
    one, _ = of_json(session, {**record}, "", typed=True)
    return one.values if one else {}


def of_json(session: Session, value: Any, place: str, *, typed: bool) -> tuple[Given | None, list[Problem]]:
    """The event of a value of JSON that stands at some place, and what is wrong with it."""
    event, problems = _event_of(session, value, place, typed=typed)
    if event is None:
        return None, problems
    id_ = id_ if isinstance(id_ := value.get("id"), str) else ""
    return Given(fields(event), id_, "provenance" in value, place, bool(value.get("reviews"))), problems


def _event_of(session: Session, value: Any, name: str, *, typed: bool) -> tuple[Event | None, list[Problem]]:
    """The event of a JSON object as `-f json` writes it: of the words that it need not have, those that are written."""
    if not isinstance(value, dict):
        return None, [of_file(name, "this is no event", _OBJECT)]
    if "title" not in value and (lists := [key for key, held in value.items() if _is_of_objects(held)]):
        hint = f"hand in that list alone, as in: jq .{lists[0]} FILE | timeline add --from -"
        return None, [of_file(name, f'this is no event, but holds a list, "{lists[0]}"', hint)]
    if json_values.is_too_deep(value):
        return None, [json_values.too_deep(name)]
    if value.get("conflicts"):
        hint = "settle the conflict where it comes from, and print it again"
        return None, [of_file(name, "this is one side of what a merge left open", hint)]
    registered.remove(value)
    event = None
    value = {key: held for key, held in value.items() if key != "reviews"}
    written = value.pop("written", None)
    if isinstance(written, list):
        value = {key: held for key, held in value.items() if key in written or held != DEFAULTS.get(key, ())}
    if isinstance(own := value.get("x"), dict):
        value["x"] = _without_null(own)
        if null := next(_nulls(value["x"], ("x",)), None):
            return None, [of_file(f"{name}: {null}", "a list holds null, which a file cannot", "leave it out")]
    if isinstance(held := value.get("sources"), list):
        value["sources"] = [without_stand_in(one) if isinstance(one, dict) else one for one in held]
    said, wrong = _date_in_words(session, value, typed=typed)
    for (*way, key), new in said.items():
        reduce(getitem, way, value)[key] = new
    problems: list[Problem] = []
    try:
        event = reader.from_dict(value, "", "", problems)
    except ValueError as error:
        problems = [*validation.faults(Event, value)] or [at_key((), "SCH006", str(error))]
    wrong += _strange(value)
    public = PublicText("", session.chronology.hides, value)
    told = [*map(public.told, [*wrong, *_others(problems, wrong)])]
    places = (": ".join([name, *[".".join(map(str, p.at))] * bool(p.at)]) for p in told)
    named = [p._replace(path=place, hint=_in_json(p.hint)) for p, place in zip(told, places, strict=True)]
    return None if wrong or _is_changed(event, problems) else event, named


def _is_changed(event: Event | None, problems: Sequence[Problem]) -> bool:
    """Whether the file of an event would say something else than what was handed in: a fault is not in it any more."""
    if event is None or not problems:
        return False
    kept = {refused.kind(problem) for problem in reader.read(reader.render(event).encode(), "", "")[1]}
    return any(refused.kind(problem) not in kept for problem in problems)


def _is_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "title" in one for one in value)


def _in_json(hint: str) -> str:
    """A hint on what to write, as JSON has it."""
    hint = hint.replace('date = 2024-11-17, or date = "2024-11"', 'date = "2024-11-17"')
    return re.sub(r'^(\w+) = (?=["[{\d-]|true|false)', r'"\1": ', hint)


def _others(problems: Iterable[Problem], told: Iterable[Problem]) -> Iterator[Problem]:
    """Problems but those of which another is told."""
    known = {problem.at for problem in told}
    return (problem for problem in problems if problem.at not in known)


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


def see_nothing_strange(session: Session, text: str, before: Mapping[str, Any], name: str) -> None:
    """See that an edit brings no key that no event has, and no word outside its vocabulary; what was there may stay.

    Raises:
        UsageError: it does.
    """
    refers = session.chronology.hides
    old = {(problem.at[-1:], problem.message) for problem in _strange(before)}
    found = _strange(reader.read_tables(text.encode(), name, refers)[0])
    if new := [problem for problem in found if (problem.at[-1:], problem.message) not in old]:
        problems = reader.told(new, text.encode(), name, refers)
        raise UsageError("it holds a key or a word that no event has", "nothing was written", problems)


def _strange(values: Mapping[str, Any]) -> list[Problem]:
    """Keys that no event has, and words outside their vocabulary."""
    unknown = (p for p in validation.unknown_keys(Event, values) if p.at[1:] or p.at[0] not in COMPUTED)
    return [*unknown, *validation.odd_values(Event, values)]
