"""Events in lanes as a picture in a file."""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import html_page
from conftest import Run
from samples import SECRET, fill, is_harmless, same_as_golden
from timeline.pictures.drawn import Drawn
from timeline.pictures.spans import Clock
from timeline.pictures.svg import GENERATOR, number, picture

SVG = "{http://www.w3.org/2000/svg}"


def event(date: str, title: str = "A", names: Sequence[str] = (), tone: str = "one") -> Drawn:
    return Drawn(Clock(as_written=True).spans(date, "stated"), names, title, date, "no source", tone)


def root(*events: Drawn, title: str = "Events") -> ET.Element:
    made = picture(events, title, "actor")
    assert made.svg.startswith(f"{GENERATOR}\n<svg ")
    found = html_page.picture(made.svg)
    assert found[0].text == made.words
    return found


def said(*events: Drawn) -> list[str]:
    """What is told of each bar."""
    return [str(title.text) for title in root(*events).iterfind(f"{SVG}g/{SVG}title")]


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    out = run("chart", "-f", "svg").out
    assert same_as_golden("svg.svg", out, update=update)
    assert SECRET.casefold() not in out.casefold()
    assert is_harmless(out.replace("\u2068", "").replace("\u2069", ""))
    assert html_page.picture(out).tag == f"{SVG}svg"
    assert run("chart", "-f", "svg").out == out


def test_each_bar_says_what_it_is_of() -> None:
    assert said(event("2024-11-17", "A & <B>"), event("2024-11-18")) == [
        "2024-11-17: A & <B>. No source.",
        "2024-11-18: A. No source.",
    ]


def test_bars_that_lie_over_one_another_are_one_that_says_how_many() -> None:
    crowd = [event("2024-11-17", f"Number {n}") for n in range(50)]
    found = said(*crowd, event("2024-11-21"))
    assert len(found) == 9
    assert found[0] == "43 events from 2024-11-17: Number 0. No source. To 2024-11-17: Number 49. No source."
    assert found[-1] == "2024-11-21: A. No source."


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([], "Events: 0 events"),
        ([event("XXXX")], "Events: 1 event, of which no day is known"),
        ([event("2024-11-17")], "Events: 1 event on an axis from 13 Nov 2024 to 21 Nov 2024"),
    ],
)
def test_a_picture_says_what_it_shows(events: list[Drawn], words: str) -> None:
    assert picture(events, "Events", "actor").words == words
    found = root(*events)
    assert found.attrib["role"] == "img"
    assert (words in {text.text for text in found.iter(f"{SVG}text")}) == ("axis" not in words)


def test_what_the_picture_leaves_out_is_to_be_seen_in_it() -> None:
    november = [event(f"2024-11-{day}") for day in (17, 18, 19, 20)]
    words = {text.text for text in root(*november, event("2918"), event("XXXX")).iter(f"{SVG}text")}
    assert "1 outside, in 2918; 1 without a known day." in words
    assert not any("outside" in str(text.text) for text in root(*november).iter(f"{SVG}text"))


def test_a_set_is_strung_on_a_line() -> None:
    (group,) = root(event("{2024-11-17,2024-11-19}")).iterfind(f"{SVG}g")
    line, *bars = [part for part in group if part.tag != f"{SVG}title"]
    assert line.tag == f"{SVG}line"
    assert [bar.attrib["fill-opacity"] for bar in bars[:2]] == ["1", "1"]
    assert float(line.attrib["x1"]) == pytest.approx(
        float(bars[0].attrib["x"]) + float(bars[0].attrib["width"]), abs=0.02
    )
    assert line.attrib["x2"] == bars[1].attrib["x"]


def test_what_fades_is_filled_with_a_gradient_that_is_there() -> None:
    found = root(event("2024-11-17/"), event("/2024-11-18", tone="many"), event("2024-11-17/"))
    fills = {rect.attrib["fill"] for rect in found.iter(f"{SVG}rect") if "fill" in rect.attrib}
    gradients = [gradient.attrib["id"] for gradient in found.iter(f"{SVG}linearGradient")]
    assert fills == {f"url(#{id_})" for id_ in gradients}
    assert gradients == ["many-10-100", "one-100-10"]


def test_a_title_on_its_bar_stands_on_the_ground_of_the_page() -> None:
    (group,) = root(event("2024", "A title"), event("2024-11-17"), event("2024-11-18")).iterfind(f"{SVG}g[1]")
    *_, ground, text = group
    assert (ground.attrib["class"], text.text) == ("page", "A title")
    assert float(ground.attrib["x"]) == float(text.attrib["x"]) - 3


def test_without_its_title_a_bar_is_whole() -> None:
    many = [event("2024"), *(event("2024-11-17") for _ in range(50)), event("2024-11-18")]
    assert [rect for rect in root(*many).iter(f"{SVG}rect") if rect.attrib.get("class") == "page"][1:] == []


def test_names_of_lanes_are_text_on_one_line() -> None:
    found = root(event("2024-11-17", names=["<b>\n & الجزيرة"]))
    heads = [str(text.text) for text in found.iter(f"{SVG}text") if text.attrib["class"] == "head"]
    assert heads == ["\u2068<b> & الجزيرة\u2069 (1)"]


def test_it_has_the_colours_of_a_light_and_of_a_dark_screen() -> None:
    style = str(root(event("2024-11-17")).findtext(f"{SVG}style"))
    assert "@media (prefers-color-scheme:dark)" in style
    used = {*re.findall(r"var\(--(\w+)\)", style)}
    assert used <= {*re.findall(r"--(\w+):#", style)}


def test_the_legend_tells_what_colours_and_shades_mean() -> None:
    texts = [str(text.text) for text in root(event("2024-11-17")).iter(f"{SVG}text")]
    assert "two origins or more" in texts
    assert texts[-1].startswith("Colours: origins it rests on. Bars: solid: surely then;")


@pytest.mark.parametrize(
    ("value", "shown"), [(1, "1"), (1.5, "1.5"), (0.125, "0.13"), (-0.001, "0"), (100, "100"), (1 / 3, "0.33")]
)
def test_numbers_are_short(value: float, shown: str) -> None:
    assert number(value) == shown
