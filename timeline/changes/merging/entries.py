"""The entries of a list in three versions of a file: which are the same, and in which order they come.

Knows by what entries are known; must not know what is made of two that differ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from msgspec import Struct

from timeline.changes.matching import encoded, matched
from timeline.model.elements import as_table, marks
from timeline.model.event import Field, Source, Variant, table
from timeline.toml.parser import same

LINE = "\n"
"""The key of what an entry says that is no table: no table of TOML that anybody reads has it."""
_MADE = "\r"
"""The key of what says that the name of an entry is not written, likewise."""
_NO_ROWS: Mapping[str, Field] = {}
_NAMING = ("publisher", "name", "title", "ref", "url")
"""The keys that give a source without an id one, as `Source.label` has them."""


class Places(NamedTuple):
    """Where one entry of a list stands in each of the three; None where it does not."""

    base: int | None
    ours: int | None
    theirs: int | None


def woven(entries: Iterable[Places]) -> list[Places]:
    """The entries in the order of ours, or of theirs if it alone moved some; others behind the one before them there.

    Of those that both added at one place, ours come first.
    """
    every = [*entries]
    common = [at for at in every if None not in at]
    ours, theirs = ([at[side] or 0 for at in sorted(common, key=lambda at: at.base or 0)] for side in (1, 2))
    first, second = (2, 1) if ours == sorted(ours) and theirs != sorted(theirs) else (1, 2)
    made = sorted((at for at in every if at[first] is not None), key=lambda at: at[first] or 0)
    place = 0
    for at in sorted((at for at in every if at[second] is not None), key=lambda at: at[second] or 0):
        if at[first] is not None:
            place = made.index(at) + 1
            continue
        while place < len(made) and made[place][second] is None:
            place += 1
        made.insert(place, at)
        place += 1
    return made


def met(struct: type[Struct], base: list[Any], ours: list[Any], theirs: list[Any]) -> Iterator[Places]:
    """The entries that are the same in the three lists; what is in the base alone is left out."""
    at_ours, at_theirs = dict(matched(struct, base, ours)), dict(matched(struct, base, theirs))
    kept = [n for n in range(len(base)) if n in at_ours or n in at_theirs]
    yield from (Places(n, at_ours.get(n), at_theirs.get(n)) for n in kept)
    new, others = (
        [n for n in range(len(side)) if n not in at.values()] for side, at in ((ours, at_ours), (theirs, at_theirs))
    )
    met = {}
    for one, other in matched(struct, [ours[n] for n in new], [theirs[n] for n in others]):
        if _is_called_alike(struct, ours[new[one]], theirs[others[other]]):
            met[new[one]] = others[other]
    yield from (Places(None, n, met.get(n)) for n in new)
    yield from (Places(None, None, n) for n in others if n not in met.values())


def _is_called_alike(struct: type[Struct], one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether what both sides added is one entry: by its name, but of names that nobody wrote by its address.

    Rival accounts of one field are several where they say different things.
    """
    known, rows = marks(struct), table(struct)
    addresses = [same(one[key], other[key]) for key in known.alone if key in one and key in other]
    alike = all(same(one.get(key, rows[key].default), other.get(key, rows[key].default)) for key in known.whole)
    if _MADE in one and _MADE in other and addresses:
        alike = False
    return (alike or any(addresses)) and (struct is not Variant or same(one.get("value"), other.get("value")))


def differences(struct: type[Struct], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> int:
    """In how many things two entries that both sides added differ; what one leaves out it says nothing of.

    Not so of sources: two documents of one outlet may go by one id, and must not become one that nobody has seen.
    """
    rows = table(struct).items()
    other = {key: row for key, row in rows if not same(ours.get(key), theirs.get(key))}
    if struct is not Source:
        other = {key: row for key, row in other.items() if row.kinds != (tuple,) and key in ours and key in theirs}
    return len({row.group or key for key, row in other.items()})


def table_of(key: str, entry: Any) -> Any:
    """The table that an entry is, or stands for; of a text that stands for none what names it, and the text."""
    made = as_table(key, entry)
    if not isinstance(made, str):
        return made
    if key != "sources":
        return {LINE: made}
    chain = sources_of(made)
    address = {"url": chain[0].url} if chain and chain[0].url else {}
    return {"id": _id_of(chain[0].label) if chain else made, **address, LINE: made}


def named(key: str, entry: Any) -> Any:
    """The same, by which entries are known again: of a source with the id that it has, though it does not say it."""
    read = table_of(key, entry)
    if key != "sources" or ("id" in read and LINE not in read):
        return read
    return {"id": _id_of(next((str(read[name]) for name in _NAMING if name in read), "")), **read, _MADE: ""}


def sources_of(line: str) -> Sequence[Any]:
    """The sources of a line; none where it cannot be read."""
    from timeline.errors import UsageError  # start-up: few sources are lines
    from timeline.model.sources.line import parse

    try:
        return parse(line)
    except UsageError:
        return ()


def ids_of(source: Any) -> set[str]:
    """The ids of a source, or of those of a line."""
    if isinstance(source, str):
        return {_id_of(each.label) for each in sources_of(source)}
    return {named("sources", source)["id"]}


def _id_of(label: str) -> str:
    from timeline.model.register import Register  # start-up: most sources say their id
    from timeline.model.sources.line import id_of

    return id_of(label, Register())


def is_list(side: Any, row: Field) -> bool:
    """Whether it is a list of texts and tables, which are known by texts, or by the day."""
    rows = table(row.struct) if row.struct else _NO_ROWS
    known = {
        key: (str, date) if within.date else str
        for key, within in rows.items()
        if within.called or within.beside or within.alone
    }
    return isinstance(side, list) and all(
        all(isinstance(entry.get(key, ""), kinds) for key, kinds in known.items())
        if isinstance(entry, dict)
        else isinstance(entry, str)
        for entry in side
    )


def has_lost(side: list[Any] | None, base: list[Any] | None) -> bool:
    """Whether a side lacks something of the base."""
    return not {*map(encoded, base or ())} <= {*map(encoded, side or ())}
