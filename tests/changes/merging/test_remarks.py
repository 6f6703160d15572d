"""Comments of three versions: each goes with what it belongs to, and what both sides wrote is kept."""

import pytest

from merge_texts import HEAD, PLAIN, choices, clash, merged, of_table
from timeline.changes.merge import merge
from timeline.toml.parser import parse_toml

JOE = '[[actors]]\nname = "Joe"\nrole = "agent"\n'
ANN = '[[actors]]\nname = "Ann"\nrole = "agent"\n'
TAGS = 'tags = [\n  "a",\n  "b",\n]\n'


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        # one side has written, changed or taken away one
        ("seq = 1\n", "seq = 2\n", "# t\nseq = 1\n", "# t\nseq = 2\n"),
        ("seq = 1\n", "seq = 2\n", "seq = 1 # t\n", "seq = 2 # t\n"),
        ("# c\nseq = 1 # d\n", "# c\nseq = 2 # d\n", "# C\nseq = 1 # D\n", "# C\nseq = 2 # D\n"),
        ("# c\nseq = 1 # d\n", "# c\nseq = 2 # d\n", "seq = 1\n", "seq = 2\n"),
        ("# c\nseq = 1 # d\n", "# C\nseq = 1 # D\n", "# c\nseq = 2 # d\n", "# C\nseq = 2 # D\n"),
        ("seq = 1\n# c\n", "seq = 2\n# c\n", "seq = 1\n# c\n# t\n", "seq = 2\n# c\n# t\n"),
        ("seq = 1\n# c\n", "seq = 2\n# c\n", "seq = 1\n", "seq = 2\n"),
        # both have: both are kept, ours first
        ("# c\nseq = 1\n", "# o\nseq = 1\n", "# t\nseq = 1\n", "# o\n# t\nseq = 1\n"),
        ("seq = 1\n", "# o\nseq = 1\n", "# t\nseq = 1\n", "# o\n# t\nseq = 1\n"),
        ("seq = 1 # c\n", "seq = 1 # o\n", "seq = 1 # t\n", "# t\nseq = 1 # o\n"),
        ("seq = 1\n", "seq = 1\n# o\n", "seq = 1\n# t\n", "seq = 1\n# o\n# t\n"),
        ("# c\nseq = 1\n", "seq = 1\n", "# t\nseq = 1\n", "# t\nseq = 1\n"),
        ("# a\n# b\n# c\nseq = 1\n", "# A\n# b\n# c\nseq = 1\n", "# a\n# b\n# C\nseq = 1\n",
         "# A\n# b\n# C\nseq = 1\n"),
        ("seq = 1\n", "# same\nseq = 2\n", "# same\nseq = 1\n", "# same\nseq = 2\n"),
        # what is taken away takes along what nobody has changed of it
        ('# c\nseq = 1 # d\nlang = "a"\n', 'lang = "a"\n', '# c\nseq = 1 # d\nlang = "b"\n', 'lang = "b"\n'),
        (f"# known\n{JOE}\n{ANN}", ANN, f'# known\n{JOE}\n{ANN}as_named = "A."\n', f'{ANN}as_named = "A."\n'),
        # what is new comes with its own
        ("", "seq = 1 # o\n", '# t\nlang = "a" # tt\n', 'seq = 1 # o\n# t\nlang = "a" # tt\n'),
        (JOE, f'{JOE}as_named = "J."\n', f"{JOE}\n# who?\n{ANN}# end\n", f'{JOE}as_named = "J."\n\n# who?\n{ANN}# end\n'),
        # at the end of ours, behind which theirs has one more, with its own
        ("", "[[actors]]\nname = 'A'\n\n# a\n# o\n", "[[actors]]\nname = 'A'\n\n[[actors]]\nname = 'B'\n# a\n",
         "[[actors]]\nname = 'A'\n\n[[actors]]\nname = 'B'\n# a\n# o\n"),
        # in tables and entries under headers: above, behind, below
        (JOE, f'{JOE}as_named = "J."\n', f"# t\n{JOE}".replace("]]", "]] # h").replace('t"\n', 't" # r\n'),
         '# t\n[[actors]] # h\nname = "Joe"\nrole = "agent" # r\nas_named = "J."\n'),
        (f"{JOE}\n{ANN}", f'{JOE}as_named = "J."\n\n{ANN}', f"{JOE}# t\n\n{ANN}", f'{JOE}as_named = "J."\n# t\n\n{ANN}'),
        (f"{JOE}\n{ANN}", f"{ANN}\n{JOE}", f"{JOE}\n# of Ann\n{ANN}", f"\n# of Ann\n{ANN}\n{JOE}"),
        # in arrays: behind the bracket, above and behind an element, below the last
        (TAGS, TAGS.replace('  "b"', '  "o",\n  "b"'), 'tags = [ # all\n  # first\n  "a", # t\n  "b",\n  # end\n]\n',
         'tags = [ # all\n  # first\n  "a", # t\n  "o",\n  "b",\n  # end\n]\n'),
        (TAGS, TAGS.replace("]", '  "o", # o\n]'), TAGS.replace("]", '  "t", # t\n]'),
         'tags = [\n  "a",\n  "b",\n  "o", # o\n  "t", # t\n]\n'),
        (TAGS, TAGS.replace('"a",', '"a", # o'), TAGS.replace('"a",', '"a", # t'),
         'tags = [\n  # t\n  "a", # o\n  "b",\n]\n'),
        # where an array has no lines of its own, above the whole; where it is headers, above the first
        ('tags = ["a", "b"]\n', 'tags = ["a", "b", "o"]\n', 'tags = [ # all\n  # first\n  "a", # t\n  "b",\n  # end\n]\n',
         '# all\n# first\n# t\n# end\ntags = ["a", "b", "o"]\n'),
        ('actors = ["Joe"]\n', '[[actors]]\nname = "Joe"\n', 'actors = [ # all\n  "Joe", # j\n  # end\n]\n',
         '# all\n# end\n[[actors]] # j\nname = "Joe"\n'),
        # of the keys of an entry that is a text here, above it
        ('actors = ["Joe", "Ann"]\n', 'actors = [\n  "Joe",\n  "Ann",\n  "Bob",\n]\n',
         '[[actors]]\nname = "Joe" # j\n\n[[actors]]\nname = "Ann"\nas_named = "A." # a\n',
         'actors = [\n  # j\n  "Joe",\n  # a\n  { name = "Ann", as_named = "A." },\n  "Bob",\n]\n'),
        # the blank line that keeps them apart
        ("seq = 1\n", "seq = 2\n", "# free\n\n# its own\nseq = 1\n", "# free\n\n# its own\nseq = 2\n"),
    ],
)  # fmt: skip
def test_comments_go_with_what_they_belong_to(base: str, ours: str, theirs: str, made: str) -> None:
    assert merged(base, ours, theirs) == made


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        # newly commented here, taken away there
        ("seq = 1\n", "", "seq = 1 # t\n", clash("seq", "", "seq = 1 # t\n")),
        ("seq = 1\n", "# o\nseq = 1\n", "", clash("seq", "# o\nseq = 1\n", "")),
        (JOE, f"# o\n{JOE}", "", clash("actors.Joe", f"# o\n{JOE}", "")),
        (f"{JOE}\n{ANN}", ANN, f"{JOE}# t\n\n{ANN}", clash("actors.Joe", "", f"{JOE}# t\n\n") + ANN),
        (TAGS, TAGS.replace('  "a",\n', ""), TAGS.replace('"a",', '"a", # t'),
         "tags = [\n" + clash("tags", "", '  "a", # t\n') + '  "b",\n]\n'),
        ('tags = ["a"]\n', "", 'tags = ["a"] # t\n', clash("tags", "", 'tags = ["a"] # t\n')),
        # each side with its own comments: they say why it says so
        ("seq = 1 # c\n", "seq = 2 # o\n", "seq = 3 # t\n", clash("seq", "seq = 2 # o\n", "seq = 3 # t\n")),
        ("seq = 1\n", "# o\nseq = 2\n", "seq = 3\n", clash("seq", "# o\nseq = 2\n", "seq = 3\n")),
        ("# c\nseq = 1\n", "# c\nseq = 2\n", "# c\n# t\nseq = 3\n",
         "# c\n" + clash("seq", "seq = 2\n", "# t\nseq = 3\n")),
        (JOE, JOE.replace("agent", "target"), JOE.replace('"agent"', '"victim" # t'),
         '[[actors]]\nname = "Joe"\n' + clash("actors.Joe.role", 'role = "target"\n', 'role = "victim" # t\n')),
        # those of what is in no conflict stand once
        ("lang = 'a'\nseq = 1\n", "lang = 'a' # o\nseq = 2\n", "lang = 'a' # t\nseq = 3\n",
         "# t\nlang = 'a' # o\n" + clash("seq", "seq = 2\n", "seq = 3\n")),
        (f"{TAGS}seq = 1\n", f'{TAGS.replace("b", "b")}seq = 2\n'.replace('"b",', '"b", # o'),
         f"{TAGS}seq = 3\n".replace('"b",', '"b", # t'),
         'tags = [\n  "a",\n  # t\n  "b", # o\n]\n' + clash("seq", "seq = 2\n", "seq = 3\n")),
    ],
)  # fmt: skip
def test_comments_in_conflict(base: str, ours: str, theirs: str, made: str) -> None:
    text = merged(base, ours, theirs)
    assert text == made
    for choice in choices(HEAD + text):
        parse_toml(choice.encode())


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        # the first lines of a file belong to it
        ("# c\n\n", "# c\n\n", "# t\n\n", "# t\n\n"),
        ("# c\n\n", "# c\n# o\n\n", "# c\n# t\n\n", "# c\n# o\n# t\n\n"),
        ("", "# o\n\n", "# t\n\n", "# o\n# t\n\n"),
        ("# c\n\n", "", "# t\n\n", "# t\n\n"),
        ("# c\n\n", "# c\n\n", "", ""),
    ],
)
def test_comments_of_the_file(base: str, ours: str, theirs: str, made: str) -> None:
    text = merge(f"{base}{HEAD}seq=1\n", f"{ours}{HEAD}seq=2\n", f"{theirs}{HEAD}seq=1\n", PLAIN).text
    assert text == f"{made}{HEAD}seq=2\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "made"),
    [
        # the last comment of the keys before the first table, of which there is none left
        ("[a]\ny = 2\n", "x = 1\n# t\n\n[a]\ny = 1\n", "# t\n\n[a]\ny = 2\n"),
        ("# o\n\n[a]\ny = 2\n", "x = 1\n# t\n\n[a]\ny = 1\n", "# o\n\n# t\n\n[a]\ny = 2\n"),
        ("", "x = 1\n# t\n", "# t\n"),
    ],
)
def test_comments_of_keys_that_are_gone(ours: str, theirs: str, made: str) -> None:
    base = "x = 1\n[a]\ny = 1\n" if "[a]" in ours else "x = 1\n"
    assert of_table(base, ours, theirs, None).text == made


def test_a_file_of_comments_alone() -> None:
    assert merge("", "# o\n", "# t\n", PLAIN).text.split() == ["#", "o", "#", "t"]
