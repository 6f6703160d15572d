"""Text on lines: what fits, what is escaped, what stands in front."""

from wcwidth import wcswidth

from timeline.model.wrapping import filled


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
