"""Where two readings of a text differ, by whole statements, and the text with markers around it."""

import pytest

from timeline.changes.merging.regions import FileSide, Marked, apart, assembled, lines_of, overlap
from timeline.toml.positions import KeyPath

JOE = '[[actors]]\nname = "Joe"\n'
ANN = '[[actors]]\nname = "Ann"\n'


def _apart(one: str, other: str, entry: KeyPath | None = None, its: KeyPath | None = None) -> tuple[str, str, str, str]:
    """The text up to where two readings differ, what the one has there, what the other has, and what comes then."""
    first, second = FileSide(one), FileSide(other)
    entries = first.entry(entry) if entry else None, second.entry(its) if its else None
    start, end = apart(first, second, *entries)
    mine, others = first.lines, second.lines
    its_end = end + len(others) - len(mine)
    assert (mine[:start], mine[end:]) == (others[:start], others[its_end:])
    assert lines_of(second, (start, end), len(mine)) == "".join(others[start:its_end])
    pieces = mine[:start], mine[start:end], others[start:its_end], mine[end:]
    before, here, there, behind = map("".join, pieces)
    return before, here, there, behind


@pytest.mark.parametrize(
    ("one", "other", "made"),
    [
        ("a=1\nb=1\nc=1\n", "a=1\nb=2\nc=1\n", ("a=1\n", "b=1\n", "b=2\n", "c=1\n")),
        ("a=1\n", "a=1\nb=1\n", ("a=1\n", "", "b=1\n", "")),
        ("a=1\nb=1\n", "b=1\n", ("", "a=1\n", "", "b=1\n")),
        # whole statements, however many lines they have
        ('a="""\nx\ny\nz"""\nb=1\n', 'a="""\nx\nY\nz"""\nb=1\n',
         ("", 'a="""\nx\ny\nz"""\n', 'a="""\nx\nY\nz"""\n', "b=1\n")),
        ("a=[1,\n2]\nb=1\n", "a=[1,\n3]\nb=1\n", ("", "a=[1,\n2]\n", "a=[1,\n3]\n", "b=1\n")),
        # whole elements, where each has lines of its own and a comma
        ("a=[\n1,\n2,\n]\n", "a=[\n1,\n3,\n]\n", ("a=[\n1,\n", "2,\n", "3,\n", "]\n")),
        ("a=[\n1, # one\n2,\n]\n", "a=[\n1, # one\n]\n", ("a=[\n1, # one\n", "2,\n", "", "]\n")),
        ("[t]\na=[\n{b='''\nx\ny'''},\n]\n", "[t]\na=[\n{b='''\nx\nz'''},\n]\n",
         ("[t]\na=[\n", "{b='''\nx\ny'''},\n", "{b='''\nx\nz'''},\n", "]\n")),
        # nobody's element may be left without its comma, or with half a line
        ("a=[\n1,\n2\n]\n", "a=[\n1,\n3\n]\n", ("", "a=[\n1,\n2\n]\n", "a=[\n1,\n3\n]\n", "")),
        ("a=[\n1, 2,\n3,\n]\n", "a=[\n1, 2,\n4,\n]\n", ("", "a=[\n1, 2,\n3,\n]\n", "a=[\n1, 2,\n4,\n]\n", "")),
        ("a=[\n1\n,2,\n]\n", "a=[\n1\n,3,\n]\n", ("a=[\n1\n", ",2,\n", ",3,\n", "]\n")),
        ("a=[\n]\n", "a=[\n1,\n]\n", ("", "a=[\n]\n", "a=[\n1,\n]\n", "")),
        ("a=[\n1,\n2,]\n", "a=[\n1,\n3,]\n", ("", "a=[\n1,\n2,]\n", "a=[\n1,\n3,]\n", "")),
        # an array within a value is part of it
        ("a=[\n[\n1,\n],\n]\n", "a=[\n[\n2,\n],\n]\n", ("a=[\n", "[\n1,\n],\n", "[\n2,\n],\n", "]\n")),
        # a table comes with its header, and not with that of the next one
        (f"{JOE}\n{ANN}", ANN, ("", f"{JOE}\n", "", ANN)),
        (f"{JOE}\n{ANN}", JOE, (JOE, f"\n{ANN}", "", "")),
        ("[a]\nx=1\n[b]\nx=1\n[c]\nx=1\n", "[a]\nx=1\n[c]\nx=1\n", ("[a]\nx=1\n", "[b]\nx=1\n", "", "[c]\nx=1\n")),
    ],
)  # fmt: skip
def test_two_readings_differ_by_whole_statements(one: str, other: str, made: tuple[str, str, str, str]) -> None:
    assert _apart(one, other) == made
    before, here, there, behind = made
    assert _apart(other, one) == (before, there, here, behind)


@pytest.mark.parametrize(
    ("one", "other", "entry", "its", "made"),
    [
        # both have it: with all its lines, and the comments above it
        (f"# j\n{JOE}role = 1\n", f"# j\n{JOE}role = 2\n", ("actors", 0), ("actors", 0),
         ("", f"# j\n{JOE}role = 1\n", f"# j\n{JOE}role = 2\n", "")),
        ("a=[\n# x\n'p',\n'q', # z\n]\n", "a=[\n# x\n'p',\n'r', # z\n]\n", ("a", 1), ("a", 1),
         ("a=[\n# x\n'p',\n", "'q', # z\n", "'r', # z\n", "]\n")),
        # one of them has it: its lines, not those of another that is alike
        (f"{JOE}\n{JOE}", JOE, ("actors", 0), None, ("", f"{JOE}\n", "", JOE)),
        (JOE, f"{JOE}\n{JOE}", None, ("actors", 0), ("", "", f"{JOE}\n", JOE)),
        # it has no lines of its own
        ("a=['p', 'q']\n", "a=['p']\n", ("a", 1), None, ("", "a=['p', 'q']\n", "a=['p']\n", "")),
        # a header alone; tables within it
        ("[[a]]\n[b]\n", "[b]\n", ("a", 0), None, ("", "[[a]]\n", "", "[b]\n")),
        ("[[a]]\nx=1\n[a.b]\ny=1\n", "[[a]]\nx=1\n[a.b]\ny=2\n", ("a", 0), ("a", 0),
         ("", "[[a]]\nx=1\n[a.b]\ny=1\n", "[[a]]\nx=1\n[a.b]\ny=2\n", "")),
    ],
)  # fmt: skip
def test_a_whole_entry(
    one: str, other: str, entry: KeyPath | None, its: KeyPath | None, made: tuple[str, str, str, str]
) -> None:
    assert _apart(one, other, entry, its) == made


def test_conflicts_that_share_lines() -> None:
    assert overlap((3, 5), (3, 5))
    assert overlap((3, 5), (4, 6))
    assert overlap((3, 5), (4, 4))
    assert not overlap((3, 5), (5, 6))
    assert not overlap((3, 5), (1, 3))


def test_the_text_with_markers() -> None:
    ours = FileSide("a=1\nb=1\nc=1\n")
    theirs = FileSide("a=1\nb=2\nb2=2\nc=1\n")
    assert lines_of(theirs, (1, 2), 3) == "b=2\nb2=2\n"
    assert not lines_of(FileSide("a=1\n"), (1, 2), 3)
    conflicts = [Marked((2, 3), "c", "", "c=0\n"), Marked((1, 2), "b", "b=2\n", None)]
    text = assembled(ours, conflicts, ("ours", "theirs"), 8)
    assert text == (
        "a=1\n"
        "<<<<<<<< ours: b\nb=1\n========\nb=2\n>>>>>>>> theirs: b\n"
        "<<<<<<<< ours: c\nc=1\n|||||||| base\nc=0\n========\n>>>>>>>> theirs: c\n"
    )
