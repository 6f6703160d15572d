"""What each side of a merge brought, counted."""

import pytest

from timeline.changes.merging.taken import taken
from timeline.model.event import Event
from timeline.model.register.entry import ActorEntry

BASE = 'title = "A"\ndate = 2024\ntags = ["a", "b"]\nactors = ["Joe Biden", { name = "X", role = "agent" }]\n'


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "said"),
    [
        (BASE, BASE.replace('"A"', '"B"').replace("2024", "2025"), BASE.replace('"b"', '"b", "c"').replace('"Joe Biden", ', ""), "2 fields from ours, 1 tag and 1 actor from theirs"),
        (BASE, BASE.replace('role = "agent"', 'role = "target"'), BASE + "mine = 1\n", "1 actor from ours, 1 field from theirs"),
        (BASE, BASE + "# x\n", BASE.replace('["a"', '[  "a"'), "the same, or comments alone, from both"),
        (BASE, BASE.replace('"A"', '"B"'), BASE.replace('"A"', '"B"') + 'lang = "en"\n', "1 field from theirs"),
        (BASE, BASE.replace('"a", "b"', '"a", "b", "c", "d"'), BASE.replace('"a", "b"', '"b", "c"'), "1 tag from ours, 1 tag from theirs"),
        (None, 'tags = "x"\n', 'tags = ["y"]\nsources = ["Reuters", "BBC"]\n', "1 field from ours, 1 tag and 2 sources from theirs"),
        ("", "tags = [1]\nactors = [2]\n", 'sources = ["Reuters", 3]\nx = [1]\n', "1 tag and 1 actor from ours, 2 sources and 1 field from theirs"),
        ("x = ", "a = 1\n", "b = 1\n", "1 field from ours, 1 field from theirs"),
    ],
)  # fmt: skip
def test_of_an_event(base: str | None, ours: str, theirs: str, said: str) -> None:
    assert taken(base, ours, theirs, Event) == said


def test_of_other_files() -> None:
    base = '[nyt]\nname = "NYT"\n'
    assert taken(base, base + '[bbc]\nname = "BBC"\n', base + '[r]\nname = "R"\n[s]\nname = "S"\n', ActorEntry) == "1 entry from ours, 2 entries from theirs"  # fmt: skip
    assert taken("", 'title = "A"\n', 'timezone = "UTC"\n', None) == "1 field from ours, 1 field from theirs"
