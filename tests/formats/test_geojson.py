import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import answers
from conftest import Run
from event_strategies import EVENTS
from samples import SECRET, fill, same_as_golden
from timeline.errors import DataError
from timeline.formats import Carried, geojson
from timeline.model.event import Event, Place, replace
from timeline.records.record import plain

POINTS = st.builds(Place, name=st.just("A"), lat=st.none() | st.floats(-90, 90), lon=st.none() | st.floats(-180, 180))


def written(*events: Event) -> str:
    return "".join(geojson.export([*map(answers.of, events)], Carried()))


def feature(properties: Any = None, kind: str = "Point", at: Any = (30, 50.5), **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": at}, **more}


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    wrote = run("export", "-f", "geojson")
    assert same_as_golden("geojson.json", wrote.out, update=update)
    assert SECRET not in wrote.out
    assert "8 events without a point: null geometry, on no map" in wrote.err
    assert json.loads(wrote.out)["features"][7]["geometry"] == {"type": "Point", "coordinates": [36.19, 51.73]}


@settings(max_examples=20)
@given(EVENTS, st.lists(POINTS, max_size=3))
def test_whole_events_come_back(event: Event, places: list[Place]) -> None:
    held = replace(event, places=tuple(places))
    table = geojson.read(written(held).encode(), "a.json")
    assert [(row.cells, row.refused) for row in table.rows] == [(plain(answers.of(held).json()), "")]
    assert table.is_of_records


def test_points_that_stand_for_much_are_counted() -> None:
    country = Place(name="A", lat=1, lon=2, precision="country")
    entries = [answers.entry(places=(country, replace(country, precision="exact"))), answers.entry(places=(country,))]
    assert geojson.fitting(entries).notes == ["2 points for a whole district, region or country: see precision"]
    (first, _) = json.loads("".join(geojson.export(entries, Carried())))["features"]
    assert first["geometry"] == {"type": "MultiPoint", "coordinates": [[2, 1], [2, 1]]}


def test_an_event_of_ours_stands_with_its_places() -> None:
    text = written(Event(title="A", date="2024", places=(Place(name="B", lat=1, lon=2),)))
    (row,) = geojson.read(text.replace("[2.0,1.0]", "[3.0,1.0]").encode(), "a.json").rows
    (odd,) = geojson.read(text.replace('"places":[', '"places":1,"tags":[').encode(), "a.json").rows
    assert odd.refused == row.refused
    assert row.refused == "its points are not those of its places: change `lat` and `lon` there too"


def test_features_of_others_are_rows() -> None:
    table = geojson.read(
        collection(
            feature({"What": "A", "by": {"who": "B"}}, id=7),
            feature({"id": "x", "lat": "north"}, "MultiPoint", [[1, 2, 300]], id=8),
            feature(None, "MultiPoint", [[1, 2], [3, 4]]),
            feature({"What": "C"}, "Polygon", [[[1, 2]]]),
            {"type": "Feature", "properties": {"What": "D"}, "geometry": None},
            crs={"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        ),
        "a.json",
    )
    assert [row.cells for row in table.rows] == [
        {"What": "A", "by.who": "B", "id": 7, "lat": 50.5, "lon": 30},
        {"id": "x", "lat": "north", "feature.id": 8, "feature.lat": 2, "lon": 1},
        {},
        {"What": "C"},
        {"What": "D"},
    ]
    assert table.notes == ["2 features of a shape, or of several points: without lat and lon"]
    assert not table.meaning
    lines = "\n".join(json.dumps(feature({"What": what})) for what in "AB")
    assert len(geojson.read(lines.encode(), "a.geojsonl").rows) == 2


@pytest.mark.parametrize("at", [[50, 91], [181, 1], [1], ["1", "2"], None])
def test_a_point_off_the_globe_is_refused(at: Any) -> None:
    good, bad, no = geojson.read(collection(feature({"a": 1}), feature({"a": 1}, at=at), {"type": "X"}), "a.json").rows
    assert not good.refused
    assert bad.refused.startswith("its point is no longitude and latitude on the globe")
    assert no.refused == "this is no Feature"


def test_a_fault_of_one_feature_is_its_own() -> None:
    text = collection(feature({"a": 1})).replace(
        b'"features": [', b'"features": [{"type": "Feature", "a": 1, "a": 2}, '
    )
    assert [row.refused[:30] for row in geojson.read(text, "a.json").rows] == ['an object has more than one "a', ""]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"type": "Point", "coordinates": [1, 2]}', "holds no features"),
        (b"[1]", "holds no features"),
        (b'{"type": "FeatureCollection", "features": [', "holds no features"),
        (collection(), "is empty"),
        (collection(feature(), crs={"properties": {"name": "EPSG:3857"}}), "no degrees"),
    ],
)
def test_what_is_none(data: bytes, said: str) -> None:
    with pytest.raises(DataError, match=said):
        geojson.read(data, "a.json")


def test_it_knows_its_own() -> None:
    assert geojson.is_it(b' {"name": "A", "type": "FeatureCollection"')
    assert geojson.is_it(b'{"type":"Feature"')
    assert not geojson.is_it(b'{"type": "Point"')
    assert not geojson.is_it(b'{"events": [{"type": "Feature"}')
