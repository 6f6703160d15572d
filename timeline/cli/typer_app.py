"""Help, and what is wrong with the words of a line, by typer. The only file that imports it.

Knows typer, and how the signatures of commands become its options; must not know what any command does. A line that is
written as it should be never comes here (cli/command_line.py): typer costs more than most commands do.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Any, Literal, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from timeline.cli.command_line import Commands, Line, UnreadError
from timeline.cli.flags import Flag, Parameter, parameters
from timeline.errors import UsageError

_SETTINGS = {"help_option_names": ["-h", "--help"]}


class MisreadError(UsageError):
    """Words that no command takes, with what typer says of them."""

    def __init__(self, error: typer.TyperException) -> None:
        """Take what it says, and say where help stands."""
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "timeline"
        super().__init__(error.format_message(), f"`{path} -h` shows what it takes")

    def sentence(self) -> UsageError:
        """The same, as all other errors are said."""
        text = self.message.rstrip(".")
        return UsageError(text[:1].lower() + text[1:], self.hint)


def explain(
    words: Sequence[str], options: Sequence[Parameter], commands: Commands, about: str = ""
) -> MisreadError | None:
    """Print the help that the words of a line ask for; or return what is wrong with them.

    Args:
        words: the line, without `timeline`.
        options: what may stand before the command.
        commands: those that there are.
        about: what help says of the whole.
    """
    group = typer_group(words, options, commands, about)
    try:
        with group.make_context("timeline", list(words)) as context:
            group.invoke(context)
    except typer.TyperException as error:
        return MisreadError(error)
    except typer.Exit:  # help has been printed
        return None
    except SystemExit as leaving:  # what rich makes of a reader that has seen enough
        raise leaving.__context__ or leaving from None
    raise AssertionError("what typer reads, cli/command_line.py does not")


def typer_group(words: Sequence[str], options: Sequence[Parameter], commands: Commands, about: str) -> TyperGroup:
    """What typer makes of the command that is named, or of all where none is; a command returns what it was given."""
    app = typer.Typer(name="timeline", no_args_is_help=True, add_completion=False)
    app.callback(help=about, context_settings=_SETTINGS)(_typed(options))
    for name in _concerned(words, options, commands):
        known = commands.aliases.get(name, name)
        panel = next(panel for panel, names in commands.panels.items() if known in names)
        function = commands.function(name)
        take = app.command(name, help=function.__doc__, rich_help_panel=panel, context_settings=_SETTINGS)
        take(_typed(parameters(function)))
    return cast("TyperGroup", get_command(app))


def _concerned(words: Sequence[str], options: Sequence[Parameter], commands: Commands) -> list[str]:
    """The command that is named; all, where none is."""
    try:
        line = Line(words, options, up_to_command=True)
        line.values()
        commands.function(*line.rest[:1])
    except UnreadError:
        return commands.names()
    return line.rest[:1]


def _typed(taken: Sequence[Parameter]) -> Callable[..., Any]:
    """A function that takes what a command takes, in typer's words, and returns it."""

    def given(**values: Any) -> dict[str, Any]:
        return values

    declared = [_parameter(p) for p in taken]
    given.__signature__ = inspect.Signature(declared)  # type: ignore[attr-defined]  # what typer reads
    given.__annotations__ = {p.name: p.annotation for p in declared}
    return given


def _parameter(given: Parameter) -> inspect.Parameter:
    """A flag or argument, as typer declares it."""
    kind: Any = Literal[given.words] if given.words else given.kind
    default: Any = None if given.many and given.default == () else given.default
    spec = given.spec
    if isinstance(spec, Flag):
        declared = typer.Option(
            default,
            *spec.spellings,
            help=spec.help,
            metavar=spec.metavar,
            rich_help_panel=given.panel,
            min=spec.least,
            envvar=spec.environment,
            hidden=spec.hidden,
        )
    else:
        declared = typer.Argument(default, metavar=spec.metavar, help=spec.help, show_default=spec.show_default)
    annotation = list[kind] if given.many else kind
    if default is None:
        annotation = annotation | None
    return inspect.Parameter(given.name, inspect.Parameter.KEYWORD_ONLY, default=declared, annotation=annotation)
