"""A picture beside somebody's Markdown file."""

from pathlib import Path

import pytest

from timeline.errors import DataError, TimelineError, UsageError
from timeline.store.files.beside import held, place, put_picture
from timeline.store.files.writer import ChangedError, UnwritableError

MARK = "<!-- ours -->"


def put(path: str, data: bytes, seen: bytes | None = None) -> None:
    put_picture(path, data, seen, lambda _: None)


@pytest.mark.usefixtures("tmp_path")
def test_a_picture_is_made_with_its_folder_and_renewed() -> None:
    path = place("docs/page.md", "pictures/a b/x.svg")
    assert Path(path) == Path("docs/pictures/a b/x.svg")
    assert held(path, MARK) is None
    first, second = (f"{MARK}\r\n<svg {n}/>".encode() for n in (1, 2))
    put(path, first)
    assert held(path, MARK) == first
    put(path, second, first)
    assert held(path, MARK) == second
    put(place("page.md", "x.SVG"), first)
    assert Path("x.SVG").read_bytes() == first


@pytest.mark.parametrize(
    "path",
    ["x.png", "/x.svg", "../x.svg", "a/../x.svg", "./x.svg", "a//x.svg", ".git/x.svg", "a/.x.svg", "a\\x.svg", "c:x.svg",
     "x\n.svg", "x?.svg", ".svg", ""],
)  # fmt: skip
def test_where_no_picture_may_be(path: str) -> None:
    with pytest.raises(UsageError):
        place("page.md", path)


def test_no_link_is_followed(tmp_path: Path) -> None:
    Path("away").symlink_to(tmp_path)
    Path("x.svg").symlink_to("y.svg")
    for path in ("away/x.svg", "x.svg"):
        with pytest.raises(UsageError, match="is a link"):
            place("page.md", path)


@pytest.mark.usefixtures("tmp_path")
def test_nothing_of_somebody_else_is_replaced() -> None:
    Path("x.svg").write_text("<svg/>", encoding="utf-8")
    with pytest.raises(UsageError, match="no picture of ours"):
        held("x.svg", MARK)
    Path("y.svg").mkdir()
    with pytest.raises(DataError):
        held("y.svg", MARK)
    with pytest.raises(ChangedError):
        put("x.svg", b"new")
    with pytest.raises(ChangedError):
        put("x.svg", b"new", b"old")
    assert Path("x.svg").read_text(encoding="utf-8") == "<svg/>"


@pytest.mark.usefixtures("tmp_path")
def test_a_folder_that_cannot_be_made() -> None:
    Path("file").write_text("", encoding="utf-8")
    with pytest.raises(UnwritableError) as caught:
        put("file/x.svg", b"new")
    assert isinstance(caught.value, TimelineError)
