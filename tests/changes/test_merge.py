"""Three texts in one: what comes of each kind of change, to the letter."""

import pytest
from msgspec import Struct

from merge_texts import HEAD, PLAIN, choices, clash, merged, of_event, of_table
from timeline.changes.merge import How, NotMergedError, merge
from timeline.model.event import Document
from timeline.model.register.entry import ActorEntry, PlaceEntry
from timeline.toml.conflicts import regions
from timeline.toml.parser import BOM, parse_toml

JOE = '[[actors]]\nname = "Joe"\nrole = "agent"\n'
ANN = '[[actors]]\nname = "Ann"\nrole = "agent"\n'
NYT = '[[sources]]\nid = "nyt"\npublisher = "NYT"\ntitle = "A"\n'
UP = '[[sources]]\nid = "up"\npublisher = "UP"\n'
KYIV = '[[places]]\nname = "Kyiv"\nlat = 50.4\nlon = 30.5\n'
SPREAD = 'actors = [\n  "Ann",\n  "Joe", # known\n  "Eve",\n]\n'
SUMMARY = 'summary = """\nOne.\nTwo.\nThree."""\n'
SECRET = '[[sources]]\nid = "deep"\nname = "Deep Throat"\nconfidential = true\n'


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        # to the byte where one side has not touched it, or both have alike
        ("seq=1\n", "seq=1\n", "seq = 2#!\n", "seq = 2#!\n"),
        ("seq=1\n", "seq = 2#!\n", "seq=1\n", "seq = 2#!\n"),
        ("seq=1\n", "seq  =  2\n", "seq  =  2\n", "seq  =  2\n"),
        # a key each; what stands in ours stays as it is written
        ("seq=1\n", "seq  =  2\n", 'seq=1\nlang = "en"\n', 'seq  =  2\nlang = "en"\n'),
        ("seq=1\n", 'seq=1\nlang="en"\n', "", 'lang="en"\n'),
        ("mood=1\n", "mood=1\na=1\n", "mood=2\n", "mood=2\na=1\n"),
        # what theirs added stands before the first table
        (JOE, f'{JOE}as_named = "J."\n', f'seq = 1\nlang = "en"\nx.a = 1\n{JOE}',
         f'seq = 1\nlang = "en"\nx.a = 1\n{JOE}as_named = "J."\n'),
        # a field each of one entry; under headers and within an array
        (JOE, f'{JOE}as_named = "J."\n', JOE.replace("agent", "speaker"),
         '[[actors]]\nname = "Joe"\nrole = "speaker"\nas_named = "J."\n'),
        ('actors = [{name="Joe", role="agent"}]\n', 'actors = [{name="Joe", role="agent", as_named="J."}]\n',
         'actors = [{name="Joe", role="speaker"}]\n', 'actors = [{name="Joe", role="speaker", as_named="J."}]\n'),
        (KYIV, KYIV.replace("50.4", "50.45"), f'{KYIV}country = "Ukraine"\n',
         '[[places]]\nname = "Kyiv"\ncountry = "Ukraine"\nlat = 50.45\nlon = 30.5\n'),
        ('[[actors]]\nname = "Zelensky"\n', '[[actors]]\nname = "Zelenskyy"\n',
         '[[actors]]\nname = "Zelensky"\nrole = "speaker"\n', '[[actors]]\nname = "Zelenskyy"\nrole = "speaker"\n'),
        # an entry each
        (JOE, f"{JOE}\n{ANN}", f"{JOE}\n# new\n{ANN.replace('Ann', 'Bob')}",
         f"{JOE}\n{ANN}\n# new\n{ANN.replace('Ann', 'Bob')}"),
        (f"{NYT}\n{UP}", UP, f'{NYT}\n{UP}url = "https://up.com"\n', f'{UP}url = "https://up.com"\n'),
        (SPREAD, SPREAD.replace('  "Eve",\n', ""), SPREAD.replace("]", '  "Bob",\n]'),
         'actors = [\n  "Ann",\n  "Joe", # known\n  "Bob",\n]\n'),
        # a value of several lines among others
        ('actors = ["Ann"]\n', 'actors = ["Ann", "Joe"]\n', "actors = ['Ann', {name='Eve', as_named=\"\"\"a\nb\"\"\"}]\n",
         "actors = [\"Ann\", \"Joe\", { name = 'Eve', as_named = \"a\\nb\" }]\n"),
        # headers here, an array there
        ('actors = ["Joe"]\n', '[[actors]]\nname = "Joe"\n', 'actors = ["Joe", "Ann"]\n',
         '[[actors]]\nname = "Joe"\n\n[[actors]]\nname = "Ann"\n'),
        ('sources = ["UP, citing NYT"]\n', 'sources = ["UP, citing NYT", "BBC"]\n', 'sources = ["AP"]\n',
         'sources = ["BBC", "AP"]\n'),
        # of two who vouch for it both are kept: the day of a review is a date, by which it is known
        ("", '[[reviews]]\nby = "Mara"\non = 2024-12-01\n', '[[reviews]]\nby = "Ilja"\non = 2024-12-01\n',
         '[[reviews]]\nby = "Mara"\non = 2024-12-01\n\n[[reviews]]\nby = "Ilja"\non = 2024-12-01\n'),
        # tables of one's own
        ("[x]\na=1\n", "[x]\na=1\nb=2\n", "[x]\na=2\n", "[x]\na=2\nb=2\n"),
        ("[x]\na.b=1\n", "[x]\na.b=1\na.c=1\n", "[x]\na.b=2\n", "[x]\na.b=2\na.c=1\n"),
        # sentences
        (SUMMARY, SUMMARY.replace("One", "Eins"), SUMMARY.replace("Three", "Drei"),
         'summary = """\nEins.\nTwo.\nDrei."""\n'),
        # a list that comes to be empty stays where a comment speaks of it
        ('tags = ["a", "b"]\n', '# o\ntags = ["b"]\n', 'tags = ["a"]\n', "# o\ntags = []\n"),
        # sources that are none are looked at by nobody
        ('actors=["A"]\nsources=[1]\n', 'actors=["A","B"]\nsources=[1]\n', 'actors=["A"]\nsources=[1,2]\n',
         'actors=["A","B"]\nsources=[1,2]\n'),
        # no last line end
        ("seq=1", "seq=2", 'seq=1\nlang = "en"', 'seq=2\nlang = "en"'),
    ],
)  # fmt: skip
def test_what_both_changed_is_in_one_text(base: str, ours: str, theirs: str, made: str) -> None:
    assert merged(base, ours, theirs) == made
    assert not of_event(base, ours, theirs).conflicts
    assert not of_event(base, theirs, ours).conflicts


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        ('status="reported"\nseq=1\n', 'status="confirmed"\nseq=1\n', 'status="disputed"\nseq=1\n',
         clash("status", 'status="confirmed"\n', 'status="disputed"\n') + "seq=1\n"),
        # taken away here, changed there
        ("seq=1\n", "", "seq = 2\n", clash("seq", "", "seq = 2\n")),
        ("seq=1\n", "seq=2\n", "", clash("seq", "seq=2\n", "")),
        # each on its own, and one where they share a statement
        ('seq=1\nlang="a"\n', 'seq=2\nlang="b"\n', 'seq=3\nlang="c"\n',
         clash("seq", "seq=2\n", "seq=3\n") + clash("lang", 'lang="b"\n', 'lang="c"\n')),
        ('actors = [{name="Joe"}, {name="Ann"}]\n', 'actors = [{name="Joe", role="agent"}, {name="Ann", role="agent"}]\n',
         'actors = [{name="Joe", role="victim"}, {name="Ann", role="victim"}]\n',
         clash("actors.Joe.role, actors.Ann.role", 'actors = [{name="Joe", role="agent"}, {name="Ann", role="agent"}]\n',
               'actors = [{name="Joe", role="victim"}, {name="Ann", role="victim"}]\n')),
        # one field of an entry; a group of them
        (NYT, NYT.replace('"A"', '"B"'), NYT.replace('"A"', '"C"'),
         '[[sources]]\nid = "nyt"\npublisher = "NYT"\n' + clash("sources.nyt.title", 'title = "B"\n', 'title = "C"\n')),
        (KYIV, KYIV.replace("50.4", "50.45"), KYIV.replace("30.5", "30.52"),
         '[[places]]\nname = "Kyiv"\n' + clash("places.Kyiv.lat", "lat = 50.45\nlon = 30.5\n", "lat = 50.4\nlon = 30.52\n")),
        # the keys of a group, and what stands between them
        ('date_text="a"\n', 'date_text="a"\nseq=1\ntimezone="UTC"\n', 'date_text="b"\n',
         clash("date_text", 'date_text="a"\nseq=1\ntimezone="UTC"\n', 'date_text="b"\nseq=1\n')),
        # an element of an array that has one a line
        (SPREAD, SPREAD.replace("Joe", "Joe:agent"), SPREAD.replace("Joe", "Joe:victim"),
         'actors = [\n  "Ann",\n' + clash("actors.Joe.role", '  "Joe:agent", # known\n', '  "Joe:victim", # known\n')
         + '  "Eve",\n]\n'),
        ('actors = ["Ann", "Joe"]\n', 'actors = ["Ann"]\n', 'actors = ["Ann", "Joe:agent"]\n',
         clash("actors.Joe", 'actors = ["Ann"]\n', 'actors = ["Ann", "Joe:agent"]\n')),
        # under headers here, as texts there
        (f"{ANN}\n{JOE}", f"{ANN}\n{JOE.replace('agent', 'victim')}", 'actors = ["Ann:agent", "Joe:speaker"]\n',
         ANN + "\n" + JOE.replace('role = "agent"\n', clash("actors.Joe.role", 'role = "victim"\n', 'role = "speaker"\n'))),
        # what brings one list
        ('actors = ["A", "B"]\n', "", 'actors = ["A:agent", "B:agent"]\n',
         clash("actors.A, actors.B", "", 'actors = ["A:agent", "B:agent"]\n')),
        # an entry under its header: first, between, last, alone
        (f"{JOE}\n{ANN}", ANN, f"{JOE.replace('agent', 'victim')}\n{ANN}",
         clash("actors.Joe", "", f"{JOE.replace('agent', 'victim')}\n") + ANN),
        (f"{ANN}\n{JOE}\n{UP}", f"{ANN}\n# hm\n{JOE.replace('agent', 'victim')}\n{UP}", f"{ANN}\n{UP}",
         f"{ANN}\n" + clash("actors.Joe", f"# hm\n{JOE.replace('agent', 'victim')}\n", "") + UP),
        (f"{ANN}\n{JOE}", f'{ANN}\n{JOE}as_named = "J."\n', ANN,
         ANN + clash("actors.Joe", f'\n{JOE}as_named = "J."\n', "")),
        (JOE, JOE.replace("agent", "victim"), "", clash("actors.Joe", JOE.replace("agent", "victim"), "")),
        # both added it: one field is otherwise; more than one is
        ("", f'{NYT}url = "https://nyt.com/a"\n', NYT.replace('"A"', '"B"') + 'url = "https://nyt.com/a"\n',
         '[[sources]]\nid = "nyt"\npublisher = "NYT"\n' + clash("sources.nyt.title", 'title = "A"\n', 'title = "B"\n')
         + 'url = "https://nyt.com/a"\n'),
        ("", f'{NYT}locator = "1"\n', NYT, NYT + clash("sources.nyt.locator", 'locator = "1"\n', "")),
        ("", f'{NYT}locator = "1"\n', f'{NYT.replace("A", "B")}locator = "2"\n',
         clash("sources.nyt", f'{NYT}locator = "1"\n', f'{NYT.replace("A", "B")}locator = "2"\n')),
        # whoever goes by a role is not the same because of it
        (JOE, ANN, JOE.replace("agent", "speaker"), ANN + clash("actors.Joe", "", f"\n{JOE.replace('agent', 'speaker')}")),
        # a line that leads through several sources is one thing
        ('sources = ["UP, citing NYT"]\n', 'sources = ["UP, citing NYT https://nyt.com/a"]\n',
         'sources = ["UP, citing NYT, citing officials"]\n',
         clash("sources.up", 'sources = ["UP, citing NYT https://nyt.com/a"]\n',
               'sources = ["UP, citing NYT, citing officials"]\n')),
        # another type
        ("x.a=1\n", 'x.a="1"\n', "x.a=2\n", clash("x.a", 'x.a="1"\n', "x.a=2\n")),
        ("x.own={}\n", "x.own=5\n", 'x.own="b"\n', clash("x.own", "x.own=5\n", 'x.own="b"\n')),
        ("[[y]]\na=1\n", "[[y]]\na=2\n", "[[y]]\na = 3\n\n[[y]]\nb = 1\n",
         "[[y]]\n" + clash("y", "a=2\n", "a = 3\n\n[[y]]\nb = 1\n")),
        # sentences that both changed, and with them those that one side did
        (SUMMARY, SUMMARY.replace("One", "Eins").replace("Three", "Drei"), SUMMARY.replace("Three", "Trois"),
         clash("summary", 'summary = """\nEins.\nTwo.\nDrei."""\n', 'summary = """\nEins.\nTwo.\nTrois."""\n')),
        # a line of text that looks like a marker
        ("summary='a'\n", "summary='''\nb\n=======\nc'''\n", 'summary="""\n=======\nd"""\n',
         clash("summary", "summary='''\nb\n=======\nc'''\n", 'summary="""\n=======\nd"""\n')),
        # no last line end
        ("", "seq=1", "seq=2", clash("seq", "seq=1\n", "seq=2\n")),
    ],
)  # fmt: skip
def test_conflicts_stand_around_whole_statements(base: str, ours: str, theirs: str, made: str) -> None:
    text = merged(base, ours, theirs)
    assert text == made
    for choice in choices(HEAD + text):
        parse_toml(choice.encode())
    assert len(of_event(base, theirs, ours).conflicts) == len(of_event(base, ours, theirs).conflicts)


def test_there_is_no_base() -> None:
    """Both sides are new: what they say alike is so, and the rest is in conflict."""
    ours, theirs = f'{HEAD}seq=1\nactors=["Joe"]\n', f'{HEAD}seq=2\nactors=["Ann"]\n'
    made = HEAD + clash("seq", "seq=1\n", "seq=2\n") + 'actors=["Joe", "Ann"]\n'
    for base in (None, "", "<<<<<<< a base with markers\n"):
        assert merge(base, ours, theirs, PLAIN).text == made


def test_line_ends_and_byte_order_mark_are_those_of_ours() -> None:
    base, ours, theirs = (f"{HEAD}{more}" for more in ("seq=1\n", "seq=2\n", 'seq=1\nsummary = """\na\nb\n"""\n'))
    made = merge(base, ours, theirs, PLAIN).text
    windows = made.replace("\n", "\r\n")
    assert merge(base, BOM + ours.replace("\n", "\r\n"), theirs, PLAIN).text == BOM + windows
    assert merge(BOM + base.replace("\n", "\r\n"), ours, BOM + theirs.replace("\n", "\r\n"), PLAIN).text == made
    # so are those of markers
    text = merge(base, ours.replace("\n", "\r\n"), theirs.replace("seq=1", "seq=3"), PLAIN).text
    assert text.count("\r\n") == text.count("\n") == len(text.splitlines())


def test_the_side_that_is_taken_where_there_is_a_conflict() -> None:
    base, ours, theirs = 'seq=1\nlang="a"\n', 'seq=2\nlang="a"\n', 'seq=3\nlang="b"\n'
    assert merged(base, ours, theirs, How(favor="ours")) == 'seq=2\nlang="b"\n'
    assert merged(base, ours, theirs, How(favor="theirs")) == 'seq=3\nlang="b"\n'
    made = of_event(base, ours, theirs, How(favor="theirs"))
    assert (made.conflicts, made.decided) == ((), ("seq: 2 | 3",))


def test_strictly_what_one_side_changed_is_a_conflict() -> None:
    base, ours, theirs = 'seq=1\nlang="a"\n', 'seq=2\nlang="a"\n', 'seq=1\nlang="b"\n'
    made = clash("seq", "seq=2\n", "seq=1\n") + clash("lang", 'lang="a"\n', 'lang="b"\n')
    assert merged(base, ours, theirs, How(strict=True)) == made
    # it is none where the other side changed nothing at all
    assert merged(base, ours, base, How(strict=True)) == ours


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "sides"),
    [
        ("seq=1\n", "seq=2\n", "seq=3\n", ("seq=2\n", "seq=1\n", "seq=3\n")),
        ("seq = 1\n", "", "seq = 3\n", ("", "seq = 1\n", "seq = 3\n")),
        ("", "seq=2\n", "seq=3\n", ("seq=2\n", "", "seq=3\n")),
        (f"{NYT}\n{UP}", f"{NYT.replace('A', 'B')}\n{UP}", UP, (f"{NYT.replace('A', 'B')}\n", f"{NYT}\n", "")),
        (f"{NYT}\n{UP}", f"{NYT}\n{UP}# r\n", NYT, (f"{UP}# r\n", UP, "# r\n")),
    ],
)
def test_what_both_sides_were_made_of(base: str, ours: str, theirs: str, sides: tuple[str, str, str]) -> None:
    text = of_event(base, ours, theirs, How(with_base=True, size=8, names=("HEAD", "fix"))).text
    region = regions(text)[0]
    assert (region.ours, region.base, region.theirs) == sides
    assert region.our_label.startswith("ours (HEAD): ")
    assert region.their_label.startswith("theirs (fix): ")
    assert "\n||||||||" in text


def test_conflicts_are_called_by_their_keys() -> None:
    """Step by step, as the base has them."""
    long = "a" * 100
    base, ours, theirs = (f'seq={n}\nx."a\\tb\\u001b"={n}\nx.{long}={n}\n{KYIV}seen={n}\n' for n in range(3))
    made = of_event(base, ours, theirs)
    assert made.conflicts == ("seq: 1 | 2", "x.a b\x1b: 1 | 2", f"x.{long}: 1 | 2", "places.Kyiv.seen: 1 | 2")
    labels = ["seq", "x.a b\\x1b", f"x.{'a' * 57}…", "places.Kyiv.seen"]
    assert [region.our_label for region in regions(made.text)] == [f"ours: {label}" for label in labels]


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("seq=2\n", "", "seq: 2 | not there"),
        ("seq=1\nclaim='A\tB'\n", "seq=1\nclaim='" + "long " * 20 + "'\n", f'claim: "A B" | "{"long " * 11}long…"'),
        (f"seq=1\n{KYIV}", f"seq=1\n{KYIV.replace('5', '6')}", "places.Kyiv.lat: 50.4, 30.5 | 60.4, 30.6"),
        (f"seq=1\n{NYT}", f"seq=1\n{NYT.replace('A', 'B')}", 'sources.nyt.title: "A" | "B"'),
        ("seq=1\n[[reviews]]\nby='A'\non='2025'\nnote='a'\n", "seq=1\n[[reviews]]\nby='A'\non='2025'\nnote='b'\n",
         "reviews.A.note"),
        # what is more than a word or a number stands in the text
        ("seq=1\nx.a=1\n", "seq=1\nx=1\n", "x"),
        (f"seq=1\n{NYT}locator='1'\n", f"seq=1\n{NYT.replace('A', 'B')}locator='2'\n", "sources.nyt"),
        # of a note, and where a source may be confidential, no value is told
        ('seq=1\nnote="our guess"\n', 'seq=1\nnote="their guess"\n', "note"),
        (f'seq=1\n{SECRET}quote="a"\n', f'seq=1\n{SECRET}quote="b"\n', "sources"),
        (f'seq=1\n{SECRET}quote="a"\n', f'seq=1\n{SECRET.replace("confidential = true", "")}quote="b"\n', "sources"),
        (f'seq=1\nsummary="A"\n{SECRET}', f'seq=1\nsummary="B"\n{SECRET}', "summary"),
        ('seq=1\n[[sources]]\nref="deep"\nquote="a"\n', 'seq=1\n[[sources]]\nref="deep"\nquote="b"\n', "sources"),
        ('seq=1\nsources = ["UP, citing A"]\n', 'seq=1\nsources = ["UP, citing B"]\n', "sources"),
        ('seq=1\nsources = ["A"]\n', 'seq=1\nsources = ["A", 5]\n', "sources"),
    ],
)  # fmt: skip
def test_conflicts_in_words(ours: str, theirs: str, said: str) -> None:
    assert of_event("seq=1\n", ours, theirs).conflicts == (said,)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "said"),
    [
        (NYT, f'{NYT}\n[[sources]]\nid = "up"\ncites = ["nyt"]\n', "", ["sources.nyt: cited by ours, and no more in theirs"]),
        (NYT, "", f'{NYT}\n[[figures]]\nwhat = "dead"\naccording_to = ["nyt"]\n',
         ["sources.nyt: cited by theirs, and no more in ours"]),
        (NYT, f'{NYT}url = "https://a.org"\n', f'{NYT}\n[[sources]]\nid = "up"\nurl = "https://a.org/"\n',
         ["sources.nyt: two have one address", "sources.up: two have one address"]),
        (JOE, JOE.replace("Joe", "Jo"), f'{JOE}\n{JOE.replace("Joe", "Jo")}',
         ["actors.Joe: two are called so", "actors.Jo: two are called so"]),
    ],
)  # fmt: skip
def test_why_there_is_a_conflict_where_nobody_changed_the_same(
    base: str, ours: str, theirs: str, said: list[str]
) -> None:
    assert [*of_event(base, ours, theirs).conflicts] == said


def test_of_a_confidential_document_no_value_is_told() -> None:
    base, ours, theirs = (f'[a]\nname="{name}"\nconfidential=true\n' for name in ("Deep Throat", "D. T.", "D. Throat"))
    assert of_table(base, ours, theirs, Document).conflicts == ("an entry",)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "of", "made"),
    [
        ('[a]\nname="A"\n', '[a]\nname="A"\naliases=["x"]\n', '[a]\nname="A"\naliases=["y"]\n\n[b]\nname = "B"\n', ActorEntry,
         '[a]\nname="A"\naliases=["x", "y"]\n\n[b]\nname = "B"\n'),
        ('[a]\nname="A"\n', '[a]\nname="B"\n', '[a]\nname="C"\n', ActorEntry,
         "[a]\n" + clash("a.name", 'name="B"\n', 'name="C"\n')),
        ("", '[a]\nname = "A"\n', '[a]\nname = "B"\n', ActorEntry,
         "[a]\n" + clash("a.name", 'name = "A"\n', 'name = "B"\n')),
        ('[a]\nname = "A"\n\n[b]\nname = "B"\n', '[a]\nname = "A"\n', '[a]\nname = "A"\n\n[b]\nname = "C"\n', ActorEntry,
         '[a]\nname = "A"\n' + clash("b", "", '\n[b]\nname = "C"\n')),
        # half a point from each side is a place that nobody reported
        ("[p]\nlat=1\nlon=2\n", "[p]\nlat=1.5\nlon=2\n", "[p]\nlat=1\nlon=2.5\n", PlaceEntry,
         "[p]\n" + clash("p.lat", "lat=1.5\nlon=2\n", "lat=1\nlon=2.5\n")),
        # settings
        ('title="A"\n[check]\nignore=["A"]\n', 'title="B"\n[check]\nignore=["A"]\n', 'title="A"\n[check]\nignore=["B"]\n', None,
         'title="B"\n[check]\nignore=["B"]\n'),
        ('[check]\nignore=["A"]\n', '[check]\nignore=["B"]\n', '[check]\nignore=["C"]\n', None,
         "[check]\n" + clash("check.ignore", 'ignore=["B"]\n', 'ignore=["C"]\n')),
    ],
)  # fmt: skip
def test_registers_and_settings(base: str, ours: str, theirs: str, of: type[Struct] | None, made: str) -> None:
    text = of_table(base, ours, theirs, of).text
    assert text == made
    for choice in choices(text):
        parse_toml(choice.encode())


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ("a = 1\nb = \n", "b = 1\n", "ours is not readable (line 4: Invalid value)"),
        (
            "a = 1\n",
            "<<<<<<< ours\nb = 1\n=======\n>>>>>>> theirs\n",
            "theirs is not readable (line 3: conflict markers are left from a merge)",
        ),
        # a text that holds what looks like a conflict; a comment on what ours has no more
        ("claim='''\n<<<<<<< a\n=======\n>>>>>>> b'''\n", "claim='b'\n", "what both sides say together cannot be"),
        (
            "claim='''\n<<<<<<< a\n=======\n>>>>>>> b'''\nseq=1\n",
            "claim='b'\nseq=2\n",
            "what both sides say together cannot be",
        ),
        ("y=[\n[1],\n]\n", "y=[\n[1],\n[2], # t\n]\n", "what both sides say together cannot be written"),
    ],
)
def test_what_cannot_be_merged_by_meaning(ours: str, theirs: str, reason: str) -> None:
    with pytest.raises(NotMergedError) as told:
        of_event("y=[\n[1],\n[2],\n]\n", ours, theirs)
    assert told.value.message.startswith(reason)
    assert told.value.hint


@pytest.mark.parametrize("broken", ["seq = 1", "seq = 5\n# "])
def test_what_is_made_is_read_again(monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    """Nobody gets a text that is no TOML, or that says more than the sides do."""
    monkeypatch.setattr("timeline.changes.merging.making.brought", lambda text, *_, **__: f"{text}{broken} = 1\n")
    with pytest.raises(NotMergedError) as told:
        of_event("a=1\nb=1\n", "a=2\nb=1\n", "a=1\nb=2\n")
    assert told.value.hint == "another value would change with it"
