"""Three versions of a file as they become one text: the steps of a merge in their order, and what is said of conflicts.

Knows which side is taken of each conflict while a reading of the text is made; must not know how a side is read that is
no TOML, nor which files are never blended (changes/merge.py).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from timeline.changes.matching import Plain
from timeline.changes.merging.cross_checks import doubtful
from timeline.changes.merging.entries import table_of
from timeline.changes.merging.regions import FileSide, Marked, apart, assembled, is_within, lines_of, overlap
from timeline.changes.merging.remarks import FileVersion, brought, lost
from timeline.changes.merging.rewriting import laid_out, rewritten
from timeline.changes.merging.three_way import NOTHING, Choice, Clash, Settled
from timeline.eventfile.writer import SHORT, in_short
from timeline.model.event import Event, Field, Review, table
from timeline.text.escape import terminal
from timeline.toml.conflicts import SIZE, reading
from timeline.toml.parser import held, parse_toml, same
from timeline.toml.positions import KeyPath

_ROUNDS = 5
"""How often what is in doubt is looked for again, once what was found is a conflict."""
_PRIVATE = {name for struct in (Event, Review) for name, row in table(struct).items() if row.private}


class How(NamedTuple):
    """In which way files are merged."""

    strict: bool = False
    """What one side alone changed is a conflict, too, where the other changed anything."""
    favor: Literal["", "ours", "theirs"] = ""
    """The side that is taken where there is a conflict; neither: it is written."""
    size: int = SIZE
    """Characters of a marker."""
    with_base: bool = False
    """Whether a conflict shows what both sides were made of."""
    names: tuple[str, str] = ("", "")
    """What git calls the two sides: branches, commits."""

    @property
    def sides(self) -> tuple[str, str]:
        """What the two sides are called behind markers."""
        ours, theirs = (f" ({name})" * bool(name) for name in self.names)
        return f"ours{ours}", f"theirs{theirs}"


class Merged(NamedTuple):
    """What came of it."""

    text: str
    conflicts: tuple[str, ...] = ()
    """Of each conflict what it is about, and what each side says: `status: "confirmed" | "disputed"`."""
    decided: tuple[str, ...] = ()
    """The same of what would be one, and is as the side has it that is favoured."""


class Making:
    """Three versions of a file as they become one."""

    def __init__(self, three: Sequence[FileVersion], how: How, of: type[Struct] | None) -> None:
        """Take the base, ours and theirs, and find what is in conflict."""
        self.three = three
        self.how = how
        self.is_event = of is Event
        self.rows: Mapping[str, Field] | type[Struct] = table(Event) if of is Event else of or {}
        self.choice = Choice(strict=how.strict)
        self.first = self._settled(self.choice)
        """The values as ours has them wherever there is a conflict."""
        for _ in range(_ROUNDS if self.is_event else 0):
            values = [version.values for version in three]
            known = self.choice.doubtful
            for each in self._readings():
                known = {**doubtful(each, values), **known}
            if known == self.choice.doubtful:
                break
            self.choice = self.choice._replace(doubtful=known)
            self.first = self._settled(self.choice)

    def done(self) -> Merged:
        """The text, with the conflicts that are left in it.

        Raises:
            ValueError: it does not say what it is to say.
        """
        ours = self.three[1]
        came = {path: [at.ours for at in self.first.places[path]] for path in self.first.met}
        text = laid_out(rewritten(ours.text, ours.values, self.first.values, came), self.first, self.three)
        text = brought(text, self.first, self.three, in_conflict=False)
        clashes, values = self.first.clashes, self.first.values
        if clashes and self.how.favor == "theirs":
            text, settled = self._reading(text, range(len(clashes)))
            values = settled.values
        if not _says(text, values):
            raise ValueError("another value would change with it")
        if clashes and self.how.favor:
            return Merged(text, decided=tuple(map(self._said, clashes)))
        if clashes:
            text += "\n" * (not text.endswith("\n"))
            text = self._marked(text, [*self._together()])
        if missing := lost(text, self.three):
            raise ValueError(f"a comment would be lost: {min(missing)}")
        return Merged(text, tuple(self._said(clash) for clash in clashes))

    def _together(self) -> Iterator[list[int]]:
        """The numbers of the conflicts, those that are one by themselves together."""
        clashes = self.first.clashes
        left = dict.fromkeys(range(len(clashes)))
        for group in self.choice.doubtful:
            some = [number for number in left if clashes[number].entry in group]
            left = {number: None for number in left if number not in some}
            yield from [some] if some else []
        by_key: dict[object, list[int]] = {}
        for number in left:  # where ours lacks a list, each of its entries would bring one
            way = clashes[number].way.made
            is_new = len(way) > 1 and way[0] not in self.first.values
            by_key.setdefault(way[0] if is_new else number, []).append(number)
        yield from by_key.values()

    def _said(self, clash: Clash) -> str:
        """What a conflict is about, and what each side says; no more than the list where it may be confidential."""
        field = clash.label.partition(".")[0]
        found = [held(version.values, path[:2]) for version, path in zip(self.three, clash.way[1:4], strict=True)]
        leads_on = any(not isinstance(source, dict) or "ref" in source for source in found if source is not None)
        if any(_has(version.values, "confidential") for version in self.three) or (field == "sources" and leads_on):
            return field if self.is_event else "an entry"
        if why := next((why for group, why in self.choice.doubtful.items() if clash.entry in group), ""):
            return f"{clash.label}: {why}"
        sides = [[side.get(key) for key in clash.keys] if clash.keys else [side] for side in clash[3:5]]
        is_private = field == "variants" or not _PRIVATE.isdisjoint((*clash.keys, *clash.way.made[-1:]))
        if is_private or any(isinstance(value, dict | list) for side in sides for value in side):
            return clash.label
        return f"{clash.label}: " + " | ".join(", ".join(map(in_short, side)) for side in sides)

    def _readings(self) -> list[Settled]:
        """The values by ours wherever there is a conflict, and by theirs."""
        every = range(len(self.first.clashes))
        return [self.first, *([self._settled(self.choice._replace(theirs=every))] if every else [])]

    def _settled(self, choice: Choice) -> Settled:
        settled = Settled(choice, self._is_noted)
        settled.settle([version.values for version in self.three], self.rows)
        return settled

    def _is_noted(self, side: int, path: KeyPath, there: KeyPath, within: bool) -> bool:
        new, old = (self.three[n].said_of(at, within=within) for n, at in ((side, there), (0, path)))
        return not new <= old

    def _reading(self, text: str, theirs: Collection[int] = (), base: Collection[int] = ()) -> tuple[str, Settled]:
        """The text of ours as it is with another side of some conflicts."""
        settled = self._settled(self.choice._replace(theirs=theirs, base=base))
        places = self.first.places
        came = {
            path: [places[path].index(at) if at in places.get(path, ()) else None for at in settled.places[path]]
            for path in settled.met
        }
        text = laid_out(rewritten(text, self.first.values, settled.values, came), settled, self.three)
        return brought(text, settled, self.three, in_conflict=True), settled

    def _marked(self, text: str, groups: list[list[int]]) -> str:
        """The text of ours with the conflicts in it, one at each place.

        Raises:
            ValueError: it does not say with theirs what it is to say.
        """
        ours = FileSide(text)
        while True:
            conflicts = [self._conflict(ours, group) for group in groups]
            touching = next(
                ((one, other) for one, other in combinations(range(len(groups)), 2)
                 if overlap(conflicts[one].lines, conflicts[other].lines)),
                None,
            )  # fmt: skip
            if touching is None:
                made = assembled(ours, conflicts, self.how.sides, self.how.size)
                if reading(made) == text and _says(reading(made, "theirs"), self._readings()[-1].values):
                    return made
                if len(groups) == 1:
                    raise ValueError("a conflict would not leave two texts that hold")
                touching = (0, 1)  # as where each brings a list that ours has not
            one, other = touching
            groups[one] += groups.pop(other)

    def _conflict(self, ours: FileSide, group: Sequence[int]) -> Marked:
        """The conflicts of these numbers as one."""
        from timeline.text.width import cut  # start-up: many merges have no conflict

        text, settled = self._reading(ours.text, theirs=group)
        theirs = FileSide(text)
        clash, its = (each.clashes[group[0]] for each in (self.first, settled))
        is_entry = len(group) == 1 and not clash.keys and isinstance(clash.way.made[-1], int)
        entry = ours.entry(clash.way.made) if is_entry and clash.ours is not NOTHING else None
        lines = apart(
            ours, theirs, entry, theirs.entry(its.way.made) if is_entry and clash.theirs is not NOTHING else None
        )
        size = len(ours.lines)
        base = None
        if self.how.with_base:
            is_new = any(-1 in self.first.clashes[number].way.base for number in group)
            old = FileSide("" if is_new else self._reading(ours.text, base=group)[0])
            if not is_new and not is_within(lines, ours, old):  # a comment behind what one side took away
                wider = apart(ours, old, None, None)
                lines = min(lines[0], wider[0]), max(lines[1], wider[1])
            base = "" if is_new else lines_of(old, lines, size)
        label = ", ".join(dict.fromkeys(self.first.clashes[number].label for number in group))
        return Marked(lines, cut(terminal(label), SHORT), lines_of(theirs, lines, size), base)


def _has(values: Any, key: str) -> bool:
    """Whether a table, or one within it, has a key."""
    if isinstance(values, dict):
        return key in values or any(_has(value, key) for value in values.values())
    return isinstance(values, list) and any(_has(value, key) for value in values)


def _says(text: str, values: Plain) -> bool:
    """Whether a text holds these values, an entry as a table or as the text that stands for it."""
    try:
        held = parse_toml(text.encode())
    except ValueError:
        return False
    return same(_as_tables(held), _as_tables(values))


def _as_tables(values: Plain) -> Plain:
    return {
        key: [table_of(key, entry) for entry in value] if isinstance(value, list) else value
        for key, value in values.items()
    }
