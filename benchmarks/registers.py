"""Who takes part in made-up events, where, and what is cited: the registers of the chronology.

Knows actors, places and documents; must not know how often they are drawn, nor how a file is written.
"""

from datetime import date
from typing import Any

import words

Values = dict[str, Any]


def ascii_name(text: str) -> str:
    """The text as it stands in an ID: small letters and digits, joined by hyphens."""
    text = words.ASCII.get(text, text).casefold().replace("'", "")
    return "-".join("".join(c if c.isalnum() else " " for c in text).split())


def _person(n: int) -> tuple[str, Values]:
    given, family = words.GIVEN[n % len(words.GIVEN)], words.FAMILY[n % len(words.FAMILY)]
    state, _ = words.STATES[n * 7 % len(words.STATES)]
    since = 1990 + n % 30
    role = words.OFFICES[n % len(words.OFFICES)]
    member = {"of": ascii_name(state), "role": role, "from": f"{since}-01-15", "until": f"{since + 4}-01-15"}
    name = f"{given} {family}"
    return name, {"aliases": [f"{given[0]}. {family}"], "kind": "person", "memberships": [member]}


def _actors() -> dict[str, Values]:
    """The register by name, those who act most in front; the outlets stand last."""
    people = [_person(n) for n in range(180)]
    states = [(name, {"aliases": [adjective], "kind": "state"}) for name, adjective in words.STATES]
    both = [one for pair in zip(people, states, strict=False) for one in pair] + people[len(states) :]
    for n, (state, adjective) in enumerate(words.STATES):
        for body in words.BODIES[n % 2 :: 2]:
            member = {"of": ascii_name(state)}
            both.append((f"{adjective} {body}", {"kind": "public-body", "memberships": [member], "country": state}))
    both += [(f"{firm} {trade}", {"kind": "company"}) for firm in words.FIRMS for trade in words.TRADES]
    both += [(name, {"kind": "ngo"}) for name in words.CAUSES]
    both += [(name, {"kind": "armed-group"}) for name in words.GROUPS]
    both += [(name, {"kind": "igo"}) for name in words.LEAGUES]
    for place in words.OUTLET_PLACES:
        for kind in words.OUTLET_KINDS:
            name = f"{place} {kind}"
            both.append((name, {"kind": "outlet", "domains": [f"{ascii_name(name)}.example"]}))
    return dict(both)


ACTORS = _actors()
OUTLETS = [name for name, entry in ACTORS.items() if entry["kind"] == "outlet"]
CAST = [name for name, entry in ACTORS.items() if entry["kind"] != "outlet"]
COUNTRY = {city: (state, lat, lon) for city, state, lat, lon in words.CITIES}
DOCUMENTS = [f"{ascii_name(body)}-report-{year}" for body in CAST[260:272] for year in range(1990, 2026, 2)]


def registers() -> dict[str, dict[str, Values]]:
    """The tables of each register, by its name and by ID."""
    actors = {ascii_name(name): {"name": name} | entry for name, entry in ACTORS.items()}
    places: dict[str, Values] = {
        ascii_name(state): {"name": state, "precision": "country"} for state, _ in words.STATES
    }
    for city, state, lat, lon in words.CITIES:
        where = {"lat": lat, "lon": lon, "precision": "locality", "within": ascii_name(state)}
        places[ascii_name(city)] = {"name": city, "country": state} | where
    documents: dict[str, Values] = {}
    for id_ in DOCUMENTS:
        title = id_.replace("-", " ").capitalize()
        documents[id_] = {"kind": "report", "title": title, "published": date(int(id_[-4:]), 12, 1)}
    return {"actors": actors, "places": places, "sources": documents}
