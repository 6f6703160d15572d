"""The answer to a Tab: which command, flag or argument the cursor is at.

Knows what may stand where. Must not know how a shell asks and quotes (shells.py), nor which flag offers what (that
stands in the signatures of commands).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from timeline.cli.command_line import Commands, excluding
from timeline.cli.completion import shells
from timeline.cli.completion.known_names import KnownNames
from timeline.cli.completion.offers import values
from timeline.cli.completion.shells import Offer
from timeline.cli.flags import Argument, Flag, Parameter, parameters

HELP = Parameter("help", Flag("--help", "-h", help="Show this message and exit."), bool)
Place = Callable[[str | None], tuple[str, str | None]]
"""Tells of what -C names where the chronology is, and in which folder throw-away files are."""


def answer(
    pressed: str, commands: Commands, options: Sequence[Parameter], environment: Mapping[str, str], place: Place
) -> tuple[str, int]:
    """What is printed for the shell in which Tab was pressed, and the exit code: 1 where nothing is offered.

    Args:
        pressed: `complete_` or `source_`, and the name of the shell.
        commands: those that there are.
        options: what may stand before the command.
        environment: of the process.
        place: tells where the chronology is.
    """
    action, _, shell = pressed.partition("_")
    try:
        if action == "source":
            return shells.SCRIPTS[shell], 0
        words = shells.words(shell, environment)
        found = [offer for offer in _offers(words[1:], commands, options, place) if _is_safe(offer.word, words[-1])]
        text = shells.answer(shell, found, environment)
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 - whoever presses Tab has not asked for an explanation
        return "", 1
    is_question = environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args"
    return "" if is_question else text, 0 if found else 1


def _is_safe(word: str, typed: str) -> bool:
    """Whether a word goes on with what was typed, and no shell makes a command of it."""
    return word.startswith(typed) and word.isprintable() and shells.HARMFUL.isdisjoint(word)


def _offers(words: Sequence[str], commands: Commands, options: Sequence[Parameter], place: Place) -> Iterable[Offer]:
    """What may stand in place of the last word."""
    *before, typed = words
    line = _Line(before, [*options, HELP], up_to_command=True)
    names = KnownNames(*place(line.given.get("folder")))
    if line.left:
        taken = [*parameters(commands.function(line.left[0])), HELP]
        return _Line(line.left[1:], taken).offers(typed, names)
    if line.waits or typed.startswith("-"):
        return line.offers(typed, names)
    found = [name for name in commands.names() if name.startswith(typed)]
    return [Offer(name, str(commands.function(name).__doc__).partition("\n")[0]) for name in found]


class _Line:
    """The words before the cursor, as far as they can be understood."""

    def __init__(self, words: Sequence[str], taken: Sequence[Parameter], *, up_to_command: bool = False) -> None:
        self.taken = taken
        self.flags = {spelling: p for p in taken if isinstance(p.spec, Flag) for spelling in p.spec.spellings}
        self.given: dict[str, str] = {}
        """The values of flags, by name; an empty text of those that hold none."""
        self.left: list[str] = []
        """Words that belong to no flag; with `up_to_command` all from the first of them on."""
        self.waits: Parameter | None = None
        """The flag whose value the cursor is at."""
        self.ended = False
        """Whether `--` was written, behind which no flag can stand."""
        waiting = list(reversed(words))
        while waiting:
            word = waiting.pop()
            name, equals, value = word.partition("=")
            flag = self.flags.get(name) or self.flags.get(word[:2])
            if self.ended or word[:1] != "-" or word == "-" or excluding(word) != word:
                self.left.append(word)
                if up_to_command:
                    self.left += reversed(waiting)
                    break
            elif word == "--":
                self.ended = True
            elif flag is None:
                continue
            elif flag.kind is bool or word not in self.flags:
                self.given[flag.name] = value if equals else word[2:]
            elif waiting:
                self.given[flag.name] = waiting.pop()
            else:
                self.waits = flag

    def offers(self, typed: str, names: KnownNames) -> list[Offer]:
        """What may go on with a word."""
        name, equals, value = typed.partition("=")
        flag = self.waits
        if flag is None and not self.ended and typed.startswith("-"):
            flag = self.flags.get(name)
            if not (equals and flag):
                return self._spellings(typed)
            return [Offer(f"{name}={word}") for word in values(flag, names, value)]
        arguments = [p for p in self.taken if isinstance(p.spec, Argument)]
        at = arguments[len(self.left) :] or [p for p in arguments[-1:] if p.many]
        found = [flag] if flag else at[:1]
        return [Offer(word) for p in found for word in values(p, names, typed)]

    def _spellings(self, typed: str) -> list[Offer]:
        """The flags that begin so, but for those that stand there already."""
        return [
            Offer(spelling, flag.spec.help)
            for spelling, flag in self.flags.items()
            if spelling.startswith(typed)
            and not getattr(flag.spec, "hidden", False)
            and (flag.many or flag.name not in self.given)
        ]
