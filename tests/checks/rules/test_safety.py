"""SAF: what else the rules of this family find, and what they leave alone."""

import pytest

from corpora import EVENT, corpus, findings, mended, said, strike
from timeline.checks.registry import named
from timeline.checks.runner import run

ACTORS = '[jane]\nname = "Madonna"\nkind = "person"\n\n[bank]\nname = "Deutsche Bank"\nkind = "company"\n'


def hidden(keys: str) -> str:
    return strike(f'[[sources]]\nid = "a"\nkind = "person"\nanonymous = true\n{keys}\n')


@pytest.mark.parametrize(
    "name",
    [
        "Jane Example",
        "Madonna",
        "Jean-Luc O’Neill",
        "J. R. Smith",
        "Іван Франко",
    ],
)
def test_personal_names(name: str) -> None:
    message = "an anonymous source carries a personal name"
    assert said("SAF501", hidden(f'name = "{name}"'), actors=ACTORS) == [(7, message)]
    assert said("SAF501", hidden(f'author = ["an editor", "{name}"]'), actors=ACTORS) == [(7, message)]


@pytest.mark.parametrize(
    "name",
    [
        "American officials",
        "A Senior Official",
        "sources of The New York Times",
        "Deutsche Bank",
        "White House",
        "others in the administration",
        "X",
        "Unit 12 North",
        "One Two Three Four Five",
    ],
)
def test_descriptions(name: str) -> None:
    assert said("SAF501", hidden(f'name = "{name}"'), actors=ACTORS) == []


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ('position = "write to jane@example.org"', "a mail address"),
        ('position = "call +49 30 123456 at night"', "a phone number"),
        ('locator = "(030) 123 45 67"', "a phone number"),
        ('url = "https://t.me/jane_e"', "a profile"),
        ('url = "https://www.facebook.com/jane.example"', "a profile"),
        ('quote = "ask @jane_e"', "a profile"),
        ('id = "jane@example.org"', "a mail address"),
    ],
)
def test_traces(keys: str, kind: str) -> None:
    event = hidden(keys).replace('id = "a"\n', "") if keys.startswith("id") else hidden(keys)
    assert [m for _, m in said("SAF501", event)] == [f"an anonymous source carries {kind}"]


@pytest.mark.parametrize(
    "keys",
    [
        'url = "https://news.example/2024/11/17/7485002/"',
        'published = "2024-11-17"\nlocator = "p. 2024-2025"',
        'url = "https://www.nytimes.com/2024/11/17/us/politics/0123-456789.html"',
    ],
)
def test_what_leads_to_nobody(keys: str) -> None:
    assert said("SAF501", hidden(keys)) == []


def test_confidential_sources_and_open_ones() -> None:
    assert [m for _, m in said("SAF501", hidden('name = "Jane Example"').replace("anonymous", "confidential"))] == [
        "a source that is to stay unnamed carries a name, a mail address, a number or a profile"
    ]
    assert said("SAF501", hidden('name = "Jane Example"').replace("anonymous = true\n", "")) == []


@pytest.mark.parametrize(
    ("event", "place", "after"),
    [
        (strike(title='"Str\u200bike"'), (1, 13), strike(title='"Strike"')),
        (strike(title='"Str\\u200Bi\\u200Bke" # x'), (1, 13), strike(title='"Strike" # x')),
        (strike("# \u202ehidden\n"), (3, 3), strike("# hidden\n")),
        (strike("x.a\u00ad = 1\n").replace("x.a\u00ad", '"x\u00ad".a'), (3, 3), strike('"x".a = 1\n')),
        ("\ufeff" + strike(summary='"a\\u001b[31mb\\tc"'), (3, 13), "\ufeff" + strike(summary='"a[31mb\tc"')),
        (strike(tags='["\\u202E"]'), (3, 10), strike(tags='[""]')),
        (strike(title='"Str\u200bike\\u200b"'), (1, 13), strike(title='"Strike"')),
        (strike(title='"Strike\\b"'), (1, 16), strike(title='"Strike"')),
        (strike(title='"Str\u200bike"').replace("\n", "\r\n"), (1, 13), strike(title='"Strike"').replace("\n", "\r\n")),
        (strike(x="{ a = [{ b = '\\' }, \"\\u200b\"] }"), (3, 26), strike(x="{ a = [{ b = '\\' }, \"\"] }")),
    ],
)  # fmt: skip
def test_unsafe_text(event: str, place: tuple[int, int], after: str) -> None:
    found = run(corpus({EVENT: event}), [named("SAF502")])
    assert (found[0].line, found[0].col) == place
    assert mended("SAF502", event) == after


@pytest.mark.parametrize(
    "title", ['"می\u200cخواهم 👩\u200d🚒 Zażółć"', '"a\\tb"', '"\\u0061"', "'\\u200b'", '"\\\\u200b"']
)
def test_safe_text(title: str) -> None:
    assert said("SAF502", strike(title=title)) == []


def test_unsafe_settings() -> None:
    assert [f.path for f in findings("SAF502", strike(), timeline='title = "a\u200b"\n')] == ["timeline.toml"]
