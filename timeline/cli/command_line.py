"""The words of a line become a call: which command, and what its parameters hold.

Reads what is written as it should be, and nothing else: help, and what is wrong with all other words, is the business
of cli/typer_app.py, so that no other command waits for it. Must not know any command by name.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from timeline.cli.flags import Parameter, parameters

Values = dict[str, Any]
"""What the parameters of a command hold, by name."""


class UnreadError(Exception):
    """The words ask for help, or are not what the command takes."""


class Line:
    """The words of a line, and what they give to flags (POSIX 12.2, and long options as GNU has them)."""

    def __init__(self, words: Sequence[str], taken: Sequence[Parameter], *, up_to_command: bool = False) -> None:
        """Read words as far as they can be understood: those that `taken` names, perhaps up to the first other one."""
        self.taken = taken
        self.flags = {spelling: p for p in taken for spelling in p.spec.spellings}
        self.arguments = [p for p in taken if not p.spec.spellings]
        self.given: dict[str, list[str]] = {}
        """What flags are given, by their names; an empty text where they hold no value."""
        self.left: list[str] = []
        """Words that are no options."""
        self.rest: list[str] = []
        """With `up_to_command`, all from the command on."""
        self.waits: Parameter | None = None
        """The flag that still waits for its value."""
        self.ended = False
        """Whether `--` was written, behind which no option can stand."""
        self.understood = True
        waiting = list(reversed(words))
        while waiting:
            word = waiting.pop()
            self.ended = word == "--"
            if word[:1] == "-" and word not in {"-", "--"}:
                self._take(word, waiting)
            elif up_to_command:
                self.rest = [word] * (not self.ended) + waiting[::-1]
                break
            elif self.ended:
                self.left += waiting[::-1]
                break
            else:
                self.left.append(word)

    def _take(self, word: str, waiting: list[str]) -> None:
        """Take an option, perhaps with its value: `--limit=5`, `--limit 5`, `-n5`, `-rn 5`."""
        is_long = word[:2] == "--"
        name, glue, value = word.partition("=") if is_long else (word[:2], word[2:], word[2:])
        flag = self.flags.get(name)
        if flag is None or (flag.kind is bool and glue and (is_long or glue[0] == "-")):
            self.understood = False
        elif flag.kind is bool:
            self.given[flag.name] = [""]
            if glue:
                waiting.append(f"-{glue}")
        elif glue or waiting:
            self.given.setdefault(flag.name, []).append(value if glue else waiting.pop())
        else:
            self.waits = flag

    def values(self) -> Values:
        """What all parameters hold.

        Raises:
            UnreadError: something else stands there, or something is missing.
        """
        texts, left = dict(self.given), list(self.left)
        for argument in self.arguments if left else ():
            count = len(left) if argument.many else 1
            texts[argument.name] = left[:count]
            del left[:count]
        values = {p.name: _value(p, texts[p.name]) if texts.get(p.name) else p.default for p in self.taken}
        if not self.understood or self.waits or left or ... in values.values():
            raise UnreadError
        return values


def _value(parameter: Parameter, texts: Sequence[str]) -> Any:
    """What a parameter holds where the line gives it these texts."""
    if parameter.kind is bool:
        return True
    if parameter.many:
        return tuple(texts)
    text, least = texts[-1], parameter.spec.least
    if parameter.words and text not in parameter.words:
        raise UnreadError
    if parameter.kind is not int:
        return text
    try:
        number = int(text)
    except ValueError as error:
        raise UnreadError from error
    if least is not None and number < least:
        raise UnreadError
    return number


class Commands(NamedTuple):
    """The commands that there are: each is the function `run` of a module that is called like it."""

    package: str
    panels: Mapping[str, tuple[str, ...]]
    """Their names, by the heading under which help shows them."""
    aliases: Mapping[str, str]
    """Names that help leaves out, with those that they stand for."""

    def names(self) -> list[str]:
        """The names in the order of help."""
        return [name for panel in self.panels.values() for name in panel]

    def function(self, name: str = "") -> Callable[..., Any]:
        """The function of a command; its module is imported now.

        Raises:
            UnreadError: there is no such command.
        """
        known = self.aliases.get(name, name)
        if known not in self.names():
            raise UnreadError
        function: Callable[..., Any] = import_module(f"{self.package}.{known}").run
        return function

    def read(self, words: Sequence[str]) -> tuple[Callable[..., Any], Values]:
        """The function and the values that words mean, the first of them being the name of a command.

        Raises:
            UnreadError: it is none, or takes no such words.
        """
        function = self.function(*words[:1])
        return function, Line(words[1:], parameters(function)).values()


def excluding(word: str) -> str:
    """`-tag:x` and `-(…)` of a query in a form that is no option: `not tag:x`."""
    name = word[1:]
    for sign in ":=~<>":
        name = name.partition(sign)[0]
    is_term = 1 < len(name) < len(word) - 1 and name.replace("_", "").replace(".", "").isalpha()
    return f"not {word[1:]}" if word[:1] == "-" and (is_term or word[1:2] == "(") else word
