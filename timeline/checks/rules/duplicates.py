"""DUP: two files that tell of one event.

Never compares all pairs: what shares a rare word of the title and its numbers is looked at more closely, day by day.
What makes two events alike is said in checks/gist.py.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from timeline.checks.corpus import Corpus
from timeline.checks.gist import Gist, is_usual, why_alike
from timeline.checks.registry import rule
from timeline.dates.calendar import bounds
from timeline.errors import Problem
from timeline.text.shell import command

_MOST = 100
"""With so many of its neighbours one event is compared in each block: beyond, a block is no hint of anything."""
_Dated = tuple[int, int, str, Gist]
"""First and last day, the path, and what is compared."""


@rule("DUP401", "possible-duplicate", "warning", of="corpus")
def possible_duplicate(corpus: Corpus) -> Iterator[Problem]:
    """Two files that look like one event."""
    told: dict[str, tuple[str, str]] = {}
    first = {gist.id: path for path, gist in reversed(corpus.gists.items())}  # SCH007 tells of two files with one ID
    gists = {path: gist for path, gist in corpus.gists.items() if first[gist.id] == path}
    common = Counter(word for gist in gists.values() for word in gist.words)
    for block in _blocks(gists, common):
        _compare(block, lambda word: is_usual(common[word], len(gists)), told)
    for path, (other, why) in sorted(told.items()):
        file, hint = corpus.file(path), "one event? keep one; two? link them"
        yield file.problem(("title",), f"looks like {other}: {why}", hint, offer=command("show", of=[file.id, other]))


def _blocks(gists: Mapping[str, Gist], common: Mapping[str, int]) -> Iterator[list[_Dated]]:
    """Events that may be alike, in the order of their days.

    Two titles that share two thirds of their words share one of the rarest: of n words in the order of how rare they
    are, one of the first n - ⌈2n/3⌉ + 1 (prefix filtering; Chaudhuri, Ganti and Kaushik, ICDE 2006).
    """
    blocks: dict[object, list[_Dated]] = defaultdict(list)
    for path, gist in gists.items():
        event = (*bounds(*gist.days), path, gist)
        rare = sorted(gist.words, key=lambda word: (common[word], word))
        for word in rare[: len(rare) - -(-2 * len(rare) // 3) + 1]:
            blocks[word, gist.numbers].append(event)
    return (sorted(block) for block in blocks.values() if len(block) > 1)


def _compare(block: list[_Dated], usual: Callable[[str], bool], told: dict[str, tuple[str, str]]) -> None:
    """Compare the events of a block whose days meet; each is told of one at most."""
    open_: list[_Dated] = []
    for event in block:
        first, _, path, gist = event
        open_ = [other for other in open_ if other[1] >= first][-_MOST:]
        if path not in told:
            for *_, other in reversed(open_):
                if why := why_alike(gist, other, usual):
                    told[path] = (other.id, why)
                    break
        open_.append(event)
