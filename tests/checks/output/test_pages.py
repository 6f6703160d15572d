"""The pages of rules: where they are found, and the book that they make."""

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
