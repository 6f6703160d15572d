"""`timeline log`: who set what when."""

import json
from pathlib import Path

import pytest

from conftest import Run
from newsroom import begun, git, record
from terminal import on_pty

A, B = "2024-11-17-a", "2024-11-18-b"


def event(title: str = "Biden authorises ATACMS", date: str = "2024-11-17", more: str = "") -> str:
    return f'title = "{title}"\ndate = {date}\n{more}'


SOURCED = 'status = "confirmed"\nsources = [{ id = "nyt", publisher = "NYT", published = 2024-11-16 }]\n'


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A chronology under git: an event comes, is confirmed, gets another name; another one comes and goes."""
    root = begun(tmp_path / "work/events", b'timezone = "Europe/Kyiv"\n')
    git("init", "-q", "-b", "main", at=root)
    record(root, "2024-11-18T14:02Z", {f"{A}.toml": event()}, "Begin", "Anna")
    record(root, "2024-11-19T22:30Z", {f"{A}.toml": event(more=SOURCED), f"{B}.toml": event("Rumour")}, "Hear more")
    old = event(more=f'{SOURCED}aliases = ["{A}"]\n')
    record(root, "2024-11-21T09:00Z", {f"{A}.toml": None, f"{B}.toml": None, "2024-11-17-new.toml": old}, "Rename")
    return root


def ids(root: Path) -> list[str]:
    return [commit[:7] for commit in git("rev-list", "HEAD", at=root).split()]


def test_everything(run: Run, desk: Path) -> None:
    third, second, first = ids(desk)
    result = run("log")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"2024-11-21 11:00 Europe/Kyiv  desk  {third}\n"
        "  ~ 2024-11-17 Biden authorises ATACMS\n"
        f"      id          {A} → 2024-11-17-new\n"
        f"      aliases     + {A}\n"
        "  - 2024-11-17 Rumour\n"
        "\n"
        f"2024-11-20 00:30 Europe/Kyiv  desk  {second}\n"
        "  ~ 2024-11-17 Biden authorises ATACMS\n"
        "      status      reported → confirmed\n"
        "      sources     + nyt (NYT, 2024-11-16)\n"
        "      sourcing    origin added: NYT; now 1 origin; now not every origin says how it knows\n"
        "  + 2024-11-17 Rumour  (events/2024-11-18-b.toml)\n"
        "\n"
        f"2024-11-18 16:02 Europe/Kyiv  Anna  {first}\n"
        "  + 2024-11-17 Biden authorises ATACMS  (events/2024-11-17-a.toml)\n"
        "  ~ timeline.toml settings\n"
        '      timezone + "Europe/Kyiv"\n'
    )
    assert run("log", "-n", "1").out == result.out.partition("\n\n")[0] + "\n"
    assert run("log", "-n", "0").out == "No commit changed anything of that.\n"


def test_one_event_is_followed_through_its_names(run: Run, desk: Path) -> None:
    for word in ("2024-11-17-new", "new", A):
        result = run("log", word, "--subject")
        assert "Rumour" not in result.out
        assert [line for line in result.out.splitlines() if line in {"  Rename", "  Hear more", "  Begin"}] == [
            "  Rename",
            "  Hear more",
            "  Begin",
        ]
    assert run("log", A).err == f"note: {A} is 2024-11-17-new\n"
    assert run("log", "2024-11-17-new").err == ""


def test_one_that_is_gone(run: Run, desk: Path) -> None:
    result = run("log", "b")
    assert result.err == f"note: b is {B}\n"
    assert "- 2024-11-17 Rumour\n" in result.out
    assert f"+ 2024-11-17 Rumour  (events/{B}.toml)\n" in result.out
    assert "Biden" not in result.out
    record(desk, "2024-11-22T09:00Z", {f"{B}.toml": event("Rumour again")})
    assert run("log", B).out.count("Rumour") == 3


def test_a_question(run: Run, desk: Path) -> None:
    result = run("log", "Biden")
    assert result.err == 'note: "Biden" is looked for in the events: it is no ID, nor a part of just one\n'
    assert result.out.count("Biden") == 3
    assert run("log", "status:confirmed").err == ""
    assert run("log", "Biden", "authorises").out == result.out
    none = run("log", "Putin")
    assert none.out == "No commit changed anything of that.\n"
    assert none.err.endswith("\nnote: no event matches as the files are now\n")
    assert run("log", "status:refuted").err == "note: no event matches as the files are now\n"


def test_where_one_field_was_set(run: Run, desk: Path) -> None:
    third, second, first = ids(desk)
    result = run("log", "new", "--field", "status")
    assert result.out == (
        f"2024-11-20 00:30 Europe/Kyiv  desk  {second}  reported → confirmed\n"
        f"2024-11-18 16:02 Europe/Kyiv  Anna  {first}  added: reported\n"
    )
    assert run("log", "new", "--field", "status", "-n", "1").out.count("\n") == 1
    assert run("log", "--field", "status", "-f", "markdown").out.splitlines() == [
        f"- 2024-11-21 11:00 Europe/Kyiv  desk  {third}  2024-11-17 Rumour  removed",
        f"- 2024-11-20 00:30 Europe/Kyiv  desk  {second}  2024-11-17 Biden authorises ATACMS  reported → confirmed",
        f"- 2024-11-20 00:30 Europe/Kyiv  desk  {second}  2024-11-17 Rumour  added: reported",
        f"- 2024-11-18 16:02 Europe/Kyiv  Anna  {first}  2024-11-17 Biden authorises ATACMS  added: reported",
    ]
    assert run("log", "new", "--field", "lang").out.endswith("  added: nothing\n")
    assert "Biden" not in run("log", "new", "--field", "sources").out
    assert "  + nyt (NYT, 2024-11-16)\n" in run("log", "new", "--field", "sources").out
    assert "  origin added: NYT; now 1 origin; " in run("log", "new", "--field", "sourcing").out
    assert "  + NYT\n" in run("log", "new", "--field", "publishers").out
    assert "  unsourced → single-source\n" in run("log", "new", "--field", "class").out
    assert run("log", "new", "--field", "title").out.count("\n") == 1
    assert "note is for the desk" in run("log", "--field", "note").err
    assert run("log", "--field", "statu").err == 'error: no column "statu"\n  did you mean "status"?\n'
    assert run("log", "Putin", "--field", "status").out == "No commit changed anything of that.\n"


def test_a_column_of_several_values(run: Run, desk: Path) -> None:
    more = 'sources = [{ id = "bbc", publisher = "BBC" }, { id = "nyt", publisher = "NYT" }]\n'
    record(desk, "2024-11-22T09:00Z", {"2024-11-17-new.toml": event(more=more)})
    record(
        desk, "2024-11-23T09:00Z", {"2024-11-17-new.toml": event(more=more.replace("NYT", "ap").replace("BBC", "NYT"))}
    )
    record(desk, "2024-11-24T09:00Z", {"2024-11-17-new.toml": event(more='sources = ["ap", "NYT"]\n')})
    lines = [
        line.rpartition("  " + line.split("  ")[2] + "  ")[2]
        for line in run("log", "new", "--field", "publishers").out.splitlines()
    ]
    assert lines == ["NYT; ap → ap; NYT", "+ ap   - BBC", "+ BBC", "+ NYT", "added: nothing"]


def test_what_is_not_committed_stands_on_top(run: Run, desk: Path) -> None:
    (desk / "2024-11-17-new.toml").rename(desk / "2024-11-17-newer.toml")
    (desk / "2024-11-19-x.toml").write_text(event("Fresh", "2024-11-19"), encoding="utf-8")
    (desk / "2024-11-19-y.toml").write_text("broken", encoding="utf-8")
    result = run("log")
    assert result.out.startswith(
        "not committed\n  ! events/2024-11-19-y.toml  (added)\n      file        cannot be read: "
    )
    assert (
        "      id          2024-11-17-new → 2024-11-17-newer\n  + 2024-11-19 Fresh  (events/2024-11-19-x.toml)\n"
        in result.out
    )
    assert run("log", "newer").out.count("Biden") == 4
    assert run("log", A).err == f"note: {A} is 2024-11-17-newer\n"
    told = json.loads(run("log", "-f", "json").out)
    assert told[0]["commit"] is None
    assert run("log", "--field", "status").out.startswith("not committed  events/2024-11-19-y.toml  cannot be read\n")


def test_as_json(run: Run, desk: Path) -> None:
    third, second, first = git("rev-list", "HEAD", at=desk).split()
    rows = [json.loads(line) for line in run("log", "-f", "jsonl").out.splitlines()]
    assert [(row["commit"], row["parents"], row["subject"]) for row in rows] == [
        (third, [second], "Rename"),
        (second, [first], "Hear more"),
        (first, [], "Begin"),
    ]
    assert (rows[2]["author"], rows[2]["written"], rows[2]["recorded"]) == ("Anna", 1731938520, 1731938520)
    assert [one["op"] for one in rows[0]["events"]] == ["renamed", "removed"]
    assert rows[2]["entries"][0]["changes"] == [{"op": "add", "key": ["timezone"], "new": "Europe/Kyiv"}]
    (row, *_) = json.loads(run("log", "new", "--field", "status", "-f", "json").out)
    assert (row["said"], row["old"], row["new"]) == ("reported → confirmed", "reported", "confirmed")
    assert run("log", "Putin", "-f", "json").out == "[]\n"


def test_as_markdown(run: Run, desk: Path) -> None:
    third, second, _ = ids(desk)
    result = run("log", "-f", "markdown", "--subject").out
    assert result.startswith(
        f"### 2024-11-21 11:00 Europe/Kyiv  desk  {third}\n\nRename\n\n- `~` 2024-11-17 Biden authorises ATACMS\n"
    )
    assert f"\n\n### 2024-11-20 00:30 Europe/Kyiv  desk  {second}\n\nHear more\n\n" in result
    assert run("log", "Putin", "-f", "markdown").out == "No commit changed anything of that.\n"
    assert run("log", "-o", "log.md").code == 0
    assert Path("log.md").read_text(encoding="utf-8") == run("log", "-f", "markdown").out


def test_many_that_came_at_once(run: Run, desk: Path) -> None:
    names = "".join(f'[a{n}]\nname = "A {n}"\n' for n in range(30))
    files = {f"2024-12-{n + 1:02}-x.toml": event(f"T {n}", '"2024-12"') for n in range(30)}
    record(desk, "2024-12-01T09:00Z", {**files, "actors.toml": names})
    shown = run("log", "-n", "1").out
    assert shown.count("\n  + ") == 42
    assert "  + 10 events more: `-f json` names them\n  + 10 entries of registers more: `-f json` names them\n" in shown
    assert "- + 10 events more: `-f json` names them\n" in run("log", "-n", "1", "-f", "markdown").out
    assert len(json.loads(run("log", "-n", "1", "-f", "json").out)[0]["events"]) == 30


def test_with_a_date_goes_what_it_rests_on(run: Run, desk: Path) -> None:
    corrected = event(more=f'date_basis = "reported"\n{SOURCED}aliases = ["{A}"]\n')
    record(desk, "2024-11-22T09:00Z", {"2024-11-17-new.toml": corrected})
    newest, first = run("log", "new", "--field", "date").out.splitlines()
    assert newest.endswith("  basis stated → reported")
    assert first.endswith("  added: 2024-11-17")
    assert len(run("log", "new", "--field", "status").out.splitlines()) == 2


def test_both_sides_of_a_merge(run: Run, desk: Path) -> None:
    """An event that one side renamed and the other edited is followed along both; the merge shows what is of neither."""
    git("checkout", "-qb", "side", "HEAD~1", at=desk)
    edited = event(more=SOURCED.replace("confirmed", "disputed"))
    side = record(desk, "2024-11-22T09:00Z", {f"{A}.toml": edited}, "Doubt")
    git("checkout", "-q", "main", at=desk)
    git("merge", "-q", "-s", "ours", "--no-commit", "side", at=desk)
    both = event(
        "Biden is said to authorise ATACMS", more=f'{SOURCED.replace("confirmed", "disputed")}aliases = ["{A}"]\n'
    )
    merged = record(desk, "2024-11-23T09:00Z", {"2024-11-17-new.toml": both}, "Merge")
    result = run("log", "new", "--field", "status").out.splitlines()
    assert [line.split("  ")[2] for line in result] == [side[:7], *ids(desk)[-2:]]
    whole = run("log", "new").out
    assert f"{merged[:7]}  merge\n  ~ 2024-11-17 Biden is said to authorise ATACMS\n      title       " in whole
    assert whole.count("reported → confirmed") == whole.count("confirmed → disputed") == 1
    assert whole.count(f"{A} → 2024-11-17-new") == 1


def test_a_merge_that_takes_one_side_changes_nothing(run: Run, desk: Path) -> None:
    git("checkout", "-qb", "side", "HEAD~1", at=desk)
    record(desk, "2024-11-22T09:00Z", {"2024-11-22-s.toml": event("Side", "2024-11-22")})
    git("checkout", "-qb", "other", "main~1", at=desk)
    record(desk, "2024-11-23T09:00Z", {"2024-11-23-o.toml": event("Other", "2024-11-23")})
    git("checkout", "-q", "main", at=desk)
    git("merge", "-q", "-m", "octopus", "side", "other", at=desk)
    result = run("log")
    assert "merge" not in result.out
    assert result.out.count("+ 2024-11-22 Side") == result.out.count("+ 2024-11-23 Other") == 1


def test_a_merge_that_says_what_neither_said(run: Run, desk: Path) -> None:
    git("checkout", "-qb", "side", at=desk)
    new = "2024-11-17-new.toml"
    record(desk, "2024-11-22T09:00Z", {new: event("Left", more='tags = ["x"]\n')})
    git("checkout", "-q", "main", at=desk)
    record(desk, "2024-11-23T09:00Z", {new: event("Right", more='tags = ["x"]\nlang = "en"\n')})
    git("merge", "-q", "-s", "ours", "--no-commit", "side", at=desk)
    record(desk, "2024-11-24T09:00Z", {new: event("Both", more='tags = ["x"]\nlang = "en"\n')}, "merged")
    newest = run("log", "-n", "1").out
    assert "      title       Right → Both\n" in newest
    assert "lang" not in newest
    assert "tags" not in newest


def test_a_log_takes_no_commits(run: Run, desk: Path) -> None:
    for word in ("HEAD~1..HEAD", "HEAD~1"):
        result = run("log", word)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            f'error: "{word}" names commits, and a log is of all\n'
            f"  `timeline diff '{word}'` holds it against another state; -n shows the newest only\n"
        )


def test_a_merge_of_what_both_sides_said_says_nothing_itself(run: Run, desk: Path) -> None:
    """One side gives it a tag and moves it, the other another title: the merge is both, and set nothing."""
    git("checkout", "-qb", "side", at=desk)
    text = (desk / "2024-11-17-new.toml").read_text(encoding="utf-8")
    new = "2024-11-17-new.toml"
    record(desk, "2024-11-22T09:00Z", {new: None, f"2024/{new}": f'{text}tags = ["x"]\n'})
    git("checkout", "-q", "main", at=desk)
    record(desk, "2024-11-23T09:00Z", {new: text.replace("Biden", "Joe Biden")})
    git("merge", "-q", "-m", "Both", "side", at=desk)
    assert "merge" not in run("log").out
    assert "merge" not in run("log", "new").out


def test_a_file_that_was_broken_for_a_while(run: Run, desk: Path) -> None:
    record(desk, "2024-11-22T09:00Z", {"2024-11-17-new.toml": "broken"})
    record(desk, "2024-11-23T09:00Z", {"2024-11-17-new.toml": event("Mended")})
    result = run("log", "new")
    assert result.code == 0
    assert "  ! 2024-11-17 Mended\n      file        could not be read before: " in result.out
    assert "  ! 2024-11-17 Biden authorises ATACMS\n      file        cannot be read: " in result.out
    mended, broken, _ = run("log", "new", "--field", "title").out.splitlines()
    assert mended.endswith("  could not be read before; now Mended")
    assert broken.endswith("  cannot be read")


def test_what_was_taken_back(run: Run, desk: Path) -> None:
    """A revert brings back an event that was gone: it is the same one."""
    git("revert", "--no-edit", "HEAD", at=desk)
    result = run("log", A)
    assert result.err == ""
    assert result.out.count("Biden") == 4
    assert run("log", "2024-11-17-new").err == f"note: 2024-11-17-new is {A}\n"
    assert run("log", B).out.count("Rumour") == 3


def test_an_id_that_two_events_had_one_after_the_other(run: Run, desk: Path) -> None:
    record(desk, "2024-11-22T09:00Z", {f"{A}.toml": event("Something else")})
    assert run("log", A).out.count("\n  ") == 1
    assert "Something else" not in run("log", "2024-11-17-new").out
    assert run("log", "2024-11-17-new").out.count("Biden") == 3


def test_two_events_change_their_names(run: Run, desk: Path) -> None:
    x, y = "2024-12-01-x", "2024-12-01-y"
    record(desk, "2024-12-01T09:00Z", {f"{x}.toml": event("X", "2024-12-01"), f"{y}.toml": event("Y", "2024-12-01")})
    record(desk, "2024-12-02T09:00Z", {f"{x}.toml": None, "2024-12-01-z.toml": event("X", "2024-12-01")})
    record(desk, "2024-12-03T09:00Z", {f"{y}.toml": None, f"{x}.toml": event("Y", "2024-12-01")})
    assert [line[2:] for line in run("log", x).out.splitlines() if line.startswith("  ") and line[4] != " "] == [
        "~ 2024-12-01 Y",
        f"+ 2024-12-01 Y  (events/{y}.toml)",
    ]
    assert run("log", "2024-12-01-z").out.count("X") == 2


def test_renamed_in_two_commits(run: Run, desk: Path) -> None:
    """A copy under the new name first, and then without the old one: the ID that it says it had leads back."""
    old, new = "2024-12-01-x", "2024-12-01-y"
    record(desk, "2024-12-01T09:00Z", {f"{old}.toml": event("X", "2024-12-01")})
    record(desk, "2024-12-02T09:00Z", {f"{new}.toml": event("X", "2024-12-01", f'aliases = ["{old}"]\n')})
    record(desk, "2024-12-03T09:00Z", {f"{old}.toml": None})
    assert run("log", new).out.count("2024-12-01 X") == 3


def test_a_register_that_changed_what_an_event_rests_on(run: Run, desk: Path) -> None:
    documents = '[doc]\nkind = "statement"\npublisher = "Reuters"\n'
    more = 'sources = [{ id = "doc", ref = "doc" }]\n'
    record(desk, "2024-11-22T09:00Z", {"2024-11-17-new.toml": event(more=more), "sources.toml": documents})
    retracted = record(desk, "2024-11-23T09:00Z", {"sources.toml": f'{documents}state = "retracted"\n'})
    for words in (("new",), ("new", "--field", "sourcing"), ("--field", "sourcing"), ("Biden", "--field", "sourcing")):
        result = run("log", *words).out
        assert retracted[:7] in result
        assert "origin gone: Reuters; now no source says that it is so" in result
    assert "      sourcing    " not in run("log", "-n", "1").out
    assert retracted[:7] not in run("log", "new", "--field", "status").out


def test_a_folder_that_was_elsewhere(run: Run, desk: Path) -> None:
    """What came before is of another folder: that is said, and nothing was first recorded on the day of the move."""
    there = desk / "desk/east"
    there.mkdir(parents=True)
    git("mv", "2024-11-17-new.toml", "timeline.toml", "desk/east", at=desk)
    git("commit", "-qm", "Move", "--date=2024-11-22T09:00Z", at=desk)
    record(there, "2024-11-23T09:00Z", {"2024-11-23-c.toml": event("New", "2024-11-23")})
    (new,) = ids(desk)[:1]
    moved = run("log", "-C", str(there))
    assert moved.code == 0
    assert "history begins here\n  + 2024-11-17 Biden" in moved.out
    assert f"{new}\n  + 2024-11-23 New" in moved.out
    assert ", when this folder came from the root of the repository: `git log -- :/` tells what was before" in moved.err
    lag = run("log", "--lag", "-C", str(there))
    assert [" or before" in line for line in lag.out.splitlines()[2:4]] == [True, False]
    assert "when this folder came from" in lag.err
    git("mv", "desk", "desks", at=desk)
    git("commit", "-qm", "Move again", at=desk)
    again = run("log", "-n", "0", "-C", str(desk / "desks/east"))
    assert "when this folder came from desk/east: `git log -- :/desk/east` tells" in again.err


def test_a_folder_that_came_last(run: Run, desk: Path) -> None:
    other = begun(desk.parent / "other")
    git("init", "-q", "-b", "main", at=other)
    record(other, "2024-11-18T14:02Z", {"notes.txt": "x"})
    record(other, "2024-11-19T14:02Z", {"notes.txt": None, "east/timeline.toml": "", f"east/{A}.toml": event()})
    assert "begins here" not in run("log", "-C", str(other / "east")).out


def test_a_shallow_clone_says_where_it_begins(run: Run, desk: Path) -> None:
    git("clone", "-q", "--depth", "2", f"file://{desk}", "shallow")
    result = run("-C", "shallow", "log")
    assert "history begins here\n" in result.out
    assert result.err == (
        "history here starts on 2024-11-20 00:30 Europe/Kyiv (shallow clone): `git fetch --unshallow` brings the rest\n"
    )
    lag = run("-C", "shallow", "log", "--lag").out
    assert "2024-11-20 or before" in lag


def test_a_linked_worktree(run: Run, desk: Path) -> None:
    git("worktree", "add", "-q", "../linked", "HEAD~1", at=desk)
    assert run("-C", "linked", "log").out.count("Europe/Kyiv  ") == 2


def test_without_anything_committed(run: Run, tmp_path: Path) -> None:
    root = begun(tmp_path / "work/events")
    assert run("log").code == 3
    git("init", "-q", at=root)
    assert run("log").err == "error: nothing is committed yet\n  `git add -A` and `git commit` record what is here\n"


def test_on_a_terminal(desk: Path) -> None:
    screen = on_pty("--no-pager", "log", "-n", "1", columns=40)
    assert (
        f"\x1b[1m2024-11-21 11:00 Europe/Kyiv  desk  {ids(desk)[0]}\x1b[0m\n  \x1b[33m~\x1b[0m 2024-11-17"
        in screen.text
    )
    assert all(len(line) <= 45 for line in screen.plain.splitlines())


def test_names_of_authors_drive_no_terminal(run: Run, desk: Path) -> None:
    record(desk, "2024-11-22T09:00Z", {"2024-11-17-new.toml": event("T")}, "\x1b[2Jsubject", "\u202ered")
    result = run("log", "-n", "1", "--subject")
    assert "\x1b" not in result.out
    assert "<U+202E>red" in result.out
    assert "\\x1b[2Jsubject" in result.out


# how long it took


def test_lags(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = 'sources = [{ id = "a", publisher = "A", published = "2024-11" }, { id = "b", publisher = "B" }]\n'
    open_ = 'sources = [{ id = "c", publisher = "C", published = "2024-11-20/.." }]\n'
    record(
        desk,
        "2024-12-05T09:00Z",
        {
            "2024-11-01-l.toml": event("Late", "2024-11-01", late),
            "2024-11-02-o.toml": event("Open", '"../2024-11-02"', open_),
        },
    )
    (desk / "2024-12-01-n.toml").write_text(event("New", "2024-12-01"), encoding="utf-8")
    result = run("log", "--lag", "-f", "csv")
    assert result.err == "note: recorded is when it first was in a commit, by the committer's clock\n"
    assert result.out.splitlines() == [
        "date,published,until_published,recorded,until_recorded,title,id",
        "2024-11-01,2024-11-30,29,2024-12-05,5,Late,2024-11-01-l",
        "../2024-11-02,,,2024-12-05,,Open,2024-11-02-o",
        "2024-11-17,2024-11-16,-1,2024-11-18,2,Biden authorises ATACMS,2024-11-17-new",
        "2024-12-01,,,,,New,2024-12-01-n",
    ]
    table = run("log", "--lag", "-f", "markdown")
    assert "| no source   |        | not committed |" in table.out
    assert "| undated     |        | 2024-12-05    |" in table.out
    monkeypatch.setenv("COLUMNS", "100")  # a terminal is given the part of an ID that is known, a narrow one no title
    told = ["2024-11-17", "2024-11-16", "-1", "2024-11-18", "2", "Biden", "authorises", "ATACMS", "new"]
    assert run("log", "--lag").out.splitlines()[4].split() == told
    monkeypatch.setenv("COLUMNS", "80")
    assert run("log", "--lag").out.splitlines()[4].split() == [*told[:5], "new"]
    assert table.err.endswith("days: from the event until it was published, and from then until it was recorded\n")
    for by in ("published", "recorded"):
        shown = run("log", "--lag", "--sort", by, "-f", "jsonl").out.splitlines()
        assert [json.loads(line)["title"] for line in shown][:2] == ["Late", "Biden authorises ATACMS"]
    assert run("log", "--lag", "Biden", "-f", "json", "-n", "1").out.count('"title"') == 1
    assert run("log", "--lag", "Putin").err == ""
    assert run("log", "--lag", "-o", "lag.tsv").code == 0
    assert Path("lag.tsv").read_text(encoding="utf-8").startswith("date\tpublished")


def test_what_does_not_go_together(run: Run, desk: Path) -> None:
    assert run("log", "--lag", "--field", "status").err == (
        "error: --field is of single commits, and --lag shows none\n  leave out one of them\n"
    )
    assert run("log", "--lag", "--subject").code == 2
    assert run("log", "-f", "csv").code == 2
    assert run("log", "-o", "log.csv").code == 2
    assert run("log", "--sort", "recorded").err.startswith("error: --sort recorded is of --lag\n")


def test_a_merge_that_changes_what_one_side_alone_has(run: Run, desk: Path) -> None:
    git("checkout", "-qb", "side", "HEAD~1", at=desk)
    record(desk, "2024-11-22T09:00Z", {"2024-11-22-s.toml": event("Side", "2024-11-22")})
    git("merge", "-q", "--no-commit", "--no-ff", "main", at=desk)
    record(desk, "2024-11-23T09:00Z", {"2024-11-22-s.toml": event("Sides", "2024-11-22")}, "merged")
    newest = run("log", "-n", "1").out
    assert "  ~ 2024-11-22 Sides\n      title       Side → Sides\n" in newest
    git("checkout", "-q", "main", at=desk)
    git("merge", "-q", "--no-commit", "--no-ff", "side~1", at=desk)
    record(desk, "2024-11-24T09:00Z", {"2024-11-22-s.toml": event("Seiten", "2024-11-22")}, "merged otherwise")
    assert "  ~ 2024-11-22 Seiten\n      title       Side → Seiten\n" in run("log", "-n", "1").out
