"""Hypothesis strategies for EDTF texts: valid ones, with every feature of levels 0 to 2."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from timeline.dates import edtf

MARKS = ("", "", "", "?", "~", "%")
FIRST, LAST = edtf.day_number(-3000, 1, 1), edtf.day_number(9999, 12, 31)
RECENT = edtf.day_number(1000, 1, 1)


def years(low: int = FIRST) -> SearchStrategy[str]:
    """Years of four digits, on which a time can stand too."""
    return days(low).map(lambda day: day.removesuffix(day[-6:]))


def days(low: int = FIRST, high: int = LAST) -> SearchStrategy[str]:
    """Real days, without X or qualifier; from 3000 BC when `low` is not given."""
    return st.integers(low, high).map(edtf.iso_day)


@st.composite
def dates(draw: DrawFn, low: int = FIRST) -> str:
    """One date without a time: any precision, season, X, qualifiers, long years."""
    year = draw(years(low))
    match draw(st.sampled_from(("plain", "plain", "masked", "season", "decade", "long", "significant"))):
        case "plain":
            return _cut(draw, draw(days(low)), MARKS)
        case "masked":  # digits of a real day, some of them unknown: some real day always fits
            day = draw(days(low))
            masked = "".join(draw(st.sampled_from((c, c, "X"))) if c.isdigit() else c for c in day)
            return _cut(draw, masked, MARKS)
        case "season":
            return _marked(draw, [year, str(draw(st.integers(21, 41)))], MARKS)
        case "decade":
            unknown = draw(st.integers(1, 4))
            return year[:-unknown] + "X" * unknown + draw(st.sampled_from(MARKS))
        case "long":
            sign, number = draw(st.sampled_from(("", "-"))), draw(st.integers(10_000, edtf.LARGEST_YEAR))
            exponent = draw(st.sampled_from(("17E7", "1E10", "3388E2S3")))
            return f"Y{sign}{draw(st.sampled_from((str(number), exponent)))}{draw(st.sampled_from(MARKS))}"
        case _:
            return f"{year}S{draw(st.integers(1, 4))}{draw(st.sampled_from(MARKS))}"


def _cut(draw: DrawFn, day: str, marks: tuple[str, ...]) -> str:
    """The day, or only its month or year, with qualifiers."""
    parts = [day[:-6], day[-5:-3], day[-2:]]
    return _marked(draw, parts[: draw(st.integers(1, 3))], marks)


def _marked(draw: DrawFn, parts: list[str], marks: tuple[str, ...]) -> str:
    """The parts joined, with a qualifier at the left or the right of any of them."""
    if draw(st.booleans()):
        return "-".join(parts)
    sign = st.sampled_from(marks)
    return "-".join(f"{draw(sign)}{part}" if draw(st.booleans()) else f"{part}{draw(sign)}" for part in parts)


@st.composite
def datetimes(draw: DrawFn, low: int = FIRST) -> str:
    """A day with a time: with and without seconds and offset."""
    clock = f"{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}"
    seconds = draw(st.sampled_from(("", "", ":00", ":59")))
    offset = draw(st.sampled_from(("", "Z", "+02:00", "-03:30", "+14", "-12:00", "+00:00", "+05:45")))
    return f"{draw(days(low))}T{clock}{seconds}{offset}"


@st.composite
def intervals(draw: DrawFn, low: int = FIRST) -> str:
    """Closed, open and half-known intervals of dates and date-times."""
    one, two = draw(dates(low) | datetimes(low)), draw(dates(low) | datetimes(low))
    match draw(st.sampled_from(("closed", "closed", "since", "until", "from", "to"))):
        case "closed":
            return f"{one}/{two}" if _valid(f"{one}/{two}") else f"{two}/{one}"
        case "since":
            return f"{one}/.."
        case "until":
            return f"../{one}"
        case "from":
            return f"{one}/"
        case _:
            return f"/{one}"


@st.composite
def sets(draw: DrawFn, low: int = FIRST) -> str:
    """One-of and all-of sets, with ranges, "or earlier" and "or later"."""
    members = draw(st.lists(dates(low) | _ranges(low), min_size=1, max_size=4))
    size = draw(st.sampled_from((4, 7, 10)))
    edge = draw(days(max(low, RECENT)))[:size]
    match draw(st.sampled_from(("", "", "earlier", "later", "only earlier", "only later"))):
        case "earlier":
            members = [f"..{edge}", *members]
        case "later":
            members = [*members, f"{edge}.."]
        case "only earlier":
            members = [f"..{edge}"]
        case "only later":
            members = [f"{edge}.."]
    both = draw(st.sampled_from(("[]", "{}")))
    return f"{both[0]}{','.join(members)}{both[1]}"


@st.composite
def _ranges(draw: DrawFn, low: int = FIRST) -> str:
    first, last = sorted(draw(st.tuples(st.integers(low, LAST), st.integers(low, LAST))))
    size = draw(st.sampled_from((-6, -3, 10)))
    return f"{edtf.iso_day(first)[: size if size < 0 else None]}..{edtf.iso_day(last)[: size if size < 0 else None]}"


def _valid(text: str) -> bool:
    try:
        edtf.parse(text)
    except edtf.DateError:
        return False
    return True


def edtf_texts(low: int = FIRST) -> SearchStrategy[str]:
    """Any EDTF value, as text; no year before that of the day number `low` but in years with Y."""
    return (dates(low) | datetimes(low) | intervals(low) | sets(low)).filter(_valid)
