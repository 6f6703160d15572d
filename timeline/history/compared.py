"""What became of events between two states: added, removed, changed, renamed, and what their sourcing came to.

Knows two states and who was who in each; must not know which commits they are, nor who is told. What is confidential in
either state, or later, is in nothing of this.
"""

from collections.abc import Callable, Sequence
from posixpath import dirname
from typing import Literal, NamedTuple

from timeline.changes.difference import Difference, between
from timeline.changes.sourcing import sourcing
from timeline.dates import edtf
from timeline.errors import Problem
from timeline.history.secrets import Secrets
from timeline.history.states import Sides
from timeline.history.versions import Both, Seen, Version, paired, versions
from timeline.model.event import Event
from timeline.model.register import Register

Op = Literal["added", "removed", "changed", "renamed"]
Standing = Literal["", "joined", "left"]


class Compared(NamedTuple):
    """One event in two states, as others may see it."""

    op: Op
    id: str
    """Its newest."""
    old_id: str
    """That which it had before."""
    path: str
    old: Seen | None
    """None: it was not there, or could not be read."""
    new: Seen | None
    changes: tuple[Difference, ...] = ()
    resourced: tuple[str, ...] = ()
    """What its sourcing came to, in words, where that is something else."""
    silent: Literal["", "layout", "withheld"] = ""
    """Why nothing is told though the file is another: it says the same; or what differs others may not see."""
    problems: Sequence[Problem] = ()
    """Why a file cannot be read, on either side."""
    unsettled: Sequence[Problem] = ()
    """What is in conflict in a file, on either side, where the event is that of our side of a merge."""
    by: tuple[str, ...] = ()
    """The registers that changed its sourcing, where its file did not."""
    standing: Standing = ""
    """Whether it joined or left what an edition asked for."""
    old_path: str = ""
    """Where its file was, where it is in another folder now."""

    @property
    def is_unread(self) -> bool:
        """Whether it cannot be read in the newer state."""
        return self.new is None and self.op != "removed"

    @property
    def is_told(self) -> bool:
        """Whether there is anything to tell of it."""
        told = self.changes or self.resourced or self.silent or self.problems or self.unsettled or self.old_path
        return bool(told) or self.op != "changed"

    @property
    def event(self) -> Event | None:
        """The event as it is now, or as it was where it is gone; None where it cannot be read."""
        seen = self.new or self.old
        return seen.event if seen else None


def compared(sides: Sides, secrets: Secrets, wanted: Callable[[str], bool] | None = None) -> list[Compared]:
    """Every event that the two states do not hold alike, by date.

    Args:
        sides: the states.
        secrets: what is confidential.
        wanted: tells of an ID in either state whether it is asked for; None: all are.
    """
    pairs = paired(versions(sides.old, secrets.hides), versions(sides.new, secrets.hides))
    if wanted is not None:
        pairs = (pair for pair in pairs if any(version and wanted(version.id) for version in pair))
    registers = sides.old_tables.register, sides.new_tables.register
    found = (_compared(pair, secrets, *registers) for pair in pairs)
    return sorted((one for one in found if one.is_told), key=by_date)


def by_date(one: Compared) -> tuple[float, str]:
    """Where it stands among others; what is of no known day comes first."""
    first = edtf.parse(one.event.date).earliest if one.event else None
    return (-edtf.EVER if first is None else first), one.id


def _compared(pair: Both, secrets: Secrets, was: Register, is_: Register) -> Compared:
    old, new = pair
    version = new or old
    assert version
    before, after = secrets.of(old, new)
    then = Seen(before, was, is_) if before else None
    now = Seen(after, is_, is_) if after else None
    op: Op = "removed" if not new else "added" if not old else "renamed" if old.id != new.id else "changed"
    moved = old.path if new and old and dirname(new.path) != dirname(old.path) else ""
    problems, unsettled = secrets.problems(old, new)
    found = Compared(op, version.id, (old or version).id, version.path, then, now, problems=problems, old_path=moved)
    found = found._replace(unsettled=unsettled)
    if not (old and new and then and now):
        return found
    changes = between(then.event, now.event)
    resourced: tuple[str, ...] = ()
    if was is not is_ or then.event.sources != now.event.sources:
        resourced = tuple(sourcing(then.found, now.found, then.called, now.called))
    silent: Literal["", "layout", "withheld"] = ""
    if op == "changed" and not changes and not resourced and not unsettled and old.content != new.content:
        assert old.event
        assert new.event
        silent = "withheld" if between(old.event, new.event) else "layout"
    return found._replace(changes=changes, resourced=resourced, silent=silent)


def unchanged(version: Version, secrets: Secrets, was: Register, is_: Register) -> tuple[Compared, Seen, Seen] | None:
    """An event whose file is as it was, as the registers of then have it, and those of now; None: it cannot be read.

    Who asks knows what became of it all the same, and puts that in.
    """
    old, new = secrets.of(version, version)
    if not (old and new):
        return None
    then, now = Seen(old, was, is_), Seen(new, is_, is_)
    return Compared("changed", version.id, version.id, version.path, then, now), then, now


def placed(one: Compared, base: str) -> Compared:
    """The same with its paths as the user sees them, who stands where the folder is `base`."""
    problems, unsettled = ([p._replace(path=base + p.path) for p in some] for some in (one.problems, one.unsettled))
    old_path = one.old_path and base + one.old_path
    return one._replace(path=base + one.path, old_path=old_path, problems=problems, unsettled=unsettled)
