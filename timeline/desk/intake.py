"""The review desk: what an input would change here is judged whole, shown, and then written, or not.

Joins reading, mapping, judging and writing. Knows no format and no field.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from timeline import formats
from timeline.authoring import drafts, handed_in, many, reviewing
from timeline.cli.chosen import NOT_AGREED, answered_yes
from timeline.cli.session import Display, Result, Session
from timeline.desk import identity, judged, mapped, round_trip, written
from timeline.desk.inputs import Flags, Inputs
from timeline.desk.judged import Incoming
from timeline.desk.verdict import FATES, Verdict, counts
from timeline.errors import UsageError, reasons
from timeline.model.event import Event
from timeline.tables import objects, rows_read
from timeline.tables.input_table import InputRow
from timeline.text.escape import terminal
from timeline.text.lists import counted, joined

MOST = 20
"""So many rows of one fate are shown; -v shows all."""
UID = "@timeline"
"""Ends the key of an event in a calendar (formats/ics.py)."""
_SHOWN = ("changed", "gone", "conflicts", "refused")
"""The fates of which each row is told."""


class Judgement(NamedTuple):
    """All that an input would change."""

    verdicts: Sequence[Verdict]
    notes: Sequence[str] = ()
    is_guess: bool = False
    """Whether only a guess says what its columns mean."""


def taken_in(session: Session, handed: Inputs, flags: Flags) -> Result:
    """Judge an input, show what it changes, and write it.

    Raises:
        UsageError: nobody can say what its columns mean.
        DataError: it cannot be read as it stands, or written.
    """
    judgement = _judged(session, handed, flags)
    session.info(*(f"note: {note}" for note in judgement.notes))
    number = counts(judgement.verdicts)
    to_write = [verdict for verdict in judgement.verdicts if verdict.text]
    code = int(bool(number["refused"] or number["conflicts"]))
    said = partial(_shown, judgement.verdicts, as_json=flags.json, whole=session.options.verbose)
    place = "" if flags.dry_run else written.place_of_refused(handed, judgement.verdicts, flags.refused)
    if not (flags.dry_run or _agreed(session, judgement, flags, to_write)):
        return Result(code=NOT_AGREED)
    notes = []
    if flags.dry_run:
        notes = ["nothing was written: this is what it would do"]
    else:
        written.write(session, to_write)
        if place:
            code = max(code, written.keep_refused(session, handed, judgement.verdicts, place))
        if to_write:
            notes.append("`timeline check` looks at what is new")
        notes += reviewing.lost((verdict.seen, verdict.text) for verdict in to_write)
    error = handed.unread[-1] if handed.unread else None
    for each in handed.unread[:-1]:
        session.error(each)
    return Result(said, code=code, notes=notes, error=error)


def _judged(session: Session, handed: Inputs, flags: Flags) -> Judgement:
    """What becomes of each row."""
    is_mapped = bool(flags.maps) or flags.mapping is not None
    if is_mapped and handed.table.is_of_records:
        handed = handed._replace(table=objects.as_rows(handed.table))
    table = handed.table
    is_ours = round_trip.is_ours(table) and not is_mapped
    if (is_ours or table.is_of_records) and flags.of_columns:
        what = "an export of ours that comes back" if is_ours else "events already"
        raise UsageError(f"these are {what}: no column is mapped", f"leave out {joined(flags.of_columns)}")
    if is_ours:
        return Judgement(round_trip.compared(session, table, is_part=flags.is_partial), table.notes)
    if table.is_of_records:
        reviewed = sum(bool(row.cells.get("reviews")) for row in table.rows)
        notes = [*table.notes, *[handed_in.left_behind(reviewed)] * bool(reviewed)]
        read = mapped.Mapped(_records(session, table.rows), notes, False, flags.name or handed.stem)
    else:
        read = mapped.events(session, handed, flags)
    rows, name = [*read.rows], read.name
    events = [one for one in rows if isinstance(one, Incoming)]
    refused = [one for one in rows if isinstance(one, Verdict)]
    known = identity.known(session.chronology)
    keys = [one.key for one in events]
    if not flags.name and (other := identity.other_name(keys, name, known)):
        raise UsageError(
            f'these rows are here already, of the set "{other}"',
            f'write --name {other} if this is its next revision, or --name "{name}" if it is another set',
        )
    own = session.chronology.files.keys() - {id_ for held in known.values() for id_, _ in held}
    if table.meaning:  # what this program wrote in such a format has its ID for a key
        ids = (one.key.removesuffix(UID) for one in events)
        events = [one._replace(id=id_) if id_ in own else one for one, id_ in zip(events, ids, strict=True)]
    others = [one for one in events if one.id not in own]
    verdicts = [*judged.verdicts(session.chronology, name, others, known, read.speaks_of), *refused]
    if len(others) < len(events):
        verdicts += _back(session, [one for one in events if one.id in own])
    if not flags.is_partial:
        verdicts += judged.gone(name, [*keys, *(verdict.key for verdict in refused)], known)
    return Judgement(verdicts, read.notes, read.is_guess)


def _records(session: Session, rows: Sequence[InputRow]) -> Iterator[Incoming | Verdict]:
    """Rows that are events as JSON has them; the key of each is its ID, else a digest of what it holds."""
    before = Counter[str]()
    for row in rows:
        if row.refused:
            yield Verdict("refused", row.place, row.refused, row=row)
            continue
        given, problems = handed_in.of_json(session, dict(row.cells), row.place, typed=False)
        if given is None:
            yield Verdict("refused", row.place, reasons(problems), row=row)
            continue
        event = drafts.event_of(given.values)
        key = given.id or identity.digest(identity.fields(event))
        yield Incoming(row.place, rows_read.numbered(key, before), event, given.id)


def _back(session: Session, events: Sequence[Incoming]) -> Iterator[Verdict]:
    """What becomes of events that were written here, and come back as this program has printed them."""
    there = many.there_already(session, [handed_in.Given(handed_in.fields(one.event), one.id) for one in events])
    for n, one in enumerate(events):
        differing = there[n].differing if n in there else ("title", "date")
        if differing:
            here = session.chronology.entry(one.id).event
            differing = tuple(key for key in differing if _as_told(here, key) != _as_told(one.event, key))
        said = f"it is here with other {joined(differing)}: `timeline edit` changes it" if differing else ""
        yield Verdict("conflicts" if differing else "unchanged", one.place, said, one.id)


def _as_told(event: Event, key: str) -> object:
    """A field as other programs are told it: sources as lines, places by their names; of any other how it stands."""
    if key == "sources":
        return formats.source_lines(event)
    return [place.name for place in event.places] if key == "places" else getattr(event, key)


def _agreed(session: Session, judgement: Judgement, flags: Flags, to_write: Sequence[Verdict]) -> bool:
    """Whether the person agrees to what only a guess says.

    Raises:
        UsageError: there is nobody to ask.
    """
    if not judgement.is_guess or flags.yes or not to_write:
        return True
    if not session.options.interactive:
        hint = "add --yes if it is right; else say it: --map FIELD=COLUMN; --dry-run shows what it does"
        raise UsageError("nothing was written: which column is what is a guess, and there is nobody to ask", hint)
    session.warning(_counted(judgement.verdicts))
    question, hint = f"Write {counted(len(to_write), 'event')}", "; --map FIELD=COLUMN says which column is what"
    return answered_yes(session, question, "nothing was written", hint)


def _counted(verdicts: Sequence[Verdict]) -> str:
    return ", ".join(f"{number:,} {fate}" for fate, number in counts(verdicts).items())


def _shown(verdicts: Sequence[Verdict], _display: Display, *, as_json: bool, whole: bool) -> Iterator[str]:
    """The counts, and what there is to say of single rows."""
    if as_json:
        yield _as_json(verdicts, whole=whole)
        return
    for fate in _SHOWN:
        told = [verdict for verdict in verdicts if verdict.fate == fate]
        some = told if whole else told[:MOST]
        for verdict in some:
            of = f" {verdict.id}" * bool(verdict.id and fate != "gone")
            yield terminal(f"{verdict.place}: {fate.removesuffix('s')}{of}: {verdict.said}") + "\n"
        if len(told) > len(some):
            yield f"and {len(told) - len(some):,} more {fate}; -v shows them\n"
    yield _counted(verdicts) + "\n"


def _as_json(verdicts: Sequence[Verdict], *, whole: bool) -> str:
    import json  # start-up: few ask for it

    answer: dict[str, Any] = dict(counts(verdicts))
    if whole:
        order = {fate: n for n, fate in enumerate(FATES)}
        rows = sorted(verdicts, key=lambda verdict: order[verdict.fate])
        answer["rows"] = [{"place": v.place, "fate": v.fate, "id": v.id or None, "said": v.said} for v in rows]
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
