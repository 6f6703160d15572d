"""Reads TOML 1.0: the one place that does. Knows nothing of events."""

from typing import Any

from tomli import TOMLDecodeError as TOMLDecodeError  # noqa: PLC0414 - what it raises is asked for beside it
from tomli import loads

BOM = "\ufeff"


def parse_toml(data: bytes) -> dict[str, Any]:
    """The values of a TOML file.

    Raises:
        ValueError: not UTF-8 (`UnicodeDecodeError`), or not TOML 1.0 (`TOMLDecodeError`).
        RecursionError: nested too deep.
    """
    return loads(data.decode().removeprefix(BOM))


def same(one: Any, other: Any) -> bool:
    """Whether TOML would say the same of both: 1 is not 1.0 or true, and an hour in one zone is not one in another."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and str(one) == str(other)
