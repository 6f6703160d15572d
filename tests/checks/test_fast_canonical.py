"""What is taken for canonical at a glance is canonical; and most of what is canonical is taken for it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CHECKOUT
from corpora import strike
from timeline.checks.fast_canonical import is_surely_canonical
from timeline.eventfile import formatter

VALUES = {
    "date": ["2024-11-17", '"2024-11"', '"2024-11-17"', '"2024-11-17~"', '"2024-11-17T10:00Z"', '"2024-11-17T10:00+02:00"', '"199X"', '"2024-11-17/2024-11-18"', '"[..2024-11-17]"', "2024-11-17T10:00:00", '"2024-11-17/2024-11-17"', "2024"],
    "date_basis": ['"stated"', '"reported" # why', "'reported'", '"reported"  # why', '"reported" #', '"reported" # \u200b '],
    "seq": ["1", "+1", "0x1", "1_0"],
    "actors": ['["A"]', '[\n  "A",\n]', '[\n  "A", # who\n]', '[\n  { name = "A", role = "agent" },\n]', '[\n  { role = "agent", name = "A" },\n]', '[\n  {name="A"},\n]', '[\n"A",\n]'],
    "places": ['[\n  { name = "A", lat = 1.0, lon = -2.5, precision = "near" },\n]', '[\n  { name = "A", lat = 1e0 },\n]'],
    "tags": ['["a", "b"]', '["a","b"]', "[]", '[\n  "a",\n]', f'["{"a" * 90}", "b"]', f'["{"a" * 84}", "b"]', f'["{"a" * 85}", "b"]'],
    "summary": ['"a"', '"""\na\nb"""', '"""a\nb"""', '"""\na\n"""', '"a\\nb"', '"""\na "b" c\nd"""', '"""\na"""'],
    "sources": ['["A"]', '[\n  "A",\n  "B",\n]', '[\n  { id = "a" },\n]'],
    "links": ['[\n  { type = "about", to = "x", according_to = ["a", "b"] },\n]'],
    "figures": ['[\n  { what = "killed", value = 1 },\n]', '[\n  { what = "killed", low = 1, high = 2 },\n]'],
    "lang": ['"uk"', '"українська"'],
    "unknown": ['"a"'],
}  # fmt: skip
SOURCES = {
    "id": ['"a"'],
    "kind": ['"article"'],
    "author": ['"A"', '["A", "B"]'],
    "published": [
        "2024-11-17",
        "2024-11-17T10:00:00",
        '"2024-11-17T10:00:00"',
        "2024-11-17T10:00:00+02:00",
        '"2024-11"',
    ],
    "cites": ['["a"]', '[\n  "a",\n]'],
    "seen": ["false"],
    "quote": ['"a" # as printed', '"""\na\nb"""'],
}


def statements(values: dict[str, list[str]]) -> st.SearchStrategy[str]:
    def some(keys: list[str]) -> st.SearchStrategy[str]:
        pairs = [st.sampled_from([f"{key} = {value}\n" for value in values[key]]) for key in keys]
        return st.tuples(*pairs).map("".join)

    ordered = st.lists(st.sampled_from(list(values)), unique=True, max_size=4)
    return ordered.map(lambda keys: sorted(keys, key=list(values).index)).flatmap(some)


@given(
    statements(VALUES),
    st.sampled_from(["", "x.a = 1\n", 'x.a = "b"\nx.c = true\n', "x = { a = 1 }\n"]),
    st.lists(statements(SOURCES), max_size=2),
    st.sampled_from(["\n", "\n", "", "\n\n"]),
)
@settings(max_examples=100)
def test_what_is_certain_is_canonical(top: str, own: str, sources: list[str], gap: str) -> None:
    text = f'title = "A"\n{top}{own}' + "".join(f"{gap}[[sources]]\n{source}" for source in sources)
    if "sources = " in top and sources:
        return
    if is_surely_canonical(text):
        assert formatter.formatted(text) == text


@pytest.mark.parametrize("path", sorted((CHECKOUT / "events").glob("2*/*.toml")), ids=lambda path: path.stem)
def test_the_real_events_are_canonical_at_a_glance(path: Path) -> None:
    assert is_surely_canonical(path.read_text(encoding="utf-8"))


def test_what_is_not_certain() -> None:
    for text in (
        "",
        "\n",
        strike().rstrip(),
        strike() + "\n",
        "date = 2024-11-17\n" + 'title = "a"\n',
        "\ufeff" + strike(),
    ):
        assert not is_surely_canonical(text)
