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
    """Take events away. What no commit holds is kept in .removed/ of the chronology."""
    chronology = session.chronology
    ids = dict.fromkeys(chronology.find(wanted) for wanted in events)
    for id_ in ids:
        shown = chronology.shown(chronology.files[id_])
        if dry_run:
            session.info(f"would remove {shown}")
            continue
        kept = chronology.remove(id_)
        where = f"kept as {chronology.shown(kept)}" if kept else f"git holds it: git checkout HEAD -- {shown}"
        session.info(f"removed {shown} ({where})")
    for id_ in () if dry_run else ids:
        if linking := [other for other in chronology.linking(id_) if other not in ids]:
            session.warning(f"warning: {', '.join(linking)} still linked to {id_}")
    return Result()
