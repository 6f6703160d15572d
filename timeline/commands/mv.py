"""`timeline mv`: another ID for an event."""

from typing import Annotated

from timeline.cli.flags import Argument, Flag
from timeline.cli.session import Result, Session


def run(
    session: Session,
    event: Annotated[str, Argument("ID", "An ID, or a part of it that is unique.", offers="id")],
    new: Annotated[str | None, Argument("[NEW]", "The new ID; left out, it follows from date and title.")] = None,
    dry_run: Annotated[bool, Flag("--dry-run -n", "Say what would change; change nothing.")] = False,
) -> Result:
    """Give an event another ID and rewrite the links to it."""
    from timeline.dates import edtf  # start-up: Tab reads the signature only
    from timeline.model import identifier

    chronology = session.chronology
    id_ = chronology.find(event)
    if new is None:
        moved = chronology.event(id_)
        new = identifier.new_id(edtf.parse(moved.date), moved.title)
    identifier.check(new)
    if new == id_:
        return Result(notes=[f"{id_}: that is its ID already"])
    if dry_run:
        links = "".join(f"\n  and the link of {other}" for other in chronology.linking(id_))
        return Result(notes=[f"would rename {id_} to {new}{links}"])
    path, rewritten = chronology.rename(id_, new)
    return Result([f"{new}\t{chronology.shown(path)}\n"], notes=[f"rewrote the link of {other}" for other in rewritten])
