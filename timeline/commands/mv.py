"""`timeline mv`: another ID for an event."""

from typing import Annotated

from timeline.cli.flags import Argument, Flag
from timeline.cli.session import Result, Session
from timeline.errors import DataError


def run(
    session: Session,
    event: Annotated[str, Argument("ID", "An ID, or a part of it that is unique.", offers="id")],
    new: Annotated[str | None, Argument("[NEW]", "The new ID; left out, it follows from date and title.")] = None,
    dry_run: Annotated[bool, Flag("--dry-run -n", "Say what would change; change nothing.")] = False,
) -> Result:
    """Give an event another ID, and rewrite the links to it.

    It keeps the old ID as an alias, which leads on to it.

    Examples:
        timeline mv first-atacms 2024-11-17-strikes-expected --dry-run
        timeline mv first-atacms
    """
    from functools import partial  # start-up: Tab reads the signature only

    from timeline.authoring import writes
    from timeline.dates import edtf
    from timeline.model import identifier
    from timeline.store import writing
    from timeline.text.escape import terminal

    chronology = session.chronology
    id_ = chronology.find(event)
    moved = chronology.event(id_)
    if new is None:
        new = identifier.new_id(edtf.parse(moved.date), moved.title)
    identifier.check(new)
    olds = {id_, *moved.aliases} - {new}
    changes = {}
    for other in chronology.linking(id_):
        seen = chronology.text(other)
        if (text := writing.relinked(seen, olds, new)) != seen:
            changes[other] = text, seen
    halves = [id_] * (id_ != new) + [old for old in moved.aliases if old in chronology.files and old != new]
    if not halves and not changes:
        return Result(notes=[f"{id_}: that is its ID already"])
    if dry_run:
        links = "".join(f"\n  and the link of {other}" for other in changes)
        return Result(notes=[f"would rename {id_} to {new}{links}"])
    path = chronology.files[id_]
    try:
        for old in halves:
            path = writing.rename(chronology, old, new)
    except DataError as error:
        waiting = f"; not rewritten yet: the links of {', '.join(changes)}" if changes else ""
        raise DataError(error.message, error.hint + waiting, error.problems) from error

    def relink(other: str) -> str:
        writing.revise(chronology, other, *changes[other], lambda text: writing.relinked(text, olds, new))
        return f"rewrote the link of {other}"

    code = writes.each(session, ((other, partial(relink, other)) for other in changes), again=True)
    if code:
        session.warning(f"a link to {id_} leads on to {new}; the same command again rewrites it")
    return Result([f"{new}\t{terminal(chronology.shown(path))}\n"], code=code)
