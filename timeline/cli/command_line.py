"""The words of a line become a call: which command, and what its parameters hold.

What is wrong with other words is said by cli/words/wrong_words.py, which is imported then. Must not know any command
by name.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from timeline.cli.flags import Flag, Parameter, parameters

Values = dict[str, Any]
"""What the parameters of a command hold, by name."""


UNREAD = object()
"""Stands for the value of a text that is none."""
HELP = Parameter("help", Flag("-h --help", "Show this page."), bool, default=False)
"""Where it is given, nothing else is done: whatever the other words are, the page says what they may be."""


class Line:
    """The words of a line, and what they give to flags (POSIX 12.2, and long options as GNU has them)."""

    def __init__(
        self,
        words: Sequence[str],
        taken: Sequence[Parameter],
        command: str = "",
        preset: Sequence[Parameter] = (),
        *,
        up_to_command: bool = False,
    ) -> None:
        """Read words as far as they can be understood: those that `taken` names, perhaps up to the first other one.

        Of the options `preset`, which an alias of the shell may give already, the last value counts.
        """
        self.taken = [*taken, *preset]
        self.command = command
        """Its name; empty where the words stand before one."""
        self.flags = {spelling: p for p in self.taken for spelling in p.spec.spellings}
        self.arguments = [p for p in taken if not p.spec.spellings]
        self.given: dict[str, list[Any]] = {}
        """What flags are given, by their names; an empty text where they hold no value."""
        self.left: list[str] = []
        """Words that are no options."""
        self.rest: list[str] = []
        """With `up_to_command`, all from the command on."""
        self.waits: Parameter | None = None
        """The flag that still waits for its value."""
        self.strange: list[str] = []
        """Words that look like options and cannot be read as such."""
        self.ended = False
        """Whether `--` was written, behind which no option can stand."""
        self.asks = any(p.spec.offers == "query" for p in self.arguments)
        """Whether a query is taken."""
        self.once = [p.name for p in taken if not p.many]
        """Flags of one value, of which two would not both be heeded."""
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
            self.strange.append(word)
            return
        for switch in switches:
            assert switch
            self.given[switch.name] = [""]
        if flag.kind is bool:
            self.given[flag.name] = [""]
        elif glue or waiting:
            text = value if glue else waiting.pop()
            stood = len(self.given.get(flag.spec.of, ()))
            self.given.setdefault(flag.name, []).append((stood, text) if flag.spec.of else text)
        else:
            self.waits = flag

    def values(self) -> Values:
        """What all parameters hold; where help is asked for, as far as that can be told.

        Raises:
            UsageError: something else stands there, or something is missing; with what to write.
        """
        texts, left = dict(self.given), list(self.left)
        for argument in self.arguments if left else ():
            count = len(left) if argument.many else 1
            texts[argument.name] = left[:count]
            del left[:count]
        values = {p.name: value(p, texts[p.name]) if texts.get(p.name) else p.default for p in self.taken}
        if HELP.name in self.given:
            return {p.name: p.default if values[p.name] is UNREAD else values[p.name] for p in self.taken}
        twice = any(len({*texts.get(name, ())}) > 1 for name in self.once)
        if self.strange or self.waits or left or twice or ... in values.values() or UNREAD in values.values():
            from timeline.cli.words import wrong_words  # start-up: most lines are right

            wrong_words.refuse(self, texts, left)
        return values


def _fits(parameter: Parameter, text: str) -> bool:
    return value(parameter, [text]) is not UNREAD


def value(parameter: Parameter, texts: Sequence[str]) -> Any:
    """What a parameter holds where the line gives it these texts; UNREAD where it cannot hold them."""
    if parameter.kind is bool:
        return True
    if parameter.many:
        return tuple(texts)
    text, least = texts[-1], parameter.spec.least
    if parameter.words and text not in parameter.words:
        return UNREAD
    if parameter.kind is not int:
        return text
    try:
        number = int(text)
    except ValueError:
        return UNREAD
    return UNREAD if least is not None and number < least else number


class Commands(NamedTuple):
    """The commands that there are: each is the function `run` of a module that is called like it."""

    package: str
    panels: Mapping[str, tuple[str, ...]]
    """Their names, by the heading under which help shows them."""
    aliases: Mapping[str, str]
    """Other names, with those that they stand for."""
    everywhere: Sequence[Parameter] = ()
    """Options that every command takes."""
    instead: Sequence[Parameter] = ()
    """Options that are answered without a command."""
    actions: Mapping[str, tuple[str, ...]] = {}
    """What a command does beside listing: functions of its module that are called like it, as in `actors rename`."""
    writing: Mapping[str, str] = {}
    """Those that write in the chronology; each with the option that says what it does then, where it must be given."""
    commits: Sequence[Parameter] = ()
    """Options that these take, too."""

    def names(self, *, with_actions: bool = False) -> list[str]:
        """The names in the order of help, and perhaps those of two words, `actors rename`."""
        names = [name for panel in self.panels.values() for name in panel]
        return names + [f"{name} {action}" for name in self.actions for action in self.actions[name]] * with_actions

    def named(self, words: Sequence[str]) -> tuple[str, Sequence[str]]:
        """The name of the command that a line begins with, perhaps with an action, and the words behind it.

        `actors list rename` lists where the word `rename` stands.
        """
        name, *rest = words
        if actions := self.actions.get(name):
            if rest[:1] == ["list"]:
                return name, rest[1:]
            if rest and rest[0] in actions:
                return f"{name} {rest[0]}", rest[1:]
        return name, rest

    def taken(self, name: str) -> list[Parameter]:
        """The flags and arguments of a command, those that all of them take aside.

        Raises:
            UsageError: there is no such command; the nearest is named.
        """
        writes = self.aliases.get(name, name) in self.writing
        return [*parameters(self.function(name)), *(self.commits if writes else ())]

    def function(self, name: str) -> Callable[..., Any]:
        """The function of a command; its module is imported now.

        Raises:
            UsageError: there is no such command; the nearest is named.
        """
        known = self.aliases.get(name, name)
        if known not in self.names(with_actions=True):
            from timeline.cli.words import wrong_words  # start-up: most names are right

            wrong_words.refuse_command(name, self)
        module, _, action = known.partition(" ")
        function: Callable[..., Any] = getattr(import_module(f"{self.package}.{module}"), action or "run")
        return function

    def read(self, words: Sequence[str]) -> tuple[Callable[..., Any], Values]:
        """The function and the values that words mean, the first of them being the name of a command.

        Of the options that every command takes, only those that are given are among the values.

        Raises:
            UsageError: it is no command, or takes no such words.
        """
        name, rest = self.named(words)
        function = self.function(name)
        line = Line(rest, self.taken(name), name, self.everywhere)
        idle = {p.name for p in self.everywhere} - line.given.keys()
        return function, {name: held for name, held in line.values().items() if name not in idle}


def excluding(word: str) -> str:
    """`-tag:x` and `-(…)` of a query in a form that is no option: `not tag:x`."""
    name = word[1:]
    for sign in ":=~<>":
        name = name.partition(sign)[0]
    letters = name.translate({ord(c): None for c in "_.-"})
    is_field = name[:1].isalpha() and (letters.isalnum() or name.startswith("figures."))
    is_term = is_field and 1 < len(name) < len(word) - 1
    return f"not {word[1:]}" if word[:1] == "-" and (is_term or word[1:2] == "(") else word
