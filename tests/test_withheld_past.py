"""What is confidential in one state, or was at any time since, is in no answer that compares states or tells of commits."""

from itertools import combinations
from pathlib import Path

import pytest

from conftest import Run
from newsroom import begun, git, record
from withheld import leaks

ID = "2024-11-17-a"
FILE, OTHER = f"{ID}.toml", "2024-11-17-b.toml"
OPEN = """\
title = "Somebody tells"
date = 2024-11-17
sources = [
  { id = "bbc", publisher = "BBC", cites = ["quorvax-id"] },
  { id = "quorvax-id", kind = "person", name = "Quorvax Name", quote = "Quorvax saw it" },
  { id = "doc", ref = "quorvax-doc", quote = "Quorvax read it" },
]
"""
EARLIER = OPEN.replace("saw it", "saw them")
HIDDEN = OPEN.replace('it" },\n  { id = "doc"', 'it", confidential = true },\n  { id = "doc"')
BEEB = OPEN.replace("sources = [", 'sources = [\n  { publisher = "Beeb" },')
BROKEN = OPEN.replace('"BBC"', '"BBC')
ODD = OPEN.replace(
    'quote = "Quorvax saw it"', 'position = "Quorvax", published = "last quorvax week", author = { q = "Quorvax" }'
)
BARE = OPEN.replace('"Quorvax Name"', "Quorvax Name")
DOCUMENTS = '[quorvax-doc]\ntitle = "Quorvax title"\nauthor = "Quorvax Author"\n'
SECRET = f"{DOCUMENTS}confidential = true\n"
ACTORS = '[bbc]\nname = "BBC"\n'
NOTE = 'note = "Quorvax"\nsources'
REVIEW = '[[reviews]]\nby = "A"\non = 2024-01-01\nnote = {}\n'
LINES = 'title = "T"\ndate = 2024-11-17\nsources = ["Quorvax Name{}", "BBC"]\n'
LINE = 'title = "T"\ndate = 2024-11-17\nsources = [{ name = "Quorvax Name", confidential = true }, "BBC"]\n'
TABLES = "sources.toml"
Steps = list[dict[str, str | None]]
BEGUN: dict[str, str | None] = {FILE: EARLIER, TABLES: SECRET}
TIMES: dict[str, Steps] = {
    "source and document": [{FILE: EARLIER, TABLES: DOCUMENTS}, {FILE: OPEN}, {FILE: HIDDEN, TABLES: SECRET}],
    "the file is broken today": [BEGUN, {FILE: OPEN}, {FILE: HIDDEN}, {FILE: HIDDEN.replace('"BBC"', '"BBC')}],
    "its word is of the wrong type": [BEGUN, {FILE: OPEN}, {FILE: HIDDEN.replace("= true", '= "yes"')}],
    "the file was broken when it became so": [
        BEGUN,
        {FILE: OPEN},
        {FILE: HIDDEN.replace('"BBC"', '"BBC')},
        {FILE: HIDDEN},
    ],
    "the file was broken before": [BEGUN, {FILE: BROKEN}, {FILE: ODD}, {FILE: BARE}, {FILE: HIDDEN}],
    "a document while its register is broken": [{FILE: HIDDEN, TABLES: DOCUMENTS}, {TABLES: f"{DOCUMENTS}[["}],
    "a document whose register was broken": [
        {FILE: HIDDEN, TABLES: f"{DOCUMENTS}quorvax = 1\n"},
        {TABLES: f"{DOCUMENTS}name = Quorvax\n"},
        {TABLES: SECRET},
    ],
    "a document that was renamed": [
        {FILE: HIDDEN},
        {TABLES: DOCUMENTS},
        {TABLES: SECRET.replace("quorvax-doc", "d2")},
    ],
    "a document that is gone": [{FILE: HIDDEN}, {TABLES: DOCUMENTS}, {TABLES: SECRET}, {TABLES: None}],
    "only registers were changed": [
        {FILE: BEEB, TABLES: SECRET},
        {"actors.toml": ACTORS},
        {"actors.toml": f'{ACTORS}aliases = ["Beeb"]\n'},
        {FILE: HIDDEN},
    ],
    "an event that was renamed, and is gone": [
        BEGUN,
        {FILE: OPEN},
        {OTHER: OPEN, FILE: None},
        {OTHER: HIDDEN},
        {OTHER: None},
    ],
    "an event that has another ID": [
        BEGUN,
        {FILE: OPEN},
        {FILE: None, OTHER: f'aliases = ["{ID}"]\n{HIDDEN}'.replace("Somebody", "Others")},
    ],
    "another year": [
        {f"2024/{FILE}": EARLIER, TABLES: SECRET},
        {f"2024/{FILE}": OPEN},
        {f"2024/{FILE}": None, f"2025/{FILE}": HIDDEN},
    ],
    "a source of another name": [
        BEGUN,
        {FILE: OPEN},
        {FILE: HIDDEN.replace("quorvax-id", "s1").replace("Quorvax Name", "somebody").replace("Quorvax saw", "I saw")},
    ],
    "a source that is gone": [BEGUN, {FILE: OPEN}, {FILE: HIDDEN}, {FILE: 'title = "T"\ndate = 2024-11-17\n'}],
    "a line": [{FILE: LINES.format(": Quorvax")}, {FILE: LINES.format(", citing AFP")}, {FILE: LINE}],
    "notes": [
        {FILE: OPEN.replace("sources", NOTE), TABLES: SECRET},
        {FILE: HIDDEN.replace("sources", NOTE)},
        {FILE: HIDDEN + REVIEW.format('"quorvax"')},
        {FILE: HIDDEN + REVIEW.format('["quorvax"]')},
    ],
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = begun(tmp_path / "work/events")
    git("init", "-q", "-b", "main", at=root)
    return root


def recorded(root: Path, times: Steps) -> list[str]:
    return [record(root, f"2024-11-{day:02}T09:00Z", files) for day, files in enumerate(times, 1)]


def told(run: Run, *words: str) -> str:
    result = run(*words)
    assert leaks(result.out + result.err) == [], words
    assert "should not happen" not in result.err, words
    assert result.code in {0, 3}, result
    return result.out + result.err


def nothing_is_told(run: Run, commits: list[str]) -> None:
    pairs = [f"{one}..{other}" for one, other in combinations(commits, 2)]
    for words in (*pairs, *commits, f"{commits[-1]}..{commits[0]}"):
        told(run, "diff", words, "-f", "json")
    told(run, "diff", f"{commits[0]}..{commits[-1]}")
    for form in ("text", "json"):
        told(run, "-v", "log", "-f", form)
        told(run, "log", "--field", "sources", "-f", form)
    for field in ("sourcing", "origins"):
        told(run, "log", ID, "--field", field)


@pytest.mark.parametrize("times", TIMES.values(), ids=TIMES)
def test_what_became_confidential(times: Steps, run: Run, desk: Path) -> None:
    nothing_is_told(run, recorded(desk, times))


@pytest.mark.parametrize("times", TIMES.values(), ids=TIMES)
def test_nor_while_that_is_not_committed(times: Steps, run: Run, desk: Path) -> None:
    commits = recorded(desk, times)
    git("reset", "-q", "--soft", "HEAD~1", at=desk)
    told(run, "diff")
    told(run, "diff", f"{commits[0]}..{commits[-2]}", "-f", "json")
    told(run, "log", "-f", "json")


DOCUMENT_EDITED: Steps = [{FILE: HIDDEN, TABLES: DOCUMENTS}, {FILE: HIDDEN.replace("read it", "read them")}]


def test_nor_where_no_register_lies_there_today(run: Run, desk: Path) -> None:
    """The commits since are asked, as they are where one lies there that does not name the document."""
    one, other, _ = recorded(desk, [*DOCUMENT_EDITED, {TABLES: SECRET}])
    (desk / TABLES).unlink()
    told(run, "diff", f"{one}..{other}", "-f", "json")
    told(run, "log", "-f", "json")


def test_nor_where_nobody_can_read_the_register_of_today(run: Run, desk: Path) -> None:
    """Which document is confidential it may say, and no commit does."""
    one, other = recorded(desk, DOCUMENT_EDITED)
    (desk / TABLES).unlink()
    (desk / TABLES).symlink_to("elsewhere")
    told(run, "diff", f"{one}..{other}", "-f", "json")
    told(run, "log", "-f", "json")


@pytest.mark.parametrize("times", TIMES.values(), ids=TIMES)
def test_nor_since_an_edition(times: Steps, run: Run, desk: Path) -> None:
    recorded(desk, times[:1])
    assert run("edition", "e").code == 0
    recorded(desk, times[1:])
    told(run, "diff", "--since-edition", "e", "-f", "json")
    if not leaks(run("list", "-f", "json").out):  # as where an event names a document that is gone today
        told(run, "report", "--since-edition", "e", "--partial")


def test_on_one_of_two_branches_whose_word_was_taken(run: Run, desk: Path) -> None:
    """The merge holds the file as one side has it, so that it tells of nothing."""
    base = record(desk, "2024-11-01T09:00Z", BEGUN)
    git("checkout", "-qb", "side", at=desk)
    hidden = record(desk, "2024-11-02T09:00Z", {FILE: HIDDEN})
    git("checkout", "-q", "main", at=desk)
    edited = record(desk, "2024-11-03T09:00Z", {FILE: OPEN})
    git("merge", "-q", "-X", "theirs", "-m", "both", "side", at=desk)
    assert (desk / FILE).read_text(encoding="utf-8") == HIDDEN
    nothing_is_told(run, [base, hidden, edited, git("rev-parse", "HEAD", at=desk).strip()])


def test_where_the_file_was_a_link_nobody_can_tell(run: Run, desk: Path) -> None:
    for name in (FILE, "actors.toml"):
        (desk / name).symlink_to("elsewhere")
    times = [*recorded(desk, [{TABLES: SECRET}])]
    for name in (FILE, "actors.toml"):
        (desk / name).unlink()
    times += recorded(desk, [{FILE: OPEN}])
    said = told(run, "diff", f"{times[0]}..{times[1]}", "-f", "json")
    assert "withheld source" in said
    assert "actors.toml: SCH007 is a link" in said


def test_what_is_open_since_is_told_of_the_time_since(run: Run, desk: Path) -> None:
    hidden, opened, _ = recorded(desk, [{FILE: HIDDEN, TABLES: SECRET}, {FILE: OPEN}, {FILE: EARLIER}])
    told(run, "diff", f"{hidden}..{opened}", "-f", "json")
    assert 'quorvax-id.quote "Quorvax saw it" → "Quorvax saw them"' in run("diff", opened).out


def test_a_broken_file_without_a_sign_of_it_withholds_nothing(run: Run, desk: Path) -> None:
    times: Steps = [{FILE: OPEN, TABLES: DOCUMENTS}, {FILE: EARLIER}, {FILE: BROKEN}]
    first, second, _ = recorded(desk, times)
    assert 'quorvax-id.quote "Quorvax saw it" → "Quorvax saw them"' in run("diff", f"{first}..{second}").out


def test_where_nothing_is_checked_out(run: Run, desk: Path) -> None:
    """A branch without commits is not asked."""
    one, other = recorded(desk, [BEGUN, {FILE: HIDDEN}])
    git("checkout", "-q", "--orphan", "new", at=desk)
    told(run, "diff", f"{one}..{other}", "-f", "json")


def test_histories_that_have_nothing_in_common(run: Run, desk: Path) -> None:
    (one,) = recorded(desk, [{FILE: OPEN, TABLES: SECRET}])
    git("checkout", "-q", "--orphan", "new", at=desk)
    (other,) = recorded(desk, [{FILE: HIDDEN}])
    told(run, "diff", f"{one}..{other}", "-f", "json")
