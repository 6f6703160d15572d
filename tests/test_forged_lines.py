"""No text of a file, no name and no word of the command line begins a line of its own in what any command prints."""

import os
import sys
from pathlib import Path

import pytest

from conftest import Run
from newsroom import git

FORGED = "\n::error::FORGED\nerror: FORGED\n  ::error::FORGED\r::error::FORGED\x1b[31m"
TOML = FORGED.replace("\n", "\\n").replace("\r", "\\r").replace("\x1b", "\\u001b")
FILES = {
    "timeline.toml": f'title = "T{TOML}"\n[check]\nignore = ["a{TOML}"]\n"k{TOML}" = 1\n',
    "actors.toml": f'["id{TOML}"]\nname = "N{TOML}"\naliases = ["al{TOML}"]\n',
    "sources.toml": f'[doc]\ntitle = "D{TOML}"\n"k{TOML}" = 5\n',
    "2022-05-01-a.toml": f"""\
title = "A{TOML}"
date = 2022-05-01
actors = ["Z{TOML}", {{ name = "Y{TOML}", role = "agent" }}]
places = ["P{TOML}"]
tags = ["t{TOML}"]
summary = "::error::FORGED{TOML}"
status = "st{TOML}"
"key{TOML}" = 1
x."q{TOML}" = "v{TOML}"
links = [{{ type = "follows", to = "nix{TOML}" }}]
[[sources]]
id = "i{TOML}"
publisher = "Pub{TOML}"
title = "{"word " * 12}::error::FORGED"
quote = "q{TOML}"
cites = ["gone{TOML}"]
""",
    "2022-05-02-b.toml": f'title = "B{TOML}"\ndate = "20{TOML}22"\n',
    "2022-05-03-c.toml": f'title = "C{TOML}\n',
    "templates/mine.md.j2": "{{ report.title }}{% for e in report.entries %}{{ e.nope }}{% endfor %}",
}
A = "2022-05-01-a"
COMMANDS = [
    *(["list", "-f", form] for form in ("table", "markdown", "json", "jsonl", "tsv", "ids", "paths", "card")),
    *(["list", "--group", by] for by in ("month", "actor", "tag", "place", "status", "sourcing")),
    *(["chart", "--by", by, *more] for by in ("month", "actor", "status") for more in ([], ["--spans"], ["-f", "svg"])),
    *(["export", "-f", form] for form in ("html", "json", "geojson", "timelinejs")),
    *(["show", A, "-f", form] for form in ("card", "json", "markdown")),
    *(["trace", A, "-f", form] for form in ("text", "json", "dot", "mermaid")),
    *([kind, *more] for kind in ("actors", "sources", "places", "tags") for more in ([], ["-c"])),
    *(["report", "-t", name] for name in ("chronology", "brief", "sourcing", "actors", "mine", f"x{FORGED}")),
    *(["check", "-f", form] for form in ("full", "concise", "json", "sarif")),
    *(["check", *more] for more in (["--diff"], ["--staged"], [f"x{FORGED}"], ["--select", f"x{FORGED}"])),
    *(["fmt", flag] for flag in ("--check", "--diff")),
    *(
        ["edit", A, "-n", *more]
        for more in (["--title", f"B{FORGED}"], ["--remove-tag", "zz"], ["--remove-actor", "zz"])
    ),
    *(["edit", A, "-n", *more] for more in (["--set", f"z{FORGED}=1"], ["--add-link", f"follows:x{FORGED}"])),
    *(["add", "-n", f"2022: A{FORGED}"], ["add", f"x{FORGED}"], ["add", "--from", f"x{FORGED}"]),
    *(["sql", "SELECT * FROM events", "-f", form] for form in ("table", "json", "tsv", "markdown")),
    *(
        ["sql", f"SELECT 1 AS a FROM 'x{FORGED}'"],
        ["show", f"x{FORGED}"],
        ["show", "2022-05-03"],
        ["list", f"foo{FORGED}:x"],
    ),
    *(["list", "--columns", f"x{FORGED}"], ["date", f"x{FORGED}"], ["mv", A, f"x{FORGED}"], ["rm", A, "-n"]),
    *([f"x{FORGED}"], ["-C", f"x{FORGED}", "list"], ["--today", f"x{FORGED}", "list"], ["-v", "report", "-t", "brief"]),
    *(["embed", "doc.md"], ["embed", f"x{FORGED}"], ["schema", f"x{FORGED}"], ["list", f"--x{FORGED}"]),
]


def lines(text: str) -> list[str]:
    """The lines as any runner of jobs may see them, which takes blanks before them away."""
    return [line.strip() for line in text.replace("\r", "\n").split("\n")]


@pytest.mark.skipif(sys.platform == "win32", reason="such a folder there cannot be")
def test_no_line_is_forged(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in FILES.items():
        (empty / name).parent.mkdir(exist_ok=True)
        (empty / name).write_text(text, encoding="utf-8")
    Path("doc.md").write_text(
        f"<!-- timeline: list -f ids 'x{FORGED[-30:-5]}':y -->\n<!-- /timeline -->\n", encoding="utf-8"
    )
    git("init", "-q")
    git("add", "-A")
    for words in COMMANDS:
        result = run(*words)
        assert "should not happen" not in result.err, words
        assert not [line for line in lines(result.err) if line.startswith(("::", "error: FORGED"))], words
        assert "\x1b" not in result.err, words
        assert not [line for line in lines(result.out) if line.startswith(("::", "error: FORGED"))], (words, result.out)


def test_nor_by_the_name_of_a_folder_above(run: Run, empty: Path) -> None:
    home = Path(f"x{FORGED.replace('/', '')}")
    home.mkdir()
    os.rename(empty, home / "events")
    assert run("-C", str(home), "add", "2022: A").code == 0
    for words in (
        ["list", "-f", "paths"],
        ["list", "-f", "ids"],
        ["check"],
        ["fmt", "--check"],
        ["rm", "2022-a", "-n"],
    ):
        result = run("-C", str(home), *words)
        assert not [line for line in lines(result.out + result.err) if line.startswith(("::", "error: FORGED"))], words
