"""`timeline add`: a new event."""

from typing import TYPE_CHECKING, Annotated, Any

from timeline.cli.field_flags import Adding, date_fields, must_be_shown
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.authoring.handed_in import Given
    from timeline.model.event import Event


def run(
    session: Session,
    given: Adding,
    text: Annotated[Repeated, Argument('["DATE: TITLE"]', "What happened, with its date in front.")] = (),
    origin: Annotated[str | None, Flag("--from FILE", "Take the fields of a TOML or JSON file; - is stdin.")] = None,
    editor: Annotated[bool, Flag("-e --edit", "Open the draft in your editor first.")] = False,
    dry_run: Annotated[bool, Flag("--dry-run -n", "Print the file; write nothing.")] = False,
) -> Result:
    """Write a new event; with nothing given, on a terminal, it asks.

    Dates may be in words: `timeline help dates`. Who says so, and whom they cite, is one line: `timeline help
    sources`.

    Examples:
        timeline add "17 Nov 2024: Biden lets Ukraine strike Russia with ATACMS"
        timeline add "c. 1914: Borders drawn anew" --place Galicia --dry-run
        timeline add "5 May 2022: A plant is shelled" --source "NYT, citing officials"
    """
    from timeline.authoring import drafts, handed_in, review  # start-up: Tab reads the signature only
    from timeline.eventfile import formatter, reader
    from timeline.store import writing

    chronology = session.chronology
    opened = handed_in.draft(origin) if origin and editor and not (text or any(given)) else ""
    events = handed_in.events(session, origin) if origin and not opened else [handed_in.Given({})]
    if any(one.is_answer for one in events):
        session.info("notes for the desk and confidential sources are in no answer: they stay where they are")
    typed = _titled(" ".join(text), given.values)
    if len(events) != 1:
        if typed or editor:
            raise UsageError(f"flags speak of one event; the input holds {len(events)}", "add them, then edit")
        return _all(session, events, dry_run=dry_run)
    values = events[0].values
    values |= typed | (date_fields(session, typed, values) if "date" in typed else {})
    asked = not values and not editor
    if asked:
        from timeline.authoring import prompt  # start-up: it is what few ask for

        if (made := prompt.asked(session)) is None:
            return Result(notes=["dropped: nothing was written"])
        event, draft = made
    elif editor:
        event, draft = drafts.drafted(session, values, opened)
    else:
        event = drafts.event_of(values)
        draft = reader.render(event)
    with drafts.handed_back(session, draft if editor or asked else "", drafts.GO_ON):
        again, problems = reader.read(draft.encode(), "", "the draft")
        if again is None:
            raise UsageError("this would be no event", "nothing was written", problems)
        must_be_shown(session, event.date, event.timezone)
        if not (editor or asked):
            draft = formatter.formatted(draft)
        if not asked:
            drafts.say_date(session, event)
        if editor or "sources" in typed:
            drafts.say_sources(session, event)
        for other in review.duplicates(chronology, event):
            session.warning(f"warning: {other} looks like the same event; `timeline show {other}` to compare")
        if dry_run:
            return Result([drafts.preview(session, draft)])
        is_other = not events[0].id or editor or not {"title", "date"}.isdisjoint(typed)
        id_ = "" if is_other else drafts.placed(events, chronology.taken)[0][0]
        id_, path = writing.add(chronology, event, draft, id_)
    return Result([_told(session, id_, path)], notes=review.findings(session, path))


def _told(session: Session, id_: str, path: str) -> str:
    from timeline.text.escape import terminal  # start-up, as above

    return f"{id_}\t{terminal(session.chronology.shown(path))}\n"


def _all(session: Session, events: "Sequence[Given]", *, dry_run: bool) -> Result:
    """Write several events; where one of them cannot be an event, none."""
    from functools import partial  # start-up, as above

    from timeline.authoring import drafts, review, writes
    from timeline.eventfile import formatter, reader
    from timeline.store import writing
    from timeline.text.lists import counted

    chronology = session.chronology
    placed = drafts.placed(events, chronology.taken)
    texts = []
    for id_, event in placed:
        try:
            must_be_shown(session, event.date, event.timezone)
            texts.append(formatter.formatted(reader.render(event)))
        except UsageError as error:
            raise DataError(f"{id_}: {error.message}", error.hint) from error
        for other in review.duplicates(chronology, event):
            session.warning(f"warning: {other} looks like the same event as {id_}, which is new")
    if dry_run:
        return Result(["\n".join(drafts.preview(session, text) for text in texts)])
    lines: list[str] = []

    def write(id_: str, event: "Event", text: str) -> str:
        lines.append(_told(session, *writing.add(chronology, event, text, id_)))
        return ""

    each = zip(placed, texts, strict=True)
    code = writes.each(session, ((id_, partial(write, id_, event, text)) for (id_, event), text in each))
    return Result(lines, code=code, notes=[f"{counted(len(lines), 'event')} added; `timeline check` looks at them"])


def _titled(text: str, values: dict[str, Any]) -> dict[str, Any]:
    """The fields with what the words say: `DATE: TITLE`, or the title alone where --date gives the date."""
    if not text:
        return values
    if "title" in values:
        raise UsageError("the title is given twice", "give it in words or as --title")
    if "date" in values and text.strip():
        return {"title": text.strip(), **values}
    words, colon, title = text.partition(": ")
    if not colon or not title.strip():
        raise UsageError(f'"{text}" has no date', 'write "17 Nov 2024: What happened", or give --date')
    return {"title": title.strip(), "date": words.strip(), **values}
