"""The tables of `actors.toml`, `places.toml` and `sources.toml` as entries, and every fault in them.

Knows the keys of the registers; must not know where they are kept, so that problems speak of keys, not of lines.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from msgspec import Struct, field

from timeline.errors import Guesses, Problem, at_key, unforeseen
from timeline.model.confidential import is_confidential
from timeline.model.event import GRADE, PRECISION, Document, replace
from timeline.model.fields import Field, Words
from timeline.model.validation import Table, usable

ACTOR_KIND: Words = {
    "person": "one human being", "state": "a state", "public-body": "a ministry, agency, court or council",
    "armed-force": "the forces of a state", "armed-group": "an armed group of no state", "party": "a political party",
    "igo": "an organisation of states", "ngo": "an organisation of citizens", "company": "a company",
    "outlet": "a newspaper, broadcaster, agency or site that publishes",
    "community": "people who are not an organisation",
}  # fmt: skip
Days = tuple[int | None, int | None]
"""Earliest and latest day, as in `date.toordinal`; None: no bound."""
Part = tuple[str, int | None, int | None]
"""An id, and the days from and to which it is meant."""


class Membership(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whose member an actor is, as what, and when."""

    of: Annotated[str, Field("id of the body")]
    role: Annotated[str | None, Field("as what")] = None
    from_: Annotated[str | None, Field("since when", date=True)] = field(default=None, name="from")
    until: Annotated[str | None, Field("to when", date=True)] = None


class ActorEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One person, body or outlet of the register."""

    id: str = ""
    name: Annotated[str, Field("the name that events write")]
    aliases: Annotated[tuple[str, ...], Field("other names, short forms, adjectives")] = ()
    kind: Annotated[str | None, Field("what it is", ACTOR_KIND)] = None
    memberships: Annotated[tuple[Membership, ...], Field("what it is a part of")] = ()
    wikidata: Annotated[str | None, Field("Wikidata id: Q6279")] = None
    country: Annotated[str | None, Field("the country")] = None
    domains: Annotated[tuple[str, ...], Field("hosts an outlet publishes under: nytimes.com")] = ()
    grade: Annotated[str | None, Field("Admiralty grade, given by a person", GRADE)] = None

    def wholes(self) -> Iterator[Part]:
        """What it is a member of, and when. A bound that is no date is a fault and does not bind."""
        for membership in self.memberships:
            yield membership.of, _days(membership.from_)[0], _days(membership.until)[1]


class PlaceEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place of the register."""

    id: str = ""
    name: Annotated[str, Field("the name that events write")]
    aliases: Annotated[tuple[str, ...], Field("other names")] = ()
    country: Annotated[str | None, Field("the country")] = None
    lat: Annotated[float | None, Field("latitude in degrees, WGS 84, north positive", group="point")] = None
    lon: Annotated[float | None, Field("longitude in degrees, WGS 84, east positive", group="point")] = None
    precision: Annotated[str | None, Field("how near the point is to the place", PRECISION, group="point")] = None
    within: Annotated[str | None, Field("id of the place it is a part of")] = None
    wikidata: Annotated[str | None, Field("Wikidata id: Q1899")] = None

    def wholes(self) -> Iterator[Part]:
        """What it lies in."""
        if self.within:
            yield self.within, None, None


def _days(date: str | None) -> Days:
    if date is None:
        return None, None
    from timeline.dates import edtf  # start-up: only dated memberships need it

    try:
        value = edtf.parse(date)
    except edtf.DateError:
        return None, None
    return value.earliest, value.latest


def entries(
    struct: type[Table], register: str, tables: Mapping[str, Any] | None, problems: list[Problem]
) -> dict[str, Table]:
    """The entries of one register by id; what cannot be read is left out.

    Args:
        struct: their class.
        register: what the register is called.
        tables: what stands in it.
        problems: takes all that is wrong with it, at register, id, key.
    """
    found: dict[str, Table] = {}
    for id_, values in (tables or {}).items():
        try:
            entry = usable(struct, id_, values, (register, id_), problems)
            if isinstance(entry, Document) and is_confidential(values):  # even where what it says is no true
                entry = replace(entry, confidential=True)
            if entry is not None:
                found[id_] = entry
        except Exception as error:  # noqa: BLE001 - as in errors.Contained, of one entry
            problems.append(at_key((register, id_), "SCH007", *unforeseen(error)))
    return found


def dangling(actors: Mapping[str, ActorEntry], places: Mapping[str, PlaceEntry]) -> Iterator[Problem]:
    """References inside the registers that lead nowhere, and domains that are none."""
    guesses = Guesses()
    for id_, actor in actors.items():
        for n, membership in enumerate(actor.memberships):
            if (of := membership.of) not in actors:
                here = ("actors", id_, "memberships", n, "of")
                yield at_key(here, "SCH006", f'no actor has the id "{of}"', guesses.did_you_mean(of, actors))
        for n, domain in enumerate(actor.domains):
            if not domain or set(domain) & set("/:@ "):
                at = ("actors", id_, "domains", n)
                yield at_key(at, "SCH006", f'"{domain}" is no host', "write it as in nytimes.com")
    for id_, place in places.items():
        if place.within is not None and place.within not in places:
            hint = guesses.did_you_mean(place.within, places)
            yield at_key(("places", id_, "within"), "SCH006", f'no place has the id "{place.within}"', hint)
