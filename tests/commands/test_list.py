"""`timeline list`: which events, in which order and shape."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from conftest import Run
from newsroom import begun

NAMES = [
    "bce0044-03-15-caesar",
    "2022-02-24-invasion",
    "2024-11-kursk",
    "2024-11-17-permission",
    "2024-11-19-first-strike",
]


@pytest.fixture
def small(empty: Path, run: Run) -> Path:
    """Five events of five kinds of date, in an order of names that is not that of dates."""
    texts = {
        "2024-11-17-permission": """\
title = "Biden lets Ukraine strike"
date = 2024-11-17
date_basis = "reported"
seq = 10
actors = [{ name = "Joe Biden", role = "agent" }, "Ukraine"]
places = ["Kyiv"]
tags = ["war/air", "US"]
sources = ["Ukrainska Pravda, citing The New York Times, citing American officials"]
x.case = 17
""",
        "2024-11-19-first-strike": """\
title = "First strike in Bryansk Oblast"
date = "[2024-11-18..2024-11-20]"
status = "confirmed"
seq = 9
actors = ["Ukraine"]
places = ["Bryansk Oblast"]
tags = ["war"]
sources = ["Reuters", "https://example.org/x"]
""",
        "2024-11-kursk": 'title = "Fighting in Kursk Oblast"\ndate = "2024-11"\nplaces = ["Kursk Oblast"]\n',
        "2022-02-24-invasion": 'title = "Invasion"\ndate = 2022-02-24\nstatus = "confirmed"\nactors = ["Russia"]\n',
        "bce0044-03-15-caesar": 'title = "Caesar is killed"\ndate = "-0043-03-15"\nsources = ["Plutarch"]\n',
    }
    for name, text in texts.items():
        (empty / f"{name}.toml").write_text(text, encoding="utf-8")
    (empty / "actors.toml").write_text(
        '[ua]\nname = "Ukraine"\naliases = ["Kyiv government"]\nkind = "state"\n'
        '[biden]\nname = "Joe Biden"\naliases = ["Biden"]\n',
        encoding="utf-8",
    )
    return empty


def ids(run: Run, *flags: str) -> list[str]:
    """The IDs that `list` prints under these flags."""
    result = run("list", "-f", "ids", *flags)
    assert result.code == 0, result.err
    return result.out.split()


def squeezed(page: str) -> str:
    """A Markdown page without the blanks that align its columns."""
    return re.sub(" +", " ", page)


def test_the_real_events_in_the_order_of_their_dates(run: Run, real: Path) -> None:
    result = run("list", "-f", "csv", "--columns", "when,title,sourcing,id")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert len(rows) == 6
    by_id = {row["id"]: row for row in rows}
    assert by_id["2024-11-17-biden-authorises-atacms"]["when"] == "17 November 2024 (reported)"
    assert by_id["2024-11-17-north-korean-forces-involved"]["when"] == "by 17 November 2024"
    assert all(row["sourcing"].startswith("1 origin") for row in rows)
    assert "17 November 2024 (reported)" in run("show", "biden-authorises").out
    page = squeezed(run("list", "-f", "markdown").out)
    assert "| 17 November 2024 (reported) | Biden authorises" in page
    assert "| by 17 November 2024 | Russia involves North Korean forces" in page


def test_in_order_of_dates_and_backwards(run: Run, small: Path) -> None:
    assert ids(run) == NAMES
    assert ids(run, "--reverse") == NAMES[::-1]
    assert ids(run, "-r", "-n", "2") == NAMES[:2:-1]
    assert ids(run, "-n", "1") == NAMES[:1]
    assert ids(run, "-n", str(2**63)) == NAMES
    assert run("ls", "-f", "ids").out.split() == NAMES


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        (["--since", "2024"], NAMES[2:]),
        (["--until", "2022"], NAMES[:2]),
        (["--until", "1 BC"], NAMES[:1]),
        (["--on", "2024-11-17"], NAMES[2:4]),
        (["--on", "17 Nov 2024", "--certain"], []),  # NAMES[3] is dated by its report
        (["--until", "17 Nov 2024", "--since", "1 BC", "--certain"], NAMES[1:2]),
        (["--until", "17 Nov 2024", "--certain"], [*NAMES[:2], NAMES[3]]),
        (["--on", "Nov 2024", "--certain"], [NAMES[2], NAMES[4]]),
        (["--since", "19 Nov 2024"], [NAMES[2], NAMES[4]]),
        (["--since", "17 Nov 2024", "--until", "18 Nov 2024"], NAMES[2:]),
        (["--actor", "Biden"], NAMES[3:4]),
        (["--actor", "biden"], NAMES[3:4]),
        (["--actor", "Kyiv government"], NAMES[3:]),
        (["--actor", "Biden,Russia"], [NAMES[1], NAMES[3]]),
        (["--actor", "Biden", "--actor", "Ukraine"], NAMES[3:4]),
        (["--actor", "Biden", "--actor", "Russia"], []),
        (["--place", "Kursk Oblast"], NAMES[2:3]),
        (["--place", "oblast"], [NAMES[2], NAMES[4]]),
        (["--tag", "war"], NAMES[3:]),
        (["--tag", "war/air"], NAMES[3:4]),
        (["--tag", "wa"], []),
        (["--source", "New York Times"], NAMES[3:4]),
        (["--source", "Reuters,Plutarch"], [NAMES[0], NAMES[4]]),
        (["--status", "confirmed"], [NAMES[1], NAMES[4]]),
        (["--status", "confirmed,reported"], NAMES),
        (["--status", "confirmed", "--since", "2023"], NAMES[4:]),
    ],
)
def test_filters(flags: list[str], found: list[str], run: Run, small: Path) -> None:
    assert ids(run, *flags) == found


def test_the_possible_ones_are_marked_and_counted(run: Run, small: Path) -> None:
    result = run("list", "--on", "17 Nov 2024", "--columns", "date,title")
    assert result.out == (
        "date                     title\n"
        "-----------------------  -------------------------\n"
        "~ 2024-11                Fighting in Kursk Oblast\n"
        "~ 2024-11-17 (reported)  Biden lets Ukraine strike\n"
        "\n2 events, all only possibly in the range (~)\n"
    )
    page = squeezed(run("list", "--on", "17 Nov 2024", "-f", "markdown").out)
    assert "| November 2024 (possibly in range) | Fighting" in page
    assert page.endswith("\n2 events, all only possibly in the range.\n")
    assert "possibly" not in run("list", "--on", "17 Nov 2024", "--certain").out


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        (["--since", "25 Oct 2026, 00:31"], ["c", "a", "b", "d"]),
        (["--since", "25 Oct 2026, 00:32"], ["c", "b", "d"]),
        (["--since", "25 Oct 2026, 02:30+01:00"], ["c", "d"]),  # the second time
        (["--until", "24 Oct 2026, 22:59 UTC"], ["c", "a"]),
        (["--on", "2026-10-25T01:00+02:00"], ["c", "b"]),
        (["--on", "2026-10-24"], ["a"]),  # the day of its own clocks
        (["--since", "2026-10-25", "--until", "2026-10-25T01:30", "--certain"], ["b"]),
        (["date:2026-10-24T20:00Z..2026-10-25"], ["c", "a", "b", "d"]),
        (["published:2026-10-25T02:00Z"], ["d"]),
        (["published>2026-10-25T02:00Z"], []),
    ],
)
def test_times_are_compared_as_instants(flags: list[str], found: list[str], run: Run, empty: Path) -> None:
    (empty / "timeline.toml").write_text('timezone = "Europe/Berlin"\n', encoding="utf-8")
    for name, date in {
        "a": "2026-10-24T17:31-05:00",  # 00:31 in Berlin
        "b": "2026-10-25T01:00",
        "c": "2026-10-25",
        "d": "2026-10-25T02:45+01:00",
    }.items():
        source = "sources = [{ publisher = 'A', published = '2026-10-25T03:00' }]\n" * (name == "d")
        (empty / f"{name}.toml").write_text(f'title = "A"\ndate = "{date}"\n{source}', encoding="utf-8")
    assert ids(run, *flags) == found


def test_a_date_of_a_first_report_is_marked_by_a_line_where_that_is_the_only_doubt(run: Run, small: Path) -> None:
    assert run("list", "--on", "17 Nov 2024", "actor:Biden", "--columns", "date,title").out == (
        "date                   title\n"
        "---------------------  -------------------------\n"
        "2024-11-17 (reported)  Biden lets Ukraine strike\n"
        "\n1 event dated by the first report: then or before\n"
    )
    page = run("report", "--on", "17 Nov 2024", "actor:Biden").out
    assert "\n1 event dated by the first report: then or before.\n" in page
    assert "### 17 November 2024 (reported): " in page
    assert "possibly" not in page


@pytest.mark.parametrize(
    ("column", "order"),
    [("earliest", [0, 1, 2, 3, 4]), ("latest", [0, 1, 3, 4, 2]), ("first_second", [0, 1, 2, 3, 4])],
)
def test_days_are_sorted_by_number(column: str, order: list[int], run: Run, small: Path) -> None:
    (small / "bce0490-09-12-marathon.toml").write_text('title = "Marathon"\ndate = "-0489-09-12"\n', encoding="utf-8")
    (small / "2024-unknown.toml").write_text('title = "U"\ndate = "XXXX-12-25"\n', encoding="utf-8")
    found = ids(run, "--sort", column)
    assert found == ["bce0490-09-12-marathon", *(NAMES[n] for n in order), "2024-unknown"]


@pytest.mark.parametrize(
    ("flags", "order"),
    [
        (["--sort", "title"], [3, 0, 2, 4, 1]),
        (["--sort", "title", "--reverse"], [1, 4, 2, 0, 3]),
        (["--sort", "seq"], [4, 3, 0, 1, 2]),
        (["--sort", "x.case"], [3, 0, 1, 2, 4]),
        (["--sort", "actors", "-n", "2"], [3, 1]),
        (["--sort", "latest"], [0, 1, 3, 4, 2]),
    ],
)
def test_sorting(flags: list[str], order: list[int], run: Run, small: Path) -> None:
    assert ids(run, *flags) == [NAMES[n] for n in order]


def test_columns(run: Run, small: Path) -> None:
    out = run("list", "-f", "tsv", "--columns", "id, x.case,status,earliest,latest,path", "-n", "1", "--tag", "US").out
    assert out == (
        "id\tx.case\tstatus\tearliest\tlatest\tpath\n"
        "2024-11-17-permission\t17\treported\t2024-11-17\t2024-11-17\tevents/2024-11-17-permission.toml\n"
    )


def test_figures_and_countries_as_columns(run: Run, empty: Path) -> None:
    begun(empty)
    (empty / "places.toml").write_text('[a]\nname = "A"\nwithin = "b"\n[b]\nname = "B"\ncountry = "Italy"\n', "utf-8")
    for name, more in {
        "one": 'figures = ["Dead=10"]\nplaces = ["A"]',
        "two": 'figures = ["dead=3..5"]\nplaces = [{ name = "A", country = "Malta", lat = -1.5, lon = 2 }]',
        "three": 'figures = ["hurt=1"]',
        "four": 'figures = ["dead=-4"]\nseq = 0',
    }.items():
        (empty / f"2024-{name}.toml").write_text(f'title = "{name}"\ndate = 2024\n{more}\n', "utf-8")
    assert ids(run, "--sort", "figures.dead") == ["2024-four", "2024-two", "2024-one", "2024-three"]
    assert ids(run, "--sort", "figures.dead", "-r") == ["2024-one", "2024-two", "2024-four", "2024-three"]
    assert ids(run, "--sort", "country")[:2] == ["2024-one", "2024-two"]
    words = ("--columns", "figures.dead,country,lat,seq", "--sort", "figures.dead")
    assert run("list", "-f", "csv", *words).out.splitlines()[1:] == ["-4,,,0", "3..5,Malta,-1.5,", "10,Italy,,", ",,,"]
    assert json.loads(run("list", "-f", "json", *words, "-n", "2").out) == [
        {"figures.dead": -4, "country": [], "lat": None, "seq": 0},
        {"figures.dead": "3..5", "country": ["Malta"], "lat": -1.5, "seq": None},
    ]


def test_groups(run: Run, small: Path) -> None:
    out = run("list", "--group", "actor", "--columns", "id").out
    headings = [line for line, under in zip(out.splitlines(), out.splitlines()[1:], strict=False) if under[:1] == "="]
    assert headings == ["Joe Biden", "Russia", "Ukraine", "no actor"]
    assert out.count("2024-11-17-permission") == 2
    months = run("list", "--group", "month", "-f", "markdown", "--columns", "id").out
    assert [line for line in months.splitlines() if line.startswith("#")] == [
        *("## March 44 BC", "## February 2022", "## November 2024"),
    ]
    for by, heading in {"year": "## 2022", "tag": "## war/air", "place": "## Kursk Oblast"}.items():
        assert f"\n{heading}\n\n| " in "\n" + run("list", "--group", by, "-f", "markdown").out


def test_output_to_a_file(run: Run, small: Path) -> None:
    for ending, start in {
        "md": "| Date ",
        "csv": "date,",
        "json": "[\n",
        "jsonl": '{"id"',
        "txt": "date ",
        "tsv": "date\t",
    }.items():
        result = run("list", "-o", f"out.{ending}")
        assert (result.code, result.out, result.err) == (0, "", "")
        assert Path(f"out.{ending}").read_text(encoding="utf-8").startswith(start)
    assert run("list", "-o", "plain").code == 0
    assert Path("plain").read_text(encoding="utf-8") == run("list").out
    assert run("list", "-o", "odd.csv", "-f", "ids").code == 0
    assert Path("odd.csv").read_text(encoding="utf-8").split() == NAMES
    assert run("list", "-f", "ids", "-o", "-").out.split() == NAMES


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("events/2024-x.toml", "no format"),
        ("missing/out.csv", "cannot be written"),
        ("link.csv", "is a link"),
    ],
)
def test_output_that_cannot_be_written(output: str, message: str, run: Run, small: Path) -> None:
    Path("target.csv").write_text("mine", encoding="utf-8")
    Path("link.csv").symlink_to("target.csv")
    result = run("list", "-o", output)
    assert message in result.err
    assert result.code in {2, 3}
    assert Path("target.csv").read_text(encoding="utf-8") == "mine"
    assert "lies in a chronology" in run("list", "-f", "ids", "-o", "events/2024-x.toml").err


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--columns", "date,titel"], 'no column "titel"\n  did you mean "title"?'),
        (["--columns", "date,,title"], 'no column ""'),
        (["--columns", "note"], 'no column "note"'),
        (["--sum", "dead"], '--sum "dead" names no figure\n  write it as figures.dead'),
        (["--sum", "figures."], "write it as figures.NAME"),
        (["--count", "--columns", "id"], "--columns shapes a list, and none is printed here"),
        (["--count", "--raw"], "--raw shapes a list"),
        (["--count", "--sort", "id"], "--sort shapes a list"),
        (
            ["--count", "--group", "tag", "--sort", "count"],
            'no column "count" of counts\n  sort by one of tag, events, possible',
        ),
        (["--count", "--raw", "-f", "json"], "it goes with -f csv or -f tsv"),
        (["--count", "-f", "ids"], "-f ids holds events, and none is printed here"),
        (["--sort", "zzz"], 'no column "zzz"\n  columns:\n  title '),
        (["-f", "jsn"], 'no format "jsn"\n  did you mean "json"?'),
        (["-f", "pdf"], "formats: card, csv"),
        (["-o", "out.pdf"], "no format goes by the ending .pdf"),
        (["--group", "fortnight"], "decade, century, actor, place, tag, status or sourcing"),
        (["--timezone", "Kyiv"], "write Europe/Kyiv"),
        (["--group", "month", "-f", "json"], "has no headings"),
        (["--status", "confirmd"], 'did you mean "confirmed"?'),
        (["--since", "2024-13"], "there is no month 13\n  | 2024-13\n  | ^^^^^^^\n"),
        (["--until", "whenever"], '"whenever" is not understood as a date'),
        (["--on", "03/04/2024"], "2024-03-04 or 2024-04-03"),
        (["--on", "2024", "--since", "2023"], "--on names the whole range"),
        (["--since", "2025", "--until", "2024"], "the range ends before it starts"),
        (["--since", "2024-11-17T20:20", "--until", "2024-11-15"], "the range ends before it starts"),
        (["-n", "-1"], "-1"),
        (["-n", "many"], "many"),
    ],
)
def test_wrong_questions_are_refused(filled: bool, flags: list[str], message: str, run: Run, empty: Path) -> None:
    if filled:
        (empty / "2024-a.toml").write_text('title = "A"\ndate = 2024\n', encoding="utf-8")
    result = run("list", *flags)
    assert message in result.err
    assert (result.code, result.out) == (2, "")
    assert not Path("out.pdf").exists()


def test_the_nearest_name_is_told_where_nothing_is_found(run: Run, real: Path) -> None:
    assert run("list", "-actor:Bidden", "tag:atcms", "actor:Z*", "since:2023").err == (
        'no events match\nno actor "Bidden" here: did you mean "Biden"?\nno tag "atcms" here: did you mean "ATACMS"?\n'
    )
    assert run("list", "place:Kursk", "until:2020").err == "no events match\n"


def test_nothing_to_show_is_said_and_no_fault(run: Run, empty: Path) -> None:
    result = run("list")
    assert (result.code, result.out, result.err) == (0, "", "no events yet: `timeline add` writes the first\n")
    run("-q", "add", "2024: A")
    result = run("list", "--actor", "Nobody")
    assert (result.code, result.out, result.err) == (0, "", 'no events match\nno actor "Nobody" here\n')
    assert run("-q", "list", "--actor", "Nobody").err == ""
    assert run("list", "--actor", "Nobody", "-f", "json").out == "[]\n"


def test_a_bad_file_does_not_hide_the_good_ones(run: Run, small: Path) -> None:
    (small / "2024-bad.toml").write_text('title = "Bad"\ndate = 2024-11\n', encoding="utf-8")
    (small / "2024-worse.toml").write_bytes(b'title = "\xff"\n')
    for words in (("list", "-f", "ids"), ("actors",), ("tags", "--count")):
        result = run(*words)
        assert result.code == 3
        assert "events/2024-bad.toml:2:8: SCH007" in result.err
        assert "events/2024-worse.toml:1:10: SCH007" in result.err
        assert result.err.endswith("2 files could not be read\n")
        assert result.out
    assert run("list", "-f", "ids").out.split() == NAMES
    bad = run("show", "bad")
    assert (bad.code, bad.out) == (3, "")
    assert "2024-bad.toml cannot be read as an event\nevents/2024-bad.toml:2:8:" in bad.err


def test_a_register_that_cannot_be_read_hides_no_event(run: Run, small: Path) -> None:
    (small / "actors.toml").write_text("[ua\n", encoding="utf-8")
    result = run("list", "-f", "ids")
    assert result.code == 3
    assert "events/actors.toml:1" in result.err
    assert result.out.split() == NAMES


def test_a_doubt_about_a_register_is_said(run: Run, small: Path) -> None:
    (small / "actors.toml").write_text('[ua]\nname = "Ukraine"\nkind = "stat"\n', encoding="utf-8")
    result = run("list", "-f", "ids")
    assert "events/actors.toml:3:" in result.err
    assert result.out.split() == NAMES
    assert result.code == 0


def test_no_chronology(run: Run) -> None:
    for words in (("list",), ("show", "x"), ("actors",), ("rm", "x"), ("edit", "x", "--title", "A")):
        result = run(*words)
        assert result.code == 3
        assert "`timeline init` makes one here" in result.err


def test_how_many_more_there_are(run: Run, real: Path) -> None:
    assert run("list", "-n", "0") == (0, "", "0 of 6 events\n")
    assert run("list", "-n", "0", "-f", "json") == (0, "[]\n", "0 of 6 events\n")
    assert run("list", "-n", "0", "nobody").err == "no events match\n"
    assert run("list", "-n", "2").err == "2 of 6 events\n"
    assert run("list", "-n", "2", "--sort", "title", "-q").err == ""
    assert run("list", "-n", "2", "--sort", "title").err == "2 of 6 events\n"
    assert run("list", "-n", "2", "-f", "csv", "--sort", "title").err == run("list", "-n", "6").err == ""


def test_only_how_many_there_are(run: Run, real: Path) -> None:
    assert run("list", "--count") == (0, "6\n", "")
    assert run("list", "--count", "nobody") == (0, "0\n", "")
    assert run("list", "--count", "--on", "2024-11-16") == (0, "1\n", "1 event, only possibly in the range\n")
    assert run("list", "--count", "--since", "2024-11-17", "actor:Biden").err == (
        "1 event dated by the first report: then or before\n"
    )
    assert run("list", "--count", "--published-by", "2024-11-16") == (0, "0\n", "Sources published by 2024-11-16.\n")
    assert run("list", "--count", "--group", "tag").out.splitlines()[2:4] == [
        *("ATACMS                   3         0", "escalation               1         0"),
    ]
    by_number = run("list", "--count", "--group", "tag", "--sort", "events", "-r", "-n", "2", "-f", "csv")
    assert by_number == (0, "tag,events,possible\r\nATACMS,3,0\r\nlong-range strikes,2,0\r\n", "2 of 4 headings\n")
    last = run("list", "--count", "--group", "tag", "-r", "-n", "1", "-f", "csv").out.splitlines()[1]
    assert last == run("list", "--count", "--group", "tag", "-f", "csv").out.splitlines()[-1]
    assert run("list", "--count", "-o", "out.csv").out == ""
    assert Path("out.csv").read_bytes() == b"events,possible\r\n6,0\r\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["figures.DAED>1"], 'no events match\nno event has figures.DAED: did you mean "figures.dead"?\n'),
        (["figures.dead>1 or figures.hurt>1"], "no event has figures.hurt: there are figures.dead\n"),
        (["x.cse:1", "--count"], 'no event has x.cse: did you mean "x.case"?\n'),
        (["has:x.kind"], "no events match\nno event has x.kind: there are x.case\n"),
        (["-tag:b"], 'no tag "b" here\n'),
        (["--tag", "a,b", "x.case:1", "--count", "-f", "csv"], 'no tag "b" here\n'),
        (["figures.dead=2", "words or other", "(tag:a words)"], "no events match\n"),
        (["--columns", 'x.cas,figures."Dead"'], 'no event has x.cas: did you mean "x.case"?\n'),
        (["--sort", "figures.died"], 'no event has figures.died: did you mean "figures.dead"?\n'),
    ],
)
def test_what_no_event_has_is_said(run: Run, empty: Path, words: list[str], said: str) -> None:
    begun(empty)
    text = 'title = "A"\ndate = 2024\ntags = ["a"]\nfigures = ["dead=2"]\n\n[x]\ncase = 1\n'
    (empty / "2024-a.toml").write_text(text, "utf-8")
    done = run("list", *words)
    assert (done.code, done.err) == (0, said)


def test_words_that_stand_in_a_source_only(run: Run, empty: Path) -> None:
    begun(empty)
    source = '[[sources]]\nname = "A"\nquote = "За межею"\ntranslation = "Beyond a red line"\n'
    (empty / "2024-a.toml").write_text(f'title = "Speech"\ndate = 2024\n\n{source}', "utf-8")
    assert run("list", "-f", "ids", "quote:red,green", "quote~^За").out == "2024-a\n"
    assert run("list", "-f", "ids", "quote:speech").out == ""
    said = "no events match\nwords stand in quotes of sources too, here of 1 event: 'quote:{}' looks there\n"
    assert run("list", "red", "line", "date:2024").err == said.format('"red line"')
    assert run("list", "межею").err == said.format("межею")
    assert run("list", "lin*").err == said.format("lin*")
    (empty / "2024-b.toml").write_text(
        'title = "Ship"\ndate = 2024\nsources = ["A, citing harbour officials"]\n', "utf-8"
    )
    said = "no events match\nwords stand in names of sources too, here of 1 event: 'source:{}' looks there\n"
    assert (
        run("list", "harbour officials").err
        == run("list", "harbour", "officials").err
        == said.format('"harbour officials"')
    )
    assert run("list", "harb*", "date:2024").err == said.format("harb*")
    assert run("list", "green").err == run("list", "tag:x or red").err.partition("no tag")[0] == "no events match\n"


def test_what_figures_come_to(run: Run, empty: Path) -> None:
    begun(empty)
    open_ = ('{ what = "cost", low = 7 }', '{ what = "debt", high = 9 }')
    figures = ['"dead=10"', '"dead=3..5"', '"Dead=1"', '"hurt=2"', '"cost=1.5"', *open_]
    for n, figure in enumerate(figures):
        (empty / f"202{n % 3}-{n}.toml").write_text(f'title = "A"\ndate = 202{n % 3}\nfigures = [{figure}]\n', "utf-8")

    def sum_(name: str, *words: str) -> str:
        return run("list", "--sum", f"figures.{name}", *words).out

    assert sum_("dead") == "figures.dead: 14–16, in 3 events; 4 have none\n"
    assert sum_("dead", "2022") == "figures.dead: 1, in 1 event; 1 has none\n"
    assert sum_("cost") == "figures.cost: at least 8.5, in 2 events; 5 have none\n"
    assert sum_("debt") == "figures.debt: at most 9, in 1 event; 6 have none\n"
    assert sum_("dead", "--group", "year", "-f", "csv").split() == [
        *("year,events,possible,without,low,high,best", "2020,3,0,2,10,10,10", "2021,2,0,1,3,5,", "2022,2,0,1,1,1,1"),
    ]
    assert json.loads(sum_("dead", "-f", "json")) == [
        {"events": 7, "possible": 0, "without": 4, "low": 14, "high": 16, "best": None}
    ]
    none = run("list", "--sum", "figures.hurted")
    assert none.out == "figures.hurted: none of 7 events has one\n"
    assert none.err == 'no event has figures.hurted: did you mean "figures.hurt"?\n'
    assert run("list", "--sum", "figures.dead", "nobody").err == "no events match\n"
    several = run("list", "--sum", "figures.cost,figures.debt")
    assert (several.code, several.out) == (2, "")
    assert several.err.endswith("\n  --sum takes one: write `--sum figures.cost`\n")
