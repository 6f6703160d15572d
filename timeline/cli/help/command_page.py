"""The help of one command, made from its signature and its docstring, and of all.

A docstring is a sentence, paragraphs, and under `Examples:` lines that are printed as they stand. Must not know what a
command does.
"""

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from timeline import formats
from timeline.cli.command_line import Commands
from timeline.cli.flags import Parameter, usage
from timeline.records import columns
from timeline.text.width import text_width, wrapped

ABOUT = "Chronologies of sourced events: one plain TOML file an event, kept under git."
NARROW = 56
"""Below so many columns an option and what it means stand on lines of their own."""
LONGEST = 24
"""Columns for an option, before what it means begins on a line of its own."""
Meaning = tuple[str, str]
"""A word, and what it means."""


class Page(NamedTuple):
    """How it is laid out."""

    width: int
    color: bool

    def heading(self, text: str) -> str:
        """A line over what belongs together."""
        return f"\n\x1b[1m{text}\x1b[0m\n" if self.color else f"\n{text}\n"

    def paragraph(self, text: str, first: str = "", rest: str = "") -> str:
        """A text, wrapped at blanks."""
        return "".join(f"{line}\n" for line in wrapped(text, self.width, first, rest, at_hyphens=False))

    def table(self, rows: Sequence[Meaning], among: Iterable[str] = ()) -> str:
        """Words, each with its meaning beside it, as far to the right as of all words; or below it for want of room."""
        lefts = map(text_width, [*among] or [left for left, _ in rows])
        column = 2 + max((n for n in lefts if n <= LONGEST), default=LONGEST) + 2
        told = ""
        for left, right in rows:
            beside = self.width >= NARROW and text_width(left) + 4 <= column
            indent = " " * (column if self.width >= NARROW else 6)
            first = f"  {left}".ljust(column) if beside else indent
            told += "" if beside else f"  {left.lstrip() if self.width < NARROW else left}\n"
            told += self.paragraph(right, first, indent) if right else f"{first.rstrip()}\n" * beside
        return told


def page(name: str, commands: Commands, shown: Page) -> str:
    """The help of a command.

    Args:
        name: of the command, or another by which it goes.
        commands: those that there are.
        shown: how it is laid out.
    """
    name = commands.aliases.get(name, name)
    function = commands.function(name)
    taken = commands.taken(name)
    summary, *prose, examples = _said(function)
    told = (
        shown.paragraph(summary)
        + "".join("\n" + shown.paragraph(text) for text in prose)
        + shown.heading("Usage")
        + f"  {usage(name, taken)} [OPTIONS]\n"
    )
    if aliases := [alias for alias, known in commands.aliases.items() if known == name]:
        told += f"  also: timeline {', '.join(aliases)}\n"
    for action in commands.actions.get(name, ()):
        told += f"  {usage(f'{name} {action}', commands.taken(f'{name} {action}'))} [OPTIONS]\n"
    told += shown.heading("Examples") + examples
    arguments = [p for p in taken if not p.spec.spellings]
    flags = [p for p in taken if p.spec.spellings and not p.spec.hidden]
    parts = {"Arguments": arguments, "Options": [p for p in flags if p.panel is None]}
    for flag in flags:
        if flag.panel:
            parts.setdefault(flag.panel, []).append(flag)
    for heading, some in parts.items():
        told += shown.heading(heading) + shown.table([*map(row, some)]) if some else ""
    for heading, words in _vocabularies(flags).items():
        told += shown.heading(heading) + shown.table([*words.items()])
    elsewhere = ", ".join(min(p.spec.spellings, key=len) for p in commands.everywhere)
    return told + "\n" + shown.paragraph(f"Every command takes {elsewhere}: see `timeline help`.")


def overview(commands: Commands, pages: Sequence[Meaning], shown: Page) -> str:
    """The help of all: each command in a line, pages to read, and what every command takes."""
    told = shown.paragraph(ABOUT) + shown.heading("Usage") + "  timeline COMMAND [WORDS] [OPTIONS]\n"
    names = commands.names()
    for panel, some in commands.panels.items():
        rows = [(name, _said(commands.function(name))[0].rstrip(".")) for name in some]
        told += shown.heading(panel) + shown.table(rows, names)
    told += shown.heading("Pages: timeline help PAGE") + shown.table(pages, [*names, *(name for name, _ in pages)])
    told += shown.heading("Options of every command") + shown.table([*map(row, commands.everywhere)])
    return told + shown.heading("Instead of a command") + shown.table([*map(row, commands.instead)])


def row(parameter: Parameter) -> Meaning:
    """A flag or an argument, and what it means."""
    spec = parameter.spec
    metavar = parameter.metavar
    said = spec.help
    if parameter.words and len(metavar) > LONGEST - 8:
        metavar, words = "WORD", ", ".join(parameter.words)
        said = f"{said.rstrip('.')}: {words}."
    if parameter.default not in (None, (), False, "", ...):
        said += f" Default: {parameter.default}."
    if spec.environment:
        said += f" Without it, that of {spec.environment}."
    if parameter.many and spec.spellings:
        said += " Repeatable."
    short = [s for s in spec.spellings if s[1] != "-"]
    long = [s for s in spec.spellings if s[1] == "-"]
    spelt = ", ".join(short + long)
    return f"{'' if short or not long else '    '}{spelt} {metavar}".rstrip() if spelt else metavar, said


def _said(function: Callable[..., Any]) -> list[str]:
    """The first sentence of a docstring, its paragraphs, and its examples as they stand."""
    text, _, examples = inspect.cleandoc(str(function.__doc__)).partition("\n\nExamples:\n")
    sentence, *prose = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    first, stop, rest = sentence.partition(". ")
    lines = inspect.cleandoc(examples).splitlines()
    return [first + "." * bool(stop), *filter(None, [rest, *prose]), "".join(f"  {line}\n" for line in lines)]


def _vocabularies(flags: Sequence[Parameter]) -> dict[str, dict[str, str]]:
    """The words that flags take which belong to no chronology, each with what it means, by the heading over them."""
    described = {
        "format": formats.described,
        "export format": lambda: formats.described(does="export"),
        "import format": lambda: formats.described(does="read"),
        "trace format": lambda: formats.described(formats.TRACES),
        "column": columns.described,
    }
    spelt: dict[str, list[str]] = {}
    for flag in flags:
        kind = flag.spec.offers.partition(",")[0] if isinstance(flag.spec.offers, str) else ""
        if kind in described:
            spelt.setdefault(kind, []).append(flag.spec.spellings[0])
    return {f"{kind.split()[-1].title()}s ({', '.join(some)})": described[kind]() for kind, some in spelt.items()}
