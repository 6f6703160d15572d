"""What a chronology answers: the events, and what could not be read on the way. Must not know how they are found."""

from typing import NamedTuple

from timeline.errors import Problem
from timeline.records.entry import Entry


class Answer(NamedTuple):
    """The events asked for, in order, and what could not be read on the way."""

    entries: list[Entry]
    problems: list[Problem]
    """Files that could not be read."""
    doubts: list[Problem]
    """Parts that could not be read, of files and registers that were."""
    undated: int = 0
    """Events that answer, and are left out since nobody knows when their sources were published."""
