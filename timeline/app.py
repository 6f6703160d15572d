"""The door: the table of commands, and what a run finds of clock, terminal, working folder and environment.

Turns errors into exit codes: 0 done, 1 findings, 2 wrong use, 3 wrong data, 130 interrupted. Imports next to nothing
before it knows what is asked: Tab waits for it, and so does every command.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any, Literal

from timeline import errors
from timeline.cli import flags, shared_flags, streams
from timeline.cli.command_line import HELP, Commands, Line
from timeline.cli.flags import Flag
from timeline.cli.session import Display, RunOptions, Session
from timeline.errors import DataError, TimelineError, UsageError

INTERRUPTED = 130
TAB = "_TIMELINE_COMPLETE"
"""Set by the scripts of --show-completion when Tab was pressed."""


def run_options(
    environment: Mapping[str, str],
    folder: Annotated[
        str | None, Flag("-C DIR", "The chronology in or above this folder.", environment="TIMELINE_DIR")
    ] = None,
    color: Annotated[Literal["auto", "always", "never"], Flag("--color", "When to print in colour.")] = "auto",
    no_pager: Annotated[bool, Flag("--no-pager", "Never page a long answer.")] = False,
    no_input: Annotated[bool, Flag("--no-input", "Never ask.")] = False,
    today: Annotated[str | None, Flag("--today DATE", "The day that 'yesterday' is counted from (YYYY-MM-DD).")] = None,
    quiet: Annotated[bool, Flag("--quiet -q", "Say only what went wrong.")] = False,
    verbose: Annotated[bool, Flag("--verbose -v", "Say how: index, git, seconds.")] = False,
) -> RunOptions:
    """What this run is to heed, of the options before the command and of what is around it."""
    from datetime import date  # start-up: Tab needs none of these
    from shutil import get_terminal_size

    def first(*names: str) -> str | None:
        return next(filter(None, map(environment.get, names)), None)

    cwd, cache = _places(environment, folder)
    terminal = sys.stdout.isatty()
    size = get_terminal_size() if terminal or "COLUMNS" in environment else None
    force = environment.get("CLICOLOR_FORCE", "0") != "0"
    plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb" or not terminal
    colored = color == "always" or (color == "auto" and (force or not plain))
    try:
        day = date.fromisoformat(today) if today else date.today()  # noqa: DTZ011 - the user's own day
    except ValueError as error:
        raise UsageError(f"--today {today} is no day", "write it as YYYY-MM-DD") from error
    seconds = environment.get("SOURCE_DATE_EPOCH") or None  # reproducible-builds.org
    if seconds and not (seconds.isascii() and seconds.isdigit() and len(seconds) < 12):
        raise UsageError(f"SOURCE_DATE_EPOCH is {seconds}", "write whole seconds since 1970")
    return RunOptions(
        day,
        cwd=cwd,
        folder=folder or "",
        dated=int(seconds) if seconds else None,
        display=Display(size.columns if size else 0, colored, terminal),
        height=size.lines if size else 0,
        interactive=not no_input and sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty(),
        quiet=quiet,
        verbose=verbose,
        editor=first("TIMELINE_EDITOR", "VISUAL", "EDITOR") or "vi",
        actions=environment.get("GITHUB_ACTIONS") == "true",
        summary=environment.get("GITHUB_STEP_SUMMARY", ""),
        cache=cache,
        config=_config(environment),
        pager="" if no_pager else environment.get("TIMELINE_PAGER", environment.get("PAGER", "less")),
    )


def _places(environment: Mapping[str, str], folder: str | None) -> tuple[str, str | None]:
    """Where to look for the chronology, and the folder of throw-away files (XDG Base Directory Specification 0.8)."""
    here = (environment.get("TIMELINE_DIR") if folder is None else folder) or "."
    if own := environment.get("TIMELINE_CACHE_DIR"):
        return here, own
    base = environment.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return here, os.path.join(base, "timeline") if os.path.isabs(base) else None


def _config(environment: Mapping[str, str]) -> str:
    """The file of the user's settings, which must be there where it is named; empty where there is none."""
    if named := environment.get("TIMELINE_CONFIG"):
        return named
    bases = (environment.get("XDG_CONFIG_HOME", ""), environment.get("APPDATA", ""), os.path.expanduser("~/.config"))
    usual = os.path.join(next(filter(os.path.isabs, bases), ""), "timeline", "config.toml")
    return usual if os.path.lexists(usual) else ""


def instead(
    words: Sequence[str],
    version: Annotated[bool, Flag("--version", "Print the version.")] = False,
    install_completion: Annotated[
        bool, Flag("--install-completion [SHELL]", "Have Tab complete in your shell, or in this one: bash, zsh, fish.")
    ] = False,
    show_completion: Annotated[
        bool, Flag("--show-completion [SHELL]", "Print the script for that, and install nothing.")
    ] = False,
) -> Iterable[str]:
    """What is answered without a command; `words` follow the options."""
    if version:
        from timeline import __version__

        return [f"timeline {__version__}\n"]
    if install_completion or show_completion:
        from timeline.cli.completion import shells

        shell = shells.named(words, os.environ)
        return shells.install(shell, os.environ) if install_completion else [shells.script(shell)]
    return ()


COMMANDS = Commands(
    "timeline.commands",
    {
        "Record": ("init", "add", "edit", "rm", "mv"),
        "Look": ("list", "show", "trace", "actors", "sources", "places", "tags", "stats", "chart", "date", "sql"),
        "Look back": ("diff", "log"),
        "Publish": ("report", "edition", "embed"),
        "In and out": ("import", "export"),
        "Merge": ("git", "conflicts", "resolve"),
        "Guard": ("check", "review", "fmt", "schema"),
        "Learn": ("help",),
    },
    {"new": "add", "delete": "rm", "ls": "list", "view": "show", "lint": "check"},
    [*flags.parameters(run_options), HELP],
    flags.parameters(instead),
    {"actors": ("rename",), "sources": ("rename", "add", "show"), "places": ("rename",), "tags": ("rename",)}
    | {"git": ("setup",)},
    {"add": "", "edit": "", "rm": "restore", "mv": "", "import": "", "fmt": "", "check": "fix", "review": ""}
    | {f"{kind} rename": "" for kind in ("actors", "sources", "places", "tags")}
    | {"sources add": ""},
    [p._replace(panel="Git") for p in flags.parameters(shared_flags.committing)],
)
"""Every command: `timeline NAME` runs commands/NAME.py, which is imported then."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code. No traceback reaches a user, unless TIMELINE_DEBUG asks for it."""
    streams.prepare()
    errors.debugging = bool(os.environ.get("TIMELINE_DEBUG"))
    try:
        if pressed := os.environ.get(TAB):
            from timeline.cli.completion.answer import answer

            text, code = answer(pressed, COMMANDS, os.environ, lambda given: _places(os.environ, given))
            streams.answer([text])
        else:
            code = _answer(arguments)
        streams.finish()
    except TimelineError as error:
        code = streams.refuse(error)
    except (KeyboardInterrupt, EOFError) as error:
        told = error.args if isinstance(error, KeyboardInterrupt) else ()  # how far it came, where somebody knows
        streams.say(f"\n{': '.join(('interrupted', *told))}\n")
        code = INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 0
    except Exception as error:  # noqa: BLE001 - no traceback reaches a user
        message, hint = errors.unforeseen(error)
        if path := _at_hand(error):
            message = f"{path}: {message}"
        code = streams.refuse(DataError(message, hint))
    return code


def _at_hand(error: Exception) -> str:
    """The file of the chronology that the innermost function was at work on, as far as its variables tell."""
    from traceback import walk_tb  # only when something went wrong

    for frame, _ in reversed([*walk_tb(error.__traceback__)]):
        for value in frame.f_locals.values():
            path = None
            with suppress(Exception):  # what a value of somebody else's does when it is asked cannot be known
                path = value if isinstance(value, str) else getattr(value, "path", "")
            if isinstance(path, str) and path.endswith(".toml") and path.isprintable():
                return path
    return ""


def _answer(words: Sequence[str]) -> int:
    """Print what a line asks for; its exit code."""
    line = Line(words, COMMANDS.instead, preset=COMMANDS.everywhere, up_to_command=True)
    values = line.values()
    if not values[HELP.name] and (pieces := flags.call(instead, line.rest, values)):
        streams.answer(pieces)
        return 0
    rest = ["help", "--command", *line.rest[:1]] if values[HELP.name] else line.rest or ["help", "start"]
    function, given = COMMANDS.read(rest)
    values |= given
    if HELP.name in given:
        rest = ["help", "--command", COMMANDS.named(rest)[0]]
        function, given = COMMANDS.read(rest)
    session, name = Session(flags.call(run_options, os.environ, values), COMMANDS), COMMANDS.named(rest)[0]
    try:
        with session.traced():
            code = _carried_out(session, name, function, given)
            if not name.startswith("git"):  # it tells more of that
                session.remind()
            return code
    except TimelineError as error:
        return session.error(error)


def _carried_out(session: Session, name: str, function: Callable[..., Any], given: dict[str, Any]) -> int:
    """Run a command, show what it answers, and commit what it wrote where that is asked for; its exit code."""
    name = COMMANDS.aliases.get(name, name)
    wish = flags.call(shared_flags.committing, session, given) if name in COMMANDS.writing else None
    if wish is None:
        return session.show(flags.call(function, session, given))
    from timeline.authoring import commits  # start-up: few ask for it

    option = COMMANDS.writing[name]
    verb = f"{name} --{option}" if given.get(option) else name
    return commits.carried_out(session, verb, wish, lambda: flags.call(function, session, given))
