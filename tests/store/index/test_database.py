"""The index may be lost, damaged, out of date or in use: the answers are those of the files, and nobody notices."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disk import ARMY, DAY, LONG_AGO, STATE, TEXTS, Disk, Told, opening, told
from disk import parsing as parsings
from newsroom import begun
from timeline.errors import DataError, Problem, UsageError
from timeline.eventfile import reader
from timeline.store import chronology
from timeline.store.chronology import Chronology
from timeline.store.files import folder, registers
from timeline.store.index import database, parse_files, refresh, write

NAMES = [f"2024/2024-{letter}.toml" for letter in "abcdefgh"]
NEEDS_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="POSIX locks, and names that are bytes")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """Files of every sort, indexed once."""
    disk = Disk(tmp_path)
    for name, text in zip(NAMES, TEXTS, strict=True):
        disk.write(name, text)
    disk.write("actors.toml", '[joe]\nname = "Joe Biden"\naliases = ["Biden"]\n')
    disk.told()
    return disk


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every content that has been parsed since."""
    return parsings(monkeypatch)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file that has been opened since."""
    return opening(monkeypatch)


# ------------------------------------------------------------------------------------------- the cache between commands


def another_version(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=1")
    db.close()


def another_chronology(path: Path) -> None:
    other = Disk(path.parent.parent / "other")
    other.write("2024-x.toml", TEXTS[0])
    other.told()
    shutil.copy2(other.kept, path)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "x").touch()


def another_program_s(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE mine (a)")
    db.close()


def changed(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with sqlite3.connect(path) as db:
            db.execute(statement)
        db.close()

    return change


def deleted_in_use(path: Path) -> None:
    path.unlink()
    path.with_name(path.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))


def a_file_for_a_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.touch()


def written(data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


def beside(ending: str, data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        Path(f"{path}{ending}").write_bytes(data)

    return write


FOR_GOOD: dict[str, Callable[[Path], None]] = {
    "a file where its folder was": a_file_for_a_folder,
    "a folder where it was": a_folder,
    "a folder in place of the journal": lambda path: Path(f"{path}-journal").mkdir(),
}
"""After these there can be no index on the disk, until somebody puts it right."""
ONCE: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "deleted": Path.unlink,
    "its folder deleted": lambda path: shutil.rmtree(path.parent),
    "emptied": written(b""),
    "noise": written(random.Random(1).randbytes(9000)),
    "text": written(b"SQLite format 4" * 999),
    "a journal of noise beside it": beside("-journal", b"x" * 999),
    "logs of noise beside it": beside("-wal", b"x" * 999),
    "deleted, but for its journal": deleted_in_use,
    "another version": another_version,
    "another chronology's": another_chronology,
    "another program's": another_program_s,
    "another application": changed("PRAGMA application_id=1"),
    "a table lost": changed("DROP TABLE record"),
    "the words lost": changed("DROP TABLE words"),
    "records damaged": changed("UPDATE record SET data = x'00'"),
    "records cut short": changed("UPDATE record SET data = substr(data, 1, length(data) - 4)"),
    "another dictionary": changed("UPDATE meta SET value = x'0102' WHERE key = 'dictionary'"),
    "notes lost": changed("DELETE FROM meta"),
    "the faults damaged": changed("UPDATE meta SET value = '{' WHERE key = 'faults'"),
    "the faults of another shape": changed("UPDATE meta SET value = x'91c0' WHERE key = 'faults'"),
    "the registers damaged": changed("UPDATE register SET value = x'c1'"),
}
HAPPENS = FOR_GOOD | ONCE


@pytest.mark.parametrize("what", HAPPENS)
def test_whatever_happens_to_the_cache_between_two_commands(disk: Disk, what: str) -> None:
    wanted = disk.anew()
    HAPPENS[what](disk.kept)
    assert [disk.told() for _ in range(3)] == [wanted] * 3
    disk.write(NAMES[0], TEXTS[1])
    wanted = disk.anew()
    assert [disk.told() for _ in range(2)] == [wanted] * 2


@pytest.mark.parametrize("what", ONCE)
def test_and_the_command_after_the_next_has_a_whole_index_again(disk: Disk, what: str, parsed: list[bytes]) -> None:
    HAPPENS[what](disk.kept)
    disk.told()
    del parsed[:]
    disk.told()
    assert not parsed


def test_truncated_anywhere(disk: Disk) -> None:
    wanted, whole = disk.anew(), disk.kept.read_bytes()
    rng = random.Random(3)
    for size in [0, 1, 15, 16, 99, 100, 101, 4095, 4096, 4097, len(whole) - 1, *rng.sample(range(len(whole)), 8)]:
        disk.kept.write_bytes(whole[:size])
        assert disk.told() == wanted


def test_bytes_flipped_by_a_failing_disk_are_no_traceback(disk: Disk) -> None:
    whole = disk.kept.read_bytes()
    rng = random.Random(5)
    for n in range(25):
        data = bytearray(whole)
        for at in rng.sample(range(len(data)), 1 << n % 10):
            data[at] ^= rng.randrange(1, 256)
        disk.kept.write_bytes(data)
        assert len(disk.told().problems) < 99


def test_an_older_copy_of_the_index_put_back(disk: Disk, tmp_path: Path) -> None:
    shutil.copy2(disk.kept, tmp_path / "old")
    path = disk.kept
    disk.write(NAMES[0], TEXTS[2])
    disk.write("actors.toml", '[a]\nname = "Joe Biden"\naliases = ["Kyiv"]\n')
    disk.move(NAMES[1], "2025/2024-z.toml")
    wanted = disk.anew()
    assert disk.told() == wanted
    shutil.copy2(tmp_path / "old", path)
    assert disk.told() == wanted


# ------------------------------------------------------------------------------------------------- it cannot be used


def test_a_damaged_index_that_cannot_be_deleted(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: str) -> None:
        raise PermissionError(path)

    disk.kept.write_bytes(bytes(range(256)) * 99)
    monkeypatch.setattr(os, "unlink", denied)
    assert disk.told() == disk.anew()


def test_no_cache_folder_can_be_made(tmp_path: Path, disk: Disk) -> None:
    (tmp_path / "file").touch()
    disk.cache = tmp_path / "file" / "cache"
    assert disk.told() == disk.anew()


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Statements to run on each connection to a file; `mode=ro` opens it for reading only."""
    statements: list[str] = []
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def connected(path: str, **more: Any) -> sqlite3.Connection:
        if path == ":memory:":
            return connect(path, **more)
        if "mode=ro" in statements:
            return connect(f"file:{path}?mode=ro", uri=True, **more)
        db = connect(path, **more)
        for statement in statements:
            db.execute(statement)
        return db

    monkeypatch.setattr(sqlite3, "connect", connected)
    yield statements
    del statements[:]


def test_a_file_that_cannot_be_written(disk: Disk, connections: list[str], parsed: list[bytes]) -> None:
    connections.append("mode=ro")
    assert disk.told() == disk.anew()
    del parsed[:]
    disk.told()
    assert not parsed  # what is up to date is good enough
    disk.write(NAMES[0], TEXTS[2])
    assert disk.told() == disk.anew()
    disk.kept.unlink()
    assert disk.told() == disk.anew()


def test_a_full_disk(disk: Disk, connections: list[str]) -> None:
    connections.append("PRAGMA max_page_count=1")  # sets it to the present size
    for n in range(300):
        disk.write(f"2023/2023-{n}.toml", f'title = "{random.Random(n).randbytes(40).hex()}"\ndate = 2023\n')
    assert disk.told() == disk.anew()
    assert disk.kept.exists()


def test_locked_by_another_process(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT", 0.0)
    wanted = disk.anew()
    other = sqlite3.connect(disk.kept, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert disk.told() == wanted  # who only reads may
    disk.write(NAMES[0], TEXTS[2])
    assert disk.told() == disk.anew()
    other.execute("ROLLBACK")
    other.execute("BEGIN EXCLUSIVE")
    assert disk.told() == disk.anew()
    other.close()
    assert disk.told() == disk.anew()


def test_an_error_of_ours_is_not_taken_for_damage_for_ever(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def wrong(at: database.Index) -> None:
        asked.append(at.path)
        raise TypeError("a bug")

    with pytest.raises(TypeError):
        disk.open().through_index(wrong)
    assert [path is None for path in asked] == [False, False, True]


def test_a_wrong_question_is_not_taken_for_damage(disk: Disk, parsed: list[bytes]) -> None:
    def wrong(_: database.Index) -> None:
        raise UsageError("no such thing")

    shelf = disk.open()
    with pytest.raises(UsageError):
        shelf.through_index(wrong)
    assert told(shelf) == disk.anew()


@pytest.mark.parametrize("statement", ["ROLLBACK", "SELECT 1"])
def test_a_transaction_that_has_ended_is_not_ended_again(tmp_path: Path, statement: str) -> None:
    at = database.Index(str(tmp_path), None)
    for doing in (at.reading, at.writing):
        with pytest.raises(ZeroDivisionError), doing():
            assert at.db.execute(statement).rowcount / 0


def test_a_transaction_of_an_index_that_was_dropped_meanwhile(tmp_path: Path) -> None:
    at = database.Index(str(tmp_path), None)
    with at.reading():
        at.drop(database.OutdatedError())


def test_the_name_of_the_file_is_never_too_long(tmp_path: Path) -> None:
    root = tmp_path / ("ж" * 120) / "events"
    begun(root, b"")
    assert database.Index(str(root), str(tmp_path / "cache")).path is not None
    assert len(list((tmp_path / "cache").iterdir())) == 1


@NEEDS_LINUX
def test_a_chronology_whose_path_is_no_text(tmp_path: Path, parsed: list[bytes]) -> None:
    root = os.fsdecode(os.fsencode(tmp_path) + b"/\xff/events")
    begun(root, b"")
    Path(root, "2024-a.toml").write_text(TEXTS[0])
    os.utime(Path(root, "2024-a.toml"), (1, 1))
    answers = [Chronology(root, str(tmp_path / "cache")).events().entries[0].id for _ in range(2)]
    assert answers == ["2024-a"] * 2


# ------------------------------------------------------------------------------------------------- what has changed


def test_nothing_is_opened_when_nothing_has_changed(disk: Disk, opened: list[str], parsed: list[bytes]) -> None:
    disk.told()
    assert not opened
    disk.write(NAMES[0], TEXTS[2])
    disk.told()
    assert opened == [NAMES[0]]
    assert not parsed  # another file holds the same


def test_every_file_has_git_s_id(disk: Disk) -> None:
    disk.write("1/2024-a.toml", TEXTS[0])  # the same ID, and the same content
    shelf = disk.open()
    shelf.events()
    assert shelf.index
    paths = [*NAMES, "1/2024-a.toml"]
    assert shelf.index.blobs() == {path: folder.blob_id(disk.read(path).encode()) for path in paths}


def test_written_back_to_its_old_time_and_size(disk: Disk) -> None:
    mtime, _ = disk.times[NAMES[0]]
    disk.write(NAMES[0], TEXTS[0].replace("Strike on Kyiv", "Strike on Lviv"), mtime=mtime)
    assert disk.told() == disk.anew()
    assert disk.told().found["kyiv"] == ["2024-b"]


TWICE = [(NAMES[0], TEXTS[0].replace("Strike", "{}")), ("sources.toml", '[doc]\npublisher = "{}"\n')]


@pytest.mark.parametrize(("path", "text"), TWICE)
@pytest.mark.parametrize("age", [0, refresh.RACY // 2, -DAY])
def test_written_twice_within_a_tick_of_the_clock(
    disk: Disk, monkeypatch: pytest.MonkeyPatch, path: str, text: str, age: int
) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 2 * LONG_AGO)
    now = 2 * LONG_AGO - age + 1
    disk.write(path, text.format("One"), mtime=now, ctime=now)
    assert disk.told() == disk.anew()
    disk.write(path, text.format("Two"), mtime=now, ctime=now)
    assert disk.told() == disk.anew()


@pytest.mark.parametrize(("path", "text"), TWICE)
def test_written_while_the_index_is_made(disk: Disk, monkeypatch: pytest.MonkeyPatch, path: str, text: str) -> None:
    """However long the reading takes: what counts is how old a file was before it was opened."""
    now = 2 * LONG_AGO + 1
    disk.write(path, text.format("One"), mtime=now, ctime=now)
    read, clock = folder.read, [now]

    def slow(root: str, path: str, most: int | None = None) -> bytes:
        clock[0] += DAY
        return read(root, path, most)

    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: clock[0])
        patch.setattr(folder, "read", slow)
        disk.told()
    disk.write(path, text.format("Two"), mtime=now, ctime=now)
    assert disk.told() == disk.anew()


def test_times_that_count_whole_seconds() -> None:
    now = 1_700_000_000_500_000_000
    second = now // 1_000_000_000 * 1_000_000_000
    assert refresh.racy([(1, second, second)], now)
    assert refresh.racy([(1, second - 1_000_000_000, 5)], now)
    assert not refresh.racy([(1, second - 2_000_000_000, 5)], now)
    assert refresh.racy([(1, 5, now - refresh.RACY + 1)], now)
    assert not refresh.racy([(1, 5, now - refresh.RACY)], now)
    assert not refresh.racy([], now)


def test_another_branch_and_back(disk: Disk, parsed: list[bytes]) -> None:
    before = disk.told()
    for n, name in enumerate(NAMES[:5]):
        disk.write(name, TEXTS[n].replace("2024", "2023"))
    disk.write("2025/2025-new.toml", TEXTS[0].replace("2024", "2025"))
    disk.remove(NAMES[7])
    other = disk.told()
    assert other == disk.anew()
    assert other != before
    del parsed[:]
    for n, name in enumerate(NAMES[:5]):
        disk.write(name, TEXTS[n])
    disk.remove("2025/2025-new.toml")
    disk.write(NAMES[7], TEXTS[7])
    assert disk.told() == before
    assert not parsed


def test_branches_of_git(tmp_path: Path) -> None:
    root, cache = tmp_path / "events", str(tmp_path / "cache")
    begun(root, b"")
    (root / "2024").mkdir()

    def git(*words: str) -> None:
        author = ("-c", "user.name=desk", "-c", "user.email=desk@example.org")
        subprocess.run(["git", "-C", root, *author, *words], check=True, capture_output=True)

    def check() -> list[str]:
        kept = told(Chronology(str(root), cache))
        assert kept == told(Chronology(str(root)))
        return [raw.decode()[10:20] for _, _, raw, _ in kept.events]

    git("init", "-q", "-b", "one")
    (root / "2024/2024-a.toml").write_text(TEXTS[0])
    git("add", "-A")
    git("commit", "-qm", "one")
    seen = [check()]
    git("checkout", "-qb", "two")
    (root / "2024/2024-a.toml").write_text(TEXTS[0].replace("Strike", "Struck"))
    git("commit", "-qam", "two")
    seen.append(check())
    git("checkout", "-q", "one")
    seen.append(check())
    git("checkout", "-q", "two")
    seen.append(check())
    assert seen[0] == seen[2] != seen[1] == seen[3]


def test_folders_and_files_renamed(disk: Disk, parsed: list[bytes]) -> None:
    disk.move_folder("2024", "other")
    assert disk.told() == disk.anew()
    assert {os.path.basename(os.path.dirname(path)) for _, path, *_ in disk.told().events} == {"other"}
    disk.move("other/2024-a.toml", "2024/deep/2024-a.toml")
    disk.move("other/2024-b.toml", "2024-b.toml")
    disk.move("other/2024-d.toml", "other/2024-c.toml")
    del parsed[:]
    after = disk.told()
    assert not parsed
    assert after == disk.anew()


def test_two_files_swapped(disk: Disk) -> None:
    for a, b in ((0, 3), (1, 5)):
        disk.move(NAMES[a], "x.toml")
        disk.move(NAMES[b], NAMES[a])
        disk.move("x.toml", NAMES[b])
        assert disk.told() == disk.anew()


# --------------------------------------------------------------------------------------------------- two with one ID


def duplicates(disk: Disk) -> list[str]:
    same = [p for p in disk.told().problems if "same ID" in p.message]
    return [f"{p.path.partition('events/')[2]} {p.message}" for p in same]


def test_of_two_files_with_one_id_the_first_by_path_counts(disk: Disk) -> None:
    disk.write("2024/b/2024-a.toml", TEXTS[1])
    disk.write("2025/2024-a.toml", TEXTS[3])
    assert duplicates(disk) == [
        "2024/b/2024-a.toml has the same ID as 2024/2024-a.toml",
        "2025/2024-a.toml has the same ID as 2024/2024-a.toml",
    ]
    disk.write("2024/1/2024-a.toml", TEXTS[1])  # by path, not by folder: "2024/1" stands before "2024/2024-a"
    assert "2024/2024-a.toml has the same ID as 2024/1/2024-a.toml" in duplicates(disk)
    assert disk.open().files["2024-a"] == "2024/1/2024-a.toml"
    assert disk.told() == disk.anew()
    disk.remove("2024/1/2024-a.toml")
    assert disk.told() == disk.anew()
    disk.move_folder("2025", "2023")
    assert disk.told() == disk.anew()
    assert len(duplicates(disk)) == 2
    for path in ("2023/2024-a.toml", "2024/2024-a.toml"):
        disk.remove(path)
        assert disk.told() == disk.anew()
    assert not duplicates(disk)
    assert "2024-a" in [id_ for id_, *_ in disk.told().events]


def test_the_file_that_counts_may_be_no_event(disk: Disk) -> None:
    disk.write("1/2024-a.toml", "nonsense")
    assert "2024-a" not in [id_ for id_, *_ in disk.told().events]
    assert disk.told() == disk.anew()


# ------------------------------------------------------------------------------------------------ files that are faulty


def test_faults_are_told_again_without_reading(disk: Disk, opened: list[str]) -> None:
    answer = disk.told()
    assert not opened
    assert [os.path.basename(p.path) for p in answer.problems] == [f"2024-{c}.toml" for c in "fgh"]
    assert [(p.line, p.code) for p in answer.doubts] == [(5, "TIM206")]
    assert answer.doubts[0].source == 'published = "20240"'


def test_a_file_that_cannot_be_opened_is_tried_again_each_time(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    read = folder.read
    before = disk.told()

    def denied(root: str, path: str, most: int | None = None) -> bytes:
        if path in {NAMES[0], NAMES[1]}:
            raise DataError(f"{path} cannot be read: Permission denied", "you may not")
        return read(root, path, most)

    with monkeypatch.context() as patch:
        patch.setattr(folder, "read", denied)
        assert disk.told() == before  # nothing has changed, nothing is opened
        disk.times[NAMES[0]] = (disk.times[NAMES[0]][0], disk.tick())  # as chmod does
        for _ in range(2):
            answer = disk.told()
            assert [p.message for p in answer.problems if p.path.endswith("a.toml")] == [
                f"{NAMES[0]} cannot be read: Permission denied"
            ]
            assert [id_ for id_, *_ in answer.events] == [id_ for id_, *_ in before.events if id_ != "2024-a"]
        disk.cache = disk.cache.with_name("new")
        assert len(disk.told().problems) == len(before.problems) + 2
    assert disk.told() == before


@pytest.mark.parametrize(
    "text",
    [
        f'title = "T"\ndate = 2024\nseq = {10**30}\n',
        f'title = "T"\ndate = 2024\nseq = -{10**30}\n',
        f'title = "T"\ndate = 2024\nx.a = {10**30}\n',
        f'title = "T"\ndate = 2024\n[x.{".".join("a" * 4_000)}]\nb = 1\n',
        'title = "T"\ndate = 2024\nx = { a = inf, b = nan, c = 07:00:00, d = 2024-01-01T00:00:00Z }\n',
        'title = "T\\u0000"\ndate = 2024\ntags = ["\\u0000", "a\\u0000b"]\n',
        'title = "T"\ndate = "Y99999999999"\n',
        'title = "T"\ndate = "../.."\n',
        "\ufefftitle = 'T'\r\ndate = 2024\r\n",
    ],
)
def test_extremes_are_kept_or_told(disk: Disk, text: str) -> None:
    disk.write("2024/2024-x.toml", text)
    for answer in (disk.told(), disk.told(), disk.anew()):
        events = [raw for id_, _, raw, _ in answer.events if id_ == "2024-x"]
        problems = [p for p in answer.problems if p.path.endswith("x.toml")]
        assert len(events) + len(problems) == 1


def test_what_is_too_long_is_not_read_in_part(disk: Disk) -> None:
    order = [f'title = "T"\ndate = 2024\nseq = {n}\n' for n in (-(10**30), -5, 5, 10**30)]
    for n, text in enumerate(order):
        disk.write(f"{9 - n}.toml", text)
    assert [id_ for id_, *_ in disk.told().events if len(id_) == 1] == ["9", "8", "7", "6"]


# ------------------------------------------------------------------------------------------------- several at once


def test_another_process_between_two_batches(disk: Disk, monkeypatch: pytest.MonkeyPatch, parsed: list[bytes]) -> None:
    wanted = disk.anew()
    disk.kept.unlink()
    monkeypatch.setattr(refresh, "BATCH", 3)
    monkeypatch.setattr(parse_files, "BATCH", 3)
    answers: list[Told] = []

    def meanwhile(done: int, of: int) -> None:
        assert of == len(TEXTS)
        if done == 3 and not answers:
            answers.append(disk.told())

    del parsed[:]
    answers.append(told(disk.open(progress=meanwhile)))
    assert answers == [wanted, wanted]
    assert sorted(parsed) == sorted(TEXTS[n].encode() for n in range(len(TEXTS)))  # none of them twice


def test_another_process_with_an_older_look_at_the_files(disk: Disk) -> None:
    older, asked = disk.open(), disk.open()
    before = disk.anew()
    disk.write("2023-new.toml", TEXTS[0])
    disk.write("actors.toml", STATE)
    newer = disk.open()
    after = disk.anew()
    assert told(asked) == before
    assert told(newer) == after
    assert told(older) == before  # as it was when it looked
    assert told(newer) == after
    assert told(asked) == before
    assert disk.told() == after


def test_another_process_that_never_rests(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the end an index in memory answers."""
    real, wanted = refresh.refresh, disk.anew()
    asked = []

    def busy(at: database.Index, *more: Any) -> Any:
        met = real(at, *more)
        asked.append(at.path is None)
        with sqlite3.connect(disk.kept) as other:
            other.execute("INSERT OR REPLACE INTO meta VALUES ('x', ?)", (len(asked),))
        other.close()
        return met

    monkeypatch.setattr(chronology, "refresh", busy)
    shelf = disk.open()
    assert [e.unpack() for e in shelf.events().entries] == [raw for _, _, raw, _ in wanted.events]
    assert asked == [False] * chronology.TRIES + [True]


@pytest.mark.parametrize("busy", range(chronology.TRIES + 1))
def test_a_fault_of_our_own_is_said_however_often_others_wrote(
    disk: Disk, monkeypatch: pytest.MonkeyPatch, busy: int
) -> None:
    others = iter([database.OutdatedError] * busy)

    def failing(*_: object) -> None:
        raise next(others, ZeroDivisionError)

    monkeypatch.setattr(chronology, "refresh", failing)
    with pytest.raises(ZeroDivisionError):
        disk.open().events()


def test_two_processes_make_the_tables_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = database.Index._make
    others = iter([True, False, False])

    def make(self: database.Index) -> None:
        if next(others):
            database.Index(str(tmp_path), str(tmp_path / "cache")).note("other", 1)
        real(self)

    monkeypatch.setattr(database.Index, "_make", make)
    at = database.Index(str(tmp_path), str(tmp_path / "cache"))
    assert at.path is not None
    assert at.meta("other") == 1


def test_processes_that_start_together(tmp_path: Path) -> None:
    root = tmp_path / "events"
    begun(root, b"")
    for n in range(120):
        (root / f"2024-{n}.toml").write_text(TEXTS[n % len(TEXTS)] + f"# {n}\n")
    script = (
        "import sys\nfrom timeline.store.index import parse_files, refresh\nfrom timeline.store.chronology import Chronology\n"
        "refresh.BATCH = parse_files.BATCH = 7\na = Chronology(*sys.argv[1:]).events()\nprint(len(a.entries), len(a.problems))"
    )
    command = [sys.executable, "-c", script, str(root), str(tmp_path / "cache")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = {process.communicate()[0] for process in running}
    alone = Chronology(str(root)).events()
    assert answers == {f"{len(alone.entries)} {len(alone.problems)}\n"}


# ------------------------------------------------------------------------------------------------- broken off


@pytest.mark.parametrize("after", [1, 2, 5, 8])
def test_broken_off_between_two_batches(
    disk: Disk, monkeypatch: pytest.MonkeyPatch, parsed: list[bytes], after: int
) -> None:
    disk.write("1/2024-a.toml", TEXTS[3])
    disk.write("9/2024-b.toml", TEXTS[3] + "# the same ID\n")
    wanted = disk.anew()
    disk.kept.unlink()
    monkeypatch.setattr(refresh, "BATCH", 1)
    monkeypatch.setattr(parse_files, "BATCH", 1)

    def stop(done: int, _: int) -> None:
        if done == after:
            raise KeyboardInterrupt

    del parsed[:]
    shelf = disk.open(progress=stop)
    with pytest.raises(KeyboardInterrupt):
        shelf.events()
    shelf.progress = lambda _done, _of: None
    assert told(shelf) == wanted
    assert disk.told() == wanted
    assert len(parsed) == len({bytes(data) for data in parsed})  # none of them twice


def test_what_was_written_and_taken_back_is_no_damage(disk: Disk) -> None:
    at = database.Index(str(disk.root), str(disk.cache))
    at.db.execute("PRAGMA cache_size=1")
    rows = ((f"key {n}", bytes(4096)) for n in [*range(99), None])  # more than stays in memory
    with pytest.raises(sqlite3.ProgrammingError), at.writing():
        at.db.executemany("INSERT INTO meta VALUES (?, ?)", (row if row[0] != "key None" else (1,) for row in rows))
    at.db.close()
    assert database.Index(str(disk.root), str(disk.cache)).meta("tables") is not None


def test_broken_off_within_a_batch(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reader.read
    disk.write("2024/2024-x.toml", TEXTS[0] + "# new\n")
    disk.write(NAMES[1], TEXTS[1] + "# new\n")
    disk.remove(NAMES[0])

    def stop(data: bytes, *_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(reader, "read", stop)
    with pytest.raises(KeyboardInterrupt):
        disk.told()
    monkeypatch.setattr(reader, "read", read)
    assert disk.told() == disk.anew()


def test_what_has_not_changed_needs_no_parser(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read", None)
    monkeypatch.setattr(write, "Writer", None)
    monkeypatch.setattr(registers, "read", None)
    assert len(disk.told().events) == 5


# ----------------------------------------------------------------------------------------------------------- the law

PATHS = (
    "2024/2024-a.toml",
    "2024/2024-b.toml",
    "2024-a.toml",
    "2024/x/2024-a.toml",
    "2025/2025-c.toml",
    "2025/2024-b.toml",
)
REGISTERS = ("actors.toml", "sources.toml", "places.toml")
REGISTER_TEXTS = (STATE + ARMY, STATE, '[doc]\npublisher = "BBC"\n', '[doc]\ntitle = "Kyiv"\n', "broken", "x = 1\n")
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(REGISTERS), st.sampled_from(REGISTER_TEXTS)),
    st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from(TEXTS)),
    st.tuples(st.just("quietly"), st.sampled_from(PATHS), st.sampled_from(TEXTS)),
    st.tuples(st.sampled_from(["remove", "touch"]), st.sampled_from(PATHS + REGISTERS)),
    st.tuples(st.sampled_from(["move", "swap"]), st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.tuples(st.just("rename"), st.sampled_from(["2024", "2025", "2026"]), st.sampled_from(["2024", "2025", "2026"])),
    st.just(("look",)),
)


def step(disk: Disk, what: str, *given: str) -> None:
    there = [path in disk.times for path in given]
    if what == "write":
        disk.write(*given)
    elif what == "quietly" and there[0]:  # same mtime as before
        disk.write(*given, mtime=disk.times[given[0]][0])
    elif what == "remove" and there[0]:
        disk.remove(*given)
    elif what == "touch" and there[0]:
        disk.times[given[0]] = (disk.tick(), disk.now)
    elif what == "move" and there[0]:
        disk.move(*given)
    elif what == "swap" and all(there):
        disk.move(given[0], "swap.toml")
        if given[0] != given[1]:
            disk.move(given[1], given[0])
        disk.move("swap.toml", given[1])
    elif what == "rename" and (disk.root / given[0]).exists() and not (disk.root / given[1]).exists():
        disk.move_folder(*given)
    elif what == "look":
        assert disk.told() == disk.anew()


@settings(max_examples=25)
@given(st.lists(STEPS, max_size=14))
def test_an_index_kept_answers_as_one_made_anew(steps: list[tuple[str, ...]]) -> None:
    with TemporaryDirectory() as place:
        disk = Disk(Path(place))
        for what, *given_ in steps:
            step(disk, what, *given_)
        assert disk.told() == disk.anew()
        assert not any(p.message == "" for p in disk.told().problems)
        assert all(isinstance(p, Problem) for p in disk.told().problems)


def test_what_is_mostly_of_the_past_is_made_anew(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "PAST", 0)
    for n in range(30):
        disk.write(NAMES[0], f'title = "Version {n}"\ndate = 2024\n')
        disk.told()
    with sqlite3.connect(disk.kept) as db:
        assert db.execute("SELECT count(*) FROM content").fetchone()[0] <= 3 * len(NAMES) + 1
    assert disk.told() == disk.anew()
