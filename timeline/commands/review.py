"""`timeline review`: somebody vouches for events as they stand."""

from typing import Annotated

from timeline.cli.chosen import NOT_AGREED, SHOWN, Events, YesFlag, agreed, matching
from timeline.cli.flags import Flag
from timeline.cli.session import Result, Session
from timeline.errors import UsageError


def run(
    session: Session,
    events: Events,
    by: Annotated[str | None, Flag("--by NAME", "Who vouches: else the user.name of git.")] = None,
    note: Annotated[str | None, Flag("--note TEXT", "A note for the desk, never printed or exported.")] = None,
    dry_run: Annotated[bool, Flag("--dry-run -n", "Say what would be reviewed; write nothing.")] = False,
    yes: YesFlag = False,
) -> Result:
    """Vouch for events as they stand: the file keeps who did, and when.

    A later change of anything that an event says makes its review stale: reviewed:stale finds it, and `check` warns.
    Two reviews by two names stand side by side. What --where finds is shown and asked about.

    Examples:
        timeline review first-atacms --by "A. Example" --dry-run
        timeline list reviewed:stale
    """
    from functools import partial  # start-up: Tab reads the signature only

    from timeline.authoring import findings, reviewing, writes
    from timeline.store.git import people
    from timeline.text.lists import counted

    chronology = session.chronology
    name = " ".join((people.user(chronology.root) if by is None else by).split())
    if not name:
        raise UsageError("who vouches?", "--by NAME, or `git config user.name NAME` once and for all")
    found = matching(session, events)
    ids = [entry.id for entry in found.entries] if found else events.ids
    result = Result(doubts=found.doubts, problems=found.problems) if found else Result()
    shown = {id_: chronology.shown(chronology.files[id_]) for id_ in ids}
    given = reviewing.Reviewer(
        name, session.options.today, (note or "").strip(), is_strict=chronology.settings.review.others
    )
    done: list[str] = []

    def review(id_: str) -> str:
        if said := reviewing.vouched(chronology, id_, given, dry_run=dry_run):
            return f"{shown[id_]}: {said}"
        done.append(id_)
        return f"{'would review' if dry_run else 'reviewed'} {shown[id_]}"

    if not dry_run and not agreed(session, found, shown.values(), "review", "-n", yes=yes, by=name):
        return result._replace(code=NOT_AGREED * bool(ids))
    code = writes.each(session, ((shown[id_], partial(review, id_)) for id_ in ids), again=True)
    notes = []
    if not dry_run and len(done) <= SHOWN:
        notes = [line for id_ in done for line in findings.told(session, chronology.files[id_])]
    elif not dry_run:
        notes = [f"{counted(len(done), 'event')} reviewed by {name}; `timeline check` looks at them"]
    return result._replace(code=code, notes=notes)
