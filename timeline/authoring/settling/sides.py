"""Conflicts in a text settled by one of their sides, by both, or by a value; all others stay in it, byte by byte.

Knows the lines between markers and the values that they give; must not know files, git, or what a person typed.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import Any

from timeline.errors import DataError, UsageError
from timeline.eventfile import editor
from timeline.eventfile.conflicts import Conflict
from timeline.eventfile.conflicts import label as called
from timeline.model.elements import marks
from timeline.model.event import Event, table
from timeline.text.difference import same_start
from timeline.toml.conflicts import Region, Side, reading, regions, with_side
from timeline.toml.parser import parse_toml, same
from timeline.toml.positions import Positions

SIDES: tuple[Side, Side] = ("ours", "theirs")
EDITOR = "take a side, or settle it in your editor with --edit"


class NotBothError(UsageError):
    """Two sides cannot stand side by side."""


def taken(text: str, numbers: Collection[int], side: Side) -> str:
    """The text with one side of some of its conflicts, known by their numbers."""
    return reading(text, side, [region for n, region in enumerate(regions(text)) if n in numbers])


def changed(text: str, change: Callable[[str], str]) -> str:
    """The text with a change of our reading of it; what is in conflict stays as it is.

    Args:
        text: with the markers of conflicts, or without.
        change: makes a new text of one without markers.

    Raises:
        UsageError: the change is one of what is in conflict.
        TimelineError: whatever `change` raises.
    """
    plain = reading(text)
    new = change(plain)
    start = same_start(plain, new)
    rest = min(len(plain), len(new)) - start
    same_end = min(rest, same_start(plain[::-1], new[::-1]))
    end = len(plain) - same_end
    ahead = 0  # how many characters of markers, and of their side, stand before
    for region in regions(text):
        at = region.start - ahead
        if end <= at:
            break
        if start < at + len(region.ours):
            raise UsageError("what is to be changed is in conflict", "settle the other conflicts of it first")
        ahead += region.end - region.start - len(region.ours)
    return text[: start + ahead] + new[start : len(new) - same_end] + text[end + ahead :]


def both(text: str, conflict: Conflict) -> str:
    """The text in which both sides of a conflict stand: the elements of either, or its comments.

    Raises:
        NotBothError: they cannot; the message says why.
    """
    region = regions(text)[conflict.number]
    label = called(conflict)
    if not (region.ours.strip() and region.theirs.strip()):
        has, lacks = ("ours", "theirs") if region.ours.strip() else ("theirs", "ours")
        raise NotBothError(f"{label} is in {has}, and not in {lacks}", f"--{has} keeps it, --{lacks} leaves it out")
    try:
        ours, theirs = (parse_toml(with_side(text, conflict.number, side).encode()) for side in SIDES)
    except ValueError:
        raise NotBothError(f"{label}: its sides are no whole statements", EDITOR) from None
    wanted = _union(ours, theirs, (), label)
    return _with_both(text, region, wanted, label)


def _with_both(text: str, region: Region, wanted: Any, label: str) -> str:
    """The text with what both sides say: as they write it, where that is TOML; else with what theirs adds to ours."""
    before, after = text[: region.start], text[region.end :]
    comments = {*_comments(region.ours), *_comments(region.theirs)}
    merged = _remarks_of_theirs(region) + region.ours
    for middle in (region.ours + region.theirs, merged):
        if _says(reading(before) + middle + reading(after), wanted) and comments <= {*_comments(middle)}:
            return before + middle + after

    def grown(plain: str) -> str:
        now = parse_toml(plain.encode())
        return editor.edit(plain, {(key,): value for key, value in wanted.items() if not same(value, now.get(key))})

    new = ""
    with suppress(DataError):  # TOML has two forms for some lists, which cannot be one
        new = changed(before + merged + after, grown)
    if not _says(reading(new), wanted):
        raise NotBothError(f"{label}: what both say cannot be written as one", EDITOR)
    if not comments <= {*_comments(reading(new))}:
        raise NotBothError(f"{label}: a comment in it would be lost", EDITOR)
    return new


def ours_with_comments(text: str, number: int) -> str:
    """The text with our side of a conflict, and with the comments that theirs has on lines of their own."""
    region = regions(text)[number]
    return text[: region.start] + _remarks_of_theirs(region) + region.ours + text[region.end :]


def _remarks_of_theirs(region: Region) -> str:
    """The lines of comment that theirs has and ours has not."""
    ours = region.ours.splitlines()
    lines = region.theirs.splitlines(keepends=True)
    return "".join(line for line in lines if line.lstrip()[:1] == "#" and line.rstrip("\r\n") not in ours)


def _says(text: str, wanted: Any) -> bool:
    try:
        return same(parse_toml(text.encode()), wanted)
    except ValueError:
        return False


def _comments(text: str) -> list[str]:
    """The comments of a text that is TOML, or of lines of it."""
    return [comment for _, comment in Positions(text).comments]


def _union(ours: Any, theirs: Any, way: tuple[str, ...], label: str) -> Any:
    """What both say: of lists the elements of either, of tables the keys.

    Raises:
        NotBothError: there is one value for both.
    """
    if same(ours, theirs):
        return ours
    if isinstance(ours, dict) and isinstance(theirs, dict):
        shared = {
            key: _union(value, theirs[key], (*way, key), label) if key in theirs else value
            for key, value in ours.items()
        }
        return shared | {key: value for key, value in theirs.items() if key not in shared}
    if isinstance(ours, list) and isinstance(theirs, list):
        row = table(Event).get(way[0]) if len(way) == 1 else None
        keys = marks(row.struct).whole if row and row.struct else ()
        return _all_elements(ours, theirs, way, keys, label)
    name = way[-1] if way else label
    said = f"{label} cannot hold what both say" + ("" if name == label else f": {name} has one value")
    is_field = label in {name, ".".join(way)}  # of several, or of a whole entry, there is no one value to be given
    raise NotBothError(said, f"--ours, --theirs, or --set {label}=VALUE" if is_field else EDITOR)


def _all_elements(
    ours: Sequence[Any], theirs: Sequence[Any], way: tuple[str, ...], keys: Sequence[str], label: str
) -> list[Any]:
    """The elements of either list; one that is in both, by what it is known by, holds what both say of it.

    Args:
        ours: the one list.
        theirs: the other.
        way: to the list.
        keys: by which its elements are known.
        label: of the conflict.

    Raises:
        NotBothError: as in `_union`.
    """

    def known_by(element: Any) -> tuple[Any, ...]:
        held = [element.get(key) for key in keys] if isinstance(element, dict) else []
        return tuple(held) if any(held) else ()

    found = [*ours]
    for element in theirs:
        if any(same(element, other) for other in found):
            continue
        called = known_by(element)
        twin = next((n for n, other in enumerate(found) if called and known_by(other) == called), None)
        if twin is None:
            found.append(element)
        else:
            found[twin] = _union(found[twin], element, (*way, str(called[0])), label)
    return found
