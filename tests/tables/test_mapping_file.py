"""A mapping is kept as TOML, and read back the same; each fault of it has its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import DataError
from timeline.tables import mapping_file
from timeline.tables.mapping import ColumnMapping

COLUMNS = ("Headline", "Incident Date", "City", 'a "quoted" one')
TEXTS = st.sampled_from((*COLUMNS, "{City}: {Headline}"))
ONE = ("title", "date", "end", "x.route", "figures.dead", "lat", "key")
FIELDS = st.dictionaries(st.sampled_from(ONE), st.tuples(TEXTS)) | st.dictionaries(
    st.sampled_from(("tag", "actor:victim", "source")), st.lists(TEXTS, min_size=1, max_size=3).map(tuple)
)
MAPPINGS = st.builds(
    ColumnMapping,
    FIELDS,
    st.dictionaries(st.sampled_from(("status", "place")), st.tuples(st.text("a é", min_size=1))),
    st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from((";", ",", " | "))),
    st.lists(st.text("ab", min_size=1), max_size=2).map(tuple),
    st.sampled_from(("", "dmy", "mdy")),
    st.sampled_from(("", "words", "serial", "edtf")),
    st.sampled_from(("", "Europe/Kyiv")),
    st.text("ab ", max_size=3),
    st.booleans(),
)


@settings(max_examples=30)
@given(MAPPINGS)
def test_what_is_kept_is_read_back(meant: ColumnMapping) -> None:
    assert mapping_file.read(mapping_file.written(meant).encode(), "m.toml", COLUMNS) == meant


def test_a_whole_file() -> None:
    text = """\
name = "desk"
key = "City"
date_order = "mdy"
dates = "words"
timezone = "Europe/Kyiv"
missing = ["unspecified"]
rest = true

[columns]
title = "{City}: {Headline}"
tag = ["City", "Headline"]
"figures.dead" = "City"

[constants]
status = "confirmed"

[separators]
City = ","
"""
    found = mapping_file.read(text.encode(), "m.toml", COLUMNS)
    fields = {
        "title": ("{City}: {Headline}",),
        "tag": ("City", "Headline"),
        "figures.dead": ("City",),
        "key": ("City",),
    }
    constants, split, missing = {"status": ("confirmed",)}, {"City": ","}, ("unspecified",)
    assert found == ColumnMapping(fields, constants, split, missing, "mdy", "words", "Europe/Kyiv", "desk", rest=True)
    assert mapping_file.written(found) == text
    bare = '[columns]\nfigures.dead = "City"\nplaces = "City"\nplace = "Headline"\n'
    fields = {"figures.dead": ("City",), "place": ("City", "Headline")}
    assert mapping_file.read(bare.encode(), "m.toml", COLUMNS) == ColumnMapping(fields)
    assert mapping_file.read(b"", "m.toml", ()) == ColumnMapping({})
    assert mapping_file.written(ColumnMapping({})) == ""


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('nmae = "a"', 'unknown key "nmae"', 'did you mean "name"?'),
        ("zzz = 1", 'unknown key "zzz"', "keys: name, key, date_order,"),
        ("name = 1", "name must be text in quotes", 'name = "…"'),
        ('date_order = "ymd"', '"ymd" is no date_order', 'did you mean "mdy"?'),
        ('dates = "excel"', '"excel" is no dates', "serial: numbers are days of a spreadsheet"),
        ('timezone = "Kyiv"', '"Kyiv" is no time zone', "an IANA name, as in Europe/Kyiv"),
        ('key = "Cty"', 'no column "Cty"', 'did you mean "City"?'),
        ("rest = 1", "rest must be true or false", "rest = true keeps all other columns in x.*"),
        ('missing = "a"', "missing must be a list of texts", 'missing = ["unspecified"]'),
        ("missing = [1]", "missing must be a list of texts", 'missing = ["unspecified"]'),
        ("columns = 1", "columns must be a table", "write [columns], and its lines below"),
        ("columns.title = 1", "title must be text in quotes, or a list of texts", 'title = "…"'),
        ("columns.title.a = 1", "title must be text in quotes, or a list of texts", 'title = "…"'),
        ("columns.titel = 'City'", 'no field "titel"', 'did you mean "title"?; a field of your own is x.titel'),
        ("columns.title = '{Cty}!'", 'no column "Cty"', 'did you mean "City"?'),
        ("columns.title = ['City', 'Headline']", "title is given 2 columns, and holds one value", "--map title="),
        ("constants.x.a = 1", "x.a must be text in quotes, or a list of texts", 'x.a = "…"'),
        ("separators.City = ''", "what stands between values of City must be text in quotes", '"City" = ";"'),
        ("separators.Cty = ','", 'no column "Cty"', 'did you mean "City"?'),
        ("columns.end = 'City'\nconstants = { end = '2020', tag = 'a' }", "end has a column already", "take out one"),
        ("name = ", "no value", ""),
    ],
)
def test_each_fault_has_its_line(text: str, message: str, hint: str) -> None:
    with pytest.raises(DataError, match=r"m\.toml says nothing that can be followed") as caught:
        mapping_file.read(f"# of the desk\n{text}\n".encode(), "m.toml", COLUMNS)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("m.toml", 2 + text.count("\n"))
    assert message in problem.message
    assert hint in problem.hint
