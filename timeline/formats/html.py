"""One page to look at: an axis of time, and the events with their sources as a list that can be filtered.

Nothing is loaded, and nothing runs but the page's own script (Content Security Policy Level 3: by hash). The page is
laid out by page/page.html.j2, styled by page/page.css, moved by page/page.js; the data is the list itself. Cannot hold
fields of the user's own, nor what of dates no axis shows: they stand in the list in words.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import quote

import jinja2
from msgspec.json import encode

from timeline.formats import About, Carried, possible
from timeline.model.event import DEFAULTS
from timeline.page.chain import Cited, chain
from timeline.pictures import axis, grid
from timeline.pictures.drawn import KINDS, titled
from timeline.pictures.look import LEGEND, LOOK, SHADES, tone, variables
from timeline.pictures.spans import Clock
from timeline.provenance.graph import Citations
from timeline.records import date_words
from timeline.records.columns import actor_words
from timeline.records.entry import Entry
from timeline.records.lay_words import CLASS_WORDS, FLAG_WORDS
from timeline.records.shown.clocks import Clocks
from timeline.records.source_words import figure
from timeline.records.words import setting
from timeline.records.words.attribution import Attribution, remark
from timeline.text.escape import html
from timeline.text.lists import capital, counted, ended

ABOUT = About("a page to look at, in one file: axis, list, filter", people=True, escapes="html", extensions=("htm",))
_TELLING = ("disputed", "anonymous-only")
"""Flags that are told beside the class; a sentence of the entry says the others."""
_MACHINE_TIME = re.compile(
    r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?"
)
"""What a time element may hold of a date (HTML Living Standard, 4.5.14)."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FIRST, _BATCH = 8, 50
"""Entries of the first list, which are laid out before anything is seen, and of the longest: of ten thousand in one
list, none could be hidden without all being laid out anew."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()

    def __html__(self) -> str:
        """Give it to jinja2, which escapes everything else."""
        return self


def _escaped(value: Any) -> Html:
    """A value on its way into the page."""
    return value if type(value) is Html else Html(html(str(value)))


def export(entries: Sequence[Entry], carried: Carried) -> Iterator[str]:
    """The page, in pieces."""
    env = jinja2.Environment(
        finalize=_escaped, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    stream = env.from_string(_resource("page.html.j2")).stream(page=_Page(entries, carried))
    stream.enable_buffering(size=_BATCH)
    yield from stream


def _resource(name: str) -> str:
    return files("timeline.page").joinpath(name).read_text(encoding="utf-8")


class _Named(NamedTuple):
    """An actor or a place in an entry."""

    name: str
    also: Html
    """The attribute that tells who that is, where the register has another name."""
    more: str
    """What is said besides."""


class _Linked(NamedTuple):
    """Another event."""

    words: str
    title: str
    target: str
    """Its place on the page; nothing where it is not there."""


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
        self._carried = carried
        self.known = carried.known()
        self.by_then = carried.by_then
        self.titles: dict[str, str] = {}
        """Of the events that are here, by each ID that they have or had."""
        self._points: list[grid.Point] = []
        self._dates = [self._look(entry) for entry in self._entries]
        self._window = axis.first_view(self._dates)
        self.title = carried.title
        self.lang = "en"
        self.below = carried.below()
        self.some = bool(entries)

    def _look(self, entry: Entry) -> Any:
        """What must be known of an event before any is printed; its stretches on the axis."""
        event = entry.event
        self.titles |= dict.fromkeys((*event.aliases, event.id), titled(event))
        for place in event.places:
            if place.lat is not None and place.lon is not None:
                self._points.append(grid.Point(place.lat, place.lon, place.name, titled(event)))
        return self._clock.spans(event.date, event.date_basis)

    @property
    def said(self) -> Iterator[str]:
        """What stands under the title."""
        yield from self._carried.said
        yield f"{self.axis_words}."
        if self._zone:
            yield f"Times in {self._zone}."
        elif not self._clock.as_written:
            yield "Each time is by its own clocks; on the axis all are in UTC."
        if told := possible(self._entries)[1]:
            yield f"{told}."

    @property
    def axis_words(self) -> str:
        """What the axis shows first, and what lies outside."""
        return axis.described(self._dates, self._window)

    @property
    def window(self) -> str:
        """From when to when it goes first."""
        return ",".join(map(repr, self._window)) if self._window else ""

    @property
    def count(self) -> str:
        """How many events there are."""
        return f"All {counted(len(self._entries), 'event')}" if len(self._entries) > 1 else self._none_or_one

    @property
    def _none_or_one(self) -> str:
        return "1 event" if self._entries else "No events."

    @cached_property
    def map(self) -> Html:
        """The grid of degrees with a dot for each place; nothing where no event has one."""
        return Html("".join(grid.drawn(self._points)))

    @property
    def map_words(self) -> str:
        """What it shows."""
        return grid.described(self._points)

    @property
    def batches(self) -> Iterator[list["_Entry"]]:
        """The events in the order of their dates, so many at a time: a browser lays out those that are looked at."""
        first, number = 0, len(self._entries)
        while first < number:
            self._carried.progress(first, number, "writing")
            last = first + min(_FIRST + first, _BATCH)
            some = zip(self._entries[first:last], self._dates[first:last], strict=True)
            yield [_Entry(entry, " ".join(span.written() for span in spans), self) for entry, spans in some]
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


class _Entry:
    """An event in the list."""

    def __init__(self, entry: Entry, span: str, page: "_Page") -> None:
        self.event = event = entry.event
        self.span = span
        self.certain = entry.certain
        self.id = entry.id
        self.date = event.date
        self.title = titled(event)
        self.status = "" if event.status == page.usual_status else event.status
        self.dir = Html(' dir="auto"' * (not entry.unpack().isascii()))
        """The attribute that lets each text run as its letters do."""
        self.claim = event.claim
        self.tags = event.tags
        self.tone = tone(event.provenance.label)
        self.sourcing = CLASS_WORDS[event.provenance.label]
        self._page = page
        self._citations = Citations(event.sources)

    @property
    def target(self) -> str:
        """What a link to it holds."""
        return quote(self.id, safe="")

    @property
    def when(self) -> str:
        """The date in English, with what it rests on."""
        shown = date_words.when(self.event)
        return shown if shown.startswith("c. ") else capital(shown)

    @property
    def machine_time(self) -> str:
        """The date for programs, where HTML has a form for it."""
        return self.date if _MACHINE_TIME.fullmatch(self.date) else ""

    @property
    def lang(self) -> Html:
        """The attribute that tells the language of title and summary, where that is known."""
        lang = self.event.lang or ""
        return Html(f' lang="{lang}"' if _LANGUAGE.fullmatch(lang) else "")

    @property
    def flags(self) -> list[str]:
        """What is told beside the class of sourcing."""
        return [FLAG_WORDS[flag] for flag in _TELLING if flag in self.event.provenance.flags]

    @property
    def judged(self) -> str:
        """The editor's judgement."""
        return setting.judged(self.event)

    @property
    def actors(self) -> list[_Named]:
        """Who took part."""
        known = self._page.known
        return [
            _named(actor.name, known.name(known.actor(actor.name)), actor_words(actor).removeprefix(actor.name))
            for actor in self.event.actors
        ]

    @property
    def places(self) -> list[_Named]:
        """Where it was."""
        known = self._page.known
        lands = ((place, setting.country(place)) for place in self.event.places)
        return [
            _named(place.name, known.name(known.place(place.name)), f", {land}" * bool(land)) for place, land in lands
        ]

    @property
    def standing(self) -> str:
        """On whose word, and on how many origins it rests."""
        found, told = self.event.provenance, Attribution(self._citations, sentence=True)
        said = found.short_sentence if told.names(found.origins) else found.sentence
        return " ".join(filter(None, (told.text and ended(told.text), said)))

    @property
    def summary(self) -> list[str]:
        """Its paragraphs."""
        return [part.strip() for part in re.split(r"\n\s*\n", self.event.summary or "") if part.strip()]

    @property
    def remarks(self) -> Iterator[str]:
        """Figures, and rival accounts."""
        event = self.event
        if event.figures:
            yield ended(capital("; ".join(figure(f, " to ") + self._remark(f) for f in event.figures)))
        for other in event.variants:
            value = setting.account(other.field, other.value)
            yield ended(f"Another account of the {other.field}: {value}{self._remark(other)}")

    @property
    def links(self) -> list[_Linked]:
        """How it stands to other events."""
        made = []
        for link in self.event.links:
            words = "Related to" if link.type == "related" else capital(link.type.replace("-", " "))
            there = link.to if link.to in self._page.titles else ""
            made.append(_Linked(words, self._page.titles.get(link.to, link.to), quote(there, safe="")))
        return made

    def _remark(self, part: Any) -> str:
        said = remark(part, self._citations, self.event.provenance.origins)
        return f" ({said})" if said else ""

    @cached_property
    def chain(self) -> list[Cited]:
        """Its sources, each with whom it cites."""
        return list(chain(self.event, by_then=self._page.by_then))

    @property
    def rests_on(self) -> str:
        """What the chains come to: `1 origin, unnamed: American officials`."""
        return self.event.provenance.phrase


def _named(name: str, known: str, more: str) -> _Named:
    return _Named(name, Html(f' data-is="{html(known)}"' if known != name else ""), more)
