"""What the sources of an event come to, and the words for it.

Knows the words and what they mean; how they are found is in `provenance`.
"""

from msgspec import Struct, field

from timeline.model.event import Words


class Findings(Struct, frozen=True, kw_only=True):
    """What the sources of one event come to. Ids are those of the sources, in the order in which chains are read."""

    label: str = field(name="class")
    """The one class word, of `CLASSES`."""
    flags: tuple[str, ...] = ()
    """In the order of `FLAGS`."""
    min: int
    """Origins that are certain."""
    max: int
    """Origins that are possible."""
    origins: tuple[str, ...]
    deny_min: int = 0
    deny_max: int = 0
    deny_origins: tuple[str, ...] = ()
    reports: int
    """Entries that lead to supporting origins or loops."""
    channels: int
    """The most chains from an entry to an origin that share no source: how many hands would all have to be wrong."""


CLASSES: Words = {
    "unsourced": "no sources",
    "unsupported": "sources, none of which supports it or denies it",
    "denied-only": "denied, and supported by nobody",
    "ungrounded": "only a loop supports it",
    "single-source": "one origin even on the most generous reading",
    "possibly-corroborated": "one origin is certain, more are possible",
    "corroborated": "two origins or more even on the most sceptical reading",
}
FLAGS: Words = {
    "anonymous-only": "no origin is named",
    "unresolved": "an origin does not say how it knows, or nobody describes it",
    "circular": "a loop of citations supports it",
    "disputed": "supported and denied",
    "echo": "several reports, one origin: false confirmation",
    "one-sided": "two origins or more, all of one affiliation",
    "single-channel": "two origins or more, behind one report",
}
LABELS: Words = CLASSES | FLAGS
