"""Other people's text, made harmless for the edge that prints it: terminal, Markdown, HTML, spreadsheet.

One function an edge, and every edge has just one. Knows nothing of what the text says.
"""

from collections.abc import Callable
from functools import cache


@cache
def _controls() -> dict[int, str]:
    """What can drive a terminal or reorder a line: C0, C1, line separators, bidi controls, invisible characters, tags.

    Joiners (U+200C, U+200D) stay: Persian, Hindi and emoji need them.
    """
    harmful = [*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029]
    harmful += [*range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, *range(0xFFF9, 0xFFFC)]
    harmful += range(0xE0000, 0xE0080)
    return {c: f"\\x{c:02x}" if c < 0xA0 else f"<U+{c:04X}>" for c in harmful} | {0x0A: "\\n", 0x09: "\\t", 0x0D: "\\r"}


@cache
def _controls_between_lines() -> dict[int, str]:
    return {c: shown for c, shown in _controls().items() if c not in {0x0A, 0x09}}


def terminal(text: str) -> str:
    r"""Text on one line, with control, bidi and invisible characters shown as `\x1b` or `<U+202E>`."""
    return text if text.isascii() and text.isprintable() else text.translate(_controls())


def terminal_lines(text: str) -> str:
    """The same for text of several lines: line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_controls_between_lines())


def told(text: str) -> str:
    r"""What is said to a person: one line, and under it what is set in by two blanks; any other line end is a `\n`.

    So no text that is quoted in it begins a line of its own.
    """
    if text.isascii() and text.isprintable() and text[:1] != ":":
        return text
    first, *rest = text.replace("\r\n", "\n").split("\n")
    lines = [first]
    for line in rest:
        if line and not line.startswith("  "):
            lines[-1] += "\\n" + line
        else:
            lines.append(line)
    return commanding_nothing("\n".join(lines).translate(_controls_between_lines()))


def commanding_nothing(text: str) -> str:
    r"""Lines of which none begins with `::`, which a runner of GitHub Actions would take for a command of its own."""
    if "::" not in text:
        return text
    import re  # start-up: few texts hold it

    return re.sub(r"(?m)^(\s*):(?=:)", r"\1\\u003a", text)


_MARKUP = {ord(c): "\\" + c for c in "\\`*_[]|~#$"}
_MARKUP |= {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;", ord("@"): "&#64;"}


@cache
def _in_markdown() -> tuple[dict[int, str], Callable[[str], object]]:
    """What becomes of each character that does not stay, and a search for those that can be printed."""
    import re  # start-up: only a page is Markdown

    shown = {c: as_text.translate(_MARKUP) for c, as_text in _controls().items()} | _MARKUP
    return shown, re.compile(f"[{re.escape(''.join(map(chr, _MARKUP)))}]").search


def markdown(text: str) -> str:
    """Text as one line of Markdown (CommonMark 0.31, GFM) that renders as the same text and nowhere as markup.

    Characters that mean something only at the start of a line are escaped there; bare addresses stay text; `@name`
    calls nobody.
    """
    printable = text.isprintable()
    safe = text.strip() if printable and "  " not in text else " ".join(text.split())
    shown, marked = _in_markdown()
    if not printable or marked(safe):
        safe = safe.translate(shown)
    if "://" in safe or "www." in safe:
        safe = safe.replace("://", "&#58;//").replace("www.", "www&#46;")
    if safe[:1].isalpha():  # as most texts begin
        return safe
    if safe[:1] in {"-", "+", "="} or safe[:2] == "::":  # a runner would take that for a command
        return "\\" + safe
    digits = len(safe) - len(safe.lstrip("0123456789"))
    if digits and safe[digits : digits + 1] in {".", ")"}:  # "1. " begins an ordered list
        return f"{safe[:digits]}\\{safe[digits:]}"
    return safe


@cache
def _in_html() -> dict[int, str]:
    shown = _controls() | {0x0A: " ", 0x09: " "}
    none = [*range(0xFDD0, 0xFDF0), *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF))]
    shown |= {c: f"<U+{c:04X}>" for c in none}  # which are no characters
    markup = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("'"): "&#39;"}
    return {c: as_text.translate(markup) for c, as_text in shown.items()} | markup


def html(text: str) -> str:
    r"""Text in HTML or SVG, also in a quoted attribute: no markup (HTML Living Standard, 13.3; XML 1.0, 2.2).

    It is one line, so that none of it begins one. Control, bidi and invisible characters are shown as `\x1b` or
    `<U+202E>`.
    """
    return text.translate(_in_html())


_FORMULA = frozenset("=+-@＝＋－＠")


def spreadsheet(text: str) -> str:
    """Text as a cell that no spreadsheet takes for a formula (OWASP ASVS 5.0, 1.2.10; CWE-1236): a leading `'`.

    Full-width signs count too: some spreadsheets take them for the narrow ones. No line of it begins with `::`, as
    commands of GitHub Actions do.
    """
    if "::" in text and not text.isprintable():
        import re  # start-up: few cells hold it

        text = re.sub(r"\s*[\r\n]\s*(?=::)", " ", text)
    first = text.replace("\0", "").lstrip()[:1]
    return f"'{text}" if first in _FORMULA or text[:1] in {"\0", "\t", "\r", "\n"} else text
