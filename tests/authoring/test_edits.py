"""What flags change in a file: each what it names, whatever else is changed with it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from hand_written import event_file
from newsroom import begun
from timeline import app
from timeline.authoring import edits
from timeline.cli.field_flags import FieldValues
from timeline.cli.session import RunOptions, Session
from timeline.toml.parser import parse_toml

NAMES = [f"paper {n}" for n in range(5)]
KINDS = st.sampled_from(["keep", "remove", "set", "unset", "both"])


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A run in an empty chronology."""
    folder = begun(tmp_path_factory.mktemp("edits"))
    return Session(RunOptions(date(2024, 11, 20), cwd=str(folder)), app.COMMANDS)


@given(
    wanted=st.tuples(*[KINDS] * len(NAMES)),
    order=st.permutations(NAMES),
    more=st.lists(st.sampled_from(["quote", "stance"]), max_size=2),
)
def test_no_flag_touches_another_source(
    wanted: tuple[str, ...], order: list[str], more: list[str], session: Session
) -> None:
    told = dict(zip(NAMES, wanted, strict=True))
    sources = {name: {"publisher": name, "quote": f"as {name} says"} for name in NAMES}
    text = 'title = "A"\ndate = 2024\n' + "".join(
        f'\n# of {name}\n[[sources]]\npublisher = "{s["publisher"]}"\nquote = "{s["quote"]}"\n'
        for name, s in sources.items()
    )
    sets, drops = [name for name in order if told[name] in {"set", "both"}], {"unset", "both"}
    change = edits.Change(
        FieldValues(
            {},
            {"sources": tuple(f"new {n}" for n in range(len(more)))} if more else {},
            {"sources": tuple(name for name in order if told[name] == "remove")},
            {n: {key: "denies"} for n, key in enumerate(more)},
        ),
        [f"sources.{name}.stance=denies" for name in sets],
        [f"sources.{name}.quote" for name in order if told[name] in drops],
    )
    after = edits.edited(session, text, parse_toml(text.encode()), change, print)
    left = {name: dict(s) for name, s in sources.items() if told[name] != "remove"}
    for name, source in left.items():
        if name in sets:
            source["stance"] = "denies"
        if told[name] in drops:
            del source["quote"]
        assert f"# of {name}\n" in after
    held = parse_toml(after.encode()).get("sources", [])
    assert held[: len(left)] == [*left.values()]
    added = [{"publisher": f"new {n}", key: "denies"} for n, key in enumerate(more)]
    assert [{k: v for k, v in s.items() if k != "id"} for s in held[len(left) :]] == added


CITED = """\
title = "A"
date = 2024

[[sources]]
id = "up"
publisher = "UP"
cites = ["nyt", "ministry", "spy"]

[[sources]]
id = "hc"
publisher = "HC"
cites = ["ministry"]

[[sources]]
id = "nyt"
publisher = "NYT"
url = "https://nyt.example/1"

[[sources]]
id = "ministry"
name = "The Ministry"
cites = ["staff"]

[[sources]]
id = "staff"
name = "The Staff"

[[sources]]
id = "spy"
name = "James"
confidential = true
cites = ["ministry"]
"""


@pytest.mark.parametrize(
    ("flags", "left", "said"),
    [
        (["up"], "hc nyt ministry staff", ["a confidential source goes too", "nyt stays as a report"]),
        (["hc"], "up nyt ministry staff spy", []),
        (["up", "hc"], "nyt", ["ministry goes", "staff goes", "a confidential source goes", "nyt stays"]),
        (["up", "hc", "--add-source", "Fox, citing The Ministry"], "nyt ministry staff fox", ["confidential", "nyt"]),
        (["up", "hc", "--set", 'sources.nyt.cites=["staff"]'], "nyt staff", ["ministry goes", "confidential", "nyt"]),
    ],
)
def test_what_only_one_cited_goes_with_it(flags: list[str], left: str, said: list[str], run: Run, empty: Path) -> None:
    """Else it would count as a report that somebody has read."""
    path = event_file(empty, CITED, "2024-a.toml")
    words = [word for flag in flags for word in (["--remove-source", flag] if flag in {"up", "hc"} else [flag])]
    result = run("edit", "2024-a", *words)
    assert result.code == 0, result.err
    assert [source["id"] for source in parse_toml(path.read_bytes())["sources"]] == left.split()
    notes = [line for line in result.err.splitlines() if line.startswith("note: ")]
    assert len(notes) == len(said)
    assert all(any(words in note for note in notes) for words in said)
    assert "James" not in result.err


def test_a_line_of_its_own_stays(run: Run, empty: Path) -> None:
    path = event_file(empty, 'title = "A"\ndate = 2024\nsources = ["HC, citing AP", "AP, citing BBC"]\n', "2024-a.toml")
    result = run("edit", "2024-a", "--remove-source", "HC, citing AP")
    assert result.err.startswith("note: AP, citing BBC stays as a report of its own: no other source cites it now\n")
    assert parse_toml(path.read_bytes())["sources"] == ["AP, citing BBC"]


def test_of_many_each_is_named(run: Run, empty: Path) -> None:
    event_file(empty, CITED, "2024-a.toml")
    result = run("edit", "--where", "date:2024", "--remove-source", "up", "-n")
    assert "note: 2024-a: nyt stays as a report of its own" in result.err
