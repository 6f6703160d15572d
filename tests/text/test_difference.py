from timeline.text.difference import unified


def test_the_same() -> None:
    assert list(unified("a\n", "a\n", "x")) == []


def test_a_last_line_without_its_end() -> None:
    lines = list(unified("a\nb", "a\nc\n", "x", "y"))
    assert lines == ["--- x\n", "+++ y\n", "@@ -1,2 +1,2 @@\n", " a\n", "-b\n\\ No newline at end of file\n", "+c\n"]
