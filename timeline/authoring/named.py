"""Where a name stands in a file, and what the file holds once that is another: new values by path.

Knows the keys that hold names of actors, places, sources and tags; must not know which files there are.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from timeline.errors import KeyPath, UsageError
from timeline.model.elements import as_table
from timeline.model.event import Source, replace
from timeline.model.identifier import slug
from timeline.model.register import Directory, Register
from timeline.model.sources.gathered import gather
from timeline.model.sources.line import unique
from timeline.text.folding import fold
from timeline.text.lists import counted

Changes = dict[KeyPath, Any]
"""New values by path, as `eventfile.editor.edit` takes them."""
Held = Mapping[str, Any]


class Kind(NamedTuple):
    """A kind of names."""

    name: str
    field: str
    """The key of events that holds such names."""
    keys: tuple[str, ...] = ("name",)
    """The keys of an element that hold one."""
    register: str = ""
    """Whose entries have such names, `actors` or `places`; empty: nobody's."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The kinds of terms under which the index has such names (store/index/rows.py)."""
        return self.keys if self.name == "source" else (self.name,)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("actor", "actors", register="actors"),
        Kind("place", "places", register="places"),
        Kind("source", "sources", ("publisher", "name", "author"), "actors"),
        Kind("tag", "tags"),
    )
}


class Renaming(NamedTuple):
    """One name that becomes another."""

    kind: Kind
    old: str
    new: str

    def __call__(self, name: str) -> str:
        """The name that one becomes: of the old one the new, in whatever case; of a tag also what it holds."""
        if self.kind.name != "tag":
            return self.new if fold(name) == fold(self.old) else name
        return self.new + name[len(self.old) :] if f"{name}/".startswith(f"{self.old}/") else name

    def in_event(self, tables: Held, register: Register) -> Changes:
        """What changes in an event.

        Raises:
            UsageError: a line of a source would no longer be read as the same source with another name.
        """
        field, held = self.kind.field, tables.get(self.kind.field)
        elements = held if isinstance(held, list) else []
        changes: Changes = {}
        for n, element in enumerate(elements):
            if isinstance(element, dict):
                changes |= {(field, n, *at): new for at, new in self.in_table(element)}
            elif isinstance(element, str) and (new := self._in_text(element, register)) != element:
                changes[field, n] = new
        return self._each_once(elements, changes) if field != "sources" and changes else changes

    def in_table(self, table: Held) -> Iterator[tuple[KeyPath, str]]:
        """The keys of a table that hold the name, and the new one."""
        for key in self.kind.keys:
            held = table.get(key)
            for n, name in enumerate(held if isinstance(held, list) else [held]):
                if isinstance(name, str) and self(name) != name:
                    yield ((key, n) if isinstance(held, list) else (key,)), self(name)

    def in_documents(self, documents: Held) -> tuple[Changes, str]:
        """What changes in the register of documents, and that in words."""
        tables = {id_: table for id_, table in documents.items() if isinstance(table, dict)}
        changes: Changes = {(id_, *at): new for id_, table in tables.items() for at, new in self.in_table(table)}
        return changes, counted(len({path[0] for path in changes}), "document") * bool(changes)

    def _in_text(self, text: str, register: Register) -> str:
        """An element that is written as a text."""
        if self.kind.field == "sources":
            return self._in_line(text, register)
        held = as_table(self.kind.field, text)
        name = str(held["name"]) if isinstance(held, dict) else text
        return self(name) + text[len(name) :] if text.startswith(name) else text

    def _in_line(self, line: str, register: Register) -> str:
        """The line of a source: only the name in it changes, and who cites whom does not."""
        before = gather([line], register)
        wanted, spelt = [], set()
        for source in before:
            named = {key: name for key in self.kind.keys if isinstance(name := getattr(source, key), str)}
            spelt |= {name for name in named.values() if self(name) != name}
            wanted.append(replace(source, **{key: self(name) for key, name in named.items()}))
        if not spelt:
            return line
        names = "|".join(map(re.escape, sorted(spelt, key=len, reverse=True)))
        new = re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda _: self.new, line)
        if _alike(gather([new], register)) != _alike(wanted):
            raise UsageError(f'with "{self.new}" a line of a source would be read otherwise', "edit that file by hand")
        return new

    def _each_once(self, elements: list[Any], changes: Changes) -> Changes:
        """The same, without what has become a second one that says no more."""
        field = self.kind.field
        held: dict[int, dict[str, Any]] = {}
        for n, element in enumerate(elements):
            made = as_table(field, changes.get((field, n), element))
            held[n] = dict(made) if isinstance(made, dict) else {"name": made}
        for path, new in changes.items():
            if path[2:]:
                held[int(path[1])] |= {str(path[2]): new}
        for n in dict.fromkeys(int(path[1]) for path in changes):
            if any(held[n].items() <= other.items() for place, other in held.items() if place != n):
                changes = {path: new for path, new in changes.items() if path[1] != n} | {(field, n): None}
                del held[n]
        return changes


def _alike(sources: Any) -> list[Source]:
    """Sources with numbers for the ids that their names have made."""
    places = {source.id: str(n) for n, source in enumerate(sources)}
    return [replace(s, id=places[s.id], cites=tuple(places.get(c, c) for c in s.cites)) for s in sources]


def in_register(renaming: Renaming, tables: Held, directory: Directory[Any]) -> tuple[Changes, str]:
    """What changes in a register, so that the old name stays an alias; and that in words, empty where nothing does.

    Where neither name has an entry, one is made.

    Raises:
        UsageError: both names have entries of their own, which do not agree.
    """
    old, new = renaming.old, renaming.new
    olds, news = directory.find(old), directory.find(new)
    if len(olds) > 1 or len(news) > 1:
        return {}, f"stays as it is: {', '.join(olds if len(olds) > 1 else news)} go by one name"
    if olds and news and olds != news:
        return _one_of_two(tables, olds[0], news[0])
    if not olds and not news:
        id_ = unique(slug(new) or "name", dict.fromkeys([*tables, *directory.spelt], 1))
        changes: Changes = {(id_,): {"name": new, "aliases": [old]}} if fold(old) != fold(new) else {}
        return changes, f'a new entry {id_}, "{new}", also "{old}"' * bool(changes)
    id_ = (olds or news)[0]
    table = tables.get(id_, {})
    name, aliases = table.get("name"), [*table.get("aliases", ())]
    if olds and fold(str(name)) == fold(old):
        kept = [alias for alias in aliases if fold(alias) not in {fold(new), fold(old)}]
        if fold(old) != fold(new):
            kept.append(name)
        changes = {(id_, "name"): new, (id_, "aliases"): kept or None}
        return changes, f'{id_} is called "{new}"' + f', also "{name}"' * (name in kept)
    if olds == news:
        return {}, ""
    other = new if olds else old
    return {(id_, "aliases"): [*aliases, other]}, f'{id_} is also called "{other}"'


def _one_of_two(tables: Held, gone: str, stays: str) -> tuple[Changes, str]:
    """Two entries made one: what only the one that goes says is taken over, its names stay aliases."""
    of, to = tables.get(gone, {}), tables.get(stays, {})
    lists = {key for key in (of.keys() | to.keys()) if isinstance(of.get(key, to.get(key)), list)} | {"aliases"}
    if differing := [key for key in of if key in to and key not in lists | {"name"} and of[key] != to[key]]:
        raise UsageError(
            f"the entries {gone} and {stays} of the register differ in {', '.join(differing)}",
            "make them agree, or one of them, and then rename",
        )
    merged = {key: [*to.get(key, ()), *(v for v in of.get(key, ()) if v not in to.get(key, ()))] for key in lists}
    merged["aliases"] += [name for name in (of.get("name"),) if name not in merged["aliases"]]
    merged |= {key: value for key, value in of.items() if key not in lists and key not in to}
    changes: Changes = {(stays, key): value for key, value in merged.items() if value and value != to.get(key)}
    for id_, entry in tables.items():
        if id_ != gone and isinstance(entry, dict):
            if entry.get("within") == gone:
                changes[id_, "within"] = stays
            members = entry.get("memberships", ())
            changes |= {(id_, "memberships", n, "of"): stays for n, m in enumerate(members) if m.get("of") == gone}
    return {**changes, (gone,): None}, f"{gone} and {stays} become one entry, {stays}"


def holds(text: str) -> Callable[[str], bool]:
    """Tell quickly whether a file may hold a name: by its longest word; escapes hide names."""
    longest = max(fold(text).split(), key=len, default="")
    return lambda file: "\\" in file or longest in fold(file)
