"""CIT: what else the rules of this family find, and what they leave alone."""

import hashlib

import pytest

from corpora import EVENT, corpus, findings, mended, said, strike
from timeline.checks.registry import named
from timeline.checks.runner import fixed, run


def cited(keys: str) -> str:
    return strike(f'[[sources]]\nid = "a"\npublisher = "A"\n{keys}\n')


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ('copy = "copies/a.txt"', ""),
        (f'copy = "copies/a.txt"\nsha256 = "{hashlib.sha256(b"x").hexdigest().upper()}"', ""),
        (
            f'copy = "copies/a.txt"\nsha256 = "{hashlib.sha256(b"y").hexdigest()}"',
            "copies/a.txt is not the copy that was hashed",
        ),
        ('copy = "copies/a.txt"\nsha256 = "12"', ""),
        ('copy = "copies/b.txt"', "there is no copy copies/b.txt to be read"),
        ('copy = "../b.txt"', "the copy ../b.txt lies outside the chronology"),
        ('copy = "/etc/passwd"', "the copy /etc/passwd lies outside the chronology"),
        (r"copy = 'C:\b.txt'", r"the copy C:\b.txt lies outside the chronology"),
    ],
)
def test_copies(keys: str, message: str) -> None:
    assert [m for _, m in said("CIT301", cited(keys), {"copies/a.txt": b"x"})] == ([message] if message else [])


def test_copies_of_the_register() -> None:
    found = findings("CIT301", strike(), sources='[a]\ntitle = "A"\ncopy = "copies/b"\n')
    assert [(f.path, f.line) for f in found] == [("sources.toml", 3)]


@pytest.mark.parametrize(
    "keys",
    [
        'url = "https://a.example"\ncopy = "copies/a"',
        'url = "https://web.archive.org/web/2024/https://a.example"',
        'locator = "p. 1"',
    ],
)
def test_what_needs_no_archive(keys: str) -> None:
    assert said("CIT302", cited(keys)) == []


def test_an_address_that_only_names_an_archive_needs_one() -> None:
    assert len(said("CIT302", cited('url = "https://a.example/archive.org"'))) == 1
    for none in ("https://[archive", "javascript:alert(1)"):  # CIT308 says so, and nothing is to be saved
        assert said("CIT302", cited(f'url = "{none}"')) == []


def test_that_a_page_was_read_today_is_offered_and_never_written() -> None:
    event = cited('url = "https://a.example" # page')
    [found] = findings("CIT303", event)
    assert found.offer == "timeline edit 2024-11-17-strike --set sources.a.accessed=2025-01-01"
    assert mended("CIT303", event) == event
    [document] = findings("CIT303", strike(), sources='[a]\nurl = "https://a.example"\n')
    assert (document.offer, document.hint) == ("", "write the day, as in accessed = 2025-01-01")


def test_lines_are_not_mended() -> None:
    event = strike(sources='["The Daily https://a.example/?utm_source=x"]')
    assert [(f.fixable, f.offer) for code in ("CIT303", "CIT304") for f in findings(code, event)] == [(False, "")] * 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://a.example/?utm_source=x", "https://a.example/"),
        ("https://a.example/?id=1&fbclid=x&page=2#top", "https://a.example/?id=1&page=2#top"),
        ("https://a.example/?id=1", "https://a.example/?id=1"),
        ("https://[a?utm_source=x", "https://[a?utm_source=x"),
    ],
)
def test_tracking_goes(before: str, after: str) -> None:
    assert mended("CIT304", cited(f'url = "{before}" # page')) == cited(f'url = "{after}" # page')


def test_tracking_goes_from_the_register() -> None:
    files = {
        EVENT: cited('ref = "doc"'),
        "sources.toml": '[doc]\ntitle = "A"\nurl = "https://a.example/?gclid=1" # x\n',
    }
    after = fixed(corpus(files), [named("CIT304")])
    assert after.texts == {"sources.toml": '[doc]\ntitle = "A"\nurl = "https://a.example/" # x\n'}
    assert after.corpus.event_file(EVENT).event.sources[0].url == "https://a.example/"


OUTLETS = '[nyt]\nname = "NYT"\ndomains = ["nytimes.com"]\n\n[up]\nname = "UP"\n'


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ('publisher = "UP"\nurl = "https://www.nytimes.com/x"', True),
        ('publisher = "Somebody"\nurl = "https://www.nytimes.com/x"', True),
        ('publisher = "NYT"\nurl = "https://www.nytimes.com/x"', False),
        ('publisher = "UP"\nurl = "https://up.example"', False),
        ('name = "UP"\nurl = "https://www.nytimes.com/x"', False),
        ('publisher = "UP"\nurl = "https://[nytimes.com"', False),
    ],
)
def test_whose_page_it_is(keys: str, found: bool) -> None:
    event = strike(f'[[sources]]\nid = "a"\n{keys}\n')
    assert bool(said("CIT305", event, actors=OUTLETS)) == found
    table = f'[doc]\ntitle = "A"\n{keys}\n'
    assert [f.offer for f in findings("CIT305", strike(), actors=OUTLETS, sources=table)] == [""] * found


def test_the_offer_names_the_owner() -> None:
    event = cited('url = "https://nytimes.com/x"')
    offer = "timeline edit 2024-11-17-strike --set sources.a.publisher=NYT"
    assert [f.offer for f in findings("CIT305", event, actors=OUTLETS)] == [offer]
    # one body says it twice: by two it would be two origins
    own = 'kind = "statement"'
    two = cited(f'{own}\nurl = "https://nytimes.com/x"\n\n[[sources]]\nid = "b"\npublisher = "A"\n{own}')
    (found,) = findings("CIT305", two, actors=OUTLETS)
    assert (found.code, found.offer) == ("CIT305", "")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("A", "https://a.example/x"), ("B", "https://a.example/x"), True),
        (("A", "https://a.example/x"), ("B", "http://www.a.example/x/?utm_source=y#z"), True),
        (("A", "https://a.example/x"), ("B", "https://a.example/y"), False),
        (("A b", "https://a.example/x"), ("a B.", "https://a.example/x"), False),
        (("A", "https://[a"), ("B", "https://[a"), True),
    ],
)
def test_one_page_two_titles(one: tuple[str, str], other: tuple[str, str], found: bool) -> None:
    files = {}
    for n, (title, url) in enumerate((one, other)):
        files[f"2024/2024-{n}.toml"] = cited(f'title = "{title}"\nurl = "{url}"\n[[sources]]\nid = "b"\nurl = "{url}"')
    assert [f.path for f in run(corpus(files), [named("CIT306")])] == ["2024/2024-1.toml"] * found


def test_a_page_of_the_register_is_offered() -> None:
    event = cited('title = "B"\nurl = "https://a.example/x"')
    found = findings(
        "CIT306", event, sources='[doc]\ntitle = "A"\nurl = "https://a.example/x"\n\n[other]\ntitle = "C"\n'
    )
    assert [f.offer for f in found] == ["timeline edit 2024-11-17-strike --set sources.a.ref=doc"]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ('kind = "encyclopedia"', True),
        ('url = "https://de.wikipedia.org/wiki/X"', True),
        ('url = "https://notwikipedia.org/wiki/X"', False),
        ('kind = "encyclopedia"\nstance = "mentions"', False),
        ('kind = "encyclopedia"\ncites = ["b"]', False),
    ],
)
def test_encyclopedias(keys: str, found: bool) -> None:
    assert bool(said("CIT307", cited(keys))) == found
    assert said("CIT307", strike(), sources='[a]\ntitle = "A"\nkind = "encyclopedia"\n') == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://a.example/x?y=1#z", ""),
        ("http://a.example:8080/ü", ""),
        ("https://xn--80ak6aa92e.com/", ""),
        ("javascript:alert(1)", "url: javascript: leads to no document"),
        ("data:text/html,x", "url: data: leads to no document"),
        ("ftp://a.example", "url: ftp: leads to no document"),
        ("a.example/x", "url: this is no address"),
        ("https://", "url: this is no address"),
        ("https://[a", "url: this is no address"),
        ("https://a.example:x/", "url: this is no address"),
        ("https://a b.example/", "url: this is no address"),
        ("https://a.example/x y", "url: a blank stands in it"),
        ("https://u:p@a.example/", "url: a name or a password stands before the @"),
        ("", "url: this is no address"),
    ],
)
def test_addresses(url: str, message: str) -> None:
    assert [m for _, m in said("CIT308", cited(f'url = "{url}"'))] == ([message] if message else [])


def test_archives_have_addresses_too() -> None:
    assert said("CIT308", cited('archive_url = "x"')) == [(6, "archive_url: this is no address")]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ('id = "bbc.com"', "bbc.com"),
        ('publisher = "It\'s"', "https://a.example"),
        ('title = "T"\npublisher = "It\'s"', "https://a.example"),
        ('id = "b"', "https://a.example"),
    ],
)
def test_an_offer_calls_a_source_as_edit_does(keys: str, name: str) -> None:
    event = strike(
        f'\n[[sources]]\nurl = "https://a.example"\n{keys}\n'
        '\n[[sources]]\nid = "b"\nurl = "https://a.example?x=1"\naccessed = 2024-11-18\n'
    )
    offers = [f.offer for f in findings("CIT303", event)]
    assert offers == [f"timeline edit 2024-11-17-strike --set sources.{name}.accessed=2025-01-01"]


def test_a_source_with_no_name_that_edit_takes_has_no_offer() -> None:
    event = strike('\n[[sources]]\nurl = "https://a.example?x=1"\n')
    assert [f.offer for f in findings("CIT303", event)] == [""]


DOCUMENT = '[doc]\ntitle = "A"\nurl = "https://a.example/x"\npublished = 2024-11-17\n'


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ('ref = "doc"\npublished = 2024-11-18', "A: published 2024-11-18; sources.toml says 2024-11-17"),
        ('url = "http://a.example/x/"\npublished = "2023"', "A: published 2023; sources.toml says 2024-11-17"),
        ('ref = "doc"\npublished = "2024-11"', ""),
        ('url = "https://a.example/y"\npublished = 2024-11-18', ""),
        ('ref = "doc"\naccessed = 2024-11-16', "A: read 2024-11-16, published 2024-11-17"),
        ("published = 2024-11-18\naccessed = 2024-11-17", "A: read 2024-11-17, published 2024-11-18"),
        ("published = 2024-11-18\naccessed = 2024-11-18", ""),
        ('published = "one day"\naccessed = 2024-11-18', ""),
        ('ref = "doc"', ""),
    ],
)
def test_days_of_a_document(keys: str, message: str) -> None:
    found = run(corpus({EVENT: cited(keys), "sources.toml": DOCUMENT}), [named("CIT309")])
    assert [f.message for f in found if f.code == "CIT309"] == [message] * bool(message)


def test_a_document_of_the_register_that_was_read_too_early() -> None:
    found = findings("CIT309", strike(), sources=DOCUMENT + "accessed = 2024-11-16\n")
    assert [(f.path, f.at) for f in found] == [("sources.toml", ("doc", "published"))]
