"""SCH001 and SCH002: keys that are none, or stand where they mean something else."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from timeline.checks.corpus import Corpus
from timeline.checks.files import File
from timeline.checks.fixes import moved_up, renamed
from timeline.checks.registry import also, rule
from timeline.errors import Problem, did_you_mean
from timeline.eventfile.paths import SETTINGS
from timeline.model.event import Actor, Event, Place, Source, table
from timeline.toml.positions import KeyPath

_SETTINGS = ("title", "timezone", "date_order", "check", "report")
ALIASES: Mapping[Any, Mapping[str, str]] = {
    Event: {
        **dict.fromkeys(("headline", "name", "event"), "title"),
        **dict.fromkeys(("source", "citations", "references"), "sources"),
        **dict.fromkeys(("location", "locations", "place", "where"), "places"),
        **dict.fromkeys(("who", "actor", "people", "participants"), "actors"),
        **dict.fromkeys(("desc", "description", "abstract", "text"), "summary"),
        **dict.fromkeys(("tag", "keywords", "labels"), "tags"),
        **dict.fromkeys(("notes", "comment"), "note"),
        **dict.fromkeys(("when", "day"), "date"),
        "type": "kind",
        "language": "lang",
    },
    Source: {
        **dict.fromkeys(("link", "href", "uri", "web"), "url"),
        **dict.fromkeys(("outlet", "publication", "newspaper", "site"), "publisher"),
        **dict.fromkeys(("by", "byline", "authors"), "author"),
        **dict.fromkeys(("retrieved", "access_date", "accessdate"), "accessed"),
        **dict.fromkeys(("date", "publication_date", "pubdate"), "published"),
        **dict.fromkeys(("archive", "archived", "archive-url", "archiveurl"), "archive_url"),
        **dict.fromkeys(("page", "pages", "paragraph"), "locator"),
        **dict.fromkeys(("citing", "cite", "via"), "cites"),
        **dict.fromkeys(("headline",), "title"),
        "type": "kind",
        "language": "lang",
        "hash": "sha256",
    },
    Actor: {"as": "role", "who": "name", "id": "name"},
    Place: {"latitude": "lat", "longitude": "lon", "lng": "lon", "where": "name"},
}
"""What other formats, and other languages, call a key."""


@cache
def _known(struct: Any) -> frozenset[str]:
    return frozenset(table(struct))


@cache
def _arrays() -> dict[str, Any]:
    return {name: row.struct for name, row in table(Event).items() if row.struct}


def _strange(values: Mapping[str, Any]) -> Iterator[tuple[Any, KeyPath]]:
    """The keys of an event's file that are none where they stand, with what they stand in."""
    for key in values.keys() - _known(Event):
        yield Event, (key,)
    for name, struct in _arrays().items():
        entries = values.get(name)
        if isinstance(entries, list):
            known = _known(struct)
            for n, entry in enumerate(entries):
                if isinstance(entry, dict) and not entry.keys() <= known:
                    for key in entry.keys() - known:
                        yield struct, (name, n, key)


def _is_misplaced(struct: Any, at: KeyPath) -> bool:
    """Whether the key is one of the event that stands in a table of it."""
    return struct is not Event and at[-1] in _known(Event) and at[-1] not in ALIASES.get(struct, ())


@rule("SCH001", "unknown-key", "error", of="file")
def unknown_key(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A key that the event format does not have."""
    for struct, at in _strange(file.values):
        if _is_misplaced(struct, at):
            continue
        key = str(at[-1])
        meant = ALIASES.get(struct, {}).get(key)
        home: Any = file.values
        for step in at[:-1]:
            home = home[step]
        place = "" if struct is Event else f" in {at[0]}"
        if meant and meant not in home:
            row, value = table(struct)[meant], home[key]
            listed = isinstance(value, str | dict) and (row.struct is not None or row.annotation == tuple[str, ...])
            fix = renamed(at, meant, [value] if listed else None)
            yield file.problem(at, f'unknown key "{key}"{place}', f'write "{meant}"', fix=fix)
        else:
            source = " (in one of its sources?)" if struct is Event and key in _known(Source) else ""
            hint = did_you_mean(key, _known(struct)) or f"a field of your own stands under x: x.{key}{source}"
            yield file.problem(at, f'unknown key "{key}"{place}', f'write "{meant}"' if meant else hint)


@also("SCH001", of="table")
def unknown_setting(file: File, corpus: Corpus) -> Iterator[Problem]:
    """The same for the settings and the registers."""
    for key in file.values.keys() - set(_SETTINGS) if file.path == SETTINGS else ():
        hint = did_you_mean(key, _SETTINGS) or f"settings: {', '.join(_SETTINGS)}"
        yield file.problem((key,), f'unknown key "{key}"', hint)
    for fault in corpus.faults:
        if fault.keys[0] == file.id and fault.message.startswith("unknown key"):
            yield file.problem(fault.keys[1:], fault.message, fault.hint)


@rule("SCH002", "misplaced-key", "error", of="file")
def misplaced_key(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A key of the event that fell into a table of it."""
    for struct, at in _strange(file.values):
        if _is_misplaced(struct, at):
            key = at[-1]
            taken = key in file.values
            hint = f"the event has a {key} of its own: delete one" if taken else "move it above the first [[…]]"
            yield file.problem(at, f"{key} stands inside one of the {at[0]}", hint, fix=None if taken else moved_up(at))
