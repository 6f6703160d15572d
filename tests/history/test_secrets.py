"""What any state calls confidential is told in none."""

import json
from pathlib import Path

import pytest

from conftest import Run
from newsroom import begun, git, record
from timeline.history.secrets import Secrets
from timeline.history.versions import Version
from timeline.model.confidential import of_anyone
from timeline.model.event import Event, Source
from timeline.model.register import Register

ID = "2024-11-17-a"


def event(*sources: Source) -> Event:
    return Event(id=ID, title="T", date="2024-11-17", sources=sources)


OPEN = Source(id="ivan", name="Ivan Quorvax", kind="person")
HIDDEN = Source(id="ivan", name="Ivan Quorvax", kind="person", confidential=True)
OTHER = Source(id="bbc", publisher="BBC")


def marked(secrets: Secrets, old: Event | None, new: Event | None) -> tuple[list[bool], list[bool]]:
    return tuple([s.confidential for s in one.sources] if one else [] for one in secrets.marked(old, new))  # type: ignore[return-value]


def test_the_word_of_either_state_counts() -> None:
    assert marked(Secrets([]), event(OPEN, OTHER), event(OTHER, HIDDEN)) == ([True, False], [False, True])
    assert marked(Secrets([]), event(HIDDEN), event(OTHER, OPEN)) == ([True], [False, True])
    assert marked(Secrets([]), event(OPEN), event(OPEN)) == ([False], [False])
    assert marked(Secrets([]), None, event(HIDDEN)) == ([], [True])
    assert marked(Secrets([]), event(HIDDEN), None) == ([True], [])
    assert marked(Secrets([]), None, None) == ([], [])


def test_one_that_is_called_otherwise_now_may_be_any_that_is_gone() -> None:
    new = event(OTHER, Source(id="s1", name="somebody", confidential=True))
    assert marked(Secrets([]), event(OPEN, OTHER), new) == ([True, False], [False, True])


def test_the_word_of_a_later_state_counts() -> None:
    secrets = Secrets([])
    assert marked(secrets, event(OPEN), event(HIDDEN)) == ([True], [True])
    assert marked(secrets, event(OTHER), event(OPEN, OTHER)) == ([False], [True, False])
    assert marked(secrets, event(OPEN), event(OTHER)) == ([True], [True])
    secrets = Secrets([])
    secrets.learn(event(OTHER))
    assert marked(secrets, event(OPEN), event(OPEN)) == ([False], [False])
    secrets.learn(event(HIDDEN))
    assert marked(secrets, event(OPEN), event(OPEN, OTHER)) == ([True], [True, False])


def test_the_word_of_any_register_counts() -> None:
    register, _ = Register.build(None, None, {"doc": {"title": "Quorvax", "confidential": True}})
    source = Source(id="d", ref="doc")
    assert marked(Secrets([Register(), register]), event(source), event(source)) == ([True], [True])
    secrets = Secrets([Register()])
    assert marked(secrets, event(source), event(source)) == ([False], [False])
    secrets.heed(register, register)
    assert marked(secrets, event(source), event(source)) == ([True], [True])
    assert secrets.hides("doc")
    assert not secrets.hides("other")


def test_one_that_is_known_at_no_other_time() -> None:
    file = Version("a.toml", ID, b'title = "T"\ndate = 2024\n', of_anyone, None)
    old, new = Secrets([]).of(file, file)
    assert old == new == file.event


@pytest.mark.parametrize("key", ["confidential", '"\\u0063onfidential"', '"\\U00000063onfidential"'])
def test_a_key_may_be_written_with_escapes(key: str) -> None:
    text = 'title = "T"\ndate = 2024\nsources = [{ name = "Ivan Quorvax", kind = "person"%s }]\n'
    then = Version("a.toml", ID, (text % "").encode(), of_anyone, None)
    old, new = Secrets([], lambda _: [(text % f", {key} = true").encode()]).of(then, then)
    assert [event and event.sources[0].confidential for event in (old, new)] == [True, True]


def test_a_file_that_could_not_be_read_once_is_doubted_only_with_a_sign_of_such_a_source() -> None:
    file = Version("a.toml", ID, b'title = "T"\ndate = 2024\nsources = ["BBC https://bbc.com/a"]\n', of_anyone, None)
    for text, is_hidden in ((b'title = "A ref', False), (b'title = "A\nsources = [{ confidential = true }]\n', True)):
        old, new = Secrets([], lambda _, text=text: [text]).of(file, file)  # type: ignore[misc]
        assert [event and event.sources[0].confidential for event in (old, new)] == [is_hidden, is_hidden]


# ------------------------------------------------------------------------------------------------ nothing is told of it

TEXT = """\
title = "Somebody tells"
date = 2024-11-17
sources = [
  {{ id = "bbc", publisher = "BBC" }},
  {{ id = "quorvax-id", kind = "person", name = "Quorvax Name", quote = "Quorvax saw it"{0} }},
  {{ id = "doc", ref = "quorvax-doc" }},
]
"""
DOCUMENTS = '[quorvax-doc]\ntitle = "Quorvax title"\nauthor = "Quorvax Author"\n'


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A source and a document that were open once, and are confidential today."""
    root = begun(tmp_path / "work/events")
    git("init", "-q", "-b", "main", at=root)
    record(root, "2024-11-18T09:00Z", {f"{ID}.toml": TEXT.format(""), "sources.toml": DOCUMENTS})
    record(root, "2024-11-19T09:00Z", {f"{ID}.toml": TEXT.format(', position = "aide"')})
    hidden: dict[str, str | None] = {
        f"{ID}.toml": TEXT.format(", confidential = true"),
        "sources.toml": f"{DOCUMENTS}confidential = true\n",
    }
    record(root, "2024-11-20T09:00Z", hidden)
    record(root, "2024-11-21T09:00Z", {"2024-11-17-b.toml": hidden[f"{ID}.toml"], f"{ID}.toml": None})
    return root


def told(run: Run, *words: str) -> str:
    result = run(*words)
    assert result.code in {0, 1}, result
    assert "quorvax" not in (result.out + result.err).casefold(), words
    return result.out


@pytest.mark.usefixtures("desk")
def test_what_is_confidential_today_is_in_no_answer_of_the_past(run: Run) -> None:
    for form in ("markdown", "json"):
        for words in ("HEAD~3..HEAD", "HEAD~3..HEAD~2", "HEAD~2..HEAD~1", "HEAD~3", "HEAD~1..HEAD"):
            told(run, "diff", words, "-f", form)
        told(run, "log", "-f", form)
        told(run, "log", "2024-11-17-b", "-f", form)
        for field in ("sources", "sourcing", "publishers", "first_source", "origins"):
            told(run, "log", "--field", field, "-f", form)
    assert "+ a withheld source" not in told(run, "diff", "HEAD~3..HEAD~2")
    assert "withheld" in json.dumps(json.loads(told(run, "diff", "HEAD~3..HEAD", "-f", "json")))
    told(run, "diff", "--stat", "HEAD~3..HEAD")
    told(run, "log", "--lag")


def test_it_is_in_no_answer_while_it_is_not_committed(run: Run, desk: Path) -> None:
    record(desk, "2024-11-22T09:00Z", {"2024-11-17-b.toml": TEXT.format(""), "sources.toml": DOCUMENTS})
    (desk / "2024-11-17-b.toml").write_text(TEXT.format(", confidential = true"), encoding="utf-8")
    (desk / "sources.toml").write_text(f"{DOCUMENTS}confidential = true\n", encoding="utf-8")
    for words in (
        ("diff",),
        ("log",),
        ("diff", "HEAD~1..HEAD"),
        ("diff", "HEAD~2..HEAD~1"),
        ("log", "--field", "sources"),
    ):
        for form in ("text", "json"):
            told(run, *words, "-f", form)


def test_a_document_that_became_another_one_as_it_became_confidential(run: Run, desk: Path) -> None:
    record(desk, "2024-11-22T09:00Z", {"sources.toml": DOCUMENTS.replace("quorvax-doc", "quorvax-2")})
    record(
        desk, "2024-11-23T09:00Z", {"sources.toml": '[d1]\ntitle = "D"\nconfidential = true\n[d2]\ntitle = "Open"\n'}
    )
    assert "3 confidential documents, of which nothing is told" in told(run, "diff", "HEAD~1..HEAD")


def test_what_was_changed_in_what_is_never_told_is_said_to_be(run: Run, desk: Path) -> None:
    text = TEXT.format(", confidential = true")
    (desk / "2024-11-17-b.toml").write_text(f'note = "Quorvax"\n{text}', encoding="utf-8")
    said = "    file        only in what is never told: a note for the desk, or a confidential source\n"
    assert told(run, "diff").endswith(said)
    (row,) = json.loads(told(run, "diff", "-f", "json"))
    assert (row["silent"], row["changes"]) == ("withheld", [])
    (desk / "2024-11-17-b.toml").write_text(text.replace("Quorvax saw", "Quorvax did see"), encoding="utf-8")
    assert told(run, "diff").endswith(said)


def test_a_broken_file_tells_nothing(run: Run, desk: Path) -> None:
    broken = TEXT.format(', confidential = true, title = "Quorvax') + "\n"
    record(desk, "2024-11-22T09:00Z", {"2024-11-17-b.toml": broken})
    told(run, "diff", "HEAD~1..HEAD")
    told(run, "log")
    record(
        desk, "2024-11-23T09:00Z", {"2024-11-17-b.toml": TEXT.format(", confidential = true"), "sources.toml": "[q\n"}
    )
    told(run, "diff", "HEAD~2..HEAD")
    assert "! sources.toml" in told(run, "log", "-n", "1")
