"""What a person says of columns, and how it is said back."""

import pytest

from timeline.errors import UsageError
from timeline.tables import mapping
from timeline.tables.mapping import ColumnMapping, of_flags

COLUMNS = ("Headline", "Incident Date", "City", "Case No.", "a{b}")


def test_flags_name_columns_templates_and_columns_whose_names_look_like_them() -> None:
    flags = ("title={City}: {Headline}", "date = Incident Date ", "places=City", "tag=City", "tag=Headline", "x.b=a{b}")
    found = of_flags((*flags, "actor:victim=Headline", "figures.dead=City", "end=City"), COLUMNS)
    assert found.fields == {
        "title": ("{City}: {Headline}",),
        "date": ("Incident Date",),
        "place": ("City",),
        "tag": ("City", "Headline"),
        "x.b": ("a{b}",),
        "actor:victim": ("Headline",),
        "figures.dead": ("City",),
        "end": ("City",),
    }
    assert found.left(COLUMNS) == ["Case No."]


@pytest.mark.parametrize(
    ("flag", "message", "hint"),
    [
        ("title", '"title" maps nothing', "write FIELD=COLUMN, as in date='Incident Date'"),
        ("title=", '"title=" maps nothing', "write FIELD=COLUMN, as in date='Incident Date'"),
        ("title=Headlin", 'no column "Headlin"', 'did you mean "Headline"?'),
        ("title={Cty}!", 'no column "Cty"', 'did you mean "City"?'),
        ("title=zzz", 'no column "zzz"', "columns: Headline, Incident Date, City, Case No., a{b}"),
        ("titel=City", 'no field "titel"', 'did you mean "title"?; a field of your own is x.titel'),
        ("headline=City", 'no field "headline"', 'write "title"; a field of your own is x.headline'),
        ("where=City", 'no field "where"', 'write "place"; a field of your own is x.where'),
        ("zzz=City", 'no field "zzz"', "fields: place, lat, lon"),
        ("figures=City", 'no field "figures"', "write figures.NAME"),
        ("x.a b=City", '"a b" can be no field of your own', "x.a_b"),
        ("x.import=City", '"import" can be no field of your own', "the import keeps its own there"),
        ("actor:victm=City", '"victm" is no role', 'did you mean "victim"?'),
        ("actor:=City", '"" is no role', "roles: agent, "),
    ],
)
def test_what_is_no_field_or_column_is_refused_with_the_nearest(flag: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        of_flags([flag], COLUMNS)
    assert caught.value.message == message
    assert hint in caught.value.hint


def test_one_value_has_one_column() -> None:
    with pytest.raises(UsageError, match="title is given 2 columns, and holds one value") as caught:
        of_flags(["title=City", "title=Headline"], COLUMNS)
    assert caught.value.hint == "--map title='{City} {Headline}'"


@pytest.mark.parametrize(
    ("text", "taken", "name"),
    [
        ("Case No.", (), "case_no"),
        ("Case-No", ("case_no",), "case_no_2"),
        ("…", (), "column"),
        ("Ж", (), "ж"),
        ("import", (), "import_2"),
    ],
)
def test_a_column_has_a_name_of_its_own(text: str, taken: tuple[str, ...], name: str) -> None:
    assert mapping.own_name(text, taken) == name


def test_each_field_has_a_line_where_all_on_one_are_too_wide() -> None:
    meant = ColumnMapping({"date": ("When",), "tag": ("A", "B")})
    assert [*mapping.in_words(meant, (), 20)] == ["date <- When", "tag <- A", "tag <- B"]


def test_it_is_said_in_words() -> None:
    many = tuple(f"c{n}" for n in range(500))
    found = ColumnMapping({"date": ("c1",), "tag": ("c0", "c2")}, {"status": ("confirmed",)}, {"c2": ";"})
    assert [*mapping.in_words(found, many)] == [
        "date <- c1, tag <- c0, tag <- c2",
        'status is "confirmed" in every row',
        'c2 is split at each ";"',
        "497 columns left out: c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13 and 486 others",
    ]
    assert [*mapping.in_words(found._replace(rest=True), ("c0", "c1", "c2", "c3"))][-1] == "1 column to x.*: c3"
    assert [*mapping.in_words(ColumnMapping({"date": ("c1",)}), ("c1",))] == ["date <- c1"]


def test_of_which_fields_of_an_event_a_mapping_speaks() -> None:
    meant = ColumnMapping(
        {"end": ("e",), "actor:agent": ("a",), "figures.dead": ("d",), "url": ("u",), "x.own": ("o",)}
    )
    fields = (
        "date",
        "date_text",
        "actors",
        "figures",
        "sources",
        "x.urls",
        "x.own",
        "title",
        "places",
        "x.lat",
        "x.other",
    )
    assert [field for field in fields if meant.speaks_of(field)] == [*fields[:7]]
    assert meant._replace(rest=True).speaks_of("x.other")
    assert meant._replace(constants={"title": ("T",)}).speaks_of("title")
