"""Help, and what is wrong with the words of a line, by typer. The only file that imports it.

Knows typer, and how the signatures of commands become its options; must not know what any command does. A line that is
written as it should be never comes here (cli/command_line.py): typer costs more than most commands do.
"""

import inspect
import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from timeline.cli.command_line import Commands, Line, UnreadError
from timeline.cli.flags import Parameter, parameters
from timeline.errors import UsageError

_SETTINGS = {"help_option_names": ["-h", "--help"]}


def explain(
    words: Sequence[str], options: Sequence[Parameter], commands: Commands, about: str = ""
) -> UsageError | None:
    """Print the help that the words of a line ask for, as no words do; or return what is wrong with them.

    Args:
        words: the line, without `timeline`.
        options: what may stand before the command.
        commands: those that there are.
        about: what help says of the whole.
    """
    group = typer_group(words, options, commands, about)
    try:
        with group.make_context("timeline", list(words) or ["--help"]) as context:
            group.invoke(context)
    except typer.TyperException as error:
        of = getattr(error, "ctx", None)
        return UsageError(error.format_message(), f"`{of.command_path if of else 'timeline'} -h` shows what it takes")
    except typer.Exit:  # help has been printed
        return None
    except SystemExit as leaving:  # what rich makes of a reader that has seen enough
        raise leaving.__context__ or leaving from None
    raise AssertionError("what typer reads, cli/command_line.py does not")


def typer_group(words: Sequence[str], options: Sequence[Parameter], commands: Commands, about: str) -> TyperGroup:
    """What typer makes of the command that is named, or of all where none is; a command returns what it was given."""
    try:
        line = Line(words, options, up_to_command=True)
        line.values()
        commands.function(*line.rest[:1])
        names = line.rest[:1]
    except UnreadError:
        names = commands.names()
    app = typer.Typer(name="timeline", add_completion=False)
    app.callback(help=about, context_settings=_SETTINGS)(_typed(options))
    for name in names:
        known = commands.aliases.get(name, name)
        panel = next(panel for panel, inside in commands.panels.items() if known in inside)
        function = commands.function(name)
        paragraphs = (" ".join(paragraph.split()) for paragraph in str(function.__doc__).split("\n\n"))
        said = re.sub(r"(\[[a-z#/@])", r"\\\1", "\n\n".join(paragraphs))  # rich would take it for markup
        take = app.command(name, help=said, rich_help_panel=panel, context_settings=_SETTINGS)
        take(_typed(parameters(function)))
    return cast("TyperGroup", get_command(app))


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
    spec = given.spec
    kind: Any = Literal[given.words] if given.words else given.kind
    annotation = list[kind] if given.many else kind
    default: Any = None if given.default == () else given.default
    if default is None:
        annotation = annotation | None
    said: dict[str, Any] = {"help": spec.help, "metavar": spec.metavar}
    if spec.spellings:
        said |= {"rich_help_panel": given.panel, "min": spec.least, "envvar": spec.environment, "hidden": spec.hidden}
        declared = typer.Option(default, *spec.spellings, **said)
    else:  # the words that an argument takes stand in its help, the first of them first
        declared = typer.Argument(default, **said, show_default=not given.words)
    return inspect.Parameter(given.name, inspect.Parameter.KEYWORD_ONLY, default=declared, annotation=annotation)
