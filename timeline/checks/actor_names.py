"""The names by which events call their actors, and what the register makes of them. Knows no rule."""

from collections.abc import Iterable
from functools import cached_property

from timeline.model.register import Register
from timeline.text.folding import fold

_SURE, _APART = 0.9, 0.1
"""Two spellings of a long name so much alike (difflib's ratio) are one name, if no other comes near to that."""
_NEAR = 0.7
_LONG = 8
"""Letters; of shorter names one letter may make another."""


class ActorNames:
    """What a register makes of names."""

    def __init__(self, register: Register) -> None:
        """Take the register."""
        self.register = register
        self._ids: dict[str, tuple[str, ...]] = {}
        self._nearest: dict[str, tuple[str, bool]] = {}

    def ids(self, name: str) -> tuple[str, ...]:
        """Whom a name means: nobody, one, or several."""
        if name not in self._ids:
            self._ids[name] = self.register.actor(name)
        return self._ids[name]

    def mixed(self, used: Iterable[str]) -> dict[str, list[str]]:
        """Those of the register that go by several of these names, with them."""
        found: dict[str, list[str]] = {}
        for name in sorted(used):
            if len(ids := self.ids(name)) == 1:
                found.setdefault(ids[0], []).append(name)
        return {id_: names for id_, names in found.items() if len(names) > 1}

    @cached_property
    def _beginnings(self) -> dict[str, list[tuple[str, str]]]:
        """Every spelling of the register, folded, with whose it is, by the first two letters of each word."""
        found: dict[str, list[tuple[str, str]]] = {}
        for id_ in self.register.actors.entries:
            for spelling in {fold(s) for s in self.register.actors.spellings(id_)}:
                for start in {word[:2] for word in spelling.split()}:
                    found.setdefault(start, []).append((spelling, id_))
        return found

    def nearest(self, name: str) -> tuple[str, bool]:
        """The registered name that is most like one that is not, and whether it can be only that; "" for none."""
        if name not in self._nearest:
            self._nearest[name] = self._found(fold(name))
        return self._nearest[name]

    def _found(self, wanted: str) -> tuple[str, bool]:
        from difflib import SequenceMatcher  # only for a name that is not in the register

        likeness: dict[str, float] = {}
        matcher = SequenceMatcher(None, "", wanted, autojunk=False)
        for start in {word[:2] for word in wanted.split()}:
            for spelling, id_ in self._beginnings.get(start, ()):
                matcher.set_seq1(spelling)
                if sorted(spelling.split()) == sorted(wanted.split()):
                    likeness[id_] = 1.0
                elif matcher.quick_ratio() >= _NEAR and (ratio := matcher.ratio()) >= _NEAR:
                    likeness[id_] = max(likeness.get(id_, 0), ratio)
        ranked = sorted(likeness, key=lambda id_: -likeness[id_])
        if not ranked:
            return "", False
        best, *others = (likeness[id_] for id_ in ranked)
        sure = best >= _SURE and max(others, default=0) < best - _APART and len(wanted) >= _LONG
        return self.register.actors.entries[ranked[0]].name, sure
