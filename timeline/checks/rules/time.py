"""TIM: dates that cannot be, or that are probably another.

Knows the days of events and of their reports; the day of the run is in the corpus.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from contextlib import suppress

from timeline.checks.corpus import Corpus
from timeline.checks.files import Cited, EventFile, File
from timeline.checks.gist import Gist
from timeline.checks.registry import rule
from timeline.dates import edtf
from timeline.dates.instants import surely_before
from timeline.dates.zones import is_zone, must_be_shown
from timeline.errors import Problem

AHEAD = frozenset(("planned", "expected", "possible", "cancelled"))
"""Words of `status` for what has not happened."""
_OPEN = AHEAD - {"cancelled"}
_FAR, _NEAR = 30, 14
"""Days: a report so far from its event is odd, one so near is not."""
_YEAR, _WILD = 366, 50 * 366
"""Days: nothing that is so far from all others is among them, and hardly anybody means a date that is so far."""
_OTHER_YEAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T[^/]*)?)?)?[?~%]?")
"""A date of which another year can be written."""


def _only_day(date: edtf.Edtf) -> int | None:
    """The day, where the date is written to the day and can be no other."""
    return date.earliest if date.precision == "day" and date.earliest == date.latest else None


def _reports(file: EventFile) -> Iterator[tuple[Cited, edtf.Edtf]]:
    """The dated sources that speak for the event."""
    for cited in file.sources:
        if cited.source.own_stance == "supports" and (published := cited.published):
            yield cited, published


@rule("TIM201", "report-before-event", "error", of="event")
def report_before_event(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A report of what had not happened yet."""
    happened, first = file.date, file.date.earliest
    if file.event.status in AHEAD or first is None or happened.qualified:
        return
    for cited, published in _reports(file):
        if published.latest is None or published.latest >= first or published.qualified:
            continue
        if surely_before(published, happened, file.event.timezone):
            message = f"{cited.source.label}: published {published.text}, before the event of {happened.text}"
            yield cited.problem("published", message, "which date is wrong? or is it ahead?")


@rule("TIM202", "future-happened", "error", of="event")
def future_happened(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """The date lies ahead, and the status says that it happened."""
    if file.date.earliest is not None and file.date.earliest > corpus.outside.today and file.event.status not in AHEAD:
        message = f"{file.event.date} lies ahead, and the status is {file.event.status}"
        yield file.problem(("date",), message, offer=file.command("edit", "--status", "expected"))


@rule("TIM203", "date-is-report-date", "note", of="event")
def date_is_report_date(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """The date is the day of the report, and nothing says that it happened on that very day."""
    first = _only_day(file.date)
    if first is None or "date_basis" in file.values:
        return
    days = [published.earliest for _, published in _reports(file)]
    if days and all(d == first for d in days):
        offer = file.command("edit", "--basis", "reported")
        yield file.problem(("date",), "the day of the event is that of the report", "does it say so?", offer=offer)


@rule("TIM204", "day-month-swap", "warning", of="event")
def day_month_swap(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A date far from its report that lies near it with day and month swapped."""
    first = _only_day(file.date)
    if first is None or file.date.kind != "date":
        return
    year, month, day = edtf.civil(first)
    days = [published.earliest for _, published in _reports(file) if published.earliest is not None]
    if day > 12 or day == month or not days:
        return
    swapped, report = edtf.day_number(year, day, month), min(days)
    if abs(report - first) >= _FAR and 0 <= report - swapped <= _NEAR:
        day_ = edtf.iso_day(swapped)
        gap = f"is {abs(report - first)} days from its report; swapped, {day_} is {report - swapped}"
        yield file.problem(("date",), f"{file.event.date} {gap}", offer=file.command("edit", "--date", day_))


@rule("TIM205", "stale-expectation", "warning", of="corpus")
def stale_expectation(corpus: Corpus) -> Iterator[Problem]:
    """What was expected by a day that has passed."""
    renamed = corpus.renamed
    came_true = {renamed.get(to, to) for gist in corpus.gists.values() for kind, to in gist.links if kind == "fulfils"}
    for path, gist in corpus.gists.items():
        last = gist.days[1]
        if gist.status in _OPEN and last is not None and last < corpus.outside.today and gist.id not in came_true:
            hint = (
                f'it happened? add an event with --link fulfils:{gist.id}; it was called off? status = "cancelled";'
                f' still open? date = "[{edtf.iso_day(last)}..]"'
            )
            message = f"{gist.status} for {gist.date}, which has passed"
            yield corpus.file(path).problem(("date",), message, hint)


@rule("TIM208", "far-out", "warning", of="corpus")
def far_out(corpus: Corpus) -> Iterator[Problem]:
    """A year far from the reports and from all other events, which a slip of the hand makes of one of theirs."""
    starts = sorted(gist.days[0] for gist in corpus.gists.values() if gist.days[0] is not None)
    tenth = len(starts) // 10
    bulk = (starts[tenth] - _YEAR, starts[-1 - tenth] + _YEAR) if tenth else None
    mixed = bulk is not None and bulk[1] - bulk[0] > _WILD
    for path, gist in corpus.gists.items():
        first = gist.days[0]
        if first is None or gist.status in AHEAD or not _OTHER_YEAR.fullmatch(gist.date):
            continue
        beside = bisect(starts, first + _YEAR) - bisect(starts, first - _YEAR)
        if (bulk and beside > 1) or not all(abs(day - first) > _YEAR for day in gist.reported):
            continue
        if meant := _meant(gist, bulk, corpus.outside.today, mixed=mixed):
            near = "its report" if gist.reported else "other events"
            message = f"{gist.date} is far from {near}; {meant} is not"
            file = corpus.file(path)
            yield file.problem(("date",), message, "a slip?", offer=file.command("edit", "--date", meant))


def _meant(gist: Gist, bulk: tuple[int, int] | None, today: int, *, mixed: bool) -> str:
    """The date that was meant, as far as one slip tells: before a report, or amid most events; nothing where none was.

    A report on the very day, five years later or ten, looks back. Where events are of `mixed` times, and where a date
    is only some years off, nothing tells but a report right behind it.
    """
    first = gist.days[0] or 0
    spans = [(day - _YEAR, day) for day in gist.reported] or ([bulk] if bulk and not mixed else [])
    years = {year for a, b in spans for year in range(edtf.civil(a)[0], edtf.civil(b)[0] + 1) if 0 < year < 10_000}
    for year in sorted(years, reverse=True):
        with suppress(edtf.DateError):
            date = edtf.parse(f"{year:04}{gist.date[4:]}")
            start = date.earliest
            if start is None or not _is_slip(gist.date[:4], f"{year:04}"):
                continue
            is_wild = abs(start - first) > _WILD or first > today
            gaps = [day - start for day in gist.reported if day >= start]
            within = _YEAR if is_wild and not mixed else _NEAR if date.precision == "day" else 0
            if gaps and min(gaps) < within:
                looks_back = not min(gaps) and (year - int(gist.date[:4])) % 5 == 0
                return "" if looks_back else date.text
            if not gist.reported and is_wild:
                return date.text
    return ""


def _is_slip(written: str, meant: str) -> bool:
    """Whether one digit was mistyped, two were swapped, or a century was taken for the one beside it."""
    apart = [n for n, (one, other) in enumerate(zip(written, meant, strict=True)) if one != other]
    swapped = len(apart) == 2 and all(written[a] == meant[b] for a, b in (apart, apart[::-1]))
    return len(apart) == 1 or swapped or (apart == [0, 1] and abs(int(written) - int(meant)) == 100)


@rule("TIM206", "bad-date", "error", of="file")
def bad_date(file: File, corpus: Corpus) -> Iterator[Problem]:
    """What stands where a date belongs is none."""
    yield from file.told("TIM206")


@rule("TIM207", "clock-change", "error", of="event")
def clock_change(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A time that the clocks of its zone skipped or showed twice, or an offset that they did not have then."""
    try:
        must_be_shown(file.date, _zone(corpus), file.event.timezone)
    except edtf.DateError as error:
        readings = f"it may be {' or '.join(error.readings)}; " if error.readings else ""
        yield file.problem(("date",), error.message, readings + error.hint)


@rule("TIM209", "no-zone", "note", of="event")
def no_zone(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A time without an offset, of an event and a chronology without a time zone: it is taken for UTC."""
    is_local = any(single.clock and not single.offset for single in file.date.singles)
    if is_local and not (file.event.timezone or _zone(corpus)):
        hint = "write its offset, as in 20:20+02:00, or a timezone here or in timeline.toml"
        yield file.problem(("date",), f"nobody can tell in which zone it was {file.event.date}", hint)


def _zone(corpus: Corpus) -> str | None:
    """The zone of the chronology."""
    zone = corpus.settings.get("timezone")
    return zone if isinstance(zone, str) and is_zone(zone) else None
