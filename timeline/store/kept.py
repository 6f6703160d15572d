"""What was worked out and is kept in the index of a chronology: of single files, or of a whole answer.

Knows how a chronology is asked; must not know what is kept, nor how it is worked out.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from msgspec import msgpack

from timeline.store.answer import Answer
from timeline.store.chronology import Chronology
from timeline.store.index import answer_cache, report_cache
from timeline.store.index.database import Index
from timeline.store.search.compiler import Question
from timeline.store.search.matches import Answering, records

T = TypeVar("T")


def of_files(chronology: Chronology, stamp: bytes, blobs: Mapping[str, str], of: type[T]) -> dict[str, T]:
    """Give what is kept of single files whose content is as it was (store/index/report_cache.py)."""
    return chronology.through_index(lambda at: report_cache.kept(at, stamp, blobs, of), fill=False)


def keep_of_files(chronology: Chronology, stamp: bytes, blobs: Mapping[str, str], values: Mapping[str, object]) -> None:
    """Keep what was worked out of single files; what cannot be kept is worked out again."""
    report_cache.keep(_index(chronology), stamp, blobs, values)


def of_answer(
    chronology: Chronology, asked: Question, stamp: bytes, work: Callable[[Iterator[Answering]], bytes]
) -> tuple[bytes, Answer]:
    """Give what is worked out of the events that answer, once for each state of the files.

    An answer without entries tells what could not be read.

    Args:
        chronology: what is asked.
        asked: the question.
        stamp: tells whose work it is, and what else it depends on.
        work: makes it of the events in the order of their dates, which come one by one.
    """
    key = chronology.through_index(lambda at: answer_cache.state(at, repr((asked, stamp)).encode()))
    if known := chronology.through_index(lambda at: answer_cache.kept(at, key)):
        undated, data = msgpack.decode(known, type=tuple[int, bytes])
        return data, Answer([], *chronology.through_index(chronology.faults), undated)
    data, met = chronology.answered(asked, lambda at: work(records(at, asked)))
    answer_cache.keep(_index(chronology), key, msgpack.encode((met.undated, data)))
    return data, met


def _index(chronology: Chronology) -> Index:
    return chronology.index or Index(chronology.root, chronology.cache)
