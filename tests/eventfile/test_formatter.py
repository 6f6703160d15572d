"""The canonical form: where comments go, what is left alone, and the laws."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import CHECKOUT
from edtf_strategies import edtf_texts
from event_strategies import EVENTS
from timeline.dates import edtf
from timeline.dates.value import Edtf
from timeline.errors import DataError
from timeline.eventfile.formatter import expanded, formatted, kept_canonical
from timeline.eventfile.reader import read, render
from timeline.model.event import Event, Source, Variant, replace
from timeline.model.register import Register
from timeline.model.register.entry import ActorEntry
from timeline.toml.parser import parse_toml
from timeline.toml.positions import Positions

REAL = sorted((CHECKOUT / "events" / "2024").glob("*.toml"))
PAPER = Register.build(
    {
        "nyt": {"name": "The New York Times", "kind": "outlet", "aliases": ["NYT"]},
        "us": {"name": "United States", "kind": "state", "aliases": ["American"]},
    }
)[0]


@pytest.mark.parametrize("path", REAL, ids=lambda p: p.stem)
def test_the_real_events_are_canonical(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text


@settings(max_examples=60)
@given(EVENTS, edtf_texts())
@example(Event(title="A", date=""), "2024?-01?-05?")
def test_what_is_rendered_is_canonical(event: Event, day: str) -> None:
    """So nobody formats it again, whatever spelling of a date was handed in."""
    sources = (*event.sources, Source(id="s", published=day))
    text = render(
        replace(event, date=day, sources=sources, variants=(*event.variants, Variant(field="date", value=day)))
    )
    assert formatted(text) == text


CASES = {
    name: (before, after)
    for name, before, after in re.findall(
        r"^=== (.*)\n((?s:.*?))^---\n((?s:.*?))(?=^=== |\Z)",
        (Path(__file__).parent / "data" / "canonical.txt").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
}
"""How somebody wrote it, and its canonical form."""


@pytest.mark.parametrize("case", CASES)
def test_each_part_has_one_form(case: str) -> None:
    before, after = CASES[case]
    assert formatted(before) == after
    assert formatted(after) == after


def test_line_ends_and_the_mark_of_the_beginning() -> None:
    assert formatted("\ufefftitle = 'a'\r\nnote = '''b\r\nc'''") == 'title = "a"\nnote = """\nb\nc"""\n'


REGISTER = """
# people

# b
[b]
kind = 'person'
name = 'B'
[[b.memberships]]
until = '2024-01'
from = '2023-01-01'
of = 'a'
[a] # a
name = 'A'
[[a.memberships]]
of = 'c' # why
[c.x]
"""
IN_FORM = """\
# people

# b
[b]
name = "B"
kind = "person"
memberships = [
  { of = "a", from = 2023-01-01, until = "2024-01" },
]

[a] # a
name = "A"

[[a.memberships]]
of = "c" # why

[c.x]
"""


def test_a_register() -> None:
    assert formatted(REGISTER, ActorEntry) == IN_FORM
    assert formatted(IN_FORM, ActorEntry) == IN_FORM
    assert formatted("a = { name = 'A' } # so\n", ActorEntry) == '[a] # so\nname = "A"\n'
    assert formatted("[d]\npublisher = 'P'\ntitle = 'T'\n", Source) == '[d]\ntitle = "T"\npublisher = "P"\n'


def test_a_file_without_a_table_of_fields() -> None:
    assert (
        formatted("b = 'c'\na = 1\n[check]\nignore = ['TXT801']\n", None)
        == 'b = "c"\na = 1\n\n[check]\nignore = ["TXT801"]\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "title = \n",
        "x.a = " + "[" * 5000,
        "\ufeff\ufefftitle = 'a'\n",
        "actors = ['A', { name = 'B', aliases = [ # one\n'C'] }]\n",
    ],
)
def test_what_has_no_canonical_form_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        formatted(text)


@pytest.mark.parametrize(
    ("seen", "new", "then"),
    [
        ("", "title='A'\n", 'title = "A"\n'),
        ('title = "B"\n', "title='A'\n", 'title = "A"\n'),
        ("title='B'\n", "title='A'\n", "title='A'\n"),
        ('title = "B"\n', "title = \n", "title = \n"),
    ],
)
def test_what_was_canonical_stays_so(seen: str, new: str, then: str) -> None:
    assert kept_canonical(new, seen) == then


@pytest.mark.parametrize(
    ("judge", "answer", "reason"),
    [("Counter", lambda _: object(), "a comment"), ("same", lambda *_: False, "a value")],
)
def test_nothing_is_lost_unseen(judge: str, answer: object, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"timeline.eventfile.formatter.{judge}", answer)
    with pytest.raises(DataError) as caught:
        formatted("a=1 # b\n")
    assert reason in caught.value.hint


def test_a_date_that_would_become_another_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Edtf, "canonical", lambda _: "2024")
    assert formatted('date = "2024-11"\n') == 'date = "2024-11"\n'


SHORT = """\
title = 'a'
date = 2024-11-17
actors = ['B', { name = 'C', role = 'agent' }]
places = ['D']
sources = [
  # the first
  'UP, citing NYT, citing American officials', # line
  # the second
  { publisher = 'The New York Times', id = 'nyt', pages = 0x0F }, # table
  { publisher = 'Le Monde', published = '2024-11-17' }, # paper
  'Nobody https://example.org/a' # web
]
"""
LONG = """\
title = "a"
date = 2024-11-17
actors = [
  { name = "B" },
  { name = "C", role = "agent" },
]
places = [
  { name = "D" },
]

# the first
[[sources]] # line
id = "up"
publisher = "UP"
cites = ["nyt"]

[[sources]]
id = "american-officials"
kind = "person"
name = "American officials"
anonymous = true
plural = true
affiliation = "United States"

# the second
[[sources]] # table
id = "nyt"
publisher = "The New York Times"
cites = ["american-officials"]
pages = 0x0F

[[sources]] # paper
id = "le-monde"
publisher = "Le Monde"
published = 2024-11-17

[[sources]] # web
id = "nobody"
publisher = "Nobody"
url = "https://example.org/a"
"""


def test_short_forms_become_tables() -> None:
    assert expanded(SHORT, PAPER) == LONG
    assert expanded(LONG, PAPER) == formatted(LONG) == LONG


def test_an_id_that_is_spoken_of_stays() -> None:
    text = "title = 'a'\ndate = 2024-11-17\nsources = ['NYT']\n"
    assert 'id = "nyt"' in expanded(text.replace("NYT", "The New York Times"), PAPER)
    text += "links = [{ type = 'follows', to = 'b', according_to = ['the-new-york-times'] }]\n"
    assert 'id = "the-new-york-times"' in expanded(text.replace("NYT", "The New York Times"), PAPER)


@pytest.mark.parametrize("sources", ["['ftp://a']", "[3, 'A']", "['A', { title = 3 }]", "['A']\nseq = 'b'"])
def test_sources_that_cannot_be_read_are_not_expanded(sources: str) -> None:
    with pytest.raises(DataError):
        expanded(f"title = 'a'\ndate = 2024-11-17\nsources = {sources}\n", PAPER)


@pytest.mark.parametrize("rest", ["", "sources = 'A'\nactors = 3\n", "[[sources]]\nid = 'a'\n"])
def test_nothing_to_expand(rest: str) -> None:
    assert expanded(f'title = "a"\n{rest}', PAPER) == formatted(f'title = "a"\n{rest}')


# ---------------------------------------------------------------------------------------------------------------- laws

GAPS = st.sampled_from(("", "", "", "\n", "  \n", "# one\n", "\n# two\n\n", " # three\n# four\n"))
ENDS = st.sampled_from(("\n", "\n", " # five\n", "\n\n"))
BREAKS = st.sampled_from((" ", "", "\n", " # six\n", "\n# seven\n"))
SCALARS = st.sampled_from(
    (
        "1",
        "0x0F",
        "-1.50",
        "true",
        "'a'",
        '"b\\t"',
        '"""\nc\n"""',
        "'''d'''",
        "2024-11-17",
        "'2024-11'",
        "2024-11-17 20:20:00",
    )
)
KEYS = st.sampled_from(("title", "date", "tags", "actors", "role", "name", "published", "sources", "x", "odd", "'o d'"))


def _array(entries: Sequence[str], gaps: Sequence[str]) -> str:
    return (
        "["
        + gaps[0]
        + "".join(f"{entry}{gap}," + gaps[2] for entry, gap in zip(entries, gaps, strict=False))
        + gaps[1]
        + "]"
    )


def _inline(pairs: Sequence[tuple[str, str]]) -> str:
    return "{ " + ", ".join(f"{key} = {value}" for key, value in dict(pairs).items()) + " }"


VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.builds(_array, st.lists(inner, max_size=3), st.lists(BREAKS, min_size=3, max_size=3))
        | st.lists(st.tuples(KEYS, inner), max_size=3).map(_inline)
    ),
    max_leaves=6,
)
HEADERS = st.sampled_from(
    ("[[sources]]", "[[actors]]", "[x]", "[x.y]", "[[x.z]]", "[odd]", "[odd.er]", "[[od]]", "[sources.more]")
)
TEXTS = st.lists(
    st.tuples(GAPS, st.builds("{} = {}".format, KEYS | st.just("x.a"), VALUES) | HEADERS, ENDS), max_size=9
).map(lambda lines: "".join(part for line in lines for part in line))


def _meant(value: Any, key: str = "") -> Any:
    """A value by what it says: dates by meaning, wherever a key may hold one."""
    if isinstance(value, dict):
        return {k: _meant(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_meant(v) for v in value]
    if key in {"date", "published", "value"} and isinstance(value, str | date | int) and not isinstance(value, bool):
        text = value.isoformat() if isinstance(value, date | datetime) else str(value)
        try:
            return edtf.parse(text)._replace(text="")
        except edtf.DateError:
            return type(value), text
    return type(value), str(value)


def _comments(text: str) -> Counter[str]:
    return Counter(comment.rstrip() for _, comment in Positions(text).comments)


def _is_toml(text: str) -> bool:
    try:
        parse_toml(text.encode())
    except ValueError:
        return False
    return True


@settings(max_examples=100)
@given(TEXTS)
@example("[[x.z]]\n[[sources]]\n[x.y]\ntitle = 1\nx.a = [ { title = [ 1 , # six\n ] } ,  ]\n")
def test_it_says_the_same_with_the_same_comments_and_once_is_enough(text: str) -> None:
    if not _is_toml(text):
        return
    try:
        once = formatted(text)
    except DataError as error:
        assert "on one line" in error.hint  # noqa: PT017 - the only reason there may be
        return
    assert formatted(once) == once
    assert _meant(parse_toml(once.encode())) == _meant(parse_toml(text.encode()))
    assert _comments(once) == _comments(text)
    assert not once or (once.endswith("\n") and not re.search(r"\n\n\n|\r| $", once))


@settings(max_examples=40)
@given(EVENTS, st.lists(st.sampled_from(("# one", "# two", "")), min_size=1, max_size=9))
def test_an_event_stays_the_event_whatever_stands_around_it(event: Event, comments: list[str]) -> None:
    text = render(event)
    if '"""' not in text:
        lines = text.split("\n")
        text = "\n".join(f"{comments[n % len(comments)]}\n{line}" if line else line for n, line in enumerate(lines))
    once = formatted(text)
    assert read(once.encode(), "a", "b")[0] == read(text.encode(), "a", "b")[0]
    assert formatted(once) == once
    assert _comments(once) == _comments(text)


def test_the_date_time_of_a_source_stays_bare_in_utc_too() -> None:
    text = 'title = "A"\ndate = 2024\n\n[[sources]]\nid = "a"\npublished = 2024-11-17T20:20:00Z\n'
    again = 'title = "A"\ndate = "2024"\n\n[[sources]]\nid = "a"\npublished = 2024-11-17T20:20:00+00:00\n'
    assert formatted(text) == again
    assert formatted(again) == again
