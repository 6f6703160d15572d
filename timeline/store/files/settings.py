"""The settings of a chronology, read from its timeline.toml.

Knows where they are; which there are is in model/settings.py, who heeds them nobody here.
"""

from collections.abc import Callable

from msgspec import convert

from timeline.errors import DataError
from timeline.eventfile import reader
from timeline.eventfile.paths import SETTINGS
from timeline.model import validation
from timeline.model.settings import Settings
from timeline.store.files import folder
from timeline.toml.parser import BOM
from timeline.toml.positions import placed


def read(root: str, shown: Callable[[str], str]) -> Settings:
    """The settings of the chronology in a folder; `shown` says how the user would type a path in it.

    Raises:
        DataError: timeline.toml is not TOML, or a value is none.
    """
    path, data = shown(SETTINGS), folder.read(root, SETTINGS)
    values, problems = reader.read_tables(data, path)
    wrong = [*validation.faults(Settings, values), *validation.odd_values(Settings, values)]
    if wrong:
        problems = placed(wrong, data.decode().removeprefix(BOM), path)
    if problems:
        raise DataError("the settings cannot be read", problems=problems)
    return convert(values, Settings)
