"""The pages of rules: where they are found, and the book that they make."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from conftest import CHECKOUT
from rule_pages import FOLDER
from timeline.checks.output import pages
from timeline.checks.registry import named, rules


def test_a_page_reads_like_one() -> None:
    text = pages.page(named("SRC103"))
    assert text.startswith("## SRC103 hidden-chain\n\nwarning\n\nA text, or the name of a source, says whence")
    assert "\n  = cites is empty\n" in text
    assert "\n  = timeline edit 2024-11-17" in text
    assert "\n\nGood:\n\n```toml\n" in text


def test_why_is_what_stands_before_the_events() -> None:
    why = pages.why(pages.page(named("SRC101")))
    assert why.startswith("An event on nobody's word.\n\nWithout a source")
    assert why.endswith('citing The New York Times https://…"]`.')


def test_the_table_of_the_pages(update: bool) -> None:
    text, file = pages.index(lambda rule: f"{rule.code}.md"), FOLDER / "README.md"
    if update:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), "pytest --update writes it anew"


def test_the_book_holds_every_page() -> None:
    book = "".join(pages.book())
    assert book.startswith("# Check rules\n\n| code | name | | finds |\n")
    assert "| [SRC101](#src101-no-source) | no-source | warning | An event on nobody's word |\n" in book
    assert [line for line in book.splitlines() if line.startswith("## ")] == [
        f"## {rule.code} {rule.name}" for rule in rules().values()
    ]


def test_the_pages_are_read_out_of_a_zip(tmp_path: Path) -> None:
    packed = tmp_path / "timeline.whl"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in (CHECKOUT / "timeline").rglob("*.py"):
            archive.write(file, file.relative_to(CHECKOUT))
        for file in FOLDER.glob("*.md"):
            archive.write(file, f"timeline/checks/pages/{file.name}")
    code = f"import sys; sys.path.insert(0, {str(packed)!r}); from timeline.checks.output import pages; "
    code += "sys.stdout.buffer.write(''.join(pages.book()).encode())"
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert done.stdout.decode() == "".join(pages.book())
