"""Random events with missing fields, random registers and random queries, all from one seed.

Texts come from few words, so that queries find something; among them are other scripts, and what would harm SQL, FTS5
or a pattern that took it for its own.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from timeline.eventfile.fingerprint import fingerprint
from timeline.eventfile.writer import render
from timeline.model.event import (
    DATE_BASIS,
    KIND,
    LABELS,
    LIKELIHOOD,
    LINK,
    REVIEWED,
    ROLE,
    STATUS,
    Actor,
    Event,
    Figure,
    Link,
    Place,
    Source,
)
from timeline.query.fields import keys
from timeline.toml.parser import parse_toml

WORDS = [
    *("strike", "Strikes", "Kursk", "long-range", "U.S.", "US", "officials", "Biden's", "Joe", "Biden", "état", "etat"),
    *(
        "l’État",
        "Straße",
        "STRASSE",
        "Київ",
        "київ",
        "Łódź",
        "e\u0301te\u0301",
        "東京",
        "東京で会議",
        "会議",
        "ประชุมที่กรุงเทพ",
        "กรุงเทพ",
        "ﬁre",
        "5²",
        "a_b",
        "\ue000",
    ),
    *("Hawaiʻi", "Hawai'i", "Hawaii", "Sanʿa", "sana", "हिन्दी"),
    *("AND", "or", "NOT", "NEAR", "NEAR/2", '"quoted"', "a*", "^", "%", "_", "title:x", "{tags}", "-x", "+", "--"),
    *("');DROP TABLE event;--", "\\", "\0", "x\0y", "(", ")", "~", "2024", "…"),
]
DATES = [
    *("2024-11-17", "2024-11-18", "2024-11", "2024", "2023-02-28", "2024-11-17T20:20", "2024-11-17T20:20Z", "2024-12"),
    *("2024-11-17T23:20-08:00", "2024-11-17?", "2024~", "2024-11-1X", "202X", "-0043-03-15", "Y17000", "2024-21"),
    *("2024-11-10/2024-11-20", "2024-11-17/..", "../2024-11-17", "2024-11/", "/2024-11", "2024-11-10/2024-11-20~"),
    *("[2024-11-03,2024-11-17]", "{2024-11-03,2024-11-17}", "[..2024-11-17]", "{2024-11-16..2024-11-18}", "XXXX-11-17"),
    *(
        "[2024-11-03?,2024-12]",
        "{2024-01,2024-11-17~}",
        "[2024-11-17..]",
        "2024-11-17T18:20:30Z/2024-11-18T01:20+02:00",
    ),
    *("2024-11-16/2024-11-17T18:20Z", "2024-11-17T18:20/.."),
]
ZONES = ["Europe/Kyiv", "America/New_York", "Europe/Nowhere"]
ASKED_DATES = [d for d in DATES if "XXXX" not in d]
NAMES = [
    "Joe Biden",
    "POTUS",
    "biden",
    "United States",
    "US",
    "Kyiv",
    "Київ",
    "State Dept.",
    "Jo\u00e3o",
    "Joao",
    "x's",
    "田中太郎",
    "田中",
    "O'Neil",
    "ONeil",
    "+",
]
PLACES = ["Kursk", "Kursk Oblast", "Курск", "Springfield", "Sumy", "Nowhere", "kursk-city", "東京都", "東京"]
TAGS = ["war", "war/air", "War/Air/Strike", "warfare", "énergie", "energy", "c++", "AND", "a b", "東京", "東京/会議"]
ACTORS = """
[joe-biden]
name = "Joe Biden"
aliases = ["POTUS", "Biden", "田中太郎"]
memberships = [{ of = "state-dept", from = "2024-11-10" }, { of = "united-states", until = "2023" }]
[state-dept]
name = "State Dept."
memberships = [{ of = "united-states", until = "2024-11-17" }]
[united-states]
name = "United States"
aliases = ["US", "États-Unis"]
[ukraine]
name = "Ukraine"
aliases = ["Kyiv", "Київ"]
[kyiv-post]
name = "Kyiv Post"
aliases = ["Kyiv"]
"""
PLACE_REGISTER = """
[kursk-city]
name = "Kursk"
within = "kursk-oblast"
aliases = ["Курск"]
[kursk-oblast]
name = "Kursk Oblast"
within = "russia"
aliases = ["Kursk"]
lat = 51.7
lon = 36.2
[russia]
name = "Russia"
country = "RU"
[springfield-il]
country = "US"
name = "Springfield"
lat = 39.8
lon = -89.6
[springfield-ma]
name = "Springfield"
lat = 42.1
lon = -72.6
[sumy]
within = "sumy"
country = "Greece"
name = "Sumy"
lat = 50.9
"""
DOCUMENTS = """
[leak]
title = "Leaked strike memo"
publisher = "The Kyiv Post"
author = ["Anna Biden", "B. Officials"]
published = "2024-11-17"
url = "https://leak.example/memo"
"""
URLS = [
    *("https://a.example/strike", "https://Biden.example/Joe?q=%22", "", "http://www.a.example/strike/2?b=1&a=2#top"),
    *("https://x.com/b/status/1?s=20", "https://mobile.twitter.com/b/status/1", "https://news.a.example/"),
    *("https://youtu.be/abc?t=3", "https://www.youtube.com/watch?v=abc", "a.example/strikes", "no address"),
    *("https://web.archive.org/web/2024/https://a.example/strike/2", "https://t.me/s/c/1", "https://b.example/#!/a/b"),
]
OWN: list[Any] = [
    *(0, 17, -1.5, 1e20, 0.0, True, False, "17", "true", "", "strike", [], {}, ["Joe", "", 3, True, [1], {"a": 1}]),
    *(
        date(2024, 11, 17),
        datetime(2024, 11, 17, 20, 20, tzinfo=UTC),
        {"b": 17, "c": {"d": "strike"}, "e": 0},
        2**63 - 1,
    ),
]


ANY, ORDER = (":", ":", "="), (":", "=", "<", "<=", ">", ">=")
TERMS: list[tuple[Iterable[str], Iterable[str], Iterable[str]]] = [
    *[(("",), ("",), ("WORDS",))] * 3,
    (("title", "summary", "lang", "quote"), ANY, ("WORDS", "WORDS,WORDS")),
    (("url", "archive_url"), ANY, ("a.example", "a.example/strike", "a.example/strik", "A.EXAMPLE/strike/2", "twitter.com", "x.com/b")),
    (("url", "archive_url"), ANY, ("youtube.com/watch?v=abc", '"https://youtu.be/abc"', "a.example/strike/2?a=2", "archive.org")),
    (("url", "archive_url"), ":", ("a.example/stri*", "a.exa*", "b.example/#!/a", "t.me/c", "archive.org/web*")),
    *[(("country",), ANY, ("Greece", "gr", '"United Kingdom"', "GB", "Yugoslavia", "Korea", "KR", "Ireland", "Russia", '"Éi"*'))] * 2,
    *[(("figures.dead", "figures.DEAD", 'figures."people killed"', "figures.none"), ORDER, ("5", "40", "40.5", "1e9"))] * 2,
    (("figures.dead", "figures.wounded"), (":",), ("1..40", "..5", "40..", "31..49.5")),
    (("x.n", "x.deep", "x.n.b"), (":",), ("5..17", "..0", "17..", "-2..1e30", "2024-11..2024-12", "2024..2025", "..2024", "1..2024-01")),
    *[(("title", "summary", "tag", "actor", "place", "source", "origin", "url", "id", "x.n", "x.deep", "lang", "quote"), "~",
       ("strike", "^$", "b.*n", '"a|B"', '"\\\\"', "^", "[ée]", "\\0"))] * 2,
    (("tag",), ANY, ("TAG", "TAG,TAG", "WORDS")),
    (("status",), ANY, (*STATUS, "confirmed,alleged")),
    (("kind",), ANY, KIND),
    (("basis",), ANY, DATE_BASIS),
    (("label",), ANY, LABELS),
    (("reviewed",), ANY, (*REVIEWED, "yes,no")),
    (("likelihood",), ORDER, LIKELIHOOD),
    (("status", "kind", "basis", "likelihood", "label", "reviewed"), "~", ("ed$", "^s", "a|b")),
    (("lang",), ":", ("en", "gb", "uk", "e*")),
    (("id",), ANY, ("strike", "2024-11-03-x", '"11 2024"', "2024-11*", "joe-biden-2024", '"11 st"*')),
    *[(("actor", "actor", "actor", "place", "place", *ROLE), ANY, ("NAME", "NAME,NAME"))] * 4,
    *[(("source", "origin", "publisher", "author"), ANY, ("NAME", "WORDS", "leak"))] * 2,
    (("source", "origin", "source"), ANY,
     ("s1", "strike", "a.example", '"https://a.example/strike"', '"example joe"', '"++"', "leak", "exa*", '"joe exa"*')),
    *[(("date", "since", "until", "on", "published"), ":", ("DAY", "DAY", "DAY,DAY"))] * 2,
    (("date", "published"), ":", ("DAY..DAY", "DAY..", "..DAY")),
    (("since:DAY until:",), ("",), ("DAY",)),
    (("date", "published"), ORDER, ("DAY",)),
    (("date", "published"), "~", ("2024", "[?]$", r"^\[", "soon", "11-17")),
    (("origins",), ORDER, "0123"),
    (("origins:",), "0123", ("..", "..3")),
    (("link",), ANY, (*LINK, "2020-gone", "2024-11-03-x", "about-2024")),
    (("link",), ":", ("2024-11-0*", "about*", "2020-gone", '"11 2024"', '"11 st"*')),
    (("has", "missing"), ":", (*keys(), "x.n", "x.deep", "x.n.b", "x.deep.c", "x.a.b")),
    (("near:",), ("51.7,36.2,", "39.8,-89.6,", "42.1,-72.6,", "0,0,", "50.9,0,"), ("1km", "900km", "9000km")),
    (("x.n", "x.deep", "x.n.b", "x.deep.c.d", "x.a.b", "x.Ünï"), ("",),
     (":17", "=17", ":strike", ":true", ":false", "=Joe", ":2024*", "<17", ">=0", ">-2", "<=1e20", "<1e300")),
]  # fmt: skip
"""Fields, operators, values; the words in capitals are filled in."""


T = TypeVar("T")


class Maker:
    """Makes things from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def maybe(self, make: Callable[[], Any], chance: float = 0.5) -> Any:
        return make() if self.random.random() < chance else None

    def one(self, of: Iterable[T]) -> T:
        return self.random.choice([*of])

    def several(self, make: Callable[[], Any], most: int = 3) -> tuple[Any, ...]:
        return tuple(make() for _ in range(self.random.randint(0, most)))

    def text(self) -> str:
        return " ".join(self.one(WORDS) for _ in range(self.random.randint(1, 4)))

    # ------------------------------------------------------------------------------------------------------- events

    def actor(self) -> Actor:
        return Actor(name=self.one([*NAMES, self.text()]), role=self.one([*ROLE, "tag", "quote"]))

    def place(self) -> Place:
        point = self.one([(None, None), (51.7, 36.2), (51.7, None), (0.0, 0.0)])
        country = self.maybe(lambda: self.one(["Greece", "GR", "UK", "Korea, South", "Yugoslavia", "Éire", ""]), 0.3)
        return Place(name=self.one([*PLACES, self.text()]), country=country, lat=point[0], lon=point[1])

    def source(self, number: int) -> Source:
        return Source(
            id=f"s{number}",
            ref=self.maybe(lambda: "leak", 0.1),
            kind=self.one(["article", "person", "post"]),
            title=self.maybe(lambda: self.one([self.text(), ""])),
            author=self.maybe(lambda: self.one([self.one(NAMES), (self.text(), self.one(NAMES)), ()])),
            publisher=self.maybe(lambda: self.one([*NAMES, "Twitter", "X", self.text()])),
            published=self.maybe(lambda: self.one([*DATES, "soon"])),
            lang=self.maybe(lambda: self.one(["en", "uk"]), 0.2),
            url=self.maybe(lambda: self.one(URLS)),
            archive_url=self.maybe(lambda: self.one(URLS), 0.2),
            quote=self.maybe(self.text, 0.2),
            cites=self.several(lambda: f"s{self.random.randint(0, 4)}", 2),
            name=self.maybe(lambda: self.one(NAMES), 0.3),
            anonymous=self.one([True, False, False]),
            firsthand=self.one([True, False, None]),
            seen=self.one([True, True, False]),
            stance=self.one(["supports", "supports", "denies"]),
            affiliation=self.maybe(lambda: self.one(NAMES), 0.2),
            confidential=self.random.random() < 0.1,
        )

    def figure(self) -> Figure:
        number = self.one([None, 5, 40, 40.5, 0, -3])
        low, high = self.maybe(lambda: self.one([1, 30, 40]), 0.6), self.maybe(lambda: self.one([40, 50, 1e9]), 0.6)
        value, best = self.one([(number, None), (None, number), (None, None)])
        return Figure(
            what=self.one(["dead", "Dead", "People  killed", "wounded"]), value=value, low=low, best=best, high=high
        )

    def event(self, ids: list[str]) -> Event:
        return Event(
            title=self.text() + self.one([" a", ""]) or "a",
            date=self.one(DATES),
            date_basis=self.one(DATE_BASIS),
            seq=self.maybe(lambda: self.random.randint(0, 2)),
            timezone=self.maybe(lambda: self.one(ZONES), 0.3),
            kind=self.one(KIND),
            status=self.one(STATUS),
            likelihood=self.maybe(lambda: self.one(LIKELIHOOD)),
            actors=self.several(self.actor),
            places=self.several(self.place, 2),
            tags=self.several(lambda: self.one([*TAGS, self.text(), ""])),
            summary=self.maybe(lambda: self.one([self.text() + "\n" + self.text(), ""])),
            note=self.maybe(self.text, 0.2),
            claim=self.maybe(self.text, 0.1),
            sources=tuple(self.source(n) for n in range(self.random.randint(0, 3))),
            links=self.several(lambda: Link(type=self.one(LINK), to=self.one([*ids, "2020-gone"])), 2),
            aliases=self.several(lambda: self.one(["2020-gone", "2020-older"]), 1),
            figures=self.several(self.figure, 2),
            lang=self.maybe(lambda: self.one(["en", "en-GB", "uk", ""])),
            x={name: self.one(OWN) for name in ("n", "deep", "a.b", "Ünï", "a\nquote") if self.random.random() < 0.5},
        )

    def chronology(self, root: Path, events: int) -> Path:
        """Write a chronology."""
        root.mkdir()
        for name, text in (("timeline", ""), ("actors", ACTORS), ("places", PLACE_REGISTER), ("sources", DOCUMENTS)):
            (root / f"{name}.toml").write_text(text, encoding="utf-8")
        ids = [f"2024-11-{n:02}-{self.one(('strike', 'about', 'joe-biden', 'x'))}" for n in range(events)]
        for n, id_ in enumerate(ids):
            text = render(self.event(ids))
            for name, kept in {"Anna": n % 4 == 1, "Omar": n % 5 == 2}.items():
                now = fingerprint(parse_toml(text.encode())) if n % 8 < 6 else "0" * 16
                text += f'\n[[reviews]]\nby = "{name}"\non = 2025-03-03\nof = "{now}"\n' * kept
            (root / f"{id_}.toml").write_bytes(text.encode())
        return root

    # ------------------------------------------------------------------------------------------------------ queries

    def query(self, depth: int = 3) -> str:
        """The text of a query, which may be refused."""
        sort = self.random.random()
        if depth and sort < 0.15:
            return "-(" + self.query(depth - 1) + ")"
        if depth and sort < 0.3:
            return "(" + " or ".join(self.query(depth - 1) for _ in range(2)) + ")"
        if depth and sort < 0.45:
            return " ".join(self.query(depth - 1) for _ in range(2))
        return self.term()

    def words(self, text: str) -> str:
        """Some of the words of a text, perhaps as a prefix."""
        some = text.split()
        start = self.random.randrange(len(some) or 1)
        shown = " ".join(some[start : start + self.random.randint(1, 3)])
        shown = self.one([shown, shown, shown.lower(), " ".join(reversed(shown.split())), shown[: len(shown) // 2 + 1]])
        shown = shown.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{shown}"' + "*" * self.one([0, 0, 1])

    def term(self) -> str:
        """One term."""
        fields, operators, values = self.one(TERMS)
        text = "".join([self.one(fields), self.one(operators), self.one(values)])
        fillings: dict[str, Callable[[], str]] = {
            "WORDS": lambda: self.words(self.one([self.one(WORDS), self.text()])),
            "NAME": lambda: self.words(self.one([*NAMES, *PLACES, self.text()])),
            "TAG": lambda: self.words(self.one(TAGS)),
            "DAY": lambda: self.one(ASKED_DATES),
        }
        for hole, make in fillings.items():
            while hole in text:
                text = text.replace(hole, make(), 1)
        return text
