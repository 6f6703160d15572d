"""Flags and arguments that several commands take, and what they mean together.

A command takes `asked: Asked` and is handed the question. Knows nothing of what a command does with it.
"""

import functools
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from timeline.cli.flags import Argument, Bundle, Flag, Repeated
from timeline.cli.session import Session
from timeline.errors import TimelineError, UsageError

if TYPE_CHECKING:
    from timeline.query.tree import Query
    from timeline.store.chronology import Chronology
    from timeline.store.search.compiler import Question

EventIds = Annotated[Repeated, Argument("ID…", "An ID, or a part of it that is unique.", offers="id")]
FormatFlag = Annotated[str | None, Flag("-f --format NAME", "How to print it.", offers="format")]
RowFormat = Literal["table", "csv", "tsv", "json", "jsonl", "markdown"]
"""The formats that can hold rows of any columns."""
RowFormatFlag = Annotated[RowFormat | None, Flag("-f --format", "How to print it.")]
OutputFlag = Annotated[str | None, Flag("-o --output FILE", "Write it there; the ending picks the format.")]
RawFlag = Annotated[bool, Flag("--raw", "Cells of CSV and TSV as they are, for programs: one may be a formula.")]
WrapFlag = Annotated[bool, Flag("--wrap", "All of long cells, on several lines; without it they are cut.")]
TimezoneFlag = Annotated[
    str | None, Flag("--timezone ZONE", "Show every time in this zone: Europe/Kyiv.", offers="zone")
]
CountFlag = Annotated[bool, Flag("--count -c", "With the number of events, most first.")]
GroupFlag = Annotated[
    str | None,
    Flag(
        "--group BY",
        "Under headings: hour, day, week, month, quarter, year, decade, century, actor, place, tag, status, sourcing.",
        offers="group",
    ),
]
PartialFlag = Annotated[bool, Flag("--partial", "Leave out what cannot be read, and say so in it.")]
CompareFlag = Annotated[bool, Flag("--check", "Write nothing; show what would change, and exit with 1.")]


def recorded_at(
    session: Session,
    recorded_at: Annotated[
        str | None, Flag("--recorded-at REV|DATE", "What our files said by this day, or in this commit of git.")
    ] = None,
    as_of: Annotated[bool, Flag("--as-of", hidden=True)] = False,
) -> "Chronology":
    """The chronology that is asked: from here on the session knows no other.

    Raises:
        UsageError: it is neither a commit nor a date, or both; or `--as-of` was asked for, which may mean two things.
        GitError: why git cannot tell.
    """
    if as_of:
        raise UsageError(
            "--as-of is ambiguous: --recorded-at (our commits) or --published-by (the sources)?",
            "--recorded-at DATE tells what the files said then, --published-by DATE what could be read by then",
        )
    if recorded_at is not None:
        from timeline.cli.words.moments import moment  # start-up: Tab reads the flags only
        from timeline.store.past import PastChronology

        session.chronology = past = PastChronology(session.chronology, *moment(session, recorded_at))
        if opened := past.opened:
            from timeline.text.lists import abridged  # start-up: few are

            events = abridged(opened, 3)
            session.warning(f"a source that is confidential today was open then, and is shown so: {events}")
    return session.chronology


Recorded = Annotated["Chronology", Bundle(recorded_at, "Filters")]


def published_by(
    session: Session,
    recorded: Recorded,
    published_by: Annotated[
        str | None,
        Flag("--published-by DATE", "What the world could have read by this day: later sources do not count."),
    ] = None,
) -> int | None:
    """The last day of --published-by, or None.

    Raises:
        UsageError: it is no whole day, month or year.
    """
    if recorded.recorded:
        session.log(recorded.recorded)
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
    since: Annotated[Repeated, Flag("--since DATE", "From this date on; counts from its first day.")] = (),
    until: Annotated[Repeated, Flag("--until DATE", "Up to this date; 2024 takes in all of it.")] = (),
    on: Annotated[Repeated, Flag("--on DATE", "On this day, in this month or year.")] = (),
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
    from timeline.cli.words import shell_words  # start-up: Tab reads the signatures only
    from timeline.query import fields, tree
    from timeline.store.search.compiler import Question

    def read_date(text: str, what: str = "date") -> str:
        return session.read_date(text, what).edtf

    def zone() -> str | None:
        return session.chronology.settings.timezone

    known = functools.cache(functools.partial(is_known, session))
    parts = []
    given = {"since": since, "until": until, "on": on}
    days = [(name, text, f"--{name}") for name, texts in given.items() for text in texts]
    if on and (since or until):
        raise UsageError("--on names the whole range", "give --on alone, or --since and --until")
    for _, text, flag in days:
        begun = (" ".join([text, *words[:n]]) for n in range(1, min(len(words), shell_words.LONGEST) + 1))
        if words and not known("", text) and (date := next((d for d in begun if known("", d)), None)):
            raise UsageError(f'{flag} takes one word, and "{text}" has no year', f'write `{flag} "{date}"`')
    if words or days:
        from timeline.query import parser  # start-up: a plain `list` asks nothing

        if words:
            parts.append(
                parser.parse(
                    shell_words.query_text(words, known, session.info),
                    read_date,
                    functools.partial(known, whole=True),
                    zone,
                )
            )
        parts += [parser.days(name, text, functools.partial(read_date, what=what), zone) for name, text, what in days]
    for status in statuses:
        from timeline.model import flag_values  # start-up: most questions have no such flag
        from timeline.model.event import Event, table

        for word in status.split(","):
            flag_values.word("status", word, table(Event)["status"])
        parts.append(tree.Term("status", ":", tuple(status.split(","))))
    for name, texts in {"actor": actors, "place": places, "tag": tags, "source": sources}.items():
        for text in texts:
            values = shell_words.split(text, functools.partial(known, name, whole=True))
            named = tuple(tree.Word(value) for value in values if fields.words(value))
            if not named:
                raise UsageError(f'--{name} "{text}" names nothing', "leave it out to ask for everything")
            parts.append(tree.Term(name, ":", named))
    whole = tree.all_of(*parts)
    if tree.size(whole) > tree.MOST:
        raise UsageError(tree.TOO_MUCH)
    _refuse_roles(whole, known)
    return Question(whole, certain, members, last_day)


Asked = Annotated["Question", Bundle(question, "Filters")]


def is_known(session: Session, field: str, text: str, *, whole: bool = False) -> bool:
    """Whether a text can stand as one value of a field of names, tags or dates.

    Args:
        session: whose chronology knows names and tags, and the order in which days are written.
        field: the field; where none is named, whether it is a date with a year. What may be two dates is said.
        text: the text.
        whole: it must be a name as it stands, not only words of one.
    """
    from timeline.query.fields import FIELDS

    if not field:
        return is_date(session, text)
    if FIELDS[field].kind != "date":
        return session.chronology.knows(field, text, whole=whole)
    from timeline.query import parser

    try:
        parser.days(field, text, lambda phrase: session.reading(phrase, session.options.today).edtf)
    except (TimelineError, ValueError):
        return False
    return True


def _refuse_roles(asked: "Query", known: Callable[..., bool]) -> None:
    """Refuse `actor:NAME:ROLE`, as `add` takes it: a question asks for the role as a field."""
    from timeline.query import tree  # start-up, as above

    named = [v for term in tree.terms(asked) if term.field == "actor" and term.op in ":=" for v in term.values]
    for value in named:
        who, colon, role = value.text.rpartition(":") if isinstance(value, tree.Word) else ("", "", "")
        if colon and not known("actor", f"{who}:{role}", whole=True):
            import shlex  # only a slip needs it

            from timeline.model.event import ROLE
            from timeline.query.fields import quoted

            if role in ROLE:
                asked_so = shlex.quote(f"{role}:{quoted(who)}")
                raise UsageError(f'"{who}:{role}" is a name and a role', f"write {asked_so}")


def is_date(session: Session, text: str) -> bool:
    """Whether the words of a query are a date with a year and nothing else: `June 2020`, but not `June`."""
    import re  # start-up, as above

    from timeline.dates.value import DateError

    if not re.search(r"\d{3}|\d\dXX|\d\s*(?:BCE?|CE|AD)\b", text):
        return False
    low, dots, high = text.partition("..")
    try:
        for part in (low, high) if dots and text[0] not in "[{" and "/" not in text else (text,):
            if part:
                session.reading(part, None)
    except DateError as error:
        if error.readings and " " not in text:
            may = " or ".join(error.readings)
            session.info(f"note: {text} is looked for as a word; 'date:…' asks for a date: it may be {may}")
        return False
    return True


def must_be_zone(name: str | None) -> None:
    """See that a time zone, where one is named, is one.

    Raises:
        UsageError: it is none; the nearest is named.
    """
    from timeline.dates.zones import is_zone  # start-up: Tab reads the flags only

    if name is None or (is_zone(name) and len(name) != len("EST")):
        return
    from timeline.dates.phrases import zone_names  # start-up: most zones are right

    if not is_zone(name):
        raise UsageError(f'no time zone "{name}"', zone_names.meant(name))
    if name in zone_names.WINTER:
        there, fixed = zone_names.WINTER[name]
        raise UsageError(f"{name} knows no summer time", f"write {there}; or {fixed}, whose clocks never change")


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


class CommitWish(NamedTuple):
    """That what a run writes is to be committed."""

    is_asked: bool
    """Whether the line says so; else the user's settings do, for wherever it can be."""
    message: str
    """The first line of the message, or all of it; empty: what was done."""


def committing(
    session: Session,
    commit: Annotated[bool, Flag("--commit", "Commit what this writes, and nothing else; hooks run.")] = False,
    no_commit: Annotated[bool, Flag("--no-commit", "Do not, whatever your settings say.")] = False,
    message: Annotated[
        str | None, Flag("-m --message TEXT", "The first line of its message; default: what was done.")
    ] = None,
) -> CommitWish | None:
    """Whether what a run writes is to be committed.

    Raises:
        UsageError: the flags rule one another out, or the user's settings cannot be read.
    """
    if commit and no_commit:
        raise UsageError("--commit and --no-commit rule one another out", "give one of them")
    if message is not None and not message.strip():
        raise UsageError("-m gives no message", "leave it out: then the message says what was done")
    if not (commit or no_commit):
        from timeline.store.files import settings  # start-up: Tab reads the signatures only

        if settings.read_user(session.options.config).git.commit == "always":
            return CommitWish(is_asked=False, message=message or "")
    if message and not commit:
        raise UsageError("-m is the message of a commit, and none is asked for", "add --commit")
    return CommitWish(is_asked=True, message=message or "") if commit else None
