"""The text of a file as others may see it: without the lines that hold, or name, what is confidential in it.

What is said of a text (a problem, a difference, the text itself) passes here before it is printed or kept. Knows where
things stand in the text, and asks model/confidential.py what they are; must not know who prints them.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from timeline.errors import KeyPath, Problem
from timeline.model.confidential import NOTES, Refers, of_anyone, places
from timeline.model.event import Source, table
from timeline.model.identifier import slug
from timeline.text.difference import unified
from timeline.toml.conflicts import MARKERS
from timeline.toml.parser import BOM, parse_toml
from timeline.toml.positions import Positions, line_and_column

WITHHELD = "# withheld: confidential"
"""Stands in place of a line."""
UNSAID = "what stands here cannot be read"
_WHY = "what it says is withheld, since it is confidential or may be"
_TELLING = ("id", "name", "title", "author", "url", "archive_url", "quote", "translation", "copy")
"""Keys of a source by whose values others may know it; also where these stand elsewhere in its file."""
_SHORTEST = 4
"""Letters; shorter values stand in many words."""
_MOST = 1000
"""So many values are looked for at most; in a text with more of them nothing is shown."""
_NOTE = re.compile(rf"^[ \t]*(?:{'|'.join(name for (name,) in NOTES)}|reviews)[ \t]*=", re.MULTILINE)
"""A line that begins with a note for the desk, or with reviews on one line, which may hold some."""
_REF = re.compile(r"\bref[\"']?\s*=\s*[\"']?([^\"'\s,}]+)")
_ESCAPED = re.compile(r'\\[uU][^"\\\n]*"[ \t]*=')
"""What ends a key that is written with escapes, and so may be any."""


class PublicText:
    """A text of a file, and where in it stands what others may not read."""

    def __init__(self, text: str, refers: Refers = of_anyone, values: Mapping[str, Any] | None = None) -> None:
        """Take the text, who knows which documents are confidential, and its values; None: they are read here.

        Where it cannot be read, and so nobody can tell, all of it is withheld if there is any sign of such sources.
        """
        self._text = text
        self._whole = text.removeprefix(BOM)
        self._refers = refers
        self._values = _values(self._whole) if values is None else values

    @cached_property
    def hidden(self) -> frozenset[KeyPath]:
        """The keys of what others may not read; the empty one is that of everything."""
        if self._values:
            return frozenset(places(self._values, self._refers))
        plain = self._whole.replace("\0", "")  # half of what is UTF-16
        is_signed = "confidential" in plain.casefold() or _ESCAPED.search(plain)
        if is_signed or any(map(self._refers, _REF.findall(plain))):
            return frozenset([()])
        if _NOTE.search(plain):
            return NOTES if plain == self._whole else frozenset([()])
        return frozenset()

    def hides(self, at: KeyPath) -> bool:
        """Whether a key is, or lies in, what others may not read."""
        return any(at[:depth] in self.hidden for depth in range(len(at) + 1))

    @cached_property
    def lines(self) -> list[str]:
        """The lines, with `WITHHELD` for those that others may not read."""
        lines = self._whole.split("\n")
        words = {*self._words()}
        if () in self.hidden or len(words) > _MOST:
            return [WITHHELD] * len(lines)
        gone = {n for n, line in enumerate(map(str.casefold, lines)) if any(word in line for word in words)}
        for start, end in self._spans() if self.hidden else ():
            first, last = (line_and_column(self._whole, offset)[0] for offset in (start, end))
            gone.update(range(first - 1, last))
        for n, line in enumerate(lines):
            if n - 1 in gone and line.lstrip().startswith("#"):  # it may go on
                gone.add(n)
        return [WITHHELD if n in gone else line for n, line in enumerate(lines)]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines) if self.hidden else self._text

    def _spans(self) -> Iterator[tuple[int, int]]:
        """From and to which character each part reaches that others may not read, with the comments above it."""
        positions, note = Positions(self._whole), _NOTE.search(self._whole)
        if note and not self._values and not _is_closed(positions):
            yield note.start(), len(self._whole)
        yield from ((positions.above(s.key), s.end) for way, s in positions.spans.items() if self.hides(way))
        tables = [number for number, section in enumerate(positions.sections) if self.hides(section.path)]
        yield from ((start, max(start, end - 1)) for start, end in map(positions.extent, tables))

    def _words(self) -> Iterator[str]:
        """What the parts that others may not read are known by, folded, line by line."""
        for at in self.hidden if self._values else ():
            part: Any = self._values
            for step in at:
                part = part[step]
            held = [part.get(key) for key in _TELLING] if isinstance(part, Mapping) else []
            values = [*at[-1:], *(one for value in held for one in (value if isinstance(value, list) else [value]))]
            if isinstance(part, Mapping) and "id" not in part:  # it follows from one of these
                values += [
                    slug(text) for key in ("publisher", "name", "title") if isinstance(text := part.get(key), str)
                ]
            words = (word for value in values if isinstance(value, str) for word in value.casefold().split("\n"))
            yield from (word for word in words if len(word) >= _SHORTEST)

    def tells(self, text: str) -> bool:
        """Whether another text holds anything by which that is known what others may not read here."""
        words, folded = {*self._words()}.difference(*NOTES), text.casefold()
        return () in self.hidden or len(words) > _MOST or any(word in folded for word in words)

    def told(self, problem: Problem, message: str = UNSAID) -> Problem:
        """A problem of this text as others may hear of it: where others may not read only its place, code and message.

        Args:
            problem: with its line.
            message: what is said instead of what it says.
        """
        if self.silences(problem):  # what is said of markers is our words alone, and tells what is to be done
            return problem._replace(source="") if problem.message == MARKERS else unsaid(problem, message)
        return problem._replace(source="") if self._is_on_withheld(problem) else problem

    def silences(self, problem: Problem) -> bool:
        """Whether it lies in what others may not read."""
        return self.hides(problem.at) if problem.at else self._is_on_withheld(problem)

    def _is_on_withheld(self, problem: Problem) -> bool:
        if problem.at and self._are_notes:  # no other key stands on their lines, which need not be found
            return self.hides(problem.at)
        return bool(self.hidden) and problem.line > 0 and self.lines[problem.line - 1] == WITHHELD

    @cached_property
    def _are_notes(self) -> bool:
        """Whether nothing is withheld but notes for the desk."""
        return self.hidden <= NOTES


def unsaid(problem: Problem, message: str = UNSAID) -> Problem:
    """A problem of which only place and code are told; of its key what any source may have."""
    at = problem.at[: 3 if problem.at[2:3] and problem.at[2] in table(Source) else 2]
    at = at if at[:1] == ("sources",) else ()
    return problem._replace(message=message, hint=_WHY, source="", at=at, offset=None, offer="")


def difference(before: str, after: str, name: str, refers: Refers) -> Iterator[str]:
    """The difference of two texts of a file as others may see it; where there is more, that is said."""
    shown = [*unified(PublicText(before, refers).text, PublicText(after, refers).text, name)]
    return iter(shown or [f"--- {name}\n+++ {name}\n{WITHHELD}\n"] * (before != after))


def _is_closed(positions: Positions) -> bool:
    """Whether the note of a text that is no TOML stands before the fault, and ends where it seems to."""
    found = [span for at, span in positions.spans.items() if at in NOTES]
    inline = any(at[:1] == ("reviews",) for at in positions.spans)
    rests = [positions.text[span.start : positions.line_end(span.end)] for span in found]
    return bool(rests) and not inline and all(_values(f"_ = {rest}") for rest in rests)


def _values(text: str) -> Mapping[str, Any]:
    try:
        return parse_toml(text.encode())
    except ValueError:
        return {}
