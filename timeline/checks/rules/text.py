"""TXT: titles that do not read like titles, or that take back what the status says."""

import re
from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.files import EventFile
from timeline.checks.fixes import put
from timeline.checks.registry import rule
from timeline.errors import Problem

_LONGEST = 120
_SHORTEST_SHOUT = 12
"""Letters; shorter titles in capitals may be a name."""
_ABBREVIATIONS = frozenset(("inc", "ltd", "co", "corp", "jr", "sr", "st", "etc", "no", "bros", "dr"))
"""Words to which the stop belongs, beside those with another within, as in `U.S.`."""
_HEDGE = re.compile(
    r"\b(reportedly|allegedly|purportedly|supposedly|apparently|possibly|probably|presumably|said to|believed to"
    r"|thought to|rumou?red)\b",
    re.IGNORECASE,
)


@rule("TXT801", "title-form", "note", of="event")
def title_form(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A title that is too long, ends in a full stop, or is all in capitals."""
    title = file.event.title
    stripped = title.rstrip()
    if len(title) > _LONGEST:
        message = f"the title has {len(title)} characters"
        yield file.problem(("title",), message, "at most 120; the summary takes the rest")
    last = stripped.rpartition(" ")[2][:-1]
    if stripped.endswith(".") and "." not in last and last.casefold() not in _ABBREVIATIONS:
        fix = put(("title",), stripped[:-1])
        yield file.problem(("title",), "the title ends in a full stop", "a title has none", fix=fix)
    if title.isupper() and sum(map(str.isalpha, title)) >= _SHORTEST_SHOUT:
        yield file.problem(("title",), "the title is all in capitals", "write it as a sentence")


@rule("TXT802", "hedge-mismatch", "note", of="event")
def hedge_mismatch(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A title that doubts what the status confirms."""
    if file.event.status == "confirmed" and (hedge := _HEDGE.search(file.event.title)):
        message = f'the title says "{hedge[0]}", the status is confirmed'
        yield file.problem(("title",), message, "one of the two is out of date", offset=hedge.start())
