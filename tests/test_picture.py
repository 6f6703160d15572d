"""The picture of a terminal in the README is what the commands print there; `--update` draws it anew."""

import re
import xml.etree.ElementTree as ET
from html import escape
from pathlib import Path

from conftest import CHECKOUT
from terminal import on_pty
from timeline.text.width import text_width

PICTURE = CHECKOUT / "docs" / "terminal.svg"
COMMANDS = (("list",), ("trace", "biden-authorises"))
COLUMNS = 100
LINE, CELL, LEFT, TOP = 20, 8.4, 20, 56
"""In pixels: a line, the width of a column, and where the first of both stands."""
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#76e3ea"}
STYLE = re.compile(r"\x1b\[([\d;]*)m")


def drawn(screen: str) -> str:
    """An SVG of what a terminal shows; each piece is as wide as its columns in whatever font."""
    lines = screen.splitlines()
    width, height = round(2 * LEFT + COLUMNS * CELL), TOP + LINE * len(lines)
    rows = "".join(_row(line, TOP + LINE * n) for n, line in enumerate(lines))
    dots = "".join(f'<circle cx="{24 + 20 * n}" cy="22" r="6" fill="#484f58"/>\n' for n in range(3))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-label="A terminal: the events of this folder, and who cites whom in one of them">\n'
        f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>\n{dots}'
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" '
        f'fill="#c9d1d9">\n{rows}</g>\n</svg>\n'
    )


def _row(line: str, y: int) -> str:
    column, style, pieces = 0, "", ""
    for n, part in enumerate(STYLE.split(line)):
        if n % 2:
            style = _style(part.split(";"))
        elif part:
            wide, said = text_width(part), escape(part).replace(" ", "\u00a0")  # blanks in a row stay
            x, length = LEFT + column * CELL, wide * CELL
            pieces += f'<text x="{x:g}" y="{y}" textLength="{length:g}"{style}>{said}</text>'
            column += wide
    return f"{pieces}\n" if pieces else ""


def _style(codes: list[str]) -> str:
    found = ' font-weight="bold"' * ("1" in codes) + ' fill-opacity="0.6"' * ("2" in codes)
    return found + "".join(f' fill="{COLOURS[code]}"' for code in codes if code in COLOURS)


def test_the_picture_is_what_a_terminal_shows(update: bool, real: Path) -> None:
    screen = ""
    for words in COMMANDS:
        shown = on_pty("--no-pager", *words, columns=COLUMNS)
        assert shown.code == 0
        screen += f"\x1b[1m$ timeline {' '.join(words)}\x1b[0m\n" + shown.text + "\n"
    picture = drawn(screen.rstrip("\n"))
    assert ET.fromstring(picture).tag.endswith("svg")
    if update:
        PICTURE.write_text(picture, encoding="utf-8")
    assert PICTURE.read_text(encoding="utf-8") == picture
