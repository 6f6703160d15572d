"""Whose a chronology is: one that was come upon, and not named, must be of the user who asks, as git has it.

Else somebody could put one above a folder in which others work, with templates and settings of their own.
"""

import os
from importlib import import_module
from typing import Any

from timeline.errors import DataError


def must_be_ours(root: str, settings: str) -> None:
    """See that the folder of a chronology and its settings belong to the user, or to whom root stands in for (sudo).

    Raises:
        DataError: they belong to another.
    """
    if not hasattr(os, "geteuid"):  # Windows knows no such owner
        return
    ours = {str(os.geteuid())}
    if ours == {"0"}:
        ours.add(os.environ.get("SUDO_UID", ""))
    owners = (str(os.lstat(path).st_uid) for path in (f"{root}{os.sep}", settings))  # the folder, not a link to it
    if other := next((owner for owner in owners if owner not in ours), None):
        import shlex  # start-up: mostly all is well

        hint = f"if you trust it, name it: -C {shlex.quote(root)}, or TIMELINE_DIR"
        raise DataError(f"{root} belongs to another user ({_name(other)}) and was not named", hint)


def _name(owner: str) -> str:
    """The name of a user, or the number where there is none."""
    try:
        system: Any = import_module("pwd")  # not on Windows
        return str(system.getpwuid(int(owner)).pw_name)
    except (ImportError, KeyError):
        return owner
