"""The words of a line become a call: which command, and what its parameters hold.

Reads what is written as it should be, and nothing else: help, and what is wrong with all other words, is the business
of cli/typer_app.py, so that no other command waits for it. Must not know any command by name.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from timeline.cli.flags import Parameter, parameters
from timeline.errors import UsageError

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
        self.glued = ""
        """A word that begins like an option and is none: `-obama`."""
        self.ended = False
        """Whether `--` was written, behind which no option can stand."""
        self.understood = True
        self.asks = any(p.spec.offers == "query" for p in self.arguments)
        """Whether a query is taken."""
        waiting = list(reversed(words))
        while waiting:
            word = waiting.pop()
            self.ended = word == "--"
            if self.asks and (meant := excluding(word)) != word:
                self.left.append(meant)
            elif word[:1] == "-" and word not in {"-", "--"}:
                self._take(word, waiting)
            elif up_to_command:
                self.rest = [word] * (not self.ended) + waiting[::-1]
                break
            elif self.ended and self.asks:
                self._take_behind(waiting)
            elif self.ended:
                self.left += waiting[::-1]
                break
            else:
                self.left.append(word)

    def _take_behind(self, waiting: list[str]) -> None:
        """Take what stands behind `--`: a query leaves out `-word` there, and options may still follow it."""
        while waiting:
            word = waiting.pop()
            flag = self.flags.get(word)
            if flag and (flag.kind is bool or (waiting and _fits(flag, waiting[-1]))):
                self._take(word, waiting)
            else:
                self.left.append(word)

    def _take(self, word: str, waiting: list[str]) -> None:
        """Take an option, perhaps with its value: `--limit=5`, `--limit 5`, `-n 5`, `-rn 5`.

        A value never stands right behind a letter: `-obama` would write a file.
        """
        is_long = word[:2] == "--"
        name, glue, value = word.partition("=") if is_long else (word, "", "")
        *first, last = [name] if is_long else [f"-{letter}" for letter in word[1:]]
        *switches, flag = [self.flags.get(spelling) for spelling in (*first, last)]
        if flag is None or (flag.kind is bool and glue) or any(p is None or p.kind is not bool for p in switches):
            self.understood = False
            if not is_long and last != "-h" and not self.glued and (len(word) > 2 or not word.isascii()):
                self.glued = word
            return
        for switch in switches:
            assert switch
            self.given[switch.name] = [""]
        if flag.kind is bool:
            self.given[flag.name] = [""]
        elif glue or waiting:
            self.given.setdefault(flag.name, []).append(value if glue else waiting.pop())
        else:
            self.waits = flag

    def values(self) -> Values:
        """What all parameters hold.

        Raises:
            UnreadError: something else stands there, or something is missing.
            UsageError: a word may be meant as an option with its value, or for what a query leaves out.
        """
        self._refuse_glued()
        texts, left = dict(self.given), list(self.left)
        for argument in self.arguments if left else ():
            count = len(left) if argument.many else 1
            texts[argument.name] = left[:count]
            del left[:count]
        values = {p.name: _value(p, texts[p.name]) if texts.get(p.name) else p.default for p in self.taken}
        if not self.understood or self.waits or left or ... in values.values():
            raise UnreadError
        return values

    def _refuse_glued(self) -> None:
        if not self.glued:
            return
        rest = self.glued[1:]
        flag = self.flags.get(self.glued[:2])
        takes = flag is not None and flag.kind is not bool and len(rest) > 1
        value = rest[1:].removeprefix("=")
        excluded = rest if rest.isalnum() else _quoted(rest)
        hints = [f"write `not {excluded}` to leave out a word"] if self.asks and not value.isdecimal() else []
        hints += [f"write `{self.glued[:2]} {value}` for the option"] if takes else []
        if hints:
            raise UsageError(f'"{self.glued}" is no option', ", or ".join(hints))


def _quoted(text: str) -> str:
    """A text as one value of a query, as it is typed in a shell."""
    import shlex  # start-up: only a slip needs it

    from timeline.query.fields import quoted

    return shlex.quote(quoted(text))


def _fits(parameter: Parameter, text: str) -> bool:
    try:
        _value(parameter, [text])
    except UnreadError:
        return False
    return True


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
    letters = name.translate({ord(c): None for c in "_.-"})
    is_field = name[:1].isalpha() and (letters.isalnum() or name.startswith("figures."))
    is_term = is_field and 1 < len(name) < len(word) - 1
    return f"not {word[1:]}" if word[:1] == "-" and (is_term or word[1:2] == "(") else word
