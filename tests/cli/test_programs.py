"""The user's editor: which needs a terminal, and which comes back before anything is saved; and the browser."""

import webbrowser
from pathlib import Path

import pytest

from conftest import Run
from hand_written import kept_text
from timeline.cli import programs


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("code", "code comes back before anything is saved: write EDITOR='code --wait'"),
        ("/opt/bin/code --wait", ""),
        ("gvim -f", ""),
        ("open -a TextEdit", "write EDITOR='open -W'"),
        ("vim", ""),
        ("'no end", "came back at once"),
        ("", "came back at once"),
    ],
)
def test_an_editor_that_does_not_wait_is_told(editor: str, said: str) -> None:
    words = programs._words(editor)
    assert said in programs._waiting(words, at_once=True)
    slow = programs._waiting(words, at_once=False)
    assert slow == ("" if "at once" in said else programs._waiting(words, at_once=True))
    assert not said or slow or words[0] == editor


def test_a_time_that_no_clock_showed_is_offered_again(run: Run, empty: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", """sed -i 's/^date.*/date = "2024-03-31T02:30"\\ntimezone = "Europe\\/Berlin"/'""")
    result = run("add", "-e", "2024: A")
    assert (result.code, "clocks skipped 02:30" in result.err) == (2, True)
    assert 'timezone = "Europe/Berlin"' in kept_text(result.err)


@pytest.mark.parametrize("found", [True, False])
def test_a_file_is_shown_in_the_browser(found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def opened(url: str) -> bool:
        asked.append(url)
        return found

    monkeypatch.setattr(webbrowser, "open", opened)
    assert programs.browsed("a page.html") == found
    assert asked == [f"{tmp_path.as_uri()}/work/a%20page.html"]
