"""The draft that an editor opens for a new event."""

import tomllib

import pytest

from timeline.authoring import skeleton
from timeline.eventfile import reader
from timeline.model.event import Event, table

BLANK = skeleton.draft({"title": "A", "date": "2024-11-18"})


@pytest.mark.parametrize("key", [key for key, row in table(Event).items() if not row.vouches])
def test_every_key_is_offered_in_a_form_that_is_read(key: str) -> None:
    line = next(line for line in BLANK.splitlines() if line.removeprefix("# ").startswith((f"{key} =", f"{key}.")))
    given = BLANK.replace(line, line.removeprefix("# "))
    event, problems = reader.read(given.encode(), "", "")
    assert event is not None
    assert problems == []
    assert key in tomllib.loads(given)


def test_our_words_go_and_those_of_a_person_stay() -> None:
    theirs = 'title = "A" # sic\n# who\nsummary = """\n#\n# where\n"""\n'
    draft = BLANK.replace('title = "A"\n', theirs)
    assert skeleton.without(draft) == theirs + "date = 2024-11-18\n"


def test_what_is_given_stands_in_it() -> None:
    given = {"title": "A", "date": "2024", "tags": ("b",), "sources": ({"id": "c", "name": "C"},)}
    event, _ = reader.read(b'title = "A"\ndate = "2024"\ntags = ["b"]\nsources = ["C, citing D"]\n', "", "")
    assert event is not None
    draft = skeleton.draft({key: getattr(event, key) for key in given})
    assert reader.read(draft.encode(), "", "")[0] == event
    assert "# tags" not in draft
