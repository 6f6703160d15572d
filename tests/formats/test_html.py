"""The page: what it holds, that it is nothing but what it is to be, and that other people's text is text."""

import re
from pathlib import Path
from typing import Any

import pytest

import html_page
from conftest import Run
from html_page import ELEMENTS, Element
from newsroom import git
from samples import EVENTS, SECRET, fill, register, same_as_golden
from timeline.formats import Carried, html

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'onmouseover='alert(1)",
    "<!-- --><![CDATA[x]]><?x?>&lt;&#60;&amp;",
    "</title></style></article></li></ol><iframe src=//x.example>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "\x1b[31m\x00\x07\x85\u202e\u2066\u2028\u200b\ufeff\ufffe\ufdd0\U0001fffe",
    "http://x.example/ javascript:alert(1)",
)
"""What would do harm as markup, as script, as a template, or as it is."""
FIELDS = """\
title = {0}
date = "2024-01-04T20:20+02:00"
date_text = {0}
status = "disputed"
lang = {0}
actors = [{{ name = {0}, role = {0}, as_named = {0} }}, {0}]
places = [{{ name = {0}, country = {0}, lat = 51.73, lon = 36.19 }}]
tags = [{0}]
summary = {0}
claim = {0}
note = {0}
links = [{{ type = "contradicts", to = {0}, note = {0} }}]
figures = [{{ what = {0}, low = 3, high = 5, unit = {0}, note = {0} }}]
variants = [{{ field = "title", value = {0}, note = {0} }}]
x.y = {0}

[[sources]]
id = "s"
title = {0}
author = {0}
publisher = {0}
published = 2024-01-05
url = {0}
archive_url = {0}
locator = {0}
quote = {0}
translation = {0}
cites = ["t"]

[[sources]]
id = "t"
kind = "person"
name = {0}
anonymous = true
affiliation = {0}
position = {0}
"""
"""An event that says one thing in every field that holds text."""


def quoted(text: str) -> str:
    """A text in TOML."""
    return '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08X}" for c in text) + '"'


def exported(run: Run, *words: str) -> tuple[str, Element]:
    done = run("export", "-f", "html", *words)
    assert done.code in {0, 3}, done.err
    return done.out, html_page.read(done.out)


def entries(root: Element) -> dict[str, str]:
    """The text of each entry by its ID."""
    return {str(found.attributes["id"]): found.text for found in root.all("article")}


def said(root: Element) -> list[str]:
    """What stands under the title, and below the events."""
    return [p.text for part in ("header", "footer") for found in root.all(part) for p in found.all("p")]


def put(root: Path, name: str = "a", date: str = "2024-11-17", more: str = "") -> None:
    text = f'title = {quoted(name.upper())}\ndate = "{date}"\n{more}\n'
    (root / f"{name}.toml").write_text(text, encoding="utf-8")


def test_golden(run: Run, empty: Path, update: bool) -> None:
    fill(empty)
    register(empty)
    text, root = exported(run)
    kept = re.sub("(?s)(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)", "…", text)
    kept = re.sub("(?<=-src 'sha256-)[^']+", "…", kept)  # the reader has seen to that
    assert same_as_golden("html.html", kept, update=update)
    assert SECRET.casefold() not in text.casefold()
    assert sorted(entries(root)) == sorted(EVENTS)
    assert run("export", "-f", "html").out == text


def test_it_is_made_of_what_a_page_may_hold_and_of_all_of_it(run: Run, empty: Path) -> None:
    """So nothing is allowed that no page needs."""
    fill(empty)
    register(empty)
    put(empty, "b", more='summary = "**So** it _is_: [c](https://c.example). سجل"\nsources = ["A"]')
    _, root = exported(run, "since:2023-06")
    used: dict[str, set[str]] = {}
    for element in root.all():
        used.setdefault(element.tag, set()).update(element.attributes)
    assert used == {tag: {*names.lower().split()} for tag, names in ELEMENTS.items()} | {"h3": {"dir"} | used["h3"]}
    assert used["h3"] == {"dir", "lang"}


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_said_is_text(text: str, run: Run, empty: Path) -> None:
    (empty / "a.toml").write_text(
        FIELDS.replace("{0}", quoted(text)).replace("{{", "{").replace("}}", "}"), encoding="utf-8"
    )
    (empty / "timeline.toml").write_text(f"title = {quoted(text)}\n", encoding="utf-8")
    (empty / "actors.toml").write_text(f'[a]\nname = "R"\naliases = [{quoted(text)}]\n', encoding="utf-8")
    page, root = exported(run, "-q")
    assert page.count("<script>") == page.count("</script>") == 1
    (entry,) = root.all("article")
    assert not any(value == text for element in entry.all() for value in [element.attributes.get("href")])
    hidden = "".join(re.findall(r"\\x..|<U\+\w+>", entry.text))
    if "\x1b" in text:
        assert "<U+202E>" in hidden
    else:
        shown = " ".join(text.split())
        assert shown in root.all("h1")[0].text
        assert entry.all("h3")[0].text == shown
        assert entry.text.count(shown) >= 12, entry.text


@pytest.mark.parametrize("name", ["a b", "a'b\"c", "<b>", "&amp;", "ä", "a%20b", "a#b", "a\u3000b"])
def test_whatever_a_file_is_called_links_lead_to_its_entry(name: str, run: Run, empty: Path) -> None:
    put(empty, name)
    put(empty, "z", more=f'links = [{{ type = "follows", to = {quoted(name)} }}]')
    _, root = exported(run)
    (other,) = root.all("article", id="z")
    (entry,) = [found for found in root.all("article") if found is not other]
    own, to = other.all("a")
    assert (own.text, to.text, to.attributes) == ("Z", entry.all("a")[0].text, entry.all("a")[0].attributes)


def test_a_link_by_an_earlier_id_leads_to_the_entry(run: Run, empty: Path) -> None:
    put(empty, "a", more='aliases = ["old", "b"]')
    put(
        empty,
        "b",
        more='links = [{ type = "follows", to = "old" }, { type = "related", to = "gone" }, { type = "related", to = "b" }]',
    )
    _, root = exported(run)
    links = root.all("article", id="b")[0].all("p")[-1]
    assert links.text == "Follows A; Related to gone; Related to B"
    assert [link.attributes["href"] for link in links.all("a")] == ["#a", "#b"]


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ('https://a.example/?q=<b>&c=\\"d\\"', "https://a.example/?q=%3Cb%3E&c=%22d%22"),
        ("http://a.example/ä", "http://a.example/%C3%A4"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example", None),
        ("https://", None),
    ],
)
def test_only_addresses_that_may_be_followed_are_links(url: str, href: str | None, run: Run, empty: Path) -> None:
    put(empty, more=f'sources = [{{ id = "s", publisher = "P", url = "{url}", archive_url = "{url}" }}]')
    _, root = exported(run)
    (chain,) = root.all("details")
    assert [link.attributes["href"] for link in chain.all("a")] == [href, href] * (href is not None)
    assert chain.all("li")[0].text.startswith("P (origin")


def test_nothing_is_loaded_and_nothing_runs_but_its_script(run: Run, empty: Path) -> None:
    fill(empty)
    page, root = exported(run)
    assert not re.search(r"<(?:img|link|iframe|object|embed|base)\b|\b(?:src|style|on\w+)=|@import|url\(", page)
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|WebSocket|import|eval|innerHTML|localStorage)\b", page)
    assert root.all("meta", name="referrer")[0].attributes["content"] == "no-referrer"


@pytest.mark.parametrize("point", ["lat = 51", "lat = 91, lon = 1", "lat = 1, lon = -181", "lat = 1e300, lon = 1e300"])
def test_what_is_no_point_on_earth_is_on_no_grid(point: str, run: Run, empty: Path) -> None:
    put(empty, more=f'places = [{{ name = "A", {point} }}]')
    _, root = exported(run)
    assert root.all("svg") == []
    put(empty, "b", more='places = [{ name = "B", lat = -90, lon = 180 }]')
    assert [dot.text for dot in exported(run)[1].all("circle")] == ["B: B"]


def test_names_of_the_register_are_told_to_the_script_alone(run: Run, empty: Path) -> None:
    fill(empty)
    register(empty)
    _, root = exported(run, "id:2024-01-04-everything")
    named = {found.text: found.attributes.get("data-is") for found in root.all("b")}
    assert named == {"A": None, "B": "Bee", "Kursk": None}


@pytest.mark.parametrize(
    ("date", "tag", "value", "shown"),
    [
        ("2024-11-17", "time", "2024-11-17", "17 November 2024"),
        ("2024-11", "time", "2024-11", "November 2024"),
        ("2024", "time", "2024", "2024"),
        ("2024-11-17T20:20:30Z", "time", "2024-11-17T20:20:30Z", "17 November 2024, 20:20:30 (UTC)"),
        ("2024~", "data", "2024~", "c. 2024"),
        ("0000", "data", "0000", "1 BC"),
        ("-0043-03-15", "data", "-0043-03-15", "15 March 44 BC"),
        ("2024-21", "data", "2024-21", "Spring 2024"),
        ("2024-11-17/..", "data", "2024-11-17/..", "Since 17 November 2024"),
    ],
)
def test_when_it_was_for_people_and_for_programs(
    date: str, tag: str, value: str, shown: str, run: Run, empty: Path
) -> None:
    put(empty, date=date)
    _, root = exported(run)
    (when,) = root.all("p", **{"class": "when"})
    (held,) = when.all()
    assert (held.tag, [*held.attributes.values()], held.text) == (tag, [value], shown)


def test_times_of_one_zone_are_told_once(run: Run, empty: Path) -> None:
    put(empty, "a", "2024-11-17T20:20")
    put(empty, "b", "2024-11-18")
    (empty / "timeline.toml").write_text('timezone = "Europe/Kyiv"\n', encoding="utf-8")
    _, root = exported(run)
    assert "Times in Europe/Kyiv." in said(root)
    assert [found.attributes["data-span"] for found in root.all("article")] == [
        "=20044.8472222,20044.8479167",
        "=20045,20046",
    ]


def test_of_times_of_two_zones_each_is_by_its_own_clocks(run: Run, empty: Path) -> None:
    put(empty, "a", "2024-11-17T20:20+02:00")
    put(empty, "b", "2024-11-17T20:20Z")
    _, root = exported(run)
    assert "Each time is by its own clocks; on the axis all stand by UTC." in said(root)
    when = [found.text for found in root.all("p", **{"class": "when"})]
    assert when == ["17 November 2024, 20:20 (UTC+2)", "17 November 2024, 20:20 (UTC)"]
    spans = [found.attributes["data-span"] for found in root.all("article")]
    assert spans == ["=20044.7638889,20044.7645833", "=20044.8472222,20044.8479167"]


def test_what_is_only_possibly_in_the_range_is_marked(run: Run, empty: Path) -> None:
    put(empty, "a", "2024")
    put(empty, "b", "2024-11-17")
    _, root = exported(run, "on:2024-11-17")
    assert "2 events, 1 of them only possibly in the range." in said(root)
    assert [(found.attributes["id"], len(found.all("em"))) for found in root.all("article")] == [("a", 1), ("b", 0)]


def test_a_day_of_report_is_told_once(run: Run, empty: Path) -> None:
    put(empty, "a", "2024-11-17", 'date_basis = "reported"')
    _, root = exported(run, "on:2024-11-17")
    assert "1 event dated by the first report: then or before." in said(root)
    assert root.all("em") == []
    assert root.all("article")[0].attributes["data-span"] == "<20044,20045"


def test_what_cannot_be_read_is_told(run: Run, empty: Path) -> None:
    put(empty)
    (empty / "broken.toml").write_text("[\n", encoding="utf-8")
    done = run("export", "-o", "page.html")
    assert done.code == 3
    root = html_page.read(Path("page.html").read_text(encoding="utf-8"))
    assert said(root)[0] == "Not complete. What cannot be read is left out: broken.toml."


def test_what_was_asked_is_told(run: Run, empty: Path) -> None:
    put(empty, more='tags = ["war"]')
    _, root = exported(run, "tag:war", "a")
    assert said(root)[0].startswith("Events ")
    assert "war" in said(root)[0]
    _, root = exported(run, 'x.y:"<b>"')
    assert said(root)[0] == 'Events that answer: x.y:"<b>".'


def test_as_of_when_is_told(run: Run, empty: Path) -> None:
    git("init", "-q")
    source = 'sources = [{{ id = "s", publisher = "{}", published = {} }}]'
    put(empty, "a", more=source.format("Early", "2024-11-17"))
    put(empty, "b", more=source.format("Late", "2024-12-24"))
    put(empty, "c", more='sources = ["Undated"]')
    git("add", "-A")
    git("commit", "-qm", "x")
    _, root = exported(run, "--recorded-at", "HEAD", "--published-by", "2024-12-01")
    told = said(root)
    assert told[0].startswith("As recorded in commit ")
    assert "Sources published by 1 December 2024; 1 without dated sources left out." in told
    assert told[-1].startswith("Made from files as recorded in commit ")
    assert [*entries(root)] == ["a"]
    judged = "The status of an event is today's: it may rest on later sources."
    assert judged in said(exported(run, "--published-by", "2024-12-01")[1])
    assert judged not in said(exported(run)[1])
    put(empty, "d")
    assert said(exported(run)[1])[-1] == "Made from files with uncommitted changes."


def test_a_page_of_nothing_says_so(run: Run, empty: Path) -> None:
    done = run("export", "nowhere", "-f", "html")
    assert (done.code, done.err) == (0, "no events match\n")
    root = html_page.read(done.out)
    assert [p.text for p in root.all("main")[0].all("p")] == ["No events."]
    assert "0 events" not in done.out
    assert root.all("script") == root.all("form") == root.all("article") == []


def test_without_a_known_day_there_is_a_list(run: Run, empty: Path) -> None:
    put(empty, date="XXXX")
    _, root = exported(run)
    assert "1 event, of which no day is known." in said(root)
    assert root.all("div", data_part="axis")[0].attributes["data-window"] == ""
    assert (root.all("p", data_part="count")[0].text, root.all("article")[0].attributes["data-span"]) == ("1 event", "")


def test_the_first_list_is_short_and_none_is_long(run: Run, empty: Path) -> None:
    for n in range(70):
        put(empty, f"a{n:02}", f"2024-01-{n % 28 + 1:02}")
    _, root = exported(run)
    assert [len(found.all("article")) for found in root.all("ol")] == [8, 16, 32, 14]
    assert root.all("p", data_part="count")[0].text == "All 70 events"


def test_letters_are_written_by_number_where_most_titles_are_ascii(run: Run, empty: Path) -> None:
    put(empty, "a", more='summary = "Київ"')
    assert run("export", "-f", "html").out.isascii()
    for n, title in enumerate(("Київ", "事件")):
        assert run("-q", "add", title, "--date", f"2024-01-0{n + 1}").code == 0
    assert "Київ</a>" in run("export", "-f", "html").out


def test_it_says_how_far_it_is() -> None:
    steps: list[Any] = []
    "".join(html.export([], Carried(progress=lambda *step: steps.append(step))))
    assert steps == []
