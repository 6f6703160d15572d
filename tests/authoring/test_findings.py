"""A chronology as the rules see it: files, index of git, and one event just written."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from newsroom import git
from timeline.authoring import findings
from timeline.checks import runner
from timeline.checks.corpus import Corpus, Outside
from timeline.checks.registry import Rule, named, rules
from timeline.checks.runner import Checked
from timeline.errors import DataError, Problem, UsageError
from timeline.eventfile.paths import LARGEST
from timeline.model.event import Event, Link, Place, replace
from timeline.store import writing
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.store.index import refresh

TODAY = date(2025, 1, 1)
A, B = "2024/2024-11-17-a.toml", "2024/2024-11-17-b.toml"


def event(path: str, text: str = "", title: str = "Strike on depot", day: str = "2024-11-17") -> Path:
    file = Path("events") / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'title = "{title}"\ndate = {day}\n{text}', encoding="utf-8")
    return file


def opened(tmp_path: Path) -> Chronology:
    return Chronology("events", str(tmp_path / "cache"))


def codes(found: list[Problem]) -> list[tuple[str, str]]:
    return [(f.path, f.code) for f in found]


ALL = tuple(rules().values())


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The event files that were looked at; files written a moment ago are trusted, else nothing would be kept."""
    monkeypatch.setattr(refresh, "racy", lambda *_: False)
    paths: list[str] = []
    look = runner.check_file

    def noted(corpus: Corpus, path: str) -> Checked:
        if path != "timeline.toml":
            paths.append(path)
        return look(corpus, path)

    monkeypatch.setattr(runner, "check_file", noted)
    return paths


def test_what_was_found_is_kept_and_says_the_same(empty: Path, tmp_path: Path, examined: list[str]) -> None:
    event(A, 'actors = ["A"]\ndesc = "x"\n')
    event(B, 'actors = ["A"]\n')
    first = findings.found(opened(tmp_path), findings.corpus(opened(tmp_path), TODAY), ALL, None)
    assert examined == [A, B]
    second = findings.found(opened(tmp_path), findings.corpus(opened(tmp_path), TODAY), ALL, None)
    assert examined == [A, B]
    assert [f._replace(fix=None) for f in first] == [f._replace(fix=None) for f in second]
    assert (B, "DUP401") in codes(second)
    assert [f.code for f in second if f.fixable] == ["SCH001", "SCH005", "SCH005"]


def test_what_is_kept_falls_with_what_it_owes_to(empty: Path, tmp_path: Path, examined: list[str]) -> None:
    later = "2025/2025-01-02-b.toml"
    event(A, 'actors = [\n  "A",\n]\n')
    event(later, day="2025-01-02")

    def check(day: date = TODAY) -> tuple[list[str], list[tuple[str, str]]]:
        examined.clear()
        shelf = opened(tmp_path)
        found = findings.found(shelf, findings.corpus(shelf, day), ALL, None)
        return [*examined], codes(found)

    assert check()[0] == [A, later]
    assert check()[0] == []
    event(A, 'actors = [\n  "A",\n  "B",\n]\n')
    assert check()[0] == [A]
    (empty / "actors.toml").write_text('[b]\nname = "B"\n')
    looked, found = check()
    assert looked == [A, later, "actors.toml"]
    assert {(A, "WHO601"), (later, "TIM202")} < set(found)
    looked, found = check(date(2025, 1, 2))
    assert looked == [A, later, "actors.toml"]
    assert (later, "TIM202") not in found
    (empty / A).unlink()
    assert A not in {path for path, _ in check(date(2025, 1, 2))[1]}


def test_what_cannot_be_opened_is_a_finding_and_the_rest_is_checked(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event(A)
    event(B)
    read = folder.read

    def refuse(root: str, path: str, most: int | None = None) -> bytes:
        if path == A:
            raise DataError(f"{path} cannot be read: Permission denied", "you may not")
        return read(root, path, most)

    monkeypatch.setattr(folder, "read", refuse)
    (empty / "2024/c.toml").symlink_to("/etc/passwd")
    found = codes(findings.found(opened(tmp_path), findings.corpus(opened(tmp_path), TODAY), ALL, None))
    assert {(A, "SCH007"), ("2024/c.toml", "SCH007"), (B, "SRC101")} <= set(found)


def test_files_of_the_disk(empty: Path, tmp_path: Path) -> None:
    data = findings.corpus(opened(tmp_path), TODAY).data
    assert list(data) == ["timeline.toml"]
    assert len(data) == 1
    with pytest.raises(KeyError):
        data["actors.toml"]


def test_copies_are_read_inside_the_chronology_alone(empty: Path, tmp_path: Path) -> None:
    (empty / "copies").mkdir()
    (empty / "copies/a.txt").write_bytes(b"copy")
    Path("secret").write_bytes(b"secret")
    (empty / "copies/link").symlink_to(Path("secret").absolute())
    (empty / "copies/inside").symlink_to("a.txt")
    copy = findings.corpus(opened(tmp_path), TODAY).outside.copy
    assert copy("copies/a.txt") == b"copy"
    for path in ("copies/link", "copies/inside", "../secret", "copies/none", "copies", "copies/" + chr(0)):
        assert copy(path) is None


def test_what_is_staged(empty: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="not a git repository"):
        findings.corpus(opened(tmp_path), TODAY, staged=True)
    file = event(A, '[[sources]]\nid = "a"\ncopy = "copies/a.txt"\n')
    event("2024/2024-11-18-big.toml", "#" * (LARGEST + 1))
    event("2024/.hidden.toml")
    (empty / "copies").mkdir()
    (empty / "copies/a.txt").write_bytes(b"staged")
    (empty / "copies/b.toml").write_bytes(b"not an event")
    (empty / "copies/link").symlink_to("a.txt")
    (empty / "2024/link.toml").symlink_to("/etc/passwd")
    git("init", "-q")
    git("add", "-A")
    file.write_text("broken", encoding="utf-8")
    (empty / "copies/a.txt").write_bytes(b"on the disk")
    event("2024/2024-11-19-new.toml")
    held = findings.corpus(opened(tmp_path), TODAY, staged=True)
    assert held.events == [A, "2024/2024-11-18-big.toml", "2024/link.toml"]
    assert held.outside.copy("copies/a.txt") == b"staged"
    assert held.outside.copy("copies/none") is None
    assert held.outside.copy("copies/link") is None
    found = runner.run(held, [named("SCH007")])
    assert [(f.path, f.message) for f in found] == [
        ("2024/2024-11-18-big.toml", "is larger than 1 MiB"),
        ("2024/link.toml", "is a link; links are not followed"),
    ]


def test_what_is_staged_of_a_conflict(empty: Path, tmp_path: Path) -> None:
    git("init", "-q")
    event(A)
    git("add", "-A")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "other")
    event(A, "seq = 1\n")
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    event(A, "seq = 2\n")
    git("commit", "-qam", "ours")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "-q", "other")
    found = runner.run(findings.corpus(opened(tmp_path), TODAY, staged=True), [named("SCH007")])
    assert [(f.path, f.message) for f in found] == [(A, "is not merged")]


@pytest.mark.parametrize(
    ("settings", "select", "ignore", "wanted"),
    [
        ("", (), (), {"SRC101", "TIM203", "SCH004"}),
        ('[check]\nselect = ["SRC"]\n', (), (), {"SRC101"}),
        ('[check]\nignore = ["SRC", "no-such", 7]\n', (), (), {"TIM203", "SCH004"}),
        ('[check]\nignore = ["SRC"]\n', ("SRC", "TIM"), ("TIM203",), {"SRC101"}),
        ('[check]\nselect = ["SRC"]\nignore = ["TIM"]\n', (), ("SRC",), set()),
        ("check = 1\n", ("SCH",), (), {"SCH004"}),
        ('[check]\nselect = "SRC"\n', (), (), {"SRC101", "TIM203", "SCH004"}),
    ],
)
def test_which_rules_run(settings: str, select: tuple[str, ...], ignore: tuple[str, ...], wanted: set[str]) -> None:
    held = Corpus({"timeline.toml": settings.encode()}, Outside(0))
    chosen: list[Rule] = findings.rules(held, select, ignore)
    assert {rule.code for rule in chosen} & {"SRC101", "TIM203", "SCH004"} == wanted


def test_a_word_given_here_must_mean_a_rule() -> None:
    with pytest.raises(UsageError, match='no rule "XYZ"'):
        findings.rules(Corpus({}, Outside(0)), ["XYZ"])


def test_one_event_is_reviewed_without_opening_the_others(empty: Path, tmp_path: Path) -> None:
    event(A, 'links = [\n  { type = "about", to = "2024-11-17-b" },\n]\n')
    event(B, "never read")
    found = findings.of_event(opened(tmp_path), A, TODAY)
    assert [f.code for f in found] == ["SRC101"]


def test_who_links_to_it_is_placed(empty: Path, tmp_path: Path) -> None:
    event(A, 'status = "expected"\n')
    event(B, 'links = [\n  { type = "fulfils", to = "2024-11-17-a" },\n]\n')
    shelf = opened(tmp_path)
    assert (A, "TIM205") in codes(findings.of_event(shelf, A, TODAY))
    assert (A, "TIM205") not in codes(findings.of_event(shelf, A, TODAY, ["2024-11-17-b"]))


@pytest.mark.parametrize(
    ("title", "date", "alike"),
    [
        ("Biden lets Ukraine strike Russia", "2024-11-17", True),
        ("Biden lets Ukraine strike Russia with missiles", "2024-11", True),
        ("biden lets ukraine strike russia", "2024-11-17?", True),
        ("Biden lets Ukraine strike Russia", "2024-11-18", False),
        ("Biden lets Ukraine strike Russia", "2024-11-16/2024-11-18", False),
        ("Biden lets Ukraine strike Russia", "[..2024-11-18]", False),
        ("Biden lets France strike Iran", "2024-11-17", False),
        ("Russia strikes", "2024-11-17", False),
    ],
)
def test_duplicates(title: str, date: str, alike: bool, empty: Path) -> None:
    writing.add(Chronology("events"), Event(title="Biden lets Ukraine strike Russia", date="2024-11-17"))
    (empty / "2024-biden-lets-ukraine-strike-russia-broken.toml").write_text("nonsense")
    found = findings.duplicates(Chronology("events"))(Event(title=title, date=date))
    assert found == ["2024-11-17-biden-lets-ukraine-strike-russia"] * alike


def test_titles_in_the_words_of_all_are_no_duplicates(empty: Path) -> None:
    for n in range(20):
        event(f"{n}.toml", title="Police fire tear gas", day=f"2024-10-{n + 1:02}")
    draft = Event(title="Police fire tear gas there", date="2024-10-01")
    assert findings.duplicates(Chronology("events"))(draft) == ["0"]
    event("20.toml", title="Police fire tear gas", day="2024-10-30")
    assert findings.duplicates(Chronology("events"))(draft) == []
    assert findings.duplicates(Chronology("events"))(replace(draft, title="Tear gas: police fire")) == ["0"]


def test_duplicates_are_known_whatever_their_id(empty: Path) -> None:
    event("E-17.toml", 'places = ["Sumy"]\n', "Strike on a depot")
    (empty / "places.toml").write_text('[sumy]\nname = "Sumy"\naliases = ["Sumi"]\n', encoding="utf-8")
    draft = Event(title="A strike on the depot", date="2024-11", places=(Place(name="sumi"),))
    assert findings.duplicates(Chronology("events"))(draft) == ["E-17"]
    assert findings.duplicates(Chronology("events"))(replace(draft, places=(Place(name="Lviv"),))) == []
    assert findings.duplicates(Chronology("events"))(replace(draft, links=(Link(type="related", to="E-17"),))) == []
