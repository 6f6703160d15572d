from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import QUERIES, first_line, refused, window
from timeline.errors import UsageError
from timeline.query import parser
from timeline.query.parser import parse
from timeline.query.tree import ALL, MOST, And, Near, Not, Numbers, Or, Query, Range, Term, Text, Window, Word, unparse


def biden(op: str = ":") -> Term:
    return Term("actor", op, (Word("biden"),))


A, B, C = Text(("a",)), Text(("b",)), Text(("c",))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", ALL),
        (" \n\t", ALL),
        ("a", A),
        ("a b", And((A, B))),
        ("a and b", And((A, B))),
        ("a or b", Or((A, B))),
        ("a b or c", Or((And((A, B)), C))),
        ("a (b or c)", And((A, Or((B, C))))),
        ("a (b c)", And((A, B, C))),
        ("(a or b) or c", Or((A, B, C))),
        ("((a))", A),
        ("-a", Not(A)),
        ("not a", Not(A)),
        ("not(a)", Not(A)),
        ("not -a", Not(Not(A))),
        ("-a b", And((Not(A), B))),
        ("-(a b)", Not(And((A, B)))),
        ("a or(b)", Or((A, B))),
        ("not a or b", Or((Not(A), B))),
        ("Or nota andy", And((Text(("or",)), Text(("nota",)), Text(("andy",))))),
        ("long-range", Text(("long", "range"))),
        ('"Long  Range"', Text(("long", "range"))),
        ('"or"', Text(("or",))),
        ('"NOT"', Text(("not",))),
        ("ata*", Text(("ata",), prefix=True)),
        ('"long ran"*', Text(("long", "ran"), prefix=True)),
        ('"a*b"', Text(("a", "b"))),
        ("Kyiv,", Text(("kyiv",))),
        ("Ukraine's", Text(("ukraine", "s"))),
        ("Łódź", Text(("lodz",))),
        ("actor:biden", biden()),
        ("actor=biden", biden("=")),
        ("actor~bid.n", Term("actor", "~", ("bid.n",))),
        ('actor:"Joe Biden",putin', Term("actor", ":", (Word("Joe Biden"), Word("putin")))),
        ("actor:bid*,put*", Term("actor", ":", (Word("bid", prefix=True), Word("put", prefix=True)))),
        ('actor:"joe bid"*', Term("actor", ":", (Word("joe bid", prefix=True),))),
        ('title:"say \\"no\\" \\\\ \\n"', Term("title", ":", (Word('say "no" \\ \\n'),))),
        ('title~"a\\"\\d(b|c), d*"', Term("title", "~", ('a\\"\\d(b|c), d*',))),
        ("title~a{2,3}b*", Term("title", "~", ("a{2,3}b*",))),
        ("title~(a|b){2},c", Term("title", "~", ("(a|b){2},c",))),
        ("(title~(a|b)c or a)", Or((Term("title", "~", ("(a|b)c",)), A))),
        (r"title~\)\\a\\", Term("title", "~", (r"\)\\a\\",))),
        (r"(title~\(\"x)", Term("title", "~", (r"\(\"x",))),
        ('title~"a","b"', Term("title", "~", ("a", "b"))),
        ("agent:biden", Term("agent", ":", (Word("biden"),))),
        ("place=Kursk", Term("place", "=", (Word("Kursk"),))),
        ("tag:a/b", Term("tag", ":", (Word("a/b"),))),
        ("tag=++", Term("tag", "=", (Word("++"),))),
        ("url:https://x.org/a?b=1", Term("url", ":", (Word("https://x.org/a?b=1"),))),
        ("status:planned,expected", Term("status", ":", ("planned", "expected"))),
        ("status=planned", Term("status", ":", ("planned",))),
        ("status~^plan", Term("status", "~", ("^plan",))),
        ("basis:as-of", Term("basis", ":", ("as-of",))),
        ("label:echo,single-source", Term("label", ":", ("echo", "single-source"))),
        ("likelihood>=likely", Term("likelihood", ":", ("likely", "very-likely", "almost-certain"))),
        ("likelihood>likely", Term("likelihood", ":", ("very-likely", "almost-certain"))),
        ("likelihood<=very-unlikely", Term("likelihood", ":", ("almost-no-chance", "very-unlikely"))),
        ("likelihood<very-unlikely", Term("likelihood", ":", ("almost-no-chance",))),
        ("link:responds-to", Term("link", ":", (Word("responds-to"),))),
        ("link:2024-11*", Term("link", ":", (Word("2024-11", prefix=True),))),
        ("link=some-id", Term("link", "=", (Word("some-id"),))),
        ("has:quote,actor,basis,x.a.b,agent", Term("has", ":", ("quote", "actors", "date_basis", "x.a.b", "agent"))),
        ("missing:url", Term("missing", ":", ("url",))),
        ("since:1970-01-02T00:00Z", Term("date", ":", (Window(None, None, 86_400),))),
        ("until:1970-01-02T02:00:30+02:00", Term("date", ":", (Window(None, None, None, 86_430),))),
        ("on:1970-01-01T00:00Z", Term("date", ":", (Window(None, None, 0, 59),))),
        ("date>1970-01-01T00:00Z", Term("date", ":", (Window(None, None, 60),))),
        ("date:1970-01-01T00:00Z..1970-01-02", Term("date", ":", (Window(None, 719_164, 0),))),
        ("date:1970-01-02/1970-01-02T00:00Z", Term("date", ":", (Window(719_164, None, None, 86_459),))),
        ("since:1970-01-01T00:00Z until:1970-01-02", Term("date", ":", (Window(None, 719_164, 0),))),
        (
            "since:1970-01-01T00:00Z since:1970-01-02 until:1970-01-03T00:00Z",
            Term("date", ":", (Window(719_164, None, 0, 172_859),)),
        ),
        ("date:1970-01-01T00:00Z,1970", Term("date", ":", (Window(None, None, 0, 59), Range(719_163, 719_527)))),
        ("date=1970-01-01T00:00+00:00", Term("date", "=", ("1970-01-01T00:00Z",))),
        ("origins<2", Term("origins", ":", (Range(None, 1),))),
        ("origins<=2", Term("origins", ":", (Range(None, 2),))),
        ("origins>2", Term("origins", ":", (Range(3, None),))),
        ("origins>=2", Term("origins", ":", (Range(2, None),))),
        ("origins=2,4", Term("origins", ":", (Range(2, 2), Range(4, 4)))),
        ("origins:1..2,5..,..0", Term("origins", ":", (Range(1, 2), Range(5, None), Range(None, 0)))),
        ("near:51.7,-36.2,50km", Term("near", ":", (Near(51.7, -36.2, 50.0),))),
        ('near:"51.7, 36.2, 500 m"', Term("near", ":", (Near(51.7, 36.2, 0.5),))),
        ("x.case:17", Term("x.case", ":", (Word("17"),))),
        ("x.a.b-c=yes", Term("x.a.b-c", "=", (Word("yes"),))),
        ("x.n>-1.5", Term("x.n", ">", (-1.5,))),
        ("x.n<=5", Term("x.n", "<=", (5,))),
        ("x.n<99999999999999999999", Term("x.n", "<", (1e20,))),
    ],
)
def test_a_query_becomes_a_tree(text: str, tree: Query) -> None:
    assert parse(text) == tree
    assert parse(unparse(tree)) == tree


def test_words_of_the_command_line_are_one_text() -> None:
    assert parse(["actor:biden", "-tag:x", "(a", "or", "b)"]) == parse("actor:biden -tag:x (a or b)")
    assert parse(["long range"]) == parse("long range")
    assert parse([]) == ALL


# ------------------------------------------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("text", "caret", "reason", "hint"),
    [
        ("who:x", "^^^^", 'no field "who"', 'did you mean "actor"?'),
        ("Actors:x", "^^^^^^^", 'no field "Actors"', 'did you mean "actor"?'),
        ("acter:x", "^^^^^^", 'no field "acter"', 'did you mean "actor"?'),
        ("Title: Biden", "^^^^^^", 'no field "Title"', 'did you mean "title"?'),
        ("http://x.org a", "^^^^^", 'no field "http"', 'in quotes: "http://x.org"'),
        ("at 12:30", "   ^^^", 'no field "12"', 'in quotes: "12:30"'),
        ('zz:"b c"', "^^^", 'no field "zz"', 'in quotes: "…"'),
        ("x:5", "^^", 'no field "x"', 'did you mean "x.NAME"?'),
        ("x.:5", "^^^", 'no field "x."', ""),
        (":a", "^", "no field before the operator", "in quotes"),
        ("a=b", "^^", 'no field "a"', ""),
        ("title:", "      ^", "title: lacks a value", "no blank after :"),
        ("title: a", "      ^", "title: lacks a value", ""),
        ('title:""', "      ^^", "title: lacks a value", ""),
        ('title=" "', "      ^^^", "title= lacks a value", ""),
        ("title~(", "       ^", "no regular expression: missing )", "put a backslash before it"),
        ("title~(a b)", "        ^", "no regular expression: missing )", ""),
        ("title~", "      ^", "title~ lacks a value", "in quotes"),
        ("(title~)", "       ^", "title~ lacks a value", ""),
        ("title~a)", "       ^", '")" closes nothing', ""),
        ('title~a"b"', "       ^", 'a blank is missing before "', ""),
        ("title~“a”", "      ^", "title~ lacks a value", ""),
        ("title~~a", "      ^", "a second operator", ""),
        ("tag:a,,b", "      ^", "tag: lacks a value", ""),
        ("tag:a, b", "      ^", "tag: lacks a value", ""),
        ('actor:"x', "      ^", "the quote is not closed", ""),
        ('"x\\"', "^", "the quote is not closed", ""),
        ('"x\\', "^", "the quote is not closed", ""),
        ("(a", "^", "the parenthesis is not closed", ""),
        ("a)", " ^", '")" closes nothing', ""),
        ("()", " ^", 'something is missing before ")"', ""),
        ("a or", "    ^", "something is missing at the end", 'in quotes: "or"'),
        ("a and", "     ^", "something is missing at the end", 'in quotes: "and"'),
        ("or a", "^^", 'something is missing before "or"', 'in quotes: "or"'),
        ("a and or b", "      ^^", 'something is missing before "or"', ""),
        ("a or and b", "     ^^^", 'something is missing before "and"', ""),
        ("(and)", " ^^^", 'something is missing before "and"', ""),
        ("not", "   ^", "something is missing at the end", 'in quotes: "not"'),
        ("-or", " ^^", 'something is missing before "or"', ""),
        ("a - b", "  ^", 'nothing follows "-"', '"-"'),
        ("-", "^", 'nothing follows "-"', ""),
        ("a OR b", "  ^^", "OR in capitals is no operator", "write or"),
        ("a(b)", " ^", "a blank is missing before (", "in quotes"),
        ("(a)b", "   ^", "a blank is missing before b", ""),
        ('a"b"', " ^", 'a blank is missing before "', ""),
        ("tag:“b”", "    ^", "tag: lacks a value", ""),
        ("tag:b“c”", "     ^", "“ is no plain quote", ""),
        ("“b”", "^", "“ is no plain quote", ""),
        ("title::a", "      ^", "a second operator", 'title:"…"'),
        ("title<5", "     ^", "title does not take <", "title takes : = ~"),
        ("since=2024", "     ^", "since does not take =", "since takes :"),
        ("near~5", "    ^", "near does not take ~", ""),
        ("*", "^", "no letter and no digit to look for", ""),
        ("a & b", "  ^", "no letter and no digit to look for", ""),
        ('""', "^^", "no letter and no digit to look for", ""),
        ("title:*", "      ^", "no letter and no digit to look for", ""),
        ("title:!!", "      ^^", "no letter and no digit to look for", ""),
        ("f*o", " ^", '"*" stands only at the end of a word', ""),
        ("tag=a*", "     ^", 'tag= takes no "*"', ""),
        ("date:202*", "        ^", 'date: takes no "*"', ""),
        ("status:confirmd", "       ^^^^^^^^", '"confirmd" is no status', 'did you mean "confirmed"? one of: con'),
        ("status:confirmed,q", "                 ^", '"q" is no status', "one of: confirmed,"),
        ("label:eco", "      ^^^", '"eco" is no label', 'did you mean "echo"?'),
        ("likelihood<almost-no-chance", "           ^" + "^" * 15, "nothing is < almost-no-chance", ""),
        ("link:responds", "     ^^^^^^^^", '"responds" is no type of link', 'did you mean "responds-to"? types:'),
        ("has:quotes", "    ^^^^^^", 'no field "quotes" that has: could look for', 'did you mean "quote"?'),
        ("missing:qqq", "        ^^^", 'no field "qqq" that missing: could look for', "or x.NAME"),
        ("origins:x", "        ^", '"x" is no whole number', "origins<2"),
        ("origins>1..2", "        ^^^^", '"1..2" is no whole number', ""),
        ("origins:9999999999", "        ^^^^^^^^^^", '"9999999999" is no whole number', ""),
        ("origins:3..2", "        ^^^^", "the range ends before it starts", ""),
        ("origins:..", "        ^^", "it sets no limit", ""),
        ("x.n>b", "    ^", '"b" is no number', ""),
        ("near:1,2", "     ^^^", '"1,2" is no point with a distance', "near:51.7,36.2,50km"),
        ("near:1,2,3", "     ^^^^^", '"1,2,3" is no point with a distance', ""),
        ("near:1,2,xkm", "     ^^^^^^^", '"x" is no number', ""),
        ("near:91,2,3km", "     ^^^^^^^^", "there is no such point", ""),
        ("near:9,181,3km", "     ^^^^^^^^^", "there is no such point", ""),
        ("near:1,2,0km", "     ^^^^^^^", "the distance must be", ""),
        ("near:1,2,30000km", "     ^^^^^^^^^^^", "the distance must be", ""),
        ("date:2024-13", "     ^^^^^^^", "", ""),
        ("date:..", "     ^^", "it sets no limit", ""),
        ("date:XXXX", "     ^^^^", "it sets no limit", ""),
        ("date:XXXX..2024", "     ^^^^^^^^^^", '"XXXX" has no first day', ""),
        ("date:2025..2024", "     ^^^^^^^^^^", "the range ends before it starts", ""),
        ("since:../2024", "      ^^^^^^^", '"../2024" has no first day', ""),
        ("until:2024/..", "      ^^^^^^^", '"2024/.." has no last day', ""),
        ("date:[2024", "     ^^^^^", "", ""),
        ("since:2024-11-17T20:20 until:2024-11-17T20:19", "^" * 45, "the range ends before it starts", "17T20:19:59Z"),
        ("since:2024-11-17T20:20 until:2024-11-15", "^" * 39, "the range ends before it starts", "to 2024-11-15"),
        ("since:2024-11-19 until:2024-11-17T20:20", "^" * 39, "the range ends before it starts", "from 2024-11-19"),
        ("since:../2024-11-17T20:20", "      " + "^" * 19, '"../2024-11-17T20:20" has no first day', ""),
        ("since:2025 until:2024", "^" * 21, "the range ends before it starts", "2025-01-01"),
        ('title~"(a|b"', "           ^", "no regular expression: missing )", ""),
        ('title~"ab**"', "          ^^", "no regular expression: multiple repeat", ""),
        ("title~x{99999999999}", "       " + "^" * 13, "repeats of more than 10,000 parts", "use * or +"),
        ("title~a(?R)", "       ^^^^", "a pattern cannot call itself", "write out"),
        ("a\nb\tc:d", "    ^^", 'no field "c"', ""),
        ("b\udcff", " ^", "this is no character", "UTF-8"),
    ],
)  # fmt: skip
def test_errors_name_the_place(text: str, caret: str, reason: str, hint: str) -> None:
    error = refused(text)
    assert first_line(error).startswith(reason)
    assert hint in error.hint
    _, shown, marker = error.message.split("\n")
    assert shown == "  | " + text.replace("\n", " ").replace("\t", " ").replace("\udcff", " ")
    assert marker == "  | " + caret


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "(" * 5000 + "a" + ")" * 4999,
        "not " * 2500,
        "-" * 9000 + "a",
        "-(" * 4000 + "a" + ")" * 1000,
        "a " * 5000,
        "tag:" + ",".join("a" * 501),
        'actor:"' + "a " * 501 + '"',
        "date:[" + ",".join(["2024"] * 501) + "]",
        "a" * 1_000_000,
        "(" * 1_000_000,
        '"' + "\\" * 1_000_000,
    ],
    ids=range(12),
)
def test_too_much_is_refused(text: str) -> None:
    error = refused(text)
    assert "the most" in first_line(error)
    assert max(map(len, error.message.split("\n"))) < 200


@pytest.mark.parametrize("text", ["x.n<{}", "near:{},1,1km", "near:1,1,{}km"])
def test_a_number_of_hundreds_of_digits_is_refused(text: str) -> None:
    assert first_line(refused(text.format("9" * 400))).endswith("is no number that can be counted with")


def test_as_much_as_is_allowed() -> None:
    deep = parser.DEEPEST
    assert parse("(" * deep + "a" + ")" * deep) == A
    assert unparse(parse("-" * deep + "a")) == "-" * deep + "a"
    assert len(str(parse("a " * MOST))) > MOST
    refused("a" + " " * parser.LONGEST)


@settings(max_examples=100)
@given(st.text(st.sampled_from('ab1 \\"(),:=~<>-*.“[]{}|/orntd') | st.characters(), max_size=30))
def test_every_text_is_read_or_refused_with_its_place(text: str) -> None:
    tree: Query | None = None
    with suppress(UsageError):
        tree = parse(text)
    if tree:
        assert parse(unparse(tree)) == tree
    else:
        _, shown, marker = refused(text).message.split("\n")
        assert set(marker[4:].lstrip(" ")) == {"^"}
        assert len(marker) <= len(shown) + 1


@settings(max_examples=100)
@given(QUERIES)
def test_a_query_reads_back(text: str) -> None:
    tree = parse(text)
    assert parse(unparse(tree)) == tree
    assert unparse(parse(unparse(tree))) == unparse(tree)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("actor:Acme,Inc.", ["Acme,Inc."]),
        ("actor:a,Acme,Inc.,b", ["a", "Acme,Inc.", "b"]),
        ("(actor:Acme,Inc.)", ["Acme,Inc."]),
        ("actor:Acme,Ltd.", ["Acme", "Ltd."]),
        ("title:Acme,Inc.", ["Acme", "Inc."]),
        ('actor:"Acme,Ltd."', ["Acme,Ltd."]),
    ],
)
def test_a_name_that_is_known_is_not_parted_at_its_commas(text: str, values: list[str]) -> None:
    found = parse(text, None, lambda field, name: (field, name) == ("actor", "Acme,Inc."))
    assert isinstance(found, Term)
    assert [value.text for value in found.values if isinstance(value, Word)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("x.v:5..6", (Numbers(5, 6),)),
        ("x.v:-1.5..", (Numbers(-1.5, None),)),
        ("x.v:..2e3", (Numbers(None, 2000.0),)),
        ("x.v:2024-11..2024-11-17", (window("2024-11-01", "2024-11-17"),)),
        ("x.v:2024..2024-11-17", (window("2024-01-01", "2024-11-17"),)),
        ("x.v:2024..2024", (Numbers(2024, 2024), window("2024-01-01", "2024-12-31"))),
        ("x.v:5,5..6", (Word("5"), Numbers(5, 6))),
        ('x.v:"5..6"', (Word("5..6"),)),
        ("x.v=5..6", (Word("5..6"),)),
        ("figures.dead:5", (Numbers(5, 5),)),
        ("figures.dead=5", (Numbers(5, 5),)),
        ("figures.dead:5..,..2", (Numbers(5, None), Numbers(None, 2))),
        ("figures.dead>5", (5,)),
        ('figures."a \\"b\\""<=5.5', (5.5,)),
    ],
)
def test_ranges_of_numbers_and_dates(text: str, values: tuple[object, ...]) -> None:
    found = parse(text)
    assert isinstance(found, Term)
    assert found.values == values
    assert parse(unparse(found)) == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x.v:5..2024-01", "one end of the range is a number"),
        ("x.v:2022-10..2022-15", "there is no month 15"),
        ("x.v:6..5", "the range ends before it starts"),
        ("x.v:a..b", "a range goes from number to number, or from date to date"),
        ("x.v:..", "a range has a first end"),
        ("x.v:5..6*", "a range has a first end"),
        ("figures.dead:..", "it sets no limit"),
        ("figures.dead:9..5", "the range ends before it starts"),
        ("figures.dead:many", '"many" is no number'),
        ("figures.>5", 'no field "figures."'),
        ("figures.dead~5", "figures.dead does not take ~"),
        ("url:missiles", '"missiles" is no host'),
        ("archive_url:", "archive_url: lacks a value"),
    ],
)
def test_ranges_and_addresses_that_are_none(text: str, why: str) -> None:
    assert first_line(refused(text)).startswith(why)
