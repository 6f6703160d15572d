"""`timeline diff`: what became of events between two states."""

from typing import Annotated

from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.cli.shared_flags import OutputFlag
from timeline.cli.told.forms import SinceFlag, ToldFlag


def run(
    session: Session,
    words: Annotated[
        Repeated,
        Argument(
            "[A[..B]] [QUERY]…",
            "Two commits or dates, A..B; or one commit, against the files. Then which events, as in `list`.",
            offers="query",
        ),
    ] = (),
    form: ToldFlag = None,
    output: OutputFlag = None,
    since_edition: SinceFlag = None,
    stat: Annotated[bool, Flag("--stat", "Only how many events, and how often each field.")] = False,
    exit_code: Annotated[bool, Flag("--exit-code", "Exit with 1 where anything differs.")] = False,
) -> Result:
    """Show what became of events: added, removed, changed, and what they rest on now.

    Alone, it holds the files as they are, added to git or not, against the newest commit; with a commit, against that.
    A..B holds two commits or days against each other, the newest commit where one is left out; A...B tells what B did
    since the two branches parted. A query leaves the events that match before or after. --since-edition tells what was
    changed in the events that an edition named, and which its question finds now.

    Examples:
        timeline diff
        timeline diff HEAD~1 --stat
        timeline diff HEAD~1..HEAD Biden -f markdown
    """
    from timeline.cli.shared_flags import question  # start-up: Tab reads the signature only
    from timeline.cli.told import differences
    from timeline.cli.told.forms import form_of
    from timeline.cli.words.two_states import since_edition as since
    from timeline.cli.words.two_states import two_states
    from timeline.history.comparison import Comparison

    name = form_of(form, output)
    if since_edition is not None:
        edition = since(session, since_edition)
        asked = question(session, None, words) if words else None
        found = differences.since(edition, asked)
    else:
        old, new, query = two_states(session, words)
        asked = question(session, None, query) if query else None
        found = differences.between(Comparison(old, new), asked)
    return found.result(session, name, output, stat=stat, exit_code=exit_code)
