"""`timeline init`: a new chronology."""

import os
import shlex
from contextlib import suppress
from typing import Annotated, Literal

from timeline.cli.flags import Argument, Flag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import must_be_zone
from timeline.errors import DataError


def run(
    session: Session,
    directory: Annotated[str, Argument("[DIR]", "The folder to make the chronology in.")] = "events",
    title: Annotated[str, Flag("--title", "What the chronology is about.")] = "",
    timezone: Annotated[
        str | None, Flag("--timezone ZONE", "IANA zone of times without an offset.", offers="zone")
    ] = None,
    date_order: Annotated[
        Literal["dmy", "mdy"] | None, Flag("--date-order", "How 03/04/2024 is read; unset, it is refused.")
    ] = None,
) -> Result:
    """Make a chronology: a folder with a timeline.toml in it.

    Where there is one already, what is missing beside it is made: schemas by which editors complete event files.

    Examples:
        timeline init
        timeline init strikes --title "Strikes in 2024" --timezone Europe/Kyiv
    """
    from timeline.eventfile import json_schema, writer  # start-up: Tab reads the signature only
    from timeline.eventfile.paths import SETTINGS
    from timeline.store.files import editor_config, folder
    from timeline.store.files.writer import FileWriter

    root = os.path.join(session.options.cwd, directory)
    must_be_zone(timezone)
    settings = {"title": title, "timezone": timezone, "date_order": date_order}
    lines = [writer.statement(key, value) for key, value in settings.items() if value is not None]
    is_there = os.path.lexists(os.path.join(root, SETTINGS))
    if is_there and (title or timezone or date_order):
        shown = os.path.relpath(os.path.join(root, SETTINGS))
        raise DataError(f"{os.path.relpath(root)} is a chronology already", f"change its settings in {shown}")
    if os.pardir not in directory.split(os.sep) and not os.path.isabs(directory):
        folder.inside(session.options.cwd, directory)
    schemas: dict[str, object] = {kind: json_schema.schema(kind) for kind in json_schema.KINDS}
    files = FileWriter(root, session.warning)
    made = [path for path, data in editor_config.schema_files(schemas) if files.make(path, data)]
    pointer = editor_config.point(root, session.options.cwd, schemas)
    if not is_there:  # the last, since it makes the folder a chronology
        files.make(SETTINGS, "".join(lines).encode())
        session.info(f"made {os.path.relpath(os.path.join(root, SETTINGS))}")
    place = os.path.relpath(os.path.join(root, editor_config.SCHEMAS))
    if pointer:
        session.info(f"made {os.path.relpath(pointer)}: editors complete and check event files by it")
    elif not is_there:
        session.info(f"your settings for taplo stay as they are; schemas for them are in {place}")
    if not is_there:
        at = ["timeline", *([] if _serves(session, root) else ["-C", os.path.relpath(root)]), "add"]
        return Result(notes=[f'next: {shlex.join(at)} "17 Nov 2024: What happened" --source "Who says so"'])
    if made:
        return Result(notes=[f"renewed the schemas in {place}"])
    return Result(notes=[f"{os.path.relpath(root)} is a chronology already; nothing was missing"])


def _serves(session: Session, root: str) -> bool:
    """Whether a command finds this chronology from where the person stands, without being told where it is."""
    from timeline.store.files import folder  # start-up, as above

    with suppress(DataError):
        return session.options.cwd == "." and os.path.samefile(folder.find("."), root)
    return False
