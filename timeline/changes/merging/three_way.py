"""The values of two files that were made of one, in one: what either side changed, and where both did and not alike.

Knows the table of fields: which keys hold one thing together, which hold words, entries or sentences. Must not know
texts and comments, nor how a conflict is written. Nobody wins by what is likelier, surer or later: what both sides
changed is a conflict, of which one side is taken as it is told.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from timeline.changes.matching import Plain, encoded, labels
from timeline.changes.merging.entries import (
    LINE,
    Places,
    differences,
    has_lost,
    is_list,
    met,
    named,
    table_of,
    woven,
)
from timeline.model.event import Field, Source, table
from timeline.toml.parser import same
from timeline.toml.positions import KeyPath

NOTHING = None
"""What a side has that lacks a key or an entry: TOML has no null that it could be taken for."""
_NO_ROWS: Mapping[str, Field] = {}


EntryAt = tuple[str, Places]
"""An entry by the key of its list and its places."""
Noted = Callable[[int, KeyPath, KeyPath, bool], bool]
"""Whether a side (1: ours, 2: theirs) has new comments on what stands at the first path in the base, and there at the
second; and on what stands within it, if that counts."""


class Way(NamedTuple):
    """The way to a value: in what is made, and in each of the three, whose lists may have it at another place."""

    made: KeyPath = ()
    base: KeyPath = ()
    ours: KeyPath = ()
    theirs: KeyPath = ()
    names: tuple[str, ...] = ()
    """What people call it, step by step: as the base does."""

    def to(self, key: str) -> "Way":
        """The way to a key."""
        made, base, ours, theirs, names = self
        return Way((*made, key), (*base, key), (*ours, key), (*theirs, key), (*names, key))

    def to_entry(self, place: int, places: Places, name: str) -> "Way":
        """The way to an entry of a list; in one that lacks it, to none."""
        steps = [-1 if step is None else step for step in places]
        base, ours, theirs = ((*path, step) for path, step in zip(self[1:4], steps, strict=True))
        return Way((*self.made, place), base, ours, theirs, (*self.names, name))


class Clash(NamedTuple):
    """What both sides changed, and not alike; `NOTHING` where one has it no more, or not at all."""

    way: Way
    keys: tuple[str, ...]
    """What is in conflict together: of a table these keys; none: what the way leads to."""
    base: Any
    ours: Any
    theirs: Any
    entry: EntryAt | None = None
    """The whole entry that it is about."""

    @property
    def label(self) -> str:
        """What it is about: `status`, `sources.nyt.title`."""
        return " ".join(".".join((*self.way.names, *self.keys[:1])).split())


class Choice(NamedTuple):
    """How conflicts are made, and which side is taken of each."""

    theirs: Collection[int] = ()
    """The numbers of those of which theirs is taken; of the others it is ours, or the base."""
    base: Collection[int] = ()
    strict: bool = False
    """What one side alone changed is a conflict, too."""
    doubtful: Mapping[frozenset[EntryAt], str] = {}
    """Entries that are a conflict in any case, those together that are one, and why."""


class Settled:
    """What two files say together, by one choice of sides."""

    def __init__(self, choice: Choice, noted: Noted) -> None:
        """Take the choice, and who knows of comments."""
        self.values: Plain = {}
        self.clashes: list[Clash] = []
        self.places: dict[KeyPath, list[Places]] = {}
        """Of each list of entries, where the entries come from."""
        self.taken: list[int] = []
        """Of each conflict the side that is taken, by its number; 0: the base."""
        self.met: dict[KeyPath, list[Places]] = {}
        """Of each list of entries all that any side has."""
        self._choice = choice
        self._noted = noted

    def made(self, side: int, path: KeyPath) -> KeyPath | None:
        """Where something of one of the three stands in what is made; None: not there."""
        here: KeyPath = ()
        for step in path:
            at: str | int | None = step
            if here in self.places:
                at = next((n for n, places in enumerate(self.places[here]) if places[side] == step), None)
            if at is None:
                return None
            here = (*here, at)
        return here

    def there(self, side: int, path: KeyPath) -> KeyPath | None:
        """Where something of what is made stands in one of the three; None: not there."""
        found: KeyPath = ()
        for depth, step in enumerate(path):
            at: str | int | None = step
            if isinstance(step, int) and path[:depth] in self.places:
                at = self.places[path[:depth]][step][side]
            if at is None:
                return None
            found = (*found, at)
        return found

    def side_of(self, path: KeyPath) -> int | None:
        """Which side is taken of what is made here, where it is in conflict; None: it is in none."""
        for clash, side in zip(self.clashes, self.taken, strict=True):
            leads = [(*clash.way.made, key) for key in clash.keys] or [clash.way.made]
            if any(path[: len(lead)] == lead for lead in leads) and clash[2:5][side] is not NOTHING:
                return side
        return None

    def settle(self, three: Sequence[Plain], rows: Mapping[str, Field] | type[Struct]) -> None:
        """Make the values of a whole file.

        Args:
            three: those of the base, of ours and of theirs; an empty base where nothing is known of it.
            rows: the table of fields of the file; a class: that of the tables in it, each under an id of its own.
        """
        if isinstance(rows, Mapping):
            self.values = self._table(three, rows, Way())
        else:
            self.values = self._table(three, _NO_ROWS, Way(), lambda _: table(rows))

    def _table(
        self,
        three: Sequence[Plain],
        rows: Mapping[str, Field],
        way: Way,
        within: Callable[[str], Mapping[str, Field]] = lambda _: _NO_ROWS,
    ) -> Plain:
        made: Plain = {}
        done: set[str] = set()
        for key in dict.fromkeys((*three[1], *three[2])):
            row = rows.get(key)
            keys = [name for name, other in rows.items() if other.group == row.group] if row and row.group else []
            if keys and key not in done:
                done.update(keys)
                made |= self._one([{name: side[name] for name in keys if name in side} for side in three], way, keys)
            elif not keys:
                value = self._value([side.get(key, NOTHING) for side in three], row, way.to(key), within(key))
                made |= {} if value is NOTHING else {key: value}
        return made

    def _value(self, sides: list[Any], row: Field | None, way: Way, within: Mapping[str, Field]) -> Any:
        """What stands under one key."""
        base, ours, theirs = sides
        if row and row.kinds == (tuple,) and all(side is NOTHING or is_list(side, row) for side in sides):
            noted = [self._noted(side, way.base, path, False) for side, path in ((1, way.ours), (2, way.theirs))]
            if base is not NOTHING and ((noted[0] and theirs is NOTHING) or (noted[1] and ours is NOTHING)):
                return self._taken(Clash(way, (), *sides))
            empty: list[Any] | None = [] if any(noted) or [] in (ours, theirs) else NOTHING
            if row.struct and any(known.called for known in table(row.struct).values()):
                return self._entries(sides, row, way) or empty
            if not self._choice.strict and (row.struct is None or not any(map(has_lost, sides[1:], [base, base]))):
                return self._words(sides, way) or empty
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._table([base if isinstance(base, dict) else {}, ours, theirs], within, way)
        if row and row.prose and not self._choice.strict and isinstance(ours, str) and isinstance(theirs, str):
            from timeline.changes.merging.prose import both  # start-up: few texts were changed by both

            old = base if isinstance(base, str) else ""
            left, right = map("\n".join, both(*(text.split("\n") for text in (old, ours, theirs))))
            return left if left == right else self._taken(Clash(way, (), base, left, right))
        return self._one(sides, way, ())

    def _one(self, sides: Sequence[Any], way: Way, keys: Sequence[str]) -> Any:
        """What is one thing: a value, or some keys of which none may come from another side than the others."""
        base, ours, theirs = sides
        if same(ours, theirs):
            return ours
        for one, other in ((ours, theirs), (theirs, ours)) if keys and not base and not self._choice.strict else ():
            if all(same(one.get(key), value) for key, value in other.items()):
                return one  # both added them, and what one leaves out it says nothing of
        for side, kept, other in () if self._choice.strict else ((1, ours, theirs), (2, theirs, ours)):
            gone = [(key,) for key in keys if key in kept and key not in other] if keys else [()] * (other is NOTHING)
            if same(kept, base) and not self._is_noted(side, way, gone):
                return other
        return self._taken(Clash(way, tuple(key for key in keys if not same(ours.get(key), theirs.get(key))), *sides))

    def _is_noted(self, side: int, way: Way, gone: Sequence[KeyPath]) -> bool:
        """Whether a side has a new comment on what the other took away."""
        path = way.ours if side == 1 else way.theirs
        return any(self._noted(side, (*way.base, *step), (*path, *step), True) for step in gone)

    def _taken(self, clash: Clash) -> Any:
        number = len(self.clashes)
        self.clashes.append(clash)
        self.taken.append(0 if number in self._choice.base else 2 if number in self._choice.theirs else 1)
        return clash[2:5][self.taken[-1]]

    def _words(self, sides: Sequence[Any], way: Way) -> list[Any]:
        """Words, or tables that nothing names: what neither side took away, and what either added."""
        lists: list[list[Any]] = [side or [] for side in sides]
        each = [{encoded(word): place for place, word in reversed([*enumerate(side)])} for side in lists]
        words = dict.fromkeys(word for side in lists for word in map(encoded, side))
        three = [Places(*(places.get(word) for places in each)) for word in words]
        for at in three:
            for side, other in ((1, 2), (2, 1)):
                is_gone = at.base is not None and at[side] is not None and at[other] is None
                if is_gone and self._is_noted(side, way.to_entry(0, at, ""), [()]):
                    return list(self._taken(Clash(way, (), *sides)) or ())
        kept = self.places[way.made] = woven(at for at in three if at.base is None or None not in at)
        return [lists[1][at.ours] if at.ours is not None else lists[2][at.theirs or 0] for at in kept]

    def _entries(self, sides: Sequence[Any], row: Field, way: Way) -> list[Any]:
        lists: list[list[Any]] = [side or [] for side in sides]
        tables = [[table_of(row.name, entry) for entry in side] for side in lists]
        struct: Any = row.struct
        known = [[named(row.name, entry) for entry in side] for side in tables]
        names = [labels(struct, side) for side in known]
        made: list[Any] = []
        places = self.places[way.made] = []
        every = self.met[way.made] = woven(met(struct, *known))
        for at in every:
            name = next(names[n][place] for n, place in enumerate(at) if place is not None)
            written, read = (
                [NOTHING if place is None else each[n][place] for n, place in enumerate(at)] for each in (lists, tables)
            )
            entry = self._entry(written, read, struct, way.to_entry(len(made), at, name), (row.name, at))
            if entry is not NOTHING:
                made.append(entry)
                places.append(at)
        return made

    def _entry(self, written: list[Any], read: list[Any], struct: type[Struct], way: Way, entry: EntryAt) -> Any:
        """One entry: key by key where both sides have it as a table.

        Args:
            written: it in each of the three, as it is written.
            read: the same as tables.
            struct: the class of the table.
            way: leads to it.
            entry: what it is called where entries are in doubt.
        """
        base, ours, theirs = read
        if same(ours, theirs):
            return written[1]
        if not any(entry in each for each in self._choice.doubtful):
            for one, other in () if self._choice.strict else ((1, 2), (2, 1)):
                if same(read[one], base) and not self._is_noted(one, way, [()] * (written[other] is NOTHING)):
                    return written[other]
            if all(isinstance(side, dict) and LINE not in side for side in (ours, theirs)):
                known = isinstance(base, dict) and LINE not in base
                if known or differences(struct, ours, theirs) < 2:
                    choice = self._choice
                    if not known and struct is Source:  # they may be two documents
                        self._choice = choice._replace(strict=True)
                    made = self._table([base if known else {}, ours, theirs], table(struct), way)
                    self._choice = choice
                    return next((written[n] for n in (1, 2) if same(made, read[n])), made)
        return self._taken(Clash(way, (), written[0], written[1], written[2], entry))
