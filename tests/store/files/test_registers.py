"""The registers are heard of at once: in names, in what is computed, in what is asked; and read once."""

from pathlib import Path
from typing import Any

import pytest

from disk import ARMY, STATE, TEXTS, Disk, opening, parsing
from timeline.errors import DataError
from timeline.eventfile.paths import LARGEST
from timeline.query.parser import parse
from timeline.store.files import folder
from timeline.store.index import refresh
from timeline.store.search.compiler import Question

NAMES = [f"2024/2024-{letter}.toml" for letter in "abcd"]

DEPENDENT = [NAMES[1], NAMES[3]]
"""Those whose sources may be more, or fewer, with other registers."""


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """Four events, indexed once, without registers."""
    disk = Disk(tmp_path)
    for name, text in zip(NAMES, TEXTS, strict=False):
        disk.write(name, text)
    disk.told()
    return disk


def two_sources(source: str, *of: str) -> str:
    """An event of two sources that differ in one word."""
    return 'title = "T"\ndate = 2024\n' + "".join(f'[[sources]]\nid = "s-{o}"\n{source.format(o)}\n' for o in of)


def corroborated(disk: Disk) -> bool:
    """Whether the event `x` has two origins, in an index that is kept as in one made anew."""
    answer = disk.told()
    assert answer == disk.anew()
    return "x" in answer.found["label:corroborated"]


def found(disk: Disk, query: str, **more: Any) -> list[str]:
    return [entry.id for entry in disk.open().events(Question(parse(query), **more)).entries]


def test_an_alias_is_found_at_once(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not found(disk, "actor:Robinette")
    disk.write("actors.toml", '[joe]\nname = "Joe Biden"\naliases = ["Robinette"]\n')
    opened = opening(monkeypatch)
    assert found(disk, "actor:Robinette") == ["2024-a"]
    assert found(disk, "actor:Robinette") == ["2024-a"]
    assert opened == ["actors.toml", "timeline.toml", *DEPENDENT]
    disk.remove("actors.toml")
    assert not found(disk, "actor:Robinette")


def test_members_of_an_actor(disk: Disk) -> None:
    assert not found(disk, "actor:State", members=True)
    disk.write("actors.toml", STATE + ARMY)
    assert found(disk, "actor:State", members=True) == ["2024-d"]


def test_membership_changes_what_it_comes_to(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    disk.write("x.toml", two_sources('kind = "person"\nanonymous = true\naffiliation = "{}"', "State", "Army"))
    disk.write("actors.toml", STATE + ARMY.replace("memberships", "#"))
    assert corroborated(disk)
    parsed = parsing(monkeypatch)
    disk.write("actors.toml", STATE + ARMY)
    disk.told()
    assert len(parsed) == 3
    assert all(b"sources" in data for data in parsed)  # where there are none, there is nobody to know
    assert not corroborated(disk)
    del parsed[:]
    disk.write("actors.toml", STATE + ARMY + "# the same in other words\n")
    disk.told()
    assert not parsed
    disk.write("actors.toml", STATE)
    assert corroborated(disk)
    del parsed[:]
    disk.write("actors.toml", STATE + ARMY)
    disk.told()
    assert not parsed  # what it came to with these registers is known


def test_another_time_zone_database_is_heard_of(disk: Disk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(refresh, "ZONES", (str(tmp_path / "none"),))
    parsed = parsing(monkeypatch)
    disk.told()
    assert parsed == [TEXTS[1].encode(), TEXTS[3].encode()]


@pytest.mark.parametrize("text", ['timezone = "Europe/Kyiv"\n', "timezone =", 'timezone = "Kyiv"\n', "\x00"])
def test_settings_are_heard_of_and_need_not_be_whole(disk: Disk, text: str) -> None:
    before = disk.told()
    disk.write("timeline.toml", text)
    after = disk.told()
    assert after == disk.anew()
    is_zone = "Europe" in text
    assert (after._replace(problems=[]) == before) is not is_zone  # else days begin two hours before
    assert bool(after.problems) is not is_zone


def test_settings_that_cannot_be_opened(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    before, read = disk.told(), folder.read

    def denied(root: str, path: str, most: int | None = None) -> bytes:
        if path == "timeline.toml":
            raise DataError("timeline.toml cannot be read: Permission denied", "you may not")
        return read(root, path, most)

    monkeypatch.setattr(folder, "read", denied)
    (problem,) = disk.anew().problems
    assert problem.message == "timeline.toml cannot be read: Permission denied"
    assert disk.anew()._replace(problems=[]) == before


def test_an_alias_may_make_one_source_of_two(disk: Disk) -> None:
    disk.write("x.toml", two_sources('kind = "document"\npublisher = "{}"', "NYT", "Times"))
    assert corroborated(disk)
    disk.write("actors.toml", '[nyt]\nname = "NYT"\naliases = ["Times"]\n')
    assert not corroborated(disk)
    disk.write("actors.toml", '[nyt]\nname = "NYT"\n')
    assert corroborated(disk)


def test_the_name_of_a_confidential_source_is_not_kept(disk: Disk) -> None:
    source = 'kind = "person"\nname = "{0}"\naffiliation = "Cell {0}"\nconfidential = true'
    disk.write("x.toml", two_sources(source, "Zebulon", "Zebedee"))
    assert corroborated(disk)
    assert b"Zeb" not in disk.kept.read_bytes()
    disk.write("actors.toml", '[z]\nname = "Zebulon"\naliases = ["Zebedee", "Cell Zebedee", "Cell Zebulon"]\n')
    assert not corroborated(disk)


def test_a_confidential_document_counts_and_is_not_kept(disk: Disk) -> None:
    document = '[{0}]\nkind = "person"\nname = "{0}"\naffiliation = "Cell {0}"\nconfidential = true\n'
    register = document.format("zebulon") + document.format("zebedee") + '[bbc]\npublisher = "BBC"\n'
    disk.write("sources.toml", register)
    disk.write("x.toml", two_sources('ref = "{}"', "zebulon", "zebedee"))
    assert corroborated(disk)
    disk.write("x.toml", two_sources('ref = "{}"', "zebulon", "zebedee") + "tags = []\n")
    assert corroborated(disk)
    assert b"zeb" not in disk.kept.read_bytes().lower()
    documents = disk.open().register.documents
    assert {*documents} == {"zebulon", "zebedee", "bbc"}
    assert documents["zebulon"].name == "zebulon"


def test_where_documents_cannot_be_read_what_refers_to_one_is_masked(disk: Disk) -> None:
    disk.write("x.toml", two_sources('quote = "Q"\nref = "{}"', "zebulon"))
    assert found(disk, "has:quote") == ["x"]
    for text in ("[x\n", "[zebulon]\nconfidential = 5\n"):
        disk.write("sources.toml", text)
        assert found(disk, "has:quote") == []
    disk.remove("sources.toml")
    assert found(disk, "has:quote") == ["x"]
    disk.write("elsewhere", "")
    (disk.root / "sources.toml").symlink_to("elsewhere")
    assert found(disk, "has:quote") == []


def test_documents_are_heard_of(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = parsing(monkeypatch)
    disk.write("sources.toml", '[doc]\npublisher = "BBC"\npublished = 2024-05-02T10:00:00Z\n')
    assert disk.told().found["source:BBC"] == ["2024-a", "2024-d"]
    assert parsed == [TEXTS[1].encode(), TEXTS[3].encode()]
    for text in ('[doc]\npublisher = "CNN"\n', '[doc]\npublisher = "BBC"\ntitle = "Kyiv"\n', ""):
        disk.write("sources.toml", text)
        assert disk.told() == disk.anew()
    disk.remove("sources.toml")
    assert disk.told() == disk.anew()


def test_what_has_gone_depends_on_nothing(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    for publisher in ("BBC", "CNN"):
        disk.write("sources.toml", f'[doc]\npublisher = "{publisher}"\n')
        disk.told()
    disk.remove(NAMES[3])
    disk.write("sources.toml", "")
    disk.told()
    opened = opening(monkeypatch)
    disk.write("sources.toml", '[doc]\npublisher = "CBS"\n')
    disk.told()
    assert opened == ["sources.toml", "timeline.toml", DEPENDENT[0]]


def test_a_document_s_affiliation_counts_too(disk: Disk) -> None:
    disk.write("x.toml", two_sources('ref = "{}"', "p", "q"))
    document = '[{0}]\nkind = "person"\nanonymous = true\naffiliation = "{1}"\n'
    disk.write("sources.toml", document.format("p", "Army") + document.format("q", "State"))
    assert corroborated(disk)
    disk.write("actors.toml", STATE + ARMY)
    assert not corroborated(disk)


def test_no_event_depends_on_places(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = opening(monkeypatch)
    disk.write("places.toml", '[kyiv]\nname = "Kyiv"\naliases = ["Kiev"]\nlat = 50.45\nlon = 30.52\n')
    assert found(disk, "place:Kiev") == ["2024-b"]
    assert opened == ["places.toml", "timeline.toml"]


def problems(disk: Disk) -> list[str]:
    first = disk.told()
    assert first == disk.told() == disk.anew()
    assert len(first.events) == len(NAMES)
    return [str(p).partition("events/")[2] for p in (*first.problems, *first.doubts)]


def test_a_broken_register_is_told_of_and_the_rest_shown(disk: Disk) -> None:
    disk.write("actors.toml", "[joe\n")
    disk.write("sources.toml", '[doc]\npublisher = "BBC"\n')
    assert [text.splitlines()[0].partition(": ")[0] for text in problems(disk)] == ["actors.toml:1:5"]
    assert disk.told().found["source:BBC"] == ["2024-a", "2024-d"]
    disk.write("actors.toml", "[joe]\n")
    assert problems(disk) == [
        'actors.toml:1:2: SCH006 name is missing in an entry of actors\n  | [joe]\n  |  ^\n  = name = "…"'
    ]
    disk.write("actors.toml", '[joe]\nname = "J"\n')
    assert problems(disk) == []


def test_an_entry_in_doubt_has_its_line_whatever_ends_and_begins_the_file(disk: Disk) -> None:
    disk.write("places.toml", "\ufeff# head\r\n[kyiv]\r\nname = 5\r\n")
    assert problems(disk) == [
        'places.toml:3:1: SCH006 name is a number; it must be text in quotes\n  | name = 5\n  | ^\n  = name = "5"'
    ]


@pytest.mark.parametrize(
    "text",
    [
        "published = 2024-05-02T10:00:00Z",
        "published = 2024-05-02T10:00:00+00:00",
        "published = 2024-05-02T10:00:00.5",
        "published = 2024-05-02",
        "published = 2024",
        "published = 10:00:00",
        "title = inf",
        f"published = {10**30}",
        f"x = {10**30}",
        "accessed = nan",
    ],
)
def test_what_is_kept_reads_as_what_was_read(disk: Disk, text: str) -> None:
    disk.write("sources.toml", f'[doc]\npublisher = "BBC"\n{text}\n')
    first = disk.told()
    disk.write(NAMES[3], TEXTS[3] + "# read again, by the registers that are kept\n")
    assert disk.told() == first == disk.anew()


@pytest.mark.parametrize("bad", ["link", "folder"])
def test_a_register_that_is_no_file_is_told_of_once(disk: Disk, bad: str) -> None:
    path = disk.root / "actors.toml"
    if bad == "link":
        path.symlink_to(disk.root / "elsewhere")
    else:
        path.mkdir()
    assert [text.partition(" ")[0] for text in problems(disk)] == ["actors.toml:"]


def test_a_register_that_cannot_be_opened_is_tried_again_each_time(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    disk.write("actors.toml", '[joe]\nname = "Joe Biden"\naliases = ["Robinette"]\n')
    read = folder.read

    def denied(root: str, path: str, most: int | None = None) -> bytes:
        if path == "actors.toml":
            raise DataError("actors.toml cannot be read: Permission denied", "you may not")
        return read(root, path, most)

    with monkeypatch.context() as patch:
        patch.setattr(folder, "read", denied)
        for _ in range(2):
            assert problems(disk) == [
                "actors.toml: SCH007 actors.toml cannot be read: Permission denied\n  = you may not"
            ]
    assert problems(disk) == []
    assert found(disk, "actor:Robinette") == ["2024-a"]


def test_a_register_may_be_large(disk: Disk) -> None:
    disk.write("actors.toml", '[joe]\nname = "Joe Biden"\naliases = ["Robinette"]\n' + "#" * LARGEST)
    assert problems(disk) == []
    assert found(disk, "actor:Robinette") == ["2024-a"]
