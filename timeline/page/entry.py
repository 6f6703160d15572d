"""One event in the list of a page: its texts, as the template prints them (page.html.j2).

Knows the event as others may see it; must not know what else is on the page but the titles of other events.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from timeline.model.event import DEFAULTS, Figure, Link, Place, Variant
from timeline.page.chain import ChainSource, chain
from timeline.page.markup import Html, paragraphs
from timeline.pictures import grid
from timeline.pictures.drawn import titled
from timeline.pictures.look import tone
from timeline.provenance.graph import Citations
from timeline.records import date_words
from timeline.records.columns import actor_words
from timeline.records.entry import Entry
from timeline.records.identities import Identities
from timeline.records.lay_words import CLASS_WORDS, FLAG_WORDS
from timeline.records.shown.doubt import left_open
from timeline.records.source_words import figure
from timeline.records.words import setting
from timeline.records.words.attribution import Attribution, remark
from timeline.text.escape import html
from timeline.text.lists import capital, ended

_TELLING = ("disputed", "anonymous-only")
"""Flags that are told beside the class; a sentence of the entry says the others."""
_MACHINE_TIME = re.compile(
    r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?"
)
"""What a time element may hold of a date (HTML Living Standard, 4.5.14)."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""A letter that runs so, as of Hebrew and Arabic (Unicode, DerivedBidiClass)."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class OnPage(NamedTuple):
    """What an entry must know of its page."""

    known: Identities
    """Who is one, whatever the name."""
    events: Mapping[str, tuple[str, str]]
    """ID and title of the events that are here, by each ID that they have or had."""
    by_then: bool
    """Whether of the sources only those are there that were published by some day."""
    doubtful: bool
    """Whether those events are marked that are only possibly in the range."""


class EntryName(NamedTuple):
    """An actor or a place in an entry."""

    name: str
    also: Html
    """The attribute that tells who that is, where the register has another name."""
    more: str
    """What is said besides."""
    at: Html = Html()
    """The attribute that tells the point of a place."""


class Linked(NamedTuple):
    """Another event."""

    words: str
    title: str
    target: str
    """Its place on the page; nothing where it is not there."""
    more: str
    """Who says so, and the desk's remark."""


class PageEntry:
    """An event in the list."""

    def __init__(self, entry: Entry, span: str, page: OnPage) -> None:
        self.event = event = entry.event
        self.span = span
        self.certain = entry.certain or not page.doubtful
        self.unsettled = left_open(event)
        self.id = _anchor(entry.id)
        self.date = event.date
        self.title = titled(event)
        self.status = "" if event.status == DEFAULTS["status"] else event.status
        raw = entry.unpack()
        self.dir = Html(' dir="auto"' * (not raw.isascii() and bool(_RIGHT_TO_LEFT.search(raw.decode()))))
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
        return quote(self.id)

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

    @cached_property
    def actors(self) -> list[EntryName]:
        """Who took part."""
        known = self._page.known
        return [
            _named(actor.name, known.name(known.actor(actor.name)), actor_words(actor).removeprefix(actor.name))
            for actor in self.event.actors
        ]

    @cached_property
    def places(self) -> list[EntryName]:
        """Where it was."""
        known = self._page.known
        lands = ((place, setting.country(place)) for place in self.event.places)
        return [
            _named(place.name, known.name(known.place(place.name)), f", {land}" * bool(land), place)
            for place, land in lands
        ]

    @property
    def standing(self) -> str:
        """On whose word, and on how many origins it rests."""
        found, told = self.event.provenance, Attribution(self._citations, sentence=True)
        said = found.short_sentence if told.names(found.origins) else found.sentence
        return " ".join(filter(None, (told.text and ended(told.text), said)))

    @property
    def summary(self) -> list[Html]:
        """Its paragraphs."""
        return paragraphs(self.event.summary)

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
    def links(self) -> list[Linked]:
        """How it stands to other events."""
        made = []
        for link in self.event.links:
            words = "Related to" if link.type == "related" else capital(link.type.replace("-", " "))
            id_, title = self._page.events.get(link.to, ("", link.to))
            made.append(Linked(words, title, quote(_anchor(id_)), self._remark(link)))
        return made

    def _remark(self, part: Link | Figure | Variant) -> str:
        said = remark(part, self._citations, self.event.provenance.origins)
        return f" ({said})" if said else ""

    @cached_property
    def chain(self) -> list[ChainSource]:
        """Its sources, each with whom it cites."""
        return list(chain(self.event, by_then=self._page.by_then))

    @property
    def rests_on(self) -> str:
        """What the chains come to: `1 origin, unnamed: American officials`."""
        return self.event.provenance.phrase


def _anchor(id_: str) -> str:
    """The ID as one of HTML, which allows no blanks: there stands what no name of a file can hold."""
    return re.sub(r"\s", "/", id_)


def _named(name: str, known: str, more: str, place: Place | None = None) -> EntryName:
    point = grid.point(place.lat, place.lon) if place else ""
    return EntryName(
        name,
        Html(f' data-is="{html(known)}"' if known != name else ""),
        more,
        Html(f' data-at="{point}"' * bool(point)),
    )
