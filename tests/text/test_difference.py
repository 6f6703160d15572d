from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.text import difference
from timeline.text.difference import unified


def test_the_same() -> None:
    assert list(unified("a\n", "a\n", "x")) == []


def test_a_last_line_without_its_end() -> None:
    lines = list(unified("a\nb", "a\nc\n", "x", "y"))
    assert lines == ["--- x\n", "+++ y\n", "@@ -1,2 +1,2 @@\n", " a\n", "-b\n\\ No newline at end of file\n", "+c\n"]


def test_two_changes_far_apart() -> None:
    lines = [f"{n}\n" for n in range(20)]
    found = list(unified("".join(lines), "".join(["0!\n", *lines[1:-1], "19!\n"]), "x"))
    assert [line for line in found if line.startswith("@@")] == ["@@ -1,4 +1,4 @@\n", "@@ -17,4 +17,4 @@\n"]


def patched(text: str, diff: list[str]) -> str:
    """What a unified diff makes of a text, each of whose lines has its end."""
    lines, made, at = text.splitlines(keepends=True), list[str](), 0
    for line in diff[2:]:
        if line.startswith("@@"):
            start, _, count = line.split()[1][1:].partition(",")
            begin = int(start) - (count != "0")
            made += lines[at:begin]
            at = begin
        else:
            assert line[0] == "+" or lines[at] == line[1:]
            made += [line[1:]] * (line[0] != "-")
            at += line[0] != "+"
    return "".join(made + lines[at:])


def test_lines_that_change_places_in_a_text_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(difference, "_MOST", 0)
    found = list(unified("a\nb\nc\n", "c\na\nb\n", "x"))
    assert found[2:] == ["@@ -1,3 +1,3 @@\n", "+c\n", " a\n", " b\n", "-c\n"]


@given(st.lists(st.sampled_from("abcdefghij")), st.lists(st.sampled_from("abcdefghij")), st.sampled_from([0, 4, 1000]))
@example(list("abc"), list("bac"), 0)
@settings(max_examples=100)
def test_a_difference_leads_from_one_to_the_other(old: list[str], new: list[str], most: int) -> None:
    before, after = ("".join(f"{line}\n" for line in lines) for lines in (old, new))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(difference, "_MOST", most)
        found = list(unified(before, after, "x"))
    assert patched(before, found) == after
    assert bool(found) == (old != new)


@pytest.mark.parametrize("change", [lambda n: f"{n}!", lambda n: f"{n}\n", lambda n: f"same\n{n}"])
def test_each_line_of_many_is_looked_at_a_few_times(change: Callable[[int], str]) -> None:
    """Lines that stand once part a text; difflib alone takes a minute here."""
    before = "".join(f"{n}\nkey {n}\n" for n in range(3000))
    after = "".join(f"{change(n)}\nkey {n}\n" for n in range(3000))
    assert patched(before, list(unified(before, after, "x"))) == after
