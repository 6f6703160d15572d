"""`timeline conflicts`: what a merge could not settle."""

from collections.abc import Iterator
from typing import Annotated

from timeline.cli.flags import Argument, Repeated
from timeline.cli.session import Display, Result, Session
from timeline.cli.shared_flags import RowFormatFlag, WrapFlag


def run(
    session: Session,
    events: Annotated[
        Repeated, Argument("[EVENT]…", "An ID, a part of it, or a path; default: all.", offers="conflict")
    ] = (),
    form: RowFormatFlag = None,
    wrap: WrapFlag = False,
) -> Result:
    """List what a merge could not settle, a line each: event, field, and what each side says.

    By the markers in events, registers and timeline.toml; and by what git tells of files in which there are none: an
    event renamed two ways, or deleted on one side and changed on the other. Exit code 1: there are some.

    Examples:
        timeline conflicts
        timeline conflicts -f json
    """
    from itertools import chain  # start-up: Tab reads the signature only

    from timeline.authoring.settling import listing
    from timeline.cli.rows import shown
    from timeline.store.conflicts import open_files
    from timeline.store.git import unmerged

    found = open_files(session.chronology)
    if found.doubt:
        session.warning(f"warning: {found.doubt.message}; what has no markers is not told")
    wanted = {listing.named(session, found, word) for word in events}
    files = [file for file in found.files if not wanted or not wanted.isdisjoint((file.path, *file.pair))]
    rows = [*listing.rows(session, files)]
    form = form or "table"
    whole = shown(rows, listing.COLUMNS, form, heads=listing.HEADS, wrap=wrap)

    def pieces(display: Display) -> Iterator[str]:
        if form != "table" or wrap or not display.width:
            return whole(display)
        told = listing.fitting(session.chronology, rows, display.width)
        return shown(told, listing.COLUMNS, form, heads=listing.HEADS)(display)

    if not rows:
        return Result(pieces if form in {"json", "jsonl"} else None, notes=["no conflicts"])
    sides = unmerged.sides(session.chronology.root) if any(file.stages for file in files) else ""
    settling = "`timeline resolve EVENT [FIELD] --ours` settles one, or --theirs, --both, --set FIELD=VALUE, --edit"
    has_fields = any(file.conflicts for file in files)
    notes = chain([sides] * bool(sides), listing.ways(session, files), [settling] * has_fields)
    return Result(pieces, escaped=form == "table", notes=notes, code=1)
