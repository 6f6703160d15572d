from pathlib import Path

import pytest

from newsroom import begun
from timeline.store.chronology import Chronology

REGISTER = '[acme]\nname = "Acme, Inc."\naliases = ["Acme Holding of Ohio"]\n'
EVENT = """
title = "A"
date = 2024-11-17
actors = ["Other, Inc."]
places = ["Portland, Oregon", { name = "X", country = "Republic of Nowhere" }]
tags = ["long-range strikes"]
sources = [{ publisher = "The New York Times" }, { author = ["Jane Doe, Jr."] }]
"""


@pytest.fixture(scope="module")
def chronology(tmp_path_factory: pytest.TempPathFactory) -> Chronology:
    root = begun(tmp_path_factory.mktemp("c"))
    (root / "actors.toml").write_text(REGISTER, encoding="utf-8")
    (root / "2024-11-17-a.toml").write_text(EVENT, encoding="utf-8")
    return Chronology(str(root))


@pytest.mark.parametrize(
    ("field", "text", "whole"),
    [
        ("actor", "acme, INC", True),
        ("agent", "Acme", True),  # an id
        ("actor", "Acme Ohio", False),
        ("actor", "Other, Inc.", True),
        ("actor", "Inc", False),
        ("place", "Portland, Oregon", True),
        ("tag", "long-range strikes", False),
        ("source", "new york times", False),
        ("source", "Jane Doe, Jr.", True),
        ("publisher", "The New York Times", True),
        ("country", "United Kingdom", True),
        ("country", "Republic of Nowhere", True),
        ("country", "Nowhere", False),
    ],
)
def test_what_is_known(chronology: Chronology, field: str, text: str, whole: bool) -> None:
    assert chronology.knows(field, text, whole=whole)


@pytest.mark.parametrize(
    ("field", "text", "whole"),
    [
        ("actor", "Acme Ohio", True),
        ("actor", "Inc", True),
        ("actor", "", False),
        ("actor", "Portland, Oregon", True),
        ("place", "Acme, Inc.", True),
        ("tag", "strikes", False),  # a tag is asked for as a whole
        ("publisher", "Jane Doe, Jr.", True),
        ("source", "york post", False),
        ("country", "Acme", False),
    ],
)
def test_what_is_not_known(chronology: Chronology, field: str, text: str, whole: bool) -> None:
    assert not chronology.knows(field, text, whole=whole)


def test_what_is_gone_is_not_known(tmp_path: Path) -> None:
    root = begun(tmp_path / "c")
    (root / "2024-a.toml").write_text(EVENT, encoding="utf-8")
    assert Chronology(str(root), str(tmp_path)).knows("actor", "Other, Inc.", whole=True)
    (root / "2024-a.toml").write_text('title = "A"\ndate = 2024\n', encoding="utf-8")
    assert not Chronology(str(root), str(tmp_path)).knows("actor", "Other, Inc.", whole=True)
