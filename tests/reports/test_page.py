"""How a text is fitted into somebody's page."""

import pytest

from timeline.reports.page import HostPage


def fitted(page: str, text: str) -> str:
    """The text as it stands at the line `HERE` of the page."""
    lines = page.split("\n")
    at = lines.index("HERE")
    return "\n".join(line for line, _ in HostPage(lines, {at}).fitted(text, "1", at))


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("HERE", "# T"),
        ("# P\n\nHERE", "## T"),
        ("# P\n## Q #\n### R\nHERE\n# S", "#### T"),
        ("###### P\nHERE", "###### T"),
        ("P\n=\nHERE", "## T"),
        ("P\n---\nHERE", "### T"),
        ("- P\n---\nHERE", "# T"),
        ("\n---\nHERE", "# T"),
        ("---\ntitle: x\n---\nHERE", "# T"),
        ("---\ntitle: x\n---\n# P\nHERE", "## T"),
        ("```\n# P\n```\n---\nHERE", "# T"),
        ("#P\n    # Q\nHERE", "# T"),
    ],
)
def test_headings_stand_below_that_of_the_page(page: str, heading: str) -> None:
    assert (
        fitted(page, "# T\n\n```\n# code\n```\n## U") == f"{heading}\n\n```\n# code\n```\n{(heading[:-2] + '#')[:6]} U"
    )


def test_headings_that_stand_below_already_stay() -> None:
    assert fitted("# P\nHERE", "## Nov\n\n### A") == "## Nov\n\n### A"


def test_no_note_and_no_place_has_the_name_of_another() -> None:
    page = HostPage(['[^1-a]: x <a id="b"></a>', "HERE", "HERE"], {1, 2})
    text = '<a id="b"></a>x[^a] [b](#b) [c](#c) [d](#d)\n\n## <a id="c"></a>c\n\n[^a]: y'
    first = "\n".join(line for line, _ in page.fitted(text, "1", 1))
    assert first == ('<a id="1b-b"></a>x[^1b-a] [b](#1b-b) [c](#c) [d](#d)\n\n## <a id="c"></a>c\n\n[^1b-a]: y')
    second = "\n".join(line for line, _ in page.fitted(text, "2", 2))
    assert second == ('<a id="2-b"></a>x[^2-a] [b](#2-b) [c](#2-c) [d](#d)\n\n## <a id="2-c"></a>c\n\n[^2-a]: y')
