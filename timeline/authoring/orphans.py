"""What is left behind when sources of an event are taken out: those that only these cited.

Knows who cites whom in one file; must not know how a file is written, nor who asks.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from timeline.eventfile import expand_sources
from timeline.provenance.algorithms import walk


class Orphans(NamedTuple):
    """Entries of `sources`, by number."""

    go: list[int]
    """Known only through what goes: by themselves they would count as reports that nobody has."""
    stay: list[int]
    """At hand, with an address, a copy or a line of their own."""


def orphans(before: Sequence[Any], gone: Collection[int], after: Sequence[Any]) -> Orphans:
    """The entries that only those which are taken out cited, or others that go with them.

    Args:
        before: the sources of a file, lines and tables.
        gone: the numbers of those that are taken out.
        after: the others in their order, and behind them what is added; the numbers of the answer are theirs.
    """
    cites, heads = expand_sources.read(before)
    lost = _reached(cites, (cited for n in gone if n in heads for cited in cites[heads[n]]))
    cites, heads = expand_sources.read(after)
    left = [n for n in heads if n < len(before) - len(gone) and heads[n] in lost]
    at_hand = [n for n in left if _is_at_hand(after[n])]
    cited = _reached(cites, (heads[n] for n in heads if n not in left))
    known = cited | _reached(cites, (heads[n] for n in at_hand))
    return Orphans([n for n in left if heads[n] not in known], [n for n in at_hand if heads[n] not in cited])


def _is_at_hand(entry: Any) -> bool:
    if isinstance(entry, str):
        return True
    return entry.get("seen") is not False and any(map(entry.get, ("ref", "url", "archive_url", "copy")))


def _reached(cites: dict[str, tuple[str, ...]], begin: Iterable[str]) -> set[str]:
    """Those sources, and all that they lead to."""
    return {step.node for step in walk(begin, lambda id_: cites.get(id_, ()))}
