"""Reads TOML 1.0: the one place that does. Knows nothing of events."""

from collections.abc import Iterable
from math import inf
from typing import Any

from tomli import TOMLDecodeError as TOMLDecodeError  # noqa: PLC0414 - what it raises is asked for beside it
from tomli import loads

from timeline.toml import limits

BOM = "\ufeff"


def parse_toml(data: bytes, most: float = inf) -> dict[str, Any]:
    """The values of a TOML file.

    Args:
        data: the file.
        most: how many values it may have.

    Raises:
        ValueError: not UTF-8 (`UnicodeDecodeError`); not TOML 1.0, nested too deep, too long a key, or
            too many values (`TOMLDecodeError`).
    """
    text = data.decode().removeprefix(BOM)
    if too_much := limits.excess(text, most):
        raise TOMLDecodeError(too_much[0], text, too_much[1])
    return loads(text)


def same(one: Any, other: Any) -> bool:
    """Whether TOML would say the same of both: 1 is not 1.0 or true, and an hour in one zone is not one in another."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and str(one) == str(other)


def held(values: Any, path: Iterable[str | int]) -> Any:
    """What stands at a path; None: nothing, as TOML has no null."""
    for step in path:
        if isinstance(values, list) and isinstance(step, int):
            values = values[step] if 0 <= step < len(values) else None
        else:
            values = values.get(step) if isinstance(values, dict) else None
    return values
