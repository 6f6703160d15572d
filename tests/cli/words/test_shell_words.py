"""What the shell has taken away from a query is put back where that can be told."""

import pytest

from timeline.cli.words.shell_words import query_text, split
from timeline.dates import edtf, phrases
from timeline.errors import UsageError

NAMES = {
    "joe biden",
    "united states",
    "acme, inc.",
    "bosnia and herzegovina",
    "kursk, russia",
    "long-range strikes",
    "putin",
}
DATES = {"2020", "May 2020", "17 May 2020", "2020-05", "since May 2020", "2020 or 2021", "between May and June 2020"}


def known(field: str, text: str, *, whole: bool = False) -> bool:
    if not field:
        return text in DATES
    if field == "since":
        try:
            phrases.read(text, None)
        except edtf.DateError:
            return False
        return True
    return text.casefold() in NAMES or (not whole and text.casefold() in {"joe bid", "states"})


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["actor:biden"], "actor:biden"),
        (["long", "range"], "long range"),
        (["-x", "not tag:y"], "-x not tag:y"),
        # a phrase
        (["New York Times"], '"New York Times"'),
        (["long-range missi*"], '"long-range missi"*'),
        (["at 20:20 in Kyiv"], '"at 20:20 in Kyiv"'),
        (["Strikes: the first night"], '"Strikes: the first night"'),
        (["see https://a.example/b"], '"see https://a.example/b"'),
        (["Biden - the president", "x"], '"Biden - the president" x'),
        ([r"a\b c"], r'"a\\b c"'),
        (["Portland OR"], '"Portland OR"'),
        # an operator that lacks a term: the parser says so
        (["trial or"], "trial or"),
        (["and trial"], "and trial"),
        (["x.state:Ohio or"], "x.state:Ohio or"),
        (["title~Ohio not"], "title~Ohio not"),
        # the quotes that the shell has taken away
        (["actor:United States"], 'actor:"United States"'),
        (["-actor:United States"], '-actor:"United States"'),
        (["not actor:United States"], 'not actor:"United States"'),
        (["actor=United States"], 'actor="United States"'),
        (["actor:Joe Bid*"], 'actor:"Joe Bid"*'),
        (["actor:Joe Biden,putin,Bosnia and Herzegovina"], 'actor:"Joe Biden","putin","Bosnia and Herzegovina"'),
        (["actor:Acme, Inc.,Joe Biden"], 'actor:"Acme, Inc.","Joe Biden"'),
        (["place:Kursk, Russia"], 'place:"Kursk, Russia"'),
        (["tag:long-range strikes"], 'tag:"long-range strikes"'),
        (["since:1 Oct 2024"], 'since:"1 Oct 2024"'),
        (["near:51.7,36.2,50 km"], 'near:"51.7,36.2,50 km"'),
        (["title~strikes? (in|on) Kursk"], 'title~"strikes? (in|on) Kursk"'),
        ([r"title~\w+ b"], r'title~"\w+ b"'),
        (["figures.people killed>40"], 'figures."people killed">40'),
        # queries of their own
        (["tag:atacms or escalation"], "tag:atacms or escalation"),
        (["tag:atacms or escalation", "x"], "(tag:atacms or escalation) x"),
        (["war and peace"], "war and peace"),
        (["war AND peace"], "war AND peace"),
        (["not war"], "not war"),
        (["escalation -obama"], "escalation -obama"),
        (["actor:biden place:kursk"], "actor:biden place:kursk"),
        (["actor:biden -tag:x"], "actor:biden -tag:x"),
        (["actor:biden (a or b)"], "actor:biden (a or b)"),
        (['actor:"Joe Biden" kursk'], 'actor:"Joe Biden" kursk'),
        (['"long range" kursk'], '"long range" kursk'),
        (["status:planned escalation"], "status:planned escalation"),
        (["since:2024 escalation"], "since:2024 escalation"),
        (["title~a|b tag:x"], "title~a|b tag:x"),
        (["figures.dead>40 tag:x"], "figures.dead>40 tag:x"),
        (["(actor:joe biden)"], "(actor:joe biden)"),
        (["(a", "or b)"], "(a or b)"),
        (["tag: energy"], "tag: energy"),
        (["a tag:x"], "a tag:x"),
        (["actr:biden escalation"], "actr:biden escalation"),
    ],
)
def test_what_words_of_the_shell_ask(words: list[str], meant: str) -> None:
    said: list[str] = []
    assert query_text(words, known, said.append) == meant
    assert said == []


@pytest.mark.parametrize(
    ("word", "meant", "note"),
    [
        (
            "tag:atacms escalation",
            "tag:atacms escalation",
            "read as several terms; 'tag:\"atacms escalation\"' is one value",
        ),
        ("title:long range", 'title:"long range"', "read as 'title:\"long range\"'; terms are words of their own"),
        ("x.case:a b", 'x.case:"a b"', "read as 'x.case:\"a b\"'; terms are words of their own"),
        ("title:Biden: strikes", 'title:"Biden: strikes"', "read as 'title:\"Biden: strikes\"'; terms are words"),
    ],
)
def test_what_may_mean_two_things_is_said(word: str, meant: str, note: str) -> None:
    said: list[str] = []
    assert query_text([word], known, said.append) == meant
    assert len(said) == 1
    assert said[0].startswith(f"note: {note}")


@pytest.mark.parametrize(
    ("text", "meant", "note"),
    [
        ("place:Ohio May 2020", 'place:Ohio date:"May 2020"', """read as a date; '"May 2020"' looks for the words"""),
        ("gas 17 May 2020", 'gas date:"17 May 2020"', """read as a date; '"17 May 2020"' looks for the words"""),
        ("2020-05 gas", 'date:"2020-05" gas', """read as a date; '"2020-05"' looks for the word"""),
        ("since May 2020 tag:x", 'date:"since May 2020" tag:x', """read as a date; '"since May 2020"' looks for"""),
        ("not (May 2020 or a)", 'not (date:"May 2020" or a)', """read as a date; '"May 2020"' looks for the words"""),
        ("x -May 2020", 'x -date:"May 2020"', """read as a date; '"May 2020"' looks for the words"""),
        ("tag:x 2020", 'tag:x date:"2020"', """read as a date; '"2020"' looks for the word"""),
        ("2020 or 2021", 'date:"2020 or 2021"', """read as a date; '"2020 or 2021"' looks for the words"""),
        ("since:May 2020", 'since:"May 2020"', """read as 'since:"May 2020"'"""),
        ("since:2020 May 2020", 'since:2020 date:"May 2020"', """read as a date; '"May 2020"' looks for the words"""),
        ("Agenda 2020", "Agenda 2020", "2020 is looked for as a word; 'date:2020' asks for the year"),
        ('"May 2020" tag:1999', '"May 2020" tag:1999', ""),
        ("tag:x in May", "tag:x in May", ""),
    ],
)
def test_words_that_are_a_date_with_a_year_ask_for_it_wherever_they_stand(text: str, meant: str, note: str) -> None:
    said: list[str] = []
    assert query_text(text.split(" "), known, said.append) == meant
    assert [line[:40] for line in said] == [f"note: {note}"[:40]] * bool(note)
    assert "".join(said).startswith(f"note: {note}" * bool(note))


def test_words_that_the_shell_was_given_as_one_may_be_a_date() -> None:
    assert query_text(["tag:x", "May 2020"], known) == 'tag:x date:"May 2020"'
    assert query_text(["between May and June 2020"], known) == 'date:"between May and June 2020"'


@pytest.mark.parametrize("words", [[""], ["a", " "]])
def test_an_empty_word_is_not_everything(words: list[str]) -> None:
    with pytest.raises(UsageError, match="an empty word asks for nothing"):
        query_text(words, known, print)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Biden,Russia", ["Biden", "Russia"]),
        ("Acme, Inc.", ["Acme, Inc."]),
        ("Acme, Inc., Putin", ["Acme, Inc.", "Putin"]),
        ("Putin,Acme, Inc.", ["Putin", "Acme, Inc."]),
        ('"Other, Inc.",x', ["Other, Inc.", "x"]),
        ('"a \\"b\\", c"', ['a "b", c']),
        (r'"a\\b",c\d', [r"a\b", r"c\d"]),
        ('a"b,c', ['a"b', "c"]),
        ("Other, Inc.", ["Other", "Inc."]),
        ("", []),
        (",", []),
    ],
)
def test_names_that_are_known_are_not_split_at_commas(text: str, values: list[str]) -> None:
    assert [*split(text, lambda name: known("actor", name, whole=True))] == values
