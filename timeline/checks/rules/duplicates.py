"""DUP: two files that tell of one event.

Never compares all pairs: what shares an actor and a rare word of the title, or a run of quoted words, is looked at more
closely, day by day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from timeline.checks.corpus import Corpus
from timeline.checks.registry import Facts, rule
from timeline.dates.edtf import EVER
from timeline.errors import Problem
from timeline.text.folding import fold

_MOST = 100
"""With so many of its neighbours one event is compared in each block: beyond, a block is no hint of anything."""


class _Event(NamedTuple):
    """What of an event is compared."""

    first: int
    last: int
    path: str
    facts: Facts
    words: frozenset[str]


@rule("DUP401", "possible-duplicate", "warning", of="corpus")
def possible_duplicate(corpus: Corpus) -> Iterator[Problem]:
    """Two files that look like one event."""
    told: dict[str, tuple[str, str]] = {}
    for block in _blocks(corpus):
        _compare(block, told)
    for path, (other, why) in sorted(told.items()):
        id_ = corpus.facts[path].id
        hint = "one event? keep one; two? link them"
        offer = f"timeline show {id_} {other}"
        yield corpus.file(path).problem(("title",), f"looks like {other}: {why}", hint, offer=offer)


def _blocks(corpus: Corpus) -> Iterator[list[_Event]]:
    """Events that may be alike, in the order of their days.

    Two titles that share two thirds of their words share one of the rarest: of n words in the order of how rare they
    are, one of the first n - ⌈2n/3⌉ + 1 (prefix filtering; Chaudhuri, Ganti and Kaushik, ICDE 2006).
    """
    common = Counter(word for facts in corpus.facts.values() for word in facts.words)
    blocks: dict[tuple[str, str], list[_Event]] = defaultdict(list)
    for path, facts in corpus.facts.items():
        first, last = facts.days
        words = frozenset(facts.words)
        event = _Event(-EVER if first is None else first, EVER if last is None else last, path, facts, words)
        rare = sorted(words, key=lambda word: (common[word], word))
        keys = [*rare[: len(rare) - -(-2 * len(rare) // 3) + 1], *facts.runs]
        for name in facts.actors:
            ids = corpus.names.ids(name)
            actor = ids[0] if len(ids) == 1 else fold(name)
            for key in keys:
                blocks[actor, key].append(event)
    for block in blocks.values():
        if len(block) > 1:
            block.sort()
            yield block


def _compare(block: list[_Event], told: dict[str, tuple[str, str]]) -> None:
    """Compare the events of a block whose days meet; each is told of one at most."""
    open_: list[_Event] = []
    for event in block:
        open_ = [other for other in open_ if other.last >= event.first][-_MOST:]
        if event.path not in told:
            for other in reversed(open_):
                if other.path != event.path and (why := _alike(event, other)):
                    told[event.path] = (other.facts.id, why)
                    break
        open_.append(event)


def _alike(event: _Event, other: _Event) -> str:
    """Why two events look like one; nothing where they do not, or where the editor has linked them."""
    shared = len(event.words & other.words)
    if shared and 3 * shared >= 2 * len(event.words | other.words):
        why = "same days, an actor shared, titles alike"
    elif not set(event.facts.runs).isdisjoint(other.facts.runs):
        why = "same days, an actor shared, the same quote"
    else:
        return ""
    one, two = event.facts, other.facts
    linked = any(to == two.id for _, to in one.links) or any(to == one.id for _, to in two.links)
    return "" if linked else why
