"""The door: global options, and what a run finds of clock, terminal, working folder and environment.

Knows which commands there are by looking into their drawer; builds only the one that is called. Turns errors into exit
codes: 0 done, 1 findings, 2 wrong use, 3 wrong data, 130 interrupted.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from shutil import get_terminal_size
from typing import Annotated, Any, Literal, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from timeline import __version__, commands
from timeline.cli.session import Session, Settings
from timeline.errors import DataError, TimelineError, UsageError

INTERRUPTED = 130
TAB = "_TIMELINE_COMPLETE"
"""Set by the scripts of --show-completion when Tab was pressed."""


@cache
def panels() -> dict[str, set[str]]:
    """The files of the drawer, and the commands that the first line of each names after its panel."""
    found = {}
    for file in sorted(os.listdir(commands.__path__[0])):
        if file.endswith(".py") and file[0] != "_":
            with open(os.path.join(commands.__path__[0], file), encoding="utf-8") as source:
                found[file[:-3]] = set(source.readline().strip('".\n').partition(": ")[2].split(", "))
    return found


@cache
def panel(file: str) -> dict[str, CommandInfo]:
    """The commands of one file by name; aliases are hidden commands of the same function."""
    module = import_module(f"{commands.__name__}.{file}")
    found = {}
    for info in module.app.registered_commands:
        info.rich_help_panel = str(module.__doc__).partition(":")[0]
        info.context_settings = {"help_option_names": ["-h", "--help"]}
        found[info.name or info.callback.__name__] = info
    return found


def registered() -> dict[str, CommandInfo]:
    """Every command by name, in the order of the panels of --help."""
    files = sorted(panels(), key=lambda file: import_module(f"{commands.__name__}.{file}").ORDER)
    return {name: info for file in files for name, info in panel(file).items()}


class Offer(NamedTuple):
    """What Tab offers, as typer prints it."""

    value: str
    help: str


class Commands(TyperGroup):
    """The commands, each built when it is called: the signatures of all others are never looked at."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if ctx.resilient_parsing and ctx.obj is None:  # Tab was pressed: `root` is not run
            ctx.obj = Session(Settings(cwd=ctx.params.get("folder") or ".", cache=_cache(os.environ), quiet=True))
        file = next((file for file, names in panels().items() if cmd_name in names), "")
        if cmd_name not in self.commands and file:
            self.commands[cmd_name] = get_command_from_info(
                panel(file)[cmd_name], pretty_exceptions_short=True, rich_markup_mode=self.rich_markup_mode
            )
        return self.commands.get(cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer calls it so
        """The names for --help and for completion."""
        return [name for name, info in registered().items() if not info.hidden]

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What Tab offers: the names of commands, none of them built, and the options that begin so."""
        names = [
            Offer(name, str(info.callback.__doc__).partition("\n")[0])
            for name, info in registered().items()
            if not info.hidden and name.startswith(incomplete)
        ]
        return names + super(TyperGroup, self).shell_complete(ctx, incomplete)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names; the nearest names are suggested for one that is none."""
        if self.get_command(ctx, args[0]) is None:
            for name in self.list_commands(ctx):
                self.get_command(ctx, name)
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Commands,
    name="timeline",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        sys.stdout.write(f"timeline {__version__}\n")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    folder: Annotated[
        str | None,
        typer.Option("-C", metavar="DIR", envvar="TIMELINE_DIR", help="Work on the chronology in or above DIR."),
    ] = None,
    color: Annotated[Literal["auto", "always", "never"], typer.Option(help="When to print in colour.")] = "auto",
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never page a long answer.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that 'yesterday' is counted from (YYYY-MM-DD).")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say only what went wrong.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more.")] = False,
    version: Annotated[  # noqa: ARG001 - answered by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Chronologies of sourced events in plain TOML files under git."""
    environment = os.environ
    terminal = sys.stdout.isatty()
    size = get_terminal_size() if terminal or "COLUMNS" in environment else None
    force = environment.get("CLICOLOR_FORCE", "0") != "0"
    plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb" or not terminal
    try:
        day = date.fromisoformat(today) if today else date.today()  # noqa: DTZ011 - the user's own day
    except ValueError as error:
        raise UsageError(f"--today {today} is no day", "write it as YYYY-MM-DD") from error
    ctx.obj = Session(
        Settings(
            cwd=folder or ".",
            today=day,
            dated=_dated(environment),
            width=size.columns if size else 0,
            height=size.lines if size else 0,
            color=color == "always" or (color == "auto" and (force or not plain)),
            interactive=not no_input and sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty(),
            quiet=quiet,
            verbose=verbose,
            editor=next(filter(None, map(environment.get, ("TIMELINE_EDITOR", "VISUAL", "EDITOR"))), "vi"),
            actions=environment.get("GITHUB_ACTIONS") == "true",
            summary=environment.get("GITHUB_STEP_SUMMARY", ""),
            cache=_cache(environment),
            pager="" if no_pager else next(filter(None, map(environment.get, ("TIMELINE_PAGER", "PAGER"))), "less"),
        )
    )


def _dated(environment: Mapping[str, str]) -> int | None:
    """The day that documents are to give as their own (reproducible-builds.org, SOURCE_DATE_EPOCH)."""
    text = environment.get("SOURCE_DATE_EPOCH")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise UsageError(f"SOURCE_DATE_EPOCH is {text}", "write whole seconds since 1970")
    return int(text)


def _cache(environment: Mapping[str, str]) -> str | None:
    """The folder of throw-away files (XDG Base Directory Specification 0.8)."""
    if own := environment.get("TIMELINE_CACHE_DIR"):
        return own
    base = environment.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "timeline") if os.path.isabs(base) else None


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code. No traceback reaches a user, unless TIMELINE_DEBUG asks for it."""
    _stand_in()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if pressed := os.environ.get(TAB):
        return _complete(pressed.removeprefix("complete_"))
    code = 0
    try:
        from timeline.cli.filters import excluding  # noqa: PLC0415 - start-up: `--version` has no filters

        outcome = app([excluding(a) for a in arguments], prog_name="timeline", standalone_mode=False)
        code = outcome if isinstance(outcome, int) else 0
        if code == INTERRUPTED:  # typer has caught it
            raise KeyboardInterrupt  # noqa: TRY301 - so that it is said as for any other
        sys.stdout.flush()
    except TimelineError as error:
        Session(Settings()).fault(error)
        code = error.exit_code
    except typer.TyperException as error:  # what typer itself found wrong with the words
        Session(Settings()).fault(UsageError(_sentence(error), _where_to_look(error)))
        code = error.exit_code
    except (typer.Abort, KeyboardInterrupt, EOFError):
        sys.stderr.write("\ninterrupted: nothing more was changed\n")
        code = INTERRUPTED
    except (BrokenPipeError, SystemExit) as leaving:  # the reader has seen enough, as with `| head`
        if not isinstance(leaving, BrokenPipeError) and not isinstance(leaving.__context__, BrokenPipeError):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except Exception as error:
        if os.environ.get("TIMELINE_DEBUG"):
            raise
        told = TimelineError(f"this should not happen: {type(error).__name__}: {error}", "TIMELINE_DEBUG=1 shows where")
        if isinstance(error, OSError) and error.filename is None:  # it is no file, but the stream
            told = DataError(f"the answer cannot be written: {error.strerror}", "is the disk full?")
        Session(Settings()).fault(told)
        code = 3
    return code


def _stand_in() -> None:
    """Open something in place of a stream that is closed, before any file takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - for as long as the process


def _complete(shell: str) -> int:
    """Answer the shell in which Tab was pressed. What goes wrong offers nothing, and says nothing."""
    from contextlib import redirect_stderr, redirect_stdout  # noqa: PLC0415 - start-up: only Tab asks
    from io import StringIO  # noqa: PLC0415 - start-up, as above

    from timeline.cli import shell_quoting  # noqa: PLC0415 - start-up, as above

    given = dict(os.environ)
    has_rich = sys.modules.get("rich")
    sys.modules["rich"] = None  # type: ignore[assignment]  # typer would rid our help of markup that it does not have
    printed, code = StringIO(), 1
    try:
        os.environ.update(shell_quoting.line(given))
        with redirect_stdout(printed), redirect_stderr(StringIO()):
            app(prog_name="timeline", standalone_mode=False)
    except SystemExit as done:
        code = int(done.code or 0)
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 - whoever presses Tab has not asked for an explanation
        return code
    finally:
        os.environ.update(given)
        del sys.modules["rich"]
        if has_rich:
            sys.modules["rich"] = has_rich
    sys.stdout.write(shell_quoting.answer(shell, printed.getvalue(), given))
    return code


def _sentence(error: typer.TyperException) -> str:
    text = error.format_message().rstrip(".")
    return text[:1].lower() + text[1:]


def _where_to_look(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "timeline"
    return f"`{path} -h` shows what it takes"
