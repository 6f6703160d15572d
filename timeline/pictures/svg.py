"""Events as one picture in a file: an axis of time, and below it lanes with a bar an event (SVG 2, W3C).

The same events give the same bytes: no clock, no chance, numbers to a hundredth of a pixel. Colours follow those of the
reader's screen, light or dark. Knows what is drawn; must not know what was asked, nor where the file goes.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import floor
from typing import NamedTuple

from timeline.pictures import axis
from timeline.pictures.axis import AxisWindow
from timeline.pictures.drawn import Drawn
from timeline.pictures.lanes import Lane, Placed, lanes, text_width
from timeline.pictures.look import LEGEND, LOOK, SHADES, variables
from timeline.pictures.shapes import BarPart
from timeline.text.escape import html
from timeline.text.lists import counted

GENERATOR = "<!-- made by timeline: it is written anew over this file -->"
"""The first line of each picture: no other file is ever replaced by one."""
_FOOT = 46
"""Height of the legend."""
_LINE = 20
"""Height of a line below it."""
_DESCENT = 8
"""How far above the end of that its letters stand."""
_EDGE = 12
"""Pixels between the picture and its edge."""
_NEAR = 2
"""Pixels within which bars of a row begin and end that are drawn as one, which says how many they are."""


class Picture(NamedTuple):
    """A picture, and what it shows in words."""

    svg: str
    words: str


def picture(events: Sequence[Drawn], title: str, kind: str, unread: str = "") -> Picture:
    """Draw events in lanes.

    Args:
        events: the events, in the order of their dates.
        title: what they are, in words.
        kind: what a lane stands for: one of `drawn.KINDS`.
        unread: what is missing since it cannot be read, in a sentence.
    """
    dates = [event.spans for event in events]
    window = axis.first_view(dates)
    words = told(title, axis.described(dates, window), unread)
    if window is None:
        return words_alone(words)
    made = lanes([event.item for event in events], window, LOOK.width, kind)
    height = LOOK.axis + sum(lane.height for lane in made)
    body = [*_gradients(made, events), *axis_lines(window, height)]
    body += [piece for lane in made for piece in _lane(lane, events)]
    body += _legend(height)
    return finished(words, height + _FOOT, body, told("", axis.left_out(dates, window), unread))


def told(title: str, shown: str, unread: str) -> str:
    """Put together what a picture shows, and what is missing since it cannot be read."""
    return ". ".join(filter(None, (": ".join(filter(None, (title, shown))), unread)))


def words_alone(words: str) -> Picture:
    """Give a picture of nothing, which says so."""
    line = f'<text class="quiet" x="0" y="{LOOK.row}">{html(words)}</text>\n'
    return Picture("".join(_document(words, LOOK.row + LOOK.gap, [line])), words)


def finished(words: str, height: float, body: Iterable[str], left_out: str) -> Picture:
    """Give a picture with its legend at the end, and below it a line that tells what it leaves out, if it does."""
    if left_out:
        height += _LINE
        line = f'<text class="quiet" x="0" y="{number(height - _DESCENT)}">{html(left_out)}.</text>\n'
        body = [*body, line]
    return Picture("".join(_document(words, height, body)), words)


def _document(words: str, height: float, body: Iterable[str]) -> Iterator[str]:
    """A whole SVG document; `words` are read aloud in its place."""
    wide, high = LOOK.width + 2 * _EDGE, number(height + 2 * _EDGE)
    box = f"{-_EDGE} {-_EDGE} {wide} {high}"
    yield f'{GENERATOR}\n<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="{box}"'
    yield f' role="img" aria-labelledby="words">\n<title id="words">{html(words)}</title>\n<style>{_style()}</style>\n'
    yield f'<rect class="page" x="{-_EDGE}" y="{-_EDGE}" width="{wide}" height="{high}"/>\n'
    yield from body
    yield "</svg>\n"


def _style() -> str:
    """The stylesheet, with the colours of a light screen and of a dark one."""
    rules = "text{font:12px system-ui,sans-serif;fill:var(--ink)}.quiet{fill:var(--quiet)}.page{fill:var(--page)}"
    rules += (
        "line{stroke:var(--line)}.head{font-weight:600}.label{stroke:var(--page);stroke-width:3px;paint-order:stroke}"
    )
    rules += "".join(f".{name}{{fill:var(--{name});stop-color:var(--{name})}}" for name in LEGEND)
    dark = f"@media (prefers-color-scheme:dark){{svg{{{variables(1)}}}}}"
    return f"svg{{{variables(0)}}}{rules}{dark}"


def axis_lines(window: AxisWindow, height: float) -> Iterator[str]:
    """Draw the ticks of the calendar over the whole height of a picture, with their names on top."""
    for tick in axis.ticks(window, LOOK.width):
        x = number(window.place(tick.at, LOOK.width))
        yield f'<line x1="{x}" y1="{LOOK.axis - 8}" x2="{x}" y2="{number(height)}"/>'
        yield f'<text class="quiet" x="{x}" y="{LOOK.axis - 14}" text-anchor="middle">{html(tick.name)}</text>\n'
    yield f'<line x1="0" y1="{LOOK.axis}" x2="{LOOK.width}" y2="{LOOK.axis}"/>\n'


def _lane(lane: Lane, events: Sequence[Drawn]) -> Iterator[str]:
    top = LOOK.axis + lane.top
    name = html(" ".join(lane.name.split()))
    name = f"&#x2068;{name}&#x2069; ({lane.number:,})"  # isolated: an Arabic name would take the number along
    yield f'<text class="head" x="0" y="{top + LOOK.lane_head - 6}">{name}</text>\n'
    for some in _merged(lane.placed):
        first = some[0]
        y = top + LOOK.lane_head + first.row * LOOK.row
        said = events[first.item].told
        if len(some) > 1:
            said = f"{counted(len(some), 'event')} from {said} To {events[some[-1].item].told}"
        yield f"<g><title>{html(said)}</title>"
        yield from _bar(first.parts, events[first.item].tone, y)
        if first.label and first.parts[0].x1 < first.label_at < first.parts[-1].x2:
            wide = number(text_width(first.label) + 2 * LOOK.rim)
            box = f'x="{number(first.label_at - LOOK.rim)}" y="{y}" width="{wide}" height="{LOOK.bar}"'
            yield f'<rect class="page" {box} fill-opacity="{LOOK.ground}"/>'
        if first.label:
            at = f'x="{number(first.label_at)}" y="{y + LOOK.bar - 1}"'
            yield f'<text class="label" {at}>{html(first.label)}</text>'
        yield "</g>\n"


def _merged(placed: Sequence[Placed]) -> list[list[Placed]]:
    """The bars of a lane, those together that lie over one another but for a pixel or two."""
    groups: dict[tuple[object, ...], list[Placed]] = {}
    for one in placed:
        ends = (floor(x / _NEAR) for x in (one.parts[0].x1, one.parts[-1].x2))
        groups.setdefault((one.row, *ends, one.label), []).append(one)
    return list(groups.values())


def _bar(parts: Sequence[BarPart], tone: str, y: float) -> Iterator[str]:
    middle = y + LOOK.bar / 2
    if parts[-1].x1 > parts[0].x2:
        ends = f'x1="{number(parts[0].x2)}" x2="{number(parts[-1].x1)}"'
        yield f'<line {ends} y1="{number(middle)}" y2="{number(middle)}"/>'
    for part in parts:
        box = f'x="{number(part.x1)}" y="{number(y)}" width="{number(part.x2 - part.x1)}" height="{LOOK.bar}"'
        if part.ink1 == part.ink2:
            yield f'<rect class="{tone}" {box} fill-opacity="{number(part.ink1)}"/>'
        else:
            yield f'<rect fill="url(#{_gradient(part, tone)})" {box}/>'


def _gradient(part: BarPart, tone: str) -> str:
    return f"{tone}-{round(100 * part.ink1)}-{round(100 * part.ink2)}"


def _gradients(made: Sequence[Lane], events: Sequence[Drawn]) -> Iterator[str]:
    """What parts are filled with that fade."""
    needed = {
        _gradient(part, tone): (tone, part.ink1, part.ink2)
        for lane in made
        for one in lane.placed
        for tone in [events[one.item].tone]
        for part in one.parts
        if part.ink1 != part.ink2
    }
    for id_, (tone, *inks) in sorted(needed.items()):
        stops = (f'<stop class="{tone}" offset="{n}" stop-opacity="{number(ink)}"/>' for n, ink in enumerate(inks))
        yield f'<linearGradient id="{id_}">{"".join(stops)}</linearGradient>\n'


def _legend(height: float) -> Iterator[str]:
    """What colours and shades mean."""
    x, y = 0.0, height + 18
    for name, words in LEGEND.items():
        box = f'x="{number(x)}" y="{number(y - LOOK.bar)}" width="{LOOK.bar}" height="{LOOK.bar}"'
        yield f'<rect class="{name}" {box}/>'
        yield f'<text class="quiet" x="{number(x + 15)}" y="{number(y)}">{words}</text>'
        x += 40 + LOOK.letter * len(words)
    yield f'\n<text class="quiet" x="0" y="{number(y + 20)}">{SHADES}</text>\n'


def number(value: float) -> str:
    """Write a number to a hundredth."""
    return f"{floor(value * 100 + 0.5) / 100:.2f}".rstrip("0").rstrip(".")
