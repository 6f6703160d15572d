"""The filters that all reading commands share, as words and as flags.

A command says `@with_filters` and is handed the question. Knows nothing of what a command does with it.
"""

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from timeline.cli import completion
from timeline.cli.session import Session
from timeline.errors import DataError, UsageError
from timeline.model.event import STATUS, Event, table
from timeline.query import tree
from timeline.query.fields import words
from timeline.store.chronology import Answer
from timeline.store.search.compiler import Question

Command = Callable[..., Any]


def flag(
    name: str,
    kind: Any,
    *spellings: str,
    about: str,
    panel: str,
    metavar: str | None = None,
    offers: completion.Offer | None = None,
) -> inspect.Parameter:
    """One flag, as a parameter that typer understands; `offers` is what Tab does."""
    option = typer.Option(
        *spellings, help=about, rich_help_panel=panel, metavar=metavar, show_default=False, autocompletion=offers
    )
    many = getattr(kind, "__origin__", None) is list
    default = False if kind is bool else () if many else None
    shown = kind if kind is bool or many else kind | None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[shown, option])


def extended(
    command: Command, name: str, flags: Sequence[inspect.Parameter], build: Callable[[Session, dict[str, Any]], Any]
) -> Command:
    """The command with more flags, whose values it gets as one argument `name`."""
    signature = inspect.signature(command)
    own = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in signature.parameters.values() if p.name != name]

    def run(**given: Any) -> Any:
        taken = {f.name: given.pop(f.name) for f in flags}
        return command(**given, **{name: build(given["ctx"].obj, taken)})

    functools.update_wrapper(run, command)
    del run.__wrapped__  # type: ignore[attr-defined]  # else its signature would be taken for ours
    parameters = [*own, *flags]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


_PANEL = "Filters"


def _names(kind: str, about: str, metavar: str = "NAME") -> inspect.Parameter:
    """The flag that asks for names of one kind, any number of them."""
    offers = completion.some_named(kind)
    return flag(f"{kind}s", list[str], f"--{kind}", about=about, panel=_PANEL, metavar=metavar, offers=offers)


PUBLISHED = (
    flag(
        *("published_by", str, "--published-by"),
        about="What the world could have read by this day: later sources do not count.",
        panel=_PANEL,
        metavar="DATE",
    ),
    inspect.Parameter(
        "as_of",
        inspect.Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[bool, typer.Option("--as-of", hidden=True)],
    ),
)
FILTERS = (
    inspect.Parameter(
        "words",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[
            list[str] | None,
            typer.Argument(
                metavar="[QUERY]…",
                help="What to look for: words, actor:NAME, tag:x, since:2024-10, -tag:y, actor:'Joe Biden'.",
                show_default=False,
                autocompletion=completion.query,
            ),
        ],
    ),
    flag("since", str, "--since", about="From this date on; counts from its first day.", panel=_PANEL, metavar="DATE"),
    flag("until", str, "--until", about="Up to this date; 2024 takes in all of it.", panel=_PANEL, metavar="DATE"),
    flag("on", str, "--on", about="On this day, in this month or year.", panel=_PANEL, metavar="DATE"),
    flag("certain", bool, "--certain", about="Leave out what is only possibly in the range.", panel=_PANEL),
    _names("actor", "Name, alias or ID; a,b is any of them."),
    _names("place", "Name, alias or ID."),
    _names("tag", "A tag, or what it holds: a finds a/b.", "TAG"),
    _names("source", "Publisher, name, author or title."),
    flag("members", bool, "--members", about="An actor stands for its members too.", panel=_PANEL),
    flag(
        "statuses",
        list[str],
        "--status",
        about="The editor's judgement.",
        panel=_PANEL,
        metavar="WORD",
        offers=completion.some_of(lambda: STATUS),
    ),
    *PUBLISHED,
)


def with_filters(command: Command) -> Command:
    """Give a command the common filters; it gets them as `asked`."""
    return extended(command, "asked", FILTERS, _question)


def with_published_by(command: Command) -> Command:
    """Give a command that takes no filters `--published-by`; it gets the day, or None, as `published_by`."""
    return extended(command, "published_by", PUBLISHED, _published_by)


def _published_by(session: Session, given: dict[str, Any]) -> int | None:
    """The last day of --published-by."""
    if given["as_of"]:
        raise UsageError(
            "--as-of is ambiguous: --recorded-at (our commits) or --published-by (the sources)?",
            "--published-by asks the sources; --recorded-at comes with the history commands",
        )
    if given["published_by"] is None:
        return None
    from timeline.dates import edtf  # noqa: PLC0415 - start-up: most questions have no such flag

    day = edtf.parse(session.read_date(given["published_by"], "--published-by"))
    if day.latest is None or day.precision == "time":
        raise UsageError("--published-by takes a whole day, month or year that ends", "give the last day that counts")
    return day.latest


def _question(session: Session, given: dict[str, Any]) -> Question:
    """The words and flags as one query."""
    day = _published_by(session, given)

    def read_date(text: str) -> str:
        return session.read_date(text, "date")

    parts = []
    days = [(name, given[name]) for name in ("since", "until", "on") if given[name] is not None]
    if given["on"] is not None and len(days) > 1:
        raise UsageError("--on names the whole range", "give --on alone, or --since and --until")
    if given["words"] or days:
        from timeline.query import parser  # noqa: PLC0415 - start-up: a plain `list` asks nothing

        parts.append(parser.parse(map(requoted, given["words"] or ()), read_date))
        parts += [parser.days(name, text, read_date) for name, text in days]
    for status in given["statuses"]:
        from timeline.model import flag_values  # noqa: PLC0415 - start-up: most questions have no such flag

        for word in status.split(","):
            flag_values.word("status", word, table(Event)["status"])
        parts.append(tree.Term("status", ":", tuple(status.split(","))))
    for name in ("actors", "places", "tags", "sources"):
        for text in given[name]:
            values = tuple(tree.Word(v.strip()) for v in text.split(",") if words(v))
            if not values:
                raise UsageError(
                    f'--{singular(name)} "{text}" names nobody'
                    if name == "actors"
                    else f'"{text}" is no {singular(name)}'
                )
            parts.append(tree.Term(singular(name), ":", values))
    return Question(tree.all_of(*parts), given["certain"], given["members"], day)


def requoted(word: str) -> str:
    """A word of the command line with the quotes that the shell has taken away.

    `actor:"United States"` arrives as `actor:United States`. What holds a blank and begins with FIELD OP, perhaps after
    `-` or `not`, is taken for one value, or for several apart by commas; but not when another term, a quote or a
    parenthesis follows: then it is a query of its own. A pattern may hold parentheses.
    """
    import re  # noqa: PLC0415 - start-up: most words hold no blank

    found = re.fullmatch(r"(-|not )?([\w.-]+)([<>]=?|[:=~])(\S.*)", word, re.DOTALL) if " " in word.strip() else None
    if not found:
        return word
    sign, field, op, rest = found.groups(default="")
    if re.search(r'"|(?:^|[\s(])-?[\w.-]+[:=~<>]\S' if op == "~" else r'["()]|[:=~<>]\S', rest):
        return word
    if op == "~":
        return f'{sign}{field}~"{rest}"'
    values = [rest] if field == "near" else re.split(r",(?=\S)", rest)
    shown = (value.removesuffix("*").replace("\\", "\\\\") for value in values)
    return f"{sign}{field}{op}" + ",".join(
        f'"{v}"' + "*" * given.endswith("*") for v, given in zip(shown, values, strict=True)
    )


def excluding(word: str) -> str:
    """`-tag:x` and `-(…)` of a query in a form that is no option: `not tag:x`."""
    name = word[1:]
    for sign in ":=~<>":
        name = name.partition(sign)[0]
    is_term = 1 < len(name) < len(word) - 1 and name.replace("_", "").replace(".", "").isalpha()
    return f"not {word[1:]}" if word[:1] == "-" and (is_term or word[1:2] == "(") else word


def singular(name: str) -> str:
    """What one element of a list is called."""
    return name.removesuffix("s")


def finish(session: Session, answer: Answer) -> None:
    """Say what could not be read; the exit code tells it to programs."""
    for doubt in answer.doubts:
        session.warn(str(doubt))
    if answer.problems:
        session.unreadable(answer.problems)
        raise typer.Exit(DataError.exit_code)
