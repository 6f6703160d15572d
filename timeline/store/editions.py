"""The editions of a chronology as files: their manifests.

Knows where they lie; must not know what a manifest says of what it names (checks/editions.py).
"""

import os

from timeline.errors import DataError, did_you_mean
from timeline.eventfile import edition
from timeline.eventfile.paths import EDITIONS, HIDDEN, LARGEST_INPUT
from timeline.model.edition import Edition
from timeline.store.files import folder

_ENDING = ".toml"


def path_of(name: str) -> str:
    """Where the manifest of an edition lies in the chronology."""
    return f"{EDITIONS}/{name}{_ENDING}"


def names(root: str) -> list[str]:
    """The names of the editions there are.

    Raises:
        DataError: their folder is a link, or cannot be read.
    """
    if not os.path.lexists(os.path.join(root, EDITIONS)):
        return []
    folder.inside(root, f"{EDITIONS}/x")
    try:
        listed = os.listdir(os.path.join(root, EDITIONS))
    except OSError as error:
        shown = folder.shown(root, EDITIONS)
        raise DataError(f"{shown} cannot be read: {error.strerror}", folder.reason(error)) from error
    return sorted(name.removesuffix(_ENDING) for name in listed if name.endswith(_ENDING) and name[0] not in HIDDEN)


def read(root: str, name: str) -> Edition:
    """The edition of a name, by its manifest.

    Raises:
        DataError: there is none, or its manifest cannot be read.
    """
    known = names(root)
    if name not in known:
        hint = did_you_mean(name, known) or "`timeline edition --list` shows those there are"
        raise DataError(f'there is no edition "{name}"', hint)
    shown = folder.shown(root, path_of(name))
    found, problems = edition.read(folder.read_inside(root, path_of(name), most=LARGEST_INPUT), shown)
    if found is None:
        raise DataError(f"{shown} cannot be read as an edition", problems=problems)
    return found
