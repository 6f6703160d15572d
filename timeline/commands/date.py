"""`timeline date`: how a date is read."""

from typing import Annotated, Any, Literal

from timeline.cli import streams
from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Result, Session
from timeline.errors import DataError, Problem, UsageError


def run(
    session: Session,
    words: Annotated[Repeated, Argument("WORDS…", "A date in words or EDTF; - reads one a line.")],
    form: Annotated[Literal["text", "json"], Flag("-f --format", "How to print it.")] = "text",
    strict: Annotated[bool, Flag("--strict", "Take EDTF only, no words.")] = False,
) -> Result:
    """Show how a date is read: EDTF, first and last day, words.

    With - it reads a phrase a line from stdin and writes a JSON object a line.

    Examples:
        timeline date mid-November 2024
        timeline date "between 3 and 5 May 2022" -f json
        timeline date --strict "2024-11?"
    """
    import json  # start-up: Tab reads the signature only

    from timeline.dates import edtf, english, phrases
    from timeline.model.settings import Settings

    problems: list[Problem] = []
    try:
        settings, problems = session.chronology.settings, session.chronology.settings_faults
    except DataError:  # a date can be asked about anywhere
        settings = Settings()
    today, order, zone = session.options.today, settings.date_order, settings.timezone

    def read(text: str) -> dict[str, Any]:
        """How a text is read, or why it is not."""
        try:
            read = phrases.Reading(text, (), None) if strict else phrases.read(text, today, order, zone)
            day = edtf.parse(read.edtf)
        except edtf.DateError as error:
            message = f"{error.message} (column {error.col})" if strict else error.message
            hint = error.hint or "leave out --strict for words" * strict
            return {"input": text, "error": message, "readings": list(error.readings), "hint": hint}
        first, last = (None if d is None else edtf.iso_day(d) for d in (day.earliest, day.latest))
        plain = {"input": text, "edtf": day.text, "earliest": first, "latest": last, "display": english.phrase(day)}
        if "T" in day.text:
            plain |= _clocks(day.text, zone)
        return plain | ({"notes": list(read.notes)} if read.notes else {})

    if words == ("-",):  # a line that is not UTF-8 is one error
        typed = (line.decode(errors="replace").removesuffix("\n").removesuffix("\r") for line in streams.typed())
        return Result((json.dumps(read(text), ensure_ascii=False) + "\n" for text in typed), problems=problems)
    reading = read(" ".join(words))
    error = None
    if "error" in reading:
        readings = reading["readings"] and f"it may be {' or '.join(reading['readings'])}"
        error = UsageError(reading["error"], "; ".join(filter(None, [readings, reading["hint"]])))
    if form == "json":
        text = json.dumps(reading, ensure_ascii=False, indent=2) + "\n"
        return Result([text], language="json", problems=problems, error=error)
    rows = [(k, v) for k, v in reading.items() if k not in {"input", "notes"}]
    lines = [f"{name:10}{'not known' if value is None else value}\n" for name, value in rows]
    lines += [f"note: {note}\n" for note in reading.get("notes", ())]
    return Result(None if error else lines, problems=problems, error=error)


def _clocks(date: str, own: str | None) -> dict[str, str]:
    """The times of a date as UTC has them, and as the clocks of the chronology do, where it says which these are."""
    from timeline.dates.zones import in_zone  # start-up: few dates have a time

    utc = in_zone(date, "UTC", own, offsets=True)
    local = in_zone(date, own, own, offsets=True) if own else date
    return {key: text for key, text in (("utc", utc), ("local", local)) if text != date}
