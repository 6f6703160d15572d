"""`timeline date`: how a date is read."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from timeline.cli.flags import Argument, Flag, Words
from timeline.cli.session import Result, Session
from timeline.errors import DataError, UsageError

if TYPE_CHECKING:
    from timeline.model.settings import Settings


def run(
    session: Session,
    words: Annotated[Words, Argument("WORDS…", "A date in words or EDTF; - reads one a line.")],
    form: Annotated[Literal["text", "json"], Flag("-f --format", "How to print it.")] = "text",
    strict: Annotated[bool, Flag("--strict", "Take EDTF only, no words.")] = False,
) -> Result:
    """Show how a date is read: EDTF, first and last day, words.

    With - it reads a phrase a line from stdin and writes a JSON object a line.
    """
    import json  # start-up: Tab reads the signature only

    from timeline.model.settings import Settings

    try:
        settings = session.chronology.settings
    except DataError:  # a date can be asked about anywhere
        settings = Settings()
    if words == ("-",):
        return Result(
            json.dumps(_reading(session, line, settings, strict=strict), ensure_ascii=False) + "\n" for line in _lines()
        )
    reading = _reading(session, " ".join(words), settings, strict=strict)
    error = None
    if "error" in reading:
        readings = [f"it may be {' or '.join(reading['readings'])}"] if reading["readings"] else []
        error = UsageError(reading["error"], "; ".join(filter(None, [*readings, reading.get("hint")])))
    if form == "json":
        return Result([json.dumps(reading, ensure_ascii=False, indent=2) + "\n"], language="json", error=error)
    rows = [(k, v) for k, v in reading.items() if k not in {"input", "notes"}]
    rows += [("note", note) for note in reading.get("notes", ())]
    lines = [f"{name:10}{'not known' if value is None else value}\n" for name, value in rows]
    return Result(error=error) if error else Result(lines)


def _lines() -> Iterator[str]:
    """The lines of stdin; one that is not UTF-8 is one error."""
    for line in sys.stdin.buffer:
        yield line.decode(errors="replace").removesuffix("\n").removesuffix("\r")


def _reading(session: Session, text: str, settings: "Settings", *, strict: bool) -> dict[str, Any]:
    """How a text is read, or why it is not."""
    from timeline.dates import edtf, english, phrases  # start-up, as above

    today, order, zone = session.options.today, settings.date_order, settings.timezone
    try:
        read = phrases.Reading(text, (), None) if strict else phrases.read(text, today, order, zone)
        day = edtf.parse(read.edtf)
    except edtf.DateError as error:
        message = f"{error.message} (column {error.col})" if strict else error.message
        return {"input": text, "error": message, "readings": list(error.readings), "hint": error.hint}
    bounds = [None if d is None else edtf.iso_day(d) for d in (day.earliest, day.latest)]
    plain = {
        "input": text,
        "edtf": day.text,
        "earliest": bounds[0],
        "latest": bounds[1],
        "display": english.phrase(day),
    }
    return plain | ({"notes": list(read.notes)} if read.notes else {})
