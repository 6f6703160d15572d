"""What `edit` changes in a file: from flags and KEY=VALUE to new values by path.

Knows the keys of an event and what a person calls an element of a list; knows nothing of how a text keeps its comments
(eventfile/editor.py) or where it lies.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from timeline.cli import field_flags
from timeline.cli.field_flags import FieldValues, date_fields, field_value, known_key
from timeline.cli.session import Session
from timeline.cli.source_flags import Told, described
from timeline.errors import DataError, UsageError, did_you_mean
from timeline.eventfile import editor, expand_sources, reader, writer
from timeline.model import flag_values
from timeline.model.confidential import places
from timeline.model.date_values import is_date
from timeline.model.elements import as_table, names
from timeline.model.event import Event, Field, Source, replace, table
from timeline.model.sources.line import parse
from timeline.toml.limits import DEEPEST
from timeline.toml.parser import parse_toml
from timeline.toml.positions import KeyPath

Tables = dict[str, Any]
"""The values of a file, as TOML holds them."""


def changes(
    session: Session,
    now: Tables,
    given: FieldValues,
    put: Sequence[str],
    drop: Sequence[str],
    *,
    some_lack: bool = False,
) -> dict[KeyPath, Any]:
    """What the flags change in a file, by path. Elements that stay keep the form that they have in it.

    Args:
        session: of this run.
        now: what the file holds.
        given: what the flags of fields hold; sources that are added meet those that the file has.
        put: KEY=VALUE of --set.
        drop: the keys of --unset.
        some_lack: whether what is to be taken from a list may not be in it, as in some of many events.

    Raises:
        UsageError: a key is none, or is changed in two ways, or what is to go is not there.
        DataError: the file holds something else where a list should be, or no event that has this ID is there.
    """
    ways = [given.values, {**given.added, **given.removed}, {line.partition("=")[0] for line in put}, set(drop)]
    keys = [key for way in ways for key in way]
    if twice := next((key for key in keys if keys.count(key) > 1), ""):
        raise UsageError(f"{twice} is changed in two ways", "give one of them; the other may follow in a second edit")
    typed = dict(given.values)
    set_: dict[KeyPath, Any] = {}
    for line in put:
        key, equals, value = line.partition("=")
        if not equals:
            raise UsageError(f'"{line}" sets nothing', "write KEY=VALUE, as in status=confirmed")
        if key in {"date", "date_text", "timezone"}:  # are read together
            typed[key] = value if key == "date" else field_value(session, known_key(key), value)
        else:
            path, row = _path(session, now, key)
            set_[path] = flag_values.own(f"_={value}")[1] if row is None else _set(session, path, row, value)
    if "date" in typed:
        typed |= date_fields(session, typed, {key: value for key, value in now.items() if key not in drop})
    changed: dict[KeyPath, Any] = {(k,): None if v is None else plain(k, v) for k, v in typed.items()}
    for key in dict.fromkeys([*given.removed, *given.added]):
        left, lines = (
            _without(session, now, key, given.removed.get(key, ()), some_lack=some_lack),
            given.added.get(key, ()),
        )
        new = field_value(session, table(Event)[key], lines)
        if key == "x":
            changed[key,] = {**left, **dict(new)} or None
        elif key == "sources" and lines:
            changed[key,] = _more_sources(session, left, lines, given.told)
        else:
            there = [as_table(key, element) for element in left]
            more = [element for element in plain(key, new) if as_table(key, element) not in there]
            changed[key,] = [*left, *more] or None
    gone: dict[KeyPath, Any] = {_path(session, now, key)[0]: None for key in drop}
    own = _several(now, "x")
    if own and all(("x", name) in gone for name in own):
        gone = {path: None for path in gone if path[0] != "x"} | {("x",): None}
    return changed | set_ | gone


def must_be_shown(session: Session, text: str, seen: str) -> None:
    """See that clocks showed the times of an event, where an edit of what was seen gives it another date or zone.

    Raises:
        UsageError: they did not.
    """
    event, before = (reader.read(each.encode(), "", "")[0] for each in (text, seen))
    if event and (before is None or (before.date, before.timezone) != (event.date, event.timezone)):
        field_flags.must_be_shown(session, event.date, event.timezone)


def dates_in_words(session: Session, now: Tables, before: Tables, *, typed: bool) -> dict[KeyPath, str | None]:
    """What words mean that stand in a file where EDTF should, by path; nothing where that is EDTF.

    Words of a source that are not understood stay, as they do where a file is read.

    Args:
        session: of this run.
        now: what the file holds.
        before: what it held; words of its date that were there already were of that date.
        typed: whether the words were typed now, so that today is known.

    Raises:
        UsageError: the words of the event's own date are not understood.
    """
    found: dict[KeyPath, str | None] = {}
    if isinstance(now.get("date"), str) and not is_date(now["date"]):
        old = {key: value for key, value in before.items() if now.get(key) == value}
        given = {key: value for key, value in now.items() if key not in old}
        found = {(key,): value for key, value in date_fields(session, given, old, typed=typed).items()}
    sources = now.get("sources")
    for number, source in enumerate(sources if isinstance(sources, list) else ()):
        for key, row in table(Source).items() if isinstance(source, dict) else ():
            if row.date and isinstance(source.get(key), str) and not is_date(source[key]):
                with suppress(UsageError):
                    found["sources", number, key] = session.read_date(
                        source[key], key, typed=typed, completes=False
                    ).edtf
    return found


def with_dates(text: str, said: Mapping[KeyPath, str | None]) -> str:
    """The text of a file with EDTF in place of words."""
    return editor.edit(text, {path: None if new is None else _as_toml(path, new) for path, new in said.items()})


def _as_toml(path: KeyPath, text: str) -> Any:
    """A text of the model as TOML holds it at some place; of a source, TOML has date-times too."""
    key = str(path[-1])
    return plain(key, text) if len(path) == 1 else plain("sources", (replace(Source(), **{key: text}),))[0][key]


def plain(key: str, value: Any) -> Any:
    """A value of the model as TOML holds it; a word stays, even where it is the default."""
    if isinstance(value, str | int) and key != "date":
        return value
    return writer.to_dict(replace(Event(title="-", date="2024"), **{key: value})).get(key, [])


def _without(session: Session, now: Tables, key: str, gone: Sequence[str], *, some_lack: bool) -> Any:
    """The elements of a list, or the user's own fields, that stay when others go."""
    old = _several(now, key)
    called = _called(key, old)
    for name in gone:
        if not some_lack and not any(name in own for own in called):
            told = _told(session, now, key)
            there = "there is " + (", ".join(told) or "none")
            raise UsageError(f"no {key.removesuffix('s')} {name}", did_you_mean(name, told) or there)
    if key == "x":
        return {k: v for k, v in old.items() if k not in gone}
    return [element for element, own in zip(old, called, strict=True) if set(gone).isdisjoint(own)]


def _called(key: str, elements: Any) -> list[list[str]]:
    """What each element of a list may be called; a table of sources also by the id it has where none is written."""
    read = expand_sources.ids(elements) if key == "sources" else {}
    ids = (read.get(n) if isinstance(element, dict) else None for n, element in enumerate(elements))
    return [[*names(key, element), *([id_] if id_ else [])] for element, id_ in zip(elements, ids, strict=True)]


def _told(session: Session, now: Tables, key: str) -> list[str]:
    """What the elements of a list are called, but those that are confidential."""
    hidden = {place[:2] for place in places(now, session.chronology.hides)}
    told = [element for n, element in enumerate(_several(now, key)) if (key, n) not in hidden]
    return sorted({name for element in told for name in names(key, element)})


def _several(now: Tables, key: str) -> Any:
    empty: Any = {} if key == "x" else []
    old = now.get(key, empty)
    if not isinstance(old, type(empty)):
        raise DataError(f"{key} is no {'table' if key == 'x' else 'list'} in this file", "`timeline edit ID` opens it")
    return old


def _more_sources(session: Session, old: list[Any], lines: Sequence[str], told: Told) -> list[Any]:
    """The sources with more of them: in tables, a name that is there already is met, not repeated.

    Beside lines they stay lines, but where there is more to say of them than a line can hold.
    """
    register = session.chronology.register
    refers = any(source.ref for line in lines for source in parse(line, register))
    if any(isinstance(element, str) for element in old) and not (told or refers):
        return [*old, *(line for line in lines if line not in old)]
    tables = [element for element in old if isinstance(element, dict)]
    try:
        before = reader.from_dict({"title": "-", "date": "2024", "sources": tables}, "", "").sources
    except ValueError as error:
        raise DataError(f"the sources of this file cannot be read: {error}", "`timeline edit ID` opens it") from error
    after = described(session, before, lines, told)
    was, new = plain("sources", before), plain("sources", after)
    kept = (
        element | {k: v for k, v in then.items() if v != first.get(k)}
        for element, first, then in zip(tables, was, new, strict=False)
    )
    return [*(next(kept) if isinstance(element, dict) else element for element in old), *new[len(tables) :]]


def _path(session: Session, now: Tables, key: str) -> tuple[KeyPath, Field | None]:
    """The path of a dotted key, and the row of its last part: `status`, `x.case`, `sources.nyt.url`."""
    first, _, rest = key.partition(".")
    row = known_key(first)
    if not rest:
        return (first,), row
    if first == "x":
        if key.count(".") > DEEPEST:
            raise UsageError("x is nested too deep", f"{DEEPEST} levels are the most")
        return ("x", *rest.split(".")), None
    if row.struct is None:
        raise UsageError(f"{first} has no parts", f"write {first}=VALUE")
    called, dot, part = rest.rpartition(".")
    if not dot:
        raise UsageError(f'"{key}" names no part', f"write {first}.{rest}.KEY, as in sources.nyt.url")
    elements = _several(now, first)
    found = [n for n, own in enumerate(_called(first, elements)) if called in own]
    if len(found) != 1:
        count = "several" if found else "no"
        told = ", ".join(_told(session, now, first)) or "none"
        raise UsageError(f'{count} {first} called "{called}"', f"there is {told}")
    if isinstance(as_table(first, elements[found[0]]), str):
        raise UsageError(f'"{called}" is written as one line of text', "`timeline edit ID` opens the file")
    rows = table(row.struct)
    if part not in rows:
        raise UsageError(f'{first} have no "{part}"', did_you_mean(part, rows) or "keys: " + ", ".join(rows))
    return (first, found[0], part), rows[part]


def _texts(row: Field, value: str) -> list[str]:
    """One text, or several as TOML writes a list of them; a comma may be part of a name."""
    if not value.startswith("["):
        return [value.strip()] if value.strip() else []
    hint = f'write several as a list: {row.name}=["a", "b"]'
    try:
        texts = parse_toml(f"_ = {value}".encode())["_"]
    except ValueError as error:
        raise UsageError(f"{value} is no list of texts", hint) from error
    if not all(isinstance(text, str) for text in texts):
        raise UsageError(f"{value} is no list of texts", hint)
    return list(texts)


def _set(session: Session, path: KeyPath, row: Field, value: str) -> Any:
    """The value that `--set KEY=VALUE` means, as TOML holds it."""
    if row.struct is not None or row.name == "x":
        raise UsageError(f"{row.name} hold several", f"use --add-{row.word} and --remove-{row.word}")
    if row.annotation == tuple[str, ...]:
        return _texts(row, value)
    if row.kinds == (Any,):
        return flag_values.own(f"_={value}")[1]
    if bool in row.kinds:
        if value not in {"true", "false"}:
            raise UsageError(f"{row.name} is true or false, not {value}")
        return value == "true"
    if not {int, float}.isdisjoint(row.kinds):
        number = flag_values.number(value)
        if float not in row.kinds and not isinstance(number, int):
            raise UsageError(f"{row.name} is a whole number, not {value}")
        return number
    if (path[0], row.name) == ("links", "to"):
        return session.chronology.find(value)
    read = field_value(session, row, value)
    return _as_toml((*path[:-1], row.name), read) if row.date else read
