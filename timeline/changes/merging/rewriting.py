"""A text that comes to hold what two sides say together: edited where they say otherwise, in the words of who wrote it.

Knows values, and where each came from; must not know conflicts, nor comments that stand outside of a value.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from timeline.changes.matching import Plain
from timeline.changes.merging.entries import table_of
from timeline.changes.merging.remarks import FileVersion
from timeline.changes.merging.three_way import Settled
from timeline.eventfile.editor import edit
from timeline.toml.parser import held, same
from timeline.toml.positions import KeyPath, Positions


def rewritten(text: str, old: Plain, new: Plain, came: Mapping[KeyPath, Sequence[int | None]]) -> str:
    """A text that holds other values than it did; what stays in it is as it was written.

    Args:
        text: the text.
        old: its values.
        new: those that it is to hold.
        came: of each list of entries in the new ones: where each entry was in the old ones; None: nowhere.

    Raises:
        TimelineError: it cannot be written.
    """
    changes: dict[KeyPath, Any] = {}
    lists: dict[KeyPath, Any] = {}
    _change(old, new, (), (), came, changes, lists)
    for some in (changes, lists):
        text = edit(text, some) if some else text
    return text


def _change(
    old: Plain,
    new: Plain,
    at: KeyPath,
    new_at: KeyPath,
    came: Mapping[KeyPath, Sequence[int | None]],
    changes: dict[KeyPath, Any],
    lists: dict[KeyPath, Any],
) -> None:
    """Find the values that are others, and the lists whose entries are."""
    for key in {**old, **new}:
        was, now, here, there = old.get(key), new.get(key), (*at, key), (*new_at, key)
        if isinstance(was, dict) and isinstance(now, dict):
            _change(was, now, here, there, came, changes, lists)
        elif there in came and isinstance(was, list) and isinstance(now, list):
            kept = [place for place in came[there] if place is not None]
            for place, before in enumerate(came[there] if kept else ()):
                if before is None:
                    continue
                if isinstance(was[before], dict) and isinstance(now[place], dict):
                    _change(was[before], now[place], (*here, before), (*there, place), came, changes, lists)
                elif not same(was[before], now[place]):
                    changes[*here, before] = table_of(key, now[place]) if isinstance(was[before], dict) else now[place]
            changes |= {(*here, place): None for place in range(len(was)) if kept and place not in kept}
            if len(kept) < len(now) or kept != sorted(kept) or len(was) > len(kept) == 0:
                lists[here] = now
        elif not same(was, now):
            changes[here] = now


def laid_out(text: str, settled: Settled, three: Sequence[FileVersion]) -> str:
    """The text with each value that theirs alone has written as it is written there, with the comments in it.

    Args:
        text: it holds the values that are settled.
        settled: what the three come to.
        three: the base, ours and theirs.
    """
    positions, theirs = Positions(text), three[2]
    parts: list[str] = []
    at = 0
    for mark in positions.marks:
        path, span = mark.path, positions.spans.get(mark.path)
        if span is None or span.start < at or span.start == span.end or mark.kind in {"comment", "open", "close"}:
            continue
        its = settled.there(2, path)
        if its is None or not theirs.positions.is_value(its) or not _is_theirs(settled, three, path, its):
            continue
        raw = theirs.text[slice(*theirs.positions.spans[its][1:])]
        if mark.kind == "statement" or "\n" not in raw:
            parts += [text[at : span.start], raw]
            at = span.end
    return "".join([*parts, text[at:]])


def _is_theirs(settled: Settled, three: Sequence[FileVersion], path: KeyPath, its: KeyPath) -> bool:
    """Whether a value is that of theirs, and not of ours, which has no comment of its own in it either."""
    value, mine = held(settled.values, path), settled.there(1, path)
    if not same(value, held(three[2].values, its)):
        return False
    if mine is None or not three[1].holds(mine):
        return True
    old = settled.there(0, path)
    before = three[0].said_of(old) if old is not None else set()
    return not same(value, held(three[1].values, mine)) and three[1].said_of(mine) == before
