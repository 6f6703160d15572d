"""What timeline.toml may set: data, never a command or a path.

Knows the keys; knows nothing of who heeds them.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from timeline.errors import DataError, Problem
from timeline.eventfile.paths import SETTINGS
from timeline.store.files import folder

DateOrder = Literal["dmy", "mdy"]


class Settings(NamedTuple):
    """The settings of one chronology."""

    title: str = ""
    timezone: str | None = None
    date_order: DateOrder | None = None
    """`dmy` or `mdy`; unset, an ambiguous 03/04/2024 is refused."""


def read(root: str, shown: Callable[[str], str]) -> Settings:
    """The settings of the chronology in a folder; `shown` says how the user would type a path in it.

    Raises:
        DataError: timeline.toml is not TOML, or a value is none.
    """
    from timeline.eventfile import reader  # noqa: PLC0415 - start-up: who asks for a type alone reads no file

    path = shown(SETTINGS)
    data, problems = reader.read_tables(folder.read(root, SETTINGS), path)

    def wrong(message: str, hint: str = "") -> None:
        problems.append(Problem(path, 0, 0, "SCH006", message, hint))

    for key in ("title", "timezone", "date_order"):
        if not isinstance(data.get(key, ""), str):
            wrong(f"{key} is not text in quotes")
    order = data.get("date_order")
    if isinstance(order, str) and order not in {"dmy", "mdy"}:
        wrong(f'date_order is "{order}"', 'write "dmy" or "mdy"')
    if problems:
        raise DataError("the settings cannot be read", problems=problems)
    return Settings(data.get("title", ""), data.get("timezone"), data.get("date_order"))
