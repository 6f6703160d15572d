"""The numbers on a terminal."""

from tallies import MANY, NONE, ONE
from timeline import formats
from timeline.formats import View
from timeline.text.width import text_width


def text(*found: object, width: int = 0, color: bool = False) -> str:
    return "".join(formats.named("text", formats.NUMBERS).write(found, View(width=width, color=color)))


def test_of_no_events() -> None:
    assert text(NONE) == "No events.\n"


def test_section_by_section() -> None:
    assert (
        text(ONE, width=60)
        == """\
3 events on 17 November 2024.
3 events, 1 of them only possibly in the range.

What they rest on
  Each event stands once.
  0  two sources or more that are known to be different
  3  all of it from one source

Outlets and authors that most rests on
  How many events each brings, and how many of these go back
  to one source, whoever that is; most of the latter first.
  events  with one source
       3                3  The Herald of a Town whose Name
                           is so long that it wraps
       1                0  <U+202E>olleH
  … and 7 more

Figures
  Each event counts once, and nothing tells whether two of
  them count the same.
  killed: 3–5, in 1 event; 2 have none and there is more to
    be said of it
"""
    )


def test_no_line_is_wider_than_is_read_well() -> None:
    for width in (0, 60, 300):
        assert max(map(text_width, text(MANY, width=width).split("\n"))) <= min(width or 80, 80)


def test_headings_in_colour() -> None:
    assert "\n\x1b[1mWhat they rest on\x1b[0m\n" in text(ONE, color=True)
