"""What a query can ask, from the table of fields of an event, and what may stand behind each word.

Knows how the texts of queries and events are compared (`words`, `whole`). Must not know how a query is put together,
what its values mean, nor how an answer is found.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from timeline.model.event import LABELS, LINK, REVIEWED, ROLE, Event, Source, Words, table
from timeline.model.fields import QueryKind
from timeline.text.folding import composed, spaced

IN_CONFLICT = "conflict"
"""What `has:` takes that is no key: a merge has left something open."""
DAYS = frozenset(("since", "until", "on"))
"""Fields that ask for the date of the event, each in a way of its own."""
ORDER = ("<", "<=", ">", ">=")
OPERATORS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("text", "id", "tag", "name", "word", "address", "country"), (":", "=", "~")),
    **dict.fromkeys(("own", "scale", "date"), (":", "=", "~", *ORDER)),
    **dict.fromkeys(("count", "figure"), (":", "=", *ORDER)),
    "link": (":", "="),
    "has": (":",),
    "near": (":",),
}
"""By kind: what may stand between a field and its value."""
FIGURES = "figures."
"""Stands before what is counted: `figures.dead`."""
WORDY = frozenset(("text", "own", "id", "link", "tag", "name", "address", "country"))
"""Kinds whose values are in words, and whose operators stay as typed."""
_OF_SOURCE = table(Source).keys() - table(Event).keys() - {"id"}
"""Where an event and its sources share a key, the event's is meant."""


class QueryField(NamedTuple):
    """A word by which a query asks for something, and how."""

    name: str
    kind: QueryKind
    about: str = ""
    """What it asks; empty when that is what its key is."""
    key: str = ""
    """What of the event it looks at; empty when that is not one key."""
    words: Words | None = None

    @property
    def help(self) -> str:
        """What it asks, for people."""
        return self.about or keys()[self.key]

    @property
    def operators(self) -> tuple[str, ...]:
        """What may stand between the field and its value."""
        return (":",) if self.name in DAYS else OPERATORS[self.kind]


def _rows() -> Iterator[QueryField]:
    for key, row in (table(Event) | {k: r for k, r in table(Source).items() if k in _OF_SOURCE}).items():
        if row.asked:
            yield QueryField(row.word, row.asked, row.about, key, LINK if row.asked == "link" else row.words)
        if key == "date":
            yield QueryField("since", "date", "from the first day of a date on", key)
            yield QueryField("until", "date", "up to the last day of a date", key)
            yield QueryField("on", "date", "the same as date", key)
        if key == "actors":
            yield from (QueryField(role, "name", f"who {meaning}", key) for role, meaning in ROLE.items())
    yield QueryField("id", "id", "the event's id, or words of it", "id")
    yield QueryField("origin", "name", "an origin: what the chain of sources ends in")
    yield QueryField("origins", "count", "how many origins are certain")
    yield QueryField("label", "word", "what the sources come to: class or flag", "", LABELS)
    yield QueryField("reviewed", "word", "whether somebody vouches for it as it stands", "", REVIEWED)
    yield QueryField("has", "has", "a key is written, in the file or in the document that a source refers to")
    yield QueryField("missing", "has", "a key is not written")
    yield QueryField("country", "country", "the country of a place, or of its entry: name or ISO 3166 alpha-2")
    yield QueryField("near", "near", "latitude, longitude, distance: near:51.7,36.2,50km")


FIELDS = {row.name: row for row in _rows()}
"""Every field of a query but `x.NAME`, from the table of fields. Help, manual and completion come from here too."""
ALIASES = {
    "who": "actor", "actors": "actor", "where": "place", "places": "place", "tags": "tag", "when": "date",
    "type": "kind", "sources": "source", "publishers": "publisher", "by": "author", "authors": "author",
    "from": "since", "after": "since", "to": "until", "before": "until", "date_basis": "basis", "links": "link",
    "labels": "label", "review": "reviewed", "reviews": "reviewed", "verified": "reviewed",
    "language": "lang", "x": "x.NAME", "figures": "figures.NAME", "figure": "figures.NAME",
}  # fmt: skip
"""What people type instead: a hint, never taken as meant."""


@cache
def keys() -> Words:
    """What `has:` and `missing:` take besides `x.NAME`, and what it is."""
    event = {key: row.help for key, row in table(Event).items()}
    source = {key: f"of any source: {row.help}" for key, row in table(Source).items() if key in _OF_SOURCE}
    merge = {IN_CONFLICT: "a merge has left a conflict in the file, which is read as our side has it"}
    return source | merge | {role: f"someone who {meaning}" for role, meaning in ROLE.items()} | event


def dotted(name: str) -> QueryField | None:
    """The field of a name that no table holds: `x.NAME`, or `figures.NAME`; None where it is neither."""
    if is_own(name):
        return QueryField(name, "own", "a field of the user's own", name)
    if name.startswith(FIGURES) and words(name.removeprefix(FIGURES)):
        return QueryField(name, "figure", "a figure, by what is counted", "figures")
    return None


def is_own(name: str) -> bool:
    """Whether a name is that of a field of the user's own: `x.NAME`, parts of it apart by dots."""
    return name.startswith("x.") and all(name.split("."))


def words(text: str) -> list[str]:
    """The words of a text as it is searched: runs of letters and digits, without case and accents.

    ß is ss, ł is l, and ligatures are taken apart; where a script puts no blanks between words, each character is one.
    Given these words joined with blanks, FTS5 finds the same words with its tokenizer `ascii`, to which any other
    character is a letter; ASCII text without apostrophes it may be given as it is.
    """
    return spaced(text).split()


def quoted(text: str) -> str:
    """A text in quotes, as it is written in a query."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unescaped(text: str) -> str:
    """What stood in quotes, without what `quoted` puts in."""
    return "\\".join(part.replace('\\"', '"') for part in text.split("\\\\"))


def whole(text: str) -> str:
    """A value as `=` compares it: without case, blanks squeezed, accents and punctuation kept."""
    return " ".join(composed(text.casefold()).casefold().split())
