"""One page to look at: an axis of time, and the events with their sources as a list that can be filtered.

Nothing is loaded, and nothing runs but the page's own script (Content Security Policy Level 3: by hash). The page is
laid out by page/page.html.j2, styled by page/page.css, moved by page/page.js; the data is the list itself. Cannot hold
fields of the user's own, nor what of dates no axis shows: they stand in the list in words.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from importlib.resources import files

from msgspec.json import encode

from timeline.formats import About, Carried
from timeline.model.event import DEFAULTS
from timeline.page.entry import OnPage, PageEntry
from timeline.page.markup import Html, escaped
from timeline.pictures import axis, grid
from timeline.pictures.drawn import KINDS, titled, usual_kind
from timeline.pictures.lanes import LaneItem, lanes
from timeline.pictures.look import LEGEND, LOOK, SHADES, variables
from timeline.pictures.spans import Clock
from timeline.records.entry import Entry
from timeline.records.groups import names
from timeline.records.shown.clocks import Clocks
from timeline.records.shown.doubt import possible, unsettled
from timeline.text.lists import counted

ABOUT = About("a page to look at, in one file: axis, list, filter", people=True, escapes="html", extensions=("htm",))
_WIDE = 1152
"""Pixels of the axis on a wide screen: the page without its margins."""
_FIRST, _BATCH = 8, 50
"""Entries of the first list, which are laid out before anything is seen, and of the longest: of ten thousand in one
list, none could be hidden without all being laid out anew."""


def export(entries: Sequence[Entry], carried: Carried) -> Iterator[str]:
    """The page, in pieces."""
    import jinja2  # start-up: whoever lists the formats imports this one, too

    env = jinja2.Environment(
        finalize=escaped, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    page = _Page(entries, carried)
    stream = env.from_string(_resource("page.html.j2")).stream(page=page)
    stream.enable_buffering(size=_BATCH)
    for piece in stream:  # a browser reads ASCII twice as fast; where all is in another script it is twice as long
        yield piece.encode("ascii", "xmlcharrefreplace").decode() if page.is_mostly_ascii else piece


def _resource(name: str) -> str:
    return files("timeline.page").joinpath(name).read_text(encoding="utf-8")


class _Page:
    """What the template has to print."""

    kinds = KINDS
    legend = (*LEGEND.items(),)
    shades = SHADES
    usual_status = DEFAULTS["status"]

    def __init__(self, entries: Sequence[Entry], carried: Carried) -> None:
        clocks = Clocks(carried.zone, carried.zone, people=True)
        self._entries = clocks.shown(entries)
        self._clock = Clock.of(entry.date for entry in self._entries)
        self._zone = clocks.of_all(self._entries)
        self._possible = possible(self._entries)
        self._carried = carried
        self._known = carried.known()
        self.kind = usual_kind(self._entries, self._known)
        """What lanes stand for first."""
        self._items: list[LaneItem] = []
        self._events: dict[str, tuple[str, str]] = {}
        self._spots: list[grid.Spot] = []
        for entry in self._entries:
            self._look(entry)
        self.is_mostly_ascii = 2 * sum(item.title.isascii() for item in self._items) >= len(self._items)
        """Whether most titles are in letters of ASCII alone."""
        self._dates = [item.spans for item in self._items]
        self._window = axis.first_view(self._dates)
        self.title = carried.title
        self.lang = "en"
        self.below = carried.below()
        self.some = bool(entries)

    def _look(self, entry: Entry) -> None:
        """Take what must be known of an event before any is printed."""
        event = entry.event
        title = titled(event)
        self._events[event.id] = there = event.id, title
        for alias in event.aliases:
            self._events.setdefault(alias, there)
        for place in event.places:
            lat, lon = place.lat, place.lon
            if lat is not None and lon is not None and grid.point(lat, lon):
                self._spots.append(grid.Spot(lat, lon, place.name, event.id, title))
        spans = self._clock.spans(event.date, event.date_basis)
        self._items.append(LaneItem(spans, names(event, self.kind, self._known), title))

    @property
    def said(self) -> Iterator[str]:
        """What stands under the title."""
        yield from self._carried.said
        if open_ := unsettled(self._entries):
            yield f"{open_}."
        if self.some:
            yield f"{self.axis_words}."
        if self._zone:
            yield f"Times in {self._zone}."
        elif self._clock.told:
            yield f"Each time is by its own clocks; on the axis all stand {self._clock.told}."
        if self._possible[1]:
            yield f"{self._possible[1]}."

    @cached_property
    def axis_words(self) -> str:
        """What the axis shows first, and what lies outside."""
        return axis.described(self._dates, self._window)

    @property
    def window(self) -> str:
        """From when to when it goes first."""
        return ",".join(map(repr, self._window)) if self._window else ""

    @cached_property
    def size(self) -> tuple[int, int]:
        """Pixels of the axis, for which room is kept until the script draws it, so that nothing moves then."""
        made = lanes(self._items, self._window, _WIDE, self.kind) if self._window else []
        return _WIDE, LOOK.axis + sum(lane.height for lane in made)

    @property
    def count(self) -> str:
        """How many events there are."""
        number = len(self._entries)
        return f"All {counted(number, 'event')}" if number > 1 else "1 event" if number else "No events."

    @cached_property
    def map(self) -> Html:
        """The grid of degrees with a dot for each place; nothing where no event has one."""
        return Html("".join(grid.drawn(self._spots)))

    @property
    def map_words(self) -> str:
        """What it shows."""
        return grid.described(self._spots)

    @property
    def batches(self) -> Iterator[list[PageEntry]]:
        """The events in the order of their dates, so many at a time: a browser lays out those that are looked at."""
        first, number = 0, len(self._entries)
        here = OnPage(self._known, self._events, self._carried.by_then, self._possible[0])
        while first < number:
            self._carried.progress(first, number, "writing")
            last = first + min(_FIRST + first, _BATCH)
            some = zip(self._entries[first:last], self._dates[first:last], strict=True)
            yield [PageEntry(entry, " ".join(span.written() for span in spans), here) for entry, spans in some]
            first = last

    @cached_property
    def style(self) -> Html:
        """The stylesheet, with the colours for light, for dark, and for paper."""
        colours = f":root,:root.paper{{{variables(0)}}}\n"
        colours += f"@media screen and (prefers-color-scheme: dark){{:root:not(.paper){{{variables(1)}}}}}\n"
        return Html(f"\n{colours}{_resource('page.css')}")

    @cached_property
    def script(self) -> Html:
        """The script, with the lengths that it shares with pictures in files."""
        return Html(f"\nconst LOOK = {encode(LOOK._asdict()).decode()};\n{_resource('page.js')}")

    @property
    def style_hash(self) -> str:
        """By what the page allows its stylesheet."""
        return _hash(self.style)

    @property
    def script_hash(self) -> str:
        """By what it allows its script."""
        return _hash(self.script)


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
