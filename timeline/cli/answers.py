"""What several commands answer with: events in a format, or the values that they have in one place.

Also as the world could have read them by a day (--published-by). Knows neither flags nor streams. Imports next to
nothing, since commands name it, and Tab reads these.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from timeline.cli.session import Display, Result, Session

if TYPE_CHECKING:
    from timeline.query.tree import Query, Term
    from timeline.records.entry import Entry
    from timeline.records.identities import Identities, Key
    from timeline.store.answer import Answer
    from timeline.store.chronology import Chronology
    from timeline.store.search.compiler import Question

NONE_YET = "no events yet: `timeline add` writes the first"


def column_names(columns: str | None) -> tuple[str, ...]:
    """The columns that --columns names; none where it is not given."""
    from timeline.records.columns import column_named  # start-up: Tab asks for no answer

    chosen = tuple(c.strip() for c in columns.split(",")) if columns is not None else ()
    for column in chosen:
        column_named(column)
    return chosen


def nothing_found(session: Session, asked: "Question") -> list[str]:
    """That no events match; and what was asked for that none of all events has."""
    from timeline.query.tree import terms  # start-up: most questions are answered
    from timeline.store.search.compiler import Question

    if asked == Question():
        return [NONE_YET]
    return ["no events match", *_unknown(session, terms(asked.query)), *_in_sources(session, asked)]


def told_beside(session: Session, asked: "Question", answer: "Answer", *, found: bool) -> list[str]:
    """What was asked for that nothing has; and that nothing was found, unless what is there could not be read."""
    from timeline.store.search.compiler import Question  # start-up, as above

    if found:
        return slips(session, asked.query)
    return [] if asked == Question() and answer.problems else nothing_found(session, asked)


def _in_sources(session: Session, asked: "Question") -> list[str]:
    """That words which were looked for stand in quotes or names of sources, where words alone are not looked for."""
    from timeline.query.fields import quoted  # start-up, as above
    from timeline.query.tree import And, Term, Text, Word, all_of
    from timeline.text.lists import counted

    parts = asked.query.parts if isinstance(asked.query, And) else (asked.query,)
    texts = [part for part in parts if isinstance(part, Text)]
    if not texts:
        return []
    word = Word(" ".join(word for text in texts for word in text.words), texts[-1].prefix)
    others = [part for part in parts if part not in texts]
    written = (quoted(word.text) if " " in word.text else word.text) + "*" * word.prefix
    told = []
    for field, where in (("quote", "quotes"), ("source", "names")):
        query = all_of(*others, Term(field, ":", (word,)))
        if there := session.chronology.count(asked._replace(query=query))[0].events:
            said = f"words stand in {where} of sources too, here of {counted(there, 'event')}"
            told.append(f"{said}: '{field}:{written}' looks there")
    return told


def slips(session: Session, asked: "Query", columns: Sequence[str] = ()) -> list[str]:
    """What none of all events has where an answer hides it: one of several things asked for, or left out; a column."""
    loose = [*_loose(asked)]
    return _unknown(session, loose, columns) if loose or any("." in column for column in columns) else []


def _loose(asked: "Query") -> "Iterator[Term]":
    """The terms of which an event that is found need not have one."""
    from timeline.query.tree import And, Term, Text, terms  # start-up, as above

    if isinstance(asked, And):
        for part in asked.parts:
            yield from _loose(part)
    elif not isinstance(asked, Text) and not (isinstance(asked, Term) and len(asked.values) == 1):
        yield from terms(asked)


def _unknown(session: Session, asked: "Iterable[Term]", columns: Sequence[str] = ()) -> list[str]:
    """Which names, tags, figures and fields of the user's own no event has at all, each with the nearest."""
    from timeline.errors import did_you_mean  # start-up, as above
    from timeline.query.tree import Word
    from timeline.text.folding import fold

    told = []
    fields = [column.replace('"', "") for column in columns]
    chronology = session.chronology
    for term in asked:
        fields += [term.field, *(v for v in term.values if term.kind == "has" and isinstance(v, str))]
        for value in term.values if term.kind in {"name", "tag"} and term.op in ":=" else ():
            if isinstance(value, Word) and not value.prefix and not chronology.knows(term.field, value.text):
                entries = chronology.register.places if term.field == "place" else chronology.register.actors
                spelt = [name for id_ in entries.entries for name in entries.spellings(id_)] * (term.kind == "name")
                hint = did_you_mean(value.text, [*chronology.values(term.field), *spelt])
                told.append(f'no {term.field} "{value.text}" here' + f": {hint}" * bool(hint))
    for start in ("x.", "figures."):
        wanted = dict.fromkeys(field for field in fields if field.startswith(start))
        there = dotted(session.chronology, start) if wanted else []
        for field in wanted.keys() - {*there}:
            if start == "x." or fold(field) not in map(fold, there):
                near = did_you_mean(field[len(start) :], [name[len(start) :] for name in there])
                hint = near.replace('"', f'"{start}', 1) or f"there are {', '.join(there)}"
                told.append(f"no event has {field}" + f": {hint}" * bool(there))
    return told


def dotted(chronology: "Chronology", start: str) -> list[str]:
    """The fields of the user's own, or the figures, that there are in any event."""
    if start == "x.":
        return [key for key in chronology.values("has") if key.startswith(start)]
    from timeline.query.tree import Term  # start-up, as above
    from timeline.store.search.compiler import Question

    having = chronology.events(Question(Term("has", ":", ("figures",)))).entries
    return [*dict.fromkeys(f"{start}{figure.what}" for entry in having for figure in entry.event.figures)]


def located(session: Session, entries: "Sequence[Entry]", columns: Sequence[str]) -> "Sequence[Entry]":
    """The events, with what the register knows of their places where a column asks for it."""
    if "country" not in columns or not entries:
        return entries
    from timeline.cli import rows  # start-up, as above

    register = session.chronology.register
    return [rows.located(entry, register) for entry in entries]


def printed(
    session: Session,
    name: str,
    parts: Sequence[tuple[str, Sequence[Any]]],
    answer: "Answer",
    output: str | None,
    columns: tuple[str, ...] = (),
    day: int | None = None,
    of: str | None = None,
    *,
    raw: bool = False,
    wrap: bool = False,
    times: Sequence[str] = (),
) -> Result:
    """Events or traces in a format, and what is said beside them.

    Args:
        session: knows what the registers say of names.
        name: the format's.
        parts: headings, or nothing, with what stands under each.
        answer: what was met on the way.
        output: the file that the user named.
        columns: empty: those that the format shows by itself.
        day: the day number up to which sources count; None: today.
        of: the package that holds the format; None: the one for events.
        raw: cells as they are, for a program.
        wrap: all of long cells.
        times: what is to be said of the times that are shown.

    Raises:
        UsageError: there is no such format, or it has no cells that could be raw.
    """
    from timeline import formats  # start-up, as above
    from timeline.cli.rows import Then

    of = of or formats.EVENTS
    form = formats.named(name, of)
    formats.must_have_cells(form, raw=raw, wrap=wrap)
    people = form.ABOUT.people
    said = said_of_day(session, day, answer.undated, people=people)
    for line in () if people else times:
        session.info(f"{line}.")
    whose = session.chronology.judged_after(day) if people and day is not None else ""
    marked = whose and "status" in {*columns, *getattr(form, "COLUMNS", ())} and any(some for _, some in parts)
    if marked:
        parts = [(head, list(map(Then.of, some))) for head, some in parts]

    def pieces(display: Display) -> Iterator[str]:
        view = formats.View(
            columns,
            display.width,
            display.color,
            wrap,
            raw,
            registered=lambda: session.chronology.registered,
            short=session.chronology.short,
        )
        yield said + "".join(f"{line}.\n\n" for line in times if people)
        for heading, some in parts:
            yield heading
            yield from form.write(some, view)
            yield "\n" * bool(heading)
        yield f"\n† the status is {whose}: it may rest on later sources\n" if marked else ""

    escaped = form.ABOUT.escapes == "terminal"
    return Result(pieces, output, formats.fence(name, of), escaped, doubts=answer.doubts, problems=answer.problems)


def on_clocks(
    session: Session, name: str, zone: str | None, entries: "Sequence[Entry]", asked: "Query"
) -> "tuple[list[Entry], list[str]]":
    """Events with their times as a format shows them, and what is to be said of that.

    Args:
        session: knows the zone of the chronology.
        name: the format's.
        zone: the one in which all times are to be shown; None: each by its own clock.
        entries: the events.
        asked: what was asked.

    Raises:
        UsageError: there is no such zone.
    """
    if zone is None and not any("T" in entry.date for entry in entries):
        return list(entries), []
    from timeline import formats  # start-up: few events have times
    from timeline.cli.shared_flags import must_be_zone
    from timeline.records.shown.clocks import Clocks

    must_be_zone(zone)
    clocks = Clocks(zone, session.chronology.settings.timezone, formats.named(name).ABOUT.people)
    shown = clocks.shown(entries)
    return shown, [*clocks.said(entries, shown, asked)] if zone else []


def said_of_day(session: Session, day: int | None, undated: int, *, people: bool) -> str:
    """What stands above an answer for `people` that is as of the past, by either clock; else it is said aloud."""
    clocks = [f"{recorded}."] if (recorded := session.chronology.recorded) else []
    if day is not None:
        from timeline.dates.edtf import iso_day  # start-up, as above
        from timeline.text.lists import counted

        left = f"; {counted(undated, 'event')} without dated sources left out" if undated else ""
        clocks.append(f"Sources published by {iso_day(day)}{left}.")
    if not clocks:
        return ""
    said = " ".join(clocks)
    if people:
        return f"{said}\n\n"
    session.info(said)
    return ""


def standing_ids(session: Session, wanted: Sequence[str], day: int | None) -> tuple[list[str], "Answer"]:
    """The IDs that are meant and can be shown: their files can be read, and by that day somebody could read of them.

    With them comes what was met on the way, which holds no entries.

    Raises:
        DataError: there is no such event, or none of their files can be read.
    """
    from timeline.errors import DataError  # start-up, as above
    from timeline.store.answer import Answer

    chronology = session.chronology
    paths = {id_: chronology.shown(chronology.files[id_]) for id_ in map(chronology.find, wanted)}
    problems = chronology.unread()
    broken = [problem for problem in problems if problem.path in paths.values()]
    ids = [id_ for id_, path in paths.items() if path not in {problem.path for problem in broken}]
    if broken and not ids:
        raise DataError(f"{', '.join(paths.values())} cannot be read as an event", problems=broken)
    if day is None:
        return ids, Answer([], problems, [])
    first = {id_: session.chronology.published(id_) for id_ in ids}
    unread = {id_: published for id_, published in first.items() if published is None or published > day}
    for id_, published in unread.items():
        why = "no source has a date" if published is None else "every dated source is later, or may be"
        session.info(f"{id_}: {why}")
    undated = sum(published is None for published in first.values())
    return [id_ for id_ in ids if id_ not in unread], Answer([], problems, [], undated)


def listed(
    session: Session,
    asked: "Question",
    keys: "Callable[[Entry, Identities], Iterable[Key]]",
    *,
    count: bool,
    form: str | None,
    raw: bool,
    idle: "Callable[[Identities], Iterable[Key]]" = lambda _: (),
) -> Result:
    """Everyone, or everything, in the events that match once; with `count`, in how many, most first.

    A name stands on each line, or, in a format, in a row with the id and the aliases that the register has for it.
    `idle`, which is asked for last, names those that are listed though they are in no event.
    """
    from timeline.cli import rows  # start-up, as above
    from timeline.records.identities import Identities
    from timeline.text.escape import terminal

    known = Identities(session.chronology.register)
    answer = session.chronology.events(asked)
    said_of_day(session, asked.published_by, answer.undated, people=False)
    having = Counter(key for entry in answer.entries for key in dict.fromkeys(keys(entry, known)))
    having.update(dict.fromkeys(idle(known), 0))
    names = sorted(having, key=lambda key: (known.name(key).casefold(), known.name(key)))
    if count:
        names.sort(key=having.__getitem__, reverse=True)
    width = len(str(max(having.values(), default=0)))
    lines = [f"{having[key]:{width}}  " * count + f"{terminal(known.name(key))}\n" for key in names]
    pieces: Any = lines
    language = "text"
    if form or raw:
        from timeline import formats  # start-up: names alone stand on lines

        columns: tuple[str, ...] = ("name", "count", "id", "aliases")
        if not known.aliases and form in {"table", "markdown"}:
            columns = columns[:2]
        made = []
        for key in names:
            held = known.aliases.get(key)
            row = (known.name(key), having[key], None if held is None else key[0], held or ())
            made.append(rows.Row(row[: len(columns)], columns))
        pieces = rows.shown(made, columns, form or "table", raw=raw)
        language = formats.fence(form or "table")
    return Result(pieces, None, language, escaped=form == "table", doubts=answer.doubts, problems=answer.problems)
