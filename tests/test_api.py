"""What Python asks, it is told as the command tells it; what is confidential stays where it is."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import timeline
from conftest import Run
from newsroom import begun

TODAY = date(2024, 11, 18)
HIDDEN = 'title = "T"\ndate = "2024-11"\nactors = ["Kyiv Post"]\nnote = "Nobody\'s"\n'
HIDDEN += 'sources = [{ id = "a", name = "Anna Secret", confidential = true }]\n'


@pytest.fixture
def chronology(tmp_path: Path) -> timeline.OpenedChronology:
    root = begun(tmp_path / "work/events", b'timezone = "Europe/Kyiv"\n')
    root.joinpath("actors.toml").write_text('[kp]\nname = "Kyiv Post"\nwikidata = "Q4276217"\n', encoding="utf-8")
    root.joinpath("2024").mkdir()
    root.joinpath("2024/2024-11-t.toml").write_text(HIDDEN, encoding="utf-8")
    return timeline.open(tmp_path / "work", today=TODAY)


def test_events_are_those_of_the_command(chronology: timeline.OpenedChronology, run: Run) -> None:
    for words in ((), ("actor:Kyiv",), ("on:2024-11-17",), ("tag:x",)):
        found = chronology.events(*words)
        assert [event.record for event in found] == json.loads(run("list", *words, "-f", "json").out)
        assert [json.loads(event.raw) for event in found] == [event.record for event in found]
    (event,) = chronology.events("on:2024-11-17")
    assert event.possible
    assert chronology.events("on:2024-11-17", certain=True) == []
    assert (event.title, event.earliest, event.provenance.min) == ("T", "2024-11-01", 1)
    assert "Secret" not in f"{event.record}{[*map(str, event.sources)]}"
    assert event.note is None
    assert chronology.event("11-t").record | {"possible": True} == event.record
    assert (repr(event), repr(chronology)) == ("<event 2024-11-t>", f"<chronology {chronology.root}>")
    assert "read as a date" in chronology.events("2024").notes[0]
    assert chronology.events(published_by=TODAY).notes == (
        "Sources published by 2024-11-18; 1 event without dated sources left out.",
    )
    assert chronology.events(published_by="2024").notes == (
        "Sources published by 2024-12-31; 1 event without dated sources left out.",
    )


def test_what_is_added_is_found_at_once_and_what_is_said_is_handed_back(
    chronology: timeline.OpenedChronology, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    tried = chronology.add("The council votes", "yesterday, 8 pm", tags=("a", "b"), dry_run=True)
    assert (tried.id, tried.path, tried.findings) == ("2024-11-17-the-council-votes", "", ())
    assert tried.text == 'title = "The council votes"\ndate = "2024-11-17T20:00"\ntags = ["a", "b"]\n'
    hidden = [{"id": "b", "name": "Boris Secret", "confidential": True}]
    added = chronology.add("The council votes", "17 November", sources=hidden)
    assert (added.id, added.duplicates) == ("2024-11-17-the-council-votes", ())
    assert "Boris" in Path(added.path).read_text(encoding="utf-8")
    assert "Boris" not in added.text
    assert added.notes[1] == "date: 2024-11-17 = Sunday, 17 November 2024"
    doubted = chronology.add("T", TODAY, sources=[{"id": "c", "published": "soon"}], dry_run=True)
    assert 'TIM206 "soon"' in doubted.notes[0]
    findings = chronology.add("The council votes", "17 Nov 2024").findings
    assert [(found.code, Path(found.path).is_file()) for found in findings] == [("SRC101", True)]
    again = chronology.add("Council votes", "17 Nov 2024", dry_run=True)
    assert again.duplicates == (added.id, f"{added.id}-2")
    assert len(chronology.events("council")) == 2
    elsewhere = timeline.open(begun(tmp_path / "work/other"))
    for event in chronology.events():
        elsewhere.add(**event.record)
    assert [event.id for event in elsewhere.events()] == [event.id for event in chronology.events()]
    assert capfd.readouterr() == ("", "")


def test_a_review_is_told_and_not_taken_over(chronology: timeline.OpenedChronology, run: Run) -> None:
    first = chronology.events()[0]
    run("-C", chronology.root, "--today", "2025-03-03", "review", first.id, "--by", "Anna")
    event = chronology.event(first.id)
    assert (event.reviewed, [(review.by, review.on, review.stands) for review in event.reviews]) == (
        "yes",
        [("Anna", "2025-03-03", True)],
    )
    added = chronology.add(**event.record | {"title": "Another"})
    assert "the reviews of 1 event are not taken over" in added.notes[0]
    assert "reviews" not in Path(added.path).read_text(encoding="utf-8")


def test_what_is_traced_and_found_wrong_is_what_the_command_says(
    chronology: timeline.OpenedChronology, run: Run
) -> None:
    traced = chronology.trace("11-t")
    assert [traced.record] == json.loads(run("trace", "11-t", "-f", "json").out)
    assert str(traced) == run("trace", "11-t").out
    assert "Secret" not in f"{traced}"
    found = chronology.check()
    rows = json.loads(run("--today", "2024-11-18", "check", "-f", "json").out)
    assert [(one.code, one.line, one.message, one.hint) for one in found] == [
        (row["code"], row["line"], row["message"], row["hint"]) for row in rows
    ]
    assert found
    assert {Path(one.path).is_file() for one in found} == {True}
    assert chronology.check("11-t", ignore=["SRC", "WHO", "SCH", "SAF"]) == ()
    with pytest.raises(timeline.TimelineError, match="no rule"):
        chronology.check(select=["XYZ"])


def test_what_cannot_be_answered_raises_and_says_why(chronology: timeline.OpenedChronology, tmp_path: Path) -> None:
    with pytest.raises(timeline.TimelineError, match="no field") as caught:
        chronology.events("actr:x")
    assert caught.value.__notes__ == [caught.value.hint]
    with pytest.raises(timeline.TimelineError, match="cannot be read") as caught:
        chronology.add("T", "2024", actorz=["x"])
    assert "did you mean" in caught.value.__notes__[0]
    with pytest.raises(timeline.TimelineError, match="read as an event: there is no day 2024-02-30") as caught:
        chronology.add("T", "2024-02-30")
    assert caught.value.hint == caught.value.problems[0].hint
    Path(chronology.root, "2024/x.toml").write_text("title", encoding="utf-8")
    with pytest.raises(timeline.TimelineError, match="missing") as caught:
        chronology.events()
    assert caught.value.problems[0].line == 1
    found = chronology.events(partial=True)
    assert (len(found), "x.toml" in found.notes[0]) == (1, True)
    with pytest.raises(timeline.TimelineError, match="no chronology"):
        timeline.open(tmp_path / "home")


def test_the_package_itself_costs_nothing() -> None:
    """A command imports it too."""
    code = "import sys; import timeline; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if name.startswith("timeline")} == {"timeline"}
    assert {*dir(timeline)} >= {"open", "TimelineError"}
    with pytest.raises(AttributeError, match="shut"):
        timeline.shut  # noqa: B018  # type: ignore[attr-defined]
