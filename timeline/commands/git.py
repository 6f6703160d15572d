"""`timeline git`: what git is told of event files."""

from typing import TYPE_CHECKING, Annotated

from timeline.cli.flags import Flag
from timeline.cli.session import Result, Session
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.store.merging import MergeSetup


def run(session: Session) -> Result:
    """Tell whether git merges event files by meaning here: what two people changed in one event, field by field.

    Exits with 1 where it does not, with all that stands against it. `timeline git setup` switches it on.

    Examples:
        timeline git
        timeline git setup
    """
    return _checked(session)


def setup(
    session: Session,
    local: Annotated[bool, Flag("--local", "For this clone alone: nothing is written that others would get.")] = False,
    undo: Annotated[
        bool, Flag("--undo", "Take away what it wrote; with --local, what it wrote of this clone.")
    ] = False,
    check: Annotated[bool, Flag("--check", "Only tell what is missing, doubled or overridden: exit 1.")] = False,
) -> Result:
    """Have git merge event files by meaning, in this clone of the repository.

    It writes one line into .gitattributes of the chronology, which is to be committed, and keys into the configuration
    of this clone, where everybody sets it up once. Without `timeline-merge` on the PATH, git merges line by line.

    Examples:
        timeline git setup
        timeline git setup --check
        timeline git setup --undo
    """
    if check and (local or undo):
        raise UsageError("--check changes nothing", "`timeline git setup --check` looks at all of it")
    if check:
        return _checked(session)
    from timeline.errors import TimelineError  # start-up: Tab reads the signature only
    from timeline.text.escape import terminal

    made = _setup(session)
    lines, is_for_all = [], False
    try:
        for change in made.take_back(local=local) if undo else made.set_up(local=local):
            lines.append(f"{'-' if undo else '+'} {terminal(change.file)}: {terminal(change.line)}\n")
            is_for_all |= change.is_for_all
    except TimelineError:
        session.show(Result(lines, escaped=True))
        raise
    next_ = [made.to_commit()] if is_for_all else []
    if undo:
        stays = [f"{terminal(place)} is set otherwise than by us, and stays" for place in made.others()]
        told = [*stays, *next_, *["nothing is set up here"] * (not lines and not stays)]
    else:
        told = [fault.told for fault in made.faults(session.chronology.scan)]
        told += [*next_, *["set up already"] * (not lines)]
    return Result(lines, escaped=True, notes=filter(None, told))


def _setup(session: Session) -> "MergeSetup":
    from timeline.store.merging import MergeSetup  # start-up, as above

    chronology = session.chronology
    return MergeSetup(chronology.root, chronology.writer)


def _checked(session: Session) -> Result:
    """What stands against it; exit code 1 where that is more than a warning."""
    faults = [*_setup(session).faults(session.chronology.scan)]
    notes = ["`timeline git setup` sets what is missing"] * any(fault.is_missing for fault in faults)
    notes += ["event files are merged by meaning here"] * all(fault.is_only_warning for fault in faults)
    code = int(not all(fault.is_only_warning for fault in faults))
    return Result([f"{fault.told}\n" for fault in faults], escaped=True, notes=notes, code=code)
