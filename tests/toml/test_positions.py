import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import at_key
from timeline.toml.comments import Comments
from timeline.toml.positions import Positions, placed
from toml_strategies import Builder, documents, paths


@settings(max_examples=30)
@given(documents())
def test_every_key_is_found_where_it_was_put(made: Builder) -> None:
    positions = Positions(made.text)
    assert {*positions.spans, ()} == paths(tomllib.loads(made.text))
    assert {path: positions.place(path) for path in made.places} == made.places


@settings(max_examples=80)
@given(st.text("[]{}=.,\"'#ab1\\u \n", max_size=40))
def test_any_text_is_read_to_an_end(text: str) -> None:
    positions = Positions(text)
    assert all(span.key <= len(text) for span in positions.spans.values())


def test_of_a_broken_text_the_part_before_the_fault_is_known() -> None:
    positions = Positions('a = 1\n[b\nc = "')
    assert set(positions.spans) == {("a",)}
    assert Positions('"\\U00110000" = 1').place(("\\U00110000",)) == (1, 1)
    assert positions.place(("b",)) == (1, 1)
    for rest in ("[b", "[[b]", "b", "b. = 1", "= 1", "b ="):
        assert ("a",) in Positions(f"a = 1\n{rest}").spans
    for rest in ("[1 2", "{b = 1", '"""x', "[1,", "\nb = 1", "[,]"):
        assert ("a",) in Positions(f"a = {rest}").spans


def test_what_is_not_there_is_placed_at_what_holds_it() -> None:
    positions = Positions('title = "a"\n  tags = ["b"]\n')
    assert positions.place(("tags", 7)) == positions.place(("tags",)) == (2, 3)
    assert positions.place(("nothing", 1)) == (1, 1)
    assert positions.place(()) == (1, 1)


def test_comments_go_with_the_key_below_or_before_them() -> None:
    text = '# a\n\n# b\nx = 1 # c\ny = """\n# d"""\nz = [ # e\n  1, # f\n  # g\n  2,\n]\n'
    text += "# h\n[t] # i\nu = 1 # j\n\n# k\n[v]\n"
    positions = Positions(text)
    assert [comment for _, comment in positions.comments] == [f"# {c}" for c in "abcefghijk"]
    comments = Comments(positions)
    assert comments.head == ["# a"]
    assert comments.get(("x",), "above", "behind") == ["# b", "# c"]
    assert comments.get(("z",), "open") == ["# e"]
    assert comments.get(("z", 0), "above", "behind") == ["# f"]
    assert comments.get(("z", 1), "above", "behind") == ["# g"]
    assert comments.get(("t",), "above", "behind") == ["# h", "# i"]
    assert comments.get(("t", "u"), "above", "behind", "tail") == ["# j"]
    assert comments.get(("v",), "above") == ["# k"]
    assert positions.above(text.index("z =")) == text.index("z =")  # the line above is the end of a text
    assert Comments(Positions('# a\n"" = 1\n')).get(("",), "above") == ["# a"]


def test_a_key_goes_with_its_lines_unless_more_would_go() -> None:
    text = "# a\na.b = 1 # b\na.c = { d = 1 }\n\n# e\n[e]\nf = 1\n[[g]]\n# h\n\n[i.k]\nl.m = 1\n"
    positions = Positions(text)

    def gone(*path: str | int) -> str | None:
        return "".join(text[start:end] for start, end in positions.lines(path)) or None

    assert gone("a") == "# a\na.b = 1 # b\na.c = { d = 1 }\n"
    assert gone("a", "b") == "# a\na.b = 1 # b\n"
    assert gone("a", "c", "d") is None  # within its line
    assert gone("e") == "# e\n[e]\nf = 1\n"
    assert gone("e", "f") == "f = 1\n"
    assert gone("g") == "[[g]]\n# h\n\n"
    assert gone("i") == "[i.k]\nl.m = 1\n"
    assert gone("i", "k") is None  # [i.k] alone implies i
    assert gone("i", "k", "l", "m") is None
    text = "a.b = 1\nc = 1\na.d = 1\n[e]\n[a.f]\n"
    positions = Positions(text)
    assert gone("a") == "a.b = 1\na.d = 1\n[a.f]\n"
    assert gone("a", "f") == "[a.f]\n"


def test_problems_that_are_known_by_their_keys_get_their_places() -> None:
    text = 'title = "a"\r\nactors = [\r\n  { name = "b" },\r\n]\r\n'
    problems = [
        at_key(("actors", 0, "name"), "A", "nested"),
        at_key(("title",), "B", "first"),
        at_key(("title",), "C", "in the text", offset=0),
        at_key(("actors", 7, "x"), "D", "nearest"),
        at_key((), "E", "the whole"),
    ]
    found = placed(problems, text, "p.toml")
    assert [(p.path, p.line, p.col, p.code, p.source) for p in found] == [
        ("p.toml", 1, 1, "B", 'title = "a"'),
        ("p.toml", 1, 1, "E", 'title = "a"'),
        ("p.toml", 1, 10, "C", 'title = "a"'),
        ("p.toml", 2, 1, "D", "actors = ["),
        ("p.toml", 3, 5, "A", '  { name = "b" },'),
    ]


def test_what_no_parser_reads_has_no_end_of_levels() -> None:
    positions = Positions("x = [a'b, " + "[" * 5000)  # to the look at its depth a text begins at the quote
    assert ("x", 1) in positions.spans
    assert max(map(len, positions.spans)) < 200
