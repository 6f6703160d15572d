"""`timeline rm`: events taken away."""

from typing import Annotated

from timeline.cli.chosen import NOT_AGREED, SHOWN, Filter, YesFlag, agreed, chosen, confirmed, first, matching
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.errors import UsageError


def run(
    session: Session,
    where: Filter,
    events: Annotated[Repeated, Argument("[ID]…", "An ID, or a part of it that is unique.", offers="id")] = (),
    dry_run: Annotated[bool, Flag("--dry-run -n", "Say what would be done; do nothing.")] = False,
    yes: YesFlag = False,
    restore: Annotated[
        bool, Flag("--restore", "Bring back what was removed; without an ID, list what can be brought back.")
    ] = False,
    every: Annotated[bool, Flag("--all", "Of --restore: bring back all that it lists.")] = False,
) -> Result:
    """Take events away, or bring them back.

    What no commit holds goes to .removed/ of the chronology. What --where finds is shown and asked about.

    Examples:
        timeline rm first-atacms --dry-run
        timeline rm first-atacms fear-of
        timeline rm --where tag:ATACMS --dry-run
        timeline rm --restore
    """
    from functools import partial  # start-up: Tab reads the signature only

    from timeline.authoring import writes
    from timeline.store import writing
    from timeline.text.lists import counted
    from timeline.text.shell import command

    chronology = session.chronology
    if restore:
        if where:
            hint = "give the IDs, which `timeline rm --restore` lists, or --all"
            raise UsageError("--where finds what is there, not what was removed", hint)
        return _restored(session, events, every=every, dry_run=dry_run, yes=yes)
    if every:
        raise UsageError("--all is of --restore", "`timeline rm --where QUERY` takes many events away")
    named = chosen(session, where, events)
    found = matching(session, named)
    ids = [entry.id for entry in found.entries] if found else named.ids
    result = Result(doubts=found.doubts, problems=found.problems) if found else Result()
    shown = {id_: chronology.shown(chronology.files[id_]) for id_ in ids}
    if dry_run:
        return result._replace(notes=[f"would remove {path}" for path in shown.values()])
    if not agreed(session, found, shown.values(), "remove", "-n", yes=yes):
        return result._replace(code=NOT_AGREED * bool(ids))

    gone: list[str] = []

    def remove(id_: str) -> str:
        kept = writing.remove(chronology, id_)
        gone.append(id_)
        held = f"kept as {chronology.shown(kept)}, which git ignores" if kept else "git holds it"
        return "" if found else f"removed {shown[id_]} ({held}); to bring it back: {command('rm', '--restore', id_)}"

    code = writes.each(session, ((path, partial(remove, id_)) for id_, path in shown.items()), again=bool(found))
    if found:
        said = f"{counted(len(gone), 'event')} removed; `timeline rm --restore` lists what can be brought back"
        links = "`timeline check --select SCH003` finds links to what is gone"
        return result._replace(code=code, notes=[said, links] * bool(gone))
    for id_ in gone:
        if linking := [other for other in chronology.linking(id_) if other not in gone]:
            session.warning(f"warning: {', '.join(linking)} still linked to {id_}")
    return Result(code=code)


def _restored(session: Session, wanted: Repeated, *, every: bool, dry_run: bool, yes: bool) -> Result:
    """Bring events back; or say, with none named, which can be."""
    from functools import partial  # start-up, as above

    from timeline.authoring import findings, writes
    from timeline.store import removed
    from timeline.text.escape import terminal
    from timeline.text.lists import counted

    chronology = session.chronology
    known = removed.removed(chronology)
    if every and wanted:
        raise UsageError("--all is every event that was removed", "name some, or give --all")
    if not (wanted or (every and known)):
        kept = {id_: chronology.shown(one.kept) if one.kept else "git" for id_, one in known.items()}
        lines = [f"{terminal(id_)}\t{terminal(place)}\n" for id_, place in sorted(kept.items())]
        return Result(lines, notes=["nothing was removed that could be brought back"] * (not lines))
    ids = sorted(known) if every else [*dict.fromkeys(removed.find(chronology, each, known) for each in wanted)]
    if dry_run:
        return Result(notes=[f"would restore {chronology.shown(known[id_].path)}" for id_ in ids])
    told = [f"{counted(len(ids), 'event')} to bring back:", *first(ids)]
    if every and not yes and not confirmed(session, told, "Bring them back", "-n"):
        return Result(code=NOT_AGREED)
    texts = removed.texts(chronology, (known[id_] for id_ in ids))
    is_short = len(ids) <= SHOWN
    back: list[str] = []

    def put_back(id_: str) -> list[str]:
        one = known[id_]
        git_has_another = removed.put_back(chronology, one, texts)
        back.append(one.path)
        others = [f"note: {chronology.shown(other)} is an older text of it, and stays" for other in one.older]
        others += [f"note: git holds another text of it: git cat-file blob {one.blob}"] * git_has_another
        return [f"restored {chronology.shown(one.path)}", *others] if is_short else []

    code = writes.each(session, ((id_, partial(put_back, id_)) for id_ in ids), again=every)
    if is_short:
        return Result(code=code, notes=(line for path in back for line in findings.told(session, path)))
    return Result(code=code, notes=[f"{counted(len(back), 'event')} restored; `timeline check` looks at them"])
