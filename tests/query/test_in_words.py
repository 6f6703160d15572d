"""A query as a reader has it."""

import pytest

from timeline.query.in_words import in_words
from timeline.query.parser import parse


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ""),
        ("place:Oregon date:2020", "in Oregon, 2020"),
        ("date:2020-06", "of June 2020"),
        ("date:2019..2020", "of 2019–2020"),
        ("on:2020-06-01", "of 1 June 2020"),
        ("on:2020-06-01..2020-06-03 tag:a", "tagged a, 1–3 June 2020"),
        ("since:2020-06", "since 1 June 2020"),
        ("until:2020-06 actor:Biden", "involving Biden, until 30 June 2020"),
        ("date:-0043", "of 44 BC"),
        ('"tear gas" place:a,b', "mentioning “tear gas” and in a or b"),
        ("source:Reuters status:alleged", "with Reuters among the sources and with the status “alleged”"),
        ("-tag:a place:b", "not tagged a and in b"),
        ("tag:a or place:b", "either tagged a or in b"),
        ("actor:x (tag:a or place:b)", "involving x and either tagged a or in b"),
        ("(tag:a or -(place:b or place:c))", ""),
        ("-(tag:a or tag:b)", ""),
        ("tag:a (tag:b or has:note)", ""),
        ("date:2020 date:2020-06", ""),
        ("date:2020,2022", ""),
        ("-date:2020", ""),
        ("date=2020", ""),
        ("actor:Bid*", ""),
        ("bid*", ""),
        ("actor~Bid", ""),
        ("origins>2", ""),
        ("since:2020-06-01T20:20", ""),
    ],
)
def test_queries(query: str, words: str) -> None:
    assert in_words(parse(query)) == words


def test_names_are_those_that_the_caller_knows() -> None:
    assert in_words(parse("actor:biden,x tag:x"), lambda field, typed: f"{field} {typed}") == (
        "involving actor biden or actor x and tagged tag x"
    )
