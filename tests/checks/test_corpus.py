"""The corpus: which files hold what, and what is read when."""

from conftest import CHECKOUT
from corpora import EVENT, corpus, strike
from timeline.checks.corpus import Corpus, Outside
from timeline.checks.files import EventFile
from timeline.errors import DataError


def test_a_file_that_cannot_be_opened_is_a_finding() -> None:
    class Locked(dict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            raise DataError(f"{path} cannot be read: Permission denied", "you may not")

    held = Corpus(Locked({EVENT: b""}), Outside(0))
    assert [p.code for p in held.file(EVENT).problems] == ["SCH007"]


def test_files_without_an_event_are_no_documents() -> None:
    held = corpus({EVENT: "x = 1", "2024/b.toml": "# nothing\n", "timeline.toml": ""})
    assert not isinstance(held.file(EVENT), EventFile)
    assert [p.message for p in held.file("2024/b.toml").problems] == ["title is missing", "date is missing"]
    assert held.settings == {}
    assert corpus({EVENT: strike()}).settings == {}
    assert list(corpus({EVENT: strike()}).tables) == []


def test_what_changes_is_read_again_and_nothing_else() -> None:
    other = "2024/2024-11-18-b.toml"
    held = corpus({EVENT: strike(), other: strike(), "sources.toml": '[a]\ntitle = "A"\n'})
    before = {path: held.file(path) for path in (EVENT, other)}
    after = held.changed({EVENT: strike(seq="1").encode()})
    assert after.file(other) is before[other]
    assert after.event_file(EVENT).event.seq == 1
    renewed = held.changed({"sources.toml": b'[b]\ntitle = "B"\n'})
    assert renewed.file(other) is not before[other]
    assert list(renewed.register.documents) == ["b"]


def test_the_real_events_are_read_as_they_are() -> None:
    files = {
        path.relative_to(CHECKOUT / "events").as_posix(): path.read_text(encoding="utf-8")
        for path in (CHECKOUT / "events").rglob("*.toml")
        if not any(part[0] in "._" for part in path.relative_to(CHECKOUT / "events").parts)
    }
    held = corpus(files)
    assert all(isinstance(held.file(path), EventFile) for path in held.events)
