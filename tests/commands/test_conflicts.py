"""`timeline conflicts`: what a merge could not settle, by markers and by what git tells."""

import json
import shutil
from pathlib import Path

import pytest

from conftest import Run
from newsroom import git, of_another_owner
from parted import BASE, CONFIRMED, DISPUTED, EVENT, HEAD, NAME, Files, only_in, parted

SETTLING = "`timeline resolve EVENT [FIELD] --ours` settles one, or --theirs, --both, --set FIELD=VALUE, --edit\n"
LONGER = "".join(f'{key} = "{key}"\n' for key in ("summary", "note"))


def test_none(run: Run, real: Path) -> None:
    result = run("conflicts")
    assert (result.code, result.out, result.err) == (0, "", "no conflicts\n")
    result = run("conflicts", "-f", "json")
    assert (result.code, json.loads(result.out), result.err) == (0, [], "no conflicts\n")
    assert run("conflicts", "biden-auth").err == "no conflicts\n"


def test_a_row_a_field(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    result = run("conflicts")
    assert result.code == 1
    assert result.out == (
        "event             field   base        ours         theirs\n"
        "----------------  ------  ----------  -----------  ----------\n"
        '2024-05-01-ferry  status  "reported"  "confirmed"  "disputed"\n'
    )
    sides, *more = result.err.splitlines(keepends=True)
    assert sides.startswith("ours: main (")
    assert more == [SETTLING]
    assert json.loads(run("conflicts", "-f", "json").out) == [
        {
            "event": NAME,
            "path": f"events/{EVENT}",
            "kind": "field",
            "line": 3,
            "field": "status",
            "base": "reported",
            "ours": "confirmed",
            "theirs": "disputed",
        }
    ]


def test_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    register = "actors.toml"
    texts = [f'[[actors]]\nname = "A"\ncountry = "{name}"\n' for name in "ABC"]
    parted(
        {EVENT: BASE, register: texts[0]}, {EVENT: CONFIRMED, register: texts[1]}, {EVENT: DISPUTED, register: texts[2]}
    )
    monkeypatch.setenv("COLUMNS", "80")
    assert f"{NAME}  status " in run("conflicts").out
    monkeypatch.setenv("COLUMNS", "45")  # as `list` has it
    lines = run("conflicts").out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["event", "-----------", "ferry", "actors.toml"]
    assert "\n2024-05-  status " in run("conflicts", "--wrap").out
    assert run("conflicts", "ferry", "-f", "csv").out.splitlines()[1].startswith(NAME)
    assert run("resolve", "ferry", "--ours").code == 0


def test_markers_in_no_repository(run: Run, empty: Path) -> None:
    text = HEAD + "<<<<<<< ours\nplaces = []\n||||||| base\n=======\n>>>>>>> theirs\n# <<<<<<< is said here\n"
    (empty / "2024-05-01-ferry.toml").write_text(text, encoding="utf-8")
    (empty / "2024-05-02-other.toml").write_text(HEAD + 'summary = "<<<<<<< is what git writes"\n', encoding="utf-8")
    result = run("conflicts", "-f", "jsonl")
    assert (result.code, result.err) == (1, SETTLING)
    row = json.loads(result.out)
    assert (row["field"], row["base"], row["ours"], row["theirs"]) == ("places", None, [], None)


def test_conflicts_of_some_events(run: Run, tmp_path: Path) -> None:
    other = "2024/2024-05-02-other.toml"
    parted({EVENT: BASE, other: BASE}, {EVENT: CONFIRMED, other: CONFIRMED}, {EVENT: DISPUTED, other: DISPUTED})
    for word in ("other", other, f"events/{other}", str(Path("events", other).absolute())):
        result = run("conflicts", word)
        assert (result.code, result.out.count("\n")) == (1, 3)
        assert "2024-05-02-other" in result.out
    assert run("conflicts").out.count("\n") == 4
    assert run("conflicts", "2024-05").err == (
        'error: "2024-05" is a part of 2 IDs\n  say more of it:\n  2024-05-01-ferry\n  2024-05-02-other\n'
    )
    result = run("conflicts", "oter")
    assert (result.code, result.err) == (
        3,
        'error: no event "oter"\n  `timeline conflicts` lists what is in conflict\n',
    )


@pytest.mark.parametrize("path", ["actors.toml", "timeline.toml"])
def test_registers_and_settings(run: Run, path: str, tmp_path: Path) -> None:
    before, ours, theirs = (
        (f'[a]\nname = "{name}"\n' if path == "actors.toml" else f'title = "{name}"\ntimezone = "UTC"\n')
        for name in "ABC"
    )
    parted({path: before}, {path: ours}, {path: theirs})
    row = json.loads(run("conflicts", path, "-f", "jsonl").out)
    field = "a.name" if path == "actors.toml" else "title"
    assert (row["event"], row["field"], row["base"], row["ours"], row["theirs"]) == (path, field, "A", "B", "C")


def test_the_manifest_of_an_edition(run: Run, tmp_path: Path) -> None:
    path = "editions/march.toml"
    parted({}, {path: 'name = "a"\n'}, {path: 'name = "b"\n'})
    row = json.loads(run("conflicts", "-f", "jsonl").out)
    assert (row["event"], row["field"]) == (path, "name")


def test_an_event_that_was_renamed_two_ways(run: Run, tmp_path: Path) -> None:
    a, b = "2024/2024-05-01-a.toml", "2024/2024-05-01-b.toml"
    long = BASE + LONGER
    parted({EVENT: long}, {EVENT: None, a: long}, {EVENT: None, b: long})
    result = run("conflicts")
    assert result.out.splitlines()[2:] == ["2024-05-01-a  its name  2024-05-01-ferry  2024-05-01-a  2024-05-01-b"]
    assert result.err.splitlines()[1:] == [
        (
            "event renamed two ways: 2024-05-01-a (ours), 2024-05-01-b (theirs): "
            "`timeline resolve 2024-05-01-a --ours` or `timeline resolve 2024-05-01-a --theirs` keeps one"
        )
    ]
    for word in ("ferry", "2024-05-01-b", "2024-05-01-a"):
        assert run("conflicts", word).out == result.out


def test_what_was_renamed_two_ways_and_changed(run: Run, tmp_path: Path) -> None:
    a, b = "2024/2024-05-01-a.toml", "2024/2024-05-01-b.toml"
    parted({EVENT: BASE + LONGER}, {EVENT: None, a: CONFIRMED + LONGER}, {EVENT: None, b: DISPUTED + LONGER})
    assert [line.split("  ")[:2] for line in run("conflicts").out.splitlines()[2:]] == [
        ["2024-05-01-a", "its name"],
        ["2024-05-01-a", "status"],
    ]
    assert '"reported"' in run("conflicts").out
    with Path("events", b).open("a", encoding="utf-8") as file:
        file.write("# worked on\n")
    assert [line.split("  ")[:2] for line in run("conflicts").out.splitlines()[2:]] == [
        ["2024-05-01-a", "its name"],
        ["2024-05-01-a", "status"],
        ["2024-05-01-b", "status"],
    ]


def test_several_that_were_renamed_are_told_apart(run: Run, tmp_path: Path) -> None:
    names = ("2024-05-01-ferry", "2024-05-02-train")
    texts = {name: f'title = "{name}"\ndate = 2024-05-01\n{LONGER}aliases = ["{name}"]\n' for name in names}
    old, ours, theirs = (
        {f"2024/{name}{suffix}.toml": text for name, text in texts.items()} for suffix in ("", "-a", "-b")
    )
    gone: Files = dict.fromkeys(old)
    parted({**old}, {**gone, **ours}, {**gone, **theirs})
    assert [line.split() for line in run("conflicts").out.splitlines()[2:]] == [
        [f"{name}-a", "its", "name", name, f"{name}-a", f"{name}-b"] for name in names
    ]


def test_what_was_deleted_on_one_side(run: Run, tmp_path: Path) -> None:
    other = "2024/2024-05-02-other.toml"
    parted({EVENT: BASE, other: BASE}, {EVENT: None, other: CONFIRMED}, {EVENT: DISPUTED, other: None})
    result = run("conflicts")
    assert result.out.splitlines()[2:] == [
        "2024-05-01-ferry  the event  there  deleted  changed",
        "2024-05-02-other  the event  there  changed  deleted",
    ]
    assert result.err.splitlines()[1:] == [
        (
            "2024-05-01-ferry: deleted in ours, changed in theirs: "
            "`timeline resolve 2024-05-01-ferry --ours` or `timeline resolve 2024-05-01-ferry --theirs`"
        ),
        (
            "2024-05-02-other: changed in ours, deleted in theirs: "
            "`timeline resolve 2024-05-02-other --ours` or `timeline resolve 2024-05-02-other --theirs`"
        ),
    ]


def test_what_only_one_side_has(run: Run, tmp_path: Path) -> None:
    root = parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    only_in(root, 2)
    (root / EVENT).write_text(CONFIRMED, encoding="utf-8")
    result = run("conflicts")
    assert result.out.splitlines()[2:] == ["2024-05-01-ferry  the event  not there  there  not there"]
    assert ": new: there in ours, not there in theirs: `timeline resolve 2024-05-01-ferry --ours` or" in result.err


def test_two_events_under_one_name(run: Run, tmp_path: Path) -> None:
    parted({}, {EVENT: CONFIRMED}, {EVENT: 'title = "Train leaves"\ndate = 2023\n'})
    result = run("conflicts")
    assert result.code == 1
    assert "the whole file" in result.out
    assert result.err.splitlines()[1] == (
        f"{NAME}: two events under one name: `git -C events show :3:./{EVENT} > "
        f"events/2024/{NAME}-theirs.toml && git -C events add 2024/{NAME}-theirs.toml` keeps theirs under another name"
    )


def source(id_: str, more: str = "") -> str:
    return f'[[sources]]\nid = "{id_}"\n{more}\n'


NYT = source("nyt", "cites = ['up']")


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (source("up"), "", f"{NAME}: without up, nyt would cite what is not there"),
        ("", source("up"), f"{NAME}: without up, nyt would cite what is not there"),
        (source("ap"), "", ""),
        (source("up") + source("x", "cites = 5"), "", f"{NAME}: without up, nyt would cite what is not there"),
        (source("up") , source("x", "cites = 5") + "[", ""),
        (source("up", "url = 'https://example.org/1'"), source("ap", "url = 'https://example.org/1'"),
         f"{NAME}: up and ap have one address, and would count as two"),
        (source("up"), source("ap"), ""),
        (source("up"), source("other"), ""),
        (source("up", "confidential = true"), "", ""),
        (source("up") + "title =\n", "", ""),
        (source("up"), "title =\n", ""),
        ('[[sources]]\npublisher = "P"\n', "", ""),
        (source("up"), source("other", "confidential = true"), ""),
    ],
)  # fmt: skip
def test_what_would_be_wrong_else(ours: str, theirs: str, said: str, run: Run, empty: Path) -> None:
    label = "sources.up"
    text = f"{HEAD}{NYT}<<<<<<< ours: {label}\n{ours}=======\n{theirs}>>>>>>> theirs: {label}\n"
    (empty / EVENT).parent.mkdir()
    (empty / EVENT).write_text(text, encoding="utf-8-sig")
    assert [line for line in run("conflicts").err.splitlines() if line.startswith(NAME)] == [said] * bool(said)


def test_what_has_no_markers_left(run: Run, tmp_path: Path) -> None:
    root = parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    add, redo = f"`git -C events add {EVENT}` takes it", f"`timeline resolve {NAME} --redo` merges it again"
    for text, said in (
        (CONFIRMED, f"without markers, and just as ours has it: what theirs has is not in it; {add} so, {redo}"),
        (DISPUTED, f"without markers, and just as theirs has it: what ours has is not in it; {add} so, {redo}"),
        (HEAD, f"no markers are left in it: {add} as it stands, {redo}"),
    ):
        (root / EVENT).write_text(text, encoding="utf-8")
        result = run("conflicts")
        assert result.code == 1
        assert result.out.splitlines()[2:] == [f"{NAME}  not yet added  there  there  there"]
        assert result.err.splitlines()[1:] == [f"{NAME}: {said}"]
    (root / EVENT).unlink()
    result = run("conflicts")
    assert result.err.splitlines()[1:] == [
        f"{NAME}: its file is gone: {redo}, `git -C events rm {EVENT}` takes it away"
    ]


def test_the_base_is_found_by_what_an_element_is_called(run: Run, tmp_path: Path) -> None:
    def sources(*pairs: tuple[str, str]) -> str:
        return HEAD + "".join(
            f'[[sources]]\nid = "{id_}"\ntitle = "{title}"\nurl = "https://x/{id_}"\n' for id_, title in pairs
        )

    ours = sources(("new", "N"), ("up", "B"))
    theirs = sources(("up", "C"))
    parted({EVENT: sources(("up", "A"))}, {EVENT: ours}, {EVENT: theirs})
    (row,) = map(json.loads, run("conflicts", "-f", "jsonl").out.splitlines())
    assert (row["field"], row["base"], row["ours"], row["theirs"]) == ("sources.up.title", "A", "B", "C")


def test_the_base_of_what_only_theirs_has(run: Run, tmp_path: Path) -> None:
    def sources(**titles: str) -> str:
        return HEAD + "".join(
            f'[[sources]]\nid = "{id_}"\ntitle = "{title}"\n# {id_}\n' for id_, title in titles.items()
        )

    parted({EVENT: sources(a="A", b="B")}, {EVENT: sources(a="A")}, {EVENT: sources(a="A", b="C")})
    (row,) = map(json.loads, run("conflicts", "-f", "jsonl").out.splitlines())
    assert (row["field"], row["ours"], row["theirs"]) == ("sources.b", None, {"id": "b", "title": "C"})
    assert row["base"] == {"id": "b", "title": "B"}


def test_the_base_of_several_elements_is_not_told(run: Run, tmp_path: Path) -> None:
    def actors(*elements: str) -> str:
        return HEAD + "".join(f'[[actors]]\nname = "{name}"\n' for name in elements)

    parted({EVENT: actors("A")}, {EVENT: actors("B", "C")}, {EVENT: actors("D", "E")})
    (row,) = map(json.loads, run("conflicts", "-f", "jsonl").out.splitlines())
    assert (row["field"], row["base"]) == ("actors", None)


def test_of_what_is_new_on_both_sides_there_is_no_base(run: Run, tmp_path: Path) -> None:
    more = 'note = "n"\n' + "# 1\n" * 4 + '[[sources]]\nid = "up"\n'
    base, ours, theirs = HEAD, HEAD + more + 'title = "A"\n', HEAD + more + 'title = "B"\n'
    parted({EVENT: base}, {EVENT: ours}, {EVENT: theirs})
    (row,) = map(json.loads, run("conflicts", "-f", "jsonl").out.splitlines())
    assert (row["base"], row["event"]) == (None, NAME)


def test_the_base_of_several_fields(run: Run, tmp_path: Path) -> None:
    ours, theirs = 'status = "confirmed"\n', 'kind = "statement"\nseq = 1\n'
    parted({EVENT: BASE + 'kind = "state"\n'}, {EVENT: HEAD + ours}, {EVENT: HEAD + theirs})
    (row,) = map(json.loads, run("conflicts", "-f", "jsonl").out.splitlines())
    assert (row["field"], row["base"]) == ("status, kind, seq", {"status": "reported", "kind": "state"})


def test_a_base_that_git_has_lost(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    lost = git("rev-parse", f":1:events/{EVENT}").strip()
    (Path(".git/objects") / lost[:2] / lost[2:]).unlink()
    (row,) = map(json.loads, run("conflicts", "-f", "jsonl").out.splitlines())
    assert (row["base"], row["ours"]) == (None, "confirmed")


def test_confidential_values_are_withheld(run: Run, tmp_path: Path) -> None:
    def source(title: str) -> str:
        return HEAD + f'[[sources]]\nid = "deepthroat"\nconfidential = true\ntitle = "{title}"\n'

    parted({EVENT: source("Talk A")}, {EVENT: source("Talk B")}, {EVENT: source("Talk C")})
    for form in ("table", "json", "csv", "markdown"):
        result = run("conflicts", "-f", form)
        assert result.code == 1
        assert "sources" in result.out
        assert not any(word in result.out + result.err for word in ("Talk", "deepthroat"))
    assert "(withheld)" in run("conflicts").out


def test_a_base_that_is_confidential_is_withheld(run: Run, tmp_path: Path) -> None:
    parted(
        {EVENT: HEAD + 'summary = "Nightingale told us"\n[[sources]]\nid = "nightingale"\nconfidential = true\n'},
        {EVENT: HEAD + 'summary = "They told us"\n'},
        {EVENT: HEAD + 'summary = "We know"\n'},
    )
    result = run("conflicts", "-f", "json")
    assert "ightingale" not in result.out
    assert '"summary"' in result.out


def test_without_git(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = "2024/2024-05-02-other.toml"
    parted({EVENT: BASE, other: BASE}, {EVENT: None, other: CONFIRMED}, {EVENT: DISPUTED, other: DISPUTED})
    of_another_owner(tmp_path, monkeypatch)
    result = run("conflicts")
    assert result.code == 1
    assert [line.split("  ")[0] for line in result.out.splitlines()[2:]] == ["2024-05-02-other"]
    assert "warning: git: detected dubious ownership" in result.err
    assert "; what has no markers is not told\n" in result.err
    monkeypatch.setenv("PATH", "/nowhere")
    result = run("conflicts")
    assert (result.code, result.err) == (1, SETTLING)


def test_a_bare_repository_has_no_files(run: Run, tmp_path: Path) -> None:
    git("init", "-q", "--bare", "desk.git")
    result = run("-C", "desk.git", "conflicts")
    assert result.code == 3
    assert "is a bare repository" in result.err


def test_files_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    root = parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    (root / EVENT).write_bytes(b'title = "\xff"\n')
    assert run("conflicts").out.splitlines()[2:] == [f"{NAME}  not yet added  there  there  there"]
    shutil.rmtree(root / "editions", ignore_errors=True)
    (root / "editions").write_text("no folder", encoding="utf-8")
    assert run("conflicts").code == 1
