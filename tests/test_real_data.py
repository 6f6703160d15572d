"""Data of others becomes chronologies that state what it states: its forms, each with input made up here."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.eventfile import formatter, reader

SCRIPT = Path(__file__).parents[1] / "benchmarks/real_data.py"

MARKDOWN = """\
## Springfield

### Officer shoves a reader | (Believed to be) 2031-04-01

An officer shoves a reader.

It rains.

tags: shove, reader, shove

id: st-springfield-1

geolocation: 1.5, -2.25

**Links**

* https://twitter.com/reader/status/1
* [0:12, 1:40](https://youtu.be/abc)
* https://films.example/2 (from @other)
* [Archive Link](https://2020pb-archive.s3.amazonaws.com/st-springfield-1.2.mp4)
* [2nd Archive Link](https://web.archive.org/web/2031/https://twitter.com/reader/status/1)
* [Street View](https://www.google.com/maps/@1.5,-2.25)
* vm.tiktok.com/x/ (aftermath)
* https://www.tiktok.com/@r.e/video/2
* https://www.facebook.com/re.ader/videos/3/


### Nobody knows when | Unknown Date

tags:

id: st-springfield-2

geolocation:

**Links**
"""

SHEET = """\
"Main ID","Incident ID",Region,"Incident Date","Number Dead","Minimum Estimated Number of Missing","Number of Survivors",\
"Cause of Death","Country of Origin","Location of death","Information Source",Coordinates,"Migration route",URL,"Source Quality"
1,1,Sea,"Tue, 04/01/2031 - 12:00",2,0,,Drowning,Unknown,"Near a rock, Sea","The Tern, Gull (first, second)","1.5, -2.25",,"https://a.example/1, https://a.example/2",3
2,2,Sea,"Wed, 04/02/2031 - 12:00",,4,1,Drowning,Isle,Cape,"Crew via The Tern, Gull","1.5, -2.25",,https://a.example/3,1
3,3,Sea,"Thu, 04/03/2031 - 12:00",,,,Drowning,,Cape,The Tern,"1.5, -2.25",,,1
4,4,Sea,"Fri, 04/04/2031 - 12:00",,,,Drowning,,Cape,The Tern,"1.5, -2.25",,"https://a.example/4 https://a.example/5",1
"""

PRODUCTS = [
    {
        "name": "Lantern",
        "dateOpen": "2031-01-02",
        "dateClose": "2032-03-04",
        "link": "https://en.wikipedia.org/wiki/Lantern",
        "description": "It shone.",
        "type": "app",
    }
]

PAGE = {
    "title": {"text": {"headline": "The title slide"}},
    "events": [
        {
            "start_date": {"year": "-300", "month": ""},
            "text": {"headline": "A <i>book</i>", "text": "<p>One.</p><p>Two.</p>"},
            "media": {"url": "//pictures.example/1.jpg", "credit": '<a href="x">Nobody</a>', "caption": "Its page"},
            "group": "books",
        },
        {
            "start_date": {"year": "2031", "month": "4", "day": "1", "hour": "6", "minute": "5"},
            "end_date": {"year": "2031", "month": "4", "day": "2"},
            "display_date": "early April",
            "text": {"headline": "Talk"},
            "media": {"url": "https://papers.example/1", "credit": "The Tern"},
        },
        {"start_date": {"year": "2031"}, "text": {"headline": ""}, "media": {"url": "<iframe>"}},
    ],
    "eras": [{"start_date": {"year": "-12000"}, "end_date": {"year": "12"}, "text": {"headline": "An era"}}],
}

SPREADSHEET = """\
Year,Month,Day,Time,End Year,End Month,End Day,End Time,Headline,Text,Media,Media Credit,Media Caption,Type
,,,,,,,,The title slide,,,,,title
2031,4,1,6:05,,,,,Talk,,,,,
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, Any]], str]:
    """The values of all events by ID, and what was said."""
    root = tmp_path_factory.mktemp("others")
    texts = {
        "police2020/A_State.md": MARKDOWN,
        "missing-migrants/all.csv": SHEET,
        "killedbygoogle/all.json": json.dumps(PRODUCTS),
        "timelinejs/page.json": json.dumps(PAGE),
        "timelinejs/sheet.csv": SPREADSHEET,
    }
    for name, text in texts.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    ran = subprocess.run([sys.executable, SCRIPT, root, root / "out"], check=True, capture_output=True, text=True)
    again = subprocess.run([sys.executable, SCRIPT, root, root / "out"], check=False, capture_output=True, text=True)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    events = {}
    for path in (root / "out").glob("*/*/*.toml"):
        event, problems = reader.read(path.read_bytes(), path.stem, str(path))
        assert (event is None, problems) == (False, [])
        assert formatter.formatted(path.read_text("utf-8")) == path.read_text("utf-8")
        assert path.stem not in events
        events[path.stem] = tomllib.loads(path.read_text("utf-8"))
    return events, ran.stdout


def test_it_says_how_many_of_each_became_events_and_how_many_not(made: tuple[Any, str]) -> None:
    assert made[1].splitlines() == [
        "police2020: 1 events, 1 left out for want of a title or a date",
        "missing-migrants: 4 events, 0 left out for want of a title or a date",
        "killedbygoogle: 1 events, 0 left out for want of a title or a date",
        "timelinejs: 4 events, 1 left out for want of a title or a date",
    ]


def test_an_incident_keeps_its_doubt_its_place_and_what_is_said_of_each_link(made: tuple[Any, str]) -> None:
    incident = made[0]["2031-04-01-officer-shoves-a-reader"]
    sources = incident.pop("sources")
    assert incident == {
        "title": "Officer shoves a reader",
        "date": "2031-04-01?",
        "date_text": "(Believed to be) 2031-04-01",
        "places": [{"name": "Springfield, A State", "lat": 1.5, "lon": -2.25}],
        "tags": ["shove", "reader"],
        "summary": "An officer shoves a reader.\n\nIt rains.",
        "x": {"id": "st-springfield-1"},
    }
    tweet = "https://twitter.com/reader/status/1"
    film = "https://2020pb-archive.s3.amazonaws.com/st-springfield-1.2.mp4"
    archive = f"https://web.archive.org/web/2031/{tweet}"
    assert sources == [
        {"kind": "post", "author": "@reader", "url": tweet, "archive_url": archive},
        {"kind": "video", "url": "https://youtu.be/abc", "archive_url": film, "locator": "0:12, 1:40"},
        {"kind": "article", "author": "@other", "url": "https://films.example/2"},
        {"kind": "web", "title": "Street View", "url": "https://www.google.com/maps/@1.5,-2.25", "stance": "mentions"},
        {"kind": "video", "title": "aftermath", "url": "https://vm.tiktok.com/x/"},
        {"kind": "video", "author": "@r.e", "url": "https://www.tiktok.com/@r.e/video/2"},
        {"kind": "post", "author": "re.ader", "url": "https://www.facebook.com/re.ader/videos/3/"},
    ]


def test_an_address_goes_to_an_outlet_only_where_each_has_one(made: tuple[Any, str]) -> None:
    paired = made[0]["2031-04-01-2-dead-near-a-rock-sea"]
    assert paired["sources"] == ["The Tern https://a.example/1", "Gull (first, second) https://a.example/2"]
    assert paired["figures"] == [{"what": "dead", "value": 2}, {"what": "missing", "low": 0}]
    assert "country_of_origin" not in paired["x"]
    unpaired = made[0]["2031-04-02-4-missing-cape"]
    assert unpaired["sources"] == ["The Tern, citing Crew", "Gull"]
    assert unpaired["x"]["urls"] == ["https://a.example/3"]
    assert unpaired["x"]["country_of_origin"] == "Isle"
    assert made[0]["2031-04-03-drowning-cape"]["sources"] == ["The Tern"]
    assert made[0]["2031-04-04-drowning-cape"]["sources"] == [
        "The Tern https://a.example/4",
        "The Tern https://a.example/5",
    ]


def test_a_product_is_a_span(made: tuple[Any, str]) -> None:
    product = made[0]["2031-01-02-lantern"]
    assert product["date"] == "2031-01-02/2032-03-04"
    assert product["sources"] == [{"kind": "encyclopedia", "url": "https://en.wikipedia.org/wiki/Lantern"}]


def test_a_slide_has_as_much_of_a_date_as_is_given_and_its_medium_as_a_source(made: tuple[Any, str]) -> None:
    picture = "https://pictures.example/1.jpg"
    assert made[0]["bce0300-a-book"] == {
        "title": "A book",
        "date": "-0299",
        "tags": ["books"],
        "summary": "One. Two.",
        "sources": [
            {"kind": "image", "title": "Its page", "author": "Nobody", "url": picture, "stance": "mentions"},
        ],
    }
    talk = made[0]["2031-04-01-talk"]
    assert (talk["date"], talk["date_text"]) == ("2031-04-01T06:05:00/2031-04-02", "early April")
    assert talk["sources"] == [{"kind": "article", "publisher": "The Tern", "url": "https://papers.example/1"}]
    assert made[0]["2031-04-01-talk-2"] == {"title": "Talk", "date": "2031-04-01T06:05:00"}
    assert made[0]["bce12000-an-era"] == {"title": "An era", "date": "Y-11999/0012"}
