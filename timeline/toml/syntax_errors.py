"""What keeps a text from being TOML, in plain words: the slips that people make, and what to write instead.

Knows what the parser reports and where things stand in the text; must not know events, nor where files are. Whether a
text *is* TOML is the parser's business.
"""

import re

from timeline.dates import edtf
from timeline.dates.calendar import month_days
from timeline.errors import Problem
from timeline.toml import limits
from timeline.toml.conflicts import MARKERS, regions
from timeline.toml.parser import TOMLDecodeError
from timeline.toml.positions import Positions, line_and_column, shown_line

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?![^ \r\n])", re.MULTILINE)  # ======= may underline a heading
_ASSIGNED = re.compile(r"\s*([\w.-]+)\s*=\s*((?:[^#\r]*[^#\s])?)")
_LONG_NUMBER = re.compile(r"[\d_]{4000,}")
_DATE = re.compile(r"[\[{]?(?:\.\.)?[-Y]?\d[-/.:~?%,TXZ+\]}\d ]*")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ONE_DIGIT = re.compile(r"(?<=[-/T])(?=\d(?:\D|$))")
"""Before a month, a day or an hour of one digit."""
_YEAR_FIRST = re.compile(r"[\[{]?(?:\.\.)?[-Y]?\d{3}")
_CURLY = tuple("“”„‟‘’‚‛«»")
_ONE_A_LINE = "each line is `key = value`, text in quotes"
_PLAIN = {
    "Too deep": (
        "lists or tables are nested too deep",
        f"{limits.DEEPEST} levels are the most: look for a bracket that is not closed",
    ),
    "Too long a key": (
        "the key is too long",
        f"{limits.LONGEST_KEY} characters are the most; text stands behind the =",
    ),
    "Too long a number": ("the number is too long", "a text of digits stands in quotes"),
    "Too many values": (
        "there are too many values",
        f"{limits.MOST_VALUES:,} are the most: one file, one event",
    ),
    "Unclosed array": ("a list is not closed", "a comma or ] is missing before this"),
    "Unclosed inline table": ("a table is not closed", "a comma or } is missing before this"),
    "Invalid initial character for a key part": ("no key stands here", "what stands in { } stands on one line"),
    "Unescaped": ("a single \\", "write \\\\ for it, or put a text that has some in '…'"),
    "Invalid hex value": ("no character has this number", "write \\\\ for a \\, or put a text that has some in '…'"),
    "Illegal character": ("a control character", "delete it"),
    "Expected '=' after a key": ("no = behind the key", _ONE_A_LINE),
    "Invalid statement": ("no key begins like this", _ONE_A_LINE),
    "Expected ']": ("the name of a table is not closed", "write [name] or [[name]], alone on its line"),
    "Expected newline": ("the line goes on behind its value", _ONE_A_LINE),
}
"""What the parser reports, by its beginning: message and hint."""


def syntax_error(text: str, error: ValueError, path: str) -> Problem:
    """What keeps a text from being TOML, by what the parser says; in its own words where it is none of the usual."""
    found = _explained(text, error)
    return found._replace(path=path, source=shown_line(text.split("\n")[found.line - 1]))


def _problem(line: int, col: int, message: str, hint: str = "", code: str = "SCH007") -> Problem:
    return Problem("", line, col, code, message, hint)


def _explained(text: str, error: ValueError) -> Problem:
    if conflict := _CONFLICT.search(text):
        hint = "keep the lines of one side, or of both, and delete those with <<<<<<<, =======, >>>>>>>"
        if regions(text):
            hint = f"settle the conflict first: in a chronology `timeline conflicts` shows both sides; by hand, {hint}"
        return _problem(*line_and_column(text, conflict.start()), MARKERS, hint)
    if not isinstance(error, TOMLDecodeError):  # Python's own limit on the digits of a number
        number = _LONG_NUMBER.search(text)
        place = line_and_column(text, number.start() if number else 0)
        return _problem(*place, str(error), "put it in quotes" if number else "")
    fault, at_end = error.msg, error.pos >= len(error.doc)
    line, col = line_and_column(text, len(text.rstrip())) if at_end else (error.lineno, error.colno)
    written = text.split("\n")[line - 1]
    here = "" if at_end else written[col - 1 :].strip()
    assigned = _ASSIGNED.match(written)
    key, value, start = (assigned[1], assigned[2], assigned.start(2) + 1) if assigned else ("", "", col)
    if fault.startswith(("Cannot ", "Duplicate ")):
        return _again(text, line, col)
    if here.startswith(_CURLY):
        return _problem(line, col, "curly quotes", 'TOML knows only straight ones: "')
    if fault.startswith("Invalid date") and (day := _DAY.match(here)):
        return _no_such_day(line, col, day, here)
    if fault.startswith(("Invalid value", "Expected newline")) and _is_date(value):
        day = _DAY.match(value)
        if day and not (1 <= int(day[2]) <= 12 and 1 <= int(day[3]) <= 31):
            return _no_such_day(line, start, day, value)
        whole = "only a whole day, as 2024-11-17, stands without quotes"
        if not _YEAR_FIRST.match(value):
            return _problem(line, start, "no date", whole)
        if not (refused := _refused(value)):
            return _problem(line, start, "a date that needs quotes", f'{whole}; write {key} = "{value}"')
        padded = _ONE_DIGIT.sub("0", value)
        shown = padded if _DAY.fullmatch(padded) else f'"{padded}"'
        hint = refused.hint if _refused(padded) else f"write {key} = {shown}"
        return _problem(line, start, refused.message, hint, code="TIM206")
    if fault.startswith("Invalid value"):
        return _problem(line, col, *_no_value(here))
    if fault.startswith("Expected newline") and value.startswith(('"', "'")):
        return _problem(
            line, col, "a quotation mark within the text ends it", 'write the text in ", and \\" for one within it'
        )
    if fault.startswith(("Illegal character '\\n'", "Illegal character '\\r'", "Unterminated", "Expected \"'")):
        opened = max((span.start for span in Positions(text).spans.values()), default=0)
        if at_end and text.startswith(('"""', "'''"), opened):
            return _problem(
                *line_and_column(text, opened),
                "a text of several lines is not closed",
                "end it with three quotes, as it began",
            )
        return _problem(
            line, col, "a quote is not closed", 'end the text with "; a text of several lines stands in """'
        )
    return _problem(line, col, *next((plain for start, plain in _PLAIN.items() if fault.startswith(start)), (fault,)))


def _again(text: str, line: int, col: int) -> Problem:
    """A key, or a table, that is given twice."""
    for path, first, second in Positions(text).twice:
        hint = f"it stands on line {line_and_column(text, first)[0]} already; delete one of the two"
        return _problem(*line_and_column(text, second), f"{path[-1]} is given twice", hint)
    return _problem(line, col, "a key is given twice, as a value and as a table", "delete one of the two")


def _refused(value: str) -> edtf.DateError | None:
    """Why a text is no date; None where it is one."""
    try:
        edtf.parse(value)
    except edtf.DateError as error:
        return error
    return None


def _is_date(value: str) -> bool:
    digits = sum(c.isdigit() for c in value)
    return digits >= 4 and _DATE.fullmatch(value) is not None and (value[0] != "[" or ".." in value)


def _no_such_day(line: int, col: int, day: re.Match[str], value: str) -> Problem:
    year, month, number = (int(part) for part in day.groups())
    if not 1 <= month <= 12:
        return _problem(line, col, f"there is no month {day[2]}", "months go from 01 to 12", code="TIM206")
    days = month_days(year, month)
    if not 1 <= number <= days:
        return _problem(line, col, f"there is no day {day[0]}", f"{day[0][:7]} has {days} days", code="TIM206")
    return _problem(line, col, f"there is no such time or offset: {value}", code="TIM206")


def _no_value(here: str) -> tuple[str, str]:
    word = re.split(r"[,\]}#]", here, maxsplit=1)[0].rstrip()
    if not word:
        return "no value stands here", "give one, or delete the key"
    if word.casefold() in {"true", "false"}:
        return f"{word} is no value", f"it is written {word.casefold()}"
    if word.casefold() in {"null", "none", "nil"}:
        return f"{word} is no value", "TOML has no empty value: delete the key"
    return "text without quotes", f'put it in quotes: "{word}"'
