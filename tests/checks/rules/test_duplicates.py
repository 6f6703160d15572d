"""DUP: what is taken for one event, and in what time."""

import importlib
from collections import Counter

import pytest

from corpora import corpus, strike
from timeline.checks.registry import named
from timeline.checks.runner import run

TITLE = "Biden lets Ukraine strike Russia with ATACMS"
QUOTE = "President Biden has authorized the first use of long range missiles by Ukraine for strikes inside Russia"


def event(
    title: str = TITLE, date: str = "2024-11-17", actors: str = '["Joe Biden"]', quote: str = "", more: str = ""
) -> str:
    source = f'[[sources]]\nid = "a"\nquote = "{quote}"\n' if quote else ""
    return strike(f"{more}{source}", title=f'"{title}"', date=date, actors=actors)


def twins(*events: str) -> list[tuple[str, str]]:
    files = {f"2024/2024-{n}.toml": text for n, text in enumerate(events)}
    return [(f.path[5:-5], f.message) for f in run(corpus(files), [named("DUP401")])]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (event(), "titles alike"),
        (event(f"{TITLE} missiles"), "titles alike"),
        (event("ATACMS: Biden lets Ukraine strike Russia"), "titles alike"),
        (event(date='"2024-11"'), "titles alike"),
        (event(date='"[..2024-11-20]"'), "titles alike"),
        (event(date='"2024-11-01/.."'), "titles alike"),
        (event("Something else", quote=QUOTE), "the same quote"),
        (event("Something else", quote=f"She said: {QUOTE}, and left"), "the same quote"),
        (event(date="2024-11-18"), ""),
        (event(actors='["Somebody"]'), ""),
        (event("Something else"), ""),
        (event("Something else", quote="Some other words that are long enough to be a quote of its own"), ""),
        (event("Something else", quote="Too short"), ""),
        (event(more='links = [{ type = "related", to = "2024-0" }]\n'), ""),
        (event("???", actors='["???"]'), ""),
    ],
)
def test_alike(other: str, why: str) -> None:
    found = twins(event(quote=QUOTE), other)
    assert [m.rpartition(", ")[2] for _, m in found] == ([why] if why else [])


def test_aliases_are_one_actor() -> None:
    files = {"2024/a.toml": event(), "2024/b.toml": event(actors='["Biden", "joe biden"]')}
    files["actors.toml"] = '[joe-biden]\nname = "Joe Biden"\naliases = ["Biden"]\n'
    assert [f.offer for f in run(corpus(files), [named("DUP401")])] == ["timeline show b a"]


def test_each_is_told_of_one() -> None:
    assert [i for i, _ in twins(event(), event(), event())] == ["2024-1", "2024-2"]


def test_many_of_one_day_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five hundred events of one actor and day that share a word: far from 125,000 comparisons."""
    duplicates = importlib.import_module("timeline.checks.rules.duplicates")
    compared = Counter[str]()
    alike = duplicates._alike

    def counted(*pair: object) -> str:
        compared["pairs"] += 1
        return str(alike(*pair))

    monkeypatch.setattr(duplicates, "_alike", counted)
    assert twins(*(event(f"Strike {n} hits the depot {n * 7} near town {n * 13}") for n in range(500))) == []
    assert 0 < compared["pairs"] < 60_000
