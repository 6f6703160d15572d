"""Text on lines: what fits, what is escaped, what stands in front."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth, width, wrap

from timeline.text.escape import terminal
from timeline.text.width import cut, each_takes_one, filled, text_width, with_marks, wrapped


def test_it_fits_and_keeps_its_branches() -> None:
    text = "one two three four five six seven"
    assert filled(text, 24, "├─ ", "│    ") == ["├─ one two three four", "│    five six seven"]
    assert filled(text, 24, "> ") == ["> one two three four", "> five six seven"]


def test_chinese_takes_two_columns() -> None:
    lines = filled("拜登授权乌克兰使用陆军战术导弹系统打击俄罗斯境内目标", 30)
    assert len(lines) == 2
    assert max(map(wcswidth, lines)) == 30


def test_a_deep_branch_leaves_room() -> None:
    assert filled("word " * 9, 10, " " * 40) == [" " * 40 + "word word word word"] * 2 + [" " * 40 + "word"]


def test_nothing_drives_the_terminal() -> None:
    assert filled("\x1b[31m\nred", 80) == ["\\x1b[31m\\nred"]
    assert filled("", 80, "> ") == ["> "]


QUICK = [c for c in map(chr, range(0xD800)) if with_marks(c)]
"""The characters that are measured without wcwidth."""


def test_what_is_measured_without_tables_is_measured_right() -> None:
    assert {"é", "ế", "Ж", "ω", "ἀ", "’", "–", "…", "€", "├", "\u0301"} <= set(QUICK)
    for c in QUICK:
        wide = 1 if each_takes_one(c) else 0
        assert (width(c), width(f"a{c}b"), width(f"{c}b"), terminal(c)) == (wide, wide + 2, wide + 1, c)


TEXTS = st.text(st.sampled_from(QUICK) | st.sampled_from("  - -ab\u0301\u0323"), max_size=60)


@settings(max_examples=100)
@given(TEXTS)
def test_any_such_text_is_as_wide_as_wcwidth_says(text: str) -> None:
    assert text_width(text) == width(text)


@settings(max_examples=100)
@given(
    TEXTS, st.integers(1, 30), st.sampled_from(["", "> ", "├─ "]), st.sampled_from(["", "  ", "│    "]), st.booleans()
)
def test_what_is_wrapped_without_tables_is_wrapped_as_with_them(
    text: str, room: int, first: str, rest: str, hyphens: bool
) -> None:
    room += max(len(first), len(rest))  # as `filled` sees to
    expected = wrap(text, room, initial_indent=first, subsequent_indent=rest, break_on_hyphens=hyphens)
    assert wrapped(text, room, first, rest, at_hyphens=hyphens) == expected


@pytest.mark.parametrize("text", ["Huế", "Hue\u0302\u0301", "Łódź – “Ђ”…", "x " * 60])
def test_ordinary_text_does_not_load_the_tables(text: str) -> None:
    code = f"import sys; from timeline.text import width; width.text_width({text!r}); width.filled({text!r}, 30)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; print('wcwidth' in sys.modules)"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


@given(st.text(st.sampled_from("ab ü拜é\u0301👩\u200d🚒…")), st.integers(0, 12))
def test_cut_it_fits_and_is_the_beginning(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert shown == text if text_width(text) <= limit else text_width(shown) <= limit
    assert text.startswith(shown.removesuffix("…"))
    assert shown == text or shown[-1:] == "…" * (limit > 0)


def test_an_address_is_never_broken() -> None:
    long = "https://a.example/" + "very-long-" * 4
    assert filled(f"报道 {long} 之后", 30, "* ", "  ") == ["* 报道", f"  {long}", "  之后"]
    assert filled(f"{long} 之后", 30, "* ", "  ") == [f"* {long}", "  之后"]
    assert filled(f"报道 {long}", 30) == ["报道", long]
    assert filled(f"see {long}", 30) == ["see", long]
