"""GeoJSON (RFC 7946): events as features on a map, each with all of its fields as JSON has them; both ways.

Keeps whole events, as JSON does; the geometry is the points of its places, and null where it has none, which no map
shows. Cannot hold how near a point is to the place but as text (`precision`): a dot for a country looks like one for a
house, so those are counted. Longitude stands first, degrees are WGS 84, there is no `crs`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from timeline.errors import DataError, of_file
from timeline.formats import About, Carried, Fitting
from timeline.model.event import Place
from timeline.records.entry import Entry
from timeline.tables.input_table import InputTable
from timeline.text.lists import counted

if TYPE_CHECKING:
    from timeline.tables.objects.json_values import JsonValue

ABOUT = About("features for maps, every field", people=False, escapes="json", extensions=("json", "geojsonl"))
_WIDE = {"district", "region", "area", "country", "international"}
"""Precisions of points that stand for more than a dot."""
_DEGREES = re.compile(r"CRS84|4326", re.IGNORECASE)
"""Names of the one system of coordinates that GeoJSON has."""
_IS_IT = re.compile(rb'(?:\xef\xbb\xbf)?[\[\s]*\{[^{}]*"type"\s*:\s*"Feature(?:Collection)?"')


def fitting(entries: Sequence[Entry]) -> Fitting:
    """All of them; what a map does not show is said."""
    places = [[place for place in entry.event.places if _is_point(place)] for entry in entries]
    without = sum(not of_one for of_one in places)
    wide = sum(place.precision in _WIDE for of_one in places for place in of_one)
    notes = [f"{counted(without, 'event')} without a point: null geometry, on no map"] * bool(without)
    notes += [f"{counted(wide, 'point')} for a whole district, region or country: see precision"] * bool(wide)
    return Fitting(entries, notes)


def export(entries: Sequence[Entry], _carried: Carried) -> Iterator[str]:
    """One collection, a feature a line."""
    from msgspec.json import encode  # start-up: only JSON needs it

    yield '{"type": "FeatureCollection", "features": ['
    for n, entry in enumerate(entries):
        head = encode({"type": "Feature", "id": entry.id, "geometry": _geometry(entry.event.places)})
        yield "," * bool(n) + f'\n{head[:-1].decode()},"properties":{entry.json().decode()}}}'
    yield "\n]}\n"


def _is_point(place: Place) -> bool:
    return place.lat is not None and place.lon is not None


def _geometry(places: Sequence[Place]) -> dict[str, Any] | None:
    points = [[place.lon, place.lat] for place in places if _is_point(place)]
    if len(points) > 1:
        return {"type": "MultiPoint", "coordinates": points}
    return {"type": "Point", "coordinates": points[0]} if points else None


def is_it(start: bytes) -> bool:
    """Whether it begins like a collection of features, or a feature."""
    return _IS_IT.match(start) is not None


def read(data: bytes, name: str) -> InputTable:
    """Events, where all features hold such; else rows, the point of a feature being `lat` and `lon`.

    A feature of ours that somebody moved is refused: where an event was stands with its places.

    Raises:
        DataError: it is no JSON, holds no features, or its coordinates are no degrees.
    """
    from timeline.tables import objects  # start-up: another format may be asked for
    from timeline.tables.objects import json_values  # as above

    features = [*json_values.read(data, name)]
    whole = features[0].value if len(features) == 1 else None
    if isinstance(whole, dict) and isinstance(whole.get("features"), list):
        if (system := whole.get("crs")) and not _DEGREES.search(str(system)):
            raise DataError(f"{name} has coordinates that are no degrees: {system}", "save it as EPSG:4326 (WGS 84)")
        features = json_values.elements(data, name, ("features",))
    if features and not any(_is_feature(one.value) for one in features):
        hint = "a FeatureCollection holds them, or one stands on each line"
        raise DataError(f"{name} holds no features", hint, [one.problem for one in features if one.problem])
    said = [_object(one.value, "properties") for one in features]
    is_ours = all(objects.is_event(properties) and "provenance" in properties for properties in said)
    table = objects.rows([_value(one, is_ours=is_ours) for one in features], name)
    shapes = sum(bool(_object(one.value, "geometry")) and len(_points(one.value)) != 1 for one in features)
    notes = [f"{counted(shapes, 'feature')} of a shape, or of several points: without lat and lon"] * bool(shapes)
    return table if is_ours else table._replace(notes=notes)


def _is_feature(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "Feature"


def _object(value: Any, key: str) -> dict[str, Any]:
    held = value.get(key) if isinstance(value, dict) else None
    return held if isinstance(held, dict) else {}


def _points(feature: Any) -> list[Any]:
    """The points of a feature, each longitude and latitude; none of a shape."""
    geometry = _object(feature, "geometry")
    held = geometry.get("coordinates")
    several = held if isinstance(held, list) and geometry.get("type") == "MultiPoint" else []
    return [held] if geometry.get("type") == "Point" else several


def _value(one: "JsonValue", *, is_ours: bool) -> "JsonValue":
    """What a feature says: its properties, or those with its ID and point; or what is wrong with it."""
    from timeline.tables.objects.json_values import JsonValue  # start-up, as above

    if one.problem:
        return one
    said, points = _object(one.value, "properties"), _points(one.value)
    fault = "" if _is_feature(one.value) else "this is no Feature"
    for point in points:
        numbers = [part for part in point if isinstance(part, int | float)] if isinstance(point, list) else []
        if len(numbers) < 2 or abs(numbers[0]) > 180 or abs(numbers[1]) > 90:
            fault = f"its point is no longitude and latitude on the globe: {point}"
    if is_ours:
        held = said.get("places")
        places = [place for place in held if isinstance(place, dict)] if isinstance(held, list) else []
        stands = [[place["lon"], place["lat"]] for place in places if {"lon", "lat"} <= place.keys()]
        moved = "its points are not those of its places: change `lat` and `lon` there too"
        fault = fault or moved * (stands != points)
        return JsonValue(said, one.place, of_file(one.place, fault) if fault else None)
    more = {"id": one.value.get("id")} if isinstance(one.value, dict) else {}
    if len(points) == 1 and not fault:
        more |= {"lat": points[0][1], "lon": points[0][0]}
    cells = {f"feature.{key}" if key in said else key: cell for key, cell in more.items()}
    return JsonValue(said | cells, one.place, of_file(one.place, fault) if fault else None)
