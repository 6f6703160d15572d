"""`timeline add`: a new event."""

from typing import Annotated, Any

from timeline.cli.field_flags import Adding, date_fields, must_be_shown
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.errors import UsageError


def run(
    session: Session,
    given: Adding,
    text: Annotated[Repeated, Argument("[DATE: TITLE]", "What happened, with its date in front.")] = (),
    origin: Annotated[str | None, Flag("--from FILE", "Take the fields of a TOML or JSON file; - is stdin.")] = None,
    editor: Annotated[bool, Flag("-e --edit", "Open the draft in your editor first.")] = False,
    dry_run: Annotated[bool, Flag("--dry-run -n", "Print the file; write nothing.")] = False,
) -> Result:
    """Write a new event. With nothing given, on a terminal, it asks.

    timeline add "17 Nov 2024: Biden lets Ukraine strike Russia" --actor "Joe Biden:agent" --source "Ukrainska Pravda,
    citing The New York Times, citing American officials" --basis reported
    """
    from timeline.authoring import drafts, review  # start-up: Tab reads the signature only
    from timeline.eventfile import formatter, reader
    from timeline.store import writing
    from timeline.text.escape import terminal

    chronology = session.chronology
    values = drafts.record(session, origin) if origin else {}
    typed = _titled(" ".join(text), given.values)
    values |= typed | (date_fields(session, typed, values) if "date" in typed else {})
    asked = not values and not editor
    if editor:
        event, draft = drafts.drafted(session, values)
    else:
        event = drafts.event_of(drafts.asked(session) if asked else values)
        draft = reader.render(event)
    with drafts.handed_back(session, draft if editor or asked else ""):
        again, problems = reader.read(draft.encode(), "", "the draft")
        if again is None:
            raise UsageError("this would be no event", "nothing was written", problems)
        must_be_shown(session, event.date, event.timezone)
        if not editor:
            draft = formatter.formatted(draft)
        drafts.say_date(session, event)
        for other in review.duplicates(chronology, event):
            session.warning(f"warning: {other} looks like the same event; `timeline show {other}` to compare")
        if dry_run:
            return Result([drafts.preview(session, draft)])
        id_, path = writing.add(chronology, event, draft)
    return Result([f"{id_}\t{terminal(chronology.shown(path))}\n"], notes=review.findings(session, path))


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
