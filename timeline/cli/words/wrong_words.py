"""What is wrong with the words of a line, and what to write instead.

Knows how a line is read; must not know what any command does. A line that is written as it should be never comes here.
"""

import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from timeline.cli.command_line import UNREAD, Commands, Line, excluding, value
from timeline.cli.flags import Parameter, usage
from timeline.errors import UsageError, did_you_mean
from timeline.text.lists import joined

OTHERWISE = {
    "cat": "show",
    "find": "list",
    "format": "fmt",
    "grep": "list",
    "move": "mv",
    "print": "report",
    "query": "list",
    "remove": "rm",
    "rename": "mv",
    "search": "list",
    "status": "check",
    "validate": "check",
}
"""What other programs call a command, for a question: some of them may yet come to mean something else here."""
_NO_NOUNS = {"by"}
"""Flags whose name is no noun: there is no "no by"."""


def refuse(line: Line, texts: Mapping[str, Sequence[str]], left: Sequence[str]) -> NoReturn:
    """Say what is wrong with a line.

    Args:
        line: as far as it was read.
        texts: what its flags and arguments are given, by name.
        left: words for which there is no argument.

    Raises:
        UsageError: always.
    """
    for word in line.strange:
        _refuse_option(line, word)
    if line.waits:
        raise UsageError(f"{_called(line.waits)} wants a value", f"write `{_called(line.waits)} {line.waits.metavar}`")
    for parameter in line.taken:
        if (given := texts.get(parameter.name)) and value(parameter, given) is UNREAD:
            _refuse_value(parameter, given[-1])
    for parameter in line.taken:
        values = [*dict.fromkeys(texts.get(parameter.name, ()))]
        if parameter.name in line.once and len(values) > 1:
            called, times = _called(parameter), {2: "twice"}.get(len(values), f"{len(values)} times")
            written = joined([f"`{called} {shlex.quote(value)}`" for value in values], "or")
            raise UsageError(f"{called} is given {times}: {joined(values)}", f"write one of them: {written}")
    written = usage(line.command, line.arguments)
    if missing := [p for p in line.arguments if p.default is ... and not texts.get(p.name)]:
        raise UsageError(f"{missing[0].metavar} is missing", f"write `{written}`; `{_help(line)}` has examples")
    blanks = "; what holds blanks stands in quotes" if line.arguments else ""
    raise UsageError(f'"{left[0]}" is one word too many', f"write `{written}`{blanks}")


def refuse_command(name: str, commands: Commands) -> NoReturn:
    """Say that there is no such command.

    Raises:
        UsageError: always.
    """
    from timeline.text import documentation

    near = f"timeline help {name}" if name in documentation.names() else OTHERWISE.get(name)
    meant = f'did you mean "{near}"?' if near else did_you_mean(name, [*commands.names(), *commands.aliases])
    raise UsageError(f'no command "{name}"', meant or "`timeline help` names them all")


def refuse_apart(word: str, query: Sequence[str], known: Callable[..., bool] = lambda *_, **__: False) -> NoReturn:
    """Say that a word beside --where is a part of its query.

    Args:
        word: that word.
        query: all the words of the query.
        known: tells what is known, as cli.shell_words has it.

    Raises:
        UsageError: always.
    """
    from timeline.cli.words import shell_words  # only a slip needs it

    written = shlex.quote(shell_words.query_text(query, known))
    raise UsageError(f'"{word}" is a part of the query', f"put the whole query in quotes: `--where {written}`")


def _help(line: Line) -> str:
    return f"timeline {line.command} -h" if line.command else "timeline -h"


def _called(parameter: Parameter) -> str:
    """An option by its longest spelling, an argument by its place."""
    return max(parameter.spec.spellings, key=len, default=parameter.metavar)


def _refuse_option(line: Line, word: str) -> NoReturn:
    """Refuse a word that begins like an option: unknown, with a value it does not take, or right before its value."""
    name, equals, given = word.partition("=")
    if (asked := line.given.get("where")) and (meant := excluding(word)) != word:
        refuse_apart(word, [*asked, meant])
    if word[:2] == "--":
        if equals and name in line.flags:
            apart = f"{name} {given}" if line.flags[name].metavar else name
            raise UsageError(f"{name} takes no value behind =", f"write `{apart}`")
        _refuse_unknown(line, name)
    rest = word[1:]
    flag = line.flags.get(word[:2])
    glued = rest[1:].removeprefix("=")
    hints = [f"did you mean --{rest.partition('=')[0]}?"] if f"-{name}" in line.flags else []
    if line.asks and not glued.isdecimal() and (len(rest) > 1 or not rest.isascii()):
        excluded = rest if rest.isalnum() else _quoted(rest)
        hints.append(f"write `not {excluded}` to leave out a word")
    if flag is not None and flag.kind is not bool and glued:
        hints.append(f"write `{word[:2]} {shlex.quote(glued)}` for the option")
    if hints:
        raise UsageError(f'"{word}" is no option', ", or ".join(hints))
    _refuse_unknown(line, next((f"-{c}" for c in rest if f"-{c}" not in line.flags), word))


def _refuse_unknown(line: Line, name: str) -> NoReturn:
    known = [spelling for spelling, p in line.flags.items() if not p.spec.hidden]
    parts = name.strip("-").split("-")
    siblings = [flag for flag in known if sorted(flag.strip("-").split("-")) == sorted(parts)] or [
        flag for flag in known if flag.startswith(("--add-", "--remove-")) and flag.endswith(f"-{parts[-1]}")
    ]
    hint = f"did you mean {' or '.join(siblings)}?" if siblings else ""
    if not hint and name[:2] == "--":
        hint = did_you_mean(name, known).replace('"', "")
    elif not hint and line.command:  # a letter is as near to any other
        hint = f"it takes {joined([flag for flag in known if flag[:2] != '--'])}"
    if not (hint or line.command):
        hint = "the options of a command stand after its name"
    raise UsageError(f"no option {name}", "; ".join(filter(None, [hint, f"`{_help(line)}` shows what there is"])))


def _quoted(text: str) -> str:
    """A text as one value of a query, as it is typed in a shell."""
    from timeline.query.fields import quoted  # only a slip needs it

    return shlex.quote(quoted(text))


def _refuse_value(parameter: Parameter, text: str) -> NoReturn:
    called = _called(parameter)
    if parameter.words:
        what = called.lstrip("-") if parameter.spec.spellings else parameter.metavar.strip("[]").lower()
        told = f'{called} takes no "{text}"' if what in _NO_NOUNS else f'no {what} "{text}"'
        raise UsageError(told, did_you_mean(text, parameter.words) or _one_of(parameter.words))
    least = parameter.spec.least
    if least is not None and text.strip().lstrip("-").isdecimal():
        raise UsageError(f"{called} {text} is too small", f"the least is {least}")
    raise UsageError(f'{called} takes a whole number, not "{text}"', f"write `{called} 5`")


def _one_of(words: Sequence[str]) -> str:
    return f"one of {', '.join(words)}"
