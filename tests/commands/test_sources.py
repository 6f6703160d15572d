"""`timeline sources add`, and events that name what it describes."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from hand_written import tree
from timeline.store.files.writer import ChangedError, FileWriter

ARTICLE = ("sources", "add", "Ukrainska Pravda https://www.pravda.example/1", "--id", "up-atacms")
HELD = '# ours\n[other] # a comment\ntitle = "Other"\nurl = "https://pravda.example/1/"\n'
FILED = """\
[up-atacms]
title = "Biden allows"
author = ["A", "B"]
publisher = "Ukrainska Pravda"
published = "2024-11-17T20:20"
url = "https://www.pravda.example/1"
confidential = true
"""


def test_a_document_is_described_beside_others(run: Run, empty: Path) -> None:
    keys = ("--title", "Biden allows", "--published", "17 Nov 2024, 20:20", "--author", "A", "--author", "B")
    shown = run(*ARTICLE, *keys, "--confidential", "-n")
    assert (shown.out, "sources.toml" in tree(empty)) == (FILED, False)
    (empty / "sources.toml").write_text(HELD, encoding="utf-8")
    result = run(*ARTICLE, *keys, "--confidential")
    assert (empty / "sources.toml").read_text(encoding="utf-8") == f"{HELD}\n{FILED}"
    assert result.out == "up-atacms\tevents/sources.toml\n"
    assert "warning: this address has other (`--source other` names it), too\n" in result.err
    again = run("sources", "add", "BBC", "--url", "https://pravda.example/1", "--author", " ")
    assert (again.out, "this address has a confidential document, too" in again.err) == (
        "bbc\tevents/sources.toml\n",
        True,
    )


@pytest.mark.parametrize(("words", "day"), [("yesterday", "2024-11-17"), ("Friday last week", "2024-11-15")])
def test_a_day_counted_from_today_is_said(words: str, day: str, run: Run, empty: Path) -> None:
    assert f"accessed = {day}\n" in run("--today", "2024-11-18", "sources", "add", "BBC", "--accessed", words, "-n").out


def test_an_event_names_it(run: Run, empty: Path) -> None:
    filed = run(*ARTICLE[:2], f"{ARTICLE[2]}, citing Reuters", *ARTICLE[3:])
    assert "whom it cites belongs to each event, and is not filed\n" in filed.err
    assert filed.err.endswith("--source 'up-atacms, citing Reuters'\n")
    one = run("add", "2024: A", "--source", "up-atacms, citing Reuters", "--locator", "para 6")
    assert "source: Ukrainska Pravda, citing Reuters https://www.pravda.example/1\n" in one.err
    assert run("add", "2024: B", "--source", "BBC", "--source", "up-atacms", "--locator=p. 2").code == 0
    assert (empty / "2024/2024-b.toml").read_text(encoding="utf-8").endswith('ref = "up-atacms"\nlocator = "p. 2"\n')
    assert run("sources", "--count").out == "2  Ukrainska Pravda\n1  BBC\n1  Reuters\n"
    assert "On file: 1 document of 1 publisher" in run("report").out
    assert "para 6" in run("trace", "2024-a").out
    assert run("sources", "--", "add").out == ""  # as a question


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["BBC", "--id", "up-atacms"], 3, 'there is a document "up-atacms" already'),
        (["up-atacms"], 2, '"up-atacms" is a document already'),
        ([], 2, "nothing says which document it is"),
        (["BBC", "--id", "a b"], 2, "write letters, digits and -, as in --id a-b"),
        (["BBC", "--id", ""], 2, "as in --id up-1"),
        (["BBC", "--id", "beeb"], 2, '"beeb" is a name in actors.toml'),
        (["BBC", "--published", "soon"], 2, '"soon" is not understood as a date'),
        (["BBC", "--published", "17 Nov"], 2, "published: no year given\n  write the year too: 17 November YYYY"),
        (["BBC", "--published", "on Friday"], 2, "published: no date given\n  write the day, the month and the year"),
        (["BBC", "--accessed", "20:20"], 2, "accessed: no day given\n  write the day"),
        (["BBC", "--kind", "artical"], 2, 'did you mean "article"?'),
    ],
)
def test_what_is_no_new_document(words: list[str], code: int, message: str, run: Run, empty: Path) -> None:
    (empty / "actors.toml").write_text('[bbc]\nname = "BBC"\naliases = ["Beeb"]\n', encoding="utf-8")
    run(*ARTICLE)
    before = tree(empty)
    result = run("sources", "add", *words)
    assert (result.code, result.out, message in result.err) == (code, "", True), result
    assert tree(empty) == before


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("up-atcams", 'no document "up-atcams" in sources.toml\n  did you mean "up-atacms"?'),
        ("BBC, citing upatacms", 'did you mean "up-atacms"?'),
        ("UP-ATACMS", 'did you mean "up-atacms"?'),
        ("secrets-1", 'no document "secrets-1" in sources.toml\n  look there?'),
        ('"up-atcams"', ""),
        ("UP", ""),
        ("Up-Atcams", ""),
        ("up", ""),
    ],
)
def test_a_slip_in_an_id_makes_no_outlet(line: str, message: str, run: Run, empty: Path) -> None:
    (empty / "sources.toml").write_text('[secret-1]\nname = "N"\nconfidential = true\n', encoding="utf-8")
    run(*ARTICLE)
    assert run("add", "2024: Z").code == 0
    for words in (["add", "2024: A", "--source"], ["edit", "2024-z", "--add-source"]):
        result = run(*words, line)
        assert (result.code, message in result.err) == (2 * bool(message), True), result
    (empty / "sources.toml").write_text("[", encoding="utf-8")
    broken = run("add", "2024: B", "--source", line)
    assert ("nobody can tell whether" in broken.err) == (line not in {"UP", '"up-atcams"'})


def test_a_document_is_shown_with_the_events_that_name_it(run: Run, empty: Path) -> None:
    for n in range(7):
        run("sources", "add", f"Paper {n} https://{n}.example/", "--id", f"p-{n}")
    run("sources", "add", "Hidden", "--id", "h", "--confidential")
    run("add", "2024: A", "--source", "p-0")
    listed = run("sources", "--count")
    assert listed.out == "1  Paper 0\n" + "".join(f"0  Paper {n}\n" for n in range(1, 7))
    assert "in no event: p-1, p-2, p-3, p-4, p-5 and 1 more; `timeline sources show ID` prints one\n" in listed.err
    narrowed = run("sources", "since:2024")
    assert (narrowed.out, narrowed.err) == ("Paper 0\n", "")
    about = '[p-{0}]\npublisher = "Paper {0}"\nurl = "https://{0}.example/"\n\n'
    assert run("sources", "show", "p-0").out == about.format(0) + "# named by 1 event:\n#   2024-a  A\n"
    assert run("sources", "show", "p-1").out == about.format(1) + "# named by 0 events\n"
    near, hidden = run("sources", "show", "p-10"), run("sources", "show", "h")
    assert (near.code, 'did you mean "p-1"?' in near.err) == (3, True)
    assert (hidden.code, """`timeline list 'source:"h"'`""" in hidden.err) == (3, True)


def test_who_writes_meanwhile_loses_nothing(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = FileWriter.replace

    def late(writer: FileWriter, path: str, data: bytes, seen: bytes | None) -> None:
        if b"theirs" not in data:
            (empty / "sources.toml").write_text('[theirs]\ntitle = "T"\n', encoding="utf-8")
        replace(writer, path, data, seen)

    monkeypatch.setattr(FileWriter, "replace", late)
    assert run(*ARTICLE).code == 0
    assert (empty / "sources.toml").read_text(encoding="utf-8").startswith('[theirs]\ntitle = "T"\n\n[up-atacms]\n')

    def never(*_: Any) -> None:
        raise ChangedError("x")

    monkeypatch.setattr(FileWriter, "replace", never)
    assert "is being changed all the time" in run("sources", "add", "BBC").err
    (empty / "sources.toml").write_text("[theirs\n", encoding="utf-8")
    broken = run("sources", "add", "BBC")
    assert (broken.code, "cannot be added to" in broken.err) == (3, True)


def test_flags_are_of_the_source_before_them(run: Run, empty: Path) -> None:
    result = run("add", "2024: A", "--source", "BBC, citing CNN", "--quote", "a", "--source", "CNN", "--quote", "b")
    assert "--quote goes to: BBC, citing CNN\n--quote goes to: CNN\n" in result.err
    text = (empty / "2024/2024-a.toml").read_text(encoding="utf-8")
    assert 'publisher = "BBC"\nquote = "a"\n' in text
    assert 'publisher = "CNN"\nquote = "b"\n' in text
    before = ("--published", "5 May 2024", "--accessed", "2024-06", "--source-title", "T")
    alone = run("add", "2024: B", *before, "--source", "BBC", "-n")
    assert alone.out.endswith('title = "T"\npublisher = "BBC"\npublished = 2024-05-05\naccessed = "2024-06"\n')


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--quote", "a"], "of which source is --quote?"),
        (["--quote", "a", "--source", "A", "--source", "B"], "of which source is --quote?"),
        (["--source", "A", "--quote", "a", "--quote", "b"], '--quote is given twice of "A"'),
        (["--source", "A", "--locator", " "], "--locator is empty"),
        (["--source", "A", "--published", "soon"], "published: "),
        (["--source", "A", "--locator", "a", "--source", "A", "--locator", "b"], "the source a has a locator already"),
    ],
)
def test_what_is_told_of_no_source(words: list[str], message: str, run: Run, empty: Path) -> None:
    result = run("add", "2024: A", *words)
    assert (result.code, result.out, message in result.err) == (2, "", True), result


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('sources = ["A"]', 'sources = ["A", { id = "up-atacms", ref = "up-atacms", locator = "p. 2" }]'),
        (
            'sources = [{ id = "x", publisher = "X" }]',
            'sources = [{ id = "x", publisher = "X" }, { id = "up-atacms", ref = "up-atacms", locator = "p. 2" }]',
        ),
        ("", '\n[[sources]]\nid = "up-atacms"\nref = "up-atacms"\nlocator = "p. 2"'),
    ],
)
def test_edit_adds_what_a_line_cannot_hold(before: str, after: str, run: Run, empty: Path) -> None:
    run(*ARTICLE)
    path = empty / "2024-a.toml"
    path.write_text(f'title = "A"\ndate = 2024-11-17\n{before}\n'.replace("\n\n", "\n"), encoding="utf-8")
    assert run("edit", "2024-a", "--add-source", "up-atacms", "--locator", "p. 2").code == 0
    assert path.read_text(encoding="utf-8") == f'title = "A"\ndate = 2024-11-17\n{after}\n'
