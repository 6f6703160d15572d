"""Who is one across events, and under which name: by the register, else by the folded name.

The id of a source is made for its file alone: two ids may be one paper, and one id two. Knows the register; must not
know what is counted, nor where it is printed.
"""

from typing import Any

from timeline.model.event import Source
from timeline.model.register import Directory, Register
from timeline.provenance.names import called, is_saying, is_signed, venue, who
from timeline.provenance.witness import platform
from timeline.text.folding import fold

Key = tuple[str, ...]


class Identities:
    """The keys by which people, places and sources are counted, and what each is called."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._names: dict[Key, str] = {}
        self.aliases: dict[Key, tuple[str, ...]] = {}
        """Of those that the register knows, under their only id, the other names."""

    def actor(self, name: str) -> Key:
        """The key of somebody who takes part."""
        return self._met(name, name, self._register.actors)

    def place(self, name: str) -> Key:
        """The key of a place."""
        return self._met(name, name, self._register.places)

    def source(self, source: Source, *, whose: bool = False) -> Key:
        """The key of a source: who speaks, or the outlet; with `whose`, the unnamed are told apart by their house."""
        if source.anonymous:
            house = source.affiliation or "" if whose else ""
            name = called(source) + f" ({house})" * bool(house)
            self._names.setdefault(("unnamed", fold(name)), name)
            return "unnamed", fold(name)
        if is_signed(source) or is_saying(source):
            return self._met(who(source), called(source), self._register.actors)
        return self.outlet(who(source))

    def carrier(self, source: Source) -> Key | None:
        """The key of what brings it: outlet, platform, or the author of a post or film; None: nothing does."""
        if is_signed(source):
            return self.source(source)
        name = venue(source)
        return self.outlet(name) if name else None

    def outlet(self, name: str) -> Key:
        """The key of an outlet or platform by its name or host."""
        if known := platform(name):
            self._names.setdefault(("platform", known), name)
            return "platform", known
        id_ = self._register.outlet_of(name)
        return self.actor(self._register.actors.entries[id_].name if id_ else name)

    def tag(self, name: str) -> Key:
        """The key of a tag: as it is written."""
        self._names[name,] = name
        return (name,)

    def name(self, key: Key) -> str:
        """What it is called: as in the register, else as it was first met."""
        return self._names[key]

    def _met(self, name: str, shown: str, among: Directory[Any]) -> Key:
        """The key of a name. What is met with two platforms behind it is called by the name alone."""
        ids = among.find(name)
        if len(ids) == 1:
            entry = among.entries[ids[0]]
            self._names[ids], self.aliases[ids] = entry.name, tuple(entry.aliases)
            return ids
        key = ("", fold(name) or name)
        known = self._names.setdefault(key, shown)
        if fold(known) not in {fold(shown), fold(name)}:
            self._names[key] = name
        return key
