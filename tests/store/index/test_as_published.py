"""Questions asked of what was published by a day: every word of the query speaks of that day."""

from datetime import date
from pathlib import Path

import pytest

from newsroom import begun
from timeline.errors import DataError
from timeline.query.parser import parse
from timeline.store.answer import Answer
from timeline.store.chronology import Chronology
from timeline.store.search.compiler import Question

DAY = date(2024, 11, 17).toordinal()
SOURCE = '[[sources]]\nid = "{0}"\npublisher = "{0}"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    begun(tmp_path / "c", b"")
    root = tmp_path / "c"
    mayor, general = (
        f'[[sources]]\nid = "{id_}"\nkind = "person"\nname = "The {id_}"\n' for id_ in ("mayor", "general")
    )
    dated = SOURCE + 'published = "{1}"\ncites = ["{2}"]\n'
    events = {
        "2024-a": dated.format("bbc", "2024-11-16", "mayor")
        + dated.format("reuters", "2024-11-18", "general")
        + mayor
        + general,
        "2024-b": dated.format("reuters", "2024-11", "mayor") + mayor,
        "2024-c": SOURCE.format("bbc"),
        "2024-d": "",
        "2024-e": dated.format("bbc", "2024-11-17", "mayor") + mayor,
    }
    for name, text in events.items():
        (root / f"{name}.toml").write_text(f'title = "{name}"\ndate = 2024\n{text}', encoding="utf-8")
    return root


def asked(root: Path, words: str = "", day: int | None = DAY, limit: int | None = None) -> Answer:
    query = parse([words] if words else [])
    return Chronology(str(root), str(root.parent / "cache")).events(Question(query, published_by=day), limit)


@pytest.mark.parametrize(
    ("words", "today", "then", "undated"),
    [
        ("", "abcde", "ae", 2),
        ("origins:2", "a", "", 0),
        ("origins:1", "bce", "ae", 1),
        ("origin:general", "a", "", 0),
        ("label:corroborated", "a", "", 0),
        ("source:Reuters", "ab", "", 0),
        ("-source:Reuters", "cde", "ae", 2),
        ("published:2024-11-18", "ab", "", 0),
    ],
)
def test_every_word_speaks_of_that_day(words: str, today: str, then: str, undated: int, root: Path) -> None:
    def letters(answer: Answer) -> str:
        return "".join(entry.id[-1] for entry in answer.entries)

    assert (letters(asked(root, words, None)), asked(root, words, None).undated) == (today, 0)
    assert (letters(asked(root, words)), asked(root, words).undated) == (then, undated)


def test_later_sources_are_left_out(root: Path) -> None:
    event = asked(root).entries[0].event
    assert [s.id for s in event.sources] == ["bbc", "mayor"]
    assert (event.provenance.max, event.provenance.reports) == (1, 1)
    assert Chronology(str(root)).entry("2024-a", DAY).event == event


@pytest.mark.parametrize("id_", ["2024-b", "2024-c", "2024-d"])
def test_what_nobody_is_known_to_have_read_by_then_is_not_shown(root: Path, id_: str) -> None:
    with pytest.raises(DataError, match=f"{id_}: no source is known to have been published by then"):
        Chronology(str(root)).entry(id_, DAY)


def test_a_file_that_is_no_event_any_more_is_not_shown_as_it_is_today(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Chronology(str(root))
    shelf.events()
    (root / "2024-a.toml").write_text("title =", encoding="utf-8")
    with pytest.raises(DataError, match="was changed meanwhile"):
        shelf.events(Question(published_by=DAY))


def test_an_imprecise_date_counts_from_its_last_day(root: Path) -> None:
    assert [e.id for e in asked(root, day=DAY + 13).entries] == ["2024-a", "2024-b", "2024-e"]


def test_the_limit_is_of_what_is_left(root: Path) -> None:
    answer = asked(root, limit=2)
    assert ([e.id for e in answer.entries], answer.undated) == (["2024-a", "2024-e"], 2)


def test_the_index_of_today_is_untouched(root: Path) -> None:
    shelf = Chronology(str(root), str(root.parent / "cache"))
    before = [e.unpack() for e in shelf.events().entries]
    assert len(shelf.events(Question(published_by=DAY)).entries) == 2
    assert len(shelf.events(Question(published_by=DAY)).entries) == 2
    assert len(shelf.events(Question(published_by=DAY + 1)).entries) == 2
    assert [e.unpack() for e in shelf.events().entries] == before


def test_what_cannot_be_read_is_still_said(root: Path) -> None:
    (root / "2024-bad.toml").write_text("title =", encoding="utf-8")
    assert [p.path.rpartition("/")[2] for p in asked(root).problems] == ["2024-bad.toml"]


def test_who_is_masked_has_no_day_and_no_name(root: Path) -> None:
    (root / "2024-f.toml").write_text(
        'title = "f"\ndate = 2024\n'
        '[[sources]]\nid = "a"\npublisher = "A"\npublished = 2024-11-16\ncites = ["zebulon", "zebulon2"]\n'
        '[[sources]]\nid = "zebulon"\nkind = "person"\nname = "Zebulon"\npublished = 2024-12-01\nconfidential = true\n'
        '[[sources]]\nid = "zebulon2"\nkind = "person"\nname = "Zebulon"\nconfidential = true\n',
        encoding="utf-8",
    )
    event = next(e for e in asked(root).entries if e.id == "2024-f").event
    assert [s.id for s in event.sources] == ["a", "withheld-1", "withheld-2"]
    assert event.provenance.origins == ("withheld-1", "withheld-2")
    assert [e.id for e in asked(root, "origin:withheld").entries] == ["2024-f"]
    assert asked(root, "origin:zebulon").entries == []
