"""The text of one file -> an event, or all that keeps it from being one, each fault with its place and in plain words.

Knows TOML and what a file may write in short; must not know where files are kept, nor what the check rules say of an
event that has loaded. The way back, `render`, is in eventfile/writer.py and has its name here too; for edits of a text
see eventfile/editor.py.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice
from math import inf
from typing import Any

from msgspec import Struct, ValidationError, convert

from timeline.errors import Contained, Problem, UsageError, at_key, of_file
from timeline.eventfile.writer import render
from timeline.model.confidential import Refers, is_confidential, of_anyone
from timeline.model.date_values import is_date, with_dates
from timeline.model.event import DEFAULTS, SOURCE_DEFAULTS, Event, Source, Variant, defaults_said, replace
from timeline.model.fields import is_named, tables_within
from timeline.text.folding import composed
from timeline.toml.limits import MOST_PROBLEMS, MOST_VALUES
from timeline.toml.parser import BOM, parse_toml

__all__ = ["from_dict", "loaded", "read", "read_tables", "render"]


def read(
    data: bytes,
    id: str,  # noqa: A002 - its name in the format
    path: str,
    refers: Refers = of_anyone,
) -> tuple[Event | None, list[Problem]]:
    """The event of one file, and what is wrong with the file. None if that keeps the event from loading.

    That is: no TOML, no title, no date, a value of the wrong type. A bad date of a source, or a source's line that
    cannot be read, is reported and kept as text; words outside a vocabulary and unknown keys are the check rules'.

    Args:
        data: the bytes of the file.
        id: the ID that its name gives it.
        path: where it is.
        refers: tells which documents are confidential; of what is, no problem tells more than the place.
    """
    unforeseen: list[Problem] = []
    with Contained(path, unforeseen):
        tables, problems = read_tables(data, path, refers, MOST_VALUES)
        return (None, problems) if problems else loaded(tables, data, id, path, refers)
    return None, unforeseen


def loaded(
    tables: dict[str, Any],
    data: bytes,
    id: str,  # noqa: A002 - its name in the format
    path: str,
    refers: Refers,
) -> tuple[Event | None, list[Problem]]:
    """The event of a file that is TOML, and what is wrong with it, as `read` does it.

    Args:
        tables: what the file holds.
        data: as in `read`, to say where in it that stands.
        id: as in `read`.
        path: as in `read`.
        refers: as in `read`.
    """
    problems: list[Problem] = []
    if not tables and not data.removeprefix(BOM.encode()).strip():
        hint = 'an event has at least two lines: title = "…" and date = 2024-11-17'
        return None, [of_file(path, "the file is empty", hint)]
    event = None
    try:
        event = from_dict(tables, id, path, problems)
    except ValueError as error:
        from timeline.model.validation import faults  # start-up: asked where something is wrong

        problems = list(islice(faults(Event, tables), MOST_PROBLEMS)) or [at_key((), "SCH006", str(error))]
    if problems:
        problems = told(problems, data, path, refers, tables)
    return event, problems


def told(
    problems: list[Problem], data: bytes, path: str, refers: Refers, values: Mapping[str, Any] | None = None
) -> list[Problem]:
    """Problems of a file that are known by their keys with their places, as others may hear of them."""
    from timeline.eventfile.public_text import PublicText  # start-up: places are for faults
    from timeline.toml.positions import placed  # as above

    text = data.decode(errors="replace").removeprefix(BOM)
    public = PublicText(text, refers, values)
    return [public.told(problem) for problem in placed(problems, text, path)]


def read_tables(
    data: bytes, path: str, refers: Refers = of_anyone, most: float = inf
) -> tuple[dict[str, Any], list[Problem]]:
    """The values of any TOML file, or the one problem that keeps it from being read.

    Args:
        data: the file.
        path: as in `read`.
        refers: as in `read`.
        most: how many values it may have.
    """
    problems: list[Problem] = []
    with Contained(path, problems):
        try:
            return parse_toml(data, most), []
        except UnicodeDecodeError as error:
            problem = _not_utf8(data, error.start, path)
        except ValueError as error:
            from timeline.toml.syntax_errors import syntax_error  # start-up: needed for a broken file only

            problem = syntax_error(data.decode().removeprefix(BOM), error, path)
        from timeline.eventfile.public_text import PublicText  # start-up, as above

        problems.append(PublicText(data.decode(errors="replace"), refers, {}).told(problem))
    return {}, problems


def from_dict(
    data: Mapping[str, Any],
    id: str,  # noqa: A002 - its name in the format
    path: str,
    problems: list[Problem] | None = None,
) -> Event:
    """The event with these values, written as a file may write them.

    Args:
        data: the values.
        id: its ID.
        path: where its file is.
        problems: takes what does not keep it from loading.

    Raises:
        ValueError: the first value that keeps it from loading.
    """
    found: list[Problem] = []
    values = with_dates(Event, data, (), found)
    values["id"], values["path"], values["conflicts"] = id, path, ()
    values["said"] = (*defaults_said(values, DEFAULTS), *_said_of_sources(values))
    if fatal := next((p for p in found if len(p.at) == 1 and not is_date(values[str(p.at[0])])), None):
        raise ValidationError(fatal.message)
    if "reviews" in data:
        values["reviews"] = _looked_at(data, values["reviews"])
    for name, struct in tables_within(Event):
        if isinstance(entries := values.get(name), list | tuple):
            values[name] = _entries(name, struct, entries, found)
    event = convert(values, Event)
    if not all(link.to.isascii() for link in event.links):  # as the ID of a file whose name some disk took apart
        links = (replace(link, to=composed(link.to)) for link in event.links)
        event = replace(event, links=tuple(links))
    if not event.title.strip():
        raise ValidationError("title is empty")
    if problems is not None:
        problems += found
    return event


def _looked_at(data: Mapping[str, Any], reviews: Any) -> Any:
    """The reviews of a file, each with whether the file still says what it vouches for."""
    from timeline.eventfile.fingerprint import fingerprint  # start-up: few events are reviewed

    now = fingerprint(data)
    each = reviews if isinstance(reviews, list | tuple) else ()
    return [{**one, "stands": one.get("of") == now} if isinstance(one, dict) else one for one in each] or reviews


def _said_of_sources(values: Mapping[str, Any]) -> Iterator[str]:
    """The keys that any source gives though they hold their default; of a confidential one nothing is told."""
    for entry in entries if isinstance(entries := values.get("sources"), list) else ():
        if isinstance(entry, dict) and not SOURCE_DEFAULTS.keys().isdisjoint(entry) and not is_confidential(entry):
            yield from defaults_said(entry, SOURCE_DEFAULTS)


def _entries(key: str, struct: type[Struct], given: Any, problems: list[Problem]) -> Any:
    """The entries of an array as tables, or as sources where one of them is a line or has no id."""
    if struct is Source:
        whole = all(isinstance(entry, dict) and entry.get("id") for entry in given)
        return given if whole else _gathered(given, problems)
    if is_named(struct):
        return [_named(key, entry) if isinstance(entry, str) else entry for entry in given]
    if struct is Variant:
        given = map(_variant, given)
    return [_short(key, entry) if isinstance(entry, str) else entry for entry in given]


def _named(key: str, text: str) -> Any:
    return _short(key, text) if ":" in text or "@" in text else {"name": text}  # as nearly all names


def _short(key: str, text: str) -> Any:
    from timeline.model.flag_values import stands_for  # start-up: most are tables, or names alone

    return stands_for(key, text)


def _variant(entry: Any) -> Any:
    if isinstance(entry, dict) and isinstance(value := entry.get("value"), date):
        return {**entry, "value": value.isoformat()}
    return entry


def _gathered(entries: list[Any], problems: list[Problem]) -> tuple[Source, ...]:
    from timeline.model.sources.gathered import gather  # start-up: most sources are written in full

    given = [entry if isinstance(entry, str) else convert(entry, Source) for entry in entries]
    try:
        return _of_lines(tuple(given)) if all(isinstance(entry, str) for entry in given) else gather(given)
    except UsageError:
        from timeline.model.validation import unreadable_line  # start-up, as above

        tables = [entry for entry in given if isinstance(entry, Source)]
        hidden = any(source.confidential or source.ref for source in tables)  # it may name one of these
        for number, line in enumerate(given):
            if isinstance(line, str) and (found := [*unreadable_line(line, ("sources", number))]):
                problems += found
                given[number] = Source(title=line, confidential=hidden)
        return gather(given)


@lru_cache(maxsize=64)
def _of_lines(lines: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources that lines alone give; who compares two states of an event reads the same lines twice."""
    from timeline.model.sources.gathered import gather  # start-up, as above

    return gather(lines)


def _not_utf8(data: bytes, at: int, path: str) -> Problem:
    start = data.rfind(b"\n", 0, at) + 1
    line, col = data.count(b"\n", 0, at) + 1, len(data[start:at].decode()) + 1
    source = data[start:].split(b"\n", 1)[0].decode(errors="replace").rstrip("\r")
    hint = "save it as UTF-8" + (", not UTF-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "")
    return Problem(path, line, col, "SCH007", "this is not UTF-8 text", hint, source)
