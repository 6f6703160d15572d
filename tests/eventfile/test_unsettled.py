from math import inf

import pytest

from timeline.eventfile import reader, unsettled
from timeline.model.event import Event
from timeline.toml.conflicts import reading

HEAD = 'title = "A"\ndate = 2024-11-17\n'
STATUS = '<<<<<<< HEAD\nstatus = "confirmed"\n=======\nstatus = "disputed"\n>>>>>>> topic\n'
SEQ = "<<<<<<< HEAD\nseq = 1\n=======\nseq = 2\n>>>>>>> topic\n"


def read(text: str, *, leaks: bool = False) -> tuple[Event | None, list[str]]:
    event, problems = unsettled.read(text.encode(), "a", "a.toml", lambda _: leaks)
    return event, [f"{problem.line}:{problem.code} {problem.message}" for problem in problems]


def test_our_side_is_read_and_what_is_open_is_told() -> None:
    event, problems = read(HEAD + STATUS + SEQ)
    assert event == Event(
        id="a", path="a.toml", title="A", date="2024-11-17", status="confirmed", seq=1, conflicts=("status", "seq")
    )
    assert problems == [
        '3:SCH007 unresolved conflict in status: "confirmed" (ours) | "disputed" (theirs)',
        "8:SCH007 unresolved conflict in seq: 1 (ours) | 2 (theirs)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD + 'summary = """\n' + STATUS + '"""\n',  # it is TOML
        HEAD + "<<<<<<< HEAD\nseq = 1\n",
        HEAD + 'x = "<<<<<<<\n',
        HEAD + STATUS.replace('"confirmed"', "confirmed"),
        HEAD + STATUS + "seq =\n",
    ],
)
def test_any_other_file_is_read_as_ever(text: str) -> None:
    data = text.encode()
    assert unsettled.read(data, "a", "a.toml") == reader.read(data, "a", "a.toml")
    assert unsettled.read_tables(data, "a.toml") == reader.read_tables(data, "a.toml")
    assert unsettled.unsettled(data, "a.toml", lambda _: False, inf, "") is None


def test_a_file_that_is_no_text_is_read_as_ever() -> None:
    data = (HEAD + STATUS).encode("utf-16") + b"<<<<<<<"
    assert unsettled.read(data, "a", "a.toml") == reader.read(data, "a", "a.toml")


def test_who_writes_is_given_nothing() -> None:
    event, (problem,) = reader.read((HEAD + STATUS).encode(), "a", "a.toml")
    assert event is None
    assert problem.hint.startswith("settle the conflict first: in a chronology `timeline conflicts` shows both sides;")


def test_our_side_may_hold_no_event() -> None:
    event, problems = read(STATUS + "date = 2024-11-17\n")
    assert event is None
    assert [problem[:8] for problem in problems] == ["1:SCH007", "1:SCH006"]


def test_what_else_is_wrong_has_its_true_line() -> None:
    _, problems = read(HEAD + STATUS + '[[sources]]\nid = "b"\npublished = "never"\n')
    assert [problem.partition(" ")[0] for problem in problems] == ["3:SCH007", "10:TIM206"]


def test_one_file_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr(reader, "loaded", breaks)
    event, problems = read(HEAD + STATUS)
    assert event is None
    assert problems[1:] == ["0:SCH007 this should not happen: RuntimeError"]


def source(keys: str) -> str:
    return f'[[sources]]\nid = "jane"\n{keys}'


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> topic\n"


@pytest.mark.parametrize(
    ("text", "confidential"),
    [
        (HEAD + conflict(source(""), source("confidential = true\n")), [True]),
        (HEAD + conflict(source("confidential = true\n"), source("")), [True]),
        (HEAD + conflict(source(""), ""), [False]),
        (HEAD + conflict(source(""), 'sources = 5\nnote = "a"\n'), [False]),
        (HEAD + conflict(source("") + '[[sources]]\nname = "B"\n', source("confidential = true\n")), [True, False]),
        (HEAD + conflict(source(""), source('ref = "leak"\n')), [True]),
        (HEAD + conflict(source(""), source("confidential = true\nurl = b\n")), [True]),
        (HEAD + conflict(source(""), source("url = b\n")), [False]),
        (HEAD + conflict('sources = ["Ann Lee"]\n', 'sources = ["Ann Lee", { confidential = true }]\n'), [True]),
        (HEAD + conflict('sources = "x"\n', source("confidential = true\n")), None),
        (HEAD + STATUS, []),
    ],
)
def test_a_source_is_confidential_that_either_side_calls_so(text: str, confidential: list[bool] | None) -> None:
    assert reading(text) != text
    event, _ = read(text, leaks="leak" in text)
    assert (event and [found.confidential for found in event.sources]) == confidential


@pytest.mark.parametrize(
    ("ours", "theirs", "confidential"),
    [
        ("", "confidential = true\n", ["a"]),
        ("", 'title = "x"\n', []),
        ("", "confidential = true\ntitle = x\n", ["a", "b"]),
    ],
)
def test_a_document_is_confidential_that_either_side_calls_so(ours: str, theirs: str, confidential: list[str]) -> None:
    text = f"[b]\n[a]\n{conflict(ours, theirs)}"
    values, problems = unsettled.read_tables(text.encode(), "sources.toml")
    assert [id_ for id_ in values if values[id_].get("confidential")] == sorted(confidential, reverse=True)
    assert [problem.line for problem in problems] == [3]


def test_a_register_and_the_settings_are_read_likewise() -> None:
    text = "<<<<<<< HEAD\n[joe]\n=======\n[jo]\n>>>>>>> topic\n[ann]\n"
    values, (problem,) = unsettled.read_tables(text.encode(), "actors.toml")
    assert values == {"joe": {}, "ann": {}}
    assert problem.hint.startswith("`timeline resolve actors.toml 'joe, jo' --ours`")
