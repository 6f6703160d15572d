"""TIM: dates that cannot be, or that are probably another.

Knows the days of events and of their reports; the day of the run is in the corpus.
"""

from collections.abc import Iterator
from functools import lru_cache

from timeline.checks.corpus import Corpus, Document, File
from timeline.checks.registry import Found, Spot, also, rule
from timeline.dates import edtf
from timeline.model.event import Source

AHEAD = frozenset(("planned", "expected", "possible", "cancelled"))
"""Words of `status` for what has not happened."""
_OPEN = AHEAD - {"cancelled"}
_FAR, _NEAR = 30, 14
"""Days: a report so far from its event is odd, one so near is not."""


@lru_cache(maxsize=16_384)
def day(text: str | None) -> edtf.Edtf | None:
    """A date of a source; None where there is none, or none that can be read."""
    if text is None:
        return None
    try:
        return edtf.parse(text)
    except edtf.DateError:
        return None


def _only_day(date: edtf.Edtf) -> int | None:
    """The day, where the date is written to the day and can be no other."""
    return date.earliest if date.precision == "day" and date.earliest == date.latest else None


def _reports(doc: Document) -> Iterator[tuple[int, Source, edtf.Edtf]]:
    """The dated sources that speak for the event."""
    for n, source in enumerate(doc.event.sources):
        if source.stance == "supports" and (published := day(source.published)):
            yield n, source, published


@rule("TIM201", "report-before-event", "error", of="event")
def report_before_event(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """A report of what had not happened yet.

    It was published before the day of the event, which is not marked as lying ahead. One of the two dates is wrong, or
    the report foresaw it: then the status is `planned`, `expected` or `possible`, and what came of it is another event
    that `fulfils` this one.

    Bad (7:1):
    ```toml
    title = "Ukraine strikes Bryansk Oblast with ATACMS"
    date = 2024-11-19

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    published = 2024-11-17
    ```

    Good:
    ```toml
    title = "Ukraine strikes Bryansk Oblast with ATACMS"
    date = 2024-11-19

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    published = 2024-11-19
    ```
    """
    if doc.event.status in AHEAD:
        return
    happened = doc.date
    first = happened.earliest
    if first is None or happened.qualified:
        return
    for n, source, published in _reports(doc):
        if published.latest is None or published.latest >= first or published.qualified:
            continue
        if happened.instant is None or published.instant is None or published.instant < happened.instant:
            message = f"published {published.text}, before the event of {happened.text}"
            yield Found(
                doc, doc.at(n, "published"), f"{source.label}: {message}", "which date is wrong? or is it ahead?"
            )


@rule("TIM202", "future-happened", "error", of="event")
def future_happened(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """The date lies ahead, and the status says that it happened.

    Without a status an event is `reported`: it happened, so the sources say. What lies ahead is `planned`, `expected`
    or `possible`, and `check` asks again once the day has passed.

    Bad (2:1):
    ```toml
    title = "Ukraine and the United States meet in Riyadh"
    date = 2025-03-11
    ```

    Good:
    ```toml
    title = "Ukraine and the United States meet in Riyadh"
    date = 2025-03-11
    status = "planned"
    ```
    """
    if doc.date.earliest is not None and doc.date.earliest > corpus.outside.today and doc.event.status not in AHEAD:
        message = f"{doc.event.date} lies ahead, and the status is {doc.event.status}"
        yield Found(doc, ("date",), message, offer=f"timeline edit {doc.id} --status expected")


@rule("TIM203", "date-is-report-date", "note", of="event")
def date_is_report_date(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """The date is the day of the report, and nothing says that it happened on that very day.

    A report of today often tells of yesterday. Where it names no day, the date rests on the report:
    `date_basis = "reported"` says so, and readers see "reported" beside it. Where it does name the day, write
    `date_basis = "stated"`.

    Bad (2:1):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    published = 2024-11-17
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    date_basis = "reported"

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    published = 2024-11-17
    ```
    """
    first = _only_day(doc.date)
    if first is None or "date_basis" in doc.values:
        return
    days = [published.earliest for _, _, published in _reports(doc)]
    if days and all(d == first for d in days):
        offer = f"timeline edit {doc.id} --basis reported"
        yield Found(doc, ("date",), "the day of the event is that of the report", "does it say so?", offer)


@rule("TIM204", "day-month-swap", "warning", of="event")
def day_month_swap(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """A date far from its report that lies near it with day and month swapped.

    7 November is 11/07 to one reader and 07/11 to another. Where the date as written lies a month or more from the
    first report of it, and the swapped one within two weeks before, it was probably read the wrong way round.

    Bad (2:1):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-07-11

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    published = 2024-11-17
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-07

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    published = 2024-11-17
    ```
    """
    first = _only_day(doc.date)
    if first is None or doc.date.kind != "date":
        return
    year, month, date = edtf.civil(first)
    if date > 12 or date == month:
        return
    days = [published.earliest for _, _, published in _reports(doc) if published.earliest is not None]
    if not days:
        return
    swapped, report = edtf.day_number(year, date, month), min(days)
    if abs(report - first) >= _FAR and 0 <= report - swapped <= _NEAR:
        day_ = edtf.iso_day(swapped)
        gap = f"is {abs(report - first)} days from its report; swapped, {day_} is {report - swapped}"
        yield Found(doc, ("date",), f"{doc.event.date} {gap}", offer=f"timeline edit {doc.id} --date {day_}")


@rule("TIM205", "stale-expectation", "warning", of="corpus")
def stale_expectation(corpus: Corpus) -> Iterator[Found]:
    """What was expected by a day that has passed.

    Did it happen? Then another event says so, with a link of type `fulfils` to this one; the expectation stays as it
    was, for it is an event of its own. Was it called off? Then the status is `cancelled`. Is it still open? Then the
    date is.

    Bad (2:1):
    ```toml
    title = "Summit in Budapest expected"
    date = 2024-12-10
    status = "expected"
    ```

    Good:
    ```toml
    title = "Summit in Budapest expected"
    date = 2024-12-10
    status = "expected"
    ```
    ```toml 2024/2024-12-09-summit-in-budapest.toml
    title = "Summit in Budapest takes place"
    date = 2024-12-09
    links = [
      { type = "fulfils", to = "2024-12-10-summit-in-budapest-expected" },
    ]
    ```
    """
    came_true = {to for facts in corpus.facts.values() for kind, to in facts.links if kind == "fulfils"}
    for path, facts in corpus.facts.items():
        last = facts.days[1]
        if facts.status in _OPEN and last is not None and last < corpus.outside.today and facts.id not in came_true:
            hint = "it happened? add an event with --link fulfils:ID; still open? leave the date open: [2024-11-17..]"
            message = f"{facts.status} for {facts.date}, which has passed"
            yield Found(corpus.file(path), ("date",), message, hint, f"timeline edit {facts.id} --status cancelled")


@also("TIM206", of="table")
@rule("TIM206", "bad-date", "error", of="file")
def bad_date(file: File, corpus: Corpus) -> Iterator[Found]:
    """What stands where a date belongs is none.

    There is no such day, the end lies before the start, or the text is not EDTF (ISO 8601-2), the form in which dates
    are kept: `2024-11`, `2024-11-17/2024-11-19`, `[..2024-11-17]`. `timeline date WORDS` shows how to write one.

    Bad (2:17):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = "2024-02-30"
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = "2024-02-29"
    ```
    """
    for problem in file.problems:
        if problem.code == "TIM206":
            yield Found(file, Spot(problem.line, problem.col, problem.source), problem.message, problem.hint)
