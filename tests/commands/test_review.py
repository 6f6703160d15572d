"""`timeline review`: somebody vouches for events as they stand."""

import json
from pathlib import Path

import pytest

from conftest import Run
from hand_written import tree
from newsroom import git

FEAR = "events/2024/2024-11-17-fear-of-retaliation.toml"
ANNA = ("--by", "Anna Example")


def review(run: Run, *words: str, code: int = 0) -> str:
    result = run("--today", "2025-03-03", "review", *words)
    assert (result.code, result.out) == (code, "")
    return result.err


def test_a_review_is_added_and_all_else_stays(run: Run, real: Path) -> None:
    before = Path(FEAR).read_text(encoding="utf-8")
    assert review(run, "fear-of", *ANNA, "--note", " asked two of them ") == f"reviewed {FEAR}\n"
    text = Path(FEAR).read_text(encoding="utf-8")
    assert text.startswith(before)
    head, of, note = text[len(before) :].split("of = ")[0], *text[len(before) :].splitlines()[-2:]
    assert head == '\n[[reviews]]\nby = "Anna Example"\non = 2025-03-03\n'
    assert (len(of), note) == (23, 'note = "asked two of them"')
    assert run("fmt", "--check").code == run("check", "--select", "SCH,REV").code == 0
    assert review(run, "fear-of", "--by", "anna  EXAMPLE") == (
        f"{FEAR}: already reviewed by Anna Example on 3 March 2025, and unchanged since\n"
    )
    review(run, "fear-of", "--by", "Omar")
    shown = run("show", "fear-of").out
    assert "reviewed   by Anna Example on 3 March 2025, by Omar on 3 March 2025\n" in shown
    assert "asked two" not in shown + run("list", "-f", "json").out + run("export", "-f", "toml").out
    (event,) = json.loads(run("list", "reviewed:yes", "-f", "json").out)
    assert (event["reviewed"], event["reviews"][0]) == (
        "yes",
        {"by": "Anna Example", "on": "2025-03-03", "of": of[6:-1], "stands": True},
    )


@pytest.mark.usefixtures("real")
def test_an_edit_makes_it_stale_and_says_so(run: Run) -> None:
    review(run, "fear-of", *ANNA)
    edited = run("edit", "fear-of", "--status", "alleged")
    assert "\nnote: its review of 3 March 2025 by Anna Example no longer stands\n" in edited.err
    assert "REV901 warning: changed since its review of 3 March 2025 by Anna Example" in edited.err
    assert "note: its review" not in run("edit", "fear-of", "--add-tag", "x").err
    assert run("list", "reviewed:stale", "-f", "ids").out == "2024-11-17-fear-of-retaliation\n"
    assert "changed since its review of 3 March 2025 by Anna Example\n" in run("show", "fear-of").out
    columns = ("-f", "tsv", "--columns", "reviewed,reviews")
    assert run("show", "fear-of", *columns).out.splitlines()[1] == "stale\tAnna Example 2025-03-03 (changed since)"
    assert run("sql", "SELECT count(*) FROM events WHERE reviewed = 'stale'", "-f", "tsv").out == "count(*)\n1\n"
    assert review(run, "fear-of", *ANNA) == f"reviewed {FEAR}\n"
    assert run("show", "fear-of", *columns).out.splitlines()[1].startswith("yes\t")


@pytest.mark.usefixtures("real")
def test_what_many_edits_and_a_new_name_do_to_reviews(run: Run) -> None:
    review(run, "--where", "tag:ATACMS", *ANNA, "--yes")
    assert "the reviews of 3 events no longer stand: reviewed:stale finds them\n" in (
        run("edit", "--where", "tag:ATACMS", "--add-tag", "x", "--yes").err
    )
    review(run, "--where", "tag:ATACMS", *ANNA, "--yes")
    renamed = run("actors", "rename", "Joe Biden", "Joseph Biden", "--yes").err
    assert "no longer stand" in renamed
    review(run, "--where", "tag:ATACMS", *ANNA, "--yes")
    before = run("list", "reviewed:yes", "-f", "ids").out.count("\n")
    run("mv", "biden-auth", "2024-11-17-permission")
    run("fmt", "--expand")
    assert run("list", "reviewed:yes", "-f", "ids").out.count("\n") == before == 3


@pytest.mark.parametrize(("mark", "line_end"), [("\ufeff", "\r\n"), ("", "\n")])
@pytest.mark.parametrize(
    "rest", ["x.a = 1", "[x]\na = 1", 'reviews = [{ by = "Old", on = 2024-01-01 }]', "sources = [\n  'BBC', # it\n]"]
)
def test_a_file_of_any_form(mark: str, line_end: str, rest: str, run: Run, empty: Path) -> None:
    path = empty / "2024-11-17-a.toml"
    text = f"{mark}title = 'A'\ndate = '2024-11-17' # then\n{rest}".replace("\n", line_end)
    path.write_text(text, encoding="utf-8", newline="")
    review(run, "2024-11-17-a", *ANNA)
    made = path.read_bytes().decode()
    assert made.startswith(text[: 40 + len(mark)])
    assert (made.count("\r\n") == made.count("\n")) == bool(mark)
    assert run("list", "reviewed:yes", "-f", "ids").out == "2024-11-17-a\n"
    run("fmt")
    assert run("list", "reviewed:yes", "-f", "ids").out == "2024-11-17-a\n"


def test_several_one_by_one_and_what_a_query_finds(run: Run, real: Path) -> None:
    before = tree(real)
    assert review(run, "fear-of", "first-atacms", *ANNA, "-n").count("would review ") == 2
    asked = review(run, "--where", "tag:ATACMS", *ANNA, code=2)
    assert "3 events to review:" in asked
    assert "add --yes to go on, or -n to look first" in asked
    assert review(run, "--where", "tag:nothing", *ANNA) == "no events match\n"
    assert tree(real) == before
    (real / "2024/2024-01-01-x.toml").write_text("title = \n", encoding="utf-8")
    told = review(run, "fear-of", "2024-01-01-x", *ANNA, code=3)
    assert f"reviewed {FEAR}\n" in told
    assert "cannot be read as an event" in told
    many = review(run, "--where", "has:title", *ANNA, "--yes", code=3)
    assert many.count("reviewed events/") == 5
    assert "already reviewed by Anna Example" in many


@pytest.mark.usefixtures("real")
def test_of_many_only_the_number_is_looked_at(run: Run) -> None:
    told = review(run, "--where", "has:title", *ANNA, "--yes")
    assert "6 events reviewed by Anna Example; `timeline check` looks at them\n" in told


@pytest.mark.usefixtures("empty")
def test_an_event_with_faults_is_reviewed_and_they_are_named(run: Run) -> None:
    run("-q", "add", "17 Nov 2030: A strike")
    told = review(run, "a-strike", *ANNA)
    assert told.startswith("reviewed events/2030/2030-11-17-a-strike.toml\n")
    assert "TIM202 error:" in told


@pytest.mark.usefixtures("real")
def test_who_vouches(run: Run) -> None:
    assert "who vouches?\n  --by NAME, or `git config user.name NAME`" in review(run, "fear-of", code=2)
    assert "who vouches?" in review(run, "fear-of", "--by", " ", code=2)
    git("init", "-q")
    git("config", "user.name", "Omar")
    review(run, "fear-of")
    assert "by Omar on 3 March 2025" in run("show", "fear-of").out
    assert "no event is named" in review(run, *ANNA, code=2)


def test_ones_own_work_where_that_does_not_count(run: Run, real: Path) -> None:
    with (real / "timeline.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[review]\nothers = true\n")
    refused = review(run, "fear-of", *ANNA, code=3)
    assert "not a git repository" in refused
    git("init", "-q")
    git("config", "user.name", "Omar")
    git("add", "-A")
    git("commit", "-qm", "x", "--author=anna example <a@example.org>")
    own = review(run, "fear-of", *ANNA, code=3)
    assert f"{FEAR}: Anna Example has worked on it, and cannot vouch for it\n" in own
    assert "[review] others = true in timeline.toml: somebody else is to review it, --by NAME" in own
    assert review(run, "fear-of") == f"reviewed {FEAR}\n"
    run("mv", "first-atacms", "2024-11-17-moved")
    assert "reviewed " in review(run, "2024-11-17-moved")  # a new name is no work of his
    assert "Anna Example has worked on it" in review(run, "2024-11-17-moved", *ANNA, code=3)
    run("edit", "british", "--add-tag", "x")
    assert "Omar has worked on it" in review(run, "british", code=3)
    assert "reviewed " in review(run, "british", "--by", "Zoe")
    (real / "2024/2024-02-02-new.toml").write_text('title = "New"\ndate = 2024-02-02\n', encoding="utf-8")
    assert "Omar has worked on it" in review(run, "2024-02-02-new", code=3)
    git("add", "-A")
    git("commit", "-qm", "reviews", "--author=Omar <o@example.org>")
    Path(FEAR).write_text(Path(FEAR).read_text(encoding="utf-8").replace("disputed", "alleged"), encoding="utf-8")
    git("commit", "-qam", "edit", "--author=Zoe <z@example.org>")
    assert review(run, "fear-of") == f"reviewed {FEAR}\n"  # he has committed a review alone
    assert "Zoe has worked on it" in review(run, "fear-of", "--by", "Zoe", code=3)


def test_a_text_that_is_no_toml_was_somebodys_work_too(run: Run, empty: Path) -> None:
    (empty / "timeline.toml").write_text("[review]\nothers = true\n", encoding="utf-8")
    path = empty / "2024-02-02-new.toml"
    git("init", "-q")
    for author, text in (("Zoe", "title = "), ("Anna", 'title = "New"\ndate = 2024-02-02\n')):
        path.write_text(text, encoding="utf-8")
        git("add", "-A")
        git("commit", "-qm", "x", f"--author={author} <x@example.org>")
    assert "Zoe has worked on it" in review(run, "2024-02-02-new", "--by", "Zoe", code=3)
    assert "Anna has worked on it" in review(run, "2024-02-02-new", "--by", "Anna", code=3)
    assert "reviewed " in review(run, "2024-02-02-new", "--by", "Omar")


def test_reviews_are_not_handed_in(run: Run, real: Path) -> None:
    review(run, "fear-of", *ANNA)
    record, text = run("show", "fear-of", "-f", "json").out, Path(FEAR).read_text(encoding="utf-8")
    Path(Path(FEAR).name).write_text(text, encoding="utf-8")
    Path(FEAR).unlink()
    said = "the reviews of 1 event are not taken over: who vouches for a file has seen that file\n"
    for words, stdin in ((("add", "--from", "-"), record), (("add", "--from", Path(FEAR).name), "")):
        result = run(*words, stdin=stdin)
        assert (result.code, said in result.err) == (0, True), result.err
        assert "reviews" not in Path(FEAR).read_text(encoding="utf-8")
        Path(FEAR).unlink()
    result = run("import", "--as", "json", "--name", "x", "-", stdin=record)
    assert (result.code, f"note: {said}" in result.err) == (0, True), result.err
    assert run("list", "reviewed:yes", "-f", "ids").out == ""


def test_an_import_that_revises_a_reviewed_event_says_so(run: Run, empty: Path) -> None:
    rows = '[{"title": "A", "date": "2024-11-17", "status": "reported", "id": "2024-11-17-a"}]'
    run("import", "--as", "json", "--name", "x", "-", stdin=rows)
    review(run, "2024-11-17-a", *ANNA)
    again = run("import", "--as", "json", "--name", "x", "-", stdin=rows)
    assert ("1 unchanged" in again.out, "no longer" in again.err) == (True, False)
    revised = run("import", "--as", "json", "--name", "x", "-", stdin=rows.replace('"A"', '"B"'))
    assert "its review of 3 March 2025 by Anna Example no longer stands\n" in revised.err
    assert (empty / "2024/2024-11-17-a.toml").read_text(encoding="utf-8").count("[[reviews]]") == 1


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--set", "reviews=x"), "reviews are not set by flags"),
        (("--set", "reviews.Anna.by=x"), "reviews are not set by flags"),
        (("--unset", "reviews"), "`timeline review ID` adds one, `timeline edit ID` takes it out"),
        (("--add-review", "x"), "--add-review"),
    ],
)
def test_no_flag_vouches(words: tuple[str, ...], told: str, run: Run) -> None:
    result = run("edit", "fear-of", *words)
    assert (result.code, told in result.err) == (2, True), result.err


def test_the_fingerprint_of_what_holds_a_secret_stays_here(run: Run, empty: Path) -> None:
    for name, line in (("note", 'note = "Ivan"'), ("source", 'sources = [{ name = "Ivan", confidential = true }]')):
        text = f'title = "A {name}"\ndate = 2024-11-17\n{line}\n'
        (empty / f"2024-11-17-{name}.toml").write_text(text, encoding="utf-8")
    review(run, "2024-11-17-note", "2024-11-17-source", *ANNA)
    events = json.loads(run("list", "-f", "json").out)
    assert [event["reviews"][0]["of"] for event in events] == ["withheld", "withheld"]
    assert [event["reviewed"] for event in events] == ["yes", "yes"]
    texts = [path.read_text(encoding="utf-8").split("of = ")[1].strip('"\n') for path in empty.glob("2024-*.toml")]
    shown = run("export", "-f", "toml").out + run("sql", "SELECT * FROM events", "-f", "json").out
    assert not [text for text in texts if text in shown]
