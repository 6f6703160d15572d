"""`timeline edit`: what is asked for changes, and nothing else."""

import errno
import os
import subprocess
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from hand_written import HAND_WRITTEN, MakeEditor, changed_lines, event_file, kept_text, tree
from newsroom import git
from terminal import seated


def test_edit_in_the_editor(empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    path = event_file(empty)
    given = editor("""sed -i 's/Somebody does/Nobody does/' "$1" """)
    result = seated(monkeypatch, "edit", "something", "2024-11-17-something")
    assert given.read_text(encoding="utf-8") == HAND_WRITTEN
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN.replace("Somebody does", "Nobody does")
    assert "changed events/2024/2024-11-17-something.toml\n" in result.err
    editor("""sed -i 's/2024-11-17/"17 Nov 2023"/' "$1" """)
    assert seated(monkeypatch, "edit", "something").code == 0
    assert path.read_text(encoding="utf-8").startswith(HAND_WRITTEN.partition("=   ")[0] + "=   2023-11-17\n")


def test_an_id_that_says_another_day_is_told(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor
) -> None:
    event_file(empty)
    note = "note: its ID still says 2024-11-17: `timeline mv 2024-11-17-something` gives it a new one\n"
    assert note in run("edit", "something", "--date", "2024-11-18").err
    assert note not in run("edit", "something", "--status", "confirmed").err
    assert note not in run("edit", "something", "--date", "2024-11-17").err
    editor("""sed -i 's/2024-11-17/"19 Nov 2024"/' "$1" """)
    edited = seated(monkeypatch, "edit", "something").err
    assert edited.startswith("date: 2024-11-19 = Tuesday, 19 November 2024\n")
    assert note in edited


def test_a_word_that_no_event_has_is_offered_again(
    empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor
) -> None:
    """What was there before is for `check`."""
    path = event_file(empty, HAND_WRITTEN.replace("title", 'kind = "old"\ntitle', 1))
    before = path.read_text(encoding="utf-8")
    editor("""sed -i '1i status = "expcted"' "$1" """)
    result = seated(monkeypatch, "edit", "something", typed="n\n")
    assert result.code == 2
    assert 'something.toml:1:1: SCH006 "expcted" is no status' in result.err
    assert '"old"' not in result.err
    assert "Edit it again? [Y/n]: " in result.err
    assert kept_text(result.err) == 'status = "expcted"\n' + before
    assert path.read_text(encoding="utf-8") == before
    editor("""grep -q exp "$1" && sed -i s/expcted/expected/ "$1" || sed -i '1i status = "expcted"' "$1" """)
    assert seated(monkeypatch, "edit", "something", typed="y\n").code == 0
    assert path.read_text(encoding="utf-8") == 'status = "expected"\n' + before


def test_a_canonical_file_stays_canonical(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor
) -> None:
    path = empty / "a.toml"
    path.write_text('title = "A"\ndate = "2024"\nplaces = [\n  { name = "Kyiv", lat = 50.4 },\n]\n', encoding="utf-8")
    assert run("edit", "a", "--set", "places.Kyiv.country=Ukraine").code == 0
    assert '{ name = "Kyiv", country = "Ukraine", lat = 50.4 }' in path.read_text(encoding="utf-8")
    editor("""printf 'tags=["b","a"]\n' >> "$1" """)
    assert seated(monkeypatch, "edit", "a").code == 0
    assert path.read_text(encoding="utf-8").endswith(']\ntags = ["b", "a"]\n')


def test_an_edit_that_breaks_the_event_is_offered_again(
    empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor
) -> None:
    path = event_file(empty)
    editor("""grep -q gone "$1" && sed -i 's/^#gone/title/' "$1" || sed -i 's/^title/#gone/' "$1" """)
    result = seated(monkeypatch, "edit", "something", typed="y\n")
    assert "this would no longer be an event" in result.err
    assert "title is missing" in result.err
    assert result.code == 0
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN
    editor("""sed -i 's/^title/#gone/' "$1" """)
    given_up = seated(monkeypatch, "edit", "something", typed="n\n")
    assert given_up.code == 2
    assert kept_text(given_up.err) == HAND_WRITTEN.replace("title", "#gone")
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN


def test_a_file_changed_while_the_editor_was_open(
    empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor
) -> None:
    path = event_file(empty)
    editor(f"""sed -i 's/Somebody does/I do/' "$1"; echo '# theirs' >> "{path.resolve()}" """)
    result = seated(monkeypatch, "edit", "something")
    assert result.code == 3
    assert "was changed by someone else meanwhile" in result.err
    assert kept_text(result.err) == HAND_WRITTEN.replace("Somebody does", "I do")
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN + "# theirs\n"


@pytest.mark.parametrize(
    ("leaves", "said"),
    [
        ('rm "$1"', "is gone"),
        (': > "$1"', "is empty"),
        ("true", "is as it was"),
        ('rm -r "$(dirname "$1")"', "is gone"),
    ],
)
def test_an_edit_that_is_called_off(
    leaves: str, said: str, empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor, tmp_path: Path
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    path = event_file(empty, HAND_WRITTEN.replace("\n", "\r\n"))
    before = path.read_bytes()
    editor(leaves)
    result = seated(monkeypatch, "edit", "something")
    assert result.code == 0
    assert result.err.startswith(f"2024-11-17-something: the draft {said}; nothing was written\n")
    assert path.read_bytes() == before
    assert not os.listdir(tmp_path / "tmp")


@pytest.mark.parametrize(
    ("script", "kept"),
    [
        ("exit 1", None),
        ('cp "$1" "$1~"; rm "$1"; exit 1', None),
        ('echo "# mine" >> "$1"; exit 1', "# mine\n"),
        ("printf '\\377' >> \"$1\"", "\udcff"),
    ],
)
def test_an_editor_that_fails_leaves_what_was_written_alone(
    script: str, kept: str | None, empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor, tmp_path: Path
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    path = event_file(empty)
    editor(script)
    result = seated(monkeypatch, "edit", "something")
    assert result.code == 3
    assert "error: the editor failed: " in result.err or "error: the text is not UTF-8\n" in result.err
    if kept:
        assert kept_text(result.err) == HAND_WRITTEN + kept
    assert not os.listdir(tmp_path / "tmp")
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN


def test_a_draft_is_for_one_s_own_eyes(empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    event_file(empty)
    given = editor('stat -c "%a" "$1" "$(dirname "$1")" > "$0.modes"')
    before = os.umask(0)
    try:
        assert seated(monkeypatch, "edit", "something").code == 0
    finally:
        os.umask(before)
    assert (given.parent / "editor.modes").read_text(encoding="utf-8") == "600\n700\n"


def test_one_field_changes_one_line(empty: Path, run: Run) -> None:
    path = event_file(empty)
    git("init", "-q", ".")
    git("add", "-A")
    result = run("edit", "something", "--title", "Somebody else does it")
    assert result.code == 0
    assert result.err.startswith("changed events/2024/2024-11-17-something.toml\n")
    assert "1 file changed, 1 insertion(+), 1 deletion(-)" in git("diff", "--stat")
    assert changed_lines(HAND_WRITTEN, path.read_text(encoding="utf-8")) == [
        (
            "title = 'Somebody does something'# no space before this\n",
            'title = "Somebody else does it"# no space before this\n',
        )
    ]


@pytest.mark.parametrize(
    ("flags", "old", "new"),
    [
        (["--date", "18 Nov 2024"], "date   =   2024-11-17", "date   =   2024-11-18"),
        (["--date", "Nov 2024"], "date   =   2024-11-17", 'date   =   "2024-11"'),
        (["--add-tag", "three"], '["one", "two"]', '["one", "two", "three"]'),
        (["--remove-tag", "one"], '["one", "two"]', '["two"]'),
        (["--remove-tag", "one", "--add-tag", "1"], '["one", "two"]', '["two", "1"]'),
        (["--add-actor", "Putin"], 'role = "agent" }]', 'role = "agent" }, "Putin"]'),
        (["--remove-actor", "Somebody"], '["Somebody", {', "[{"),
        (["--add-actor", "Joe Biden:agent", "--add-actor", "Somebody"], "", ""),
        (["--set", "actors.Somebody.role=agent"], '["Somebody",', '[{ name = "Somebody", role = "agent" },'),
        (["--add-tag", "a, b"], '"two"]', '"two", "a, b"]'),
        (["--set", "actors.Joe Biden.role=speaker"], 'role = "agent"', 'role = "speaker"'),
        (["--add-source", "CNN"], '["BBC, citing Reuters"]', '["BBC, citing Reuters", "CNN"]'),
        (["--add-source", "BBC, citing Reuters"], "", ""),
        (["--set", "tags=a, b"], '["one", "two"]', '["a, b"]'),
        (["--set", 'tags=["a", "b"]'], '["one", "two"]', '["a", "b"]'),
        (["--set", "x.case=18"], "x.case = 17", "x.case = 18"),
        (["--add-x", "case=seven"], "x.case = 17", 'x.case = "seven"'),
        (["--unset", "x.case"], "x.case = 17\n", ""),
        (["--remove-x", "case"], "x.case = 17\n", ""),
        (["--unset", "tags"], 'tags = ["one", "two"]   # odd order on purpose\n', ""),
        (["--remove-source", "BBC, citing Reuters"], 'sources = ["BBC, citing Reuters"]\n', ""),
    ],
)
def test_flags_change_that_and_nothing_else(flags: list[str], old: str, new: str, run: Run, empty: Path) -> None:
    path = event_file(empty)
    result = run("edit", "something", *flags)
    assert result.code == 0, result.err
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN.replace(old, new)


@pytest.mark.parametrize(
    ("flags", "line"),
    [
        (["--status", "reported"], 'status = "reported"\n'),
        (["--seq", "0"], "seq = 0\n"),
        (["--set", "seq=0"], "seq = 0\n"),
        (["--summary", "One.\nTwo."], 'summary = """\nOne.\nTwo."""\n'),
        (["--add-place", "Kursk"], 'places = [\n  "Kursk",\n]\n'),
        (["--add-figure", "killed=3"], 'figures = [\n  { what = "killed", value = 3 },\n]\n'),
        (["--add-x", "by=me"], 'x.by = "me"\n'),
        (["--set", "x.a.b=true"], "x.a"),
        (["--set", "x.ratio=3.5"], "x.ratio = 3.5\n"),
        (["--set", "x.since=2024-11-17"], "x.since = 2024-11-17\n"),
        (["--set", 'x.code="17"'], 'x.code = "17"\n'),
    ],
)
def test_a_new_key_is_a_new_line(flags: list[str], line: str, run: Run, empty: Path) -> None:
    path = event_file(empty)
    assert run("edit", "something", *flags).code == 0
    text = path.read_text(encoding="utf-8")
    assert line in text
    assert set(HAND_WRITTEN.splitlines()) <= set(text.splitlines())


def test_the_date_is_said_as_it_was_read(run: Run, empty: Path) -> None:
    event_file(empty)
    assert "date: 2024-11-18 = Monday, 18 November 2024\n" in run("edit", "something", "--date", "18 Nov 2024").err
    assert "date: 2024-11-19 = Tuesday" in run("edit", "something", "--set", "date=19 Nov 2024").err


def test_edit_n_prints_and_writes_nothing(run: Run, empty: Path) -> None:
    path = event_file(empty)
    result = run("edit", "something", "--title", "Other", "-n")
    assert result.out == HAND_WRITTEN.replace("'Somebody does something'", '"Other"')
    assert path.read_text(encoding="utf-8") == HAND_WRITTEN
    assert "nothing to change" in run("edit", "something", "--title", "Somebody does something").err


def test_an_actor_goes_where_the_others_stand(run: Run, empty: Path) -> None:
    path = empty / "2024-11-17-tables.toml"
    text = 'title = "A"\ndate = 2024-11-17\n\n[[actors]]\nname = "Joe"\n\n[[places]]\nname = "Kyiv"\n'
    path.write_text(text, encoding="utf-8")
    assert run("edit", "tables", "--add-actor", "Olaf Scholz", "--add-place", "Lviv@49.8,24").code == 0
    after = text.replace('Joe"\n', 'Joe"\n\n[[actors]]\nname = "Olaf Scholz"\n')
    assert path.read_text(encoding="utf-8") == f'{after}\n[[places]]\nname = "Lviv"\nlat = 49.8\nlon = 24.0\n'
    path.write_text(text + '\n[[variants]]\nfield = "seq"\nvalue = 1\n', encoding="utf-8")
    assert run("edit", "tables", "--set", "variants.seq.value=2").code == 0
    assert path.read_text(encoding="utf-8").endswith("value = 2\n")


TABLES = """\
title = "A"
date = 2024

# the paper
[[sources]]
id = "bbc"
kind = "article" # said outright
publisher = "BBC"
cites = ["reuters"]

[[sources]]
id = "reuters"
publisher = "Reuters"
seen = false
cites = ["officials"]

[[sources]]
id = "officials"
kind = "person"
name = "officials"
anonymous = true
"""


def test_a_source_more_meets_those_that_are_there(run: Run, empty: Path) -> None:
    path = event_file(empty, TABLES, "2024-a.toml")
    assert (
        run("edit", "2024-a", "--add-source", "CNN, citing Reuters", "--add-source", "Fox, citing officials").code == 0
    )
    assert path.read_text(encoding="utf-8") == TABLES + (
        '\n[[sources]]\nid = "cnn"\npublisher = "CNN"\ncites = ["reuters"]\n'
        '\n[[sources]]\nid = "fox"\npublisher = "Fox"\ncites = ["officials-2"]\n'
        '\n[[sources]]\nid = "officials-2"\nkind = "person"\nname = "officials"\nanonymous = true\nplural = true\n'
    )


def test_a_source_that_is_there_learns_whom_it_cites(run: Run, empty: Path) -> None:
    path = event_file(empty, TABLES, "2024-a.toml")
    assert run("edit", "2024-a", "--add-source", "BBC, citing Reuters and citing AFP https://bbc.example/1").code == 0
    text = path.read_text(encoding="utf-8")
    assert 'kind = "article" # said outright\npublisher = "BBC"\nurl = "https://bbc.example/1"\n' in text
    assert 'cites = ["reuters", "afp"]\n' in text
    assert text.endswith('\n[[sources]]\nid = "afp"\npublisher = "AFP"\nseen = false\n')


def test_a_report_that_cites_others_is_one_more_source(run: Run, empty: Path) -> None:
    path = event_file(empty, TABLES, "2024-a.toml")
    assert run("edit", "2024-a", "--add-source", "BBC, citing AFP").code == 0
    assert '\nid = "bbc-2"\npublisher = "BBC"\ncites = ["afp"]\n' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("flags", "old", "new"),
    [
        (["--set", "sources.bbc.published=17 Nov 2024"], "", "published = 2024-11-17\n"),
        (["--set", "sources.bbc.accessed=Nov 2024"], "", 'accessed = "2024-11"\n'),
        (["--set", "sources.officials.plural=true"], "", "plural = true\n"),
        (["--set", "sources.reuters.seen=true"], "seen = false\n", "seen = true\n"),
        (["--set", "sources.bbc.stance=denies"], "", 'stance = "denies"\n'),
        (["--set", "sources.bbc.cites=officials"], 'cites = ["reuters"]', 'cites = ["officials"]'),
        (["--set", "sources.BBC.author=A. Writer"], "", 'author = "A. Writer"\n'),
        (["--unset", "sources.reuters.seen"], "seen = false\n", ""),
    ],
)
def test_any_key_of_a_source_can_be_set(flags: list[str], old: str, new: str, run: Run, empty: Path) -> None:
    path = event_file(empty, TABLES, "2024-a.toml")
    result = run("edit", "2024-a", *flags)
    assert result.code == 0, result.err
    text = path.read_text(encoding="utf-8")
    assert text == TABLES.replace(old, new) if old else text.replace(new, "", 1) == TABLES


def test_a_source_is_taken_out(run: Run, empty: Path) -> None:
    path = event_file(empty, TABLES, "2024-a.toml")
    assert run("edit", "2024-a", "--remove-source", "officials").code == 0
    assert "officials" not in path.read_text(encoding="utf-8").replace('cites = ["officials"]', "")


BARE = """\
title = "A"
date = 2024

[[sources]]
url = "https://bbc.example/1"

[[sources]]
url = "https://bbc.example/1"

[[sources]]
url = "https://bbc.example/3" # kept
"""


def test_a_source_without_an_id_goes_by_the_one_it_is_read_by(run: Run, empty: Path) -> None:
    """As findings and `trace` call it: of one page twice, its address would mean both."""
    path = event_file(empty, BARE, "2024-a.toml")
    assert run("edit", "2024-a", "--set", "sources.bbc-example-3.kind=web").code == 0
    assert run("edit", "2024-a", "--remove-source", "bbc-example-2").code == 0
    text = path.read_text(encoding="utf-8")
    assert text.count('url = "https://bbc.example/1"\n') == 1
    assert 'url = "https://bbc.example/3" # kept\n' in text
    assert text.count("web") == 1


def test_numbers_of_figures_and_links(run: Run, empty: Path) -> None:
    run("-q", "add", "2023: Before")
    path = event_file(
        empty, 'title = "A"\ndate = 2024\nfigures = [{ what = "killed", low = 3, high = 5 }]\n', "2024-a.toml"
    )
    run("edit", "2024-a", "--set", "figures.killed.low=2", "--set", "figures.killed.best=2.5")
    assert "low = 2, high = 5, best = 2.5" in path.read_text(encoding="utf-8")
    assert run("edit", "2024-a", "--add-link", "follows:before").code == 0
    assert run("edit", "2024-a", "--set", "links.2023-before.type=responds-to").code == 0
    assert '{ type = "responds-to", to = "2023-before" }' in path.read_text(encoding="utf-8")
    run("-q", "add", "2022: Long before")
    assert run("edit", "2024-a", "--set", "links.2023-before.to=long-before").code == 0
    assert 'to = "2022-long-before"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("flags", "code", "message"),
    [
        (["--status", "confirmd"], 2, 'did you mean "confirmed"?'),
        (["--title", ""], 2, "the title is empty"),
        (["--date", "2024-13"], 2, "13"),
        (["--date", "03/04/2024"], 2, "2024-03-04 or 2024-04-03"),
        (["--unset", "title"], 2, "this would no longer be an event"),
        (["--unset", "titel"], 2, 'did you mean "title"?'),
        (["--set", "status"], 2, "sets nothing"),
        (["--set", "status=confirmd"], 2, 'did you mean "confirmed"?'),
        (["--set", "colour=red"], 2, 'no field "colour"'),
        (["--set", "seq=1.5"], 2, "whole number"),
        (["--set", "seq=one"], 2, '"one" is no number'),
        (["--set", "title.first=A"], 2, "title has no parts"),
        (["--set", "x=1"], 2, "use --add-x and --remove-x"),
        (["--set", "actors=Biden"], 2, "use --add-actor and --remove-actor"),
        (["--set", "actors.Biden.role=agent"], 2, "there is Joe Biden, Somebody"),
        (["--set", "actors.Joe Biden.roel=agent"], 2, 'did you mean "role"?'),
        (["--set", "actors.Joe Biden.zzz=agent"], 2, "write actors.Joe Biden.role; other keys: as_named"),
        (["--set", "actors.Joe Biden=x"], 2, "write actors.Joe Biden.role; other keys: as_named, certainty, name"),
        (["--set", "figures.dead=5"], 2, "there is none: --add-figure adds one"),
        (["--set", "tags=[1]"], 2, "[1] is no list of texts"),
        (["--set", "tags=[a"], 2, 'write several as a list: tags=["a", "b"]'),
        (["--set", "places.Kursk.lat=1"], 2, "there is none"),
        (["--set", "sources.bbc.seen=no"], 2, "no sources called"),
        (["--set", "actors.*.name=A"], 2, "`timeline actors rename OLD NEW` changes a name everywhere"),
        (["--tag", "x"], 2, "did you mean --add-tag or --remove-tag?"),
        (["--actor-remove", "x"], 2, "did you mean --remove-actor?"),
        (["--set", "sources.BBC, citing Reuters.seen=no"], 2, "is written as one line of text"),
        (["--remove-tag", "on"], 2, 'did you mean "one"?'),
        (["--remove-tag", "zzz"], 2, "there is one, two"),
        (["--remove-place", "Kursk"], 2, "there is none"),
        (["--add-link", "follows:nothing-there"], 3, "no event"),
    ],
)
def test_an_edit_that_makes_no_sense_changes_nothing(
    flags: list[str], code: int, message: str, run: Run, empty: Path
) -> None:
    event_file(empty)
    before = tree(empty)
    result = run("edit", "something", *flags)
    assert message in result.err
    assert (result.code, result.out) == (code, "")
    assert tree(empty) == before


def test_several_of_one_name(run: Run, empty: Path) -> None:
    event_file(
        empty, 'title = "A"\ndate = 2024\nactors = [{ name = "B" }, { name = "B", role = "agent" }]\n', "2024-a.toml"
    )
    assert "several actors called" in run("edit", "2024-a", "--set", "actors.B.role=target").err


def test_a_truth_value_is_true_or_false(run: Run, empty: Path) -> None:
    event_file(empty, TABLES, "2024-a.toml")
    result = run("edit", "2024-a", "--set", "sources.bbc.seen=no")
    assert (result.code, result.err) == (2, "error: seen is true or false, not no\n")


@pytest.mark.parametrize(
    ("text", "flags", "message"),
    [
        ('title = "A"\ndate = 2024-11\n', ["--title", "B"], "2024-a.toml:2:8: SCH007"),
        ('title = "A"\ndate = 2024\nactors = "B"\n', ["--add-actor", "C"], "actors is no list in this file"),
        ('title = "A"\ndate = 2024\nx = 5\n', ["--add-x", "a=1"], "x is no table in this file"),
        ('title = "A"\ndate = 2024\nsources = [{ url = 5 }]\n', ["--add-source", "BBC"], "cannot be read"),
        ('title = "A\udcff"\ndate = 2024\n', ["--title", "B"], "not UTF-8"),
    ],
)
def test_a_broken_file_is_named(text: str, flags: list[str], message: str, run: Run, empty: Path) -> None:
    (empty / "2024-a.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    before = tree(empty)
    result = run("edit", "2024-a", *flags)
    assert message in result.err
    assert result.code == 3
    assert tree(empty) == before


def test_a_flag_can_mend_a_file_that_is_no_event(run: Run, empty: Path) -> None:
    path = event_file(empty, "title = 5 # a number\ndate = 2024\n", "2024-a.toml")
    assert run("edit", "2024-a", "--title", "A").code == 0
    assert path.read_text(encoding="utf-8") == 'title = "A" # a number\ndate = 2024\n'


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EACCES, "look at the permissions"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EDQUOT, "the quota is used up"),
    ],
)
@pytest.mark.parametrize("words", [("add", "2024: A"), ("edit", "biden-auth", "--title", "A")])
def test_a_write_that_fails_changes_nothing(
    number: int, advice: str, words: tuple[str, ...], run: Run, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(real)
    create = os.open

    def fails(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & os.O_CREAT and "events" in str(path):
            raise OSError(number, os.strerror(number), path)
        return create(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", fails)
    result = run(*words)
    assert advice in result.err
    assert (result.code, result.out) == (3, "")
    assert tree(real) == before


WORDS = 'title = "A"\ndate = 2024-11-17\ndate_text = "evening of 17 November 2024"\n'


@pytest.mark.parametrize(
    ("flags", "date", "text", "gone"),
    [
        (["--date", "morning of 18 November 2024"], "2024-11-18", "morning of 18 November 2024", False),
        (["--set", "date=morning of 18 November 2024"], "2024-11-18", "morning of 18 November 2024", False),
        (["--date", "18 November 2024"], "2024-11-18", None, True),
        (["--set", "date=2024-11-18"], "2024-11-18", None, True),
        (["--date", "17 November 2024"], "2024-11-17", "evening of 17 November 2024", False),
        (["--date", "morning of 18 November 2024", "--date-text", "at dawn"], "2024-11-18", "at dawn", False),
        (["--date", "2024-11-18", "--set", "date_text=at dawn"], "2024-11-18", "at dawn", False),
        (["--date", "2024-11-18", "--unset", "date_text"], "2024-11-18", None, False),
        (["--title", "B"], "2024-11-17", "evening of 17 November 2024", False),
    ],
)
def test_the_words_go_with_the_date(
    flags: list[str], date: str, text: str | None, gone: bool, run: Run, empty: Path
) -> None:
    path = event_file(empty, WORDS)
    result = run("edit", "2024-11-17-something", *flags)
    assert result.code == 0
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (str(found["date"]), found.get("date_text")) == (date, text)
    assert (
        'note: date_text "evening of 17 November 2024" was of the old date, and is taken out\n' in result.err
    ) is gone


@pytest.mark.parametrize(
    ("zone", "flags", "code"),
    [
        ('"America/New_York"', [], 0),
        ('"Europe/Berlin"', [], 2),
        ('"Europe/Berlin"', ["--timezone", "America/New_York"], 0),
        ('"America/New_York"', ["--set", "timezone=Europe/Berlin"], 2),
        ("5", ["--timezone", "America/New_York"], 0),
        ("5", [], 2),
    ],
)
def test_an_hour_is_one_of_the_event_s_zone(zone: str, flags: list[str], code: int, run: Run, empty: Path) -> None:
    """A zone that is no text is as none: then that of the chronology counts."""
    (empty / "timeline.toml").write_text('timezone = "Europe/Paris"\n', encoding="utf-8")
    event_file(empty, f'title = "A"\ndate = 2024-11-17\ntimezone = {zone}\n')
    hour = "31 March 2024, 02:30"
    for date in (["--date", hour], ["--set", f"date={hour}"]):
        result = run("edit", "2024-11-17-something", "-n", *date, *flags)
        assert result.code == code, result.err
        assert ("clocks skipped 02:30" in result.err) is (code == 2)


def test_a_new_time_has_the_offset_of_the_zone_of_its_event(run: Run, empty: Path) -> None:
    path = event_file(empty, 'title = "A"\ndate = 2024-11-17\ntimezone = "America/New_York"\n')
    assert "2024-11-17T20:40-05:00" in run("edit", path.stem, "--date", "17 Nov 2024, 20:40").err
    run("edit", path.stem, "--date", "c. 02:45 CET on 17 Nov 2024")
    assert "date = 2024-11-16\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "flags", [["--timezone", "Foo"], ["--set", "timezone=Foo"], ["--date", "5 May 2022 10:00", "--timezone", "Foo"]]
)
def test_a_zone_that_is_none(run: Run, real: Path, flags: list[str]) -> None:
    before = tree(real)
    result = run("edit", "biden-authorises", *flags)
    assert (result.code, result.err) == (2, 'error: "Foo" is no time zone\n  an IANA name, as in Europe/Kyiv\n')
    assert run("add", "2024-11-17: A", "--lang", "u_k").code == 2
    assert tree(real) == before


@pytest.mark.parametrize(
    ("flags", "key"),
    [
        (["--unset", "tags", "--add-tag", "q"], "tags"),
        (["--set", "tags=p", "--remove-tag", "ATACMS"], "tags"),
        (["--title", "One", "--set", "title=Two"], "title"),
        (["--set", "date=2024", "--date", "2025"], "date"),
        (["--set", "x.case=1", "--unset", "x.case"], "x.case"),
        (["--set", "x.case=1", "--unset", "x"], "x"),
        (["--set", "x.case=1", "--add-x", "case=2"], "x"),
        (["--set", "actors.Joe Biden.role=target", "--remove-actor", "Joe Biden"], "actors"),
    ],
)
def test_nothing_that_was_asked_for_is_dropped(run: Run, real: Path, flags: list[str], key: str) -> None:
    before = tree(real)
    result = run("edit", "biden-authorises", *flags)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {key} is changed in two ways\n")
    assert tree(real) == before


def test_an_editor_that_cannot_be_started(empty: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    event_file(empty)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", None)

    def none(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    monkeypatch.setattr(subprocess, "Popen", none)
    result = seated(monkeypatch, "edit", "something")
    assert (result.code, result.err) == (
        3,
        "error: no editor can be started: Cannot allocate memory\n  nothing was changed\n",
    )
    assert not list((tmp_path / "home").iterdir())


def test_what_is_told_without_a_source_is_of_the_only_one(empty: Path, run: Run) -> None:
    path = event_file(empty, 'title = "A"\ndate = 2024-11-17\nsources = ["Reuters, citing officials"]\n')
    lines = run("edit", "something", "--quote", "so").err
    assert lines.endswith("--quote?\n  `timeline fmt --expand ID` makes tables of lines\n")
    run("fmt", "--expand", "something")
    assert run("edit", "something", "--quote", "a = b", "--locator", "para 3").code == 0
    reuters = tomllib.loads(path.read_text(encoding="utf-8"))["sources"][0]
    assert (reuters["quote"], reuters["locator"]) == ("a = b", "para 3")
    ways = "  --set 'sources.reuters.stance=…', or --set 'sources.officials.stance=…'\n"
    assert run("edit", "something", "--stance", "denies").err == "error: of which source is --stance?\n" + ways
    hidden = "[[sources]]\nid = 'x'\nname = 'X'\nconfidential = true\n[[sources]]\nid = 'y'\nname = 'Y'\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(hidden)
    told = run("edit", "something", "--quote", "so").err
    assert told.endswith("--quote?\n  --set 'sources.reuters.quote=…', or --set 'sources.y.quote=…'\n")
    event_file(empty, 'title = "A"\ndate = 2024-11-17\n')
    assert "as in --add-source X --quote …\n" in run("edit", "something", "--quote", "so").err
