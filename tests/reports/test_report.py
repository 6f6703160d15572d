"""Whole documents: what an editor would publish, from any event there may be."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKOUT, Run
from newsroom import of_another_owner
from readings import HOSTILE, READERS, read
from samples import EVENTS, SECRET, fill, same_as_golden
from timeline.model.settings import ReportSettings
from timeline.query import parser
from timeline.reports.report import Report
from timeline.reports.templates.templating import render
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.store.search.compiler import Question

TEMPLATES = ("chronology", "brief", "sourcing", "actors")


def page(root: Path, template: str = "chronology", asked: Question = Question(), **chosen: Any) -> str:  # noqa: B008 - a NamedTuple cannot change
    chronology = Chronology(str(root))
    options = ReportSettings(template=template, **chosen)
    report = Report(chronology, asked, chronology.events(asked), options)
    return "".join(report.finished(render(str(root / "templates"), template, report)))


def write(root: Path, **events: str) -> Path:
    root.mkdir(exist_ok=True)
    (root / "timeline.toml").write_text('title = "T"\n', encoding="utf-8")
    for name, text in events.items():
        (root / f"{name}.toml").write_text(text, encoding="utf-8")
    return root


def git(root: Path, *words: str, date: str = "2024-11-18T12:00:00+00:00") -> str:
    author = ("-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "core.autocrlf=false")
    environment = {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date, "PATH": "/usr/bin:/bin", "HOME": str(root)}
    done = subprocess.run(
        ["git", "-C", root, *author, *words], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout


@pytest.mark.parametrize("template", TEMPLATES)
def test_golden(template: str, tmp_path: Path, update: bool) -> None:
    """Every sort of event, in every template."""
    root = fill(write(tmp_path / "events"))
    assert same_as_golden(f"report-{template}.md", page(root, template), update=update)


def test_the_real_events(real: Path) -> None:
    text = page(real)
    assert (
        "17 November 2024 (reported): Biden authorises Ukrainian forces to strike Russian territory with ATACMS"
        " missiles\n\nWho: Joe Biden (agent), Ukrainian forces (recipient), Russia (target). According to"
        " Ukrainska Pravda, citing The New York Times, which cited unnamed American officials.[^4] All of it goes"
        " back to one source, not named.\n"
    ) in text
    assert " Where: Kursk Oblast, Russia. According to " in text
    notes = text.partition("\n## Notes\n\n[^1]: ")[2].split("\n\n")
    assert notes[0].startswith("Kateryna Tyshchenko, “Biden allows Ukraine")
    assert notes[2].startswith("[^3]: Kateryna Tyshchenko, para 6, citing The New York Times (not consulted), which")
    assert (
        "For none of 6 events are two independent sources on file. 6 have one source, unnamed in 5 of them;"
        " 1 is denied as well. On file: 1 document of 1 publisher.\n"
    ) in text
    assert "Status: expected, likely (55–80 %)." in text
    assert text.count("(not consulted)") == 6
    assert text.partition("## Bibliography")[2].count("\n- ") == 1
    assert "Status: reported" not in text


@pytest.mark.parametrize("template", TEMPLATES)
def test_notes_links_and_headings_are_in_order(template: str, tmp_path: Path) -> None:
    text = page(fill(write(tmp_path / "events")), template)
    body = re.sub(r"^\[\^\d+\]:.*$", "", text, flags=re.MULTILINE)
    called = re.findall(r"\[\^(\d+)\]", body)
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert called == defined == [str(n + 1) for n in range(len(called))]
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(set(anchors)) == len(anchors)
    links = {link[1:] for link in read(text, "gfm").links if link.startswith("#") and not link.startswith("#fn")}
    assert links == {*anchors}
    assert not re.search(r"[ \t]$|\n\n\n", text, re.MULTILINE)
    assert text.endswith("\n")
    assert "<!--" not in text
    headings = re.findall(r"^#+ .*", text, re.MULTILINE)
    assert [h for h in headings if h.startswith("# ")] == headings[:1]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_hostile_text_is_nowhere_markup(template: str, reader: str, tmp_path: Path) -> None:
    """The same page of harmless words has the same markup, token for token."""

    def events(texts: list[str]) -> Path:
        found = {}
        for n, text in enumerate(texts):
            quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
            actor = f'{quoted[:-1]} {n}"'  # each has a heading of its own
            found[f"2024-01-01-e{n:02}"] = (
                f"title = {quoted}\ndate = 2024-01-01\ndate_text = {quoted}\nclaim = {quoted}\n"
                f"actors = [{{ name = {actor}, role = {quoted} }}]\nstatus = {quoted}\nlikelihood = {quoted}\n"
                f"links = [{{ type = {quoted}, to = {quoted}, note = {quoted} }}, {{ type = 'related', to = '2024-01-01-e00' }}]\n"
                f"figures = [{{ what = {quoted}, value = 3, unit = {quoted} }}]\n"
                f"variants = [{{ field = {quoted}, value = {quoted}, note = {quoted} }}]\n"
                f"[[sources]]\nid = 'a'\ntitle = {quoted}\npublisher = {quoted}\nauthor = {quoted}\nlocator = {quoted}\n"
                f"quote = {quoted}\ncites = ['b']\n[[sources]]\nid = 'b'\nkind = 'person'\nname = {quoted}\naffiliation = {quoted}\n"
            )
        return write(tmp_path / f"events{len(list(tmp_path.iterdir()))}", **found)

    hostile = [*HOSTILE, "bidi \u202e\u2066 zero\u200b", "quoted \"x\" 'y'", "line\n\n# two\n\n[^1]: x"]
    shapes = []
    for texts in (hostile, [f"harmless{n:02}" for n in range(len(hostile))]):
        found = read(page(events(texts), template), reader)
        shapes.append((sorted(found.markup), len(found.links), len(found.html)))
        if texts is hostile:
            for text in texts:
                shown = " ".join(text.split()).replace("\u202e", "<U+202E>").replace("\u2066", "<U+2066>")
                assert shown.replace("\u200b", "<U+200B>") in found.text
    assert shapes[0] == shapes[1]


def test_a_title_with_a_full_stop(tmp_path: Path) -> None:
    root = write(
        tmp_path / "e",
        a="title = 'Is it over?'\ndate = 2024\nsources = ['Reuters']\n",
        b="title = 'It is.'\ndate = 2025\n",
        c="title = 'So'\ndate = 2026\nstatus = 'confirmed'\n",
    )
    text = page(root)
    assert (
        "2024: Is it over?\n\nAccording to Reuters.[^1] It rests on one report, which does not say how it knows.\n"
        in text
    )
    assert "2025: It is&#46;\n\nNo source is given.\n" in text
    assert "2026: So\n\nNo source is given. Status: confirmed.\n" in text
    brief = page(root, "brief")
    assert "Is it over? According to Reuters. It rests on" in brief
    assert "It is. No source is given.\n" in brief


def test_dates_stand_under_months_and_years(tmp_path: Path) -> None:
    dates = (
        "2024-11-17",
        "2024-11-02",
        "'2024'",
        "'2024-11-30/2024-12-02'",
        "'199X'",
        "'1850?'",
        "'[..1800]'",
        "'2023~'",
    )
    root = write(tmp_path / "e", **{f"e{n}": f"title = 'E{n}'\ndate = {d}\n" for n, d in enumerate(dates)})
    headings = re.findall(r"^## <a.*</a>(.*)", page(root), re.MULTILINE)
    assert headings == [
        "1800, month not known",
        "1850, month not known",
        "1990s",
        "2023, month not known",
        "2024, month not known",
        "November 2024",
    ]
    text = page(root)
    assert "### c. 2023: E7\n" in text


def test_counts_in_words(tmp_path: Path) -> None:
    many = ", ".join(f"{{ id = 's{n}', kind = 'person', name = 'P{n}' }}" for n in range(12))
    root = write(
        tmp_path / "e",
        a=f"title = 'A'\ndate = 2024\nsources = [{many}]\n",
        b="title = 'B'\ndate = 2024\nsources = ['Reuters', 'AP']\n",
        c="title = 'C'\ndate = 2024\nsources = [{ id = 'x', publisher = 'X', cites = ['y'] }, { id = 'y', publisher = 'Y', cites = ['x'] }]\n",
    )
    text = page(root)
    assert " 12 sources that are known to be different people or documents say so.\n" in text
    assert "] Neither says how it knows, and whether they are independent is" in text
    assert " The reports only cite one another, and none of them says where it began.\n" in text


def test_what_was_asked_is_said(real: Path) -> None:
    asked = parser.parse(["actor:Biden", "tag:ATACMS"])
    assert "\nEvents involving Joe Biden and tagged ATACMS.\n" in page(real, asked=Question(asked))
    assert "\nEvents in Kursk.\n" in page(real, asked=Question(parser.parse("place:kursk")))
    assert "\nEvents that answer: has:note.\n" in page(real, asked=Question(parser.parse("has:note")))
    assert "\nAll events; only those certain to be in the range; an actor stands for its members too.\n" in page(
        real, asked=Question(certain=True, members=True)
    )
    assert page(real).startswith("# ATACMS and the strikes on Russian territory\n\n6 events: 3 on 17 November 2024; of")
    text = page(real, asked=Question(parser.parse(["since:2024-11-17"])))
    assert "By 17 November 2024, possibly in the range: " in text
    assert "; 2 are only possibly in the range. On file: 1 document of 1 publisher.\n" in text


def test_what_was_published_by_a_day(real: Path) -> None:
    text = page(real, asked=Question(published_by=date(2024, 11, 17).toordinal()))
    assert (
        "\nSources published by 17 November 2024.\n\n† The status is today's: it may rest on later sources.\n" in text
    )
    assert text.count("†.") == 3
    (real / "2024" / "2024-01-01-undated.toml").write_text(
        "title = 'U'\ndate = 2024\nstatus = 'confirmed'\n", encoding="utf-8"
    )
    text = page(real, asked=Question(published_by=date(2024, 11, 17).toordinal()))
    assert "Sources published by 17 November 2024; 1 without dated sources left out.\n" in text


def test_the_day_that_an_unknown_title_bears(tmp_path: Path) -> None:
    root = write(tmp_path / "e")
    (root / "timeline.toml").write_text("", encoding="utf-8")
    assert page(root).startswith("# Chronology\n\n## Sourcing\n\nThere are no events.\n")


# ------------------------------------------------------------------------------------------------- what can be chosen


@pytest.mark.parametrize("template", TEMPLATES)
def test_another_title(template: str, real: Path) -> None:
    assert "# ATACMS and the strikes on Russian territory" in page(real, template)
    assert "# The \\*road\\*" in page(real, template, title="The *road*")


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_language_stands_at_the_very_top(template: str, real: Path) -> None:
    plain = page(real, template)
    assert page(real, template, lang="uk") == f"---\nlang: uk\n---\n\n{plain}"
    assert page(real, template, lang="no").startswith('---\nlang: "no"\n---\n')


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_bibliography_or_none(template: str, real: Path) -> None:
    usual = template == "chronology"
    assert ("## Bibliography" in page(real, template)) == usual
    assert "\n## Bibliography\n\n- Kateryna Tyshchenko" in page(real, template, bibliography=True)
    without = page(real, template, bibliography=False)
    assert "Bibliography" not in without
    assert "\n\n\n" not in without + page(real, template, bibliography=True)


@pytest.mark.parametrize("template", ["chronology", "brief"])
def test_other_headings(template: str, real: Path) -> None:
    def headings(group: str) -> list[str]:
        text = page(real, template, group=group).partition("## Sourcing")[0]
        return re.findall("^## (?:<a.*</a>)?(.*)", text, re.MULTILINE)

    assert headings("month") == ["November 2024"]
    assert headings("year") == ["2024"]
    assert headings("place") == ["Kursk Oblast", "No place given"]
    assert headings("tag")[:2] == ["ATACMS", "escalation"]
    assert "Joe Biden" in headings("actor")


@pytest.mark.parametrize("reader", READERS)
def test_an_event_that_stands_under_two_headings_has_one_note_and_one_anchor(reader: str, real: Path) -> None:
    text = page(real, group="actor")
    what = "Biden authorises Ukrainian forces to strike Russian territory with ATACMS missiles"
    again = f"17 November 2024 (reported): [{what}](#2024-11-17-biden-authorises-atacms) (above).\n"
    assert (
        text.count(f'\n### <a id="2024-11-17-biden-authorises-atacms"></a>17 November 2024 (reported): {what}\n') == 1
    )
    assert text.count(again) == 2
    assert len(re.findall(r"\[\^\d\] All of it goes", text)) == 6
    assert sorted(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)) == list("123456")
    assert "For none of 6 events" in text
    assert read(text, reader).text.count(f"{what} (above).") == 2


@pytest.mark.parametrize("template", ["chronology", "brief", "actors"])
def test_times_in_one_zone(template: str, tmp_path: Path) -> None:
    actor = "actors = ['A']\n"
    root = write(
        tmp_path / "e",
        a=f"title = 'A'\ndate = 2024-11-30T23:30:00Z\n{actor}",
        b=f"title = 'B'\ndate = '2024-11-17T20:20'\ntimezone = 'America/New_York'\n{actor}",
        c=f"title = 'C'\ndate = '2024-11-17T20:21'\n{actor}",
        d=f"title = 'D'\ndate = 2024-11-18\n{actor}",
    )
    said = "\nTimes in Europe/Kyiv; 1 event of no known zone as written; days without a time as written.\n"
    text = page(root, template)
    assert "Times in" not in text
    assert "30 November 2024, 23:30:00 (UTC)" in text
    text = page(root, template, timezone="Europe/Kyiv")
    assert text.count(said) == 1
    for when in ("1 December 2024, 01:30:00.**", "18 November 2024, 03:20.**", "17 November 2024, 20:21.**"):
        end = {"actors": ", participant.**", "chronology": ": "}.get(template, ".**")
        assert when.replace(".**", end) in text
    if template != "actors":
        assert re.findall("^## .*>(.* 2024)", text, re.MULTILINE) == ["November 2024", "December 2024"]
    (root / "timeline.toml").write_text('title = "T"\ntimezone = "UTC"\n', encoding="utf-8")
    assert "17 November 2024, 22:21" in page(root, template, timezone="Europe/Kyiv")
    assert "Times in" not in page(root, template)
    for name in "ab":
        (root / f"{name}.toml").unlink()
    assert "\nTimes in UTC.\n" in page(root, template)


# ------------------------------------------------------------------------------------------------------------- secrets


@pytest.mark.parametrize("template", TEMPLATES)
def test_secrets_stay(template: str, tmp_path: Path) -> None:
    text = page(fill(write(tmp_path / "events")), template)
    assert "Somebody tells us something" in text or template == "actors"
    assert SECRET.casefold() not in text.casefold()


def test_templates_cannot_reach_secrets(tmp_path: Path) -> None:
    root = fill(write(tmp_path / "events"))
    (root / "templates").mkdir()
    (root / "templates" / "all.md.j2").write_text(
        "{% for e in report.entries %}{{ e.event }} {{ e.note }} {{ e.event.json() }}{% endfor %}", encoding="utf-8"
    )
    text = page(root, "all")
    assert "Somebody tells us something" in text
    assert SECRET.casefold() not in text.casefold()


def test_withheld_sources_are_listed_by_number(tmp_path: Path) -> None:
    text = page(fill(write(tmp_path / "events")))
    assert (
        "## Withheld sources\n\n- Withheld source 1: a person, in [Somebody tells us something](#2024-01-05-secret)\n"
    ) in text


# ------------------------------------------------------------------------------------------------------------ colophon


def test_the_commit(real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = real.parent

    def colophon() -> str:
        return page(real, "brief").splitlines()[-1]

    assert colophon() == "Made from files that no commit holds."
    git(work, "init", "-q")
    assert colophon() == "Made from files that no commit holds."
    git(work, "add", "events/timeline.toml")
    git(work, "commit", "-qm", "begin")
    assert colophon() == "Made from files with uncommitted changes."
    for name in ("copies/a.toml", "templates/own.md.j2", ".removed/b.toml", "2024/_draft.toml"):
        (real / name).parent.mkdir(exist_ok=True)
        (real / name).write_text("", encoding="utf-8")
    git(work, "add", "events")
    git(work, "commit", "-qm", "events")
    head = git(work, "rev-parse", "HEAD")[:12]
    clean = f"Made from commit {head} of 18 November 2024."
    assert colophon() == clean

    (work / "report.md").write_text("the report itself", encoding="utf-8")
    (real / "editions").mkdir()
    (real / "editions/2024.toml").write_text("an edition of it", encoding="utf-8")
    git(work, "add", "report.md", "events/editions")
    git(work, "commit", "-qm", "report", date="2024-12-01T12:00:00+00:00")
    assert colophon() == clean

    event = next(real.glob("2024/*authorises*.toml"))
    text = event.read_bytes()
    for changed in (text + b"\n", None):
        event.unlink() if changed is None else event.write_bytes(changed)
        assert colophon() == "Made from files with uncommitted changes."
    event.write_bytes(text.replace(b"\n", b"\r\n"))
    assert colophon() == clean
    event.write_bytes(text)
    (real / "actors.toml").write_bytes(b"")
    assert colophon() == "Made from files with uncommitted changes."
    of_another_owner(tmp_path, monkeypatch)
    refused = "git refuses to answer, for the repository belongs to another user"
    assert colophon() == f"Made from files of which no commit can be told: {refused}."


def test_a_repository_of_sha_256(real: Path) -> None:
    git(real, "init", "-q", "--object-format=sha256")
    git(real, "add", ".")
    git(real, "commit", "-qm", "x")
    assert "of 18 November 2024." in page(real)
    (real / "2024" / "2024-new.toml").write_text("title = 'New'\ndate = 2024\n", encoding="utf-8")
    assert "uncommitted changes" in page(real)


def test_the_day_of_the_document(real: Path) -> None:
    chronology = Chronology(str(real))
    report = Report(chronology, Question(), chronology.events(), dated=1731843600)
    assert report.colophon == "Dated 17 November 2024. Made from files that no commit holds."


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    root = fill(write(tmp_path / "events"))
    for template in TEMPLATES:
        assert page(root, template) == page(root, template)


# ------------------------------------------------------------------------------------------------- templates of one's own


def test_a_template_may_ask_for_the_sum_first_and_for_entries_in_order(real: Path) -> None:
    (real / "templates").mkdir()
    own = real / "templates" / "own.md.j2"
    own.write_text(
        "{{ report.tally.events }}{% for e in report.entries %} {{ e.mark }}{{ e.title[:5] }}{% endfor %}"
        "{% for g in report.groups %}{% for e in g.entries %} {{ e.mark }}{% endfor %}{% endfor %}"
        " {{ report.tally.events }}{% for f in report.nothing %}{% endfor %}",
        encoding="utf-8",
    )
    with pytest.raises(Exception, match='report has no "nothing"'):
        page(real, "own")
    own.write_text(
        own.read_text(encoding="utf-8").replace("{% for f in report.nothing %}{% endfor %}", ""), encoding="utf-8"
    )
    text = page(real, "own")
    assert text.startswith("6 [^1]Russi [^2]First")
    assert " [^1] [^2] [^3] [^4] [^5] [^6] 6\n[^1]: " in text  # a note that is called is there
    assert len(re.findall(r"(?m)^\[\^\d\]: ", text)) == 6
    own.write_text("{% for g in report.groups %}{{ g.name }} {% endfor %}{{ report.tally.events }}", encoding="utf-8")
    assert page(real, "own") == "November 2024 6"


def test_figures_variants_and_links(tmp_path: Path) -> None:
    text = page(fill(write(tmp_path / "events")))
    assert (
        "Killed: 3 to 5 people; cost: 1.5; range: at least 2, best estimate 4; wounded: at most 9; missing: not known.\n"
        "\nAnother account of the date: 5 January 2024 (according to BBC).\n"
        "\nContradicts [\\=HYPERLINK("
    ) in text


def test_who_says_so_of_a_part_and_other_dates_in_words(tmp_path: Path) -> None:
    event = (
        "title = 'A'\ndate = '2020?'\nsources = ['Reuters', 'AFP']\n"
        "figures = [{ what = 'killed', value = 3, according_to = ['reuters'] }]\n"
        "variants = [\n{ field = 'date', value = '[2020-05-01..2020-05-09]', according_to = ['afp'], note = 'a *guess*' },\n"
        "{ field = 'actors', value = [{ name = 'B' }, 'C'] },\n]\n"
    )
    assert (
        "\n### 2020 (uncertain): A\n"
        "\nAccording to Reuters and AFP.[^1] Neither says how it knows, and whether they are independent is not known.\n"
        "\nKilled: 3 (according to Reuters).\n"
        "\nAnother account of the date: between 1 and 9 May 2020 (according to AFP; a \\*guess\\*).\n"
        "\nAnother account of the actors: B, C.\n"
    ) in page(write(tmp_path / "e", a=event))


def test_what_holds_for_most_is_said_once(tmp_path: Path) -> None:
    usual = "Where an entry says no more of its sources, none of them says how it knows, "
    one, several = "It rests on one report, which does not say how it knows.", "Neither says how it knows, "
    events = {f"e{n}": f"title = 'E{n}'\ndate = 2024\nsources = ['A', 'B'][:1]\n" for n in range(4)}
    events = {f"e{n}": f"title = 'E{n}'\ndate = 2024\nsources = ['A']\n" for n in range(3)}
    events |= {"f": "title = 'F'\ndate = 2024\nsources = ['A', 'B']\nstatus = 'confirmed'\n"}
    few = page(write(tmp_path / "few", **events))
    assert (few.count(one), few.count(several), usual in few) == (3, 1, False)
    more = "title = 'G'\ndate = 2024\nsources = [{ name = 'G', kind = 'person' }]\n"
    root = write(tmp_path / "e", **events, g=more)
    for template, line in {
        "chronology": "According to A and B.[^4] Status: confirmed.",
        "brief": "**2024.** E0, according to A.",
    }.items():
        said = page(root, template)
        assert (said.count(usual), said.count(one), said.count(several)) == (1, 0, 0)
        assert f"{line}\n" in said
        assert "It rests on one source." in said
    (root / "templates").mkdir()
    (root / "templates" / "own.md.j2").write_text(
        "{% for e in report.entries %}\n{{ e.told }}\n{% endfor %}\n", "utf-8"
    )
    assert page(root, "own").count(one) == 3


def test_the_template_of_the_page_about_templates(real: Path) -> None:
    text = (CHECKOUT / "docs" / "reports.md").read_text(encoding="utf-8").partition("```jinja\n")[2].partition("```")[0]
    (real / "templates").mkdir()
    (real / "templates" / "own.md.j2").write_text(text, encoding="utf-8")
    shown = page(real, "own")
    assert shown.count("\n- ") == 7
    assert "\n## Sourcing\n" in shown


def test_two_events_of_one_day_and_title_have_two_headings(tmp_path: Path) -> None:
    event = "title = 'A'\ndate = 2024-11-17\nplaces = ['Kyiv']\nsummary = 'See [here](https://e.example/1).'\n"
    text = page(write(tmp_path / "e", a=event, b=event))
    assert re.findall("^### (.*)", text, re.MULTILINE) == ["17 November 2024: A", "17 November 2024: A (2)"]
    assert text.count("\n\nWhere: Kyiv. No source is given.\n\nSee [here (e.example)](https://e.example/1).\n") == 2


def test_an_hour_that_clocks_showed_twice(tmp_path: Path) -> None:
    times = ("2024-10-27T01:30Z", "2024-10-27T00:30Z", "2024-10-27T02:30Z", "2024-10-26T23:30Z")
    events = {f"e{n}": f"title = 'E{n}'\ndate = '{time}'\n" for n, time in enumerate(times)}
    text = page(write(tmp_path / "e", **events), group="hour", timezone="Europe/Kyiv")
    hours = re.findall("^##+ (?:<a.*</a>)?27 October 2024, (.*)", text, re.MULTILINE)
    assert hours == [
        *("02:00–02:59", "02:30: E3", "03:00–03:59 (+03:00)", "03:30 (UTC+3): E1"),
        *("03:00–03:59 (+02:00)", "03:30 (UTC+2): E0", "04:00–04:59", "04:30: E2"),
    ]


def test_every_built_in_template_is_in_the_package() -> None:
    built_in = CHECKOUT / "timeline" / "reports" / "templates"
    assert {p.name for p in built_in.iterdir() if p.is_file() and p.suffix != ".py"} == {
        *("_end.md.j2", "_bibliography.md.j2", "_contents.md.j2", "_numbers.md.j2", "pandoc.lua"), *(f"{name}.md.j2" for name in TEMPLATES)
    }  # fmt: skip


def test_a_list_never_loads_jinja(run: Run, real: Path) -> None:
    code = "import sys; from timeline.app import run; run(['list']); assert 'jinja2' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert folder.find(".") == str(real)
    assert run("list").code == 0
    assert EVENTS
