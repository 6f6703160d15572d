"""Flags and arguments that several commands take, and what they mean together.

A command takes `asked: Asked` and is handed the question. Knows nothing of what a command does with it.
"""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from timeline.cli.flags import Argument, Bundle, Flag, Repeated
from timeline.cli.session import Session
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.store.search.compiler import Question

EventIds = Annotated[Repeated, Argument("ID…", "An ID, or a part of it that is unique.", offers="id")]
FormatFlag = Annotated[str | None, Flag("-f --format NAME", "How to print it.", offers="format")]
OutputFlag = Annotated[str | None, Flag("-o --output FILE", "Write it there; the ending picks the format.")]
RawFlag = Annotated[bool, Flag("--raw", "Cells of CSV and TSV as they are, for programs: one may be a formula.")]
CountFlag = Annotated[bool, Flag("--count -c", "With the number of events, most first.")]
PartialFlag = Annotated[bool, Flag("--partial", "Leave out what cannot be read, and say so in it.")]
CompareFlag = Annotated[bool, Flag("--check", "Write nothing; show what would change, and exit with 1.")]


def published_by(
    session: Session,
    published_by: Annotated[
        str | None,
        Flag("--published-by DATE", "What the world could have read by this day: later sources do not count."),
    ] = None,
    as_of: Annotated[bool, Flag("--as-of", hidden=True)] = False,
) -> int | None:
    """The last day of --published-by, or None.

    Raises:
        UsageError: it is no whole day, month or year; or `--as-of` was asked for, which may mean two things.
    """
    if as_of:
        raise UsageError(
            "--as-of is ambiguous: --recorded-at (our commits) or --published-by (the sources)?",
            "--published-by asks the sources; --recorded-at comes with the history commands",
        )
    if published_by is None:
        return None
    from timeline.dates import edtf

    day = edtf.parse(session.read_date(published_by, "--published-by").edtf)
    if day.latest is None or day.precision == "time":
        raise UsageError("--published-by takes a whole day, month or year that ends", "give the last day that counts")
    return day.latest


LastDay = Annotated[int | None, Bundle(published_by, "Filters")]


def question(
    session: Session,
    last_day: LastDay,
    words: Annotated[
        Repeated,
        Argument(
            "[QUERY]…",
            "What to look for: words, actor:NAME, tag:x, since:2024-10, -tag:y, actor:'Joe Biden'.",
            offers="query",
        ),
    ] = (),
    since: Annotated[str | None, Flag("--since DATE", "From this date on; counts from its first day.")] = None,
    until: Annotated[str | None, Flag("--until DATE", "Up to this date; 2024 takes in all of it.")] = None,
    on: Annotated[str | None, Flag("--on DATE", "On this day, in this month or year.")] = None,
    certain: Annotated[bool, Flag("--certain", "Leave out what is only possibly in the range.")] = False,
    actors: Annotated[Repeated, Flag("--actor NAME", "Name, alias or ID; a,b is any of them.", offers="actor,…")] = (),
    places: Annotated[Repeated, Flag("--place NAME", "Name, alias or ID.", offers="place,…")] = (),
    tags: Annotated[Repeated, Flag("--tag TAG", "A tag, or what it holds: a finds a/b.", offers="tag,…")] = (),
    sources: Annotated[Repeated, Flag("--source NAME", "Publisher, name, author or title.", offers="source,…")] = (),
    members: Annotated[bool, Flag("--members", "An actor stands for its members too.")] = False,
    statuses: Annotated[Repeated, Flag("--status WORD", "The editor's judgement.", offers="status,…")] = (),
) -> "Question":
    """The words and flags as one query.

    Raises:
        UsageError: one of them is not understood.
    """
    from timeline.query import fields, tree  # start-up: Tab reads the signatures only
    from timeline.store.search.compiler import Question

    def read_date(text: str) -> str:
        return session.read_date(text, "date").edtf

    parts = []
    days = [(name, text) for name, text in (("since", since), ("until", until), ("on", on)) if text is not None]
    if on is not None and len(days) > 1:
        raise UsageError("--on names the whole range", "give --on alone, or --since and --until")
    if words or days:
        from timeline.query import parser  # start-up: a plain `list` asks nothing

        parts.append(parser.parse(map(requoted, words), read_date))
        parts += [parser.days(name, text, read_date) for name, text in days]
    for status in statuses:
        from timeline.model import flag_values  # start-up: most questions have no such flag
        from timeline.model.event import Event, table

        for word in status.split(","):
            flag_values.word("status", word, table(Event)["status"])
        parts.append(tree.Term("status", ":", tuple(status.split(","))))
    for name, texts in {"actor": actors, "place": places, "tag": tags, "source": sources}.items():
        for text in texts:
            named = tuple(tree.Word(v.strip()) for v in text.split(",") if fields.words(v))
            if not named:
                raise UsageError(f'--{name} "{text}" names nobody' if name == "actor" else f'"{text}" is no {name}')
            parts.append(tree.Term(name, ":", named))
    whole = tree.all_of(*parts)
    if tree.size(whole) > tree.MOST:
        raise UsageError(tree.TOO_MUCH)
    return Question(whole, certain, members, last_day)


Asked = Annotated["Question", Bundle(question, "Filters")]


def requoted(word: str) -> str:
    """A word of the command line with the quotes that the shell has taken away.

    `actor:"United States"` arrives as `actor:United States`. What holds a blank and begins with FIELD OP, perhaps after
    `-` or `not`, is taken for one value, or for several apart by commas; but not when another term, a quote or a
    parenthesis follows: then it is a query of its own. A pattern may hold parentheses.
    """
    import re  # start-up: most words hold no blank

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


def file_paths(session: Session, files: Sequence[str]) -> list[str]:
    """The paths inside the chronology of what was named by path, folder or ID; of all, where nothing was.

    Raises:
        UsageError: a path leads out of the chronology, or to what it does not hold.
        DataError: an ID is none, or is ambiguous.
    """
    from timeline.eventfile.paths import SETTINGS  # start-up: Tab reads the flags only

    chronology = session.chronology
    known = [*sorted(chronology.scan.events), *sorted(chronology.scan.tables.keys() - {SETTINGS})]
    if not files:
        return known
    found: list[str] = []
    for wanted in files:
        if not os.path.exists(wanted):
            found.append(chronology.files[chronology.find(wanted)])
            continue
        path = os.path.relpath(os.path.abspath(wanted), chronology.root).replace(os.sep, "/")
        inside = [p for p in known if path in {".", p} or p.startswith(f"{path}/")]
        if not inside and path != SETTINGS:
            hint = "name an event, a register, or a folder of events"
            raise UsageError(f"{wanted} is no file of this chronology", hint)
        found += inside or [SETTINGS]
    return list(dict.fromkeys(found))
