"""Text on lines: what fits, what is escaped, what stands in front."""

from wcwidth import wcswidth, width

from timeline.text.escape import terminal
from timeline.text.width import each_takes_one, filled


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


def test_what_is_measured_without_tables_is_measured_right() -> None:
    short = [c for c in map(chr, range(0xD800)) if each_takes_one(c)]
    assert {"é", "Ж", "ω", "’", "–", "…"} <= set(short)
    assert [c for c in short if width(f"a{c}b") != 3 or terminal(c) != c] == []
