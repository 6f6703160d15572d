"""How a command says in its signature which flags and arguments it takes.

    form: Annotated[str | None, Flag("-f", "--format", metavar="NAME", help="How to print it.", offers="format")] = None

Knows signatures; must not know who reads the words of a line (cli/command_line.py), prints help (cli/typer_app.py) or
answers Tab (cli/completion.py). Imports next to nothing, since Tab waits for it.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Words = tuple[str, ...]
"""What is given several times."""
Offers = str | tuple[str, ...]
"""What Tab offers: the name of a row of cli/completion.py, or the words themselves."""


class Flag:
    """An option: `--limit 5`, or `--reverse` where it holds no value."""

    __slots__ = ("environment", "help", "hidden", "least", "metavar", "offers", "spellings")

    def __init__(
        self,
        *spellings: str,
        help: str = "",  # noqa: A002 - as everywhere where flags are declared
        metavar: str | None = None,
        offers: Offers = "",
        least: int | None = None,
        environment: str | None = None,
        hidden: bool = False,
    ) -> None:
        """Take how it is spelled and what help says of it.

        Args:
            spellings: `-f`, `--format`.
            help: one sentence.
            metavar: what its value is called in help.
            offers: what Tab offers as its value.
            least: the smallest number that it takes.
            environment: the variable that gives its value where the line does not.
            hidden: whether help and Tab leave it out.
        """
        self.spellings = spellings
        self.help = help
        self.metavar = metavar
        self.offers = offers
        self.least = least
        self.environment = environment
        self.hidden = hidden


class Argument(NamedTuple):
    """A word that is known by its place."""

    metavar: str
    help: str
    offers: Offers = ""
    show_default: bool = True


class Parameter(NamedTuple):
    """A flag or an argument with its name, and what it may hold."""

    name: str
    spec: Flag | Argument
    kind: type
    """`str`, `int` or `bool`."""
    words: tuple[str, ...] = ()
    """The only values it takes; empty: any."""
    many: bool = False
    """Whether it may be given several times; then it holds a tuple."""
    default: Any = None
    """`...` where it must be given."""
    panel: str | None = None
    """The heading under which help shows it, where that is none of typer's."""


class Bundle(NamedTuple):
    """Several flags that a command is handed as one value: `asked: Annotated["Question", Bundle(question)]`."""

    build: Callable[..., Any]
    """Makes the value of a session and the flags; they stand in its signature."""
    panel: str
    """The heading under which help shows them."""
    parameters: Callable[[], list[Parameter]] | None = None
    """The flags, where they stand in no signature."""


def _specs(function: Callable[..., Any]) -> Iterator[tuple[str, Any, Any]]:
    """The name, the type and the declaration of each parameter that has one."""
    for name, annotation in function.__annotations__.items():
        if spec := getattr(annotation, "__metadata__", None):
            yield name, annotation.__origin__, spec[0]


def parameters(function: Callable[..., Any]) -> list[Parameter]:
    """The flags and arguments of a command in the order of its signature, those of its bundles last."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    values = function.__defaults__ or ()
    defaults = dict(zip(names[len(names) - len(values) :], values, strict=True))
    own: list[Parameter] = []
    bundled: list[Parameter] = []
    for name, held, spec in _specs(function):
        if isinstance(spec, Bundle):
            inner = spec.parameters() if spec.parameters else parameters(spec.build)
            bundled += [p._replace(panel=spec.panel) for p in inner]
        else:
            own.append(_parameter(name, held, spec, defaults.get(name, ...)))
    return own + bundled


def _parameter(name: str, held: Any, spec: Flag | Argument, default: Any) -> Parameter:
    """A parameter by its type: `str`, `int | None`, `tuple[str, ...]` or `Literal["a", "b"]`."""
    inner = getattr(held, "__args__", ())
    if type(None) in inner:
        held = next(one for one in inner if one is not type(None))
        inner = getattr(held, "__args__", ())
    if isinstance(held, type) and not inner:
        return Parameter(name, spec, held, default=default)
    many = inner[-1:] == (...,)
    return Parameter(name, spec, str, () if many else inner, many, default)


def call(function: Callable[..., Any], session: Any, values: dict[str, Any]) -> Any:
    """What a command returns for a session and the values of its parameters; bundles are built of theirs."""
    given = {}
    for name, _, spec in _specs(function):
        if not isinstance(spec, Bundle):
            given[name] = values[name]
        elif spec.parameters:
            given[name] = spec.build(session, {p.name: values[p.name] for p in spec.parameters()})
        else:
            given[name] = call(spec.build, session, values)
    return function(session, **given)
