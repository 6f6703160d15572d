"""How a command says in its signature which flags and arguments it takes.

    form: Annotated[str | None, Flag("-f --format NAME", "How to print it.", offers="format")] = None

Knows signatures; must not know who reads the words of a line (cli/command_line.py), prints help (cli/help/) or
answers Tab (cli/completion/). Imports next to nothing, since Tab waits for it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

Repeated = tuple[str, ...]
"""What is given several times."""


class Flag(NamedTuple):
    """An option: `-n --limit N`, or `--reverse` where it holds no value."""

    spelt: str
    """Its spellings, and what its value is called in help."""
    help: str = ""
    offers: str | tuple[str, ...] = ""
    """What Tab offers as its value: a kind of names (cli/completion/answer.py), or the words themselves."""
    least: int | None = None
    """The smallest number that it takes."""
    environment: str | None = None
    """The variable that gives its value where the line does not; who reads the value reads that, too."""
    hidden: bool = False
    """Whether help and Tab leave it out."""
    of: str = ""
    """The repeated parameter whose last value on the line this one is about; it holds pairs then: how many of those
    stood before it, and its text."""

    @property
    def spellings(self) -> list[str]:
        """How it is written; nothing for an argument, which is known by its place."""
        return [word for word in self.spelt.split() if word[0] == "-"]


Argument = Flag
"""A word that is known by its place: `[QUERY]…`."""


class Parameter(NamedTuple):
    """A flag or an argument with its name, and what it may hold."""

    name: str
    spec: Flag
    kind: type
    """`str`, `int` or `bool`."""
    words: tuple[str, ...] = ()
    """The only values it takes; empty: any."""
    many: bool = False
    """Whether it may be given several times; then it holds a tuple."""
    default: Any = None
    """`...` where it must be given."""
    panel: str | None = None
    """The heading under which help shows it; None: that of all others."""

    @property
    def metavar(self) -> str:
        """What its value is called in help; nothing where it holds none."""
        named = " ".join(word for word in self.spec.spelt.split() if word[0] != "-")
        return named or {bool: "", int: "N"}.get(self.kind, "|".join(self.words) or "TEXT")


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
    defaults = dict(zip(reversed(names), reversed(function.__defaults__ or ()), strict=False))
    own: list[Parameter] = []
    bundled: list[Parameter] = []
    for name, held, spec in _specs(function):
        if isinstance(spec, Bundle):
            inner = spec.parameters() if spec.parameters else parameters(spec.build)
            bundled += [p._replace(panel=spec.panel) for p in inner]
        else:
            own.append(_parameter(name, held, spec, defaults.get(name, ...)))
    return own + bundled


def _parameter(name: str, held: Any, spec: Flag, default: Any) -> Parameter:
    """A parameter by its type: `str`, `int | None`, `tuple[str, ...]` or `Literal["a", "b"]`."""
    inner: tuple[Any, ...] = getattr(held, "__args__", ())
    if type(None) in inner:
        held = inner[0]
        inner = getattr(held, "__args__", ())
    if not inner:
        return Parameter(name, spec, held, default=default)
    many = inner[-1:] == (...,)
    return Parameter(name, spec, str, () if many else inner, many, default)


def usage(command: str, taken: Iterable[Parameter]) -> str:
    """How a command is written with its arguments, options aside."""
    return " ".join(["timeline", command, *(p.metavar for p in taken if not p.spec.spellings)])


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
