"""What is to become an event: fields, and a draft in the editor.

Whatever a person has written is used in full, or refused and handed back; nothing of it is dropped in silence. Knows
nothing of where events are kept.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, count
from typing import Any, TypeVar

from timeline.authoring import handed_in, skeleton
from timeline.cli import programs
from timeline.cli.field_flags import must_be_shown
from timeline.cli.session import Session
from timeline.dates import edtf
from timeline.dates.calendar import WEEKDAYS, weekday
from timeline.errors import UsageError
from timeline.eventfile.public_text import PublicText
from timeline.model import identifier
from timeline.model.event import DEFAULTS, Event, defaults_said, replace
from timeline.records import date_words, source_lines
from timeline.text.escape import terminal
from timeline.text.width import filled

T = TypeVar("T")
GO_ON = "add -e --from"
"""The command that goes on with a draft, before its path."""


def event_of(values: Mapping[str, Any]) -> Event:
    """The event with these fields."""
    for key in ("title", "date"):
        if key not in values:
            raise UsageError(f"an event needs a {key}", f'write "17 Nov 2024: What happened", or give --{key}')
    return Event(**{**values, "x": dict(values.get("x", ())), "said": tuple(defaults_said(values, DEFAULTS))})


def placed(
    given: Sequence[handed_in.Given], taken: Container[str], known: Mapping[str, str] | None = None
) -> list[tuple[str, Event]]:
    """Events with their IDs, which they keep where these are free and can be IDs; links among them follow to new ones.

    Args:
        given: what was handed in.
        taken: the IDs there are.
        known: IDs that were handed in with events which are there already, each with the one that it has there.
    """
    used: set[str] = set()
    numbers: defaultdict[str, Iterator[int]] = defaultdict(partial(count, 2))  # a thousand may have one title and day
    moved = dict(known or {})
    found = []
    for one in given:
        event = event_of(one.values)
        usual = identifier.new_id(edtf.parse(event.date), event.title)
        wished = [one.id] if handed_in.is_id(one.id) else []
        tries = chain([*wished, usual], (f"{usual}-{n}" for n in numbers[usual]))
        id_ = next(id_ for id_ in tries if id_ not in used and id_ not in taken)
        used.add(id_)
        moved.setdefault(one.id, id_)
        found.append((id_, event))
    return [(id_, _relinked(event, moved)) for id_, event in found]


def _relinked(event: Event, moved: Mapping[str, str]) -> Event:
    """The event, with links that lead to where others are now."""
    links = tuple(replace(link, to=moved.get(link.to, link.to)) for link in event.links)
    return event if links == event.links else replace(event, links=links)


def preview(session: Session, text: str) -> str:
    """The text of a file that is not written, as others may see it; what they may not is said to be left out."""
    shown = PublicText(text, session.chronology.hides).text
    if shown != text:
        session.warning("what is confidential is not printed; the file would hold it")
    return shown


@contextmanager
def handed_back(session: Session, text: str, then: str = "") -> Iterator[None]:
    """Keep the text, if there is any, where it does not become an event, so that nothing a person wrote is lost.

    `then` is the command that goes on with it, where there is one.
    """
    try:
        yield
    except BaseException:
        if text:
            session.keep(text, then)
        raise


class CalledOffError(UsageError):
    """A draft was left empty or as it was, or taken away."""


def in_editor(session: Session, text: str, use: Callable[[str], T | None], then: str = "") -> T:
    """What is made of a text as the user leaves it in the editor.

    Args:
        session: of the user.
        text: what the editor opens.
        use: makes something of it, or says what is wrong and gives None; then it is offered again.
        then: the command that goes on with a text that was kept.

    Raises:
        CalledOffError: nothing was written into it.
        UsageError: the user gives up, or cannot be asked; or the editor needs a terminal, and there is none.
        DataError: the editor failed.
    """
    opened = text
    while True:
        left = programs.edited(session, text)
        text = left.text or ""
        with handed_back(session, text if _is_written(text) and text != opened else "", then):
            if left.error:
                raise left.error
            if left.text is None:
                raise CalledOffError("the draft is gone; nothing was written")
            if not _is_written(text):
                raise CalledOffError("the draft is empty; nothing was written")
            if text == opened:
                raise CalledOffError("the draft is as it was; nothing was written", left.hint)
            if (made := use(text)) is not None:
                return made
            if not session.options.interactive or not session.agrees("Edit it again?", default=True):
                raise UsageError("the text is no event", "nothing was changed")


def _is_written(text: str) -> bool:
    """Whether anything but comments stands there."""
    return any(line.strip() and line.strip()[0] != "#" for line in text.splitlines())


def say_date(session: Session, event: Event) -> None:
    """Say how the date was read, with its day of the week where it is one day."""
    date = edtf.parse(event.date)
    words = date_words.when(event)
    if date.earliest is not None and date.earliest == date.latest:
        words = f"{WEEKDAYS[weekday(date.earliest)]}, {words}"
    _said(session, f"{date.text} = {words}" if words != date.text else date.text, "date: ")


def drafted(session: Session, values: Mapping[str, Any], text: str = "") -> tuple[Event, str]:
    """The event as the user leaves it in the editor, and its text; what does not parse is offered again, never lost.

    The editor opens the text, if there is one, else a draft with these values.

    Raises:
        TimelineError: as `in_editor`.
    """

    def read(text: str) -> tuple[Event, str] | None:
        event, problems, data = handed_in.of_toml(session, text.encode(), "draft.toml", typed=True)
        for problem in problems:
            session.warning(str(problem))
        if event is None:
            return None
        try:
            must_be_shown(session, event.date, event.timezone)
        except UsageError as error:
            session.error(error)
            return None
        return event, skeleton.without(data.decode())

    return in_editor(session, text or skeleton.draft(values), read, GO_ON)


def say_sources(session: Session, event: Event) -> None:
    """Say how the lines of sources were read: who cites whom, and which document an ID names."""
    named = session.chronology.register.resolve(event).sources
    shown = [one if full.confidential else full for one, full in zip(event.sources, named, strict=True)]
    for line in source_lines.write(shown):
        _said(session, line, "source: ")
    for source in filter(lambda source: source.stance, shown):
        _said(session, f"{source.label} {source.stance} it", "stance: ")


def _said(session: Session, text: str, first: str) -> None:
    """Say how something was read: on a terminal no word is broken."""
    options, whole = session.options, first + terminal(text)
    session.info(*filled(text, options.display.width or 80, first, "  ") if options.interactive else [whole])
