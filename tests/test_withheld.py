"""No output of any command, and no file outside the chronology, holds what is confidential, whatever is wrong with it."""

import json
import os
import sqlite3
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import withheld
from conftest import Run
from newsroom import git
from timeline import formats
from timeline.records.columns import COLUMNS
from timeline.store.search.sql_views import VIEWS
from withheld import READABLE, UNREADABLE, leaks, plant

IDS = [f"2019-{name}" for name in READABLE]
ALL = {**READABLE, **UNREADABLE}


@pytest.fixture
def planted(empty: Path) -> Path:
    plant(empty)
    return empty


def told(run: Run, *words: str, stdin: str = "") -> str:
    """All that a command prints, of which nothing is confidential."""
    result = run(*words, stdin=stdin)
    assert leaks(result.out + result.err) == [], words
    assert "should not happen" not in result.err, words
    return result.out + result.err


def test_it_can_be_found_where_it_is(planted: Path) -> None:
    assert all(leaks(path.read_bytes().decode(errors="replace")) for path in planted.glob("2019/2019-*d*.toml"))


@pytest.mark.parametrize("form", formats.names())
def test_lists(form: str, run: Run, planted: Path) -> None:
    assert "2019-table" in told(run, "list", "-f", form) or form in {"markdown", "card"}
    told(run, "list", "-f", form, "--columns", ",".join(COLUMNS), "--published-by", "2018")
    told(run, "show", *IDS, "-f", form, "--columns", ",".join(COLUMNS))


@pytest.mark.parametrize("form", [name for name in formats.names(does="export") if name not in {"parquet", "xlsx"}])
def test_whole_events(form: str, run: Run, planted: Path) -> None:
    assert "withheld" in told(run, "export", "-f", form, "--allow-conflicts")
    told(run, "export", "-f", form, "--published-by", "2018", "--allow-conflicts")
    run("export", "-f", form, "-o", "whole", "--allow-conflicts")
    assert leaks(Path("whole").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("form", formats.names(formats.TRACES))
def test_traces(form: str, run: Run, planted: Path) -> None:
    assert "withheld" in told(run, "trace", *IDS, "-f", form)
    told(run, "trace", *IDS, "-f", form, "--published-by", "2016")


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_numbers(form: str, run: Run, planted: Path) -> None:
    assert "withheld" in told(run, "stats", "-n", "100", "-f", form)
    told(run, "stats", "-f", form, "--published-by", "2016")


def test_pictures(run: Run, planted: Path) -> None:
    for by in ("year", "actor", "place", "tag", "sourcing"):
        for more in ((), ("-n", "1", "--spans"), ("-f", "svg"), ("-f", "csv"), ("-f", "svg", "--published-by", "2016")):
            told(run, "chart", "--by", by, *more)


def test_names_and_views(run: Run, planted: Path) -> None:
    for name in ("actors", "places", "tags", "sources"):
        told(run, name, "-c")
    for view in VIEWS:
        for form in ("table", "json"):
            told(run, "sql", f"SELECT * FROM {view}", "-f", form)


@pytest.mark.parametrize("template", ["chronology", "brief", "sourcing", "actors", "all"])
def test_documents(template: str, run: Run, planted: Path) -> None:
    told(run, "report", "-t", template)
    for name in (*UNREADABLE, "utf-16"):
        (planted / "2019" / f"2019-{name}.toml").unlink()
    (planted / "sources.toml").write_text(withheld.DOCUMENTS, encoding="utf-8")
    told(run, "report", "-t", template, "--bibliography", "-o", "page.md")
    assert "Somebody tells" in Path("page.md").read_text(encoding="utf-8")
    assert leaks(Path("page.md").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", ["{% include '2019/2019-table.toml' %}", "{% include '_d/2019-table.toml' %}"])
def test_a_template_reads_no_event(template: str, run: Run, planted: Path) -> None:
    (planted / "templates" / "_d").symlink_to("../2019")
    (planted / "templates" / "raw.md.j2").write_text(template, encoding="utf-8")
    (planted / "raw.md.j2").write_text(template, encoding="utf-8")
    for name in UNREADABLE:
        (planted / "2019" / f"2019-{name}.toml").unlink()
    for named in ("raw", "events/raw.md.j2"):
        told(run, "report", "-t", named)


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
def test_findings(form: str, run: Run, planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", os.path.abspath("summary.md"))
    Path("summary.md").touch()
    first = told(run, "check", "-f", form)
    assert first == told(run, "check", "-f", form)
    assert leaks(Path("summary.md").read_text(encoding="utf-8")) == []
    for code in ("SAF501", "TIM206", "CIT301", "SCH001"):
        assert code in first


def test_every_finding_keeps_its_place(run: Run, empty: Path) -> None:
    plant(empty)
    lines = withheld.READABLE["bad-date"].split("\n")
    line = next(n for n, text in enumerate(lines, 1) if text.startswith("published"))
    place = f"events/2019/2019-bad-date.toml:{line}:18: TIM206"
    assert f"{place} what stands here cannot be read\n" in run("list").err
    assert f"{place} error: what stands where a date belongs is none (" in run("check", "-f", "concise").out
    assert "withheld source 1 denies it, and the status is reported" in run("check").out


@pytest.mark.parametrize(
    "words", [["check", "--diff"], ["check", "--staged"], ["fmt", "--diff"], ["fmt", "--diff", "--expand"]]
)
def test_differences(words: list[str], run: Run, planted: Path) -> None:
    git("init", "-q")
    git("add", "-A")
    told(run, "-v", *words)


def test_mending(run: Run, planted: Path) -> None:
    told(run, "check", "--fix", "--ignore", "SCH005")
    told(run, "list", "-f", "json")


@pytest.mark.parametrize("words", [["list", "-f", "json"], ["trace", *IDS], ["check"], ["report"], ["fmt", "--diff"]])
def test_where_the_documents_cannot_be_read(words: list[str], run: Run, empty: Path) -> None:
    plant(empty, documents=withheld.BROKEN)
    assert "ithheld" in told(run, *words)


@pytest.mark.parametrize(
    "words",
    [
        ["--set", "sources.quorwax-id.url=https://x.example"],
        ["--remove-source", "Quorwax Name"],
        ["--status", "reported"],
        ["--add-source", "The Herald"],
    ],
    ids=lambda words: words[0],
)
def test_edits(words: list[str], run: Run, planted: Path) -> None:
    for name in ALL:
        told(run, "edit", f"2019-{name}", *words, "-n")


def test_records_that_are_handed_in(run: Run, planted: Path) -> None:
    for name in ALL:
        told(run, "add", "--from", f"events/2019/2019-{name}.toml", "-n")
    for text in READABLE.values():
        told(run, "add", "--from", "-", "-n", stdin=json.dumps(tomllib.loads(text), default=str))


def test_what_can_be_read_is_offered_and_kept_without_it(
    run: Run, planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in ("list --source ", "list source:", "edit 2019-table --set ", "add --source ", "list url:q", "show "):
        with monkeypatch.context() as pressed:
            pressed.setenv("_TIMELINE_COMPLETE", "complete_fish")
            pressed.setenv("_TIMELINE_LINE", f"timeline {words}")
            told(run)
    run("check")
    folder = tmp_path / "cache"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.suffix for path in folder.iterdir()} >= {".sqlite"}
    for path in folder.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
        assert leaks(path.read_bytes().decode(errors="replace")) == []
    assert [leaks(text) for text in unpacked(next(folder.glob("*.sqlite"))) if leaks(text)] == []


def unpacked(index: Path) -> Iterator[str]:
    """What an index holds compressed: the reports of files."""
    with sqlite3.connect(index) as db:
        (reports,) = db.execute("SELECT value FROM meta WHERE key = 'reports'").fetchone()
    yield zlib.decompress(reports[4:]).decode(errors="replace")


def test_no_day_is_found_by_halving(run: Run, planted: Path) -> None:
    days = ("2017-03-06", "2017-03-07", "2017-05-16", "2017-05-17", "2017-06-18", "2019")
    answers = {run("list", "--published-by", day, "-f", "ids").out for day in days}
    assert len(answers) == 1
    assert "2019-table" in answers.pop()


def test_editions(run: Run, planted: Path) -> None:
    for name in (*UNREADABLE, "utf-16"):
        (planted / "2019" / f"2019-{name}.toml").unlink()
    (planted / "sources.toml").write_text(withheld.DOCUMENTS, encoding="utf-8")
    copy = planted / "copies/quorvax.txt"
    git("init", "-q")
    told(run, "edition", "march")  # nothing is committed
    git("add", "-A")
    git("commit", "-q", "-m", "all")
    copy.unlink()
    told(run, "edition", "march")
    copy.write_text("Quorvax saw", encoding="utf-8")
    told(run, "edition", "march")
    git("add", "-A")
    git("commit", "-q", "-m", "copies")
    assert "for the desk" in told(run, "edition", "march", "-o", "page.md")
    git("add", "-A")
    git("commit", "-q", "-m", "march")
    leaving = told(run, "edition", "april", "--public", "-o", "april.md")
    assert (
        "2019-twin: sources.url holds the url of a confidential source (of 2019-same-page)\nthe report, line" in leaving
    )
    (planted / "2019/2019-twin.toml").unlink()
    assert "may be handed out" in told(run, "edition", "april", "--public", "-o", "april.md")
    assert leaks((planted / "editions/april.toml").read_text(encoding="utf-8")) == []
    assert leaks(Path("april.md").read_text(encoding="utf-8")) == []
    copy.write_text("another", encoding="utf-8")
    for form in ("full", "concise", "json", "github", "sarif"):
        assert "EDI901" in told(run, "check", "-f", form, "--select", "EDI")
    assert "the copy of a confidential source" in told(run, "edition", "--verify")
    told(run, "edition", "--list", "-f", "json")
