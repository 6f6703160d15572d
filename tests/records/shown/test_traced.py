"""One event with its graph: as data, and that confidential sources are nowhere named."""

import json
from collections.abc import Collection
from typing import Any

import pytest

from samples import SECRET
from timeline import formats
from timeline.formats import View
from timeline.model.event import Event, Source
from timeline.model.register import Register
from timeline.records.shown.traced import TracedEvent, nodes, plain, traced
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


def told(*sources: Source, later: Collection[str] | None = ()) -> dict[str, str]:
    """What is said of each source, by its id."""
    found = of(*sources).found
    return {node.id: ", ".join(node.traits) for node in nodes(sources, found, later)[0]}


def test_what_is_said_of_each_source() -> None:
    paper = article("a", "p", "gone")
    denies = article("d", stance="denies")
    assert told(paper, person("p", anonymous=True), denies) == {
        "a": "supports it",
        "p": "origin, unnamed",
        "gone": "origin, nobody describes it",
        "d": "origin of the denial, denies it, does not say how it knows",
    }
    assert told(article("a", state="retracted"))["a"].endswith("retracted: supports nothing")
    assert told(article("a", stance="mentions"))["a"].startswith("mentions it")


@pytest.mark.parametrize(
    ("later", "said"), [((), "nobody describes it"), (("gone",), "published later"), (None, "not known by then")]
)
def test_why_a_source_is_not_described(later: Collection[str] | None, said: str) -> None:
    assert told(article("a", "gone"), later=later)["gone"] == f"origin, {said}"


def test_nodes_and_those_that_no_other_one_relays() -> None:
    sources = (article("a", "b"), article("b"), article("c"))
    made, entries = nodes(sources, of(*sources).found, ())
    assert [(node.id, node.cites, node.described, node.later, node.origin) for node in made] == [
        ("a", [1], True, False, False),
        ("b", [], True, False, True),
        ("c", [], True, False, True),
    ]
    assert entries == [0, 2]
