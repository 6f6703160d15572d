"""`timeline rm`: events taken away."""

from typing import Annotated

from timeline.cli.flags import Flag
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import EventIds


def run(
    session: Session,
    events: EventIds,
    dry_run: Annotated[bool, Flag("--dry-run -n", "Say what would go; remove nothing.")] = False,
) -> Result:
    """Take events away; what git does not hold is kept aside.

    What no commit holds goes to .removed/ of the chronology.

    Examples:
        timeline rm first-atacms --dry-run
        timeline rm first-atacms fear-of
    """
    from functools import partial  # start-up: Tab reads the signature only
    from shlex import quote

    from timeline.authoring import writes
    from timeline.store import writing

    chronology = session.chronology
    shown = {id_: chronology.shown(chronology.files[id_]) for id_ in map(chronology.find, events)}
    if dry_run:
        return Result(notes=[f"would remove {path}" for path in shown.values()])

    gone: list[str] = []

    def remove(id_: str) -> str:
        kept = writing.remove(chronology, id_)
        gone.append(id_)
        if kept is None:
            return f"removed {shown[id_]} (git holds it: git checkout HEAD -- {quote(shown[id_])})"
        place = chronology.shown(kept)
        return f"removed {shown[id_]} (kept as {place}, which git ignores; delete it to be rid of it)"

    code = writes.each(session, ((path, partial(remove, id_)) for id_, path in shown.items()))
    for id_ in gone:
        if linking := [other for other in chronology.linking(id_) if other not in gone]:
            session.warning(f"warning: {', '.join(linking)} still linked to {id_}")
    return Result(code=code)
