import re
import unicodedata
from html import unescape
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from timeline.text.escape import commanding_nothing, html, markdown, spreadsheet, terminal, terminal_lines, told


def test_what_can_drive_a_terminal_is_shown() -> None:
    assert terminal("\x1b[31mred\x07") == r"\x1b[31mred\x07"
    assert terminal("a\nb\tc\rd") == r"a\nb\tc\rd"
    assert terminal("abc\u202edef\u2066") == "abc<U+202E>def<U+2066>"
    assert terminal("zero\u200bwidth\ufeff") == "zero<U+200B>width<U+FEFF>"
    assert terminal("csi\x9b31m") == r"csi\x9b31m"


def test_other_scripts_and_joiners_stay() -> None:
    for text in ("Байден дозволяє", "بايدن يسمح", "拜登授权", "می\u200cخواهم", "👩\u200d🚒"):
        assert terminal(text) == text


def test_lines_and_tabs_stay_in_text_of_several_lines() -> None:
    assert terminal_lines("a\n\tb\x1b") == "a\n\tb\\x1b"
    assert terminal_lines("a\r\nb\rc") == "a\nb\\rc"


@given(st.text())
def test_nothing_harmful_is_left(text: str) -> None:
    kinds = {unicodedata.category(c) for c in terminal(text)}
    assert not kinds & {"Cc", "Zl", "Zp"}
    assert not set(terminal(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


def test_markup_is_text_in_markdown() -> None:
    assert markdown("a|b *c* _d_ `e` [f](g)") == r"a\|b \*c\* \_d\_ \`e\` \[f\](g)"
    assert markdown("<script> & <!-- x -->") == "&lt;script&gt; &amp; &lt;!-- x --&gt;"
    assert markdown("- a\nb") == r"\- a b"
    assert markdown("1. first") == r"1\. first"
    assert markdown("1.5 km") == r"1\.5 km"
    assert markdown("2024 is a year") == "2024 is a year"
    assert markdown("see https://example.org and www.example.org, @name") == (
        "see https&#58;//example.org and www&#46;example.org, &#64;name"
    )


def test_a_cell_is_no_formula() -> None:
    assert spreadsheet("=1+1") == "'=1+1"
    assert spreadsheet(" @SUM(A1)") == "' @SUM(A1)"
    assert spreadsheet("\tx") == "'\tx"
    assert spreadsheet("-5") == "'-5"
    assert spreadsheet("a=b") == "a=b"
    assert spreadsheet("＝1+1") == "'＝1+1"
    assert spreadsheet("\0=1+1") == "'\0=1+1"
    assert spreadsheet("") == ""


def test_what_is_said_begins_no_line_but_its_own() -> None:
    assert told("a\n  b\n\nc") == "a\n  b\n\\nc"
    assert told("a\r\nb\x1b\t") == "a\\nb\\x1b\t"
    assert told("plain") == "plain"
    assert told(":a") == ":a"
    assert told("::error::a\n  ::b") == "\\u003a:error::a\n  \\u003a:b"


def test_no_line_is_a_command() -> None:
    assert commanding_nothing("a::b\n") == "a::b\n"
    assert commanding_nothing("::a\n \t::b\n") == "\\u003a:a\n \t\\u003a:b\n"
    assert markdown("::a") == "\\::a"
    assert markdown(":a") == ":a"
    assert spreadsheet("a\nb\n ::c\r\n::d") == "a\nb ::c ::d"


def test_markup_is_text_in_html_and_svg() -> None:
    assert html("""<a href='b' title="c">&amp;""") == "&lt;a href=&#39;b&#39; title=&quot;c&quot;&gt;&amp;amp;"
    assert html("</script><!-- ]]> -->") == "&lt;/script&gt;&lt;!-- ]]&gt; --&gt;"
    assert html("plain ü 京 می\u200cخواهم 👩\u200d🚒") == "plain ü 京 می\u200cخواهم 👩\u200d🚒"
    assert html("a\n::b\tc\rd") == "a ::b c\\rd"
    assert html("\x00\x1b\x85\u202e\u200b\ufeff") == "\\x00\\x1b\\x85&lt;U+202E&gt;&lt;U+200B&gt;&lt;U+FEFF&gt;"
    assert html("\ufdd0\ufffe\uffff\U0010ffff") == "&lt;U+FDD0&gt;&lt;U+FFFE&gt;&lt;U+FFFF&gt;&lt;U+10FFFF&gt;"


@given(st.text())
def test_any_text_is_text_in_html_and_svg(text: str) -> None:
    shown = html(text)
    assert not set(shown) & set("<>\"'")
    read = ET.fromstring(f'<a b="{shown}">{shown}</a>')  # XML allows no more than HTML does
    assert read.text or not text
    for whole in (
        (terminal_lines(text),) if not re.search("[\r\ufdd0-\ufdef\ufffe\uffff]", text) and text.isprintable() else ()
    ):
        assert read.text == (whole or None)
        assert unescape(shown) == whole
