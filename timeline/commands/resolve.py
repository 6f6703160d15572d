"""`timeline resolve`: what a merge could not settle is settled."""

from typing import Annotated, Literal

from timeline.cli.chosen import NOT_AGREED, YesFlag
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.errors import UsageError


def run(
    session: Session,
    event: Annotated[str, Argument("EVENT", "An ID, a part of it, or a path.", offers="conflict")],
    fields: Annotated[
        Repeated,
        Argument(
            "[FIELD]…", "As `conflicts` calls it, or how that begins: sources.nyt; default: all.", offers="conflict in"
        ),
    ] = (),
    ours: Annotated[bool, Flag("--ours", "As our side has it: in a rebase that is what was there already.")] = False,
    theirs: Annotated[bool, Flag("--theirs", "As the other side has it: in a rebase that is your own commit.")] = False,
    both: Annotated[bool, Flag("--both", "Both, one after the other: elements of lists, and comments.")] = False,
    put: Annotated[
        Repeated, Flag("--set FIELD=VALUE", "Neither, but this, as in `edit --set`.", offers="KEY=VALUE")
    ] = (),
    edit: Annotated[bool, Flag("--edit -e", "By hand, in your editor.")] = False,
    redo: Annotated[bool, Flag("--redo", "Merge it again, as git did: the markers are back.")] = False,
    yes: YesFlag = False,
) -> Result:
    """Settle what a merge left open in an event, or about it.

    What is not settled stays as it is. The file is added to git when nothing in it is in conflict any more; nothing is
    committed. Of an event renamed two ways, or deleted on one side, --ours and --theirs settle which it is.

    Examples:
        timeline resolve biden-auth status --theirs
        timeline resolve biden-auth --redo --yes
        timeline resolve biden-auth --set status=disputed
    """
    from timeline.authoring.settling import listing, settle, whole  # start-up: Tab reads the signature only
    from timeline.eventfile.conflicts import label
    from timeline.store.conflicts import open_files
    from timeline.text.lists import joined

    asked = {"--ours": ours, "--theirs": theirs, "--both": both, "--set": bool(put), "--edit": edit, "--redo": redo}
    way = _only(asked)
    if fields and way in {"--set", "--edit", "--redo"}:
        hint = "write --set FIELD=VALUE" if way == "--set" else "it is about the whole file: leave out the field"
        raise UsageError(f"{way} takes no field beside it", hint)
    if yes and way != "--redo":
        raise UsageError("--yes is of --redo", "leave it out: nothing else asks")
    found = open_files(session.chronology)
    path = listing.named(session, found, event)
    if way == "--redo":
        said, is_done = whole.again(session, path, yes=yes)
        return Result(notes=said, code=0 if is_done else NOT_AGREED)
    file = next((file for file in found.files if file.path == path), None)
    if file is None:
        others = joined([one.id for one in found.files][:5])
        hint = f"in conflict: {others}" if others else "nothing is: `timeline conflicts` would list it"
        raise UsageError(f"{session.chronology.shown(path)} is not in conflict", hint)
    side: Literal["ours", "theirs"] = "ours" if ours else "theirs"
    if file.whole and [*fields] == [listing.ABOUT[file.whole]]:
        fields = ()
    if file.whole and not fields and way in {"--ours", "--theirs"}:
        said = whole.by_side(session, file, side)
        return Result(notes=[*said, *settle.goes_on(session, file)])
    if way == "--edit":
        text = settle.by_hand(session, file)
        return Result(notes=[*settle.ended(session, file, text), *settle.goes_on(session, file)])
    if file.whole and not fields and not file.conflicts:
        raise UsageError(f"{way} settles fields, and this is about the whole of {file.id}", "--ours or --theirs does")
    wanted = settle.chosen(file, fields)
    if way == "--set":
        text, wanted = settle.by_values(session, file, put)
    else:
        text = settle.by_both(session, file, wanted) if both else settle.by_side(file, wanted, side)
    settle.write(session, file, text)
    labels = joined([*map(label, wanted)])
    how = "as given" if way == "--set" else "both" if both else side
    said = [f"settled in {session.chronology.shown(file.path)}: {labels} ({how})", *settle.ended(session, file, text)]
    return Result(notes=[*said, *settle.goes_on(session, file)])


def _only(asked: dict[str, bool]) -> str:
    """The one way that is asked for.

    Raises:
        UsageError: there is none, or there are several.
    """
    given = [way for way, is_given in asked.items() if is_given]
    if len(given) != 1:
        said = "how is it to be settled?" if not given else f"{' and '.join(given)} cannot both be"
        raise UsageError(said, "one of --ours, --theirs, --both, --set FIELD=VALUE, --edit, --redo")
    return given[0]
