from collections.abc import Iterable
from pathlib import Path

import pytest

import naive_query
from random_chronology import Maker
from timeline.dates import edtf, instants
from timeline.errors import UsageError
from timeline.query.parser import parse
from timeline.query.tree import Query
from timeline.records.record import Record
from timeline.store.chronology import Chronology
from timeline.store.search.compiler import Question
from timeline.text import regex
from timeline.text.regex import Budget


def in_order(events: Iterable[Record]) -> list[Record]:
    """By date: first second, wider first, `seq`, those without one last, id."""

    def rank(event: Record) -> tuple[object, ...]:
        date = instants.in_seconds(edtf.parse(event.date), event.timezone)
        return (*date.rank, event.seq is None, event.seq or 0, event.id)

    return sorted(events, key=rank)


def expected(chronology: Chronology, events: list[Record], asked: Question) -> list[tuple[str, bool]]:
    """The answers, found the plain way."""
    register = chronology.register
    noted = {event.id for event in events if chronology.event(event.id).note is not None}
    answers = [
        (event.id, naive_query.matches(asked.query, event, register, members=asked.members, events=events, noted=noted))
        for event in events
    ]
    wanted = {"certain"} if asked.certain else {"certain", "possible"}
    return [(id_, answer == "certain") for id_, answer in answers if answer in wanted]


def found(
    chronology: Chronology, asked: Question, limit: int | None = None, *, last_first: bool = False
) -> list[tuple[str, bool]]:
    answer = chronology.events(asked, limit, last_first=last_first)
    return [(entry.id, entry.certain) for entry in answer.entries]


def readable(text: str) -> Query | None:
    try:
        return parse(text)
    except UsageError:
        return None


def disagreements(seed: int, root: Path, *, events: int, queries: int) -> list[str]:
    """Ask random queries of a random chronology, of the index and of the oracle; return those that differ."""
    maker = Maker(seed)
    chronology = Chronology(str(maker.chronology(root, events)))
    everything = in_order(entry.event for entry in chronology.events().entries)
    assert len(everything) == events
    wrong, asked = [], 0
    while asked < queries:
        text = maker.query()
        query = readable(text)
        if query is None:
            continue
        asked += 1
        question = Question(query, certain=maker.random.random() < 0.3, members=maker.random.random() < 0.3)
        limit, last_first = maker.one([None, None, 0, 1, 5]), maker.random.random() < 0.3
        answers = expected(chronology, everything, question)
        answers = (answers[::-1] if last_first else answers)[:limit]
        if (got := found(chronology, question, limit, last_first=last_first)) != answers:
            extra, lacking = sorted({*got} - {*answers}), sorted({*answers} - {*got})
            wrong.append(f"{text!r} {question[1:]} {limit} {last_first}: extra {extra}, lacking {lacking}")
    return wrong


@pytest.mark.parametrize("seed", range(3))
def test_the_index_answers_as_the_oracle_does(seed: int, tmp_path: Path) -> None:
    assert disagreements(seed, tmp_path / "c", events=40, queries=100) == []


EVENTS = {
    "2024-11-17-strike": """
title = 'Strike on "Kursk" at 50 % AND more'
date = 2024-11-17
actors = [{ name = "Joe Biden", role = "agent" }, { name = "Nobody", role = "tag" }]
places = ["Springfield"]
tags = ["war/air", "c++"]
x = { n = 17, deep = { zero = 0 }, off = false, "a.b" = 1 }
seq = 0
[[sources]]
id = "nyt"
publisher = "The New York Times"
title = "Long range"
url = "https://nyt.example/missiles"
[[sources]]
id = "up"
publisher = "Ukrainska Pravda"
title = "New Times"
lang = "uk"
firsthand = false
cites = ["ghost"]
published = "soon"
""",
    "2024-11-18-about": """
title = "About the strike"
date = "2024-11-18?"
summary = ""
links = [{ type = "responds-to", to = "2024-11-17-strike" }]
""",
    "2024-11-19-empty": 'title = "\\u0000 ^"\ndate = "[2024-11-01,2024-11-19]"\n',
}
REGISTERS = {
    "actors": """
[joe-biden]
name = "Joe Biden"
memberships = [{ of = "united-states" }]
[united-states]
name = "United States"
aliases = ["US"]
""",
    "places": """
[springfield]
name = "Springfield"
[springfield-il]
name = "Springfield"
lat = 39.8
lon = -89.6
[springfield-ma]
name = "Springfield"
lat = 42.1
lon = -72.6
""",
}


@pytest.fixture(scope="module")
def chronology(tmp_path_factory: pytest.TempPathFactory) -> Chronology:
    root = tmp_path_factory.mktemp("c")
    (root / "timeline.toml").touch()
    for name, text in (EVENTS | REGISTERS).items():
        (root / f"{name}.toml").write_text(text, encoding="utf-8")
    return Chronology(str(root))


@pytest.fixture(scope="module")
def everything(chronology: Chronology) -> list[Record]:
    return in_order(entry.event for entry in chronology.events().entries)


STRIKE, ABOUT, EMPTY = EVENTS


def ids(chronology: Chronology, text: str, *, certain: bool = False, members: bool = False) -> list[str]:
    return [id_ for id_, _ in found(chronology, Question(parse(text), certain, members))]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("", [EMPTY, STRIKE, ABOUT]),
        ("-actor:biden", [EMPTY, ABOUT]),
        ("x.n<18", [STRIKE]),
        ("x.n<=17 x.n>=17 -x.n>17 -x.n<17", [STRIKE]),
        ("has:x.deep.zero", [STRIKE]),
        ("has:x.off", [STRIKE]),
        ("x.off:false", [STRIKE]),
        ("has:x.a.b", []),
        ("has:seq", [STRIKE]),
        ("has:lang", []),  # the event has none, though a source has
        ("has:firsthand", [STRIKE]),
        ("has:seen", []),
        ("has:status", []),
        ("missing:kind", [EMPTY, STRIKE, ABOUT]),
        ("tag:nobody", []),  # a role of no vocabulary is no field
        ("summary~^", []),
        ("near:42.1,-72.6,1km", [STRIKE]),
        ("near:39.8,-89.6,1km", [STRIKE]),
        ("near:0,0,1km", []),
        ('source:"new york"', [STRIKE]),
        ('source:"long range"', [STRIKE]),
        ('source:"new range"', []),  # no single name or title has both
        ('source:"long missiles"', []),
        ("source:nyt.example", [STRIKE]),
        ("source:missiles", []),  # a word of an address
        ("url:nyt.example/missiles", [STRIKE]),
        ("source=++", []),
        ("url=++", []),
        ("origin:ghost", [STRIKE]),
        ("origin:pravda", []),
        ("link:responds-to", [STRIKE, ABOUT]),
        ("link=responds-to", [STRIKE, ABOUT]),
        ("link:2024-11-17*", [ABOUT]),
        ("link:2024-11-18-about", [STRIKE]),
        ("link:2024-about", [STRIKE]),
        ("link:about", []),  # a type, though an id holds the word
        ("id:2024-11-1*", [EMPTY, STRIKE, ABOUT]),
        ("id:2024-1*", [EMPTY, STRIKE, ABOUT]),
        ("published:2024", []),
        ("published~soon", [STRIKE]),
        ("published=2024-11-17", []),
        ("-published:2024", [EMPTY, STRIKE, ABOUT]),
    ],
)
def test_what_is_found(chronology: Chronology, text: str, answers: list[str]) -> None:
    assert ids(chronology, text) == answers


def test_only_what_is_certain(chronology: Chronology) -> None:
    assert ids(chronology, "strike", certain=True) == [STRIKE, ABOUT]
    assert found(chronology, Question(parse("date:2024-11-17..2024-11-19"))) == [
        (EMPTY, False),
        (STRIKE, True),
        (ABOUT, False),
    ]
    assert ids(chronology, "date:2024-11-17..2024-11-19", certain=True) == [STRIKE]
    assert ids(chronology, "-date:2024-11-17", certain=True) == [EMPTY, ABOUT]
    assert ids(chronology, "-date:2024-11-19") == [EMPTY, STRIKE, ABOUT]


def test_members(chronology: Chronology) -> None:
    assert ids(chronology, "actor:US") == []
    assert ids(chronology, "actor:US", members=True) == [STRIKE]
    assert ids(chronology, "actor:US*", members=True) == []
    assert ids(chronology, "actor=US", members=True) == []


def test_a_thousand_members_each_with_a_day_of_its_own(tmp_path: Path) -> None:
    """More than SQLite takes side by side."""
    members = (f'[p{n}]\nname = "P {n}"\nmemberships = [{{ of = "o", from = "{1000 + n}" }}]\n' for n in range(1001))
    (tmp_path / "timeline.toml").touch()
    (tmp_path / "actors.toml").write_text('[o]\nname = "O"\n' + "".join(members), encoding="utf-8")
    (tmp_path / "2024-a.toml").write_text('title = "A"\ndate = 2024-11-17\nactors = ["P 7"]\n', encoding="utf-8")
    assert ids(Chronology(str(tmp_path)), "actor:O", members=True) == ["2024-a"]


@pytest.mark.parametrize(
    "text",
    [
        '"\\"kursk\\""', '"50 %"', "%", "_", '"\0"', '"a\0b"', "'", "');DROP TABLE event;--", '"AND"', '"OR"', '"NOT"',
        '"AND more"', "NEAR", '"NEAR(kursk strike)"', '"^strike"', '"^"', '"title:strike"', '"{title}"', '"a* b"', "+",
        '"- strike"', "t1", '"\\\\"', "\ue000", '"more \ue000 nobody"',
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "field", ["", "title:", "title=", "tag:", "tag=", "actor:", "source:", "url=", "x.n:", "lang:"]
)
def test_nothing_that_is_typed_is_taken_for_sql_or_fts(
    chronology: Chronology, everything: list[Record], field: str, text: str
) -> None:
    for typed in (field + text, field + text + "*", f"-{field}{text}"):
        if query := readable(typed):
            assert found(chronology, Question(query)) == expected(chronology, everything, Question(query))
    assert len(ids(chronology, "")) == len(EVENTS)


@pytest.mark.parametrize(
    "text",
    [
        "-(" * 24 + "date:2024 strike" + ")" * 24,
        "-(a or (tag:war " * 12 + "date:2024-11-17 x.n:17" + "))" * 12,
        "strike " * 500,
        " or ".join(["-war"] * 500),
        "link:" + ",".join(["2024-11-03-x"] * 500),
        "date:" + ",".join(["2024"] * 500),
    ],
    ids=range(6),
)
def test_as_much_as_can_be_asked(chronology: Chronology, everything: list[Record], text: str) -> None:
    for certain in (False, True):
        asked = Question(parse(text), certain)
        assert found(chronology, asked) == expected(chronology, everything, asked)


def test_many_events_of_many_names(tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").touch()
    for n in range(300):  # more names than are looked up at once
        text = f'title = "{n}"\ndate = 2024-11-17\nactors = ["Name {n}", "{n:03}"]\nx.n = {n}\n'
        (tmp_path / f"e{n:03}.toml").write_text(text)
    chronology = Chronology(str(tmp_path))
    assert ids(chronology, "actor~^Name") == [f"e{n:03}" for n in range(300)]
    assert ids(chronology, "actor~^Name x.n>=298") == ["e298", "e299"]
    assert found(chronology, Question(), 2, last_first=True) == [("e299", True), ("e298", True)]


def test_a_pattern_that_takes_too_long_is_a_wrong_request_and_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chronology = Chronology(str(Maker(1).chronology(tmp_path / "c", 3)), str(tmp_path / "cache"))
    assert len(chronology.events().entries) == 3
    (index,) = (tmp_path / "cache").iterdir()
    before = index.stat().st_ino
    budgets = [Budget(0.0) for _ in range(3)]
    monkeypatch.setattr(regex, "Budget", budgets.pop)
    for text in ("title~a", "status~a", "not (id~a or tag:b)"):
        with pytest.raises(UsageError, match="the pattern takes too long"):
            chronology.events(Question(parse(text)))
    assert len(chronology.events().entries) == 3
    assert index.stat().st_ino == before
    assert budgets == []


def test_all_patterns_of_a_question_share_one_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chronology = Chronology(str(Maker(1).chronology(tmp_path / "c", 3)))
    budgets = [Budget()]
    monkeypatch.setattr(regex, "Budget", budgets.pop)
    assert chronology.events(Question(parse("title~. id~. (date~. or status~x)"))).entries
    assert budgets == []


OF_WORDS = {
    "2022-05-03-tokyo": """
title = "東京で会議、F16戦闘機"
date = 2022-05-03
summary = "โรงพยาบาลในกรุงเทพ"
actors = ["田中太郎"]
places = ["東京都"]
tags = ["国際会議"]
[[sources]]
publisher = "朝日新聞"
title = "会議の記録"
""",
    "2022-05-04-hawaii": """
title = "Hawai'i calls Sanʿa's envoy"
date = 2022-05-04
summary = "Sarajevo cafe\u0301 and the l’État of O‘ahu"
actors = ["Saʿd al-Ḥarīrī", "Conan O’Brien"]
""",
}
TOKYO, HAWAII = OF_WORDS


@pytest.fixture(scope="module")
def of_words(tmp_path_factory: pytest.TempPathFactory) -> Chronology:
    root = tmp_path_factory.mktemp("w")
    (root / "timeline.toml").touch()
    for name, text in OF_WORDS.items():
        (root / f"{name}.toml").write_text(text, encoding="utf-8")
    return Chronology(str(root))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "会議",
            "title:会議",
            "戦闘",
            "f16",
            "title:戦闘",
            '"東京で会議"',
            "東京*",
            "summary:กรุงเทพ",
            "พยาบาล",
            "actor:太郎",
        ),
        *(
            "actor:田中",
            '"田中 太郎"',
            "actor=田中太郎",
            "place:東京",
            "tag:会議",
            "publisher:新聞",
            "source:記録",
            "origin:朝日",
        ),
    ],
)
def test_words_are_found_inside_scripts_without_blanks(of_words: Chronology, text: str) -> None:
    assert ids(of_words, text) == [TOKYO]


@pytest.mark.parametrize(
    "text", ["title:議会", "会戦", "actor:太田", "tag=会議", "tag:議会", '"会議 東京"', "16", "title:京会", "f16戦機"]
)
def test_their_characters_stand_side_by_side(of_words: Chronology, text: str) -> None:
    assert ids(of_words, text) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Hawaii",
            "Hawai'i",
            "Hawaiʻi",
            "Hawai’i",
            '"Hawaii calls"',
            "title:hawaii",
            "sana",
            "San'a",
            "Sanʿa's",
            "envoy",
        ),
        *("café", "cafe\u0301", "summary~caf\u00e9", "état", "oahu", "O'ahu", "actor:sad", "actor:Hariri"),
        *("actor:obrien", "actor:O'Brien", 'actor="Sa\'d al-Hariri"', '"Sad al Hariri"'),
    ],
)
def test_marks_of_transliteration_may_be_left_out(of_words: Chronology, text: str) -> None:
    assert ids(of_words, text) == [HAWAII]


OF_VALUES = {
    "2024-01-01-tweets": """
title = "Tweets"
date = 2024-01-01
places = [{ name = "Athens", country = "GR" }, "Portland"]
figures = [{ what = "dead", low = 30, high = 50 }, { what = "People injured", value = 7 }]
x = { v = 5, when = 2022-09-15T10:00:00+02:00, years = [2023], text = "5..6" }
[[sources]]
url = "https://mobile.twitter.com/b/status/1?s=20"
archive_url = "https://web.archive.org/web/2024/https://news.example/a/b"
""",
    "2024-01-02-news": """
title = "News"
date = 2024-01-02
places = ["Salem"]
figures = [{ what = "dead", value = 45 }, { what = "dead", low = 41 }]
x = { v = 6.5, when = "2022-10", years = [2022-05-05] }
[[sources]]
url = "https://www.news.example/story?cid=twitter_x&id=3"
[[sources]]
url = "https://en.news.example/story/2#top"
""",
    "2024-01-03-other": """
title = "Other"
date = 2024-01-03
places = [{ name = "Salem", country = "Greece" }]
figures = [{ what = "dead", best = 45 }, { what = "DEAD", value = 3 }]
x = { v = 2022-09-15T10:00:00+02:00, when = "soon", years = [2022] }
[[sources]]
url = "https://othernews.example/"
""",
}
TWEETS, NEWS, OTHER = OF_VALUES
PLACES = """
[portland]
name = "Portland"
within = "oregon"
[oregon]
name = "Oregon"
within = "usa"
[usa]
name = "USA"
country = "United States"
[salem]
name = "Salem"
within = "oregon"
"""


@pytest.fixture(scope="module")
def of_values(tmp_path_factory: pytest.TempPathFactory) -> Chronology:
    root = tmp_path_factory.mktemp("v")
    (root / "timeline.toml").touch()
    for name, text in (OF_VALUES | {"places": PLACES}).items():
        (root / f"{name}.toml").write_text(text, encoding="utf-8")
    return Chronology(str(root))


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        # addresses: hosts and whole segments
        ("url:twitter.com", [TWEETS]),
        ("url:x.com/b", [TWEETS]),
        ("url:x.com/b/status/2", []),
        ("url=https://x.com/b/status/1", [TWEETS]),
        ("url:news.example", [NEWS]),
        ("url:news.example/story", [NEWS]),
        ("url:news.example/sto", []),
        ("url:news.example/sto*", [NEWS]),
        ("url:news.exam*", [NEWS]),
        ("url:en.news.example", [NEWS]),
        ("url:news.example/story?id=3", [NEWS]),
        ("url:news.example/story?id=4", []),
        ("url=www.news.example/story/2", []),
        ("url~cid=twitter", [NEWS]),
        ("archive_url:archive.org", [TWEETS]),
        ("archive_url:news.example/a", [TWEETS]),
        ("has:archive_url", [TWEETS]),
        ("source:twitter.com", [TWEETS]),
        ("source:mobile.twitter.com", []),  # the same site
        ("origin:news.example", [NEWS]),
        # countries
        ("country:Greece", [TWEETS, OTHER]),
        ("country:gr", [TWEETS, OTHER]),
        ("country=GR", [TWEETS, OTHER]),
        ("country:USA", [TWEETS, NEWS]),
        ('country:"United States"', [TWEETS, NEWS]),
        ("country:states", [TWEETS, NEWS]),
        ("country:unit*", [TWEETS, NEWS]),
        ("country~^gr", [TWEETS, OTHER]),
        ("-country:US", [OTHER]),
        # figures
        ("figures.dead>40", [TWEETS, NEWS, OTHER]),
        ("figures.dead>50", [NEWS]),
        ("figures.dead<41", [TWEETS, OTHER]),
        ("figures.dead:45", [TWEETS, NEWS, OTHER]),
        ("figures.dead=51", [NEWS]),
        ("figures.dead:..29", [OTHER]),
        ('figures."people  INJURED">=7', [TWEETS]),
        ("-figures.dead>29", [OTHER]),
        ("figures.wounded>0", []),
        # the user's own values
        ("x.v:5..6", [TWEETS]),
        ("x.v:5..", [TWEETS, NEWS]),
        ("x.v:..6.5", [TWEETS, NEWS]),
        ("x.v:2022-09..2022-10", [OTHER]),
        ("x.when:2022-09-15..2022-09-30", [TWEETS]),
        ("x.when:2022-10-05..", [NEWS]),
        ("x.years:2022..2023", [TWEETS, NEWS, OTHER]),
        ("x.years:2022-01..2022-12", [NEWS]),
        ('x.text:"5..6"', [TWEETS]),
    ],
)
def test_values_are_compared_as_what_they_are(of_values: Chronology, text: str, answers: list[str]) -> None:
    assert ids(of_values, text) == answers


def test_what_figures_leave_open_is_possible(of_values: Chronology) -> None:
    assert ids(of_values, "figures.dead>40", certain=True) == [NEWS]
    assert ids(of_values, "figures.dead:30..50", certain=True) == [TWEETS]
    assert ids(of_values, "figures.dead<=50", certain=True) == [TWEETS, OTHER]
    assert ids(of_values, "-figures.dead>50", certain=True) == [TWEETS, OTHER]
    assert ids(of_values, "x.when:2022-10-05..", certain=True) == []
    assert ids(of_values, "x.when:2022-10..", certain=True) == [NEWS]


def test_a_platform_is_no_origin(tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").touch()
    by = '{ kind = "post", publisher = "X", author = "@anna", url = "https://x.com/anna/status/1" }'
    (tmp_path / "2024-a.toml").write_text(f'title = "A"\ndate = 2024\nsources = [{by}]\n', encoding="utf-8")
    (tmp_path / "2024-b.toml").write_text('title = "B"\ndate = 2024\nsources = ["https://x.com/b"]\n', encoding="utf-8")
    chronology = Chronology(str(tmp_path))
    assert ids(chronology, "origin:anna") == ids(chronology, "publisher:x") == ["2024-a"]
    assert ids(chronology, "origin:x") == []
    assert ids(chronology, "origin:x.com") == ids(chronology, "origin:twitter.com") == ["2024-b"]


def test_what_is_written_is_there_whatever_it_says(tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").touch()
    said = 'status = "reported"\nnote = "call back"\nsources = [{ id = "a", seen = true, state = "live" }]'
    secret = 'sources = [{ id = "a", anonymous = false, confidential = true }]'
    for name, more in {"2024-a": said, "2024-b": "", "2024-c": secret}.items():
        (tmp_path / f"{name}.toml").write_text(f'title = "A"\ndate = 2024\n{more}\n', encoding="utf-8")
    chronology = Chronology(str(tmp_path))
    for key in ("status", "note", "seen", "state"):
        assert ids(chronology, f"has:{key}") == ["2024-a"]
        assert ids(chronology, f"missing:{key}") == ["2024-b", "2024-c"]
    assert ids(chronology, "has:kind,anonymous") == []
