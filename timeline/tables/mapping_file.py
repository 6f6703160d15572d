"""A mapping as a small TOML file beside the data, so that the next revision of the data is read alike.

Knows its keys and their order; what they mean is `mapping`'s.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from timeline.dates.zones import is_zone
from timeline.errors import DataError, KeyPath, Problem, UsageError, at_key, did_you_mean
from timeline.eventfile.reader import read_tables
from timeline.eventfile.writer import section, statement
from timeline.model.settings import DATE_ORDER
from timeline.tables import mapping
from timeline.tables.mapping import ColumnMapping
from timeline.toml.parser import BOM
from timeline.toml.positions import placed

_WORDS: Mapping[str, Mapping[str, str]] = {
    "date_order": DATE_ORDER,
    "dates": {
        "words": "as they are written, each for itself",
        "serial": "numbers are days of a spreadsheet",
        "edtf": "EDTF, and nothing else",
    },
}
_KEYS = ("name", "key", "date_order", "dates", "timezone", "missing", "rest", "columns", "constants", "separators")


def read(data: bytes, path: str, columns: Sequence[str]) -> ColumnMapping:
    """The mapping that a file holds.

    Args:
        data: of the file.
        path: where it is.
        columns: those of the input.

    Raises:
        DataError: all that is wrong with it, each with its line.
    """
    values, problems = read_tables(data, path)
    if not problems:
        faults = list(_faults(values, columns))
        problems = placed(faults, data.decode().removeprefix(BOM), path)
    if problems:
        raise DataError(f"{path} says nothing that can be followed", problems=problems)
    fields = _texts(values.get("columns", {}))
    key = {"key": (values["key"],)} if "key" in values else {}
    return ColumnMapping(
        {**fields, **key},
        _texts(values.get("constants", {})),
        values.get("separators", {}),
        tuple(values.get("missing", ())),
        **{name: values[name] for name in ("date_order", "dates", "timezone", "name", "rest") if name in values},
    )


def written(meant: ColumnMapping) -> str:
    """The text of its file."""
    fields = {key: _short(texts) for key, texts in meant.fields.items() if key != "key"}
    top: dict[str, Any] = {"name": meant.name, "key": "".join(meant.fields.get("key", ()))}
    top |= {"date_order": meant.date_order, "dates": meant.dates, "timezone": meant.timezone}
    top |= {"missing": list(meant.missing), "rest": meant.rest}
    constants = {key: _short(texts) for key, texts in meant.constants.items()}
    tables = {"columns": fields, "constants": constants, "separators": meant.split}
    lines = "".join(statement(key, value) for key, value in top.items() if value)
    sections = (section(f"[{name}]", values) for name, values in tables.items() if values)
    return "\n".join(filter(None, [lines, *sections]))


def _short(texts: Sequence[str]) -> Any:
    return texts[0] if len(texts) == 1 else list(texts)


def _texts(values: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Each FIELD with its texts, several of one under its one name."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value, _ in _pairs(values, ()):
        key = mapping.field(name)
        found[key] = (*found.get(key, ()), *([value] if isinstance(value, str) else value))
    return found


def _faults(values: Mapping[str, Any], columns: Sequence[str]) -> Iterator[Problem]:
    for name in values:
        if name not in _KEYS:
            hint = did_you_mean(name, _KEYS) or "keys: " + ", ".join(_KEYS)
            yield _fault((name,), f'unknown key "{name}"', hint)
    for name in ("name", "key", "timezone", *_WORDS):
        value = values.get(name, "")
        if not isinstance(value, str):
            yield _fault((name,), f"{name} must be text in quotes", f'{name} = "…"')
        elif value and name in _WORDS and value not in _WORDS[name]:
            words = _WORDS[name]
            hint = did_you_mean(value, words) or "; ".join(f"{word}: {means}" for word, means in words.items())
            yield _fault((name,), f'"{value}" is no {name}', hint)
        elif value and name == "timezone" and not is_zone(value):
            yield _fault((name,), f'"{value}" is no time zone', "an IANA name, as in Europe/Kyiv")
        elif value and name == "key":
            yield from _raised((name,), partial(mapping.must_be_there, value, columns))
    if not isinstance(values.get("rest", False), bool):
        yield _fault(("rest",), "rest must be true or false", "rest = true keeps all other columns in x.*")
    if not _is_texts(values.get("missing", [])) or isinstance(values.get("missing"), str):
        yield _fault(("missing",), "missing must be a list of texts", 'missing = ["unspecified"]')
    for name in ("columns", "constants", "separators"):
        held = values.get(name, {})
        if not isinstance(held, Mapping):
            yield _fault((name,), f"{name} must be a table", f"write [{name}], and its lines below")
            continue
        if name == "separators":
            for column, sign in held.items():
                yield from _of_separator(column, sign, (name, column), columns)
        else:
            for key, value, at in _pairs(held, (name,)):
                yield from _of_field(key, value, at, columns)
    yield from _said_twice(values)


def _said_twice(values: Mapping[str, Any]) -> Iterator[Problem]:
    """Fields with one value that have a column, and a constant."""
    columns, constants = (values.get(name, {}) for name in ("columns", "constants"))
    for key in constants if isinstance(columns, Mapping) and isinstance(constants, Mapping) else ():
        if key in columns and not mapping.is_list(key):
            yield _fault(("constants", key), f"{key} has a column already", "take out one of the two")


def _pairs(values: Mapping[str, Any], at: KeyPath) -> Iterator[tuple[str, Any, KeyPath]]:
    """Each FIELD with what is said of it and where; `figures.dead` is one, though TOML has it in a table."""
    for key, value in values.items():
        if isinstance(value, Mapping) and key in {"figures", "x"}:
            yield from ((f"{key}.{name}", one, (*at, key, name)) for name, one in value.items())
        else:
            yield key, value, (*at, key)


def _of_separator(column: str, sign: Any, at: KeyPath, columns: Sequence[str]) -> Iterator[Problem]:
    if not isinstance(sign, str) or not sign:
        yield _fault(at, f"what stands between values of {column} must be text in quotes", f'"{column}" = ";"')
    yield from _raised(at, partial(mapping.must_be_there, column, columns))


def _of_field(key: str, value: Any, at: KeyPath, columns: Sequence[str]) -> Iterator[Problem]:
    if not _is_texts(value):
        yield _fault(at, f"{key} must be text in quotes, or a list of texts", f'{key} = "…"')
        return
    texts = [value] if isinstance(value, str) else value
    yield from _raised(at, lambda: mapping.must_be_one(mapping.field(key), texts))
    if at[0] == "columns":
        for text in texts:
            yield from _raised(at, partial(mapping.must_be_there, text, columns))


def _is_texts(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _raised(at: KeyPath, must: Callable[[], None]) -> Iterator[Problem]:
    """What a check raises, as a problem at a key."""
    try:
        must()
    except UsageError as error:
        yield _fault(at, error.message, error.hint)


def _fault(at: KeyPath, message: str, hint: str) -> Problem:
    return at_key(at, "SCH006", message, hint)
