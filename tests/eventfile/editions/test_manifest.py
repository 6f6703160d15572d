"""Manifests: what is written is read back, and what is wrong with one is told with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.eventfile.editions.edition import EarlierEdition, Edition, HashedFile, ListedEvent, NamedFile, Withheld
from timeline.eventfile.editions.manifest import is_whole, parse, render

BLOB, HASH = "a" * 40, "0" * 64


def march() -> Edition:
    return Edition(
        format=1,
        name="march",
        made="2025-03-03",
        public=True,
        title='The "strikes"',
        commit="b" * 40,
        query="tag:x",
        certain=True,
        members=True,
        published_by="2025-03",
        supersedes="feb",
        previous=(EarlierEdition(name="feb", sha256=HASH),),
        report=HashedFile(path="../report.md", sha256=HASH),
        withheld=Withheld(sources=2, copies=1),
        registers=(NamedFile(path="timeline.toml", blob=BLOB),),
        events=(
            ListedEvent(id="2024-a", blob=BLOB, min=1, max=2, label="possibly-corroborated"),
            ListedEvent(id="2024-b", min=0, max=0, label="unsourced"),
        ),
        copies=(HashedFile(path="copies/a.txt", sha256=HASH, confidential=True),),
    )


def test_what_is_written_is_read_back() -> None:
    text = render(march())
    found, problems = parse(text.encode(), "editions/march.toml")
    assert problems == []
    assert found is not None
    assert found.blobs == {"2024-a": BLOB, "2024-b": ""}
    assert is_whole(text.encode())
    assert is_whole(text.replace("\n", "\r\n").encode())
    assert render(found) == text
    assert found.digest == text.rsplit('"', 2)[1]


def test_one_event_stands_on_one_line() -> None:
    lines = render(march()).splitlines()
    assert f'  {{ id = "2024-a", blob = "{BLOB}", min = 1, max = 2, class = "possibly-corroborated" }},' in lines
    assert lines[-1].startswith('digest = "')
    assert all(len(line) <= 120 for line in lines[:6])


@pytest.mark.parametrize(
    "change", [lambda t: t.replace("tag:x", "tag:y"), lambda t: t + "\n", lambda t: t[:-1], lambda t: "#" + t]
)
def test_a_changed_byte_is_seen(change: object) -> None:
    text = render(march())
    assert callable(change)
    assert not is_whole(change(text).encode())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "march"\n', "", "editions/x.toml:1:1: EDI901 name is missing"),
        ("min = 1,", 'min = "1",', "EDI901 min is text; it must be a whole number, without quotes"),
        ("public = true", "public = tru", "EDI901"),
        (f'blob = "{BLOB}", min', 'blob = "HEAD:x", min', 'EDI901 "HEAD:x" is no blob id'),
        (f'sha256 = "{HASH}" }}', 'sha256 = "0" }', 'EDI901 "0" is no SHA-256'),
        (
            "format = 1",
            "format = 2",
            "EDI901 the manifest is of a later version of timeline (format 2; this one reads 1)",
        ),
        ("certain = true", "certian = true", 'EDI901 unknown key "certian"'),
        ("made = 2025-03-03", 'made = "lately"', "EDI901"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, said: str) -> None:
    text = render(march())
    assert old in text
    text = text.replace(old, new, 1)
    found, problems = parse(text.encode(), "editions/x.toml")
    assert said in str(problems[0])
    line = next((n for n, line in enumerate(text.splitlines(), 1) if new.rstrip(",") in line), 1) if new else 1
    assert problems[0].line == line
    assert (found is None) == ("certian" not in new)


def test_what_is_wrong_with_a_copy_of_a_confidential_source_is_not_told() -> None:
    text = render(march()).replace('"copies/a.txt"', "[4711]")
    _, (problem,) = parse(text.encode(), "editions/march.toml")
    assert "4711" not in str(problem)
    assert problem.message == "what stands here cannot be read"


DATA = render(march()).encode()


@given(st.integers(0, len(DATA) - 1), st.integers(0, 255))
def test_any_byte_that_is_changed_is_seen(at: int, byte: int) -> None:
    changed = DATA[:at] + bytes([byte]) + DATA[at + 1 :]
    assert is_whole(changed) == (changed == DATA)
    found, problems = parse(changed, "editions/march.toml")
    assert found is not None or problems
    assert all(problem.code == "EDI901" for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "= x",
        "events = 1",
        "events = [1]",
        "events = [{}]",
        "format = true",
        "previous = {}",
        'format = "2"',
        "ref = 1",
        "made = 10:00:00",
    ],
)
def test_what_is_no_manifest(text: str) -> None:
    found, problems = parse(text.encode(), "editions/march.toml")
    assert found is None
    assert problems
    assert all(str(problem).startswith("editions/march.toml:") for problem in problems)
