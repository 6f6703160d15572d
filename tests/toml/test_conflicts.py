import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.toml.conflicts import Region, blanked, marked, reading, regions

TEXT = """\
title = "A"
<<<<<<< ours: status
status = "confirmed"
=======
status = "disputed"
>>>>>>> theirs: status
tags = []
"""
LINES = st.lists(st.text("ab<>=|\"' #", max_size=9).map("{}\n".format), max_size=3).map("".join)
SIZES = st.sampled_from([7, 9, 30])


def region(ours: str, theirs: str, base: str | None = None, labels: tuple[str, str] = ("ours", "theirs")) -> Region:
    return Region(0, 0, ours, base, theirs, *labels)


def plain(found: Region) -> Region:
    return found._replace(start=0, end=0)


@settings(max_examples=60)
@given(LINES, LINES, LINES, LINES, st.none() | LINES, SIZES)
def test_what_is_marked_is_found_again(
    before: str, ours: str, theirs: str, after: str, base: str | None, size: int
) -> None:
    made = region(ours, theirs, base)
    text = before + marked(made, size) + after
    (found,) = regions(text)
    assert plain(found) == made
    assert text[found.start : found.end] == marked(made, size)
    assert reading(text) == before + ours + after
    assert reading(text, "theirs") == before + theirs + after
    assert reading(text, "base") == before + (base or "") + after
    shown, written = blanked(text).split("\n"), text.split("\n")
    assert len(shown) == len(written)
    assert all(line in {"", there} for line, there in zip(shown, written, strict=True))
    assert [line for line in shown if line] == [line for line in reading(text).split("\n") if line]


@settings(max_examples=40)
@given(st.text("<>=|\n a", max_size=120))
def test_any_text_is_looked_through(text: str) -> None:
    for found in regions(text):
        assert text[found.start : found.start + 7] == "<" * 7
        assert text[: found.end].rstrip("\n").rpartition("\n")[2].startswith(">" * 7)
    assert len(blanked(text).split("\n")) == len(text.split("\n"))


def test_each_side_can_be_read() -> None:
    (found,) = regions(TEXT)
    assert plain(found) == region(
        'status = "confirmed"\n', 'status = "disputed"\n', labels=("ours: status", "theirs: status")
    )
    assert reading(TEXT) == 'title = "A"\nstatus = "confirmed"\ntags = []\n'
    assert blanked(TEXT) == 'title = "A"\n\nstatus = "confirmed"\n\n\n\ntags = []\n'


def test_some_can_be_read_and_the_others_stay() -> None:
    first, second = regions(TEXT + TEXT)
    assert reading(TEXT + TEXT, "theirs", [second]) == TEXT + reading(TEXT, "theirs")
    assert reading(TEXT + TEXT, "ours", [first]) == reading(TEXT) + TEXT
    assert reading(TEXT, of=[]) == TEXT


@pytest.mark.parametrize("size", [7, 8, 40])
def test_markers_may_be_longer_and_lines_may_end_as_on_windows(size: int) -> None:
    made = region("a = 1\r\n", "a = 2\r\n", "a = 0\r\n", ("HEAD", "topic"))
    text = f"b = 1\r\n{marked(made, size, chr(13) + chr(10))}c = 1\r\n"
    (found,) = regions(text)
    assert plain(found) == made
    assert reading(text, "base") == "b = 1\r\na = 0\r\nc = 1\r\n"


def test_shorter_markers_inside_are_text() -> None:
    made = region(f"{'<' * 7} a\n{'=' * 7}\n", f"{'>' * 7} b\n")
    (found,) = regions(marked(made, 8))
    assert plain(found) == made


def test_the_lines_of_a_base_stand_between_the_sides() -> None:
    text = "<<<<<<< HEAD\na\n||||||| 1a2b3c4\no\n=======\nb\n>>>>>>> topic (a subject)\n"
    assert [plain(found) for found in regions(text)] == [region("a\n", "b\n", "o\n", ("HEAD", "topic (a subject)"))]
    assert reading(text, "base") == "o\n"


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_heading_may_be_underlined_in_a_text(quotes: str) -> None:
    ours, theirs = (f"summary = {quotes}\n{word}\n=======\nText{quotes}\n" for word in ("One", "Two"))
    (found,) = regions(marked(region(ours, theirs)))
    assert (found.ours, found.theirs) == (ours, theirs)
    (cut,) = regions(f"<<<<<<< HEAD\nOne{quotes}\n=======\nTwo{quotes}\n>>>>>>> b\n")  # as git cuts a text in two
    assert (cut.ours, cut.theirs) == (f"One{quotes}\n", f"Two{quotes}\n")
    (based,) = regions(f"<<<<<<< a\n|||||||\nx{quotes}\n=======\n{quotes}\n=======\ny\n>>>>>>> b\n")
    assert based.base == f"x{quotes}\n=======\n{quotes}\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a = 1\n",
        "<<<<<<< ours\na = 1\n",
        "<<<<<<< ours\na = 1\n=======",
        "<<<<<<< ours\na = 1\n=======\na = 2\n",
        "<<<<<<< ours\na = 1\n>>>>>>> theirs\n",
        "=======\na = 2\n>>>>>>> theirs\n",
        "<<<<<<< ours\na = 1\n<<<<<<< ours\n=======\n",
        "<<<<<< ours\n======\n>>>>>> theirs\n",
        "<<<<<<<ours\n=======\n>>>>>>> theirs\n",
        "<<<<<<< ours\n======= \n>>>>>>> theirs\n",
        "<<<<<<< ours\n=======\n>>>>>>>theirs\n",
        "  <<<<<<< ours\n=======\n>>>>>>> theirs\n",
    ],
)
def test_what_is_not_marked_as_git_does_is_no_conflict(text: str) -> None:
    assert regions(text) == []
    assert reading(text) == blanked(text) == text


def test_half_a_conflict_hides_no_whole_one() -> None:
    (found,) = regions("<<<<<<< ours\na = 1\n" + TEXT)
    assert found.our_label == "ours: status"


def test_the_last_marker_may_end_the_text() -> None:
    (found,) = regions(TEXT.removesuffix("tags = []\n").rstrip("\n"))
    assert found.their_label == "theirs: status"
    (bare,) = regions("<<<<<<<\n=======\n>>>>>>>")
    assert (bare.our_label, bare.their_label, bare.ours, bare.theirs) == ("", "", "", "")
