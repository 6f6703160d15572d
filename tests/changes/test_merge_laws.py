"""What holds of every merge, whatever two people have done to an event."""

from collections import Counter
from itertools import product
from random import Random
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merge_triples import Triple, triple
from timeline.changes.merge import How, Merged, merge
from timeline.model.elements import as_table
from timeline.toml.conflicts import reading, regions
from timeline.toml.parser import parse_toml
from timeline.toml.positions import Positions

SIDES: tuple[Literal["ours", "theirs"], ...] = ("ours", "theirs")
MOST = 4
"""So many conflicts are tried in every choice of sides."""


@given(st.randoms(use_true_random=False))
def test_the_laws(random: Random) -> None:
    assert not broken(triple(random))


def test_the_laws_in_long_runs(request: pytest.FixtureRequest, record_property: Any) -> None:
    number, first = (request.config.getoption(name) for name in ("long", "first"))
    found: Counter[str] = Counter()
    for seed in range(first, first + (number or 20)):
        three = triple(Random(seed))
        assert not (why := broken(three)), (seed, why)
        found["conflict" if merge(*three, How()).conflicts else "clean"] += 1
    if number:
        record_property("figures", f"merges: {number:,}; {found['clean']:,} clean, {found['conflict']:,} in conflict")


def broken(three: Triple) -> str:
    """Which law does not hold; empty: all do."""
    base, ours, theirs = three
    if merge(base, ours, ours, How()) != Merged(ours):
        return "merge(o, a, a) = a"
    if merge(base, ours, base, How()) != Merged(ours) or merge(base, base, theirs, How()) != Merged(theirs):
        return "merge(o, a, o) = a, merge(o, o, b) = b"
    for new in (base, None):
        made, other = merge(new, ours, theirs, How()), merge(new, theirs, ours, How())
        if bool(made.conflicts) != bool(other.conflicts):
            return f"the verdict is the same from both sides: {made.conflicts} {other.conflicts}"
        if why := _broken_text(new or "", ours, theirs, made):
            return why
        if not made.conflicts and _unordered(_values(made.text)) != _unordered(_values(other.text)):
            return "the same comes of it from both sides, up to order"
    made = merge(base, ours, theirs, How())
    if not made.conflicts:
        return ""
    with_base = merge(base, ours, theirs, How(with_base=True, names=("HEAD", "b"))).text
    for side in SIDES:
        values = _values(reading(made.text, side))
        favoured = merge(base, ours, theirs, How(favor=side))
        if favoured.conflicts or _values(favoured.text) != values:
            return f"favor {side}"
        if _values(reading(with_base, side)) != values:
            return "with the base shown"
    why = _broken_text(base, ours, theirs, merge(base, ours, theirs, How(strict=True)))
    return f"strict: {why}" if why else ""


def _broken_text(base: str, ours: str, theirs: str, made: Merged) -> str:
    held = regions(made.text)
    if bool(held) != bool(made.conflicts):
        return f"a conflict is in the text, and nowhere else: {made}"
    each = [reading(made.text, "ours"), reading(made.text, "theirs")]
    if 1 < len(held) <= MOST:
        for sides in product(SIDES, repeat=len(held)):
            parts, at = [], 0
            for region, taken in zip(held, sides, strict=True):
                parts += [made.text[at : region.start], region.side(taken)]
                at = region.end
            each.append("".join(parts) + made.text[at:])
    for text in each:
        _values(text)
    said = set().union(*(_scalars(_values(text)) for text in each[:2]))
    for side in (ours, theirs):
        if lost := _scalars(_values(side)) - _scalars(_values(base)) - said:
            return f"every new value is in the text: {lost}"
        if lost := {line for line in _comments(side) - _comments(base) if line not in made.text}:
            return f"every new comment is in the text: {lost}"
    if not made.conflicts:
        return _broken_values(_values(base), _values(ours), _values(theirs), _values(made.text))
    return ""


def _broken_values(base: Any, ours: Any, theirs: Any, made: Any) -> str:
    for name, faults in (("ids", _twice_ids), ("actors", _twice_actors), ("citations", _dangling)):
        if new := faults(made) - faults(ours) - faults(theirs):
            return f"no {name} that neither side has: {new}"
    return ""


def _twice_ids(values: Any) -> set[str]:
    often = Counter(source.get("id") for source in values.get("sources", ()))
    return {str(id_) for id_, number in often.items() if number > 1}


def _twice_actors(values: Any) -> set[str]:
    each = [{"name": a, "role": "participant"} if isinstance(a, str) else a for a in values.get("actors", ())]
    often = Counter((a["name"], a.get("role", "participant")) for a in each)
    return {str(name) for name, number in often.items() if number > 1}


def _dangling(values: Any) -> set[str]:
    ids = {source.get("id") for source in values.get("sources", ())}
    cited = {id_ for source in values.get("sources", ()) for id_ in source.get("cites", ())}
    cited |= {id_ for figure in values.get("figures", ()) for id_ in figure.get("according_to", ())}
    return cited - ids


def _values(text: str) -> dict[str, Any]:
    return parse_toml(text.encode())


def _comments(text: str) -> set[str]:
    return {comment for _, comment in Positions(text).comments}


def _scalars(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(_scalars, value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*map(_scalars, value)) if value else set()
    return {repr(line) for line in value.split("\n")} if isinstance(value, str) else {repr(value)}


def _unordered(value: Any) -> Any:
    if isinstance(value, dict):
        named = {key: [as_table(key, entry) for entry in value[key]] for key in ("actors", "places") if key in value}
        return {key: _unordered(held) for key, held in sorted({**value, **named}.items())}
    return sorted(map(repr, map(_unordered, value))) if isinstance(value, list) else value
