"""One change of many events: all are judged, then it is shown and asked about, then they are written.

Knows no query and no field: whoever asks for the change has found the events, and says how each changes.
"""

from collections.abc import Callable
from functools import partial
from itertools import chain

from timeline.authoring import reviewing
from timeline.cli.chosen import NOT_AGREED, agreed
from timeline.cli.session import Result, Session
from timeline.errors import TimelineError
from timeline.eventfile.public_text import difference
from timeline.store import writing
from timeline.store.answer import Answer
from timeline.text.lists import counted


def edited(
    session: Session, found: Answer, changed: Callable[[str, str], str], by: str, *, dry_run: bool, yes: bool
) -> Result:
    """Change the events that were found, and say how many were changed.

    Args:
        session: of this run.
        found: the events, and what was met on the way.
        changed: gives the new text of an event's file, of its ID and the text that it has.
        by: the flags that say how, to be shown.
        dry_run: show the differences, and write nothing.
        yes: the person has agreed to it already.

    Raises:
        TimelineError: one of them cannot be changed so, and none is; or there is nobody to ask.
    """
    chronology = session.chronology
    seen = {entry.id: chronology.text(entry.id) for entry in found.entries}
    texts = {}
    for id_, text in seen.items():
        try:
            texts[id_] = changed(id_, text)
        except TimelineError as error:
            raise type(error)(f"{id_}: {error.message}", error.hint or "nothing was changed", error.problems) from error
    new = {id_: text for id_, text in texts.items() if text != seen[id_]}
    as_is = f"; {counted(len(seen) - len(new), 'event')} as asked already" * (len(new) < len(seen))
    result = Result(doubts=found.doubts, problems=found.problems)
    shown = {id_: chronology.shown(chronology.files[id_]) for id_ in new}
    if dry_run:
        lines = (difference(seen[id_], text, shown[id_], chronology.hides) for id_, text in new.items())
        notes = [f"would change {counted(len(new), 'event')}{as_is}"] * bool(seen)
        return result._replace(pieces=chain.from_iterable(lines), notes=notes)
    if not new:
        return result._replace(notes=[f"nothing to change{as_is}"] * bool(seen))
    if not agreed(session, found, shown.values(), "change", "-n", yes=yes, by=by):
        return result._replace(code=NOT_AGREED)
    files = {id_: (text, seen[id_]) for id_, text in new.items()}
    writing.revise_many(chronology, files, changed, partial(session.progress.show, doing="writing"))
    said = [f"{counted(len(new), 'event')} changed{as_is}; `timeline check` looks at them"]
    return result._replace(notes=[*said, *reviewing.lost((seen, text) for text, seen in files.values())])
