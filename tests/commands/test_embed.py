"""`timeline embed`: blocks in somebody's file."""

import re
from pathlib import Path

import pytest

from conftest import CHECKOUT, Run
from samples import SECRET, fill
from timeline.app import COMMANDS
from timeline.reports import embed
from timeline.reports.embed import READING


@pytest.fixture
def page() -> Path:
    path = Path("page.md")
    path.write_text("# Page\n\n<!-- timeline: list actor:Biden -f markdown -->\n<!-- /timeline -->\n", encoding="utf-8")
    return path


def test_a_report_in_a_block_has_no_metadata(run: Run, real: Path) -> None:
    assert real.is_dir()
    Path("page.md").write_text(
        "# P\n\n<!-- timeline: report -t brief --lang uk -->\n<!-- /timeline -->\n", encoding="utf-8"
    )
    assert run("embed", "page.md").code == 0
    text = Path("page.md").read_text(encoding="utf-8")
    assert "lang: uk\n" not in text.replace("--lang uk", "")
    assert "<!-- timeline: report -t brief --lang uk -->\n\n## ATACMS" in text


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
        ("tags -f markdown", "-->\n\n| name "),
        ("chart --by day", "-->\n\n```text\n17 November 2024 █"),
        ("chart --by day -f csv", "-->\n\n```csv\nday,first,"),
        ("list --sum figures.killed --group month -f markdown", "-->\n\n| month "),
        ("list --count --group month -f csv", "-->\n\n```csv\nmonth,"),
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
        ("list -C /", "no option -C"),
        ("list -o x.md", "a block writes no file"),
        ("list -o -", "a block reads no input"),
        ("list --output=x.md", "a block writes no file"),
        ("report -o x.md", "a block writes no file"),
        ("report -o x.md --check", "a block names no file"),
        ("report --check", "a block names no file"),
        ("report -t ./x.md.j2", "a block names no file"),
        ("report -t x.j2", "a block names no file"),
        ("list --help", "a block reads no input and shows no help"),
        ("list -rh", '"-rh" is no option'),
        ("date -", "a block reads no input and shows no help"),
        ("list nope:x", 'embed no field "nope" in nope:x\n'),
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


@pytest.mark.usefixtures("real")
def test_a_picture_beside_the_page(run: Run, page: Path) -> None:
    block = "<!-- timeline: chart tag:ATACMS -o 'pictures/a b.svg' -->\n<!-- /timeline -->\n"
    page.write_text(block, encoding="utf-8")
    check = run("embed", "page.md", "--check")
    assert check.code == 1
    assert "+++ pictures/a b.svg (as it should be)" in check.out
    assert not Path("pictures").exists()
    assert run("embed", "page.md").err == "pictures/a b.svg: made\npage.md: renewed\n"
    text = page.read_text(encoding="utf-8")
    shown = "events tagged ATACMS: 3 events on an axis from 13 Nov 2024 to 21 Nov 2024](pictures/a%20b.svg)"
    assert f"\n\n![ATACMS and the strikes on Russian territory, {shown}\n\n" in text
    assert run("embed", "page.md", "--check") == (0, "", "")
    assert run("embed", "page.md").err == "page.md: up to date\n"
    picture = Path("pictures/a b.svg")
    whole = picture.read_bytes()
    picture.write_bytes(whole + b" ")
    assert run("embed", "page.md", "--check").code == 1
    assert run("embed", "page.md").err == "pictures/a b.svg: renewed\npage.md: up to date\n"
    assert picture.read_bytes() == whole


@pytest.mark.usefixtures("real")
def test_a_picture_that_is_refused_leaves_all_as_it_was(run: Run, page: Path) -> None:
    other = "<!-- timeline: chart -o other.svg -->\n<!-- /timeline -->\n"
    Path("x.svg").write_text("<svg/>", encoding="utf-8")
    for name, why in {
        "x.svg": "no picture of ours",
        "../y.svg": "does not stay below",
        "y.txt": "writes no file",
    }.items():
        before = f"{other}\n<!-- timeline: chart -o {name} -->\n<!-- /timeline -->\n"
        page.write_text(before, encoding="utf-8")
        result = run("embed", "page.md")
        assert result.code == 2
        assert result.err.startswith("page.md:4: embed ")
        assert why in result.err
        assert page.read_text(encoding="utf-8") == before
        assert not Path("other.svg").exists()
    page.write_text(other + other.replace("chart", "chart --by day").replace("other", "OTHER"), encoding="utf-8")
    assert "another block draws something else in OTHER.svg" in run("embed", "page.md").err
    page.write_text(other + other, encoding="utf-8")
    assert run("embed", "page.md").err == "other.svg: made\npage.md: renewed\n"


@pytest.mark.usefixtures("real")
def test_a_picture_without_what_cannot_be_read(run: Run, page: Path) -> None:
    Path("events/2024-x.toml").write_text("title", encoding="utf-8")
    page.write_text("<!-- timeline: chart -o x.svg -->\n<!-- /timeline -->\n", encoding="utf-8")
    assert run("embed", "page.md").code == 3
    assert not Path("x.svg").exists()
    run("embed", "page.md", "--partial")
    assert "](x.svg)\n\nNot complete." in page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("real")
def test_the_notes_of_two_reports_and_of_the_page_are_told_apart(run: Run, page: Path) -> None:
    block = "<!-- timeline: report tag:ATACMS -->\n<!-- /timeline -->\n\n"
    page.write_text(f"By hand.[^1]\n\n{block * 2}[^1]: By hand.\n", encoding="utf-8")
    assert run("embed", "page.md").code == 0
    labels = re.findall(r"(?m)^\[\^(.*?)\]:", page.read_text(encoding="utf-8"))
    assert len(labels) == len(set(labels)) == 7
    assert run("embed", "--check", "page.md").code == 0
    page.write_text(f"{block} {block}", encoding="utf-8")
    check = run("embed", "--check", "page.md")
    assert check.code == 2
    assert "page.md:4: embed this is nearly a mark of a block: it is set in\n" in check.err


def test_commands_of_blocks_are_there(run: Run, real: Path, page: Path) -> None:
    assert set(READING) <= {*COMMANDS.names(), *COMMANDS.aliases}
    page.write_text("<!-- timeline: add x -->\n<!-- /timeline -->", encoding="utf-8")
    result = run("embed", "page.md")
    assert (result.code, result.err.splitlines()) == (
        2,
        [
            'page.md:1: embed "add" is no command for a block',
            f"  = commands that read: {', '.join(READING)}",
        ],
    )
    assert real.is_dir()


def test_a_block_over_files_that_cannot_be_read(run: Run, real: Path, page: Path) -> None:
    (real / "2024" / "2024-11-18-bad.toml").write_text("title = 1\n", encoding="utf-8")
    before = page.read_bytes()
    result = run("embed", "page.md")
    assert (result.code, page.read_bytes()) == (3, before)
    assert "page.md:3: embed the command met files that cannot be read" in result.err


def test_what_is_left_out_is_said_in_the_block(run: Run, real: Path) -> None:
    (real / "2024" / "2024-11-18-bad.toml").write_text("title = 1\n", encoding="utf-8")
    blocks = [f"<!-- timeline: {words} -->\n<!-- /timeline -->\n" for words in ("tags", "report", "report --partial")]
    Path("page.md").write_text("".join(blocks), encoding="utf-8")
    refused = run("embed", "page.md")
    assert refused.code == 3
    assert refused.err.count("page.md:3: embed the document would leave out what cannot be read") == 1
    assert "events/2024/2024-11-18-bad.toml:1:1: SCH006 date is missing" in refused.err
    assert Path("page.md").read_text(encoding="utf-8") == "".join(blocks)
    assert run("embed", "--partial", "page.md").code == 0
    text = Path("page.md").read_text(encoding="utf-8")
    said = "Not complete. What cannot be read is left out: 2024/2024-11-18-bad.toml."
    assert text.count(said) == 3
    assert f"```\n\n{said}\n\n<!-- /timeline -->" in text
    assert run("embed", "--partial", "--check", "page.md").code == 0


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
