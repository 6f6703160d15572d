"""One event with its graph: as data, and that confidential sources are nowhere named."""

import json
from typing import Any

import pytest

from samples import SECRET
from timeline import formats
from timeline.formats import View
from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.records.shown.traced import TracedEvent, plain, traced
from witnesses import NOV_17, article, person


def of(*sources: Source, published_by: int | None = None, **keys: Any) -> TracedEvent:
    event = Event(id="2024-11-17-x", path="e/x.toml", title="It happened", date="2024-11-17", sources=sources, **keys)
    return traced(event, Register(), published_by)


def test_as_data() -> None:
    t = of(article("a", "p", "gone"), person("p", anonymous=True), claim="So.")
    data = plain(t)
    assert json.loads(json.dumps(data))["provenance"]["pairs"] == [
        {"a": "p", "b": "gone", "why": "gone is cited, and no more is known of it"}
    ]
    assert {k: data[k] for k in ("id", "path", "title", "claim", "nodes", "arcs")} == {
        "id": "2024-11-17-x",
        "path": "e/x.toml",
        "title": "It happened",
        "claim": "So.",
        "nodes": [
            {
                "id": "a",
                "kind": "article",
                "publisher": "a",
                "cites": ("p", "gone"),
                "seen": True,
                "state": "live",
                "described": True,
            },
            {
                "id": "p",
                "kind": "person",
                "seen": True,
                "name": "p",
                "anonymous": True,
                "state": "live",
                "described": True,
            },
            {"id": "gone", "described": False, "later": False},
        ],
        "arcs": [{"from": "a", "to": "p"}, {"from": "a", "to": "gone"}],
    }
    found = data["provenance"]
    assert found.keys() == {
        *("class", "flags", "min", "max", "origins", "deny_min", "deny_max", "deny_origins", "reports", "channels"),
        *(
            "phrase",
            "sentence",
            "short_sentence",
            "entries",
            "classes",
            "pairs",
            "unresolved",
            "loops",
            "clashes",
            "documents",
            "bylines",
            "why",
        ),
    }
    assert found["why"].keys() == {found["class"], *found["flags"]}
    assert "claim" not in plain(of())


@pytest.mark.parametrize("published_by", [None, NOV_17, NOV_17 + 30])
def test_a_confidential_source_is_nowhere_named(published_by: int | None) -> None:
    secret: dict[str, Any] = {
        "confidential": True,
        "affiliation": f"{SECRET}'s house",
        "position": SECRET,
        "quote": SECRET,
        "locator": SECRET,
    }
    t = of(
        article("a", "zebulon", "p", published="2024-11-17"),
        person("zebulon", published="2024-12-01", same_as=("x",), **secret),
        person("p", anonymous=True, affiliation="another house", distinct_from=("zebulon2",)),
        article("b", "zebulon2", published="2024-11-16"),
        Source(id="zebulon2", kind="person", name=SECRET, same_as=("zebulon",), **secret),
        published_by=published_by,
    )
    shown = "".join(
        "".join(formats.named(name, formats.TRACES).write([t], View())) for name in formats.names(formats.TRACES)
    )
    assert SECRET.casefold() not in shown.casefold()
    assert "withheld-1" in shown
    assert "withheld-2" in shown


def test_the_counts_know_what_the_page_does_not_show() -> None:
    sources = (
        article("nyt", "a"),
        article("reuters", "b"),
        person("a", anonymous=True, affiliation="United States", confidential=True),
        person("b", anonymous=True, affiliation="Ukraine"),
    )
    assert of(*sources).found.label == "corroborated"
