"""`timeline actors`, `sources`, `places`, `tags`: names and how many events have them."""

import json
from pathlib import Path

from conftest import Run


def test_names_and_counts(run: Run, real: Path) -> None:
    assert run("tags").out.splitlines() == ["ATACMS", "escalation", "long-range strikes", "North Korea"]
    assert run("places", "-c").out == "1  Kursk Oblast\n"
    counted = run("actors", "--count").out.splitlines()
    assert counted[0] == "3  Joe Biden"
    assert run("sources", "--count").out.splitlines()[:2] == ["6  The New York Times", "6  Ukrainska Pravda"]
    assert run("actors", "--tag", "escalation").out.splitlines() == ["United States", "Vladimir Putin"]
    assert run("tags", "--since", "2030", "--certain").out == ""
    assert run("tags", "--since", "never").code == 2


def test_in_a_format_with_what_the_register_knows(run: Run, real: Path) -> None:
    first, *_ = json.loads(run("actors", "-f", "json", "--count").out)
    assert first == {"name": "Joe Biden", "count": 3, "id": "joe-biden", "aliases": ["Biden", "President Biden"]}
    assert run("places", "-f", "csv").out == "name,count,id,aliases\r\nKursk Oblast,1,kursk-oblast,Kursk region\r\n"
    assert run("tags", "-f", "table", "-c").out.splitlines()[2] == "ATACMS                  3"
    assert json.loads(run("tags", "-f", "jsonl", "tag:escalation").out) == {
        "name": "escalation",
        "count": 1,
        "id": None,
        "aliases": [],
    }
    run("-q", "add", "2024: =1", "--tag", "=1")
    assert "'=1,1" in run("tags", "-f", "csv").out
    assert "\n=1,1" in run("tags", "-f", "csv", "--raw").out
    assert run("tags", "--raw").err.endswith("it goes with -f csv or -f tsv\n")


def test_who_is_one_counts_once_whatever_the_name_and_the_id(run: Run, empty: Path) -> None:
    (empty / "actors.toml").write_text(
        '[nyt]\nname = "The New York Times"\nkind = "outlet"\naliases = ["NYT"]\ndomains = ["nytimes.com"]\n'
        '[biden]\nname = "Joe Biden"\naliases = ["Biden"]\n',
        encoding="utf-8",
    )
    (empty / "places.toml").write_text('[kursk]\nname = "Kursk Oblast"\naliases = ["Kursk"]\n', encoding="utf-8")
    for n, (actor, place, sources) in enumerate(
        (
            ("Biden", "Kursk", '["NYT", "https://www.reddit.com/r/a/1"]'),
            ("Joe Biden", "Kursk Oblast", '["https://www.nytimes.com/1", "https://old.reddit.com/r/b/2"]'),
            ("biden", "kursk", '[{ id = "s1", kind = "post", author = "@anna", url = "https://x.com/anna/status/1" }]'),
        )
    ):
        (empty / f"2024-0{n + 1}-e.toml").write_text(
            f'title = "E{n}"\ndate = "2024-0{n + 1}"\nactors = ["{actor}"]\nplaces = ["{place}"]\nsources = {sources}\n',
            encoding="utf-8",
        )
    assert run("actors", "-c").out == "3  Joe Biden\n"
    assert run("places", "-c").out == "3  Kursk Oblast\n"
    assert run("sources", "-c").out == "2  reddit.com\n2  The New York Times\n1  @anna on Twitter\n"
    assert run("list", "--group", "actor", "--columns", "title").out.startswith("Joe Biden\n=========\n")
    text = run("report", "-t", "actors").out
    assert text.count("\n## Joe Biden\n") == 1
    assert text.count(", participant.**") == 3
