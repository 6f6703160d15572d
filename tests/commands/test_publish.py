"""report and embed, as typed."""

import re
from pathlib import Path

import pytest

from conftest import CHECKOUT, Run
from samples import SECRET, fill
from timeline.reports import embed


@pytest.fixture
def page() -> Path:
    path = Path("page.md")
    path.write_text("# Page\n\n<!-- timeline: list actor:Biden -f markdown -->\n<!-- /timeline -->\n", encoding="utf-8")
    return path


# -------------------------------------------------------------------------------------------------------------- report


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
    assert "\n+Events that answer: actor:Biden\n" in changed.out
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
    assert asked.startswith("---\nlang: uk\n---\n\n<!-- markdownlint-disable MD013 MD033 -->\n\n# X\n")
    assert "\nTimes are those of Europe/Kyiv.\n\n## ATACMS\n" in asked
    with (real / "timeline.toml").open("a", encoding="utf-8") as settings:
        settings.write('[report]\ntemplate = "brief"\ntitle = "X"\ngroup = "tag"\nbibliography = false\nlang = "uk"\n')
        settings.write('timezone = "Europe/Kyiv"\n')
    assert run("report").out == asked
    title = "ATACMS and the strikes on Russian territory"
    usual = ["-t", "chronology", "--group", "month", "--bibliography", "--title", title]
    page = run("report", *usual).out.removeprefix("---\nlang: uk\n---\n\n")
    assert page.replace("Times are those of Europe/Kyiv.\n\n", "").splitlines()[:-3] == before.splitlines()[:-3]
    wrong = run("report", "--group", "week")
    assert (wrong.code, wrong.out) == (2, "")
    assert '--group: no group "week"' in wrong.err


def test_a_report_in_a_block_has_no_metadata(run: Run, real: Path) -> None:
    assert real.is_dir()
    Path("page.md").write_text(
        "# P\n\n<!-- timeline: report -t brief --lang uk -->\n<!-- /timeline -->\n", encoding="utf-8"
    )
    assert run("embed", "page.md").code == 0
    text = Path("page.md").read_text(encoding="utf-8")
    assert "lang: uk\n" not in text.replace("--lang uk", "")
    assert "<!-- timeline: report -t brief --lang uk -->\n\n<!-- markdownlint-disable" in text


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


def test_a_doubt_is_said(run: Run, real: Path) -> None:
    (real / "places.toml").write_text("[x]\nname = 1\n", encoding="utf-8")
    result = run("report")
    assert result.code == 0
    assert "places.toml" in result.err


def test_an_empty_report(run: Run, empty: Path) -> None:
    assert empty.is_dir()
    result = run("report")
    assert (result.code, result.err) == (0, "no events match: the document is empty\n")


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


# --------------------------------------------------------------------------------------------------------------- embed


@pytest.mark.usefixtures("real")
def test_a_block_is_renewed(run: Run, page: Path) -> None:
    check = run("embed", "--check", "page.md")
    assert check.code == 1
    assert "\n+| Date" in check.out
    assert run("embed", "page.md") == (0, "", "page.md: renewed\n")
    text = page.read_text(encoding="utf-8")
    assert run("list", "actor:Biden", "-f", "markdown").out in text
    assert run("embed", "page.md") == (0, "", "page.md: up to date\n")
    assert run("embed", "--check", "page.md") == (0, "", "")
    page.write_text("# Page\n", encoding="utf-8")
    assert run("embed", "page.md") == (0, "", "page.md: no blocks\n")


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("list -f json -tag:escalation", "```json\n["),
        ("ls tag:escalation", "```text\ndate "),
        ("show biden-authorises", "```text\n"),
        ("actors", "```text\nFrance\n"),
        ("date 17 November 2024", "```text\nedtf      2024-11-17\n"),
        ("date -f json 17 November 2024", '```json\n{\n  "input"'),
        ("report -t brief", "# ATACMS and the strikes on Russian territory\n"),
        ('list "actor:Joe Biden" --group month -f markdown', "## November 2024\n"),
        ("trace biden-authorises -f mermaid", "```mermaid\n"),
        ("list nobody", "-->\n<!-- /timeline -->"),
    ],
)
def test_what_a_block_may_say(command: str, expected: str, run: Run, page: Path) -> None:
    page.write_text(f"<!-- timeline: {command} -->\n<!-- /timeline -->\n", encoding="utf-8")
    assert run("embed", "page.md").code == 0
    assert expected in page.read_text(encoding="utf-8")
    assert run("embed", "page.md", "--check").code == 0


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("", '"" is no command for a block'),
        ("rm biden", '"rm" is no command for a block'),
        ("embed page.md", '"embed" is no command for a block'),
        ("-C / list", '"-C" is no command for a block'),
        ("list -C /", "No such option: -C"),
        ("list -o x.md", "a block writes no file"),
        ("list -o -", "a block reads no input"),
        ("list --output=x.md", "a block writes no file"),
        ("report -o x.md", "a block writes no file"),
        ("report -o x.md --check", "a block names no file"),
        ("report --check", "a block names no file"),
        ("report -t ./x.md.j2", "a block names no file"),
        ("report -t x.j2", "a block names no file"),
        ("list --help", "a block reads no input and shows no help"),
        ("date -", "a block reads no input and shows no help"),
        ("list nope:x", "nope"),
        ("list -f nope", 'no format "nope"'),
        ("show nope", "nope"),
        ("list 'x", "the command cannot be read"),
    ],
)
def test_what_a_block_may_not(command: str, message: str, run: Run, page: Path) -> None:
    text = f"\n<!-- timeline: {command} -->\nold\n<!-- /timeline -->"
    page.write_text(text, encoding="utf-8")
    for words in (("embed", "page.md"), ("embed", "page.md", "--check")):
        result = run(*words)
        assert result.code in {2, 3}
        assert result.err.startswith("page.md:2: embed ")
        assert message in result.err
        assert result.out == ""
    assert page.read_text(encoding="utf-8") == text
    assert sorted(p.name for p in Path().iterdir()) == ["events", "page.md"]


def test_a_command_that_is_not_there(run: Run, real: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert real.is_dir()
    monkeypatch.setattr("timeline.commands.publish.READING", ("gone",))
    page.write_text("<!-- timeline: gone -->\n<!-- /timeline -->", encoding="utf-8")
    result = run("embed", "page.md")
    assert (result.code, 'there is no command "gone"' in result.err) == (2, True)


def test_a_block_over_files_that_cannot_be_read(run: Run, real: Path, page: Path) -> None:
    (real / "2024" / "2024-11-18-bad.toml").write_text("title = 1\n", encoding="utf-8")
    before = page.read_bytes()
    result = run("embed", "page.md")
    assert (result.code, page.read_bytes()) == (3, before)
    assert "page.md:3: embed the command met files that cannot be read" in result.err


@pytest.mark.usefixtures("real")
def test_one_broken_page_does_not_keep_the_others(run: Run, page: Path) -> None:
    Path("broken.md").write_text("<!-- timeline: list -->\n", encoding="utf-8")
    result = run("embed", "broken.md", "page.md")
    assert (result.code, result.err.splitlines()[-1]) == (2, "page.md: renewed")
    assert run("embed", "page.md", "gone.md").code == 3
    Path("link.md").symlink_to("page.md")
    assert run("embed", "link.md").code == 3


@pytest.mark.usefixtures("real")
def test_a_page_that_somebody_changes_meanwhile_is_not_overwritten(
    run: Run, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renew = embed.renew

    def slow(data: bytes, path: str, command: embed.Run) -> embed.Renewed:
        page.write_text("mine", encoding="utf-8")
        return renew(data, path, command)

    monkeypatch.setattr(embed, "renew", slow)
    result = run("embed", "page.md")
    assert (result.code, page.read_text(encoding="utf-8")) == (3, "mine")
    assert "changed by someone else" in result.err


def test_secrets_stay_out_of_blocks(run: Run, empty: Path, page: Path) -> None:
    fill(empty)
    commands = (
        "list -f markdown",
        "list",
        "list -f json",
        "show 2024-01-05-secret",
        "report",
        "report -t sourcing",
        "sources",
    )
    page.write_text("".join(f"<!-- timeline: {c} -->\n<!-- /timeline -->\n" for c in commands), encoding="utf-8")
    result = run("embed", "page.md")
    text = page.read_text(encoding="utf-8")
    assert result.code == 0
    assert text.count("withheld source 1") > 4
    assert SECRET.casefold() not in (text + result.err).casefold()


def test_hostile_events_do_not_end_a_block(run: Run, empty: Path, page: Path) -> None:
    (empty / "2024-evil.toml").write_text(
        'title = "<!-- /timeline -->"\ndate = 2024\nsummary = "a\\n\\n<!-- /timeline -->\\n\\n```\\n\u202e"\n',
        encoding="utf-8",
    )
    commands = (
        "list -f markdown",
        "list",
        "list -f csv --columns title,summary",
        "list -f json",
        "show evil",
        "report",
    )
    page.write_text("".join(f"<!-- timeline: {c} -->\n<!-- /timeline -->\n" for c in commands), encoding="utf-8")
    assert run("embed", "page.md").code == 0
    text = page.read_text(encoding="utf-8")
    assert len(re.findall(r"^<!-- /timeline -->$", text, re.MULTILINE)) == len(commands)
    assert "\u202e" not in text
    assert run("embed", "page.md", "--check").code == 0


def test_our_own_pages_are_true(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    pages = ["README.md", *(str(p.relative_to(CHECKOUT)) for p in sorted((CHECKOUT / "docs").rglob("*.md")))]
    result = run("embed", "--check", *pages)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert "<!-- timeline: list" in (CHECKOUT / "docs" / "reports.md").read_text(encoding="utf-8")
