"""Who brings the reports of an event, counted: authors by the register or by name, outlets by name, platform or host.

Knows the reports and the register; must not know on what they rest, nor how the numbers are put into words.
"""

from collections.abc import Sequence
from typing import NamedTuple

from timeline.model.event import Source
from timeline.model.register import Register
from timeline.provenance.names import venue
from timeline.provenance.witness import named_authors, party, platform, speakers
from timeline.text.folding import fold


class Bylines(NamedTuple):
    """How many bring the reports of an event."""

    links: int
    """The reports that have an address."""
    signed: int
    """The reports that name an author."""
    authors: int
    """Different people among them."""
    outlets: int
    """Different outlets; 0 where a report names none, or a platform, which is none."""
    sites: int
    """Different outlets, platforms, and hosts where neither is named; 0 where a report has nothing of it."""


def bylines(reports: Sequence[Sequence[Source]], register: Register) -> Bylines:
    """Count who brings the reports, of each of which one table or several may stand in the file."""
    links = sum(any(source.url for source in held) for held in reports)
    signed = [party((name for s in held for name in named_authors(s) or speakers(s)), register) for held in reports]
    sites = [{name for s in held if (name := _place(s, register))} for held in reports]
    named = all(any(s.publisher and not platform(s.publisher) for s in held) for held in reports)
    people, places = (len(set().union(*found)) for found in (signed, sites))
    return Bylines(links, sum(map(bool, signed)), people, places * named, places * all(sites))


def _place(source: Source, register: Register) -> str:
    """Where it is to be read, as such places are compared; nothing where nobody says."""
    name = venue(source)
    known = platform(name) or register.outlet_of(name)
    return known or next(iter(register.actors.find(name)), None) or fold(name)
