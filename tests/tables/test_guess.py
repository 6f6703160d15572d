"""What columns probably mean: by names that people use, and by what stands in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.tables import delimited, guess, mapping, mapping_file
from timeline.tables.input_table import InputRow, InputTable


def guessed(text: str) -> list[str]:
    table = delimited.read(text.encode(), "a.csv")
    return [*mapping.in_words(guess.guessed(table), table.columns)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("date,title\n", ["date <- date, title <- title"]),
        (
            ("Incident ID,Incident Date,Year,Coordinates,Location of death,Information Source,URL,Number Dead\n"
            'A1,"Thu, 01/01/2026",2026,"37.3, 42.9","Ortasu, Iraq","964media, Rudaw",https://a.org,1\n'
            'A2,"Fri, 01/02/2026",2026,"35.6, -5.3",Ceuta,Faro,https://b.org,\n'),
            [
                ("date <- Incident Date, url <- URL, key <- Incident ID, lat <- Coordinates, lon <- Coordinates, place <-"
                " Location of death, source <- Information Source, figures.dead <- Number Dead"),
                "1 column left out: Year",
            ],
        ),
        (
            "name,dateOpen,dateClose,link,description,type\nA,2013-07-24,2024-08-06,https://a.org,text,service\n",
            ["date <- dateOpen, end <- dateClose, title <- name, summary <- description, url <- link, tag <- type"],
        ),
        (
            "Headline,Year,Month,Day,End Year,End Month,End Day\nA,1943,7,,1946,,\nB,1944,8,1,1944,9,30\n",
            ["date <- {Year}-{Month}-{Day}, end <- {End Year}-{End Month}-{End Day}, title <- Headline"],
        ),
        ("what,day,month,year\nA,3,May,2020\n", ["date <- {day} {month} {year}, title <- what"]),
        ("what,start,end\nA,2020,Present\n", ["date <- start, end <- end, title <- what"]),
        ("what,year\nA,2020\nB,NA\n", ["date <- year, title <- what"]),
        ("what,when\nA,2020\nB,in spring\n", ["date <- when, title <- what"]),
        ("what,year\nA,third\n", ["title <- what", "1 column left out: year"]),
        ("event,date,time\nA,3 May 2020,14:00\n", ["date <- {date} {time}, title <- event"]),
        ("event,date,time\nA,3 May 2020 14:00,14:00\n", ["date <- date, title <- event", "1 column left out: time"]),
        ("event,date,time\nA,3 May 2020,late\n", ["date <- date, title <- event", "1 column left out: time"]),
        (
            "Event title,Date of accident,Date added,Job title\nA,2020,2021,x\n",
            ["date <- Date of accident, title <- Event title", "2 columns left out: Date added and Job title"],
        ),
        (
            ("title,date,tags,actors,places,url,photo url\n"
            'A,2020,"a, b",X; Y,K | L,https://a.org,https://b.org\nB,2021,"c, d",X; Z,M | N,https://c.org,\n'),
            [
                "date <- date, title <- title, url <- url, place <- places, actor <- actors, tag <- tags",
                'places is split at each "|"',
                'actors is split at each ";"',
                'tags is split at each ","',
                "1 column left out: photo url",
            ],
        ),
        (
            "title,date,status,lat,lon,id,timezone,empty\nA,2020,Confirmed,1.5,2,A7,Europe/Kyiv,\n",
            [
                "date <- date, title <- title, lat <- lat, lon <- lon, key <- id, timezone <- timezone, status <- status",
                "1 column left out: empty",
            ],
        ),
        (
            ("title,date,status,lat,id,tz,source,location,geo point\n"
            "A,2020,open,1.5,7,CET+,3,here,north\nB,2020,open,1.5,7,CET+,4,here,south\n"),
            ["date <- date, title <- title, place <- location",
             "6 columns left out: status, lat, id, tz, source and geo point"],
        ),
        (  # when a form was sent is not when it happened; a number of the line is no key; a day in German is no tag
            "Timestamp,When did it happen?,What happened?,id,Tag\n1/25/2024 9:00:00,1/20/2024,A,1,5\n,1/21/2024,B,2,6\n",
            ["date <- When did it happen?, title <- What happened?", "3 columns left out: Timestamp, id and Tag"],
        ),
        ("Timestamp,Date of report\n2024-01-25,2024-01-25\n",
         ["no column is called like a field", "2 columns left out: Timestamp and Date of report"]),
    ],
)  # fmt: skip
def test_by_their_names_and_what_they_hold(text: str, wanted: list[str]) -> None:
    assert guessed(text) == wanted


HEADS = st.sampled_from(
    (
        *(
            "date",
            "title",
            "Year",
            "Month",
            "Day",
            "time",
            "End Date",
            "lat",
            "lon",
            "Coordinates",
            "source",
            "URL",
            "id",
        ),
        *(
            "Number of dead",
            "tags",
            "actors",
            "status",
            "tz",
            "x",
            "",
            " ",
            "{t}",
            "…",
            "figures",
            "x.y",
            "links",
            "seq",
        ),
    )
)
CELLS = st.sampled_from(
    (
        "",
        "2020",
        "3",
        "14:00",
        "3 May 2020",
        "51.5, 36.2",
        "1.5",
        "https://a.org",
        "a; b",
        "a, b",
        "CET",
        "Unknown",
        None,
    )
)


@settings(max_examples=40)
@given(st.lists(HEADS, unique=True, min_size=1, max_size=8), st.data())
def test_a_guess_is_a_mapping_that_can_be_kept(heads: list[str], data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.lists(CELLS, min_size=len(heads), max_size=len(heads)), max_size=3))
    rows = [InputRow(dict(zip(heads, line, strict=True)), "a:2") for line in lines]
    found = guess.guessed(InputTable(tuple(heads), rows))
    assert mapping_file.read(mapping_file.written(found).encode(), "m.toml", heads) == found


def test_a_format_says_it_itself() -> None:
    table = InputTable(("a", "b"), [InputRow({"a": "x"}, "a:1")], {"title": "a", "tag": ("b",)})
    found = guess.guessed(table)
    assert (found.fields, found.dates) == ({"title": ("a",), "tag": ("b",)}, "edtf")
