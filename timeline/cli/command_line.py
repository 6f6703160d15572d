"""The words of a line become a call: which command, and what its parameters hold.

Reads what is written as it should be, and nothing else: help, and what is wrong with all other words, is the business
of cli/typer_app.py, so that no other command waits for it. Must not know any command by name.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from timeline.cli.flags import Argument, Flag, Parameter, parameters

Values = dict[str, Any]
"""What the parameters of a command hold, by name."""


class UnreadError(Exception):
    """The words ask for help, or are not what the command takes."""


class Call(NamedTuple):
    """A command, and what its parameters hold."""

    function: Callable[..., Any]
    values: Values


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

    def function(self, name: str) -> Callable[..., Any]:
        """The function of a command; its module is imported now.

        Raises:
            UnreadError: there is no such command.
        """
        known = self.aliases.get(name, name)
        if known not in self.names():
            raise UnreadError
        function: Callable[..., Any] = import_module(f"{self.package}.{known}").run
        return function

    def read(self, words: Sequence[str]) -> Call:
        """The call that words mean, the first of them being the name of a command.

        Raises:
            UnreadError: it is none, or takes no such words.
        """
        function = self.function(words[0] if words else "")
        return Call(function, read_words(words[1:], parameters(function))[0])


def read_words(
    words: Sequence[str], taken: Sequence[Parameter], *, up_to_command: bool = False
) -> tuple[Values, list[str]]:
    """What flags and arguments hold after these words (POSIX 12.2, GNU long options), and the words that are left.

    Args:
        words: of the line, as the shell has parted them.
        taken: what may stand there.
        up_to_command: end at the first word that is no option; what is left begins with it.

    Raises:
        UnreadError: something else stands there, or something is missing.
    """
    flags = {spelling: p for p in taken if isinstance(p.spec, Flag) for spelling in p.spec.spellings}
    values = {p.name: p.default for p in taken}
    left: list[str] = []
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        if word[:1] != "-" or word in {"-", "--"}:
            if word != "--":
                left.append(word)
            if word == "--" or up_to_command:
                left += reversed(waiting)
                break
            continue
        for flag, value in _options(word, flags):
            if flag.kind is bool:
                values[flag.name] = True
                continue
            if value is None and not waiting:
                raise UnreadError
            _hold(values, flag, [waiting.pop() if value is None else value])
    if not up_to_command:
        for argument in taken:
            if isinstance(argument.spec, Argument) and left:
                count = len(left) if argument.many else 1
                _hold(values, argument, left[:count])
                del left[:count]
        if left or ... in values.values():
            raise UnreadError
    return values, left


def _options(word: str, flags: Mapping[str, Parameter]) -> list[tuple[Parameter, str | None]]:
    """The options of one word, each with the value that the same word gives it: `--limit=5`, `-n5`, `-rn5`."""
    if word[:2] == "--":
        name, equals, value = word.partition("=")
        flag = flags.get(name)
        if flag is None or (equals and flag.kind is bool):
            raise UnreadError
        return [(flag, value if equals else None)]
    found: list[tuple[Parameter, str | None]] = []
    for n, letter in enumerate(word[1:], 2):
        flag = flags.get(f"-{letter}")
        if flag is None:
            raise UnreadError
        if flag.kind is not bool:
            return [*found, (flag, word[n:] or None)]
        found.append((flag, None))
    return found


def _hold(values: Values, parameter: Parameter, texts: Sequence[str]) -> None:
    """Let a parameter hold what the line gives it."""
    read = [_value(parameter, text) for text in texts]
    if not parameter.many:
        values[parameter.name] = read[0]
    elif values[parameter.name] is ...:
        values[parameter.name] = tuple(read)
    else:
        values[parameter.name] = (*values[parameter.name], *read)


def _value(parameter: Parameter, text: str) -> str | int:
    """What a text means to a parameter."""
    if parameter.words and text not in parameter.words:
        raise UnreadError
    if parameter.kind is not int:
        return text
    try:
        number = int(text)
    except ValueError as error:
        raise UnreadError from error
    least = parameter.spec.least if isinstance(parameter.spec, Flag) else None
    if least is not None and number < least:
        raise UnreadError
    return number


def excluding(word: str) -> str:
    """`-tag:x` and `-(…)` of a query in a form that is no option: `not tag:x`."""
    name = word[1:]
    for sign in ":=~<>":
        name = name.partition(sign)[0]
    is_term = 1 < len(name) < len(word) - 1 and name.replace("_", "").replace(".", "").isalpha()
    return f"not {word[1:]}" if word[:1] == "-" and (is_term or word[1:2] == "(") else word
