"""SRC: what else the rules of this family find, and what they leave alone."""

import pytest

from corpora import findings, mended, said, strike

OUTLETS = '[nyt]\nname = "The New York Times"\nkind = "outlet"\naliases = ["NYT"]\n\n[up]\nname = "Ukrainska Pravda"\nkind = "outlet"\n'


def sourced(*tables: str, **keys: str) -> str:
    """An event with these `[[sources]]`, called a, b, c; the first line of the first one's keys is line 6 or later."""
    blocks = [f'\n[[sources]]\nid = "{chr(97 + n)}"\n{table}\n' for n, table in enumerate(tables)]
    return strike("".join(blocks), **keys)


def test_a_stub_is_added_once() -> None:
    event = sourced('cites = ["x"]', 'cites = ["x"]')
    assert mended("SRC102", event) == event + '\n[[sources]]\nid = "x"\nseen = false\n'


def test_a_stub_in_a_list() -> None:
    event = strike(sources='[\n  { id = "a", cites = ["xyz"] },\n]')
    after = '[\n  { id = "a", cites = ["xyz"] },\n  { id = "xyz", seen = false },\n]'
    assert mended("SRC102", event) == strike(sources=after)


@pytest.mark.parametrize(
    ("event", "message", "hint"),
    [
        (sourced('cites = ["reuter"]', 'publisher = "Reuters"').replace('"b"', '"reuters"'),
         'cites names "reuter", which nobody describes', 'did you mean "reuters"?'),
        (sourced('same_as = ["x"]'), 'same_as names "x", which nobody describes', "describe it as a source"),
        (sourced('distinct_from = ["x"]'), 'distinct_from names "x", which nobody describes', "describe it as a source"),
        (sourced("", links='[{ type = "about", to = "y", according_to = ["x"] }]'),
         'according_to names "x", which nobody describes', "describe it as a source"),
        (sourced("", figures='[{ what = "killed", value = 1, according_to = ["a", "x"] }]'),
         'according_to names "x", which nobody describes', "describe it as a source"),
    ],
)  # fmt: skip
def test_what_nobody_describes_and_no_fix_can(event: str, message: str, hint: str) -> None:
    assert [(f.message, f.hint, f.fixable) for f in findings("SRC102", event)] == [(message, hint, False)]


@pytest.mark.parametrize(
    ("event", "message", "hint", "offer"),
    [
        (sourced('ref = "up-atcams"'), 'sources.toml has no document "up-atcams"', 'did you mean "up-atacms"?', ""),
        (sourced('ref = "secrets-1"'), 'sources.toml has no document "secrets-1"', "it has one nearly so called", ""),
        (sourced('ref = "other"'), 'sources.toml has no document "other"', "describe it there", ""),
        (sourced('publisher = "up-atcams"'), '"up-atcams" is nearly the ID of a document, and read as an outlet',
         'did you mean "up-atacms"? an outlet so called has its entry in actors.toml', ""),
        (sourced('publisher = "up-atacms"'), '"up-atacms" is the ID of a document, and read as an outlet',
         'write ref = "up-atacms"', ""),
        (strike(sources='["up-atacms, citing Reuters"]'), '"up-atacms" is the ID of a document, and read as an outlet',
         'write ref = "up-atacms"', "timeline fmt 2024-11-17-strike --expand"),
    ],
)  # fmt: skip
def test_a_document_that_is_not_found(event: str, message: str, hint: str, offer: str) -> None:
    documents = '[up-atacms]\ntitle = "T"\n[secret-1]\nname = "N"\nconfidential = true\n'
    found = findings("SRC102", event, sources=documents)
    assert [(f.message, f.hint, f.offer) for f in found] == [(message, hint, offer)]
    assert [f.code for f in findings("SRC102", event, sources="[")] == ["SCH007"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('title = "Biden allows strikes, according to The New York Times"', "The New York Times"),
        ('title = "Citing Reuters, the ministry denies it"', "Reuters"),
        ('title = "Biden allows strikes – Reuters"\n[[sources]]\nid = "z"\npublisher = "Reuters"', "Reuters"),
        ('title = "Biden allows strikes - The New York Times"', "The New York Times"),
        ('title = "Biden allows strikes | AFP"', "AFP"),
        ('quote = "It was hit, as first reported by the BBC on Sunday."', "the BBC"),
        ('quote = "It was hit, according to three officials who were briefed."', "three officials"),
    ],
)
def test_chains_in_texts(source: str, name: str) -> None:
    found = findings("SRC103", sourced(f'publisher = "Ukrainska Pravda"\n{source}'), actors=OUTLETS)
    assert [f.message.rpartition("names ")[2] for f in found] == [f'"{name}"']
    assert found[0].offer == f"timeline edit 2024-11-17-strike --add-source 'Ukrainska Pravda, citing {name}'"


@pytest.mark.parametrize(
    "source",
    [
        'title = "Everything goes according to plan"',
        'title = "Biden allows strikes – live updates"',
        'title = "Biden allows strikes – Ukrainska Pravda"',
        'title = "Biden allows strikes – UP"',
        'title = "It burns, according to Ukrainska Pravda"',
        'title = "Biden allows strikes – NYT"\ncites = ["b"]',
        'title = "Biden allows strikes – NYT"\nkind = "speech"',
        'title = "A re-Citing of poems"',
    ],
)
def test_what_looks_like_a_chain_and_is_none(source: str) -> None:
    actors = OUTLETS + 'aliases = ["UP"]\n'
    assert said("SRC103", sourced(f'publisher = "Ukrainska Pravda"\n{source}'), actors=actors) == []


def test_chains_in_the_summary_and_in_lines() -> None:
    event = sourced('publisher = "A"', summary='"It burns, according to The Guardian."')
    assert said("SRC103", event) == [(3, 'the summary names "The Guardian" as a source')]
    event = strike(title='"Strike, reported by Reuters"', sources='[\n  "The Daily",\n]')
    assert said("SRC103", event) == [(1, 'the title names "Reuters" as a source')]
    assert said("SRC103", strike(summary='"According to Reuters it burns."')) == []
    told = sourced('cites = ["b"]', "", summary='"According to Reuters it burns."')
    assert said("SRC103", told) == []


def test_a_title_of_the_register_is_marked_at_the_source() -> None:
    sources = '[doc]\npublisher = "The Daily"\ntitle = "It burns – NYT"\n'
    found = findings("SRC103", sourced('ref = "doc"'), actors=OUTLETS, sources=sources)
    assert [(f.line, f.col) for f in found] == [(4, 1)]


@pytest.mark.parametrize(
    ("tables", "keys", "found"),
    [
        (['kind = "document"'], {}, False),
        (['kind = "statement"\npublisher = "Ministry of Fire"'], {"actors": '[{ name = "ministry of fire", role = "agent" }]'}, False),
        (['kind = "person"\nname = "J. Doe"\naffiliation = "Fire"'], {"actors": '[{ name = "Fire", role = "speaker" }]'}, False),
        (['kind = "person"\nname = "an official"\nanonymous = true\naffiliation = "Fire"'],
         {"actors": '[{ name = "Fire", role = "agent" }]'}, True),
        (['kind = "person"\nname = "J. Doe"'], {"actors": '["J. Doe"]'}, True),
        (['kind = "person"\nname = "J. Doe"', 'kind = "person"\nname = "R. Roe"'], {}, False),
        (['publisher = "A"'], {}, True),
    ],
)  # fmt: skip
def test_confirmed(tables: list[str], keys: dict[str, str], found: bool) -> None:
    assert bool(said("SRC104", sourced(*tables, status='"confirmed"', **keys))) == found


def copied(quote: str, copy: str = "copies/a.txt", more: str = "") -> str:
    return sourced(f"publisher = 'A'\ncopy = \"{copy}\"\nquote = '''{quote}'''\n{more}")


TEXT = "“The   bridge\nwas hit,” he said—twice. It burns. All of it was lost in the fire by the river."


@pytest.mark.parametrize(
    ("quote", "copy", "hint"),
    [
        ('"The bridge was hit," he said-twice.', TEXT.encode(), None),
        ("The bridge was hit […] by the river", TEXT.encode(), None),
        ("by the river [...] The bridge was hit", TEXT.encode(), "its parts stand there in another order"),
        (
            "All of it was lost in a fire",
            TEXT.encode(),
            "nearest (93 % alike): All of it was lost in the fire",
        ),
        ("The bridge", b"", ""),
        (
            "It burns & smokes",
            b"<!DOCTYPE html><html><script>x</script><p>It <b>burns</b> &amp; smokes</p></html>",
            None,
        ),
        ("x", b"<html><script>x</script><style>x</style><p>It burns</p></html>", "nothing in it is like that"),
        ("Caf\u00e9", b"Caf\xe9", None),
        ("anything", b"%PDF-1.7", None),
        ("anything", b"\x89PNG\0", None),
        ("x" * 10, b"y" * 200, "nothing in it is like that"),
        ("x" * 199 + "z", b"x" * 200, "nearest (100 % alike): " + "x" * 160 + "…"),
        (
            "a depot hit",
            b"Long ago. " * 40 + b"Then a depot was hit by night; nobody hurt.",
            "nearest (85 % alike): a depot was hit",
        ),
        ("北京大学", "我们在北京大會上".encode(), "nearest (75 % alike): 在北京大"),
    ],
)
def test_quotes(quote: str, copy: bytes, hint: str | None) -> None:
    found = findings("SRC105", copied(quote), {"copies/a.txt": copy})
    assert len(found) == (hint is not None)
    assert not hint or found[0].hint.startswith(hint)


def test_a_quote_without_its_copy_is_not_this_rule_s() -> None:
    assert said("SRC105", copied("x")) == []
    assert said("SRC105", sourced('copy = "copies/a.txt"'), {"copies/a.txt": b""}) == []


def test_rings() -> None:
    loop = ('publisher = "A"\ncites = ["b"]', 'publisher = "B"\ncites = ["a"]')
    found = findings("SRC106", sourced(*loop))
    assert [(f.message, f.hint) for f in found] == [
        ("a ring of citations: nobody in it saw it, or says who did", "a cites b cites a")
    ]
    grounded = (loop[0], 'publisher = "B"\ncites = ["a", "c"]', 'kind = "court"\nname = "C"')
    assert [f.message for f in findings("SRC106", sourced(*grounded))] == ["a ring of citations"]


LONG = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        ([f'publisher = "A"\nquote = "He said {LONG}."', f'publisher = "B"\nquote = "So {LONG} then"'], True),
        (
            [
                f'publisher = "A"\nquote = "{LONG}"\ncites = ["b"]',
                f'publisher = "B"\nquote = "{LONG}"',
                'publisher = "C"',
            ],
            False,
        ),
        (
            [
                f'publisher = "A"\nquote = "{LONG}"\nsame_as = ["b"]',
                f'publisher = "B"\nquote = "{LONG}"',
                'publisher = "C"',
            ],
            False,
        ),
        (
            [f'publisher = "A"\nquote = "{LONG} {LONG}"', f'publisher = "B"\nstance = "mentions"\nquote = "{LONG}"'],
            False,
        ),
        ([f'publisher = "A"\nquote = "{LONG}"', f'publisher = "B"\nquote = "x {LONG[4:]}"'], False),
        (
            [
                f'publisher = "A"\nquote = "{LONG}"\ncites = ["c"]',
                f'publisher = "B"\nquote = "{LONG}"\ncites = ["c"]',
                "",
            ],
            False,
        ),
        ([f'publisher = "A"\nquote = "{LONG} {LONG}"', f'publisher = "B"\nquote = "x y z {LONG.upper()} a"'], True),
        (
            [
                f'publisher = "A"\nquote = "{LONG}"\ncites = ["b", "c"]',
                f'publisher = "B"\nquote = "{LONG}"\ncites = ["c"]',
                "",
                "",
            ],
            False,
        ),
        (
            [
                f'publisher = "A"\nquote = "{LONG}"\ncites = ["c"]',
                f'publisher = "B"\nquote = "{LONG}"\ncites = ["c"]',
                "",
                "",
            ],
            False,
        ),
    ],
)
def test_wording(tables: list[str], found: bool) -> None:
    assert bool(said("SRC108", sourced(*tables))) == found


@pytest.mark.parametrize(
    ("citing", "cited", "found"),
    [
        ("2024-11-17", "2024-11-18", True),
        ("2024-11-17", "2024-11-17", False),
        ('"2024-11"', "2024-11-18", False),
        ('"2024-11-17/.."', "2024-11-18", False),
        ('"2024-11-18"', '"../2024-11-19"', False),
        ("2024-11-17T10:00:00Z", "2024-11-17T12:00:00+01:00", True),
        ("2024-11-17T10:00:00Z", "2024-11-17T10:00:00+01:00", False),
        ("2024-11-17T10:00:00", "2024-11-17T11:00:00", False),  # in Washington, and in Kyiv
        ("2024-11-17T10:00:00", "2024-11-17T11:00:00Z", False),
        ("2024-11-17T23:00:00", "2024-11-18T00:30:00+03:00", False),  # nobody knows where it was eleven
        ("2024-11-15T23:00:00", "2024-11-18T00:30:00+03:00", True),
        ('"2024-11-17T10:00"', "2024-11-17T10:00:30", False),
        ('"2024-11-17T10:00Z/.."', "2024-11-17T11:00:00Z", False),
        ("2024-11-17", '"whenever"', False),
    ],
)
def test_what_is_cited_is_older(citing: str, cited: str, found: bool) -> None:
    event = sourced(f'published = {citing}\ncites = ["b", "x"]', f"published = {cited}", "")
    assert bool(said("SRC109", event)) == found


@pytest.mark.parametrize(
    "source",
    [
        'publisher = "A"\nquote = "x"',
        'publisher = "A"\nlocator = "p. 1"',
        'publisher = "A"\nseen = false',
        'publisher = "A"\nstance = "mentions"',
        'kind = "speech"\npublisher = "A"',
        'name = "A"',
    ],
)
def test_reports_that_need_no_quote(source: str) -> None:
    assert said("SRC110", sourced(source)) == []


def test_a_quote_without_a_word_is_none() -> None:
    assert len(said("SRC110", sourced('publisher = "Daily"\nquote = "…"'))) == 1


@pytest.mark.parametrize(
    ("status", "tables", "keys", "found"),
    [
        ("reported", ['stance = "denies"\nkind = "person"\nname = "A"'], {}, True),
        ("reported", ['stance = "denies"\nkind = "person"\nname = "A"\nstate = "retracted"'], {}, False),
        ("alleged", ['stance = "denies"\nkind = "person"\nname = "A"'], {}, False),
        ("disputed", ['publisher = "A"'], {}, True),
        ("disputed", ['publisher = "A"'], {"actors": '[{ name = "A", certainty = "denied" }]'}, False),
        ("disputed", ['publisher = "A"'], {"links": '[{ type = "contradicts", to = "x" }]'}, False),
        ("disputed", ['publisher = "A"'], {"variants": '[{ field = "date", value = "2024" }]'}, False),
    ],
)
def test_disputes(status: str, tables: list[str], keys: dict[str, str], found: bool) -> None:
    assert bool(said("SRC111", sourced(*tables, status=f'"{status}"', **keys))) == found


def test_grades() -> None:
    two = ['kind = "person"\nname = "J. Doe"\ngrade = "B1"', 'kind = "person"\nname = "R. Roe"']
    assert said("SRC113", sourced(*two)) == []


def test_identity() -> None:
    actors = '[a]\nname = "Anna"\n\n[b]\nname = "Bert"\n'
    person = 'kind = "person"\nname = '
    apart = sourced(f'{person}"Anna"\nsame_as = ["b"]', f'{person}"Bert"')
    assert [(f.line, f.message, f.hint) for f in findings("SRC114", apart, actors=actors)] == [
        (8, "a and b are one, and the register knows them as two", "a and b")
    ]
    assert said("SRC114", apart) == []
    unnamed = sourced(f'{person}"Anna"\nsame_as = ["b"]', f'{person}"Bert"\nanonymous = true')
    assert said("SRC114", unnamed, actors=actors) == []
    assert said("SRC114", sourced(f'{person}"Anna"\nsame_as = ["x"]')) == []
    ring = sourced(
        f'{person}"A"\nsame_as = ["b"]\ndistinct_from = ["c"]', f'{person}"B"\nsame_as = ["c"]', f'{person}"C"'
    )
    assert said("SRC114", ring) == [(4, "a and c are one by way of others, and distinct_from parts them")]
    alone = sourced(f'{person}"Anna"\ndistinct_from = ["a"]')
    assert said("SRC114", alone) == [(8, "distinct_from parts a from itself")]


@pytest.mark.parametrize(
    ("tables", "status", "found"),
    [
        (['publisher = "A"\nstate = "retracted"'], "reported", True),
        (['publisher = "A"\nstate = "retracted"', 'publisher = "B"\nstate = "retracted"'], "reported", True),
        (['publisher = "A"\nstate = "retracted"'], "refuted", False),
        (['publisher = "A"\nstate = "retracted"', 'publisher = "B"'], "reported", False),
        (['publisher = "A"\nstate = "retracted"\nstance = "denies"'], "reported", False),
    ],
)
def test_retractions(tables: list[str], status: str, found: bool) -> None:
    assert len(said("SRC115", sourced(*tables, status=f'"{status}"'))) == found


def test_other_links_need_no_authority() -> None:
    assert said("SRC116", strike(links='[{ type = "follows", to = "x" }]')) == []


def test_the_register_knows_who_speaks_not_where() -> None:
    actors = '[cnn]\nname = "CNN"\n\n[bbc]\nname = "BBC"\n'
    heard = (f'kind = "interview"\nname = "X"\npublisher = "{outlet}"\n' for outlet in ("CNN", "BBC"))
    assert said("SRC114", sourced(f'{next(heard)}same_as = ["b"]', next(heard)), actors=actors) == []


FILM = 'kind = "video"\nurl = "https://youtu.be/abc"'
TWICE = 'kind = "video"\nurl = "https://youtube.com/watch?v=abc"'


@pytest.mark.parametrize(
    ("tables", "keys", "offer"),
    [
        ([FILM, TWICE], {}, "--remove-source b"),
        ([FILM, TWICE, 'cites = ["b"]'], {}, "--remove-source b --set sources.c.cites=a"),
        ([FILM, TWICE, 'cites = ["a", "b"]'], {}, "--remove-source b --set sources.c.cites=a"),
        ([FILM, TWICE, 'cites = ["b", "x"]'], {}, ""),
        ([FILM, f'{TWICE}\nquote = "So it is."'], {}, ""),
        ([FILM, TWICE, 'same_as = ["b"]'], {}, ""),
        ([FILM, TWICE], {"figures": '[{ what = "killed", value = 1, according_to = ["b"] }]'}, ""),
    ],
)
def test_one_document_twice(tables: list[str], keys: dict[str, str], offer: str) -> None:
    (found,) = findings("SRC117", sourced(*tables, **keys))
    assert found.message == "b is the same document as a"
    assert found.offer.partition(" edit ")[2].partition(" ")[2] == offer


def test_one_document_that_cites_two_is_one_line() -> None:
    tables = [f'{FILM}\ncites = ["c"]', f'{TWICE}\ncites = ["d"]', 'name = "An aide"\nanonymous = true']
    (found,) = findings("SRC117", sourced(*tables))
    assert found.hint.endswith('"a, citing An aide and citing d"')


def test_one_id_twice_is_not_told_as_two() -> None:
    assert said("SRC117", sourced(FILM, FILM).replace('"b"', '"a"')) == []
