"""What two sides come to together, and neither of them said.

That is a citation of a source that one of them took away, one address under two ids, two entries that are called alike.

Knows which keys of the table of fields name an entry, and which name a source; must not know how entries are merged.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from timeline.changes.matching import Plain
from timeline.changes.merging.entries import LINE, Places, ids_of, sources_of, table_of
from timeline.changes.merging.three_way import EntryAt, Settled
from timeline.model.elements import marks
from timeline.model.event import Event, Variant, table
from timeline.model.fields import tables_within

_CITING = ("cites", "same_as", "distinct_from", "according_to")
"""The keys that name sources by their ids."""
_SIDES = ("the base", "ours", "theirs")


def doubtful(settled: Settled, three: Sequence[Plain]) -> dict[frozenset[EntryAt], str]:
    """The entries that cannot be merged, though nobody changed what the other did: those that clash, and why they do.

    Args:
        settled: what the sides come to.
        three: the values of the base, ours and theirs.
    """
    found = {frozenset([("sources", at)]): why for at, why in _wanted(settled, three)}
    for key, struct in tables_within(Event):
        if (key,) in settled.places and struct is not Variant:  # rival accounts of one field may be several
            doubled = _doubled(settled, three, key, struct)
            found |= {frozenset((key, at) for at in places): why for places, why in doubled}
    return found


def _wanted(settled: Settled, three: Sequence[Plain]) -> Iterator[tuple[Places, str]]:
    """Sources that one side took away, or calls otherwise, while the other has something cite them."""
    if ("sources",) not in settled.places:  # there are none, or a list of something else
        return
    sides = (settled.values, *three[1:])
    ids, ours, theirs = ({id_ for entry in side.get("sources", ()) for id_ in ids_of(entry)} for side in sides)
    entries = (
        (key, entry, at)
        for key, _ in tables_within(Event)
        if (key,) in settled.places
        for entry, at in zip(settled.values.get(key, ()), settled.places[key,], strict=True)
    )
    for key, entry, at in entries:
        for id_ in _cited(entry) - ids:
            for side, other, has, lacks in ((1, 2, ours, theirs), (2, 1, theirs, ours)):
                if id_ in has - lacks and id_ in _at(three, key, at, side) - _at(three, key, at, other):
                    why = f"cited by {_SIDES[side]}, and no more in {_SIDES[other]}"
                    yield from (
                        (source, why)
                        for source in settled.met["sources",]
                        if source[side] is not None and id_ in ids_of(three[side]["sources"][source[side]])
                    )


def _at(three: Sequence[Plain], key: str, at: Places, side: int) -> set[str]:
    """The ids that an entry cites on one side."""
    place = at[side]
    return set() if place is None else _cited(three[side][key][place])


def _doubled(
    settled: Settled, three: Sequence[Plain], key: str, struct: type[Struct]
) -> Iterator[tuple[list[Places], str]]:
    """Entries that are called as another one is, or have its address, which they are on neither side alone."""
    found: dict[tuple[str, ...], list[Places]] = {}
    for entry, at in zip(settled.values.get(key, ()), settled.places[key,], strict=True):
        for name in _names(key, struct, entry):
            found.setdefault(name, []).append(at)
    for name, places in found.items():
        if len(places) > 1 and not any(
            all(at[side] is not None and name in _names(key, struct, three[side][key][at[side]]) for at in places)
            for side in (1, 2)
        ):
            why = "two have one address" if name[0] else "two are called so"
            yield [at for at in places if None in at[1:] or three[1][key][at.ours] != three[2][key][at.theirs]], why


def _names(key: str, struct: type[Struct], entry: Any) -> set[tuple[str, ...]]:
    """By what an entry is known: its name, with what tells those apart that are called alike, and its address."""
    read, known, rows = table_of(key, entry), marks(struct), table(struct)
    names: set[tuple[str, ...]] = set()
    if LINE in read and key == "sources":
        names.update(("url", _address(source.url)) for source in sources_of(entry) if source.url)
    for name in known.alone:
        if name in read:
            names.add((name, _address(read[name]) if rows[name].asked == "address" else read[name]))
    if known.surest in read and LINE not in read:
        names.add(("", *(str(read.get(name, rows[name].default)) for name in known.whole)))
    return names


def _cited(entry: Any) -> set[str]:
    """The ids that an entry names."""
    if not isinstance(entry, Mapping):
        return set()
    lists = (entry[key] for key in _CITING if isinstance(entry.get(key), list))
    return {id_ for ids in lists for id_ in ids if isinstance(id_, str)}


def _address(url: str) -> str:
    from timeline.text.address import canonical  # start-up: few entries have one that both sides changed

    return canonical(url)
