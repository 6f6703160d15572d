"""What `edit` changes in a file: from flags and KEY=VALUE to new values by path.

Knows the keys of an event and what a person calls an element of a list; knows nothing of how a text keeps its comments
(eventfile/editor.py) or where it lies.
"""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from timeline.authoring.orphans import orphans
from timeline.cli import field_flags
from timeline.cli.field_flags import FieldValues, date_fields, field_value, known_key
from timeline.cli.session import Session
from timeline.cli.source_flags import TOLD, Told, described
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


class Change(NamedTuple):
    """What is to change in a file, as flags gave it."""

    given: FieldValues
    """What the flags of fields hold; sources that are added meet those that the file has."""
    put: Sequence[str] = ()
    """KEY=VALUE of --set."""
    drop: Sequence[str] = ()
    """The keys of --unset."""
    some_lack: bool = False
    """Whether what is to be taken from a list may not be in it, as in some of many events."""

    def words(self) -> str:
        """The flags, as they may be typed."""
        given, rows = self.given, table(Event)
        of_fields = (("", given.values), ("add-", given.added), ("remove-", given.removed))
        flags = [
            (f"{action}{rows[key].word}", value)
            for action, held in of_fields
            for key, values in held.items()
            for value in (values if action else [values])
        ]
        flags += [(TOLD[key][2:], value) for held in given.told.values() for key, value in held.items()]
        flags += [("set", line) for line in self.put] + [("unset", key) for key in self.drop]
        return shlex.join(word for flag, value in flags for word in (f"--{flag}", str(value)))


def edited(session: Session, text: str, now: Tables, wanted: Change, tell: Callable[[str], None]) -> str:
    """The text of a file once it is changed. Elements that stay keep the form that they have in it.

    Elements are meant by what they are called before: first each gets its keys, then lists grow and shrink.

    Args:
        session: of this run.
        text: the file.
        now: what it holds.
        wanted: the change.
        tell: told what goes, or is left behind, with what is taken out.

    Raises:
        UsageError: a key is none, or is changed in two ways, or what is to go is not there.
        DataError: the file holds something else where a list should be, or no event that has this ID is there.
    """
    given, parts = wanted.given, _parts(session, now, wanted)
    new = editor.edit(text, parts) if parts else text
    then = reader.read_tables(new.encode(), "")[0] if parts else now
    lists: dict[KeyPath, Any] = {}
    for key in dict.fromkeys([*given.removed, *given.added]):
        gone = _meant(session, now, key, given.removed.get(key, ()), some_lack=wanted.some_lack)
        more = field_value(session, table(Event)[key], given.added.get(key, ()))
        touched = {*gone, *dict(more)} if key == "x" else gone
        if any(path[0] == key and (len(path) == 1 or path[1] in touched) for path in parts):
            raise _twice(key)
        lists[key,] = _list(session, key, then, gone, more, wanted, tell) or None
    return editor.edit(new, lists) if lists else new


def _parts(session: Session, now: Tables, wanted: Change) -> dict[KeyPath, Any]:
    """What becomes of single keys, by path: of those that have flags, and those of --set and --unset."""
    typed = dict(wanted.given.values)
    claimed: list[KeyPath] = [(key,) for key in typed]

    def path_of(key: str) -> tuple[KeyPath, Field | None]:
        path, row = _path(session, now, key)
        if any(path[: len(other)] == other or other[: len(path)] == path for other in claimed):
            raise _twice(key)
        claimed.append(path)
        return path, row

    set_: dict[KeyPath, Any] = {}
    for line in wanted.put:
        key, equals, value = line.partition("=")
        if not equals:
            raise UsageError(f'"{line}" sets nothing', "write KEY=VALUE, as in status=confirmed")
        path, row = path_of(key)
        if key in {"date", "date_text", "timezone"}:  # are read together
            typed[key] = value if key == "date" else field_value(session, known_key(key), value)
        else:
            set_[path] = flag_values.own(f"_={value}")[1] if row is None else _set(session, path, row, value)
    gone: dict[KeyPath, Any] = {path_of(key)[0]: None for key in wanted.drop}
    if "date" in typed:
        typed |= date_fields(session, typed, {key: value for key, value in now.items() if (key,) not in gone})
    changed: dict[KeyPath, Any] = {(k,): None if v is None else plain(k, v) for k, v in typed.items()}
    own = _several(now, "x")
    if own and all(("x", name) in gone for name in own) and not any(path[0] == "x" for path in set_):
        gone = {path: None for path in gone if path[0] != "x"} | {("x",): None}
    return changed | set_ | gone


def _twice(key: str) -> UsageError:
    return UsageError(f"{key} is changed in two ways", "give one of them; the other may follow in a second edit")


def _list(
    session: Session, key: str, then: Tables, gone: set[Any], more: Any, wanted: Change, tell: Callable[[str], None]
) -> Any:
    """A list without what goes and with what is added, or the user's own fields."""
    old, lines = _several(then, key), wanted.given.added.get(key, ())
    if key == "x":
        return {name: value for name, value in old.items() if name not in gone} | dict(more)
    left = [element for n, element in enumerate(old) if n not in gone]
    if key == "sources":
        new = _more_sources(session, left, lines, wanted.given.told) if lines else left
        return _without_orphans(session, old, gone, new, tell) if gone else new
    there = [as_table(key, element) for element in left]
    return [*left, *(element for element in plain(key, more) if as_table(key, element) not in there)]


def _without_orphans(
    session: Session, old: list[Any], gone: set[int], new: list[Any], tell: Callable[[str], None]
) -> list[Any]:
    """The sources without those that only what is taken out cited; they are named, and so are those that stay."""
    found = orphans(old, gone, new)
    hidden = {place[:1] for place in places(new, session.chronology.hides)}
    for numbers, said in (
        (found.go, "goes too: only what is taken out cites it; to keep it, let another source cite it, or set its url"),
        (found.stay, "stays as a report of its own: no other source cites it now"),
    ):
        for n in numbers:
            named = "a confidential source" if (n,) in hidden else names("sources", new[n])[0]
            tell(f"{named} {said}")
    return [element for n, element in enumerate(new) if n not in found.go]


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

    Words of a source or a variant that are not understood stay, as where a file is read; others may become its note.

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
    for path, key, words in _dates_within(now):
        if isinstance(words, str) and not is_date(words):
            with suppress(UsageError):
                reading = session.read_date(words, key, typed=typed, completes=False)
                found[path] = reading.edtf
                if path[0] == "variants" and reading.date_text and "note" not in now["variants"][path[1]]:
                    found[*path[:2], "note"] = reading.date_text
    return found


def _dates_within(now: Tables) -> Iterator[tuple[KeyPath, str, Any]]:
    """The dates of sources and variants, each with its place and what it is called."""
    for list_ in ("sources", "variants"):
        held = now.get(list_)
        for n, one in enumerate(held if isinstance(held, list) else ()):
            if isinstance(one, dict) and list_ == "sources":
                yield from (((list_, n, key), key, one.get(key)) for key, row in table(Source).items() if row.date)
            elif isinstance(one, dict) and one.get("field") == "date":
                yield (list_, n, "value"), "the date of a variant", one.get("value")


def with_dates(text: str, said: Mapping[KeyPath, str | None]) -> str:
    """The text of a file with EDTF in place of words."""
    return editor.edit(text, {path: None if new is None else _as_toml(path, new) for path, new in said.items()})


def _as_toml(path: KeyPath, text: str) -> Any:
    """A text of the model as TOML holds it at some place; of a source, TOML has date-times too."""
    key = str(path[-1])
    if path[0] == "variants":
        return text
    return plain(key, text) if len(path) == 1 else plain("sources", (replace(Source(), **{key: text}),))[0][key]


def plain(key: str, value: Any) -> Any:
    """A value of the model as TOML holds it; a word stays, even where it is the default."""
    if isinstance(value, str | int) and key != "date":
        return value
    return writer.to_dict(replace(Event(title="-", date="2024"), **{key: value})).get(key, [])


def _meant(session: Session, now: Tables, key: str, gone: Sequence[str], *, some_lack: bool) -> set[Any]:
    """The numbers of the elements of a list that go, or the names of the user's own fields."""
    old = _several(now, key)
    called = _called(key, old)
    for name in gone:
        if not some_lack and not any(name in own for own in called):
            told = _told(session, now, key)
            there = "there is " + (", ".join(told) or "none")
            raise UsageError(f"no {key.removesuffix('s')} {name}", did_you_mean(name, told) or there)
    steps = old if key == "x" else range(len(old))
    return {step for step, own in zip(steps, called, strict=True) if not set(gone).isdisjoint(own)}


def _called(key: str, elements: Any) -> list[list[str]]:
    """What each element of a list may be called; a table of sources also by the id it has where none is written."""
    read = expand_sources.read(elements)[1] if key == "sources" else {}
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
    called, _, part = rest.rpartition(".") if "." in rest else (rest, "", "")
    elements = _several(now, first)
    found = [n for n, own in enumerate(_called(first, elements)) if called in own]
    if len(found) != 1:
        told = ", ".join(_told(session, now, first)) or f"none: --add-{row.word} adds one"
        is_every = called == "*" and first in {"actors", "places", "sources"}
        hint = f"`timeline {first} rename OLD NEW` changes a name everywhere" if is_every else f"there is {told}"
        raise UsageError(f'{"several" if found else "no"} {first} called "{called}"', hint)
    if isinstance(as_table(first, elements[found[0]]), str):
        raise UsageError(f'"{called}" is written as one line of text', "`timeline fmt --expand ID` makes it tables")
    rows = table(row.struct)
    if part not in rows:
        likely, *others = sorted(rows, key=lambda name: rows[name].called > 0)  # it is known by what it is called
        keys = f"write {first}.{called}.{likely}; other keys: {', '.join(others)}"
        raise UsageError(f'"{key}" names no part', did_you_mean(part, rows) or keys)
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
