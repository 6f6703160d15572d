"""What a person is told of an event that was just read or written: how its date was read, and what `check` says.

Knows the session that says it; must not know how the event was made.
"""

from collections.abc import Iterable, Iterator

from timeline.cli.session import Session
from timeline.dates import edtf, english
from timeline.dates.calendar import WEEKDAYS
from timeline.eventfile.paths import event_id
from timeline.model.event import Event
from timeline.text.lists import counted


def say_date(session: Session, event: Event) -> None:
    """Say how the date was read, with its day of the week where it is one day."""
    date = edtf.parse(event.date)
    words = english.when(event.date, event.date_basis)
    if date.earliest is not None and date.earliest == date.latest:
        words = f"{WEEKDAYS[(date.earliest - 1) % 7]}, {words}"
    session.info(f"date: {date.text}" + (f" = {words}" if words != date.text else ""))


def say_changed(session: Session, id_: str) -> None:
    """Say that an event was changed, and what `check` says of it now."""
    path = session.chronology.files[id_]
    session.info(f"changed {session.chronology.shown(path)}")
    for text in findings(session, path, session.chronology.linking(id_)):
        session.info(text)


def findings(session: Session, path: str, linking: Iterable[str] = ()) -> Iterator[str]:
    """What `check` says of an event just written: faults in full, notes by their number."""
    from timeline.authoring import review  # start-up: asked of a few events, after all else is done
    from timeline.checks.output.text import concise
    from timeline.checks.registry import rule_of

    chronology = session.chronology
    found = review.review(chronology, path, session.options.today, linking)
    faults = [finding for finding in found if rule_of(finding).severity != "note"]
    if faults:
        yield "".join(concise(faults, chronology.shown("x")[:-1])).rstrip("\n")
    if notes := len(found) - len(faults):
        yield f"{counted(notes, 'note')}: timeline check {event_id(path)}"
