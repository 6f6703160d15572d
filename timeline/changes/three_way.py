"""The values of two files that were made of one, in one: what either side changed, and where both did and not alike.

Knows the table of fields: which keys hold one thing together, which hold words, entries or sentences. Must not know
texts and comments, nor how a conflict is written. Nobody wins by what is likelier, surer or later: what both sides
changed is a conflict, of which one side is taken as it is told.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from timeline.changes.matching import labels, matched
from timeline.model.elements import as_table as as_element
from timeline.model.event import Field, Variant, table
from timeline.toml.parser import same
from timeline.toml.positions import KeyPath

Plain = dict[str, Any]
NOTHING = None
"""What a side has that lacks a key or an entry: TOML has no null that it could be taken for."""
_NO_ROWS: Mapping[str, Field] = {}
LINE = "\n"
"""The key of what an entry says that is no table: no table of TOML that anybody reads has it."""


class Places(NamedTuple):
    """Where one entry of a list stands in each of the three; None where it does not."""

    base: int | None
    ours: int | None
    theirs: int | None


Entry = tuple[str, Places]
"""An entry by the key of its list and its places."""
Noted = Callable[[int, KeyPath, KeyPath], bool]
"""Whether a side (1: ours, 2: theirs) has new comments on what stands at the first path in the base, and there at the
second."""


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
    doubtful: Collection[Entry] = ()
    """Entries that are a conflict in any case."""


class Settled:
    """What two files say together, by one choice of sides."""

    def __init__(self, choice: Choice, noted: Noted) -> None:
        """Take the choice, and who knows of comments."""
        self.values: Plain = {}
        self.clashes: list[Clash] = []
        self.places: dict[KeyPath, list[Places]] = {}
        """Of each list of entries, where the entries come from."""
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
        if row and row.kinds == (tuple,) and all(side is NOTHING or _is_list(side, row) for side in sides):
            if row.struct and any(known.called for known in table(row.struct).values()):
                return self._entries(sides, row, way) or NOTHING
            if not self._choice.strict and (row.struct is None or not any(map(_has_lost, sides[1:], [base, base]))):
                return self._words(sides, way) or NOTHING
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._table([base if isinstance(base, dict) else {}, ours, theirs], within, way)
        if row and row.prose and not self._choice.strict and isinstance(ours, str) and isinstance(theirs, str):
            from timeline.changes.prose import both  # start-up: few texts were changed by both

            old = base if isinstance(base, str) else ""
            left, right = map("\n".join, both(*(text.split("\n") for text in (old, ours, theirs))))
            return left if left == right else self._taken(Clash(way, (), base, left, right))
        return self._one(sides, way, ())

    def _one(self, sides: Sequence[Any], way: Way, keys: Sequence[str]) -> Any:
        """What is one thing: a value, or some keys of which none may come from another side than the others."""
        base, ours, theirs = sides
        if same(ours, theirs):
            return ours
        if not self._choice.strict:
            for side, (kept, other) in enumerate(((ours, theirs), (theirs, ours)), 1):
                if same(kept, base) and not (other in (NOTHING, {}) and self._is_noted(side, way, keys)):
                    return other
        return self._taken(Clash(way, tuple(key for key in keys if not same(ours.get(key), theirs.get(key))), *sides))

    def _is_noted(self, side: int, way: Way, keys: Sequence[str] = ()) -> bool:
        """Whether a side has a new comment on what it kept as it was."""
        steps: Sequence[KeyPath] = [(key,) for key in keys] or [()]
        return any(self._noted(side, (*way.base, *step), ((way.ours, way.theirs)[side - 1]) + step) for step in steps)

    def _taken(self, clash: Clash) -> Any:
        number = len(self.clashes)
        self.clashes.append(clash)
        if number in self._choice.base:
            return clash.base
        return clash.theirs if number in self._choice.theirs else clash.ours

    def _words(self, sides: Sequence[Any], way: Way) -> list[Any]:
        """Words, or tables that nothing names: what neither side took away, and what either added."""
        lists: list[list[Any]] = [side or [] for side in sides]
        every: list[Any] = []
        every += (word for side in lists for word in side if not any(same(word, other) for other in every))
        three = [
            Places(*(next((n for n, w in enumerate(side) if same(w, word)), None) for side in lists)) for word in every
        ]
        kept = self.places[way.made] = woven(at for at in three if at.base is None or None not in at)
        return [lists[1][at.ours] if at.ours is not None else lists[2][at.theirs or 0] for at in kept]

    def _entries(self, sides: Sequence[Any], row: Field, way: Way) -> list[Any]:
        lists: list[list[Any]] = [side or [] for side in sides]
        tables = [[as_table(row.name, entry) for entry in side] for side in lists]
        struct: Any = row.struct
        names = [labels(struct, side) for side in tables]
        made: list[Any] = []
        places = self.places[way.made] = []
        every = self.met[way.made] = woven(_met(struct, *tables))
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

    def _entry(self, written: list[Any], read: list[Any], struct: type[Struct], way: Way, entry: Entry) -> Any:
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
            return written[2] if same(*written[:2]) else written[1]
        if entry not in self._choice.doubtful:
            for one, other in () if self._choice.strict else ((1, 2), (2, 1)):
                if same(read[one], base) and not (written[other] is NOTHING and self._is_noted(one, way)):
                    return written[other]
            if all(isinstance(side, dict) and LINE not in side for side in (ours, theirs)):
                known = isinstance(base, dict) and LINE not in base
                if known or _contradictions(struct, ours, theirs) < 2:
                    made = self._table([base if known else {}, ours, theirs], table(struct), way)
                    return next((written[n] for n in (1, 2) if same(made, read[n])), made)
        return self._taken(Clash(way, (), *written))


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


def _met(struct: type[Struct], base: list[Any], ours: list[Any], theirs: list[Any]) -> Iterator[Places]:
    """The entries that are the same in the three lists; what is in the base alone is left out."""
    at_ours, at_theirs = dict(matched(struct, base, ours)), dict(matched(struct, base, theirs))
    kept = [n for n in range(len(base)) if n in at_ours or n in at_theirs]
    yield from (Places(n, at_ours.get(n), at_theirs.get(n)) for n in kept)
    new, others = (
        [n for n in range(len(side)) if n not in at.values()] for side, at in ((ours, at_ours), (theirs, at_theirs))
    )
    met = {}
    for one, other in matched(struct, [ours[n] for n in new], [theirs[n] for n in others]):
        if struct is not Variant or same(ours[new[one]], theirs[others[other]]):  # rival accounts may be several
            met[new[one]] = others[other]
    yield from (Places(None, n, met.get(n)) for n in new)
    yield from (Places(None, None, n) for n in others if n not in met.values())


def _contradictions(struct: type[Struct], ours: Plain, theirs: Plain) -> int:
    """In how many things two entries contradict each other: what is left out says its default, or else nothing."""
    found = set()
    for key, row in table(struct).items():
        one, other = (side.get(key, row.default) for side in (ours, theirs))
        if row.kinds != (tuple,) and NOTHING not in (one, other) and not same(one, other):
            found.add(row.group or key)
    return len(found)


def as_table(key: str, entry: Any) -> Any:
    """The table that an entry is, or stands for; of a text that stands for none what names it, and the text."""
    made = as_element(key, entry)
    if not isinstance(made, str):
        return made
    return {"id": _head(made), LINE: made} if key == "sources" else {LINE: made}


def _head(line: str) -> str:
    """The id of the first source in a line, or the line where it cannot be read."""
    from timeline.errors import UsageError  # start-up, as below
    from timeline.model.register import Register  # few files have lines of sources
    from timeline.model.sources.line import id_of, parse

    try:
        return id_of(parse(line)[0].label, Register())
    except UsageError:
        return line


def _is_list(side: Any, row: Field) -> bool:
    """Whether it is a list of texts and tables, which are known by texts."""
    rows = table(row.struct) if row.struct else _NO_ROWS
    known = [key for key, within in rows.items() if within.called or within.beside or within.alone]
    return isinstance(side, list) and all(
        all(isinstance(entry.get(key, ""), str) for key in known) if isinstance(entry, dict) else isinstance(entry, str)
        for entry in side
    )


def _has_lost(side: list[Any] | None, base: list[Any] | None) -> bool:
    """Whether a side lacks something of the base."""
    return any(not any(same(one, other) for other in side or ()) for one in base or ())
