"""The settings of a chronology, read from its timeline.toml; and those of a user, from a file of theirs.

Knows where they are; which there are is in model/settings.py, who heeds them nobody here.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress

from msgspec import convert

from timeline.errors import Contained, DataError, Problem, UsageError
from timeline.eventfile import reader, unsettled
from timeline.eventfile.paths import LARGEST_TABLE, SETTINGS
from timeline.model import validation
from timeline.model.settings import Settings, UserSettings
from timeline.store.files import folder
from timeline.store.git.bare import BareFolder
from timeline.toml.parser import BOM
from timeline.toml.positions import placed


def read(root: str) -> tuple[Settings, list[Problem]]:
    """The settings of the chronology in a folder, and what is wrong with them; a faulty key counts as not written.

    Where only commits hold it, those of the newest.
    """
    if isinstance(root, BareFolder):
        from timeline.store.files import snapshot  # start-up: few are in commits alone

        with suppress(DataError):
            return of_commit(snapshot.committed(root, "HEAD"))
        return Settings(), []
    return _read(lambda: folder.read(root, SETTINGS, LARGEST_TABLE))


def of_commit(files: Mapping[str, bytes]) -> tuple[Settings, list[Problem]]:
    """The settings that a commit holds, as in `read`; where it has none, nothing is set."""
    return _read(lambda: files[SETTINGS]) if SETTINGS in files else (Settings(), [])


def _read(load: Callable[[], bytes]) -> tuple[Settings, list[Problem]]:
    problems: list[Problem] = []
    with Contained(SETTINGS, problems):
        data = load()
        values, faults = unsettled.read_tables(data, SETTINGS)
        problems += faults
        wrong = [*validation.faults(Settings, values), *validation.odd_values(Settings, values)]
        if wrong:
            problems += placed(wrong, data.decode().removeprefix(BOM), SETTINGS)
        faulty = {problem.at[0] for problem in wrong}
        return convert({key: value for key, value in values.items() if key not in faulty}, Settings), problems
    return Settings(), problems


def read_user(path: str) -> UserSettings:
    """The settings of a user; empty: there is no file of them.

    Raises:
        UsageError: something is wrong with them, also a key that there is not.
        DataError: the file cannot be read.
    """
    if not path:
        return UserSettings()
    data = folder.read_input(path)
    values, problems = reader.read_tables(data, path)
    of = UserSettings
    wrong = [*validation.faults(of, values), *validation.odd_values(of, values), *validation.unknown_keys(of, values)]
    if wrong:
        problems = placed(wrong, data.decode().removeprefix(BOM), path)
    if problems:
        raise UsageError("your settings cannot be read", "`timeline help undo` has an example of them", problems)
    return convert(values, UserSettings)
