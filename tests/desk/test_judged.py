"""Each event of an input beside what is here: laws of identity, revision and conflict."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import Run
from timeline.desk import identity, judged
from timeline.desk.judged import Incoming
from timeline.desk.verdict import Verdict, counts
from timeline.eventfile import reader
from timeline.model.event import Event, Link, Place, Source, replace
from timeline.model.imported import imported
from timeline.store import writing
from timeline.store.chronology import Chronology

FERRY = Event(
    title="Ferry sinks",
    date="2024-01-16",
    tags=("sea",),
    sources=(Source(id="k", publisher="Kathimerini"),),
    x={"killed": 3},
)
BRIDGE = Event(title="Bridge closes", date="2024-01-20~", summary="For repairs.")


def taken_in(events: Sequence[Event], name: str = "harbour", ids: Sequence[str] = ()) -> list[Verdict]:
    """What becomes of events with the keys 1, 2 …, once it is written."""
    chronology = Chronology("events")
    held = [Incoming(f"in:{n}", str(n), event, ids[n - 1] if ids else "") for n, event in enumerate(events, 1)]
    known = identity.known(chronology)
    found = [*judged.verdicts(chronology, name, held, known), *judged.gone(name, [one.key for one in held], known)]
    new = [(v.id, v.text) for v in found if v.text and not v.seen]
    changed = [(v.id, v.text, v.seen) for v in found if v.seen]
    writing.write_many(chronology, new, changed, lambda *_: None)
    return found


def fates(found: Sequence[Verdict]) -> dict[str, int]:
    return {fate: n for fate, n in counts(found).items() if n}


def path(id_: str) -> Path:
    return Path("events/2024", f"{id_}.toml")


@pytest.fixture
def ferry(empty: Path) -> Path:
    """The file of the first of two events that were taken in."""
    assert fates(taken_in([FERRY, BRIDGE])) == {"added": 2}
    return path("2024-01-16-ferry-sinks")


def test_the_same_again_adds_nothing(ferry: Path) -> None:
    before = ferry.read_bytes()
    assert fates(taken_in([FERRY, BRIDGE])) == {"unchanged": 2}
    assert ferry.read_bytes() == before
    event, _ = reader.read(before, "", "")
    assert event is not None
    assert event.x["import"]["set"] == "harbour"
    assert event.x["import"]["key"] == "1"
    assert event.x["import"]["seen"].keys() == {"title", "date", "tags", "sources", "x.killed"}
    assert fates(taken_in([FERRY, BRIDGE], "another")) == {"added": 2}


def test_a_revised_row_changes_that_field_alone(ferry: Path) -> None:
    ferry.write_text(
        "# ours\n" + ferry.read_text(encoding="utf-8").replace("tags", "note = 'call them'\ntags", 1), encoding="utf-8"
    )
    revised = replace(FERRY, x={"killed": 4})
    (first, second) = taken_in([revised, BRIDGE])
    assert (first.fate, first.said, second.fate) == ("changed", "x.killed: 3 -> 4", "unchanged")
    text = ferry.read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert "x.killed = 4" in text
    assert "note = 'call them'" in text
    assert fates(taken_in([revised, BRIDGE])) == {"unchanged": 2}


def test_what_a_revision_no_longer_says_goes_and_what_it_says_anew_comes(ferry: Path) -> None:
    (first, _) = taken_in([replace(FERRY, tags=(), summary="At night."), BRIDGE])
    assert (first.fate, first.said) == ("changed", 'summary: nothing -> "At night."; tags: ["sea"] -> nothing')
    text = ferry.read_text(encoding="utf-8")
    assert "tags" not in text
    assert 'summary = "At night."' in text


def test_an_edit_here_stays_unless_the_row_is_revised_too(ferry: Path, run: Run) -> None:
    assert run("-q", "edit", "ferry", "--title", "Ferry founders", "--unset", "x.killed").code == 0
    assert fates(taken_in([FERRY, BRIDGE])) == {"unchanged": 2}
    revised = replace(FERRY, title="Ferry capsizes", tags=("sea", "night"), x={"killed": 5})
    (first, _) = taken_in([revised, BRIDGE])
    assert first.fate == "conflicts"
    assert first.said.split("; ") == [
        'tags: ["sea"] -> ["sea", "night"]',
        'title: "Ferry founders" here, in the input "Ferry capsizes"',
        "x.killed: nothing here, in the input 5",
        "what was edited here stays",
    ]
    text = ferry.read_text(encoding="utf-8")
    assert "Ferry founders" in text
    assert "killed = " not in text
    assert "night" in text
    (first, _) = taken_in([revised, BRIDGE])
    assert (first.fate, first.text) == ("conflicts", "")


def test_both_may_say_the_same_by_now(ferry: Path, run: Run) -> None:
    assert run("-q", "edit", "ferry", "--title", "Ferry founders").code == 0
    (first, _) = taken_in([replace(FERRY, title="Ferry founders"), BRIDGE])
    assert (first.fate, first.said) == ("unchanged", "")
    assert fates(taken_in([replace(FERRY, title="Ferry capsizes"), BRIDGE])) == {"changed": 1, "unchanged": 1}


def test_another_form_of_the_same_is_no_edit(ferry: Path, run: Run) -> None:
    text = ferry.read_text(encoding="utf-8").replace("date = 2024-01-16", '"date"   = "2024-01-16"  # a Tuesday')
    ferry.write_text(
        "\n".join(reversed(text.partition("\n[[")[0].splitlines())) + "\n[[" + text.partition("\n[[")[2],
        encoding="utf-8",
    )
    assert run("-q", "fmt").code == 0
    assert fates(taken_in([FERRY, BRIDGE])) == {"unchanged": 2}
    assert fates(taken_in([replace(FERRY, date="2024-01-17"), BRIDGE])) == {"changed": 1, "unchanged": 1}


def test_a_row_that_is_not_there_any_more_is_told_and_stays(ferry: Path) -> None:
    (first, gone) = taken_in([FERRY])
    assert (first.fate, gone.fate, gone.id) == ("unchanged", "gone", "2024-01-20-bridge-closes")
    assert path(gone.id).exists()


def test_a_renamed_or_moved_event_is_the_same(ferry: Path, run: Run) -> None:
    assert run("-q", "mv", "ferry", "2024-01-16-the-ferry").code == 0
    assert fates(taken_in([FERRY, BRIDGE])) == {"unchanged": 2}


def test_two_files_of_one_row_are_a_conflict(ferry: Path) -> None:
    path("2024-01-16-copy").write_bytes(ferry.read_bytes())
    (first, _) = taken_in([FERRY, BRIDGE])
    assert first.fate == "conflicts"
    assert first.said == "2024-01-16-copy and 2024-01-16-ferry-sinks are all of this row: which one is?"


def test_links_lead_to_where_events_are_here(empty: Path) -> None:
    linked = replace(BRIDGE, links=(Link(type="follows", to="there 1"),))
    ids = ("there 1", "2024-there-2")
    assert fates(taken_in([FERRY, linked], ids=ids)) == {"added": 2}
    assert 'to = "2024-01-16-ferry-sinks"' in path("2024-there-2").read_text(encoding="utf-8")
    assert fates(taken_in([FERRY, linked], ids=ids)) == {"unchanged": 2}


def test_what_somebody_else_keeps_there_is_no_import() -> None:
    for own in ({}, {"import": 1}, {"import": {"set": 1, "key": "a", "seen": {}}}):
        assert imported(Event(title="A", date="2024", x=own)) is None


def test_a_file_that_cannot_be_read_is_not_written_a_second_time(ferry: Path) -> None:
    ferry.write_text(ferry.read_text(encoding="utf-8").replace("date = ", "date = = "), encoding="utf-8")
    (first, second) = taken_in([FERRY, BRIDGE])
    assert (first.fate, second.fate) == ("conflicts", "unchanged")
    assert first.said == f"it seems to be {ferry}, which cannot be read: mend it first"
    assert fates(taken_in([FERRY, BRIDGE], "another")) == {"added": 2}


def test_a_file_that_is_broken_meanwhile_is_a_conflict(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chronology = Chronology("events")
    known = identity.known(chronology)
    ferry.write_text(ferry.read_text(encoding="utf-8").replace("date = ", "date = = "), encoding="utf-8")
    held = [Incoming("in:1", "1", replace(FERRY, title="Ferry founders"))]
    (first,) = judged.verdicts(chronology, "harbour", held, known)
    assert first.fate == "conflicts"
    assert "its file cannot be read: " in first.said


def test_what_may_be_confidential_is_named_alone(ferry: Path, run: Run) -> None:
    assert run("-q", "edit", "ferry", "--set", "sources.k.confidential=true", "--note", "a secret").code == 0
    revised = replace(FERRY, sources=(Source(id="k", publisher="Ta Nea"),), note="another")
    (first, _) = taken_in([revised, BRIDGE])
    assert (first.fate, first.said) == (
        "conflicts",
        "note, otherwise here; sources, otherwise here; what was edited here stays",
    )
    (first, _) = taken_in([replace(FERRY, places=(Place(name="Samos"),)), BRIDGE], "harbour")
    assert first.said == 'places: nothing -> ["Samos"]'
