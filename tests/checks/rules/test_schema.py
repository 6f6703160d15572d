"""SCH: what else the rules of this family find, and what they leave alone."""

import shlex

import pytest

from corpora import EVENT, corpus, findings, mended, said, strike
from timeline.checks.corpus import Corpus, Outside
from timeline.checks.registry import named
from timeline.checks.runner import fixed, run
from timeline.errors import Problem


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('headline = "A"\ndate = 2024-11-17\n', 'title = "A"\ndate = 2024-11-17\n'),
        (strike(source='"NYT"  # seen'), strike(sources='[\n  "NYT",\n]  # seen')),
        (strike(location='["Kyiv"]'), strike(places='["Kyiv"]')),
        (strike(who='"Joe Biden"'), strike(actors='[\n  "Joe Biden",\n]')),
        (strike(desc='"d"'), strike(summary='"d"')),
        (strike(tag='"a"'), strike(tags='["a"]')),
        (strike('\n[[source]]\nid = "a"\nlink = "https://a.example"\n\n# b\n[[source]]\nid = "b"\n'),
         strike('\n[[sources]]\nid = "a"\nurl = "https://a.example"\n\n# b\n[[sources]]\nid = "b"\n')),
        (strike('sources = [{ id = "a", date = 2024-11-18 }]\n'), strike('sources = [{ id = "a", published = 2024-11-18 }]\n')),
        ("\ufeff" + strike(desc='"d"'), "\ufeff" + strike(summary='"d"')),
        (strike('[[sources]]\nid = "a"\n"archive-url" = "https://a.example"\n'),
         strike('[[sources]]\nid = "a"\narchive_url = "https://a.example"\n')),
    ],
)  # fmt: skip
def test_the_names_of_other_formats_are_mended(before: str, after: str) -> None:
    assert mended("SCH001", before) == after


@pytest.mark.parametrize(
    ("event", "line", "hint"),
    [
        (strike(soruces='["A"]'), 3, 'did you mean "sources"?'),
        (strike(publisher='"A"'), 3, "a field of your own stands under x: x.publisher (in one of its sources?)"),
        (strike(zzzzzz="1"), 3, "a field of your own stands under x: x.zzzzzz"),
        (strike(desc='"d"', summary='"s"'), 3, 'write "summary"'),
        (strike("actors = [\n  { name = \"A\", rol = 'agent' },\n]\n"), 4, 'did you mean "role"?'),
    ],
)
def test_an_unknown_key_is_left_to_its_writer(event: str, line: int, hint: str) -> None:
    found = findings("SCH001", event)
    assert [(f.line, f.hint, f.fix) for f in found] == [(line, hint, None)]
    assert mended("SCH001", event) == event


def test_an_alias_whose_value_cannot_be_it_stays() -> None:
    event = strike(desc="7")
    assert findings("SCH001", event)[0].fixable
    assert mended("SCH001", event) == event


def test_an_alias_of_dotted_keys_stays() -> None:
    for event in (strike("desc.a = 1\n"), strike("desc.a = 1\ndesc.b = 2\n")):
        assert mended("SCH001", event) == event


def test_of_two_aliases_of_one_key_the_first_is_mended() -> None:
    assert mended("SCH001", strike(desc='"a"', abstract='"b"')) == strike(summary='"a"', abstract='"b"')


SETTINGS = 'titel = "A"\nfoo = 1\n[check]\nignroe = ["SRC"]\n[report]\nlayout = "A"\n'
REPORT_KEYS = "keys: template, title, group, reviews, bibliography, stats, timezone, lang"


def test_unknown_keys_of_settings_and_registers() -> None:
    found = findings("SCH001", strike(), timeline=SETTINGS, actors='[a]\nname = "A"\nalias = ["B"]\n')
    assert [(f.path, f.line, f.message, f.hint) for f in found] == [
        ("actors.toml", 3, 'unknown key "alias"', 'did you mean "aliases"?'),
        ("timeline.toml", 1, 'unknown key "titel"', 'did you mean "title"?'),
        ("timeline.toml", 2, 'unknown key "foo"', "keys: title, timezone, date_order, check, report, review, merge"),
        ("timeline.toml", 4, 'unknown key "ignroe" in check', 'did you mean "ignore"?'),
        ("timeline.toml", 6, 'unknown key "layout" in report', REPORT_KEYS),
    ]


SOURCES = '\n[[sources]]\nid = "a"\n\n[[sources]]\nid = "b"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (strike(f'{SOURCES}\n# of all\ntags = ["x"] # why\n'), strike(f'# of all\ntags = ["x"] # why\n{SOURCES}')),
        (strike(f'{SOURCES}tags = [\n  "x",\n]\nstatus = "alleged"'),
         strike(f'tags = [\n  "x",\n]\nstatus = "alleged"\n{SOURCES}')),
        (strike('\n[[sources]]\nid = "a"\n\nstatus = "alleged"\n\n[[sources]]\nid = "b"\n'), strike(f'status = "alleged"\n{SOURCES}')),
        (strike('\n[[actors]]\nname = "A"\ndate_basis = "as-of"\n'), strike('date_basis = "as-of"\n\n[[actors]]\nname = "A"\n')),
        ('[[sources]]\nid = "a"\ndate_basis = "as-of"\n', 'date_basis = "as-of"\n\n[[sources]]\nid = "a"\n'),
    ],
)  # fmt: skip
def test_a_misplaced_key_goes_up(before: str, after: str) -> None:
    assert mended("SCH002", before) == after


@pytest.mark.parametrize(
    "event",
    [
        strike(f'tags = ["y"]\n{SOURCES}tags = ["x"]\n'),
        strike('sources = [{ id = "a", tags = ["x"] }]\n'),
        strike(f"{SOURCES}\n[sources.x]\na = 1\n"),
    ],
)
def test_a_misplaced_key_that_cannot_go_up_is_said(event: str) -> None:
    assert len(findings("SCH002", event)) == 1
    assert mended("SCH002", event) == event


def test_of_two_that_are_misplaced_alike_one_goes_up() -> None:
    event = strike('\n[[sources]]\nid = "a"\nseq = 1\n\n[[sources]]\nid = "b"\nseq = 2\n')
    after = mended("SCH002", "\ufeff" + event)
    assert after == "\ufeff" + strike('seq = 1\n\n[[sources]]\nid = "a"\n\n[[sources]]\nid = "b"\nseq = 2\n')


def test_links() -> None:
    event = strike(links='[{ type = "follows", to = "2024-11-16" }, { type = "about", to = "nothing-of-the-kind" }]')
    other = 'title = "A"\ndate = 2024-11-16\n'
    found = run(corpus({EVENT: event, "2024/2024-11-16-a.toml": other}), [named("SCH003")])
    assert [(f.message, f.hint, f.offer) for f in found] == [
        (
            'no event "2024-11-16"',
            'did you mean "2024-11-16-a"?',
            "timeline edit 2024-11-17-strike --set links.2024-11-16.to=2024-11-16-a",
        ),
        ('no event "nothing-of-the-kind"', "`timeline list -f ids` prints every ID", ""),
    ]
    assert said("SCH003", strike(links='[{ type = "follows", to = "" }]')) == [(3, 'no event ""')]


@pytest.mark.parametrize(
    ("name", "date", "message"),
    [
        ("2024-11-17-wholly-else", "2024-11-17", ""),
        ("2024-11-17", "2024-11-17", ""),
        ("2024-elections", "2024-11-17", ""),
        ("2024-11-strike", "2024-11-17/2024-12-01", ""),
        ("strike", "2024-11-17", ""),
        ("20241118-strike", "2024-11-17", ""),
        ("1914ff-strike", "2024-11-17", ""),
        ("bce0044-03-15-caesar", "-0043-03-15", ""),
        ("bce12346-flood", "Y-12345", ""),
        ("2024-99-strike", "2024-11-17", ""),
        ("2024-11-17-strike", "2024-11", "the file is called 2024-11-17-strike, its date is 2024-11"),
        ("2024-11-18 strike", "2024-11-17", "the file is called 2024-11-18 strike, its date is 2024-11-17"),
        ("2023_strike", "2024-11-17", "the file is called 2023_strike, its date is 2024-11-17"),
        ("bce12346-flood", "Y-12346", "the file is called bce12346-flood, its date is Y-12346"),
        ("y12024-strike", "Y12025", "the file is called y12024-strike, its date is Y12025"),
    ],
)
def test_names(name: str, date: str, message: str) -> None:
    found = run(corpus({f"2024/{name}.toml": strike(date=f'"{date}"')}), [named("SCH004")])
    assert [f.message for f in found] == ([message] if message else [])
    assert [f.offer for f in found] == ([shlex.join(("timeline", "mv", name))] if message else [])


def test_the_form_of_registers_and_settings() -> None:
    files = {
        EVENT: strike(),
        "actors.toml": '[a]\nkind = "person"\nname = "A"\n',
        "places.toml": "",
        "timeline.toml": "title='A'\n",
    }
    found = run(corpus(files), [named("SCH005")])
    assert [(f.path, f.line) for f in found] == [("actors.toml", 2), ("timeline.toml", 1)]
    after = fixed(corpus(files), [named("SCH005")])
    assert after.texts == {"actors.toml": '[a]\nname = "A"\nkind = "person"\n', "timeline.toml": 'title = "A"\n'}


def test_the_form_of_what_has_none_is_not_judged() -> None:
    assert said("SCH005", strike("actors = ['A', { name = 'B', aliases = [ # one\n'C'] }]\n")) == []
    assert said("SCH005", "title = \n") == [(1, "no value stands here")]  # that alone, and it is SCH007


def test_carriage_returns_are_not_canonical() -> None:
    data = {EVENT: strike().replace("\n", "\r\n").encode()}
    found = run(Corpus(data, Outside(0)), [named("SCH005")])
    assert [(f.line, f.message) for f in found] == [(1, "not in canonical form from here on")]
    assert fixed(Corpus(data, Outside(0)), [named("SCH005")]).texts == {EVENT: strike()}


def test_a_missing_line_end_is_not_canonical() -> None:
    assert said("SCH005", strike().rstrip()) == [(2, "not in canonical form from here on")]


@pytest.mark.parametrize(
    ("event", "line", "message"),
    [
        (strike(kind='"ocurrence"'), 3, '"ocurrence" is no kind'),
        (strike('actors = [\n  { name = "A", role = "agnt" },\n]\n'), 4, '"agnt" is no role'),
        (strike('[[sources]]\nid = "a"\nstance = "denys"\n'), 5, '"denys" is no stance'),
        (strike('[[sources]]\nid = "a"\ngrade = "G9"\n'), 5, '"G9" is no grade'),
        (strike('[[sources]]\nid = "a"\nlang = "english!"\n'), 5, '"english!" is no language'),
        (strike('[[sources]]\nid = "a"\nsha256 = "12"\n'), 5, '"12" is no SHA-256'),
        (strike(lang='"uk_UA"'), 3, '"uk_UA" is no language'),
        (strike(timezone='"Europe/Kiew"'), 3, '"Europe/Kiew" is no time zone'),
        (strike(timezone='"../x"'), 3, '"../x" is no time zone'),
        (strike(figures='[{ what = "killed", low = 3, high = 2 }]'), 3, "the numbers are not in order"),
        (strike(figures='[{ what = "killed" }]'), 3, "killed: no number"),
        (strike(variants='[{ field = "dat", value = "2024" }]'), 3, 'an event has no "dat"'),
        (strike(seq='"1"'), 3, "seq is text; it must be a whole number, without quotes"),
        (strike("# timeline: ignore\n"), 3, "it is not said what to ignore"),
        (strike("# timeline: ignore XYZ999 since\n"), 3, 'no rule "XYZ999"'),
    ],
)
def test_values(event: str, line: int, message: str) -> None:
    assert said("SCH006", event) == [(line, message)]


def test_values_that_are_as_they_should_be() -> None:
    event = strike(
        '[[sources]]\nid = "a"\nlang = "zh-Hant"\ngrade = "B2"\n',
        timezone='"Europe/Kyiv"',
        lang='"uk"',
        figures='[{ what = "killed", low = 1, best = 2, high = 2 }, { what = "hurt", value = 1 }]',
        variants='[{ field = "date", value = "2024" }]',
    )
    assert said("SCH006", event) == []


@pytest.mark.parametrize(
    ("settings", "line", "message"),
    [
        ("title = 1", 1, "title is a number; it must be text in quotes"),
        ('date_order = "ymd"', 1, '"ymd" is no date_order'),
        ('timezone = "Kyiv"', 1, '"Kyiv" is no time zone'),
        ("check = 1", 1, "check is a number; it must be a table"),
        ("[report]\nbibliography = 'no'", 2, "bibliography is text; it must be true or false, without quotes"),
        ("[report]\ngroup = 'months'", 2, '"months" is no group'),
        ("[check]\nignore = [5]", 2, "an entry of ignore is a number; it must be text in quotes"),
        ('[check]\nignore = "SRC"', 2, "ignore is text; it must be a list"),
        ('[check]\nignore = [\n  "SRC",\n  "XXX",\n]', 4, 'no rule "XXX"'),
    ],
)
def test_settings(settings: str, line: int, message: str) -> None:
    assert said("SCH006", strike(), timeline=settings) == [(line, message)]


def test_registers_are_checked_too() -> None:
    found = findings("SCH006", strike(), actors='[a]\nname = "A"\nkind = "persn"\n')
    assert [(f.path, f.line, f.message) for f in found] == [("actors.toml", 3, '"persn" is no kind')]


def test_files_that_cannot_be_read() -> None:
    data = {
        "2024/2024-a.toml": strike().encode(),
        "2024/2024-b.toml": b"title = \xff",
        "2024/2024-c.toml": b"",
        "2024/2024-d.toml": b"<<<<<<< ours\ntitle = 1\n",
        "2024/2024-e.toml": b"x = " + b"[" * 2000,
        "2025/2024-a.toml": strike().encode(),
        "actors.toml": b"[",
    }
    refused = [Problem("big.toml", 0, 0, "SCH007", "is larger than 1 MiB", "one file, one event")]
    found = run(Corpus(data, Outside(0), refused=refused), [named("SCH007")])
    assert [(f.path, f.line, f.message) for f in found] == [
        ("2024/2024-b.toml", 1, "this is not UTF-8 text"),
        ("2024/2024-c.toml", 0, "the file is empty"),
        ("2024/2024-d.toml", 1, "conflict markers are left from a merge"),
        ("2024/2024-e.toml", 1, "lists or tables are nested too deep"),
        ("2025/2024-a.toml", 0, "has the same ID as 2024/2024-a.toml"),
        ("actors.toml", 1, "no key stands here"),
        ("big.toml", 0, "is larger than 1 MiB"),
    ]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["2024-a", "2024-A"], [("2024/2024-A.toml", "has the same name as 2024/2024-a.toml but for capitals")]),
        (
            ["2024-\u00e9", "2024-e\u0301", "2024-\u00c9"],
            [
                (
                    "2024/2024-e\u0301.toml",
                    "has the same name as 2024/2024-\u00e9.toml but for how its letters are written",
                ),
                ("2024/2024-\u00c9.toml", "has the same name as 2024/2024-\u00e9.toml but for capitals"),
            ],
        ),
        (["2024-a", "2024-b", "2024-\u00e4"], []),
    ],
)
def test_names_that_disks_do_not_tell_apart(names: list[str], found: list[tuple[str, str]]) -> None:
    held = corpus({f"2024/{name}.toml": strike() for name in names})
    problems = run(held, [named("SCH008")])
    assert [(f.path, f.message) for f in problems] == found
    assert run(held, [named("SCH007")]) == []
