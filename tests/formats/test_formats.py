"""What holds for every format: it is found by its name, and it keeps secrets."""

import shlex
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from conftest import CHECKOUT, Run
from samples import EVENTS, SECRET, fill
from timeline import formats
from timeline.errors import UsageError
from timeline.records.columns import COLUMNS
from timeline.records.entry import Entry
from timeline.records.shown.doubt import possible
from zipped import said_from_a_zip


def test_found_by_name() -> None:
    assert formats.names() == ["card", "csv", "ids", "json", "jsonl", "markdown", "paths", "table", "tsv"]
    assert formats.names(formats.TRACES) == ["dot", "json", "mermaid", "text"]
    assert all(formats.named(name).write for name in formats.names())
    for wrong in ("tabel", "traces", "traces.text", "__init__", "", "../table"):
        with pytest.raises(UsageError, match="no format"):
            formats.named(wrong)
    with pytest.raises(UsageError) as caught:
        formats.named("tabel")
    assert caught.value.hint == 'did you mean "table"?'


@pytest.mark.parametrize(
    ("output", "of", "found"),
    [
        (None, formats.EVENTS, ""),
        ("-", formats.EVENTS, ""),
        ("x.d/out", formats.EVENTS, ""),
        ("out.md", formats.EVENTS, "markdown"),
        ("out.TXT", formats.EVENTS, "table"),
        ("out.csv", formats.EVENTS, "csv"),
        ("out.txt", formats.TRACES, "text"),
        ("out.gv", formats.TRACES, "dot"),
        ("out.mmd", formats.TRACES, "mermaid"),
    ],
)
def test_picked_by_ending(output: str | None, of: str, found: str) -> None:
    assert formats.by_ending(output, of) == found


def test_an_ending_that_no_format_has() -> None:
    with pytest.raises(UsageError, match=r"no format goes by the ending \.pdf") as caught:
        formats.by_ending("out.pdf", formats.TRACES)
    assert caught.value.hint == "-f names one; of themselves go .dot, .gv, .json, .mermaid, .mmd, .text, .txt"


def test_another_spreadsheet_is_saved_as_one_that_is_read() -> None:
    with pytest.raises(UsageError, match=r"a\.ods does not say in which format it is") as caught:
        formats.reader("a.ods", b"PK")
    assert caught.value.hint == "save it as .xlsx or .csv"


@pytest.mark.usefixtures("real")
def test_a_name_wins_over_an_ending(run: Run) -> None:
    run("list", "-f", "csv", "-o", "out.md")
    assert Path("out.md").read_text(encoding="utf-8").startswith("date,date_basis,")


EVERY = [(of, name) for of in (formats.EVENTS, formats.TRACES) for name in formats.names(of)]


def test_each_says_in_a_few_words_what_it_is() -> None:
    for of in (formats.EVENTS, formats.TRACES):
        words = formats.described(of)
        assert [*words] == formats.names(of)
        assert all(0 < len(about) < 60 for about in words.values())


@pytest.mark.parametrize(("of", "name"), EVERY)
def test_each_says_what_it_cannot_hold(of: str, name: str) -> None:
    found = formats.named(name, of)
    assert "Cannot hold " in str(found.__doc__) or "Lossless but for " in str(found.__doc__)
    assert not any(name in formats.named(other, of).ABOUT.extensions for other in formats.names(of))


def test_what_a_page_does_with_it() -> None:
    assert [formats.fence(name) for name in ("markdown", "table", "card", "csv", "json")] == [
        *("", "text", "text", "csv", "json")
    ]
    assert [formats.fence(name, formats.TRACES) for name in ("text", "json", "mermaid")] == ["text", "json", "mermaid"]


def test_found_in_a_zip(tmp_path: Path) -> None:
    said = said_from_a_zip(
        tmp_path, "from timeline import formats as f; print(*f.names(), *f.names(f.TRACES), f.named('csv'))"
    )
    assert all(name in said.split() for _, name in EVERY)


def test_some_can_stand_under_headings() -> None:
    assert formats.headed("table")("a") == "a\n=\n"
    with pytest.raises(UsageError):
        formats.headed("csv")


@pytest.mark.parametrize("name", formats.names())
def test_secrets_stay(name: str, run: Run, empty: Path) -> None:
    fill(empty)
    columns = ",".join([*COLUMNS, "x.case"])
    results = [
        run("list", "-f", name),
        run("list", "-f", name, "--columns", columns),
        run("show", *EVENTS, "-f", name),
        run("list", "-f", name, "-o", "out"),
    ]
    assert all(result.code == 0 for result in results)
    shown = "".join(result.out + result.err for result in results) + Path("out").read_text(encoding="utf-8")
    assert "2024-01-05" in shown
    assert SECRET.casefold() not in shown.casefold()


@pytest.mark.parametrize("words", [["sources"], ["sources", "-c"], ["actors"], ["places"], ["tags"]])
def test_secrets_stay_out_of_lists_of_names(words: list[str], run: Run, empty: Path) -> None:
    fill(empty)
    assert SECRET.casefold() not in run(*words).out.casefold()


@pytest.mark.parametrize("flags", [["--group", "month"], ["--group", "actor"], ["-f", "markdown", "--group", "tag"]])
def test_secrets_stay_out_of_groups(flags: list[str], run: Run, empty: Path) -> None:
    fill(empty)
    assert SECRET.casefold() not in run("list", *flags).out.casefold()


def test_secrets_cannot_be_asked_for(run: Run, empty: Path) -> None:
    fill(empty)
    assert run("list", "--source", SECRET).out == ""
    assert run("list", "--source", "The Paper", "-f", "ids").out == "2024-01-05-secret\n"


def test_secrets_stay_out_of_the_index(run: Run, empty: Path, tmp_path: Path) -> None:
    fill(empty)
    run("list")
    kept = b"".join(p.read_bytes() for p in (tmp_path / "cache").rglob("*") if p.is_file())
    assert kept.lower().count(SECRET.casefold().encode()) == 0


@pytest.mark.parametrize(
    ("certain", "as_stated", "doubtful", "said"),
    [
        ([], [], False, ""),
        ([True, True], [False, True], False, ""),
        ([False], [False], True, "1 event, only possibly in the range"),
        ([False, False], [False, True], True, "2 events, all only possibly in the range"),
        ([True, False, True], [False, False, False], True, "3 events, 1 of them only possibly in the range"),
        ([True, False, False], [False, True, True], False, "2 events dated by the first report: then or before"),
    ],
)
def test_how_many_are_only_possible(certain: list[bool], as_stated: list[bool], doubtful: bool, said: str) -> None:
    entries = [Entry("", "", "", bytes, certain=c, as_stated=s) for c, s in zip(certain, as_stated, strict=True)]
    assert possible(entries) == (doubtful, said)


@pytest.mark.parametrize(
    ("form", "module", "wanted"),
    [
        ("ics", "icalendar", "icalendar>=7.2"),
        ("xlsx", "xlsxwriter", "python-calamine>=0.8 xlsxwriter>=3.2"),
        ("parquet", "pyarrow", "pyarrow>=24"),
    ],
)
def test_a_library_that_is_not_there_is_named_with_the_command_that_brings_it(
    form: str, module: str, wanted: str, run: Run, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = [f"{one}; extra == '{extra}'" for extra, ones in project["optional-dependencies"].items() for one in ones]
    monkeypatch.setattr(metadata, "requires", lambda _: needs)
    monkeypatch.setitem(sys.modules, module, None)
    result = run("export", "-o", f"x.{form}")
    assert (result.code, result.out) == (2, "")
    command = shlex.join([sys.executable, "-m", "pip", "install", *wanted.split()])
    assert result.err == f"error: this needs {module}, which is not installed\n  {command}\n"
    monkeypatch.setattr(metadata, "requires", _not_installed)
    assert f"pip install {module}\n" in run("export", "-o", f"x.{form}").err


def _not_installed(_: str) -> list[str]:
    raise metadata.PackageNotFoundError
