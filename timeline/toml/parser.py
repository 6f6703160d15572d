"""Reads TOML 1.0: the one place that does. Knows nothing of events."""

from typing import Any

BOM = "\ufeff"


def parse_toml(data: bytes) -> dict[str, Any]:
    """The values of a TOML file.

    Raises:
        ValueError: not UTF-8 (`UnicodeDecodeError`), or not TOML 1.0 (`tomli.TOMLDecodeError`).
        RecursionError: nested too deep.
    """
    from tomli import loads  # noqa: PLC0415 - start-up: an index that is up to date needs no TOML

    return loads(data.decode().removeprefix(BOM))
