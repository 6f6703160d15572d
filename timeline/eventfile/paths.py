"""Which files of a chronology count, and as what, told by their paths alone (FORMAT: a chronology on disk).

Paths are relative to the folder that holds timeline.toml, with forward slashes. Knows no disk, no git and no content.
"""

from collections.abc import Container

SETTINGS = "timeline.toml"
DOCUMENTS = "sources.toml"
ACTORS = "actors.toml"
REGISTERS = (ACTORS, "places.toml", DOCUMENTS)
TABLES = frozenset((SETTINGS, *REGISTERS))
"""The files that hold no event."""
COPIES = "copies"
EDITIONS = "editions"
ASIDE = frozenset((COPIES, EDITIONS))
"""Folders of the chronology that hold no events."""
HIDDEN = "._"
"""What a name begins with that is not looked at, be it of a file or a folder."""
REMOVED = ".removed"
"""Folder of the chronology for what `rm` took away and no commit holds."""
UNFINISHED = ".unfinished"
"""Folder of the chronology for files that are being written."""
LARGEST, LARGEST_TABLE, LARGEST_INPUT, LARGEST_COPY = 1 << 20, 8 << 20, 64 << 20, 256 << 20
"""Bytes; a larger file is no event, no register that a person wrote, none to take events of, no copy to look into."""


def counts(path: str) -> bool:
    """Tell whether a path is that of an event, of a register or of the settings."""
    *folders, name = path.split("/")
    hidden = any(part[:1] in HIDDEN for part in (*folders, name))
    return name.endswith(".toml") and not hidden and ASIDE.isdisjoint(folders[:1])


def is_event(path: str) -> bool:
    """Tell whether a path is that of an event."""
    return path not in TABLES and counts(path)


def is_manifest(path: str) -> bool:
    """Tell whether a path is that of the manifest of an edition, or of their folder."""
    return path.partition("/")[0] == EDITIONS


def too_large(path: str, size: int) -> tuple[str, str] | None:
    """Say of a file of so many bytes that it is too large to be read, and what to do about it; None: it is not."""
    most, hint = (LARGEST_TABLE, "take out what is not needed") if path in TABLES else (LARGEST, "one file, one event")
    return (f"is larger than {most >> 20} MiB", hint) if size > most else None


def is_misnamed(path: str) -> bool:
    """Tell whether a path would count if its ending were not in capitals."""
    return not path.endswith(".toml") and counts(path[:-5] + path[-5:].lower())


MISNAMED = "is not read: its name ends in capitals", "rename it, to end in .toml"
"""What to say of such a file, and what to do about it."""


def is_decomposed(name: str) -> bool:
    """Tell whether letters of a name are taken apart, as some disks do."""
    return _composed(name) != name


def _composed(name: str) -> str:
    if name.isascii():
        return name
    from timeline.text.folding import composed  # start-up: IDs that we give are ASCII

    return composed(name)


def event_id(path: str, others: Container[str] = ()) -> str:
    """Give the ID of the event in a file: the file's stem, composed (NFC).

    Only where one of the `others` has the composed name, this file keeps its own.
    """
    folder, slash, name = path.rpartition("/")
    stem = name.removesuffix(".toml")
    usual = _composed(stem)
    return stem if usual != stem and f"{folder}{slash}{usual}.toml" in others else usual
