"""LOC: points on the map that are none, or say more than is known, of events and in places.toml alike."""

from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.countries import lies_near
from timeline.checks.files import EventFile, File
from timeline.checks.registry import rule
from timeline.errors import Problem
from timeline.model.event import Place
from timeline.model.geometry import Point, distance_km
from timeline.model.register.entry import PlaceEntry
from timeline.toml.positions import KeyPath

_FAR, _NEAR = 500.0, 150.0
"""Kilometres: a point so far from its place is elsewhere, one so near is in it."""
_WIDE = frozenset(("region", "area", "country", "international", None))
"""Precisions of a place in the register that may be as large as a country; one without a word may be any."""


def _places(file: File, corpus: Corpus) -> Iterator[tuple[KeyPath, Place | PlaceEntry]]:
    """The places of a file, each with the key at which its point begins."""
    if isinstance(file, EventFile):
        yield from ((("places", n, "lat"), place) for n, place in enumerate(file.event.places))
    elif file.path == "places.toml":
        yield from (((id_, "lat"), place) for id_, place in corpus.register.places.entries.items())


@rule("LOC701", "odd-coordinates", "warning", of="file")
def odd_coordinates(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A point that is not on Earth, at 0, 0, or on another continent because its two numbers are swapped."""
    for at, place in _places(file, corpus):
        message, hint = _odd(place, corpus)
        if message:
            yield file.problem(at, message, hint)


def _odd(place: Place | PlaceEntry, corpus: Corpus) -> tuple[str, str]:
    """What is odd about a point, and what to do; nothing where nothing is."""
    lat, lon = place.lat, place.lon
    if lat is None or lon is None:
        return ("", "") if lat == lon else (f"{place.name} has half a point", "a point has lat and lon")
    if abs(lat) > 90 and abs(lon) <= 90 and abs(lat) <= 180:
        return f"latitude {lat} is beyond the pole", "latitude and longitude look swapped"
    if not abs(lat) <= 90 or not abs(lon) <= 180:
        return f"{lat}, {lon} is no point on Earth", "latitude -90 to 90, longitude -180 to 180"
    if lat == lon == 0:
        return f"{place.name} lies at 0, 0, in the Gulf of Guinea", "delete both where the point is not known"
    known = _known(place.name, corpus) if abs(lon) <= 90 else None
    if known and distance_km((lat, lon), known) > _FAR and distance_km((lon, lat), known) < _NEAR:
        return f"{place.name} lies far from where places.toml has it", "latitude and longitude look swapped"
    return "", ""


def _entry(name: str, corpus: Corpus) -> PlaceEntry | None:
    """The one place of the register that goes by a name."""
    ids = corpus.register.places.find(name)
    return corpus.register.places.entries[ids[0]] if len(ids) == 1 else None


def _known(name: str, corpus: Corpus) -> Point | None:
    """The point that the register has for a place."""
    entry = _entry(name, corpus)
    return None if entry is None or entry.lat is None or entry.lon is None else (entry.lat, entry.lon)


@rule("LOC703", "off-register", "warning", of="file")
def off_register(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A point far from where the register has its place, or far from its country."""
    for at, place in _places(file, corpus):
        if place.lat is None or place.lon is None or _odd(place, corpus)[0]:
            continue
        point, known = (place.lat, place.lon), _known(place.name, corpus) if isinstance(file, EventFile) else None
        entry = _entry(place.name, corpus)
        country = place.country or (entry.country if entry else None) or ""
        if known and distance_km(point, known) > (_FAR if entry and entry.precision in _WIDE else _NEAR * 2):
            message = f"{place.name} lies {distance_km(point, known):,.0f} km from where places.toml has it"
        elif not lies_near(country, *point):
            message = f"{place.lat}, {place.lon} lies far from {country}"
        else:
            continue
        lat, lon = point
        flips = [(lat, -lon), (-lat, lon), (-lat, -lon)]
        fits = (p for p in flips if lies_near(country, *p) and (distance_km(p, known) < _NEAR if known else country))
        meant = next(fits, known)
        hint = "is a sign wrong?" if meant != known else "is it the place, the point or the register?"
        called = [other.name for _, other in _places(file, corpus)].count(place.name) == 1
        offer = ""
        if meant and called and isinstance(file, EventFile) and isinstance(file.values["places"][at[1]], dict):
            keys = zip(("lat", "lon"), meant, strict=True)
            offer = file.command("edit", *(f"--set=places.{place.name}.{key}={value}" for key, value in keys))
        yield file.problem(at, message, hint, offer=offer)


@rule("LOC702", "no-precision", "note", of="file")
def no_precision(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A point that does not say how near it is."""
    for at, place in _places(file, corpus):
        if place.lat is not None and place.precision is None:
            hint = "add precision: exact, vicinity, locality, near, district, region …"
            yield file.problem(at, f"{place.name}: how near is the point?", hint)
