"""What the index writes: records, terms, duplicates; whole, and once."""

import sqlite3
from pathlib import Path

import pytest

from disk import TEXTS, Disk, told
from timeline.store.index import parse_files, refresh
from timeline.store.index.schema import LARGEST_DICTIONARY, packed, sealed, unpacked, unsealed
from timeline.store.index.write import Writer


def count(disk: Disk, table: str) -> int:
    with sqlite3.connect(disk.kept) as db:
        (found,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
    db.close()
    return int(found)


def test_the_first_records_help_to_compress_all_others(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    for n in range(20):
        disk.write(f"{2000 + n}-x.toml", f'title = "T {n}"\ndate = {2000 + n}\n')
    titles = [b'{"title":"T %d"' % n for n in range(20)]
    assert [raw.partition(b",")[0] for _, _, raw, _ in disk.told().events] == titles
    disk.write("2024-new.toml", TEXTS[0])
    assert disk.told() == disk.anew()
    with sqlite3.connect(disk.kept) as db:
        (dictionary,) = db.execute("SELECT value FROM meta WHERE key = 'dictionary'").fetchone()
        data = [data for (data,) in db.execute("SELECT data FROM record ORDER BY n")]
    db.close()
    dictionary = unsealed(dictionary)
    assert len(dictionary) == LARGEST_DICTIONARY
    records = [unpacked(unsealed(one), dictionary) for one in data]
    assert [record.partition(b",")[0] for record in records[:20]] == titles
    assert sum(map(len, data)) * 3 < sum(map(len, records))


@pytest.mark.parametrize("damage", [b"", b"\0", b"x" * 99])
def test_a_damaged_record_is_noticed(damage: bytes) -> None:
    data = sealed(packed(b'{"title":"T"}', b'{"title":"'))
    assert unpacked(unsealed(data), b'{"title":"') == b'{"title":"T"}'
    for harmed in (damage, data[:-1], data[:-1] + b"\0", data[1:]):
        with pytest.raises(ValueError, match="damaged"):
            unsealed(harmed)


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    for n in range(5):
        disk.write(f"2024-{n}.toml", TEXTS[0])
    assert [id_ for id_, *_ in disk.told().events] == [f"2024-{n}" for n in range(5)]
    assert [count(disk, table) for table in ("file", "content", "event")] == [5, 1, 1]


def test_what_no_event_has_any_more_is_not_named(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    disk.write("2024-a.toml", TEXTS[0])
    assert disk.told().values["tag"] == ["war", "war/air"]
    disk.write("2024-a.toml", TEXTS[1])
    assert disk.told().values["tag"] == []
    disk.write("2023/2024-b.toml", TEXTS[0])
    disk.write("2022/2024-b.toml", TEXTS[1])  # the other of that ID has the tags, and is not asked
    assert disk.told().values["tag"] == []
    disk.remove("2022/2024-b.toml")
    assert disk.told().values["tag"] == ["war", "war/air"]


def test_many_duplicates(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    for place in "cab":
        for n in range(40):
            disk.write(f"{place}/2024-{n}.toml", f'title = "{place} {n}"\ndate = 2024\n')
        assert disk.told() == disk.anew()
    assert len(disk.told().problems) == 80
    assert {raw[10:11] for _, _, raw, _ in disk.told().events} == {b"a"}


def test_duplicates_that_a_broken_off_writing_left_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of the two is new to the second writing."""
    disk = Disk(tmp_path)
    for place in "ab":
        disk.write(f"{place}/2024-a.toml", f'title = "{place}"\ndate = 2024\n')
    disk.write("c/2024-z.toml", TEXTS[0])
    monkeypatch.setattr(refresh, "BATCH", 2)
    monkeypatch.setattr(parse_files, "BATCH", 2)

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        disk.open(progress=stop).events()
    assert count(disk, "file") == 2
    shelf = disk.open()
    answer = told(shelf)
    assert answer == disk.anew()
    assert len(answer.problems) == 1
    assert shelf.index
    assert not shelf.index.meta("torn")


def test_a_writer_goes_on_where_another_has_stopped(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    disk.write("2024-a.toml", TEXTS[0])
    shelf = disk.open()
    shelf.events()
    assert shelf.index
    first = Writer(shelf.index)
    assert first.next == 2
    assert first.dictionary
    assert first.numbered("") == 1
    assert first.numbered("new/") == 2
