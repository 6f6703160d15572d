"""The figure of one name in each event, and what many of them come to.

Where an event has several of one name, that of the desk itself counts; else what the others leave open between them:
so nothing is counted twice. Knows events; must not know questions, nor how an answer is printed.
"""

from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

from timeline.errors import UsageError
from timeline.model.event import Event, Figure
from timeline.text.folding import fold
from timeline.text.lists import counted


class Amount(NamedTuple):
    """A number as far as it is known."""

    low: float | None
    high: float | None
    best: float | None = None
    """The best estimate; None: nobody gives one."""


class Total(NamedTuple):
    """What the figures of many events come to."""

    amount: Amount
    """The lowest and the highest sum; the best where each of them has one."""
    without: int
    """Events that have none, or one that is not known."""


def asked(total: str) -> str:
    """The name of the figure that --sum asks for.

    Raises:
        UsageError: it asks for none.
    """
    name = total.removeprefix("figures.")
    if not name or name == total:
        raise UsageError(f'--sum "{total}" names no figure', f"write it as figures.{name or 'NAME'}")
    return name


def limits(figure: Figure) -> tuple[float, float]:
    """The lowest and the highest number that a figure leaves open; a best estimate alone is taken as it stands."""
    if figure.value is not None:
        return figure.value, figure.value
    if figure.low is None and figure.high is None and figure.best is not None:
        return figure.best, figure.best
    return -inf if figure.low is None else figure.low, inf if figure.high is None else figure.high


def amount(event: Event, name: str) -> Amount | None:
    """What an event says of the figure of that name; None: nothing, or that it is not known."""
    wanted = fold(name.strip('"'))
    return together([figure for figure in event.figures if fold(figure.what) == wanted])


def together(named: Sequence[Figure]) -> Amount | None:
    """What figures of one name in one event say; None as above."""
    own = [figure for figure in named if not figure.according_to][:1] or named
    low = min((limits(figure)[0] for figure in own), default=-inf)
    high = max((limits(figure)[1] for figure in own), default=inf)
    if (low, high) == (-inf, inf):
        return None
    best = own[0].best if own[0].value is None else own[0].value
    return Amount(low if low > -inf else None, high if high < inf else None, best if len(own) == 1 else None)


def cell(found: Amount | None) -> str | float | None:
    """A number, or `LOW..HIGH` as a query writes it; an end that is not known is left out."""
    if found is None:
        return None
    low, high = ("" if end is None else end for end in found[:2])
    return low if low == high else f"{low}..{high}"


def total(amounts: Iterable[Amount | None]) -> Total:
    """What the figures of some events come to."""
    each = list(amounts)
    known = [found for found in each if found]
    low, high, best = (_sum(column) for column in zip(*known, strict=True)) if known else (None, None, None)
    return Total(Amount(low, high, best), len(each) - len(known))


def in_words(sum_: Total, events: int) -> str:
    """`120–134, best estimate 125, in 230 events; 12 have none`."""
    low, high, best = sum_.amount
    if sum_.without == events:
        return "the event has none" if events == 1 else f"none of {counted(events, 'event')} has one"
    if low is None or high is None:
        text = f"at least {low:,}" if low is not None else f"at most {high:,}" if high is not None else "not known"
    else:
        text = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    text += f", best estimate {best:,}" if best is not None and low != high else ""
    left = f"; {sum_.without:,} {'has' if sum_.without == 1 else 'have'} none" if sum_.without else ""
    return f"{text}, in {counted(events - sum_.without, 'event')}{left}"


def _sum(numbers: Iterable[float | None]) -> float | None:
    """The sum of decimal numbers as they are written; None where one is not known."""
    from decimal import Decimal  # start-up: a query asks for single figures

    whole = Decimal()
    for number in numbers:
        if number is None:
            return None
        whole += Decimal(str(number))
    return int(whole) if whole == whole.to_integral_value() else float(whole)
