"""The table of lengths and colours."""

import pytest

from timeline.model.event import CLASSES
from timeline.pictures.look import COLOURS, LEGEND, TONES, tone, variables


@pytest.mark.parametrize("label", CLASSES)
def test_each_class_of_sourcing_has_a_colour_that_the_legend_tells(label: str) -> None:
    assert tone(label) in LEGEND
    assert LEGEND.keys() <= COLOURS.keys()


def test_what_no_origin_is_known_of_has_one_colour() -> None:
    assert {label for label in CLASSES if tone(label) == "none"} == {*CLASSES} - {*TONES}


def luminance(colour: str) -> float:
    """How bright a colour is (WCAG 2.2, relative luminance)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [0, 1])
def test_what_is_written_can_be_read_on_its_ground(dark: int) -> None:
    """Text has a contrast of 4.5 at least, on the page and on its shade (WCAG 2.2, 1.4.3)."""
    for ground in ("page", "shade"):
        for name in ("ink", "quiet", "link", *LEGEND):
            low, high = sorted(luminance(COLOURS[key][dark]) for key in (ground, name))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (ground, name)


def test_colours_are_properties_of_css() -> None:
    assert variables(0).startswith("--page:#ffffff;--ink:#1b1f23;")
    assert variables(1).startswith("--page:#14171a;")
