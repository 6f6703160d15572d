"""The answer to a Tab: which command, flag or argument the cursor is at.

Knows what may stand where. Must not know how a shell asks and quotes (shells.py), nor which flag offers what (that
stands in the signatures of commands).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from timeline.cli.command_line import Commands, Line, excluding
from timeline.cli.completion import shells
from timeline.cli.completion.known_names import KnownNames
from timeline.cli.completion.offers import values
from timeline.cli.completion.shells import Offer
from timeline.cli.flags import Flag, Parameter, parameters

HELP = Parameter("help", Flag("--help -h", "Show this message and exit."), bool)
Locate = Callable[[str | None], tuple[str, str | None]]
"""Tells of what -C names where the chronology is, and in which folder throw-away files are."""


def answer(
    pressed: str, commands: Commands, options: Sequence[Parameter], environment: Mapping[str, str], locate: Locate
) -> tuple[str, int]:
    """What is printed for the shell in which Tab was pressed, and the exit code: 1 where nothing is offered.

    Args:
        pressed: `complete_` or `source_`, and the name of the shell.
        commands: those that there are.
        options: what may stand before the command.
        environment: of the process.
        locate: tells where the chronology is.
    """
    action, _, shell = pressed.partition("_")
    try:
        if action == "source":
            return shells.SCRIPTS[shell], 0
        words = shells.words(shell, environment)
        found = [
            offer
            for offer in _offers(words[1:], commands, options, locate)
            if offer.word.startswith(words[-1]) and offer.word.isprintable() and shells.HARMFUL.isdisjoint(offer.word)
        ]
        text = shells.answer(shell, found, environment)
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 - whoever presses Tab has not asked for an explanation
        return "", 1
    is_question = environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args"
    return "" if is_question else text, 0 if found else 1


def _offers(words: Sequence[str], commands: Commands, options: Sequence[Parameter], locate: Locate) -> Iterable[Offer]:
    """What may stand in place of the last word."""
    *before, typed = words
    line = Line(before, [*options, HELP], up_to_command=True)
    names = KnownNames(*locate(line.given.get("folder", [None])[-1]))
    if line.rest:
        taken = [*parameters(commands.function(line.rest[0])), HELP]
        line = Line([excluding(word) for word in line.rest[1:]], taken)
    elif not line.waits and not typed.startswith("-"):
        found = [name for name in commands.names() if name.startswith(typed)]
        return [Offer(name, str(commands.function(name).__doc__).partition("\n")[0]) for name in found]
    if line.waits is None and not line.ended and typed.startswith("-"):
        name, equals, value = typed.partition("=")
        if equals and (flag := line.flags.get(name)):
            return [Offer(f"{name}={word}") for word in values(flag, names, value)]
        return [
            Offer(spelling, flag.spec.help)
            for spelling, flag in line.flags.items()
            if not flag.spec.hidden and (flag.many or flag.name not in line.given)
        ]
    left = line.arguments[len(line.left) :] or [p for p in line.arguments[-1:] if p.many]
    at = line.waits or next(iter(left), None)
    return [Offer(word) for word in values(at, names, typed)] if at else []
