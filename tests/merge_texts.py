"""Short texts of events and registers, merged: what tests of the merge say of them."""

from collections.abc import Iterator
from itertools import product

from msgspec import Struct

from timeline.changes.merge import How, Merged, merge
from timeline.model.event import Event
from timeline.toml.conflicts import Side, reading, regions

HEAD = 'title = "T"\ndate = "2024-11-17"\n'
"""What an event needs; its tests write only what comes after it."""
PLAIN = How()


def merged(base: str, ours: str, theirs: str, how: How = PLAIN) -> str:
    """What stands behind the head of an event, once three versions of that are merged."""
    made = of_event(base, ours, theirs, how).text
    return made.removeprefix(HEAD)


def of_event(base: str, ours: str, theirs: str, how: How = PLAIN) -> Merged:
    """Three versions of what stands behind the head of an event, merged."""
    return merge(HEAD + base, HEAD + ours, HEAD + theirs, how, Event)


def of_table(base: str, ours: str, theirs: str, of: type[Struct] | None) -> Merged:
    """Three versions of a register, or of the settings, merged."""
    return merge(base, ours, theirs, PLAIN, of)


def clash(label: str, ours: str, theirs: str) -> str:
    """A conflict as it stands in a text."""
    return f"<<<<<<< ours: {label}\n{ours}=======\n{theirs}>>>>>>> theirs: {label}\n"


def choices(text: str) -> Iterator[str]:
    """The text by every choice of sides."""
    found = regions(text)
    both: tuple[Side, ...] = ("ours", "theirs")
    for sides in product(both, repeat=len(found)):
        made = text
        for region, side in reversed([*zip(found, sides, strict=True)]):
            made = reading(made, side, [region])
        yield made
