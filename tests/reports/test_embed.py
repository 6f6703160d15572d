"""Blocks are renewed, and nothing else is touched, to the byte."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import DataError, UsageError
from timeline.reports.embed import fenced, renew


def shout(words: list[str]) -> str:
    """A command that prints its words."""
    if words[:1] == ["bad"]:
        raise UsageError("a bad query", "type another")
    if words[:1] == ["unreadable"]:
        raise DataError("a file cannot be read")
    return "".join(f"{word.upper()}\n" for word in words)


def renewed(text: bytes) -> bytes:
    found = renew(text, "x.md", shout)
    assert (found.problems, found.exit_code) == ([], 0)
    again = renew(found.data, "x.md", shout)
    assert again.data == found.data
    return found.data


OPEN, CLOSE = b"<!-- timeline: a 'b c' -->", b"<!-- /timeline -->"
FILLED = b"\n\nA\nB C\n\n"


@pytest.mark.parametrize(
    "inside",
    [
        b"",
        b"old\n",
        b"\n\nA\n",
        b"<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs\n",
        b"```\nnever closed\n",
        b"not UTF-8 \xff\n",
        b"```\n <!-- /timeline -->\n<!-- /timeline --> not alone\n",
    ],
)
def test_a_block(inside: bytes) -> None:
    text = b"before\n\n" + OPEN + b"\n" + inside + CLOSE + b"\n\nafter"
    assert renewed(text) == b"before\n\n" + OPEN + FILLED + CLOSE + b"\n\nafter"


def test_all_else_stays() -> None:
    before = b"\xef\xbb\xbf" + OPEN + b"\r\n" + CLOSE + b"  \r\n\r\n \xff\x00\t \r\rmixed\n"
    after = b"\xef\xbb\xbf" + OPEN + FILLED.replace(b"\n", b"\r\n") + CLOSE + b"  \r\n\r\n \xff\x00\t \r\rmixed\n"
    assert renewed(before) == after
    assert renewed(b"") == b""
    assert renewed(b"no blocks\r\n") == b"no blocks\r\n"


def test_several_blocks_and_one_that_prints_nothing() -> None:
    assert renewed(b"<!-- timeline: -->\nold\n<!-- /timeline -->\n<!-- timeline: a-->\r<!-- /timeline -->") == (
        b"<!-- timeline: -->\n<!-- /timeline -->\n<!-- timeline: a-->\r\rA\r\r<!-- /timeline -->"
    )


@pytest.mark.parametrize(
    "text",
    [
        b"```markdown\n" + OPEN + b"\nold\n" + CLOSE + b"\n```\n",
        b"~~~~\n~~~\n" + OPEN + b"\n~~~~ x\n" + CLOSE + b"\n~~~~~  \n",
        b"   ```\n" + OPEN + b"\n",
        b"Write `" + OPEN + b"` and `` a`" + CLOSE + b"``, each on a line.\n",
        b"<!-- a timeline -->\n<!-- Timeline of events: below -->\n<!-- timeline -->\n",
    ],
)
def test_what_is_no_block(text: bytes) -> None:
    assert renewed(text) == text


@pytest.mark.parametrize("text", [b"    ```\n", b"``` a`b ```\n", b"``\n", b"```\n```\n"])
def test_what_is_no_fence(text: bytes) -> None:
    assert b"B C" in renewed(text + OPEN + b"\n" + CLOSE + b"\n")


@pytest.mark.parametrize(
    ("text", "problems", "code"),
    [
        (OPEN + b"\nold\n", ["x.md:1: embed the block is not closed"], 2),
        (b"\n" + CLOSE + b"\n", ["x.md:2: embed a block ends that never began"], 2),
        (
            OPEN + b"\n" + OPEN + b"\n" + CLOSE,
            ["x.md:2: embed a block begins inside that of line 1"],
            2,
        ),
        (b"\n\n<!-- timeline: bad -->\nold\n" + CLOSE, ["x.md:3: embed a bad query"], 2),
        (b"<!-- timeline: unreadable -->\n" + CLOSE, ["x.md:1: embed a file cannot be read"], 3),
        (b"<!-- timeline: 'a -->\n" + CLOSE, ["x.md:1: embed the command cannot be read: No closing quotation"], 2),
        (
            b"<!-- timeline: bad -->\n" + CLOSE + b"\n" + OPEN + b"\n",
            ["x.md:1: embed a bad query", "x.md:3: embed the block is not closed"],
            2,
        ),
    ],
)
def test_a_broken_block_leaves_the_file_as_it_is(text: bytes, problems: list[str], code: int) -> None:
    whole = OPEN + b"\nold\n" + CLOSE + b"\n"
    found = renew(text + b"\n" + whole if text.endswith(CLOSE) else text, "x.md", shout)
    assert found.data.startswith(text)
    assert b"B C" not in found.data
    assert [str(p).partition("\n")[0] for p in found.problems] == problems
    assert found.exit_code == code


@pytest.mark.parametrize(
    "line",
    [
        "<!--timeline: list -->",
        "<!-- timeline : list -->",
        "<!-- Timeline: list -->",
        "<!-- timeline list -->",
        "<!--- timeline: list --->",
        "<!— timeline: list —>",
        "<!-- timeline: list",
        "<!-- timeline: list --> <!-- /timeline -->",
        "  <!-- timeline: list -->",
        "\t<!-- timeline: list -->",
        "> <!-- timeline: list -->",
        "- <!-- timeline: list -->",
        "    <!-- timeline: list -->",
        "<!--/timeline-->",
        "<!-- / timeline -->",
        "<!-- /Timeline -->",
        "<!-- \\timeline -->",
        "<!-- end timeline -->",
        "<!-- timeline end -->",
        " <!-- /timeline -->",
        "<!-- /timeline --> and more",
    ],
)
def test_what_is_nearly_a_mark_is_named(line: str) -> None:
    """Else it would stay as it is for good, or a block would reach as far as the next one's end."""
    whole = OPEN + b"\nold\n" + CLOSE + b"\n\n"
    for text in (whole + line.encode() + b"\n", OPEN + b"\n" + line.encode() + b"\n" + CLOSE):
        found = renew(text, "x.md", shout)
        assert (found.data, found.exit_code, len(found.problems)) == (text, 2, 1)
        assert found.problems[0].message.startswith("this is nearly a mark of a block: it ")
        right = found.problems[0].hint.removeprefix("write ").partition(" at the very start")[0]
        assert right == CLOSE.decode() or renew(f"{right}\n{CLOSE.decode()}".encode(), "x.md", shout).blocks == 1
        assert text.splitlines()[found.problems[0].line - 1].decode() == line


def test_a_text_cannot_end_its_block() -> None:
    text = OPEN + b"\n" + CLOSE + b"\n"
    marks = f"{CLOSE.decode()}\n{OPEN.decode()}\n"
    found = renew(text, "x.md", lambda _: f"a\n```\n{marks}```\n{marks}")
    shown = b"```\n " + CLOSE + b"\n " + OPEN + b"\n```\n&lt;" + CLOSE[1:] + b"\n&lt;" + OPEN[1:]
    assert found.data == OPEN + b"\n\na\n" + shown + b"\n\n" + CLOSE + b"\n"
    assert renew(found.data, "x.md", lambda _: "b").data == OPEN + b"\n\nb\n\n" + CLOSE + b"\n"


def test_notes_of_two_blocks_and_of_the_page_are_told_apart() -> None:
    printed = "It happened.[^1] \\[^1\\]\n\n```\n[^1]\n```\n\n[^1]: Reuters."
    text = b"By hand.[^1-1]\n\n" + (OPEN + b"\n" + CLOSE + b"\n\n") * 2 + b"[^1-1]: By hand."
    page = renew(text, "x.md", lambda _: printed).data.decode()
    assert re.findall(r"(?m)^\[\^(.*)\]:", page) == ["1b-1", "2-1", "1-1"]
    assert page.count("\n[^1]\n") == page.count("It happened.[^1b-1] \\[^1\\]\n") * 2 == 2


ODD = [b"<!--timeline: a -->", b"  " + CLOSE, b"[^1]", b"[^1-1]: x", b"- [^1B-1]"]


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from([OPEN, CLOSE, b"```", b"~~~~", b"x", b"    y", b"", b"\xff", *ODD]), max_size=9),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
    st.lists(st.sampled_from([OPEN, CLOSE, b"```", b"x", b"", *ODD]), max_size=5),
)
def test_renewing_twice_is_renewing_once(lines: list[bytes], end: bytes, printed: list[bytes]) -> None:
    text = end.join(lines)
    run = lambda _: b"\n".join(printed).decode()  # noqa: E731 - one line
    once = renew(text, "x.md", run)
    again = renew(once.data, "x.md", run)
    assert again.data == once.data
    assert again.problems == once.problems
    if once.problems or not once.blocks:
        assert once.data == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\n", "```text\na\n```\n"),
        ("a", "```text\na\n```\n"),
        ("", "```text\n```\n"),
        ("```\na ````` b\n", "``````text\n```\na ````` b\n``````\n"),
    ],
)
def test_text_as_code(text: str, code: str) -> None:
    assert fenced(text, "text") == code
