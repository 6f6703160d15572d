"""What was changed since an edition: in the events that it named, and in what its question finds."""

import json
import tomllib
from pathlib import Path

import pytest

from conftest import Run
from newsroom import begun, git, record

A, B, C, D = "2024-11-17-a", "2024-11-18-b", "2024-11-19-c", "2024-11-20-d"


def event(title: str, day: int = 17, more: str = 'tags = ["x"]\n') -> str:
    return f'title = "{title}"\ndate = 2024-11-{day}\n{more}'


SOURCED = """\
tags = ["x"]
sources = [
  { id = "bbc", kind = "statement", publisher = "BBC", published = 2024-11-17 },
  { id = "ap", kind = "statement", publisher = "AP", published = 2024-11-17 },
]
"""


@pytest.fixture
def desk(tmp_path: Path, run: Run) -> Path:
    """An edition of all events with one tag, and one of all events."""
    root = begun(tmp_path / "work/events", b'title = "Strikes"\n')
    git("init", "-q", "-b", "main", at=root)
    files = {A: event("First", more=SOURCED), B: event("Second", 18), C: event("Third", 19), D: event("Fourth", 20, "")}
    record(root, "2024-11-21T09:00Z", {f"{name}.toml": text for name, text in files.items()})
    for words in (("march", "tag:x"), ("all",), ("then", "--published-by", "2024-11-30", "--certain", "--members")):
        assert run("--today", "2025-03-03", "edition", *words).code == 0
        record(root, "2025-03-03T09:00Z", {})
    return root


def made_from(desk: Path, name: str) -> str:
    """The commit that an edition names."""
    return str(tomllib.loads((desk / f"editions/{name}.toml").read_text(encoding="utf-8"))["commit"])


def shown(run: Run, *words: str) -> str:
    result = run("diff", "--since-edition", *words)
    assert result.code == 0, result
    return result.out.partition("\n\n")[2]


def test_nothing_was_changed(run: Run, desk: Path) -> None:
    result = run("diff", "--since-edition", "march")
    commit = made_from(desk, "march")
    assert result.out == (
        f'Since the edition "march": from commit {commit[:7]}, recorded 2024-11-21 09:00 UTC'
        ", to the files as they are, committed or not.\n\nNothing differs.\n"
    )
    page = run("report", "--since-edition", "march").out
    assert page.startswith(
        "# Strikes\n\n## What changed since the edition of 3 March 2025\n\n"
        f"Edition march, 3 events, was made from commit {commit[:12]}.\n\n"
        "Nothing was changed since in what that edition tells.\n\nEvents tagged x.\n"
    )


def change(desk: Path) -> None:
    """A source is withdrawn, an event goes, one leaves the question, one joins it, one is new, one is renamed."""
    retracted = SOURCED.replace('publisher = "AP"', 'publisher = "AP", state = "retracted"')
    (desk / f"{A}.toml").write_text(event("First", more=retracted), encoding="utf-8")
    (desk / f"{B}.toml").unlink()
    (desk / f"{C}.toml").write_text(event("Third", 19, ""), encoding="utf-8")
    (desk / f"{D}.toml").write_text(event("Fourth", 20), encoding="utf-8")
    (desk / "2024-11-21-e.toml").write_text(event("Fifth <b>", 21), encoding="utf-8")


def test_what_was_changed(run: Run, desk: Path) -> None:
    change(desk)
    assert shown(run, "march") == (
        "~ 2024-11-17 First\n    sources     ap.state live → retracted\n"
        "    sourcing    origin gone: AP; now 1 origin\n"
        "- 2024-11-18 Second\n"
        "~ 2024-11-19 Third\n    tags        - x\n    edition     no longer answers its question\n"
        "~ 2024-11-20 Fourth\n    tags        + x\n    edition     answers its question now\n"
        "+ 2024-11-21 Fifth <b>  (events/2024-11-21-e.toml)\n"
    )
    assert "edition " not in shown(run, "all")
    assert shown(run, "march", "title:third or title:fifth").count("2024") == 3
    rows = [json.loads(line) for line in run("diff", "--since-edition", "march", "-f", "jsonl").out.splitlines()]
    assert [row["standing"] for row in rows] == [None, None, "left", "joined", None]
    assert run("diff", "--since-edition", "march", "--exit-code").code == 1
    assert run("diff", "--since-edition", "march", "--stat").out.endswith(
        "5 events: 1 added, 1 removed, 3 changed\n  sources     1\n  sourcing    1\n  tags        2\n"
    )


def test_only_sources_of_that_day_counted_then(run: Run, desk: Path) -> None:
    result = run("diff", "--since-edition", "then")
    assert result.err == "note: of sources those count here, too, that were published after 2024-11-30\n"
    assert "Nothing differs" in result.out


def test_an_answer_that_changed_without_a_change_of_its_file(run: Run, desk: Path) -> None:
    """By a register an event may come to answer, or answer no more."""
    texts = {
        f"{name}.toml": event(name, 17, f'actors = ["{who}"]\n') for name, who in ((A, "Ann"), (B, "Bob"), (C, "Cy"))
    }
    register = '[ann]\nname = "Ann"\naliases = ["Annie"]\n[bob]\nname = "Bob"\n[cy]\nname = "Cy"\n'
    record(desk, "2025-03-04T09:00Z", {**texts, "actors.toml": register})
    assert run("edition", "annie", "actor:Annie").code == 0
    record(desk, "2025-03-05T09:00Z", {})
    moved = register.replace('aliases = ["Annie"]\n', "").replace('"Bob"\n', '"Bob"\naliases = ["Annie"]\n')
    (desk / "actors.toml").write_text(moved, encoding="utf-8")
    assert shown(run, "annie").startswith(
        f"~ 2024-11-17 {A}\n    edition     no longer answers its question\n"
        f"~ 2024-11-17 {B}\n    edition     answers its question now\n"
    )


def test_one_that_cannot_be_read_joins_nothing(run: Run, desk: Path) -> None:
    (desk / f"{A}.toml").write_text("broken", encoding="utf-8")
    record(desk, "2025-03-04T09:00Z", {})
    text = (desk / "editions/all.toml").read_text(encoding="utf-8")
    commit = git("rev-parse", "HEAD", at=desk).strip()
    later = text.replace(made_from(desk, "all"), commit)
    (desk / "editions/later.toml").write_text(later, encoding="utf-8")
    assert shown(run, "later") == "Nothing differs.\n"
    (desk / f"{A}.toml").write_text("still broken", encoding="utf-8")
    page = run("report", "--since-edition", "later", "--partial")
    assert page.err.count("note: it asks") == 0
    assert f"- events/{A}.toml cannot be read.\n" in page.out


def test_who_names_an_edition_as_a_commit_is_told_how_to_ask_for_it(run: Run, desk: Path) -> None:
    said = 'note: "march" is a date of events; "march.." is what was recorded since'
    assert run("diff", "march").err == f"{said}; the edition is --since-edition march\n"
    assert run("diff", "all").err.endswith("git knows no commit by it; the edition is --since-edition all\n")
    (desk / "editions").rename(desk.parent / "elsewhere")
    (desk / "editions").symlink_to(desk.parent / "elsewhere")
    assert run("diff", "march").err == f"{said}\n"


def test_an_edition_that_is_not_there(run: Run, desk: Path) -> None:
    for verb in ("diff", "report"):
        result = run(verb, "--since-edition", "marsh")
        assert (result.code, result.err) == (3, 'error: there is no edition "marsh"\n  did you mean "march"?\n')
    text = (desk / "editions/march.toml").read_text(encoding="utf-8")
    lost = text.replace(made_from(desk, "march"), "0" * 40)
    (desk / "editions/march.toml").write_text(lost, encoding="utf-8")
    result = run("diff", "--since-edition", "march")
    assert result.code == 3
    assert result.err.startswith('error: commit 0000000, from which the edition "march" was made, is not here\n')


def test_an_edition_that_is_older_than_a_shallow_clone(run: Run, desk: Path) -> None:
    git("clone", "-q", "--depth", "1", desk.as_uri(), "shallow")
    result = run("-C", "shallow", "diff", "--since-edition", "march")
    assert result.code == 3
    assert result.err == (
        f'error: commit {made_from(desk, "march")[:7]}, from which the edition "march" was made, is not here:'
        " history here starts on 2025-03-03 (shallow clone)\n  `git fetch --unshallow` brings the rest\n"
    )


# in a report


def test_corrections_and_withdrawals_stand_first(run: Run, desk: Path) -> None:
    change(desk)
    page = run("report", "--since-edition", "march")
    assert page.err == "note: it asks what the edition asked: tag:x\n"
    assert page.out.partition("### Corrected")[2].partition("\n\nEvents tagged")[0] == (
        " or withdrawn\n\n"
        f"- **17 November 2024: [First](#{A}).** Sources: AP: state live → retracted."
        " Sourcing: origin gone: AP; now 1 origin.\n"
        "- **18 November 2024: Second.** It was taken out of the chronology.\n"
        "- **19 November 2024: Third.** It is no longer among what the edition asked for. Tags: - x.\n"
        "\n### New\n\n"
        f"- **20 November 2024: [Fourth](#{D}).** It is now among what the edition asked for. Tags: + x.\n"
        "- **21 November 2024: [Fifth &lt;b&gt;](#2024-11-21-e).** No source is given."
    )
    assert f'<a id="{A}"></a>' in page.out
    brief = run("report", "--since-edition", "march", "-t", "brief").out
    assert "- **17 November 2024: First.** Sources: AP: state" in brief
    narrow = run("report", "title:fifth", "--since-edition", "march").out
    assert "### New" in narrow
    assert "### Corrected" not in narrow


def test_what_only_adds_is_new(run: Run, desk: Path) -> None:
    more = SOURCED.removesuffix("]\n") + '  { id = "dpa", kind = "statement", publisher = "dpa" },\n]\n'
    (desk / f"{A}.toml").write_text(event("First", more=more), encoding="utf-8")
    (desk / f"{B}.toml").rename(desk / "2024-11-18-bb.toml")
    for_desk = '[[reviews]]\nby = "Ann"\non = 2025-03-04\nof = "sha256:00"\n'
    (desk / f"{C}.toml").write_text(event("Third", 19, f'tags = ["x"]\nseq = 2\n{for_desk}'), encoding="utf-8")
    page = run("report", "--since-edition", "march").out
    assert "### Corrected" not in page
    assert f"### New\n\n- **17 November 2024: [First](#{A}).** Sources: + dpa. Sourcing: origin added: dpa;" in page
    assert not {"Second", "Third"} & set(page.partition("Events tagged")[0].split())
    assert "reviews" in run("diff", "--since-edition", "march").out
    gone = SOURCED.replace('publisher = "AP"', 'publisher = "AP", state = "deleted"').replace('"ap"', '"ap2"')
    (desk / f"{A}.toml").write_text(event("First", more=gone), encoding="utf-8")
    assert "### Corrected" in run("report", "--since-edition", "march").out
    (desk / f"{A}.toml").write_text("broken", encoding="utf-8")
    assert "File: cannot be read: " in run("report", "--since-edition", "march", "--partial").out


def test_what_is_said_of_the_file_alone_is_no_news(run: Run, desk: Path) -> None:
    assert run("mv", A, "2024-11-17-other").code == 0
    assert run("review", B, "--by", "Anna").code == 0
    assert "aliases" in run("diff", "--since-edition", "march").out
    page = run("report", "--since-edition", "march").out
    assert "\nNothing was changed since in what that edition tells.\n" in page


def test_under_a_title_or_at_the_top(run: Run, desk: Path) -> None:
    (desk / "templates").mkdir()
    (desk / "templates/bare.md.j2").write_text("{{ report.metadata }}Only this.\n", encoding="utf-8")
    page = run("report", "--since-edition", "march", "-t", "bare").out
    assert page.startswith("## What changed since the edition of 3 March 2025\n")
    assert "\n\nOnly this.\n" in page
    page = run("report", "--since-edition", "march", "-t", "bare", "--lang", "uk").out
    assert page.startswith("---\nlang: uk\n---\n\n## What changed")


def test_as_of_a_commit(run: Run, desk: Path) -> None:
    change(desk)
    record(desk, "2025-03-10T09:00Z", {})
    (desk / f"{A}.toml").unlink()
    page = run("report", "--since-edition", "march", "--recorded-at", "HEAD").out
    assert "[First]" in page
    assert "### Corrected" in page
