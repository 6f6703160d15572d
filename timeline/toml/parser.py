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
