"""The numbers on a page."""

from tallies import NONE, ONE
from timeline import formats
from timeline.formats import View


def page(*found: object) -> str:
    return "".join(formats.named("markdown", formats.NUMBERS).write(found, View()))


def test_of_no_events() -> None:
    assert page(NONE) == "No events.\n"


def test_section_by_section() -> None:
    assert (
        page(ONE)
        == """\
3 events on 17 November 2024.

3 events, 1 of them only possibly in the range.

## What they rest on

Each event stands once.

| The sources of an event | Events |
| --- | ---: |
| two sources or more that are known to be different | 0 |
| all of it from one source | 3 |

## Outlets and authors that most rests on

How many events each brings, and how many of these go back to one source, whoever that is; most of the latter first.

| Outlet or author | Events | With one source |
| --- | ---: | ---: |
| The Herald of a Town whose Name is so long that it wraps | 3 | 3 |
| <U+202E>olleH | 1 | 0 |

And 7 more.

## Figures

Each event counts once, and nothing tells whether two of them count the same.

- killed: 3–5, in 1 event; 2 have none and there is more to be said of it
""".replace("<U+202E>", "&lt;U+202E&gt;")
    )
