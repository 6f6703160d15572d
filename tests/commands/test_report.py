"""`timeline report`: a whole document."""

import re
from pathlib import Path

import pytest

from conftest import Run


@pytest.mark.usefixtures("real")
def test_a_report_on_stdout_and_in_a_file(run: Run) -> None:
    shown = run("report", "actor:Biden")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.count("[^") == 6
    assert run("report", "actor:Biden", "-o", "r.md") == (0, "", "")
    assert Path("r.md").read_text(encoding="utf-8") == shown.out
    before = Path("r.md").stat()
    assert run("report", "actor:Biden", "-o", "r.md").code == 0
    assert Path("r.md").stat().st_ino == before.st_ino


@pytest.mark.usefixtures("real")
def test_a_stale_report_is_shown_as_a_diff(run: Run) -> None:
    run("report", "-o", "r.md")
    assert run("report", "-o", "r.md", "--check") == (0, "", "")
    changed = run("report", "actor:Biden", "-o", "r.md", "--check")
    assert changed.code == 1
    assert changed.out.startswith("--- r.md\n+++ r.md (as it should be)\n@@ ")
    assert "\n+Events involving Joe Biden.\n" in changed.out
    missing = run("report", "-o", "none.md", "--check")
    assert (missing.code, Path("none.md").exists()) == (1, False)
    Path("r.md").write_text("no end", encoding="utf-8")
    assert "-no end\n\\ No newline at end of file\n" in run("report", "-o", "r.md", "--check").out


def test_flags_and_settings_of_a_report(run: Run, real: Path) -> None:
    before = run("report").out
    flags = [
        "--title",
        "X",
        "--group",
        "tag",
        "--no-bibliography",
        "--timezone",
        "Europe/Kyiv",
        "--lang",
        "uk",
        "-t",
        "brief",
    ]
    asked = run("report", *flags).out
    assert asked.startswith("---\nlang: uk\n---\n\n# X\n")
    assert "\nTimes in Europe/Kyiv.\n\n- [ATACMS](#atacms) (3)\n" in asked
    with (real / "timeline.toml").open("a", encoding="utf-8") as settings:
        settings.write('[report]\ntemplate = "brief"\ntitle = "X"\ngroup = "tag"\nbibliography = false\nlang = "uk"\n')
        settings.write('timezone = "Europe/Kyiv"\n')
    assert run("report").out == asked
    title = "ATACMS and the strikes on Russian territory"
    usual = ["-t", "chronology", "--group", "month", "--bibliography", "--title", title]
    page = run("report", *usual).out.removeprefix("---\nlang: uk\n---\n\n")
    assert page.replace("Times in Europe/Kyiv.\n\n", "") == before
    assert run("report", "--bibliography", "--no-bibliography").code == 2
    wrong = run("report", "--group", "fortnight")
    assert (wrong.code, wrong.out) == (2, "")
    assert '--group: "fortnight" is no group' in wrong.err
    with (real / "timeline.toml").open("a", encoding="utf-8") as settings:
        settings.write('lang = "english"\n')
    assert "timeline.toml" in run("report").err
    (real / "timeline.toml").write_text('report.template = "../x"\n', encoding="utf-8")
    assert "report.template in timeline.toml names a file" in run("report").err
    assert run("report", "-t", "brief").code == 0


def test_check_needs_a_file(run: Run, real: Path) -> None:
    assert real.is_dir()
    for words in ((), ("-o", "-")):
        result = run("report", "--check", *words)
        assert (result.code, result.out) == (2, "")
        assert "--check compares with a file" in result.err


def test_an_unreadable_event_is_not_left_out_in_silence(run: Run, real: Path) -> None:
    (real / "2024" / "2024-11-18-bad.toml").write_text("title = 1\n", encoding="utf-8")
    result = run("report", "-o", "r.md")
    assert (result.code, Path("r.md").exists()) == (3, False)
    assert "2024-11-18-bad.toml" in result.err


def test_what_is_left_out_is_said_in_the_document(run: Run, real: Path) -> None:
    (real / "2024" / "2024-11-18-bad_one.toml").write_text("title = 1\n", encoding="utf-8")
    (real / "timeline.toml").write_text("title = 1\n", encoding="utf-8")
    said = "Not complete. What cannot be read is left out: 2024/2024-11-18-bad\\_one.toml, timeline.toml."
    for name in ("brief", "actors", "sourcing", "chronology"):
        assert run("report", "--partial", "-t", name).out.count(said) == 1
    result = run("report", "--partial")
    assert result.code == 0
    assert result.out.index(said) < result.out.index("## ")
    assert "events/2024/2024-11-18-bad_one.toml:1:1: SCH006 " in result.err
    Path("own.md.j2").write_text("{{ report.title }}\n", encoding="utf-8")
    assert run("report", "--partial", "-t", "own.md.j2").out == f"Chronology\n\n{said}\n"
    assert run("report", "--partial", "-t", "own.md.j2", "-o", "r.md", "--lang", "uk").code == 0
    assert run("report", "--partial", "-t", "own.md.j2", "-o", "r.md", "--check") == (0, "", result.err)


def test_with_everything_read_partial_changes_nothing(run: Run, real: Path) -> None:
    assert real.is_dir()
    assert run("report", "--partial") == run("report")


def test_a_doubt_is_said(run: Run, real: Path) -> None:
    (real / "places.toml").write_text("[x]\nname = 1\n", encoding="utf-8")
    result = run("report")
    assert result.code == 0
    assert "places.toml" in result.err


@pytest.mark.usefixtures("real")
def test_a_long_document_is_offered_otherwise(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.commands.report.MANY", 5)
    said = "note: 6 events make a long document: -t brief gives each a line; "
    assert run("report").err == f"{said}--group year, or words of a query, part it\n"
    assert run("report", "--group", "tag").err == f"{said}words of a query part it\n"
    assert run("report", "-t", "brief").err == run("report", "actor:Biden").err == ""


@pytest.mark.usefixtures("empty")
def test_figures_are_summed_up_in_all_and_under_each_heading(run: Run) -> None:
    run("add", "May 2020: A", "--figure", "killed=3..4", "--actor", "A", "--source", "S")
    run("add", "2021: B", "--figure", "killed=7", "--actor", "B", "--source", "S")
    run("add", "May 2020: C", "--actor", "B", "--source", "S")
    for words, totals in {
        (): ["10–11, in 2 events; 1 has none", "3–4, in 1 event; 1 has none", "7, in 1 event"],
        ("-t", "actors"): ["10–11, in 2 events; 1 has none", "3–4, in 1 event", "7, in 1 event; 1 has none"],
        ("date:2021",): ["7, in 1 event"],
        ("C", "--group", "place"): ["the event has none"],
        ("nobody",): [],
    }.items():
        page = run("report", "--sum", "figures.killed", *words).out
        assert (
            re.findall("(?m)^Killed: (.*).$", page.replace("Killed: 3 to 4.", "").replace("Killed: 7.\n", "")) == totals
        )
    assert "no event has figures.dead" in run("report", "--sum", "figures.dead").err
    assert run("report", "--sum", "killed").code == 2


def test_an_empty_report(run: Run, empty: Path) -> None:
    assert empty.is_dir()
    result = run("report")
    assert (result.code, result.err) == (0, "no events yet: `timeline add` writes the first; the document is empty\n")


@pytest.mark.usefixtures("real")
def test_a_report_of_nothing_says_what_was_asked(run: Run) -> None:
    said = 'no events match: none in Kiev, since 1 January 2025; the document is empty\nno place "Kiev" here\n'
    for words in ((), ("-o", "r.md"), ("-o", "r.md", "--check")):
        assert run("report", "place:Kiev", "since:2025", *words).err == said


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(("value", "code"), [("1731843600", 0), ("", 0), ("soon", 2), ("-1", 2), ("9" * 12, 2)])
def test_source_date_epoch(value: str, code: int, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    result = run("report")
    assert result.code == code
    assert ("Dated 17 November 2024." in result.out) == (value == "1731843600")


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("words", [("-t", "nope"), ("nope:x",), ("-t", "gone/x.md.j2")])
def test_a_wrong_request(words: tuple[str, ...], run: Run) -> None:
    assert run("report", *words).code == 2


ANNA = "Anna &lt;b&gt;\\*E\\*"
"""Her name, made harmless."""


@pytest.mark.parametrize("template", ["chronology", "brief", "actors", "sourcing"])
def test_who_has_reviewed_what_stands_on_the_page(template: str, run: Run, real: Path) -> None:
    anna = ("--today", "2025-03-03", "review", "fear-of", "biden-auth", "--by", "Anna <b>*E*")
    assert run(*anna).code == 0
    run("edit", "biden-auth", "--add-tag", "x")
    page = run("report", "-t", template)
    told = run("report", "-t", template, "--reviews").out
    badges = (
        f"Reviewed by {ANNA} on 3 March 2025.",
        "Not reviewed.",
        f"Changed since its review of 3 March 2025 by {ANNA}.",
    )
    is_long = template != "sourcing"
    assert [badge in page.out for badge in badges] == [False] * 3
    assert [badge in told for badge in badges] == [is_long] * 3
    assert "\nReviewed as they stand: 1 of 6 events; 1 changed since the last review.\n" in told
    assert "Reviewed as they stand" not in run("report", "--reviews", "nobody-writes-so").out
    only = run("report", "-t", template, "--reviewed-only")
    assert only.err == "left out: 5 events that nobody has reviewed as they stand\n"
    assert "\nOnly events that are reviewed as they stand; 5 left out.\n" in only.out
    assert [badge in only.out for badge in badges] == [is_long, False, False]
    with (real / "timeline.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[report]\nreviews = true\n")
    assert run("report", "-t", template).out == told
    assert run("report", "-t", template, "--no-reviews") == page


@pytest.mark.usefixtures("real")
def test_a_report_of_what_is_reviewed_alone(run: Run) -> None:
    empty = run("report", "--reviewed-only")
    assert empty.err == "left out: 6 events that nobody has reviewed as they stand\n"
    assert "Only events that are reviewed as they stand; 6 left out." in empty.out
    run("review", "--where", "has:title", "--by", "Anna", "--yes")
    whole = run("report", "--reviewed-only")
    assert (whole.err, "reviewed as they stand; none is left out." in whole.out) == ("", True)
    both = run("report", "--reviewed-only", "--no-reviews")
    assert (both.code, both.err) == (2, "error: the reviews are wanted and not wanted\n  give one of the two flags\n")
    Path("page.md").write_text("<!-- timeline: report --reviews -->\n<!-- /timeline -->\n", encoding="utf-8")
    assert run("embed", "page.md").code == 0
    assert Path("page.md").read_text(encoding="utf-8").count("Reviewed by Anna on ") == 6
