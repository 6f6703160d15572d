"""A query as a reader has it who never typed one: `in Oregon, 2020`, to follow "Events".

Knows the tree; what it cannot say in plain words, and exactly, it does not say at all. Must not know how a query is
typed (query/tree.py: `unparse`), nor where the words are printed.
"""

from collections.abc import Callable

from timeline.dates import english
from timeline.dates.calendar import MONTHS, civil, iso_day, month_days
from timeline.query.tree import And, Not, Or, Query, Range, Term, Text, Word
from timeline.text.lists import joined

_BEFORE = {
    "place": "in", "country": "in", "actor": "involving", "tag": "tagged", "source": "with {} among the sources",
    "origin": "going back to", "status": "with the status “{}”", "kind": "of the kind “{}”",
    "publisher": "with {} among the outlets", "author": "with {} among the authors",
}  # fmt: skip
"""What stands before, or around, the values of a field."""
Name = Callable[[str, str], str]
"""What somebody or something is called that a field is asked for, by what was typed."""


def in_words(query: Query, called: Name = lambda _, typed: typed) -> str:
    """What is asked for, in words; nothing where there are no plain words for it, or all is asked for."""
    parts = query.parts if isinstance(query, And) else (query,)
    days = [part for part in parts if isinstance(part, Term) and part.field == "date"]
    others = [_part(part, called) for part in parts if part not in days]
    when = [_days(part) for part in days]
    if not all(others) or not all(when) or len(when) > 1:
        return ""
    alone = [f"of {days}" if not days.startswith(("since", "until", "from")) else days for days in when]
    return ", ".join((" and ".join(others), *when)) if others else "".join(alone)


def _part(query: Query, called: Name) -> str:
    if isinstance(query, Or):
        parts = [_part(part, called) for part in query.parts]
        return f"either {' or '.join(parts)}" if all(parts) and not any("either" in p for p in parts) else ""
    if isinstance(query, Not):
        part = "" if isinstance(query.part, And | Or | Not) else _part(query.part, called)
        return part and f"not {part}"
    if isinstance(query, Text):
        return "" if query.prefix else f"mentioning “{' '.join(query.words)}”"
    if not isinstance(query, Term) or query.op == "~" or query.field not in _BEFORE:
        return ""
    values = [value.text if isinstance(value, Word) and not value.prefix else value for value in query.values]
    texts = [called(query.field, value) for value in values if isinstance(value, str)]
    if len(texts) < len(values):
        return ""
    before, named = _BEFORE[query.field], joined(texts, "or")
    return before.format(named) if "{}" in before else f"{before} {named}"


def _days(term: Term) -> str:
    """One span of days: as a year, month or day where it is one."""
    if len(term.values) > 1 or not isinstance(term.values[0], Range):
        return ""
    low, high = term.values[0]
    first = None if low is None else iso_day(low)
    last = None if high is None else iso_day(high)
    if low is None or high is None:
        return f"since {english.when(first, 'stated')}" if first else f"until {english.when(last or '', 'stated')}"
    (year, month, day), (end_year, end_month, end_day) = civil(low), civil(high)
    begins, ends = day == 1, end_day == month_days(end_year, end_month)
    if begins and ends and (month, end_month) == (1, 12):
        return english.year_words(year) + f"–{english.year_words(end_year)}" * (year != end_year)
    if begins and ends and (year, month) == (end_year, end_month):
        return f"{MONTHS[month - 1]} {english.year_words(year)}"
    return english.when(f"{first}/{last}" if low < high else f"{first}", "stated")
