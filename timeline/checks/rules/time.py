"""TIM: dates that cannot be, or that are probably another.

Knows the days of events and of their reports; the day of the run is in the corpus.
"""

from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.files import Cited, EventFile, File
from timeline.checks.registry import rule
from timeline.dates import edtf
from timeline.errors import Problem

AHEAD = frozenset(("planned", "expected", "possible", "cancelled"))
"""Words of `status` for what has not happened."""
_OPEN = AHEAD - {"cancelled"}
_FAR, _NEAR = 30, 14
"""Days: a report so far from its event is odd, one so near is not."""


def _only_day(date: edtf.Edtf) -> int | None:
    """The day, where the date is written to the day and can be no other."""
    return date.earliest if date.precision == "day" and date.earliest == date.latest else None


def _reports(file: EventFile) -> Iterator[tuple[Cited, edtf.Edtf]]:
    """The dated sources that speak for the event."""
    for cited in file.sources:
        if cited.source.stance == "supports" and (published := cited.published):
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
        if happened.instant is None or published.instant is None or published.instant < happened.instant:
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


@rule("TIM206", "bad-date", "error", of="file")
def bad_date(file: File, corpus: Corpus) -> Iterator[Problem]:
    """What stands where a date belongs is none."""
    yield from file.told("TIM206")
