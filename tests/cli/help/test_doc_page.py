"""Pages of docs/ on a terminal."""

import pytest

from timeline.cli.help import topics
from timeline.cli.help.command_page import Page
from timeline.cli.help.doc_page import rendered
from timeline.text import documentation

TEXT = """# A *page*

One `paragraph` that goes on
over [two](events.md) lines, to [an address](https://example.org).
```console
$ a line of code   that stays as it is, however long it may be
```

<!-- not for readers -->

## Words
Behind a heading.

- an item of a list that is longer than a line
  of its own
- another

| word | means | more |
|---|---|---|
| `a\\|b` | **one** of two |  |
| c | that | too |
| d |  |  |
"""
SHOWN = """A page

  One `paragraph` that goes on
  over two lines, to an address
  (https://example.org).

    $ a line of code   that stays as it is, however long it may be

Words
  Behind a heading.

  - an item of a list that is
    longer than a line of its
    own
  - another

  word · means · more

  `a|b`
      one of two
  c
      that · too
  d
"""


def test_what_signs_mean_is_shown_without_them() -> None:
    assert "".join(rendered(TEXT, Page(32, color=False))) == SHOWN
    assert "".join(rendered("```\nnever closed", Page(32, color=False))) == ""


@pytest.mark.parametrize("name", [name for name, _ in topics.topics()])
@pytest.mark.parametrize("width", [40, 80])
def test_every_page_can_be_read(name: str, width: int) -> None:
    text = "".join(rendered(documentation.page(name), Page(width, color=True)))
    prose = [line for line in text.splitlines() if not line.startswith("    ")]
    assert not [line for line in prose if "](" in line or "**" in line or "<!--" in line or "|--" in line]
    assert not [line for line in prose if len(line) > width + 8 and " " in line.strip()]
