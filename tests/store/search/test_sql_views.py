"""The views of `sql`: what they say, and that nothing else can be done through them."""

import itertools
import sqlite3
from pathlib import Path
from typing import Any, cast

import pytest

from newsroom import begun
from timeline.errors import UsageError
from timeline.store.chronology import Chronology
from timeline.store.index.database import Index
from timeline.store.search import sql_views
from timeline.store.search.sql_views import VIEWS, Selection

EVENT = """
title = "A"
date = 2024-11-17
seq = 99999999999999999999
tags = ["x", "y/z"]
actors = [{ name = "Joe", role = "agent" }, { name = "Ann" }]
places = [{ name = "Kursk", lat = 51.7, lon = 36.2 }]
note = "for the desk"
x = { case = 17 }

[[sources]]
id = "secret"
name = "Deep Throat"
confidential = true

[[sources]]
id = "nyt"
publisher = "The New York Times"
author = ["Ann", "Joe"]
cites = ["secret"]

[[links]]
type = "follows"
to = "2024-b"
"""


def chronology(tmp_path: Path, cache: str | None) -> Chronology:
    begun(tmp_path / "it's", b"")
    root = tmp_path / "it's"
    (root / "2024").mkdir()
    (root / "2024-a.toml").write_text(EVENT, encoding="utf-8")
    (root / "2024" / "2024-b.toml").write_text('title = "B"\ndate = "2024-12/.."\n', encoding="utf-8")
    (root / "2024" / "2024-a.toml").write_text('title = "twin"\ndate = 2024\n', encoding="utf-8")
    (root / "2024-broken.toml").write_text("title = 5\n", encoding="utf-8")
    return Chronology(str(root), cache)


@pytest.fixture(params=["on disk", "in memory"])
def asked(request: pytest.FixtureRequest, tmp_path: Path) -> Chronology:
    return chronology(tmp_path, str(tmp_path / "cache") if request.param == "on disk" else None)


def rows(asked: Chronology, statement: str) -> list[tuple[Any, ...]]:
    return asked.sql(statement)[0].values


def test_events(asked: Chronology) -> None:
    (whole,) = rows(asked, "SELECT * FROM events WHERE title = 'B'")
    event = dict(zip(VIEWS["events"], whole, strict=True))
    assert event["path"] == asked.shown("2024/2024-b.toml")
    assert (event["id"], event["earliest"], event["latest"]) == ("2024-b", "2024-12-01", None)
    assert (event["tags"], event["x"], event["seq"], event["class"], event["min"]) == ("[]", "{}", None, "unsourced", 0)
    found = asked.sql("SELECT id, seq, tags, json_extract(x, '$.case') AS own FROM events ORDER BY day")
    assert found[0] == Selection(
        ("id", "seq", "tags", "own"),
        [("2024-a", "99999999999999999999", '["x","y/z"]', 17), ("2024-b", None, "[]", None)],
    )
    assert {Path(p.path).name for p in found[1].problems} == {"2024-broken.toml", "2024-a.toml"}


def test_what_belongs_to_events(asked: Chronology) -> None:
    assert rows(asked, "SELECT event, tag FROM tags") == [("2024-a", "x"), ("2024-a", "y/z")]
    assert rows(asked, "SELECT name, role FROM actors") == [("Joe", "agent"), ("Ann", "participant")]
    assert rows(asked, "SELECT name, country, lat FROM places") == [("Kursk", None, 51.7)]
    assert rows(asked, "SELECT event, type, target, according_to FROM links") == [("2024-a", "follows", "2024-b", "[]")]
    sources = rows(asked, "SELECT id, name, author, cites, anonymous, confidential FROM sources")
    assert sources == [
        ("withheld-1", "withheld source 1", None, "[]", 0, 1),
        ("nyt", None, '["Ann","Joe"]', '["withheld-1"]', 0, 0),
    ]


def test_views_can_be_joined_and_nested(asked: Chronology) -> None:
    joined = "SELECT e.title, a.name FROM events e JOIN actors a ON a.event = e.id WHERE a.role = 'agent'"
    assert rows(asked, joined) == [("A", "Joe")]
    nested = "WITH some AS (SELECT event FROM tags) SELECT count(*) FROM events WHERE id IN some"
    assert rows(asked, nested) == [(1,)]
    counted = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 9999) SELECT sum(x) FROM c"
    assert rows(asked, counted) == [(9999 * 5000,)]
    assert rows(asked, "SELECT value FROM events, json_each(tags) ORDER BY 1") == [("x",), ("y/z",)]


@pytest.mark.parametrize("function", ["json_each", "json_tree"])
def test_json_may_be_the_first_thing_that_is_asked(function: str, asked: Chronology) -> None:
    assert rows(asked, f"SELECT sum(value) FROM {function}('[1, 2]') WHERE atom") == [(3,)]


def test_a_view_s_name_may_be_taken_for_something_else(asked: Chronology) -> None:
    assert rows(asked, "WITH events AS (SELECT 5 AS x) SELECT x FROM events") == [(5,)]
    assert rows(asked, "WITH event AS (SELECT 5 AS n), meta AS (SELECT 1) SELECT id FROM events") == [
        ("2024-a",),
        ("2024-b",),
    ]
    assert rows(asked, "WITH c AS (SELECT tag FROM tags) SELECT count(*) FROM c") == [(2,)]


def test_a_question_leaves_nothing_behind(asked: Chronology) -> None:
    assert rows(asked, "SELECT 1") == rows(asked, "SELECT 1") == [(1,)]
    assert [e.id for e in asked.events().entries] == ["2024-a", "2024-b"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM event",
        "DELETE FROM events",
        "UPDATE meta SET value = 1",
        "INSERT INTO term VALUES (1, 2, 3)",
        "CREATE TABLE t (x)",
        "CREATE TEMP TABLE t (x)",
        "DROP VIEW events",
        "ATTACH 'other.sqlite' AS other",
        "VACUUM INTO 'copy.sqlite'",
        "PRAGMA query_only = OFF",
        "PRAGMA user_version",
        "BEGIN",
        "COMMIT",
        "SAVEPOINT s",
        "REINDEX",
        "ANALYZE",
        "SELECT load_extension('x')",
        "SELECT fts3_tokenizer('simple')",
        "SELECT cell(1, 0, 'title')",
        "SELECT * FROM meta",
        "SELECT records FROM chunk",
        "SELECT n FROM event",
        "SELECT * FROM sqlite_master",
        "SELECT count(*) FROM sqlite_master",
        "SELECT count(*) FROM sqlite_temp_master",
        "SELECT count(*) FROM event",
        "SELECT * FROM event AS events",
        "SELECT * FROM (SELECT * FROM event) AS events",
        "SELECT * FROM main.event",
        "SELECT * FROM terms",
        "SELECT * FROM terms_data",
        "SELECT * FROM dbstat",
        "SELECT name FROM pragma_database_list",
        *(f"WITH {view} AS (SELECT * FROM event) SELECT * FROM {view}" for view in VIEWS),
        "WITH events AS (SELECT path FROM folder) SELECT path FROM events",
        "WITH events AS (SELECT id FROM main.file) SELECT id FROM events, sources",
        "WITH RECURSIVE events(n) AS (SELECT n FROM event UNION SELECT n FROM events) SELECT n FROM events",
        "WITH sources AS (SELECT n FROM event), x AS (SELECT * FROM sources) SELECT * FROM x",
        "WITH json_each AS (SELECT * FROM meta) SELECT * FROM json_each",
        "WITH events(n) AS (VALUES (1)) SELECT cell(n, 'title') FROM events",
        "WITH events AS (SELECT cell(1, 'title') AS t) SELECT t FROM events",
        "SELECT 1 FROM events WHERE EXISTS (WITH events AS (SELECT day FROM event) SELECT day FROM events)",
        "SELECT * FROM pragma_table_info('event')",
        "SELECT 1; DELETE FROM event",
    ],
)
def test_nothing_but_reading(statement: str, asked: Chronology, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        asked.sql(statement)
    assert "sql only reads" in refused.value.hint
    assert not (tmp_path / "copy.sqlite").exists()
    assert rows(asked, "SELECT count(*) FROM events") == [(2,)]


@pytest.mark.parametrize(
    ("statement", "message", "hint"),
    [
        ("", "there is no question", "sql only reads"),
        ("-- nothing", "there is no question", "sql only reads"),
        ("SELEC 1", 'near "SELEC": syntax error\n  | SELEC 1\n  | ^^^^^', "sql only reads"),
        ("SELECT 1\nFORM events\n--", 'near "events": syntax error\n  | FORM events\n  |      ^^^^^^', "sql only"),
        ("SELECT a.nme FROM actors a", "no such column: a.nme\n  | SELECT a.nme FROM", 'did you mean "name"?'),
        ("SELECT * FROM evnts", "no such table: evnts\n", 'did you mean "events"?'),
        ("SELECT title FROM event", "no such column: title\n", 'did you mean "events"?\n  sql only reads'),
        ("SELECT count(*) FROM event", "not authorized", 'did you mean "events"?\n  sql only reads'),
        ("DELETE FROM event", "not authorized", "sql only reads"),
        ("SELECT cout(*) FROM events", "no such function: cout\n", "sql only reads"),
        ("SELECT zq, zqx FROM events", "no such column: zq", "sql only reads"),
        ("SELECT zz FROM zz", "no such table: zz", "sql only reads"),
        ("SELECT 'a", "unrecognized token: \"'a\"\n  | SELECT 'a\n  |        ^^", "sql only reads"),
        ("SELECT id FROM events, sources", "ambiguous column name: id\n", "sql only reads"),
        ("SELECT ?", "incorrect number of bindings", "sql only reads"),
        ("SELECT CAST(x'ff' AS TEXT) AS t", "could not decode to UTF-8 column", "sql only reads"),
        ("SELECT '\udcff'", "'utf-8' codec can't encode", "sql only reads"),
        ("SELECT zeroblob(2000000000)", "string or blob too big", "sql only reads"),
        ("SELECT json_extract('{', '$')", "malformed JSON", "sql only reads"),
    ],
)
def test_what_is_wrong_is_said(statement: str, message: str, hint: str, asked: Chronology) -> None:
    with pytest.raises(UsageError) as refused:
        asked.sql(statement)
    assert message in refused.value.message
    assert refused.value.hint.startswith(hint)


class Failing:
    """A connection that fails when the question is put to it."""

    def __init__(self, db: sqlite3.Connection, error: BaseException) -> None:
        self.db = db
        self.error = error

    def __getattr__(self, name: str) -> Any:
        return getattr(self.db, name)

    def cursor(self) -> "Failing":
        return self

    def close(self) -> None:
        pass

    def execute(self, statement: str, *given: Any) -> Any:
        if statement == "SELECT 1":
            raise self.error
        return self.db.execute(statement, *given)


def _coded(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (_coded(sqlite3.SQLITE_INTERRUPT), KeyboardInterrupt),
        (sqlite3.OperationalError("user-defined function raised exception"), KeyboardInterrupt),
        (_coded(sqlite3.SQLITE_CORRUPT), sqlite3.OperationalError),
        (MemoryError(), UsageError),
    ],
)
def test_what_is_not_the_question_s_fault(error: BaseException, raised: type[BaseException], tmp_path: Path) -> None:
    at = Index(str(tmp_path), None)
    at.db.execute("BEGIN")
    at.db = cast("sqlite3.Connection", Failing(at.db, error))
    with pytest.raises(raised):
        sql_views.select(at, "SELECT 1", "")


def test_ctrl_c_ends_a_question_without_an_end(asked: Chronology, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql_views, "STEPS", 100)

    looks = iter([0.0])

    def pressed() -> float:
        for seconds in looks:
            return seconds
        raise KeyboardInterrupt

    monkeypatch.setattr(sql_views, "perf_counter", pressed)
    with pytest.raises(KeyboardInterrupt):
        asked.sql(ENDLESS)


ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


def test_a_question_has_some_seconds(asked: Chronology, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql_views, "perf_counter", itertools.count(0, 3).__next__)
    for statement in (ENDLESS, ENDLESS.replace("count(*)", "x")):
        with pytest.raises(UsageError, match="the question takes more than 10 seconds"):
            asked.sql(statement)
    monkeypatch.undo()
    assert rows(asked, "SELECT count(*) FROM events") == [(2,)]


def test_an_answer_and_a_value_have_some_bytes(asked: Chronology, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql_views, "MOST", 1 << 20)
    with pytest.raises(UsageError, match="the answer has more than 1 MiB"):
        asked.sql(ENDLESS.replace("count(*)", "x, 'text'"))
    bomb = "WITH RECURSIVE c(x) AS (SELECT 'a' UNION ALL SELECT x || x FROM c) SELECT max(length(x)) FROM c"
    for statement in (
        bomb,
        "SELECT zeroblob(17000000)",
        "SELECT replace(hex(zeroblob(9999)), '0', hex(zeroblob(9999)))",
    ):
        with pytest.raises(UsageError, match="string or blob too big"):
            asked.sql(statement)
    assert asked.index
    assert asked.index.db.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) > sql_views.LONGEST


def test_a_damaged_record_is_read_anew(tmp_path: Path) -> None:
    asked = chronology(tmp_path, str(tmp_path / "cache"))
    before = rows(asked, "SELECT id, title FROM events ORDER BY id")
    assert asked.index
    asked.index.db.execute("UPDATE record SET data = x'00'")
    assert rows(asked, "SELECT id, title FROM events ORDER BY id") == before
