"""The page of a rule: its docstring, with what it finds, why, a Bad and a Good event; and what it says of the Bad one.

In a docstring, `Bad (LINE:COLUMN):` and `Good:` each stand before one or more fenced blocks. The first is an event; one
whose fence names a file (```toml actors.toml, ```text copies/page.txt) is that file. Knows pages; no rule by name.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.checks.corpus import Corpus, Outside
from timeline.checks.output.text import View, full
from timeline.checks.registry import Rule, rules
from timeline.checks.runner import Finding, run
from timeline.dates import edtf
from timeline.eventfile import reader
from timeline.model import identifier

TODAY = edtf.day_number(2025, 1, 1)
"""The day on which every example is checked."""
_PARTS = re.compile(r"(.*?)^Bad \((\d+):(\d+)\):\n(.*?)^Good:\n(.*)", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"^```\w*(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Example(NamedTuple):
    """An event, and the files around it."""

    path: str
    """Of the event."""
    files: dict[str, str]

    def findings(self, rule: Rule) -> list[Finding]:
        """What the rule says of it."""
        data = {path: text.encode() for path, text in self.files.items()}
        tables = {path: text for path, text in data.items() if path.endswith(".toml")}
        return run(Corpus(tables, Outside(TODAY, data.get)), [rule])


class Page(NamedTuple):
    """One rule, explained."""

    rule: Rule
    why: str
    """Markdown: what it finds, and why that matters."""
    bad: Example
    place: tuple[int, int]
    """Line and column of what is found in the bad event."""
    good: Example

    def markdown(self) -> str:
        """The whole page."""
        said = "".join(full(self.bad.findings(self.rule), View("events/"))).rstrip()
        fixed = " · `--fix` mends it" if "[*]" in said.split("\n")[0] else ""
        return (
            f"## {self.rule.code} {self.rule.name}\n\n{self.rule.severity}{fixed}\n\n{self.why}\n\nBad:\n\n"
            f"{_blocks(self.bad)}\n```text\n{said}\n```\n\nGood:\n\n{_blocks(self.good)}"
        )


def page(rule: Rule) -> Page:
    """The page of a rule.

    Raises:
        ValueError: its docstring has no Bad and Good event.
    """
    found = _PARTS.fullmatch(rule.page)
    if not found:
        raise ValueError(f"{rule.code} has no Bad and Good event")
    why, line, col, bad, good = found.groups()
    return Page(rule, why.strip(), _example(bad), (int(line), int(col)), _example(good))


def book() -> Iterator[str]:
    """The pages of all rules, under one heading, behind a table of them."""
    yield "# Check rules\n\n| code | name | | finds |\n|---|---|---|---|\n"
    for rule in rules().values():
        link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
        yield f"| {link} | {rule.name} | {rule.severity} | {rule.title.rstrip('.').replace('|', chr(92) + '|')} |\n"
    for rule in rules().values():
        yield "\n" + page(rule).markdown()


def _example(text: str) -> Example:
    files = {}
    main = ""
    for name, body in _FENCE.findall(text):
        path = name or _named(body)
        main = main or path
        files[path] = body
    return Example(main, files)


def _named(text: str) -> str:
    """Where the event would stand by its own date and title."""
    event, _ = reader.read(text.encode(), "", "")
    id_ = identifier.born(edtf.parse(event.date), event.title) if event else "2024-11-17-event"
    return f"{id_.partition('-')[0]}/{id_}.toml"


def _blocks(example: Example) -> str:
    blocks = []
    for path, text in example.files.items():
        head = "" if path == example.path else f"In `{path}`:\n\n"
        blocks.append(f"{head}```{'toml' if path.endswith('.toml') else 'text'}\n{text}```\n")
    return "\n".join(blocks)
