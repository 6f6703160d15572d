"""The files of a commit are asked as a checkout of it would be: the same answers, from the same index."""

import json
import shutil
from pathlib import Path

import pytest

import timeline
from conftest import Run
from newsroom import begun, git, record
from random_history import RandomHistory
from timeline.model.event import Event
from timeline.store.index import parse_files

SOURCED = 'title = "a"\ndate = 2024-11-17\nactors = ["X"]\n[[sources]]\npublisher = "{0}"\npublished = {1}\n'
ASK = "SELECT id FROM events"


def checked_out(files: dict[str, bytes], place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for path, data in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    return place


def without_paths(answer: str) -> object:
    return [{**event, "path": ""} for event in json.loads(answer or "[]")]


@pytest.mark.parametrize("seed", range(4))
def test_a_commit_answers_as_a_checkout_of_it(seed: int, tmp_path: Path, run: Run) -> None:
    history = RandomHistory(seed)
    for _ in range(8):
        history.step()
    folder = ("", "events/")[seed % 2]
    commits = history.written(tmp_path / "r", folder)
    root = tmp_path / "r" / folder
    git("checkout", "-q", commits[-1].id, at=tmp_path / "r")
    for commit in reversed(commits):
        there = checked_out(dict(commit.files), tmp_path / "there")
        then = run("-C", str(root), "list", "-f", "json", "--recorded-at", commit.id)
        now = run("-C", str(there), "list", "-f", "json")
        assert (then.code, without_paths(then.out)) == (now.code, without_paths(now.out)), (seed, commit.id)
        assert f"As recorded in commit {commit.id[:7]} of 2023-11-1" in then.err


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A chronology below the root of its repository, of which two states are recorded."""
    root = begun(tmp_path / "desk/events", b'title = "Then"\ntimezone = "Europe/Kyiv"\n[report]\ntitle = "Then"\n')
    (root / "2024-11-17-a.toml").write_text(SOURCED.format("BBC", "2024-11-17"), encoding="utf-8")
    (root / "actors.toml").write_text('[x]\nname = "X"\naliases = ["Y"]\n', encoding="utf-8")
    git("init", "-q", "-b", "main", at=tmp_path / "desk")
    git("add", "-A", at=root)
    git("commit", "-qm", "first", at=root)
    (root / "timeline.toml").write_bytes(b'title = "Now"\n[report]\ntitle = "Now"\n')
    (root / "2024-11-17-a.toml").write_text(SOURCED.format("Reuters", "2024-11-19"), encoding="utf-8")
    (root / "2024-11-18-b.toml").write_text(SOURCED.format("Reuters", "2024-11-19"), encoding="utf-8")
    git("add", "-A", at=root)
    git("commit", "-qm", "second", at=root)
    return root


def test_people_read_which_clocks_an_answer_follows_on_its_first_line(desk: Path, run: Run) -> None:
    at = ("-C", str(desk), "--recorded-at", "HEAD~1")
    shown: list[tuple[str, ...]] = [
        ("list",),
        ("list", "-f", "markdown"),
        ("show", "2024-11-17-a"),
        ("trace", "2024-11-17-a"),
        ("sql", ASK),
    ]
    for words in shown:
        assert run(*words, *at).out.startswith("As recorded in commit "), words
    assert run("report", *at).out.split("\n")[2].startswith("As recorded in commit ")
    taken: list[tuple[str, ...]] = [
        ("list", "-f", "csv"),
        ("list", "-f", "ids"),
        ("sql", ASK, "-f", "json"),
        ("export", "-f", "csv"),
        ("tags",),
    ]
    for words in taken:
        result = run(*words, *at)
        assert "As recorded" not in result.out, words
        assert result.err.startswith("As recorded in commit "), words


def test_registers_and_title_are_of_then_and_what_reports_are_set_to_of_today(desk: Path, run: Run) -> None:
    then = run("-C", str(desk), "report", "--recorded-at", "HEAD~1").out
    assert then.startswith("# Now\n")
    assert "Made from files as recorded in commit " in then
    (desk / "timeline.toml").write_bytes(b"")
    assert run("-C", str(desk), "report", "--recorded-at", "HEAD~1").out.startswith("# Then\n")
    assert run("-C", str(desk), "list", "actor:Y", "--recorded-at", "HEAD~1", "-f", "ids").out == "2024-11-17-a\n"


def test_both_clocks_together(desk: Path, run: Run) -> None:
    """What was recorded then of what had been published by a day; the status may rest on what came in between."""
    both = ("-C", str(desk), "list", "--recorded-at", "HEAD~1", "--columns", "status,sourcing", "--published-by")
    result = run(*both, "2024-11-17")
    assert result.out.splitlines()[0].endswith(" UTC. Sources published by 2024-11-17.")
    assert "\n† the status is that of commit " in result.out
    assert "1 origin" in result.out
    later = run(*both, "2999")
    assert "†" not in later.out
    result = run("-C", str(desk), "list", "--recorded-at", "HEAD", "--published-by", "2024-11-17", "-f", "ids")
    assert (result.code, result.out) == (0, "")
    report = run("-C", str(desk), "report", "--recorded-at", "HEAD~1", "--published-by", "2024-11-18").out
    assert "Sources published by 18 November 2024." in report
    assert "† The status is that of commit " in report


def test_an_export_of_the_past_names_no_content_that_could_be_written_back(desk: Path, run: Run) -> None:
    then = run("-C", str(desk), "export", "-f", "csv", "--recorded-at", "HEAD~1").out
    assert then.splitlines()[1].startswith("2024-11-17-a,,")


def test_an_index_that_was_never_filled_first_learns_what_is_so_today(desk: Path, run: Run) -> None:
    assert "BBC" in run("-C", str(desk), "list", "-f", "csv", "--recorded-at", "HEAD~1").out
    shutil.rmtree(desk)
    git("checkout", "-q", "HEAD", "--", "events/timeline.toml", at=desk.parent)
    again = run("-C", str(desk), "-v", "list", "-f", "csv", "--recorded-at", "HEAD~1")
    assert "BBC" in again.out
    assert "index: up to date" in again.err


def test_a_commit_that_holds_nothing_of_the_folder_is_no_empty_answer(desk: Path, run: Run) -> None:
    git("checkout", "-q", "--orphan", "bare", at=desk)
    git("rm", "-rqf", ".", at=desk.parent)
    git("commit", "-q", "--allow-empty", "-m", "empty", at=desk.parent)
    git("checkout", "-q", "main", at=desk.parent)
    result = run("-C", str(desk), "list", "--recorded-at", "bare")
    assert result.code == 3
    assert "holds nothing of this folder" in result.err
    assert "was it elsewhere then, or not there yet? `git log --stat` tells" in result.err


def test_an_event_is_found_by_the_id_that_it_was_given_later(
    desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    first = git("rev-parse", "--short=7", "HEAD~1", at=desk).strip()
    assert run("mv", "2024-11-17-a", "2024-11-17-atacms").code == 0
    shown = run("show", "atacms", "-f", "ids", "--recorded-at", first)
    assert (shown.code, shown.out) == (0, "2024-11-17-a\n")
    assert run("add", "-q", "18 Nov 2024: Later").code == 0
    unknown = f"  `timeline list -f ids --recorded-at {first}` prints every ID of then\n"
    for word in ("later", "nothing"):  # not there yet; never there
        refused = run("trace", word, "--recorded-at", first)
        assert (refused.code, refused.err) == (3, f'error: no event "{word}"\n{unknown}')
    record(desk, "2024-12-01T09:00Z", {"2024-11-17-atacms.toml": 'title = "b"\ndate = 2024-11-17\n'})
    record(desk, "2024-12-01T09:00Z", {"2024-11-17-b.toml": 'title = "b"\ndate = 2024-11-17\n'})
    both = 'title = "b"\ndate = 2024-11-17\naliases = ["2024-11-17-atacms", "2024-11-17-b"]\n'
    names = {"2024-11-17-atacms.toml": None, "2024-11-17-b.toml": None, "2024-11-17-whole.toml": both}
    record(desk, "2024-12-02T09:00Z", names)
    assert run("show", "whole", "--recorded-at", "HEAD~1").code == 3  # it was two events


def test_a_block_of_the_past_leaves_the_next_as_of_today(desk: Path, run: Run) -> None:
    page = desk.parent / "page.md"
    block = "<!-- timeline: list -f ids{} -->\n<!-- /timeline -->\n"
    page.write_text(block.format(" --recorded-at HEAD~1") + block.format(""), encoding="utf-8")
    assert run("-C", str(desk), "embed", str(page)).code == 0
    first, second = page.read_text(encoding="utf-8").split("<!-- /timeline -->\n")[:2]
    assert ("2024-11-18-b" in first, "2024-11-18-b" in second) == (False, True)


def test_python_asks_the_past_too(desk: Path) -> None:
    opened = timeline.open(desk)
    found = opened.events(recorded_at="HEAD~1")
    assert [event.id for event in found] == ["2024-11-17-a"]
    assert found.notes[0].startswith("As recorded in commit ")
    assert opened.event("a", recorded_at="HEAD~1").sources[0].publisher == "BBC"
    assert "BBC" in opened.trace("2024-11-17-a", recorded_at="HEAD~1").text
    assert "Reuters" in opened.trace("2024-11-17-a").text


def test_confidential_documents_of_then_are_masked(desk: Path, run: Run) -> None:
    (desk / "sources.toml").write_text('[memo]\npublisher = "Sekret"\nconfidential = true\n', encoding="utf-8")
    (desk / "2024-11-17-a.toml").write_text('title = "a"\ndate = 2024-11-17\nsources = [{ ref = "memo" }]\n')
    git("add", "-A", at=desk)
    git("commit", "-qm", "third", at=desk)
    (desk / "sources.toml").unlink()
    for words in (("show", "2024-11-17-a"), ("list", "-f", "json"), ("trace", "2024-11-17-a")):
        result = run("-C", str(desk), *words, "--recorded-at", "HEAD")
        assert result.code == 0
        assert "Sekret" not in result.out + result.err


def test_files_that_could_not_be_read_then_are_told(desk: Path, run: Run) -> None:
    (desk / "2024-11-18-b.toml").write_bytes(b"title = ")
    (desk / "copy").mkdir()
    (desk / "copy/2024-11-17-a.toml").write_text(SOURCED.format("AFP", "2024"), encoding="utf-8")
    (desk / "actors.toml").write_bytes(b"x = ")
    git("add", "-A", at=desk)
    git("commit", "-qm", "third", at=desk)
    git("revert", "-n", "HEAD", at=desk)
    result = run("-C", str(desk), "list", "--recorded-at", "HEAD", "-f", "ids")
    assert result.code == 3
    assert result.out == "2024-11-17-a\n"
    for said in (
        "2024-11-18-b.toml:1:",
        "copy/2024-11-17-a.toml: SCH007 has the same ID as ",
        "actors.toml:1:",
        "3 files could not be read",
    ):
        assert said in result.err


def test_what_nobody_foresaw_costs_one_file(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(event: Event, *_: object) -> None:
        raise RuntimeError(event.title)

    monkeypatch.setattr(parse_files, "rows_of", breaks)
    result = run("-C", str(desk), "list", "--recorded-at", "HEAD~1", "-f", "ids")
    assert (result.code, result.out) == (3, "")
    assert "2024-11-17-a.toml" in result.err
    monkeypatch.undo()


def test_a_source_that_is_confidential_since_is_shown_as_it_was_and_that_is_said(desk: Path, run: Run) -> None:
    event = desk / "2024-11-17-a.toml"
    event.write_text(event.read_text(encoding="utf-8") + "confidential = true\n", encoding="utf-8")
    result = run("-C", str(desk), "-q", "list", "-f", "csv", "--recorded-at", "HEAD~1")
    assert "BBC" in result.out
    said = "a source that is confidential today was open then, and is shown so: 2024-11-17-a\n"
    assert result.err == said
    git("commit", "-qam", "third", at=desk)
    assert said not in run("-C", str(desk), "list", "--recorded-at", "HEAD").err


def test_a_report_of_a_day_after_its_commit_marks_no_status(desk: Path, run: Run) -> None:
    report = run("-C", str(desk), "report", "--recorded-at", "HEAD~1", "--published-by", "2999").out
    assert "Sources published by 31 December 2999." in report
    assert "†" not in report
