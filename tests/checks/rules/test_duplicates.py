"""DUP: what is taken for one event, and in what time."""

import importlib
from collections import Counter
from collections.abc import Callable

import pytest

from corpora import corpus, strike
from timeline.checks.gist import Gist, why_alike
from timeline.checks.registry import named
from timeline.checks.runner import run

TITLE = "Biden lets Ukraine strike Russia with ATACMS"


def event(title: str = TITLE, date: str = "2024-11-17", actors: str = '["Joe Biden"]', more: str = "") -> str:
    return strike(more, title=f'"{title}"', date=date, actors=actors)


def twins(*events: str) -> list[tuple[str, str]]:
    files = {f"2024/2024-{n}.toml": text for n, text in enumerate(events)}
    return [(f.path[5:-5], f.message) for f in run(corpus(files), [named("DUP401")])]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (event(), "same days, an actor shared, titles alike"),
        (event("ATACMS: Biden lets Ukraine strike Russia"), "same days, an actor shared, titles alike"),
        (event(date='"2024-11"'), "same days, an actor shared, titles alike"),
        (event(actors='["Somebody"]'), "same days, titles alike"),
        (event(date="2024-11-18"), ""),
        (event(date='"2024-11-01/.."'), ""),
        (event("Something else"), ""),
        (event(more='links = [{ type = "related", to = "2024-0" }]\n'), ""),
        (event("???", actors='["???"]'), ""),
    ],
)
def test_alike(other: str, why: str) -> None:
    found = twins(event(), other)
    assert [message.partition(": ")[2] for _, message in found] == ([why] if why else [])


def test_a_month_is_compared_with_its_days_whichever_comes_first() -> None:
    month = event(date='"2024-11"')
    for events in ((month, event(date="2024-11-30")), (event(date="2024-11-01"), month), (event(date="2024"), month)):
        assert len(twins(*events)) == 1


def test_aliases_are_one_actor() -> None:
    files = {"2024/a.toml": event(), "2024/b.toml": event(actors='["Biden", "joe biden"]')}
    files["actors.toml"] = '[joe-biden]\nname = "Joe Biden"\naliases = ["Biden"]\n'
    assert [f.offer for f in run(corpus(files), [named("DUP401")])] == ["timeline show b a"]


def test_each_is_told_of_one() -> None:
    assert [i for i, _ in twins(event(), event(), event())] == ["2024-1", "2024-2"]


def test_many_of_one_day_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five hundred events of one actor and day whose titles share five words: far from 125,000 comparisons."""
    duplicates = importlib.import_module("timeline.checks.rules.duplicates")
    compared = Counter[str]()

    def counted(one: Gist, other: Gist, usual: Callable[[str], bool]) -> str:
        compared["pairs"] += 1
        return why_alike(one, other, usual)

    monkeypatch.setattr(duplicates, "why_alike", counted)
    words = ["x" + "".join(chr(97 + int(digit)) for digit in str(n)) for n in range(7000)]
    titles = [f"Strike {words[n]} hits the depot {words[n * 7]} near town {words[n * 13]}" for n in range(500)]
    assert twins(*map(event, titles)) == []
    assert 0 < compared["pairs"] < 60_000


def test_numbers_part_what_is_else_the_same() -> None:
    assert twins(*(event(f"{n} dead at the border near Sumy") for n in range(20))) == []


def test_titles_in_the_words_of_all_are_not_alike() -> None:
    """Of incidents of one kind each has its own file: that both are of police, tear gas and protesters tells nothing."""
    usual = "Police fire tear gas at protesters"
    others = [event(f"{usual} near {chr(97 + n)}ville", f"2024-10-{n + 1:02}") for n in range(19)]
    alike = event(f"{usual} near the old mill of Sumy"), event(f"{usual} near the mill of Sumy")
    assert len(twins(event(usual), event(f"{usual} unseen"))) == 1
    assert twins(event(usual), event(f"{usual} unseen"), *others) == []
    assert len(twins(*alike, *others)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Second round of shells hits Sumy", "First round of shells hits Sumy"),
        ("Second round of shells hits Sumy", "Third round of shells hits Sumy"),
        ("Shells hit Sumy depot again", "Shells hit Sumy depot"),
        ("Two die in Sumy depot", "Three die in Sumy depot"),
    ],
)
def test_numbers_in_words_part_as_digits_do(one: str, other: str) -> None:
    assert twins(event(one), event(other)) == []
    assert len(twins(event(one), event(one.replace("Two", "2").replace("Second", "2nd")))) == 1
