"""Family EDI: editions, which stay what they were (checks/editions.py)."""

from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.editions import FORK, forks, verify
from timeline.checks.registry import rule
from timeline.errors import Problem


@rule("EDI901", "edition-changed", "error", of="corpus")
def edition_changed(corpus: Corpus) -> Iterator[Problem]:
    """An edition, or what it names, is no longer what it was."""
    if corpus.manifests and corpus.outside.editions:
        yield from verify(corpus.outside.editions, corpus.manifests)


@rule(FORK, "edition-fork", "warning", of="corpus")
def edition_fork(corpus: Corpus) -> Iterator[Problem]:
    """Two editions were made side by side, and none follows both."""
    return forks(corpus.manifests)
