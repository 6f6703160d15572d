"""`timeline help`."""

from conftest import Run
from terminal import on_pty


def test_pages_by_their_names(run: Run) -> None:
    assert run("help", "query").out.startswith("Questions\n\n  `list`, `actors`,")
    assert run("help", "dates").out == run("help", "edtf").out
    assert run("help", "team").out == run("help", "merge").out
    assert run("help", "sources").out.endswith("\nThe command of this name: timeline sources -h\n")
    assert run("help", "src103").out.startswith("SRC103 hidden-chain\n")


def test_what_there_is_no_help_on(run: Run) -> None:
    assert run("help", "querys") == (2, "", 'error: no help on "querys"\n  did you mean "query"?\n')
    assert run("help", "x", "y").err == 'error: no help on "x y"\n  `timeline help` names commands and pages\n'
    assert run("help", "--command", "lst") == run("lst", "-h")
    assert run("lst", "-h") == (2, "", 'error: no command "lst"\n  did you mean "list"?\n')


def test_a_long_page_is_paged() -> None:
    assert on_pty("list", "-h", TIMELINE_PAGER="sed s/Print/paged:/").text.startswith("paged: the events")
