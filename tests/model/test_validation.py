"""What is wrong with a table, held against its table of fields. How files and registers tell it: their own tests."""

from typing import Any

import pytest

from timeline.eventfile.editions.edition import NamedFile
from timeline.model import settings
from timeline.model.event import Actor, Event, Field, Review, Source, table
from timeline.model.register.entry import Membership
from timeline.model.settings import Settings
from timeline.model.validation import FORMS, faults, odd_values, renamed, unknown_keys

GOOD: dict[str, Any] = {"title": "A", "date": "2024"}


@pytest.mark.parametrize(
    ("values", "at", "code", "message"),
    [
        ({}, (), "SCH006", "title is missing"),
        ({"title": " "}, ("title",), "SCH006", "title is empty"),
        ({"date": "2024-13"}, ("date",), "TIM206", "there is no month 13"),
        ({"status": 3}, ("status",), "SCH006", "status is a number; it must be text in quotes"),
        ({"tags": ["a", 1]}, ("tags", 1), "SCH006", "an entry of tags is a number; it must be text in quotes"),
        ({"actors": [{}]}, ("actors", 0), "SCH006", "name is missing in an entry of actors"),
        ({"sources": [{"seen": 1}]}, ("sources", 0, "seen"), "SCH006", "seen is a number; it must be true or false, without quotes"),
    ],
)  # fmt: skip
def test_what_keeps_an_event_from_loading(values: Any, at: Any, code: str, message: str) -> None:
    found = list(faults(Event, GOOD | values if values else {"date": "2024"}))
    assert [(p.at, p.code, p.message, p.path, p.line) for p in found] == [(at, code, message, "", 0)]


def test_where_in_a_text_a_date_is_none() -> None:
    (problem,) = faults(Event, GOOD | {"date": "2024-13-01"})
    assert problem.offset == 5
    assert list(faults(Event, GOOD | {"status": "no word", "soruces": 1, "lang": "!"})) == []


@pytest.mark.parametrize(
    ("values", "at", "message", "hint"),
    [
        ({"tgas": 1}, ("tgas",), 'unknown key "tgas"', 'did you mean "tags"?'),
        ({"headline": 1}, ("headline",), 'unknown key "headline"', 'write "title"'),
        ({"zzzzz": 1}, ("zzzzz",), 'unknown key "zzzzz"', "a field of your own stands under x: x.zzzzz"),
        ({"places": ["a", {"lng": 1}]}, ("places", 1, "lng"), 'unknown key "lng" in places', 'write "lon"'),
        ({"links": [{"zzzzz": 1}]}, ("links", 0, "zzzzz"), 'unknown key "zzzzz" in links', "a field of your own stands under x: x.zzzzz"),
        ({"sources": {"zzzzz": 1}}, None, "", ""),
    ],
)  # fmt: skip
def test_keys_that_are_none(values: Any, at: Any, message: str, hint: str) -> None:
    found = [(p.at, p.code, p.message, p.hint) for p in unknown_keys(Event, GOOD | values)]
    assert found == ([(at, "SCH001", message, hint)] if at else [])


@pytest.mark.parametrize(
    ("values", "at", "message", "hint"),
    [
        ({"status": "confirmd"}, ("status",), '"confirmd" is no status', 'did you mean "confirmed"?'),
        ({"kind": "qqq"}, ("kind",), '"qqq" is no kind', "one of occurrence, state, statement, assessment"),
        ({"lang": "uk_UA"}, ("lang",), '"uk_UA" is no language', "a tag as in en, uk or zh-Hant"),
        ({"timezone": "Kyiv"}, ("timezone",), '"Kyiv" is no time zone', "write Europe/Kyiv"),
        ({"sources": ["a", {"grade": "G7"}]}, ("sources", 1, "grade"), '"G7" is no grade', "a letter A-F and a digit 1-6, as in B2"),
        ({"sources": [{"sha256": "12"}]}, ("sources", 0, "sha256"), '"12" is no SHA-256', "64 hexadecimal digits: `sha256sum FILE`"),
        ({"actors": ["A", "Joe Biden:agnt"]}, ("actors", 1), '"agnt" is no role', 'did you mean "agent"? one of agent, associate, target, affected, recipient, participant, speaker, mediator, mentioned, perpetrator, victim; a name is written { name = "Joe Biden:agnt" }'),
        ({"places": ["Kursk@", "Kursk@1,2", "Café @ 5th"]}, ("places", 0), '"" is no point', 'write NAME@LAT,LON, as in Kursk@51.73,36.19; a name is written { name = "Kursk@" }'),
        ({"status": 3, "lang": None, "timezone": "Europe/Kyiv"}, None, "", ""),
    ],
)  # fmt: skip
def test_values_that_are_odd(values: Any, at: Any, message: str, hint: str) -> None:
    found = [(p.at, p.code, p.message, p.hint) for p in odd_values(Event, GOOD | values)]
    assert found == ([(at, "SCH006", message, hint)] if at else [])


def test_tables_within_tables_of_the_settings() -> None:
    values = {"check": {"ignore": "A", "ignroe": 1}, "report": 5, "titel": "A", "date_order": "dym"}
    assert [(p.at, p.message) for p in faults(Settings, values)] == [
        (("check", "ignore"), "ignore is text; it must be a list"),
        (("report",), "report is a number; it must be a table"),
    ]
    assert [(p.at, p.message, p.hint) for p in unknown_keys(Settings, values)] == [
        (("titel",), 'unknown key "titel"', 'did you mean "title"?'),
        (("check", "ignroe"), 'unknown key "ignroe" in check', 'did you mean "ignore"?'),
    ]
    (order,) = odd_values(Settings, values)
    assert (order.message, order.hint) == ('"dym" is no date_order', "one of dmy, mdy")


def test_the_names_of_other_formats_are_no_keys() -> None:
    for struct in (Event, Source, Actor):
        for row in table(struct).values():
            for alias in row.aliases.split():
                assert alias not in table(struct)
                assert renamed(struct, alias) == row
    assert renamed(Event, "title") is None


def test_every_form_is_known() -> None:
    rows: list[Field] = [*table(Event).values(), *table(Source).values(), *table(Review).values()]
    rows += [*table(NamedFile).values(), *table(settings.ReportSettings).values()]
    assert {row.form for row in rows} - {""} == FORMS.keys()


def test_the_keys_of_a_class_are_those_of_the_file() -> None:
    assert list(table(Membership)) == ["of", "role", "from", "until"]
    assert table(Membership)["from"].date
