"""Which elements of a list are the same before and after, and by what name each is spoken of.

Knows by what elements are known (model/elements.py); must not know what is done with a pair: a diff, a merge. Where it
is not sure, two elements are two.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.json import Encoder

from timeline.model.elements import Marks, marks

Plain = dict[str, Any]
"""An event, or a table in it, as plain values."""
Pairs = list[tuple[int, int]]
"""Places in the list before and after, in the order of the one before."""
_Mark = Callable[[Any], Any]
"""What two elements must have in common; None: nothing that counts."""
_ALIKE = 0.8
"""How like each other two spellings of one name are, of 1: Zelensky and Zelenskyy are."""
_MOST = 100
"""Pairs of names that are compared letter by letter, for those elements that differ in nothing else."""
_LONGEST = 200
"""Characters of a name that are compared."""
encoded = Encoder(order="sorted").encode
"""All that an element says, in one way: 1 is not 1.0 or true."""


def labels(struct: type[Struct] | None, elements: Sequence[Any]) -> list[str]:
    """What each element of a list is called, told apart by a number where several are called alike.

    Args:
        struct: the class of the tables in the list; None: they are plain words.
        elements: the list.
    """
    keys = marks(struct).called if struct else ()
    found: dict[str, None] = {}
    often: Counter[str] = Counter()
    for element in elements:
        name = label = next((element[key] for key in keys if key in element), "") if keys else element
        while label in found:
            often[name] += 1
            label = f"{name} ({often[name] + 1})"
        found[label] = None
    return list(found)


def matched(struct: type[Struct] | None, old: Sequence[Any], new: Sequence[Any]) -> Pairs:
    """The elements that are the same before and after.

    First those that say the same; then by what they are known, the surest first; then by what may be a correction:
    another name of the same address, another role of the only one called so, another spelling of a name where nothing
    else was changed. A role alone makes nobody the same, and one of several that would do is not chosen.

    Args:
        struct: the class of the tables in the list; None: they are plain words, of which one is like itself alone.
        old: the list before.
        new: the list after.
    """
    search = _Search(old, new)
    search.in_turn(encoded)
    if struct and search.is_open:
        known = marks(struct)
        search.in_turn(lambda e: _held(e, known.whole, known.alone))
        for key in known.alone:
            search.alone(key)
        search.in_turn(lambda e: _held(e, known.whole, ()))
        search.alone(known.surest)
        search.respelt(known)
    return sorted(search.pairs)


class _Search:
    """The pairs found so far, and the places that are in none."""

    def __init__(self, old: Sequence[Any], new: Sequence[Any]) -> None:
        self.pairs: Pairs = []
        self._lists = old, new
        self._free = [dict.fromkeys(range(len(elements))) for elements in (old, new)]

    @property
    def is_open(self) -> bool:
        """Whether there is any left on both sides."""
        return all(self._free)

    def in_turn(self, mark: _Mark) -> None:
        """Pair those with the same mark: the first with the first, the second with the second."""
        for before, after in self._by(mark):
            for one, other in zip(before, after, strict=False):
                self._take(one, other)

    def alone(self, key: str) -> None:
        """Pair those of which no other holds the same under that key, before or after."""
        for before, after in self._by(lambda element: element.get(key)):
            if len(before) == len(after) == 1:
                self._take(before[0], after[0])

    def respelt(self, known: Marks) -> None:
        """Pair those that differ in their names alone, where these are two spellings, and no other one would do."""
        for before, after in self._by(lambda e: encoded({k: v for k, v in e.items() if k not in known.called})):
            if len(before) * len(after) > _MOST:
                continue
            fits = [(a, b) for a in before for b in after if _respelt(known, self._lists[0][a], self._lists[1][b])]
            often, new_often = (Counter(pair[side] for pair in fits) for side in (0, 1))
            for one, other in fits:
                if often[one] == new_often[other] == 1:
                    self._take(one, other)

    def _by(self, mark: _Mark) -> list[tuple[list[int], list[int]]]:
        """The places that are free before and after, by their mark, where both sides have it."""
        found: tuple[dict[Any, list[int]], ...] = ({}, {})
        for places, free, elements in zip(found, self._free, self._lists, strict=True):
            for place in free:
                if (held := mark(elements[place])) is not None:
                    places.setdefault(held, []).append(place)
        return [(places, found[1][held]) for held, places in found[0].items() if held in found[1]]

    def _take(self, one: int, other: int) -> None:
        self.pairs.append((one, other))
        del self._free[0][one], self._free[1][other]


def _held(element: dict[str, Any], keys: Sequence[str], more: Sequence[str]) -> tuple[Any, ...] | None:
    """What it holds under these keys, where it has the first of them."""
    return tuple(map(element.get, (*keys, *more))) if element.get(keys[0]) else None


def _respelt(known: Marks, one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two elements that are else alike have the same names, but for spelling. An id may be any other."""
    keys = [key for key in known.called if key != "id" and (key in one or key in other)]
    return bool(keys) and all(
        one.get(key) == other.get(key) or (key not in known.alone and _alike(one.get(key), other.get(key)))
        for key in keys
    )


def _alike(one: Any, other: Any) -> bool:
    """Whether two names may be spellings of one."""
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    from difflib import SequenceMatcher  # start-up: few names are respelt

    from timeline.text.folding import fold  # as above

    first, second = sorted(fold(name)[:_LONGEST] for name in (one, other))  # it may say less of them in another order
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _ALIKE <= matcher.ratio()
