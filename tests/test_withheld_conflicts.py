"""No output of any command holds what is confidential on either side of a conflict, or in the base, or in a label."""

from pathlib import Path

import pytest

from conftest import Run
from newsroom import git, record
from timeline import formats
from timeline.records.columns import COLUMNS
from timeline.store.search.sql_views import VIEWS
from withheld import DOCUMENTS, event, inline, leaks, table


def between(ours: str, theirs: str, base: str | None = None, label: str = "HEAD") -> str:
    middle = "" if base is None else f"||||||| 1a2b3c4\n{base}"
    return f"<<<<<<< {label}\n{ours}{middle}=======\n{theirs}>>>>>>> topic\n"


OPEN = '[[sources]]\nid = "quorvax-id"\nname = "Quorvax Name"\n'
"""The same source, before anybody called it confidential: it may be shown where the other side says no more."""
CONFLICTS = {
    "came-ours": event(between(table(), "")),
    "came-theirs": event(between("", table())),
    "gone": event(between("", "", table())),
    "gone-ours": event(between("", table(grade=""), table())),
    "both": event(between(table(), table(name='"Other Quorvax"', locator=""), table())),
    "within": event(table(quote="") + between('quote = "Quorvax 1"\n', 'quote = "Quorvax 2"\n', 'quote = "Quorvax"\n')),
    "named": event(table(quote="") + between('quote = "1"\n', 'quote = "2"\n', label="ours: sources.quorvax-id.quote")),
    "shut-theirs": event(between(OPEN, OPEN + "confidential = true\n")),
    "opened-theirs": event(between(OPEN + "confidential = true\n", OPEN)),
    "shut-unread": event(between(OPEN, OPEN + "confidential = true\nurl = Quorvax\n")),
    "cut": event(table(quote="") + between('quote = "Quorvax\n', 'quote = "Quorvax"\n', label="ours: sources.quorvax-id")),
    "cut-ours": event(between(table(name="Quorvax"), "")),
    "label": event(between("# Quorvax\n", "# quorvax\n", label="ours: sources.quorvax-id") + table()),
    "claimed": event(between('claim = "somebody does"\n', 'claim = "Quorvax Name does"\n') + table()),
    "noted": event("").replace("note", "kind = 'state'\nnote", 1).replace(
        'note = "Quorvax rang at noon"\n', between('note = "Quorvax 1"\n', 'note = "Quorvax 2"\n', 'note = "Quorvax"\n')
    ),
    "referring": event("sources = [\n" + between('"The Paper",\n', '{ ref = "quorvax-doc", quote = "Quorvax" },\n') + "]"),
    "lines": event("sources = [\n" + between('"The Paper",\n', '"Quorvax, citing Quorvax",\n') + inline() + "\n]"),
    "whole": between(event(table()), event(table(), title="Another, by Quorvax Name", date="2019-03-08")),
    "reviewed": event(table() + '[[reviews]]\nby = "Ann"\non = 2024-01-01\n' + between('note = "Quorvax"\n', "note = 'q'\n")),
}  # fmt: skip
REGISTER = DOCUMENTS + between('locator = "Quorvax 1"\n', 'locator = "Quorvax 2"\n', label="ours: quorvax-odd.locator")


@pytest.fixture
def planted(empty: Path) -> Path:
    """All of it, uncommitted; the last commit holds none of it, the one before it does."""
    git("init", "-q", at=empty)
    files: dict[str, str | None] = {f"2019/2019-{name}.toml": text for name, text in CONFLICTS.items()}
    record(empty, "2024-01-01T12:00:00Z", {**files, "sources.toml": REGISTER})
    record(empty, "2024-01-02T12:00:00Z", dict.fromkeys(files, event("")))
    for path, text in files.items():
        (empty / path).write_text(str(text), encoding="utf-8")
    return empty


IDS = [f"2019-{name}" for name in CONFLICTS]
COMMANDS = [
    *(("list", "-f", form, "--columns", ",".join(COLUMNS)) for form in ("table", "csv", "markdown", "json")),
    ("list", "Quorvax"),
    ("show", *IDS),
    ("trace", *IDS),
    ("check", "--all"),
    ("check", "-f", "json"),
    ("check", "-f", "sarif"),
    ("check", "--fix", "--yes"),
    ("fmt", "--diff"),
    ("stats",),
    ("sources",),
    ("diff",),
    ("diff", "-f", "json"),
    ("diff", "HEAD~1..HEAD"),
    ("log", "--all"),
    ("log", "2019-both"),
    ("list", "--recorded-at", "HEAD~1", "-f", "json"),
    ("report", "--partial", "--allow-conflicts"),
    ("export", "-f", "html", "--allow-conflicts"),
    ("export", "-f", "json"),
    ("edition", "march", "--public"),
    ("conflicts",),
    ("conflicts", "-f", "json"),
    *(("sql", f"SELECT * FROM {view}") for view in VIEWS),
    *(("edit", id_, "--status", "planned") for id_ in IDS),
    *(("resolve", id_, "seq", "--ours") for id_ in IDS),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_nothing_is_told(words: tuple[str, ...], planted: Path, run: Run) -> None:
    result = run(*words)
    assert leaks(result.out + result.err) == []
    assert "should not happen" not in result.err


@pytest.mark.parametrize("form", formats.names(does="export"))
def test_nothing_is_written(form: str, planted: Path, run: Run) -> None:
    for path in planted.glob("2019/*cut*"):
        path.unlink()
    result = run("export", "-f", form, "-o", "whole", "--allow-conflicts")
    assert (result.code, leaks(result.err)) == (0, [])
    assert leaks(Path("whole").read_bytes().decode(errors="replace")) == []


def test_what_may_be_told_is(planted: Path, run: Run) -> None:
    said = run("list").err
    assert "2019-came-ours.toml:5: SCH007 unresolved conflict in sources: withheld" in said
    assert "2019-noted.toml:5: SCH007 unresolved conflict in note: withheld" in said
    assert "2019-whole.toml:1: SCH007 unresolved conflict in the whole file: withheld" in said
    assert "sources.toml:21: SCH007 unresolved conflict" in said


def test_what_is_to_be_done_is_told(planted: Path, run: Run) -> None:
    for words in (
        ["review", "came-ours", "--by", "Ann"],
        ["fmt", "--check", str(planted / "2019/2019-came-ours.toml")],
    ):
        said = run(*words).err
        assert (
            "2019-came-ours.toml:5:1: SCH007 conflict markers are left from a merge\n  = settle the conflict first"
            in said
        )
