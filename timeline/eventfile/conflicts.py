"""What a merge left open in an event, or in a register: what each conflict is about, and what each side says.

Knows the values that a text has with either side of a conflict in its place, and the labels that `timeline-merge` gives
its markers; must not know how a text is read that has none, nor how a conflict is settled. Where the lines of a side
cut a value in two, as git's own may, no more is told than that there is a conflict.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from timeline.errors import KeyPath, Problem
from timeline.eventfile.public_text import PublicText
from timeline.eventfile.unsettled import UNSETTLED
from timeline.eventfile.writer import in_short
from timeline.model.confidential import Refers, of_anyone
from timeline.model.elements import as_table, names
from timeline.model.event import Event, table
from timeline.text.shell import command
from timeline.toml.conflicts import WHOLE, Region, Side, reading, regions, with_side
from timeline.toml.limits import MOST_PROBLEMS
from timeline.toml.parser import BOM, held, parse_toml, same
from timeline.toml.positions import line_and_column

COMMENTS = "comments"
"""Label of a conflict whose sides say the same, each in its own way."""
_LABEL = re.compile(r"ours(?: \(.*\))?: (.+)")
_LONGEST_LABEL = 200
_MOST_READ = 8 << 20
"""Characters that are read at most to tell what the conflicts of a text are about: each takes a reading of it all."""
_TELLING_APART = ("title", "date")
"""What is told of two whole events."""
_Values = Mapping[str, Any]


class Conflict(NamedTuple):
    """One conflict of a text, as others may hear of it."""

    number: int
    """Which of the regions of the text it is, from 0."""
    line: int
    """Of its first marker, from 1."""
    at: KeyPath
    """The key that it is about, as our side of the text has it; () where that is no single one."""
    label: str
    """What that is called: `status`, `sources.nyt.title`; empty where nobody can tell."""
    base: Any
    """The value before either side changed it, as a file holds it; None also where nobody knows.

    Of several fields a table, under their labels; of several elements of a list these.
    """
    ours: Any
    """The value as ours has it; None where it has none, or nothing is told of it."""
    theirs: Any
    is_withheld: bool
    """Whether nothing is told of what the sides say, since some of it is confidential or may be."""


def conflicts(text: str, refers: Refers = of_anyone, before: str | None = None) -> list[Conflict]:
    """The conflicts of a text, in their order; where there are very many, of the last no more than where they are.

    Args:
        text: of an event, of a register or of the settings.
        refers: tells which documents are confidential.
        before: what both sides were made of, for those conflicts whose markers do not tell; None: nobody knows.
    """
    text = text.removeprefix(BOM)
    found = regions(text)
    if not found:
        return []
    ours = _Reading(reading(text, "ours", found), "ours", refers)
    base = None if before is None else _Reading(before, "base", refers)
    most = min(MOST_PROBLEMS, _MOST_READ // len(text))
    return [
        _conflict(text, region, number, ours, base, refers) if number < most else _untold(text, region, number)
        for number, region in enumerate(found)
    ]


def said(conflict: Conflict) -> str:
    """A conflict in one sentence: what it is about, and what each side says."""
    lead = f"{UNSETTLED} in {conflict.label}" if conflict.label else UNSETTLED
    if conflict.is_withheld:
        return f"{lead}: withheld"
    if conflict.ours is conflict.theirs is None:
        return lead
    return f"{lead}: {in_short(conflict.ours)} (ours) | {in_short(conflict.theirs)} (theirs)"


def label(conflict: Conflict) -> str:
    """What a conflict is called in a word or two, wherever it is told of."""
    return conflict.label or f"line {conflict.line}"


def problem(conflict: Conflict, path: str, wanted: str) -> Problem:
    """A conflict as a problem of the file.

    Args:
        conflict: the conflict.
        path: the file.
        wanted: by what a command knows the file; empty where that cannot be said.
    """
    hint = "`timeline conflicts` shows both sides, and how to take one"
    if wanted:
        field = [conflict.label] if conflict.label and not conflict.is_withheld else []
        one = command("resolve", "--ours", of=[wanted, *field])
        hint = f"`{one}` takes our side, with --theirs the other; `timeline conflicts` shows both"
    return Problem(path, conflict.line, 0, "SCH007", said(conflict), hint, at=conflict.at)


class _Step(NamedTuple):
    """One step on the way to a value: how either side counts it, and by which name it goes."""

    ours: str | int
    theirs: str | int
    name: str


_Way = tuple[_Step, ...]
_NOWHERE = -1
"""The number of an element in a list that lacks it."""


class _Reading:
    """The text of one side, without markers: its values, and what in it others may not read."""

    def __init__(self, text: str, side: Side, refers: Refers) -> None:
        try:
            self.values: _Values | None = parse_toml(text.encode())
        except ValueError:
            self.values = None
        self.public = PublicText(text, refers, self.values)
        self._side = side

    def value(self, way: _Way) -> Any:
        """What it has at a way."""
        return _value(self.values, self._at(way))

    def hides(self, way: _Way) -> bool:
        """Whether a way leads into what others may not read, or to what has some of it."""
        at = self._at(way)
        is_hidden = self.public.hides(at) or any(hidden[: len(at)] == at for hidden in self.public.hidden)
        return is_hidden and _NOWHERE not in at

    def _at(self, way: _Way) -> KeyPath:
        """A way as this side counts it; in the base, an element is the one that is called so."""
        if self._side != "base":
            return tuple(getattr(step, self._side) for step in way)
        at: KeyPath = ()
        for step in way:
            inside = _value(self.values, at)
            is_list = isinstance(inside, list)
            places = (n for n, one in enumerate(inside if is_list else ()) if _name(way[0].name, one) == step.name)
            at = (*at, next(places, _NOWHERE) if is_list else step.name)
        return at


def _conflict(
    text: str, region: Region, number: int, ours: _Reading, before: _Reading | None, refers: Refers
) -> Conflict:
    sides = [ours, theirs := _Reading(with_side(text, number, "theirs"), "theirs", refers)]
    if base := before if region.base is None else _Reading(with_side(text, number, "base"), "base", refers):
        sides.append(base)
    known = given.group(1)[:_LONGEST_LABEL] if (given := _LABEL.fullmatch(region.our_label)) else ""
    plain = _untold(text, region, number)
    covers = region.start == 0 and region.end == len(text)
    if known == WHOLE or (covers and _are_two(ours.values, theirs.values)):
        return _shut(plain._replace(label=WHOLE), [_heading(side.values) for side in sides], sides)
    if ours.values is None or theirs.values is None:
        is_open = not any(side.public.hidden for side in sides)
        return plain._replace(label=known if is_open else _list_of(known), is_withheld=bool(known) and not is_open)
    ways = [*_apart(ours.values, theirs.values, ())]
    if not ways:
        is_open = not known or not any(side.public.tells(known) for side in sides)
        return plain._replace(label=(known or COMMENTS) if is_open else _list_of(known))
    parts = [[way for way in ways if way[0] == first] for first in dict.fromkeys(way[0] for way in ways)]
    leads = [_common(part) for part in parts]
    own = known or ", ".join(".".join(step.name for step in lead) for lead in leads)
    at = tuple(step.ours for step in leads[0] if step.ours != _NOWHERE) if len(leads) == 1 else ()
    if any(side.hides(way) for side in sides for way in ways):
        return plain._replace(label=_list_of(own), is_withheld=True)
    return _shut(plain._replace(at=at, label=own), [_told(side, parts, leads) for side in sides], sides)


def _untold(text: str, region: Region, number: int) -> Conflict:
    """A conflict of which no more is known than where it is."""
    line = line_and_column(text, region.start)[0]
    return Conflict(number, line, (), "", None, None, None, is_withheld=False)


def _shut(conflict: Conflict, told: Sequence[Any], sides: Sequence[_Reading]) -> Conflict:
    """The conflict with what its sides say: ours, theirs, what was before; none of it where it may tell whom."""
    words = "\n".join([conflict.label, *(str(value) for value in told if value is not None)])
    if any(side.public.tells(words) for side in sides):
        return conflict._replace(at=(), label=_list_of(conflict.label), is_withheld=True)
    ours, theirs, base = [*told, None][:3]
    return conflict._replace(ours=ours, theirs=theirs, base=base)


def _list_of(label: str) -> str:
    """The field that a label leads to, and no more of it; of a register, whose tables stand under ids, nothing."""
    field = label.partition(".")[0]
    return label if label in {WHOLE, COMMENTS} else field if field in table(Event) else ""


def _are_two(ours: _Values | None, theirs: _Values | None) -> bool:
    """Whether the sides of a whole file are two events, or cannot be told apart from that."""
    if ours is None or theirs is None:
        return True
    return all(key in ours and key in theirs and not same(ours[key], theirs[key]) for key in _TELLING_APART)


def _heading(values: _Values | None) -> Any:
    """What a whole event is told by."""
    return {key: values[key] for key in _TELLING_APART if key in values} or None if values else None


def _apart(ours: Any, theirs: Any, way: _Way) -> Iterator[_Way]:
    """The ways to all that the two sides have otherwise."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for key in (*ours, *(key for key in theirs if key not in ours)):
            step = (*way, _Step(key, key, key))
            if key not in ours or key not in theirs:
                yield step
            elif not same(ours[key], theirs[key]):
                yield from _apart(ours[key], theirs[key], step)
    elif _has_elements(way) and isinstance(ours, list) and isinstance(theirs, list):
        yield from list(_elements_apart(ours, theirs, way)) or [way]
    else:
        yield way


def _has_elements(way: _Way) -> bool:
    """Whether tables stand in the list to which a way leads."""
    return len(way) == 1 and (row := table(Event).get(way[0].name)) is not None and row.struct is not None


def _elements_apart(ours: list[Any], theirs: list[Any], way: _Way) -> Iterator[_Way]:
    """The same for a list of tables: an element is the same one where it is called so."""
    key = way[0].name
    rest, free, pairs = dict(enumerate(ours)), dict(enumerate(theirs)), dict[int, int]()
    marks: tuple[Callable[[Any], str], ...] = (repr, lambda element: _name(key, element))
    for mark in marks:
        pairs.clear()  # those that are alike differ in nothing
        places: dict[str, list[int]] = {}
        for place in reversed(free):
            places.setdefault(mark(free[place]), []).append(place)
        for place, element in rest.items():
            if found := places.get(mark(element)):
                pairs[place] = found.pop()
                del free[pairs[place]]
        rest = {place: element for place, element in rest.items() if mark is not repr or place not in pairs}
    for place, element in rest.items():
        step = (*way, _Step(place, pairs.get(place, _NOWHERE), _name(key, element)))
        other = theirs[pairs[place]] if place in pairs else None
        yield from _apart(as_table(key, element), as_table(key, other), step) if place in pairs else [step]
    yield from ((*way, _Step(_NOWHERE, place, _name(key, element))) for place, element in free.items())


def _name(key: str, element: Any) -> str:
    return next(iter(names(key, element)), "")


def _common(ways: Sequence[_Way]) -> _Way:
    """How far several ways are one."""
    first = ways[0]
    depth = next((n for n in range(len(first)) if any(way[n : n + 1] != first[n : n + 1] for way in ways)), len(first))
    return first[:depth]


def _told(side: _Reading, parts: Sequence[Sequence[_Way]], leads: Sequence[_Way]) -> Any:
    """What a side says: one value, of several elements a list, of several fields a table."""
    by_label = {}
    for ways, lead in zip(parts, leads, strict=True):
        if len(ways) > 1 and _has_elements(lead):
            elements = map(side.value, dict.fromkeys(way[:2] for way in ways))
            value: Any = [element for element in elements if element is not None] or None
        else:
            value = side.value(lead)
        if value is not None:
            by_label[".".join(step.name for step in lead)] = value
    return by_label or None if len(leads) > 1 else next(iter(by_label.values()), None)


def _value(values: Any, at: KeyPath) -> Any:
    """What stands at a path; the parts of an element that is a text are those of its table."""
    return held(as_table(str(at[0]), held(values, at[:2])), at[2:]) if at[2:] else held(values, at)
