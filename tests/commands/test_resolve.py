"""`timeline resolve`: what a merge could not settle is settled, and nothing is lost."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from newsroom import git
from parted import BASE, CONFIRMED, DISPUTED, EVENT, HEAD, NAME, only_in, parted, states
from terminal import seated

SHOWN = f"events/{EVENT}"
DONE = f"nothing of {SHOWN} is in conflict any more: added to git\n"
NEXT = "next: a merge is going on: `git merge --continue` ends it, `git merge --abort` gives it up\n"
TWO = tuple(
    f'{HEAD}status = "{status}"\n# 1\n# 2\n# 3\n# 4\nlang = "{lang}"\nnote = "n"\n'
    for status, lang in (("reported", "en"), ("confirmed", "el"), ("disputed", "uk"))
)
"""Two fields that either side has set, with one between them."""


def conflict(ours: str, theirs: str, base: str = "") -> str:
    middle = f"||||||| base\n{base}" if base else ""
    return f"<<<<<<< ours\n{ours}{middle}=======\n{theirs}>>>>>>> theirs\n"


def now(path: str = EVENT) -> str:
    return Path("events", path).read_text(encoding="utf-8")


def event(text: str) -> Path:
    """An event that is in no repository."""
    path = Path("events", EVENT)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("side", "text"), [("ours", CONFIRMED), ("theirs", DISPUTED)])
def test_a_side(run: Run, side: str, text: str, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    result = run("resolve", "ferry", "status", f"--{side}")
    assert (result.code, result.out) == (0, "")
    first, *rest = result.err.splitlines(keepends=True)
    assert first == f"settled in {SHOWN}: status ({side})\n"
    assert [rest[0], rest[-1]] == [DONE, NEXT]
    assert now() == text
    assert states() == ({SHOWN: "M "} if side == "theirs" else {})
    assert git("rev-list", "--count", "HEAD") == "2\n"  # nothing is committed
    assert run("conflicts").err == "no conflicts\n"


def test_one_of_two(run: Run, empty: Path) -> None:
    one, other = conflict('status = "confirmed"\n', 'status = "disputed"\n'), conflict('lang = "el"\n', 'lang = "uk"\n')
    event(f"{HEAD}{one}tags = []\n{other}")
    result = run("resolve", "ferry", "lang", "--theirs")
    assert (result.code, now()) == (0, f'{HEAD}{one}tags = []\nlang = "uk"\n')
    assert result.err.splitlines()[:2] == [
        f"settled in {SHOWN}: lang (theirs)",
        f"1 conflict is left in {SHOWN}: status",
    ]
    assert run("resolve", "ferry", "--ours").code == 0
    assert now() == f'{HEAD}status = "confirmed"\ntags = []\nlang = "uk"\n'


def test_several_are_left(run: Run, empty: Path) -> None:
    regions = [conflict(f'{key} = "a"\n', f'{key} = "b"\n') for key in ("lang", "note", "status")]
    event(HEAD + "# c\n".join(regions))
    assert f"2 conflicts are left in {SHOWN}: lang and status" in run("resolve", "ferry", "note", "--ours").err


def test_what_git_has_as_merged_is_not_added(run: Run, empty: Path) -> None:
    event(HEAD + conflict('lang = "el"\n', 'lang = "uk"\n'))
    result = run("resolve", "ferry", "--ours")
    said = f"nothing of {SHOWN} is in conflict any more; git has it as merged, so nothing was added\n"
    assert result.err.startswith(f"settled in {SHOWN}: lang (ours)\n{said}")
    assert "next:" not in result.err


def test_the_other_files_of_a_merge(run: Run, tmp_path: Path) -> None:
    others = [f"2024/2024-05-0{n}-other.toml" for n in (2, 3)]
    base, ours, theirs = (dict.fromkeys((EVENT, *others), text) for text in (BASE, CONFIRMED, DISPUTED))
    parted(base, ours, theirs)
    rest = "not merged: `timeline conflicts` lists events, `git status` all\n"
    assert run("resolve", "ferry", "--ours").err.endswith(f"2 other files are {rest}")
    assert run("resolve", others[0], "--ours").err.endswith(f"1 other file is {rest}")
    assert run("resolve", f"events/{others[1]}", "--ours").err.endswith(NEXT)


def test_the_findings_of_what_is_settled(run: Run, tmp_path: Path) -> None:
    link = 'links = [{{ type = "follows", to = "2024-{}" }}]\n'
    base, ours, theirs = ({EVENT: HEAD + link.format(to)} for to in ("a", "b", "c"))
    parted(base, ours, theirs)
    result = run("resolve", "ferry", "links", "--theirs")
    assert f"{SHOWN}:3:30: SCH003 error: " in result.err, result.err
    assert result.err.endswith(NEXT)


@pytest.mark.parametrize("how", ["rebase", "cherry-pick", "revert", "stash"])
def test_wherever_git_merges(run: Run, how: str, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED}, how=how)
    following = {"stash": "next: `git commit` commits it\n"}.get(how, f"`git {how} --continue`")
    assert following in run("resolve", "ferry", "--theirs").err
    assert now() == (BASE if how == "revert" else DISPUTED)


def test_paths_with_blanks_at_the_root(run: Run, tmp_path: Path) -> None:
    path = "2024/2024-05-01 two words.toml"
    parted({path: BASE}, {path: CONFIRMED}, {path: DISPUTED}, root=".")
    assert run("resolve", path, "--theirs").code == 0
    assert Path(path).read_text(encoding="utf-8") == DISPUTED
    assert states() == {path: "M "}


def test_line_ends_and_a_mark_stay(run: Run, empty: Path) -> None:
    text = "\ufeff" + HEAD + conflict('status = "confirmed"\n', 'status = "disputed"\n') + 'lang = "el"\n'
    event("").write_bytes(text.replace("\n", "\r\n").encode())
    assert run("resolve", "ferry", "--set", "status=alleged").code == 0
    wanted = "\ufeff" + HEAD + 'status = "alleged"\nlang = "el"\n'
    assert Path(SHOWN).read_bytes() == wanted.replace("\n", "\r\n").encode()


def test_registers_and_settings(run: Run, tmp_path: Path) -> None:
    files = [
        {
            "actors.toml": f'[a]\nname = "{name}"\n[b]\nname = "B"\n',
            "timeline.toml": f'title = "{name}"\ntimezone = "UTC"\n',
        }
        for name in "ABC"
    ]
    parted(files[0], files[1], files[2])
    assert run("resolve", "events/actors.toml", "a", "--theirs").code == 0
    assert run("resolve", "timeline.toml", "--ours").err.splitlines()[-1] + "\n" == NEXT
    assert (now("actors.toml"), now("timeline.toml")) == (files[2]["actors.toml"], files[1]["timeline.toml"])
    run("resolve", "timeline.toml", "--redo")
    result = run("resolve", "timeline.toml", "--set", "title=Z")
    assert (result.code, result.err) == (
        2,
        "error: --set is of events\n  --ours, --theirs or --edit settles another file\n",
    )


def test_what_would_not_be_read_is_not_written(run: Run, empty: Path) -> None:
    Path("events/actors.toml").write_text(conflict('[a]\nname = "A"\n', "[a\n"), encoding="utf-8")
    result = run("resolve", "actors.toml", "--theirs")
    assert result.code == 2
    assert result.err.startswith("error: this would not be what can be read\nevents/actors.toml:1")


def test_what_would_not_be_an_event_is_not_written(run: Run, empty: Path) -> None:
    text = "date = 2024-05-01\n" + conflict('title = "A"\n', "title = 1\n") + conflict("lang = 'en'\n", "lang = 'el'\n")
    event(text)
    result = run("resolve", "ferry", "title", "--theirs")
    assert result.code == 2
    assert result.err.startswith(f"error: this would not be an event\n{SHOWN}:2:")
    assert result.err.endswith("nothing was written\n")
    assert now() == text


def test_a_way_is_asked_for(run: Run, empty: Path) -> None:
    event(HEAD + conflict('lang = "el"\n', 'lang = "uk"\n'))
    hint = "\n  one of --ours, --theirs, --both, --set FIELD=VALUE, --edit, --redo\n"
    for words, said in (
        ([], f"how is it to be settled?{hint}"),
        (["--ours", "--both"], f"--ours and --both cannot both be{hint}"),
        (["lang", "--set", "lang=el"], "--set takes no field beside it\n  write --set FIELD=VALUE\n"),
        (["lang", "--edit"], "--edit takes no field beside it\n  it is about the whole file: leave out the field\n"),
        (["--ours", "--yes"], "--yes is of --redo\n  leave it out: nothing else asks\n"),
    ):
        result = run("resolve", "ferry", *words)
        assert (result.code, result.err) == (2, f"error: {said}")


def test_a_field_without_a_conflict(run: Run, empty: Path) -> None:
    event(HEAD + conflict('lang = "el"\n', 'lang = "uk"\n'))
    result = run("resolve", "ferry", "title", "--ours")
    assert (result.code, result.err) == (2, f"error: title of {NAME} is not in conflict\n  in conflict: lang\n")
    assert "did you mean" in run("resolve", "ferry", "langg", "--ours").err
    event(conflict('title = "A\n', 'title = "B\n') + "date = 2024\n")
    assert run("resolve", "ferry", "title", "--ours").err.endswith("\n  in conflict: line 1\n")
    assert run("resolve", "ferry", "line 1", "--ours").code == 2  # an event whose title is not closed
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    Path(SHOWN).write_text(BASE, encoding="utf-8")
    assert run("resolve", "ferry", "title", "--ours").err.endswith("\n  none of its fields is\n")


def test_an_event_without_a_conflict(run: Run, real: Path) -> None:
    result = run("resolve", "biden-auth", "--ours")
    assert result.code == 2
    assert result.err == (
        "error: events/2024/2024-11-17-biden-authorises-atacms.toml is not in conflict\n"
        "  nothing is: `timeline conflicts` would list it\n"
    )
    event(HEAD + conflict('lang = "el"\n', 'lang = "uk"\n'))
    assert run("resolve", "biden-auth", "--ours").err.endswith(f"\n  in conflict: {NAME}\n")
    assert run("resolve", "nothing", "--ours").code == 3


def test_fields_by_how_they_begin(run: Run, empty: Path) -> None:
    source = '[[sources]]\nid = "up"\n'
    event(
        HEAD
        + source
        + conflict('title = "A"\n', 'title = "B"\n')
        + 'kind = "report"\n'
        + conflict('lang = "uk"\n', 'lang = "ru"\n')
    )
    assert (
        f"settled in {SHOWN}: sources.up.title and sources.up.lang (theirs)\n"
        in run("resolve", "ferry", "sources.up", "--theirs").err
    )
    assert now() == HEAD + source + 'title = "B"\nkind = "report"\nlang = "ru"\n'


# --both


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        ('tags = ["sea", "a"]\n', 'tags = ["sea", "b"]\n', 'tags = ["sea", "a", "b"]\n'),
        ('tags = ["a"] # ours\n', '# theirs\ntags = ["b"]\n', '# theirs\ntags = ["a", "b"] # ours\n'),
        ("# a\n", "# b\n", "# a\n# b\n"),
        ('# a\nlang = "el"\n', '# b\nlang = "el"\n', '# b\n# a\nlang = "el"\n'),
        (
            '[[sources]]\nid = "up" # one\n\n',
            '# other\n[[sources]]\nid = "nyt"\n\n',
            '[[sources]]\nid = "up" # one\n\n# other\n[[sources]]\nid = "nyt"\n\n',
        ),
        ('actors = ["A"]\n', 'actors = ["B:agent"]\n', 'actors = ["A", "B:agent"]\n'),
        (
            'actors = [{ name = "A", role = "agent" }]\n',
            'actors = [{ name = "A", role = "target" }, { name = "A", role = "agent", note = "n" }]\n',
            'actors = [{ name = "A", role = "agent", note = "n" }, { name = "A", role = "target" }]\n',
        ),
        ("x.a = 1\n", "x.b = 2\n", "x.a = 1\nx.b = 2\n"),
    ],
)
def test_both(run: Run, ours: str, theirs: str, wanted: str, empty: Path) -> None:
    event(HEAD + conflict(ours, theirs))
    result = run("resolve", "ferry", "--both")
    assert result.code == 0, result
    assert "(both)\n" in result.err
    assert " ".join(now().split()).replace("[ ", "[").replace(", ]", "]") == " ".join((HEAD + wanted).split())


def test_both_of_several_beside_others(run: Run, empty: Path) -> None:
    lang = conflict('lang = "el"\n', 'lang = "uk"\n')
    tags, places = conflict('tags = ["a"]\n', 'tags = ["b"]\n'), conflict('places = ["P"]\n', 'places = ["Q"]\n')
    event(f"{HEAD}{places}{lang}{tags}")
    assert run("resolve", "ferry", "tags", "places", "--both").code == 0
    assert now() == f'{HEAD}places = ["P", "Q"]\n{lang}tags = ["a", "b"]\n'


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ('lang = "el"\n', 'lang = "uk"\n', "lang cannot hold what both say\n  --ours, --theirs, or --set lang=VALUE"),
        ('tags = ["a"]\n', "", "tags is in ours, and not in theirs\n  --ours keeps it, --theirs leaves it out"),
        ("", 'tags = ["a"]\n', "tags is in theirs, and not in ours\n  --theirs keeps it, --ours leaves it out"),
        (
            '[[sources]]\nid = "a"\ntitle = "A"\nlang = "el"\n',
            '[[sources]]\nid = "a"\ntitle = "B"\nlang = "uk"\n',
            "sources.a cannot hold what both say: title has one value\n  take a side, or settle it in your editor with --edit",
        ),
        (
            'lang = "el"\ntags = ["a"]\n',
            'lang = "uk"\ntags = ["b"]\n',
            "lang, tags cannot hold what both say: lang has one value\n  take a side, or settle it in your editor",
        ),
        (
            '[[sources]]\nid = "a"\ntitle = "A"\n',
            '[[sources]]\nid = "a"\ntitle = "B"\n',
            "title has one value\n  --ours, --theirs, or --set sources.a.title=VALUE\n",
        ),
        (
            'lang = "el" # ours\n',
            'lang = "el" # theirs\n',
            "comments: a comment in it would be lost\n  take a side, or settle it in your editor with --edit",
        ),
        ('lang = "a"\n', 'lang = "b\n', "line 3: its sides are no whole statements\n  take a side"),
    ],
)
def test_what_cannot_be_both(run: Run, ours: str, theirs: str, said: str, empty: Path) -> None:
    text = HEAD + conflict(ours, theirs)
    event(text)
    result = run("resolve", "ferry", "--both")
    assert result.code == 2
    assert said in result.err
    assert now() == text


def test_of_what_is_confidential_nothing_is_said(run: Run, empty: Path) -> None:
    text = (
        HEAD
        + '[[sources]]\nid = "raven"\nconfidential = true\n'
        + conflict('title = "A raven"\n', 'title = "Not so"\n')
    )
    event(text)
    for words in (["--both"], ["--set", "sources.raven.title=B"], ["sources.x", "--ours"]):
        result = run("resolve", "ferry", *words)
        assert result.code == 2
        assert "A raven" not in result.err
        assert "title has" not in result.err
    result = run("resolve", "ferry", "sources", "--theirs")
    assert result.code == 0
    assert "raven" not in result.err + result.out
    assert 'title = "Not so"' in now()


RAVEN = '[[sources]]\nid = "raven-id"\nname = "Raven Smith"\nconfidential = true\n'


def test_what_was_confidential_until_now_is_not_said(run: Run, empty: Path) -> None:
    citing = '[[sources]]\nid = "up"\npublisher = "UP"\ncites = ["raven-id"]\n'
    event(HEAD + citing + conflict(RAVEN, ""))
    result = run("resolve", "ferry", "--theirs")
    assert result.code == 0
    assert "raven" not in result.err.lower()
    assert "1 more line names what is confidential, or was until now\n" in result.err
    event(HEAD + citing + citing.replace("up", "ap") + conflict(RAVEN, ""))
    assert "2 more lines name what is confidential" in run("resolve", "ferry", "--theirs").err


def test_of_what_would_be_no_event_nothing_confidential_is_said(run: Run, empty: Path) -> None:
    event(HEAD + conflict(RAVEN, "") + 'title = "A talk"\nname = "Raven Smith"\nname = "x"\n')
    result = run("resolve", "ferry", "--theirs")
    assert result.code == 2
    assert "raven" not in result.err.lower()
    event(HEAD + 'lang = "en"\n' + conflict(RAVEN, "") + conflict('url = "https://a"\n', 'title = "Raven Smith"\n'))
    result = run("resolve", "ferry", "--theirs")
    assert result.code == 2
    assert "raven" not in result.err.lower()
    assert "withheld, since it is confidential or may be" in result.err


def test_labels_that_would_name_somebody(run: Run, empty: Path) -> None:
    label = "sources.raven-id.title"
    other = conflict("# a\n", "# b\n").replace("ours", f"ours: {label}").replace("theirs", f"theirs: {label}")
    event(HEAD + other + conflict(RAVEN, ""))
    result = run("resolve", "ferry", "sources", "--theirs")
    assert "raven" not in result.err.lower()


# --set


def test_a_value(run: Run, empty: Path) -> None:
    lang = conflict('lang = "el"\n', 'lang = "uk"\n')
    status = conflict('# why\nstatus = "disputed"\n', '# because\nstatus = "confirmed"\n')
    event(f'{HEAD}{status}{lang}note = "n"\n')
    result = run("resolve", "ferry", "--set", "status=alleged")
    assert result.code == 0, result
    assert result.err.startswith(f"settled in {SHOWN}: status (as given)\n1 conflict is left in {SHOWN}: lang\n")
    assert now() == f'{HEAD}# because\n# why\nstatus = "alleged"\n{lang}note = "n"\n'


def test_values_of_several(run: Run, empty: Path) -> None:
    source = '[[sources]]\nid = "up"\n'
    status, title = conflict("", 'status = "disputed"\n'), conflict('title = "A"\n', 'title = "B"\n')
    event(f"{HEAD}{status}{source}{title}")
    assert run("resolve", "ferry", "--set", "status=alleged", "--set", "sources.up.title=C").code == 0
    assert now() == f'{HEAD}status = "alleged"\n{source}title = "C"\n'


def test_a_value_of_ones_own_field(run: Run, empty: Path) -> None:
    event(f"{HEAD}[x]\n{conflict('case = 1' + chr(10), 'case = 2' + chr(10))}")
    assert run("resolve", "ferry", "--set", "x.case=3").code == 0
    assert now() == f"{HEAD}[x]\ncase = 3\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["status"], '"status" sets nothing\n  write FIELD=VALUE, as in status=confirmed'),
        (["title=A"], f"title of {NAME} is not in conflict\n  in conflict: status"),
        (["status=sure"], "status"),
        (["status=alleged", "--set", "status=reported"], "status is set twice\n  give it one value"),
    ],
)
def test_values_that_are_none(run: Run, words: list[str], said: str, empty: Path) -> None:
    text = HEAD + conflict('status = "confirmed"\n', 'status = "disputed"\n')
    event(text)
    result = run("resolve", "ferry", "--set", *words)
    assert (result.code, now()) == (2, text)
    assert said in result.err


def test_a_value_of_several_fields_that_are_one(run: Run, empty: Path) -> None:
    ours, theirs = ('date = 2024-05-0{}\ndate_basis = "{}"\n'.format(*of) for of in ((1, "reported"), (2, "as of")))
    dates = conflict(ours, theirs).replace("ours", "ours: date").replace("theirs", "theirs: date")
    event(f'title = "Ferry"\n{dates}')
    assert run("resolve", "ferry", "--set", "date=2024-05-03").code == 0
    assert now() == 'title = "Ferry"\ndate = 2024-05-03\ndate_basis = "reported"\n'
    source = '[[sources]]\nid = "up"\n'
    event(HEAD + conflict(f'{source}title = "A"\nlang = "el"\n', f'{source}title = "B"\nlang = "uk"\n'))
    assert '"sources.up" names no part' in run("resolve", "ferry", "--set", "sources.up=A").err


def test_a_date_with_its_words(run: Run, empty: Path) -> None:
    title = 'title = "Ferry sinks"\n'
    dates = conflict("date = 2024-05-01\n", "date = 2024-05-02\n")
    lang = conflict('lang = "el"\n', 'lang = "uk"\n')
    event(f"{title}{dates}{lang}")
    assert run("resolve", "ferry", "--set", "date=3 May 2024").code == 0
    assert now() == f"{title}date = 2024-05-03\n{lang}"
    event(f'{title}{dates}{lang}date_text = "on the first"\n')
    result = run("resolve", "ferry", "--set", "date=4 May 2024")
    assert result.code == 2
    assert "what is to be changed is in conflict\n  settle the other conflicts of it first\n" in result.err


# --edit


def test_by_hand(run: Run, editor: Callable[[str], Path], tmp_path: Path) -> None:
    parted({EVENT: TWO[0]}, {EVENT: TWO[1]}, {EVENT: TWO[2]})
    before = now()
    given = editor("""sed -i '/^</d;/^=/,/^>/d' "$1" """)
    result = run("resolve", "ferry", "--edit")
    assert (result.code, now()) == (0, TWO[1])
    assert given.read_text(encoding="utf-8") == before
    assert result.err.startswith(DONE)
    assert result.err.endswith(NEXT)


def test_by_hand_in_part(run: Run, editor: Callable[[str], Path], empty: Path) -> None:
    rest = conflict('lang = "el"\n', 'lang = "uk"\n')
    event(f"{HEAD}{conflict('tags = []' + chr(10), '')}note = 'n'\n{rest}")
    editor("""sed -i '3d;5,6d' "$1" """)
    result = run("resolve", "ferry", "-e")
    assert (result.code, now()) == (0, f"{HEAD}tags = []\nnote = 'n'\n{rest}")
    assert result.err == f"1 conflict is left in {SHOWN}: lang\n"


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("sed -i '3d' \"$1\"", "a part of a conflict is left: >>>>>>>\n"),
        ("sed -i '/^</d;/^>/d;/^=/d' \"$1\"", "this would not be an event\n"),
    ],
)
def test_what_is_half_done_by_hand(
    run: Run, editor: Callable[[str], Path], script: str, said: str, empty: Path
) -> None:
    text = HEAD + conflict('lang = "el"\n', 'lang = "uk"\n')
    event(text)
    editor(script)
    result = run("resolve", "ferry", "--edit")
    assert (result.code, now()) == (2, text)
    assert said in result.err
    assert "your text is in " in result.err


def test_lines_that_only_look_like_markers(run: Run, editor: Callable[[str], Path], empty: Path) -> None:
    summary = 'summary = """\n>>>>>>> is said in the mail\n"""\n'
    event(HEAD + summary + conflict('lang = "el"\n', 'lang = "uk"\n'))
    editor("""sed -i '/^</d;/^=/,/^>/d' "$1" """)
    assert run("resolve", "ferry", "--edit").code == 0
    assert now() == HEAD + summary + 'lang = "el"\n'


# --redo


def test_again(run: Run, tmp_path: Path) -> None:
    parted({EVENT: TWO[0]}, {EVENT: TWO[1]}, {EVENT: TWO[2]})
    left = now()
    run("resolve", "ferry", "--theirs")
    result = run("resolve", "ferry", "--redo")
    assert (result.code, result.err) == (0, f"merged again: {SHOWN}\nin conflict: status, lang\n")
    assert now().count("<<<<<<<") == left.count("<<<<<<<")
    assert states() == {SHOWN: "UU"}
    assert run("resolve", "ferry", "--redo").code == 0  # nothing was done since
    Path(SHOWN).unlink()
    assert run("resolve", "ferry", "--redo").code == 0
    assert now().count("<<<<<<<") == 2


def test_work_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    parted({EVENT: TWO[0]}, {EVENT: TWO[1]}, {EVENT: TWO[2]})
    run("resolve", "ferry", "status", "--theirs")
    work = now()
    result = run("resolve", "ferry", "--redo")
    said = f"{SHOWN} is not as the merge left it: what was done since would go\n"
    assert (result.code, result.err) == (
        2,
        f"{said}error: nothing was changed: there is nobody to ask\n  add --yes to go on, or `git diff` to look first\n",
    )
    refused = seated(monkeypatch, "resolve", "ferry", "--redo", typed="n\n")
    assert (refused.code, refused.err.splitlines()[-1]) == (1, "Merge it again? [y/N]: nothing was changed")
    assert now() == work
    result = run("resolve", "ferry", "--redo", "--yes")
    kept = f"events/.removed/{NAME}.toml"
    assert result.err.startswith(f"merged again: {SHOWN} (what it held is kept as {kept}, which git ignores)\n")
    assert Path(kept).read_text(encoding="utf-8") == work
    assert now().count("<<<<<<<") == 2


def test_what_git_refuses_is_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    parted({EVENT: TWO[0]}, {EVENT: TWO[1]}, {EVENT: TWO[2]})
    run("resolve", "ferry", "status", "--theirs")
    work = now()
    monkeypatch.setattr("timeline.store.git.committing.TRIES", 1)
    Path(".git/index.lock").write_text("", encoding="utf-8")
    result = run("resolve", "ferry", "--redo", "--yes")
    assert result.code == 3
    assert "index.lock" in result.err
    assert now() == work
    result = run("resolve", "ferry", "--ours")
    assert result.code == 3
    assert result.err.startswith("error: written, and not added: git: Unable to create")
    assert f"\n  `git -C events add -- {EVENT}` ends it\n" in result.err


def test_what_git_refuses_where_nothing_was_done(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    left = now()
    monkeypatch.setattr("timeline.store.git.committing.TRIES", 1)
    Path(".git/index.lock").write_text("", encoding="utf-8")
    assert run("resolve", "ferry", "--redo").code == 3
    assert now() == left


def test_what_git_can_merge_again_no_more(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: None})
    result = run("resolve", "ferry", "--redo")
    assert (result.code, result.err) == (
        2,
        f"error: only one side has {SHOWN}: there is nothing to merge again\n  --ours or --theirs settles it\n",
    )
    result = run("resolve", "timeline.toml", "--redo")
    assert (result.code, result.err) == (
        2,
        "error: git does not hold two sides of events/timeline.toml any more\n  `timeline log` shows what was committed\n",
    )


def test_a_merge_that_is_clean_now(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    Path(".git/info/attributes").write_text("*.toml merge=union\n", encoding="utf-8")
    result = run("resolve", "ferry", "--redo")
    assert (
        result.err == f"merged again: {SHOWN}\nnothing is in conflict: look at it, then `git -C events add {EVENT}`\n"
    )
    assert states() == {SHOWN: "UU"}


# files as a whole


def test_what_was_deleted_in_theirs(run: Run, tmp_path: Path) -> None:
    linking = "2024/2024-05-02-other.toml"
    link = f'links = [{{ type = "follows", to = "{NAME}" }}]\n'
    parted({EVENT: BASE, linking: HEAD + link}, {EVENT: CONFIRMED}, {EVENT: None})
    result = run("resolve", "ferry", "the event", "--theirs")
    assert result.code == 0
    assert result.err == (
        f"{SHOWN} is gone, as in theirs: git knows it\nwarning: 2024-05-02-other still linked to {NAME}\n{NEXT}"
    )
    assert not Path(SHOWN).exists()
    assert states() == {SHOWN: "D "}
    assert not Path("events/.removed").exists()  # HEAD holds it


def test_what_was_deleted_in_ours(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: None}, {EVENT: CONFIRMED})
    with Path(SHOWN).open("a", encoding="utf-8") as file:
        file.write("# looked at\n")
    result = run("resolve", "ferry", "--ours")
    kept = f"events/.removed/{NAME}.toml"
    assert result.err.startswith(
        f"{SHOWN} is gone, as in ours (what it held is kept as {kept}, which git ignores): git"
    )
    assert Path(kept).read_text(encoding="utf-8") == CONFIRMED + "# looked at\n"
    assert states() == {}


@pytest.mark.parametrize("sides", [(CONFIRMED, None), (None, CONFIRMED)])
@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_whether_it_is_to_be_there_is_asked_again(
    run: Run, sides: tuple[str | None, str | None], side: str, tmp_path: Path
) -> None:
    parted({EVENT: BASE}, {EVENT: sides[0]}, {EVENT: sides[1]})
    before = run("conflicts").out
    run("resolve", "ferry", side)
    result = run("resolve", "ferry", "--redo")
    ways = f"`timeline resolve {NAME} --ours` or `timeline resolve {NAME} --theirs`"
    assert (result.code, result.err) == (0, f"whether {SHOWN} is to be there is open again: {ways}\n")
    assert now() == CONFIRMED
    assert run("conflicts").out == before
    assert run("resolve", "nothing", "--redo").err.startswith('error: no event "nothing"\n')


def test_of_two_names_the_one_that_went_is_not_asked_for_again(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE + LONGER}, {EVENT: None, A: BASE + LONGER}, {EVENT: None, B: BASE + LONGER})
    run("resolve", "ferry", "--ours")
    for path in (A, B, EVENT):
        assert "there is nothing to merge again" in run("resolve", path, "--redo").err


def test_what_was_deleted_stays(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: None}, {EVENT: CONFIRMED})
    assert run("resolve", "ferry", "--theirs").err.startswith(f"{SHOWN} is as theirs has it: added to git\n")
    assert (now(), states()) == (CONFIRMED, {SHOWN: "A "})


def test_what_was_deleted_stays_as_it_was_changed_since(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: None})
    Path(SHOWN).write_text(DISPUTED, encoding="utf-8")
    result = run("resolve", "ferry", "--ours")
    assert result.err.startswith(f"{SHOWN} is as ours has it, with what was changed in it since: added to git\n")
    assert now() == DISPUTED


def test_what_is_gone_from_the_folder_comes_back(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: None})
    Path(SHOWN).unlink()
    assert run("resolve", "ferry", "--ours").err.startswith(f"{SHOWN} is as ours has it: added to git\n")
    assert now() == CONFIRMED
    git("reset", "-q", "--merge")


def test_what_is_gone_and_is_to_go(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: None})
    Path(SHOWN).unlink()
    assert run("resolve", "ferry", "--theirs").err.startswith(f"{SHOWN} is gone, as in theirs: git knows it\n")
    assert states() == {SHOWN: "D "}


def test_a_register_that_one_side_deleted(run: Run, tmp_path: Path) -> None:
    parted({"actors.toml": '[a]\nname = "A"\n'}, {"actors.toml": None}, {"actors.toml": '[a]\nname = "B"\n'})
    assert (
        run("resolve", "actors.toml", "--ours").err == f"events/actors.toml is gone, as in ours: git knows it\n{NEXT}"
    )


def test_what_holds_markers_is_settled_first(run: Run, tmp_path: Path) -> None:
    root = parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: None})
    text = HEAD + conflict('lang = "el"\n', 'lang = "uk"\n')
    (root / EVENT).write_text(text, encoding="utf-8")
    result = run("resolve", "ferry", "--ours")
    assert (result.code, result.err) == (
        2,
        (
            f"error: {SHOWN} stays, and holds conflicts of its own\n"
            "  settle its fields first: `timeline conflicts` lists them\n"
        ),
    )
    said = f"not added to git: whether it is to be there is open; `timeline resolve {NAME} --ours` or "
    assert said in run("resolve", "ferry", "lang", "--ours").err
    assert states() == {SHOWN: "UD"}


def test_only_sides_settle_a_whole_file(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: None})
    result = run("resolve", "ferry", "--both")
    assert (result.code, result.err) == (
        2,
        f"error: --both settles fields, and this is about the whole of {NAME}\n  --ours or --theirs does\n",
    )


@pytest.mark.parametrize(("left", "side", "text"), [(CONFIRMED, "ours", CONFIRMED), (CONFIRMED, "theirs", DISPUTED)])
def test_what_has_no_markers_and_is_one_side(run: Run, left: str, side: str, text: str, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    Path(SHOWN).write_text(left, encoding="utf-8")
    assert run("resolve", "ferry", f"--{side}").err.startswith(f"{SHOWN} is as {side} has it: added to git\n")
    assert now() == text
    assert run("conflicts").code == 0


def test_what_was_settled_by_hand(run: Run, editor: Callable[[str], Path], tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    Path(SHOWN).write_text(HEAD, encoding="utf-8")
    result = run("resolve", "ferry", "--ours")
    assert (result.code, result.err) == (
        2,
        (
            f"error: {SHOWN} has no markers left, and is neither ours nor theirs\n"
            f"  `git -C events add {EVENT}` takes it as it stands, --redo merges it again\n"
        ),
    )
    editor('echo "# looked at" >> "$1"')
    assert run("resolve", "ferry", "--edit").err.startswith(DONE)


def test_what_is_no_text(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    Path(SHOWN).write_bytes(b"\xff")
    assert "is not UTF-8 (byte 1)" in run("resolve", "ferry", "--edit").err
    Path(SHOWN).unlink()
    assert run("resolve", "ferry", "--edit").code == 3


A, B = "2024/2024-05-01-a.toml", "2024/2024-05-01-b.toml"
LONGER = "".join(f'{key} = "{key}"\n' for key in ("summary", "note"))


@pytest.mark.parametrize("word", ["2024-05-01-a", "2024-05-01-b", "ferry"])
def test_a_name_of_two(run: Run, word: str, tmp_path: Path) -> None:
    parted({EVENT: BASE + LONGER}, {EVENT: None, A: BASE + LONGER}, {EVENT: None, B: BASE + LONGER})
    result = run("resolve", word, "--theirs")
    assert result.err.startswith(
        "2024-05-01-b is its name, as in theirs; 2024-05-01-a leads to it\n"
        f"nothing of events/{B} is in conflict any more: added to git\n"
    )
    assert result.err.endswith(NEXT)
    assert git("ls-files", "-u") == ""
    assert f"\nevents/{B}:1:1: SRC101 " in result.err  # what `check` says of it
    assert 'aliases = ["2024-05-01-a"]' in now(B)
    assert not Path("events", A).exists()
    assert run("show", "2024-05-01-a", "-f", "json").code == 0


def test_an_edition_that_was_renamed_two_ways(run: Run, tmp_path: Path) -> None:
    old, a, b = (f"editions/{name}.toml" for name in ("old", "a", "b"))
    text = 'format = "x"\n' + LONGER
    parted({old: text}, {old: None, a: text}, {old: None, b: text})
    assert run("resolve", f"events/{b}", "--theirs").err.startswith("b is its name, as in theirs\n")
    assert (now(b), git("ls-files", "-u")) == (text, "")


def renamed_and_changed() -> None:
    parted(
        {EVENT: BASE + LONGER},
        {EVENT: None, A: CONFIRMED + LONGER + f'aliases = ["{NAME}"]\n'},
        {EVENT: None, B: DISPUTED + LONGER + f'aliases = ["{NAME}"]\n'},
    )


def test_the_name_first(run: Run, tmp_path: Path) -> None:
    renamed_and_changed()
    result = run("resolve", "2024-05-01-a", "its name", "--ours")
    assert result.err.splitlines()[:2] == [
        "2024-05-01-a is its name, as in ours; 2024-05-01-b leads to it",
        f"1 conflict is left in events/{A}: status",
    ]
    assert f'aliases = ["{NAME}", "2024-05-01-b"]' in now(A)
    assert not Path("events", B).exists()
    assert states() == {f"events/{A}": "UU"}
    assert [line.split()[:2] for line in run("conflicts").out.splitlines()[2:]] == [["2024-05-01-a", "status"]]
    result = run("resolve", "2024-05-01-a", "status", "--theirs")
    assert result.err.endswith(NEXT), result
    assert 'status = "disputed"' in now(A)
    assert run("conflicts").code == 0


def test_the_name_of_theirs_first(run: Run, tmp_path: Path) -> None:
    renamed_and_changed()
    assert run("resolve", "2024-05-01-a", "its name", "--theirs").err == (
        f"2024-05-01-b is its name, as in theirs; 2024-05-01-a leads to it\n1 conflict is left in events/{B}: status\n"
    )


def test_the_fields_first(run: Run, tmp_path: Path) -> None:
    renamed_and_changed()
    result = run("resolve", "2024-05-01-a", "status", "--theirs")
    assert (
        "not added to git: which name it keeps is open; 2024-05-01-a (ours), 2024-05-01-b (theirs): "
        "`timeline resolve 2024-05-01-a --ours` or `timeline resolve 2024-05-01-a --theirs` keeps one" in result.err
    )
    assert run("resolve", "2024-05-01-b", "--theirs").code == 0  # what was settled under the other name goes along
    assert 'status = "disputed"' in now(B)
    assert "<<<<" not in now(B)
    assert not Path("events", A).exists()
    assert run("conflicts").code == 0
    assert not Path("events/.removed").exists()


def test_both_names_were_worked_on(run: Run, tmp_path: Path) -> None:
    renamed_and_changed()
    run("resolve", "2024-05-01-a", "status", "--theirs")
    run("resolve", "2024-05-01-b", "status", "--ours")
    result = run("resolve", "ferry", "--theirs")
    kept = "events/.removed/2024-05-01-a.toml"
    assert f"as in theirs (what 2024-05-01-a held is kept as {kept}, which git ignores);" in result.err
    assert 'status = "disputed"' in Path(kept).read_text(encoding="utf-8")
    assert 'status = "confirmed"' in now(B)


def test_a_name_whose_file_is_gone(run: Run, tmp_path: Path) -> None:
    parted({EVENT: BASE + LONGER}, {EVENT: None, A: BASE + LONGER}, {EVENT: None, B: BASE + LONGER})
    Path("events", A).unlink()
    Path("events", B).unlink()
    assert run("resolve", "ferry", "--ours").code == 0
    assert 'aliases = ["2024-05-01-b"]' in now(A)


def test_aliases_that_are_none(run: Run, tmp_path: Path) -> None:
    text = BASE + LONGER + "x.aliases = 1\n"
    parted({EVENT: text}, {EVENT: None, A: text}, {EVENT: None, B: text})
    for path in (A, B):
        Path("events", path).write_text(HEAD + "aliases = 1\n", encoding="utf-8")
    assert "this would not be an event" in run("resolve", "ferry", "--ours").err


def test_what_only_one_side_has(run: Run, tmp_path: Path) -> None:
    root = parted({EVENT: BASE}, {EVENT: CONFIRMED}, {EVENT: DISPUTED})
    only_in(root, 3)
    (root / EVENT).write_text(DISPUTED, encoding="utf-8")
    assert run("resolve", "ferry", "--ours").err.startswith(f"{SHOWN} is gone, as in ours: git knows it\n")


def test_two_events_under_one_name(run: Run, tmp_path: Path) -> None:
    theirs = 'title = "Train leaves"\ndate = 2023\n'
    parted({}, {EVENT: CONFIRMED}, {EVENT: theirs})
    result = run("resolve", "ferry", "--both")
    assert result.code == 2
    assert result.err.startswith(f"error: {NAME} is two events under one name\n  `git -C events show :3:./{EVENT} > ")
    command = result.err.split("`")[1]
    subprocess.run(command, shell=True, check=True)
    assert now(f"2024/{NAME}-theirs.toml") == theirs
    assert git("ls-files", f"events/2024/{NAME}-theirs.toml")
    assert run("resolve", NAME, "--ours").code == 0
    assert (now(), run("conflicts").code) == (CONFIRMED, 0)


def test_two_events_under_one_name_at_the_root(run: Run, tmp_path: Path) -> None:
    parted({}, {EVENT: CONFIRMED}, {EVENT: 'title = "Train leaves"\ndate = 2023\n'}, root=".")
    assert f"`git show :3:./{EVENT} > " in run("resolve", "ferry", "--both").err
