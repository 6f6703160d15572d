"""The script of the page draws where pictures in files do: one golden holds both, and a law."""

import json
from math import inf
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from edtf_strategies import edtf_texts
from page_script import asked
from samples import same_as_golden
from timeline.dates.calendar import day_number
from timeline.dates.instants import EPOCH
from timeline.pictures import axis
from timeline.pictures.axis import AxisWindow
from timeline.pictures.lanes import LaneItem, lanes
from timeline.pictures.shapes import parts
from timeline.pictures.spans import Clock, TimeSpan

EVENTS = (
    ("2024-11-17", "stated", "ABD", "Biden lets Ukraine strike targets inside Russia with long-range missiles"),
    ("2024-11-17T20:20/2024-11-18T07:05", "stated", "A", "A night"),
    ("2024-11-18", "reported", "AC", "Then, or before"),
    ("2024-11", "stated", "C", "拜登授权乌克兰使用陆军战术导弹系统打击俄罗斯境内目标，这是首次"),
    ("2024-11-19?", "stated", "DEA", "An astronaut 👩\u200d🚀 lands"),
    ("2024-11-12/2024-11-20~", "stated", "FGHIJKL", "Talks"),
    ("2024-11-12/2024-11-20", "stated", "AM", "A week of talks between delegations of both sides"),
    ("2024-11-10/2024-11", "stated", "N", "An end somewhere in a month"),
    ("2024-11-15/..", "stated", "O", "It goes on"),
    ("../2024-11-14", "stated", "A", "It went on"),
    ("2024-11-18/", "stated", "PQ", "Nobody knows until when, of a fight whose beginning is well known to everybody who was there then"),
    ("/2024-11-16", "reported", "", "Nobody knows since when, and an end that was reported"),
    ("[2024-11-14,2024-11-16..2024-11-17]", "stated", "", "One of some days"),
    ("{2024-11-13,2024-11-15,2024-11-19}", "stated", "A", "Three days"),
    ("[..2024-11-16]", "stated", "", "Then or earlier"),
    ("[2024-11-18..]", "stated", "R", "Then or later"),
    ("2024~", "stated", "", "About a year"),
    ("1999", "stated", "", "A year"),
    ("XXXX", "stated", "A", "A year that nobody knows"),
    ("-0043-03-15", "stated", "B", "The Ides of March"),
    ("Y-13800000000", "inferred", "", "All begins"),
    ("2918-03-01", "stated", "", "A typing error"),
)  # fmt: skip
"""Of every kind: date, what it rests on, the lanes by a letter each, title."""
DAY = day_number(2024, 11, 17) - EPOCH
CASES = (
    (None, 960.0),
    (None, 390.0),
    (AxisWindow(DAY + 0.7, DAY + 1.3), 960.0),
    (AxisWindow(DAY + 0.84, DAY + 0.85), 800.0),
    (AxisWindow(DAY - 400, DAY + 400), 1280.5),
    (AxisWindow(DAY - 12_000, DAY + 20), 700.0),
    (AxisWindow(DAY - 800_000, DAY + 400_000), 960.0),
    (AxisWindow(-5.1e12, 3e11), 960.0),
)
"""From when to when, and how wide; None: as pictures show them first."""
SCRIPT = """(cases) => cases.map(({ window, width, dates, names, titles }) => {
  const spans = dates.map(spansOf);
  const items = spans.map((span, n) => ({ spans: span, names: names[n], title: titles[n] }));
  const placed = ({ item, row, label, labelAt, parts }) => [item, row, label, labelAt, parts];
  const lane = ({ name, number, top, height, placed: all }) => [name, number, top, height, all.map(placed)];
  return {
    spans: spans.map((some) => some.map(({ kind, at }) => [kind, ...at])),
    words: inWords(window),
    ticks: ticks(window, width).map(({ at, name }) => [at, name]),
    parts: spans.map((span) => parts(span, window, width)),
    lanes: lanes(items, named(items, "actor"), window, width).map(lane),
  };
})"""
"""What is in a picture, by the script."""


class Case(NamedTuple):
    """Some events, from when to when a picture of them goes, and how wide it is."""

    window: AxisWindow
    width: float
    spans: list[tuple[TimeSpan, ...]]
    names: list[list[str]]
    titles: list[str]

    @property
    def given(self) -> dict[str, Any]:
        """What the page tells its script."""
        return {**self._asdict(), "dates": [" ".join(span.written() for span in some) for some in self.spans]}

    def drawn(self) -> dict[str, Any]:
        """What is in a picture, by ours."""
        items = [LaneItem(*event) for event in zip(self.spans, self.names, self.titles, strict=True)]
        return {
            "spans": [[[*span] for span in some] for some in self.spans],
            "words": axis.in_words(self.window),
            "ticks": [[*tick] for tick in axis.ticks(self.window, self.width)],
            "parts": [[[*part] for part in parts(some, self.window, self.width)] for some in self.spans],
            "lanes": [
                [*lane[:4], [[p.item, p.row, p.label, p.label_at, [[*part] for part in p.parts]] for p in lane.placed]]
                for lane in lanes(items, self.window, self.width, "actor")
            ],
        }


def golden(cases: list[Case], drawn: list[dict[str, Any]]) -> str:
    """Where all of it stands, in pixels, a thing on a line."""
    rows: list[dict[str, Any]] = []
    for case, found in zip(cases, drawn, strict=True):
        rows += [{"picture": found["words"], "width": case.width}]
        scale = case.window.scale(case.width)
        rows += [{"tick": name, "x": (at - case.window.first) * scale} for at, name in found["ticks"]]
        for name, number, top, height, placed in found["lanes"]:
            rows += [{"lane": name, "events": number, "top": top, "height": height}]
            rows += [
                {"event": EVENTS[n][0], "row": row, "parts": pieces} | ({"label": label, "x": at} if label else {})
                for n, row, label, at, pieces in placed
            ]
    return "[\n" + ",\n".join(json.dumps(rounded(row), ensure_ascii=False) for row in rows) + "\n]\n"


def rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: rounded(held) for key, held in value.items()}
    if isinstance(value, list):
        return [*map(rounded, value)]
    if isinstance(value, str):
        return value
    number = round(value, 2)
    return int(number) if number == int(number) else number


def test_golden(update: bool) -> None:
    clock = Clock.of(date for date, *_ in EVENTS)
    spans = [clock.spans(date, basis) for date, basis, *_ in EVENTS]
    first = axis.first_view(spans)
    assert first is not None
    names, titles = [[*letters] for _, _, letters, _ in EVENTS], [title for *_, title in EVENTS]
    cases = [Case(window or first, width, spans, names, titles) for window, width in CASES]
    ours = golden(cases, [case.drawn() for case in cases])
    assert same_as_golden("positions.json", ours, update=update)
    assert golden(cases, asked(SCRIPT, [case.given for case in cases])) == ours


@st.composite
def some_cases(draw: DrawFn) -> Case:
    dates = draw(st.lists(edtf_texts(), min_size=1, max_size=8))
    basis, clock = draw(st.sampled_from(("stated", "reported"))), Clock.of(dates)
    spans = [clock.spans(date, basis) for date in dates]
    window = axis.first_view(spans)
    if window is None or draw(st.booleans()):
        places = [at for some in spans for span in some for at in span.places]
        middle = draw(st.sampled_from(places or [0.0])) + draw(st.floats(-3, 3))
        half = 10 ** draw(st.floats(-1.5, 12.0))
        window = AxisWindow(middle - half, middle + half)
    name = st.sampled_from(("a", "b", "other actors", "no actor", "\uffee", "😀", *"cdefghijklmno"))
    names = draw(st.lists(st.lists(name, max_size=3), min_size=len(dates), max_size=len(dates)))
    title = st.text("ab c京😀e\u0301", max_size=120).map(str.strip)
    titles = draw(st.lists(title, min_size=len(dates), max_size=len(dates)))
    return Case(window, draw(st.sampled_from((200.0, 390.0, 960.0, 1280.5))), spans, names, titles)


@settings(max_examples=20)
@given(st.lists(some_cases(), min_size=1, max_size=3))
def test_the_script_draws_what_pictures_do(cases: list[Case]) -> None:
    for case, theirs in zip(cases, asked(SCRIPT, [case.given for case in cases]), strict=True):
        ours = case.drawn()
        assert (theirs["words"], theirs["ticks"]) == (ours["words"], ours["ticks"])
        assert near(theirs["parts"], ours["parts"], 0.01)
        read = [tuple(TimeSpan(kind, *map(float, at)) for kind, *at in some) for some in theirs["spans"]]
        assert near(read, case.spans, 1e-7)
        assert near(theirs["lanes"], case._replace(spans=read).drawn()["lanes"], 0.01)


def near(one: Any, other: Any, most: float) -> bool:
    """Whether two values are alike but for so much of each number."""
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(near(a, b, most) for a, b in zip(one, other, strict=True))
    if isinstance(one, str):
        return bool(one == other)
    return bool(one == other or abs(one - other) <= most) if abs(one) < inf else bool(one == other)
