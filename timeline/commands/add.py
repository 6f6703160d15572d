"""`timeline add`: a new event."""

from typing import Annotated, Any

from timeline.cli.field_flags import Adding, date_fields, must_be_shown
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.errors import UsageError


def run(
    session: Session,
    given: Adding,
    text: Annotated[Repeated, Argument('["DATE: TITLE"]', "What happened, with its date in front.")] = (),
    origins: Annotated[
        Repeated, Flag("--from FILE", "Take the events of a TOML or JSON file, of JSON lines, of a folder; - is stdin.")
    ] = (),
    editor: Annotated[bool, Flag("-e --edit", "Open the draft in your editor first.")] = False,
    dry_run: Annotated[bool, Flag("--dry-run -n", "Print the file, or of many the first; write nothing.")] = False,
) -> Result:
    """Write a new event; with nothing given, on a terminal, it asks.

    Dates may be in words: `timeline help dates`. Who says so, and whom they cite, is one line: `timeline help
    sources`.

    Examples:
        timeline add "17 Nov 2024: Biden lets Ukraine strike Russia with ATACMS"
        timeline add "c. 1914: Borders drawn anew" --place Galicia --dry-run
        timeline add "5 May 2022: A plant is shelled" --source "NYT, citing officials"
        timeline add --from incidents.jsonl --dry-run
    """
    from timeline.authoring import drafts, findings, handed_in, many  # start-up: Tab reads the signature only
    from timeline.eventfile import formatter, reader
    from timeline.store import writing

    chronology = session.chronology
    opened = handed_in.draft(origins[0]) if len(origins) == 1 and editor and not (text or any(given)) else ""
    events = handed_in.events(session, origins) if origins and not opened else [handed_in.Given({})]
    if any(one.is_answer for one in events):
        session.info("notes for the desk and confidential sources are in no answer: they stay where they are")
    typed = _titled(session, " ".join(text), given.values)
    if len(events) != 1:
        if typed or editor:
            raise UsageError(f"flags speak of one event; the input holds {len(events)}", "add them, then edit")
        return many.add(session, events, dry_run=dry_run)
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
        if origins and (there := many.there_already(session, [events[0]._replace(values=values)])):
            return Result(notes=many.told(there.values(), 1))
    with drafts.handed_back(session, draft if editor or asked else "", drafts.GO_ON):
        again, problems = reader.read(draft.encode(), "", "the draft")
        if again is None:
            raise UsageError("this would be no event", "nothing was written", problems)
        must_be_shown(session, event.date, event.timezone)
        draft = formatter.kept_canonical(draft)
        if not asked:
            drafts.say_date(session, event)
        if editor or "sources" in typed:
            drafts.say_sources(session, event)
        for other in findings.duplicates(chronology)(event):
            session.warning(f"warning: {other} looks like the same event; `timeline show {other}` to compare")
        if dry_run:
            return Result([drafts.preview(session, draft)])
        is_other = not events[0].id or editor or not {"title", "date"}.isdisjoint(typed)
        id_ = "" if is_other else drafts.placed(events, chronology.taken)[0][0]
        id_, path = writing.add(chronology, event, draft, id_)
    return Result([_told(session, id_, path)], notes=findings.told(session, path))


def _told(session: Session, id_: str, path: str) -> str:
    from timeline.text.escape import terminal  # start-up, as above

    shown, display = terminal(session.chronology.shown(path)), session.options.display
    is_narrow = display.terminal and len(id_) + len(shown) >= display.width
    return f"{id_}\n  {shown}\n" if is_narrow else f"{id_}\t{shown}\n"


def _titled(session: Session, text: str, values: dict[str, Any]) -> dict[str, Any]:
    """The fields with what the words say: `DATE: TITLE`, or the title alone where --date gives the date.

    Raises:
        UsageError: title or date is given twice, or there is no date.
    """
    if not text:
        return values
    if "title" in values:
        raise UsageError("the title is given twice", "give it in words or as --title")
    words, colon, title = text.partition(": ")
    if "date" in values and text.strip():
        if not colon or not _is_date(session, words):
            return {"title": text.strip(), **values}
        hint = f'leave one of them out; if the title begins with it, write --title "{text.strip()}"'
        raise UsageError(f'the date is given twice: "{words}", and --date {values["date"]}', hint)
    if not colon or not title.strip():
        glued, colon, title = text.partition(":")
        example = f"{glued}: {title}" if title.strip() and _is_date(session, glued) else "17 Nov 2024: What happened"
        raise UsageError(f'"{text}" has no date', f'write "{example}", or give --date')
    return {"title": title.strip(), "date": words.strip(), **values}


def _is_date(session: Session, words: str) -> bool:
    """Whether words are a date that needs nothing of today."""
    from timeline.dates.value import DateError  # start-up, as above

    try:
        return bool(session.reading(words, None))
    except DateError:
        return False
