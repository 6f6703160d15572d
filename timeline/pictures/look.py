"""How pictures look: every length and every colour, one table for the page's script, its stylesheet and SVG.

Lengths are in pixels of CSS. Knows no event.
"""

from typing import NamedTuple


class Look(NamedTuple):
    """The lengths that two renderers share: the script of the page is handed them as JSON."""

    width: int = 960
    """Of a picture in a file; the page takes what there is."""
    axis: int = 34
    """Height of the axis with the names of its ticks."""
    between_ticks: int = 74
    """Least distance of two ticks that have names."""
    lane_head: int = 20
    """Height of the name of a lane, above its rows."""
    row: int = 16
    """Height of a row."""
    bar: int = 10
    """Height of a bar in it."""
    gap: int = 3
    """Least distance between two bars in a row."""
    least: int = 3
    """Width of the narrowest bar."""
    taper: int = 28
    """Length in which a bar runs out that has no known end."""
    rows: int = 8
    """Rows of a lane without titles; what finds no place in them lies over what is there."""
    lanes: int = 12
    """Lanes that have a name; the others are one."""
    labelled: int = 40
    """Of so many events in view each has its title beside its bar."""
    letters: int = 100
    """Letters of a title beside a bar."""
    letter: float = 6.2
    """Width of a letter, as it is taken to be; those of Chinese, Japanese and Korean have two of them."""
    wide: int = 0x2E80
    """From this letter on they have two."""
    least_letters: int = 4
    """Letters of a title that say something."""
    space: int = 6
    """Between a bar and its title."""
    rim: int = 3
    """What is covered of a bar around a title on it."""
    ground: float = 0.8
    """How much the colour of the page covers of a bar under its title."""
    faint: float = 0.1
    """How strong a bar is where the event hardly can have begun, or can hardly go on."""
    possible: float = 0.4
    """How strong it is where the event only may have been."""
    reported: float = 0.6
    """How strong it is on the day of a first report."""


LOOK = Look()

COLOURS = {
    "page": ("#ffffff", "#14171a"),
    "ink": ("#1b1f23", "#e8eaed"),
    "quiet": ("#57606a", "#a4adb8"),
    "line": ("#d0d7de", "#3a424c"),
    "shade": ("#f3f5f7", "#1d2227"),
    "link": ("#0b5cad", "#7db8f7"),
    "focus": ("#b45309", "#fbbf24"),
    "many": ("#00735c", "#3fc1a0"),
    "some": ("#4d7c0f", "#a3cf5c"),
    "unknown": ("#4b6584", "#9fb3c8"),
    "one": ("#a85400", "#f0a04b"),
    "none": ("#b3261e", "#ff8a80"),
}
"""Each in light and in dark. The last five say what an event rests on; words say the same."""
TONES = {
    "corroborated": "many",
    "possibly-corroborated": "some",
    "unassessed": "unknown",
    "single-source": "one",
}
"""The colour of each class of sourcing; of any other it is `none`."""


def tone(label: str) -> str:
    """The name of the colour of a class of sourcing."""
    return TONES.get(label, "none")


def variables(dark: int) -> str:
    """The colours as custom properties of CSS: of the light ones (0), or of the dark ones (1)."""
    return "".join(f"--{name}:{both[dark]};" for name, both in COLOURS.items())


LEGEND = {
    "many": "two origins or more",
    "some": "one, perhaps more",
    "one": "one origin",
    "unknown": "not known how many",
    "none": "none",
}
"""What colours say: on how many origins an event rests."""
SHADES = (
    "Colours: origins it rests on. Bars: solid: surely then; pale: some time in it; fading: nobody knows exactly."
    " Where a lane is full, bars lie over one another."
)
"""What colours and shades mean."""
