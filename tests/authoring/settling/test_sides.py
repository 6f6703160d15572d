"""Conflicts in a text settled one by one: the others stay, byte by byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.authoring.settling import sides
from timeline.errors import UsageError
from timeline.eventfile import editor
from timeline.eventfile.conflicts import conflicts
from timeline.toml.conflicts import Region, marked, reading, regions

HEAD = 'title = "T"\ndate = 2024\n'


def conflict(ours: str, theirs: str) -> str:
    return marked(Region(0, 0, ours, None, theirs, "ours", "theirs"))


@given(st.lists(st.tuples(st.sampled_from(["", "a = 1\n", "# x\n"]), st.booleans()), max_size=5))
def test_others_stay(rows: list[tuple[str, bool]]) -> None:
    text = HEAD + "".join(
        f"{between}{conflict(f'k{n} = 1' + chr(10), f'k{n} = 2' + chr(10))}" for n, (between, _) in enumerate(rows)
    )
    numbers = [n for n, (_, is_taken) in enumerate(rows) if is_taken]
    left = [region._replace(start=0, end=0) for n, region in enumerate(regions(text)) if n not in numbers]
    for side in sides.SIDES:
        taken = sides.taken(text, numbers, side)
        assert [region._replace(start=0, end=0) for region in regions(taken)] == left
        assert all(f"k{n} = {1 if side == 'ours' else 2}\n" in taken for n in numbers)


def test_a_change_beside_conflicts() -> None:
    text = (
        f"{HEAD}{conflict('lang = 1' + chr(10), 'lang = 2' + chr(10))}note = 'n'\n{conflict('x.a = 1' + chr(10), '')}"
    )
    for key, value in (("title", "Other"), ("note", None), ("status", "confirmed"), ("aliases", ["a"])):
        new = sides.changed(text, lambda plain, key=key, value=value: editor.edit(plain, {(key,): value}))  # type: ignore[misc]
        assert reading(new) == editor.edit(reading(text), {(key,): value})
        assert [region.ours for region in regions(new)] == ["lang = 1\n", "x.a = 1\n"]
    assert sides.changed(text, str) == text
    with pytest.raises(UsageError, match="what is to be changed is in conflict"):
        sides.changed(text, lambda plain: plain.replace("lang = 1", "lang = 3"))
    with pytest.raises(UsageError, match="what is to be changed is in conflict"):
        sides.changed(text, lambda plain: plain.replace("title", "name").replace("'n'", "'m'"))


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        ('sources = ["BBC"]\n', '[[sources]]\nid = "a"\n', 'sources = ["BBC", { id = "a" }]\n'),
        ("x = { a = 1 }\n", "[x]\nb = 2\n", "x = { a = 1, b = 2 }\n"),
        ("[x]\nb = 2\n", "x.a = 1\n", "[x]\nb = 2\na = 1\n"),
    ],
)
def test_both_in_two_forms(ours: str, theirs: str, wanted: str) -> None:
    text = HEAD + conflict(ours, theirs)
    assert sides.both(text, conflicts(text)[0]) == HEAD + wanted


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ('[[sources]]\nid = "a"\n', 'sources = ["BBC"]\n', "^sources: what both say cannot be written as one"),
        ('tags = [\n  "a", # why a\n]\n', 'tags = [\n  "b", # why b\n]\n', "^tags: a comment in it would be lost"),
    ],
)
def test_both_in_no_form(ours: str, theirs: str, said: str) -> None:
    text = HEAD + conflict(ours, theirs)
    with pytest.raises(sides.NotBothError, match=said):
        sides.both(text, conflicts(text)[0])
