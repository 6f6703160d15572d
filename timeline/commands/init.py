"""`timeline init`: a new chronology."""

import os
from typing import Annotated, Literal

from timeline.cli.flags import Argument, Flag
from timeline.cli.session import Result, Session
from timeline.errors import UsageError, did_you_mean


def run(
    session: Session,
    directory: Annotated[str, Argument("DIR", "The folder to make the chronology in.")] = "events",
    title: Annotated[str, Flag("--title", "What the chronology is about.")] = "",
    timezone: Annotated[str | None, Flag("--timezone ZONE", "IANA zone of times without an offset.")] = None,
    date_order: Annotated[
        Literal["dmy", "mdy"] | None, Flag("--date-order", "How 03/04/2024 is read; unset, it is refused.")
    ] = None,
) -> Result:
    """Make a chronology: a folder with a timeline.toml in it."""
    from zoneinfo import available_timezones  # start-up: Tab reads the signature only

    from timeline.dates.zones import is_zone
    from timeline.eventfile import json_schema, writer
    from timeline.eventfile.paths import SETTINGS
    from timeline.store.files import editor_config, folder

    root = os.path.join(session.options.cwd, directory)
    if timezone is not None and not is_zone(timezone):
        raise UsageError(f'no time zone "{timezone}"', did_you_mean(timezone, available_timezones()))
    settings = {"title": title, "timezone": timezone, "date_order": date_order}
    lines = [writer.statement(key, value) for key, value in settings.items() if value is not None]
    folder.begin(root, "".join(lines).encode())
    session.info(f"made {os.path.relpath(os.path.join(root, SETTINGS))}")
    schemas: dict[str, object] = {kind: json_schema.schema(kind) for kind in json_schema.KINDS}
    pointer = editor_config.point(root, session.options.cwd, schemas)
    if pointer:
        session.info(f"made {os.path.relpath(pointer)}: editors complete and check event files by it")
    else:
        shown = os.path.relpath(os.path.join(root, editor_config.SCHEMAS))
        session.info(f"your settings for taplo stay as they are; schemas for them are in {shown}")
    return Result(notes=['next: timeline add "17 Nov 2024: What happened" --source "Who says so"'])
