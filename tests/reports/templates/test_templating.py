"""Templates: which are found, what they may do, and that what they print is escaped."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from timeline.errors import DataError, TimelineError, UsageError
from timeline.reports import report
from timeline.reports.markup import Markdown
from timeline.reports.templates.templating import names, render
from zipped import said_from_a_zip


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "events" / "templates").mkdir(parents=True)
    return tmp_path / "events" / "templates"


def printed(own: Path, text: str, **given: object) -> str:
    (own / "mine.md.j2").write_text(text, encoding="utf-8")
    return "".join(render(str(own), "mine", SimpleNamespace(**given)))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("{{ report.t }}\n", "\\*a\\* &lt;b&gt;\n"),
        ("*x* {{ '*' }}{{ none }}{{ 5 }}", "*x* \\*5"),
        ("{{ report.made }}", "*made*"),
        ("{{ report.made ~ '!' }}", "\\*made\\*!"),
        ("{{ report.made | upper }}", "\\*MADE\\*"),
        ("{% macro m(x) %}*{{ x }}*{% endmacro %}{{ m(report.t) }}", "*\\*a\\* &lt;b&gt;*"),
        ("{% set s %}*{{ report.t }}*{% endset %}{{ s }}", "*\\*a\\* &lt;b&gt;*"),
        ("{% macro m() %}*{{ caller() }}*{% endmacro %}{% call m() %}_{{ '_' }}{% endcall %}", "*_\\_*"),
        ("{{ link(report.t, 'https://e.example') }}", "[\\*a\\* &lt;b&gt;](https://e.example)"),
        ("{{ [report.t, report.made] | join }}", "\\*a\\* &lt;b&gt;\\*made\\*"),
        ("{% for p in prose('*em* <b>') %}{{ p }}{% endfor %}", "*em* &lt;b&gt;"),
    ],
)
def test_what_is_printed_is_escaped(own: Path, text: str, page: str) -> None:
    assert printed(own, text, t="*a* <b>", made=Markdown("*made*")) == page


def test_parts_and_inheritance(own: Path) -> None:
    (own / "part.md.j2").write_text("{{ report.t }}", encoding="utf-8")
    (own / "whole.md.j2").write_text("# {% block b %}*b*{% endblock %}\n", encoding="utf-8")
    assert printed(own, "{% include 'part.md.j2' %}!", t="*") == "\\*!"
    child = "{% extends 'whole.md.j2' %}{% block b %}{{ super() }} {{ report.t }}{% endblock %}"
    assert printed(own, child, t="*") == "# *b* \\*"


def test_ones_own_come_before_the_built_in(own: Path) -> None:
    assert names(str(own)) == ["actors", "brief", "chronology", "sourcing"]
    (own / "brief.md.j2").write_text("mine\n{% include 'timeline/_end.md.j2' %}", encoding="utf-8")
    tally = SimpleNamespace(statement="S", bibliography=["b", "c"], described=["b"], withheld=())
    page = render(str(own), "brief", SimpleNamespace(tally=tally, colophon="C", bibliography=None, numbers=""))
    assert "".join(page).startswith("mine\n## Sourcing\n\nS.\n\n## Bibliography\n\n- b\n\nNot listed: 1 document of")


def test_a_file_finds_its_parts_beside_it(own: Path, tmp_path: Path) -> None:
    (tmp_path / "t.md.j2").write_text("{% include 'p.j2' %}", encoding="utf-8")
    (tmp_path / "p.j2").write_text("part", encoding="utf-8")
    for name in (str(tmp_path / "t.md.j2"), "../t.md.j2"):
        assert "".join(render(str(own), name, None)) == "part"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n{{ report.t.nope }}", 'mine.md.j2:2: a text has no "nope"'),
        ("{{ nope }}", 'mine.md.j2:1: "nope" is not known here; known are report, link'),
        ("a\n\n{% for %}", "mine.md.j2:3: Expected an expression"),
        ("{{ 1 // report.n }}", "mine.md.j2:1: it divides by zero"),
        ("{{ report.__class__ }}", 'mine.md.j2:1: "__class__" is not for templates'),
        ("{{ report.t.format.__globals__ }}", '"__globals__" is not for templates'),
        ("{{ report.gen.gi_frame.f_globals }}", "is not for templates"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "is not for templates"),
        ("{{ lipsum() }}", '"lipsum" is not known here'),
        ("{{ report.d.titel }}", 'that table has no "titel"; did you mean "title"?'),
        ("{{ report.d.page }}", 'that table has no "page"; where it may be missing, write | default("") behind it'),
        ("{{ 'a' + 1 }}", "a wrong kind of value stands here"),
        ("{{ report.of('x') }}", 'there is no "x" on this page'),
        ("{{ report.t | safe }}", "No filter named 'safe'"),
        ("{{ report.t | tojson }}", "No filter named 'tojson'"),
        ("{% include '../timeline.toml' %}", "there is no template ../timeline.toml"),
        ("{% include '/etc/passwd' %}", "there is no template /etc/passwd"),
        ("{% include 'gone' %}", "there is no template gone"),
        ("{% import 'os' as os %}", "there is no template os"),
        ("{% include 'timeline/' + 'x' * 300 %}", "there is no template timeline/xxx"),
    ],
)  # fmt: skip
def test_what_a_template_may_not(own: Path, text: str, message: str) -> None:
    def gen() -> Iterator[int]:
        yield 1

    (own.parent / "timeline.toml").write_text("", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        printed(own, text, t="x", n=0, gen=gen(), d={"title": "T", "x": 1}, of={}.__getitem__)
    assert message in caught.value.message


def test_links_do_not_lead_out(own: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (own / "a.j2").symlink_to(tmp_path / "secret")
    with pytest.raises(TimelineError):
        printed(own, "{% include 'a.j2' %}")


def test_a_template_has_an_end(own: Path) -> None:
    with (own / "a.j2").open("wb") as file:
        file.truncate((1 << 20) + 1)
    with pytest.raises(TimelineError, match="larger than 1 MiB"):
        printed(own, "{% include 'a.j2' %}")


def test_a_folder_that_is_a_link_does_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.md.j2").write_text("secret", encoding="utf-8")
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "templates").symlink_to(tmp_path / "out")
    with pytest.raises(UsageError):
        list(render(str(tmp_path / "events" / "templates"), "mine", None))


def test_which_templates_there_are(own: Path) -> None:
    with pytest.raises(UsageError, match='no template "breif"') as caught:
        list(render(str(own), "breif", None))
    assert caught.value.hint == 'did you mean "brief"?'
    with pytest.raises(UsageError) as caught:
        list(render(str(own / "none"), "x", None))
    assert caught.value.hint == "there are actors, brief, chronology, sourcing"


def test_a_template_is_utf_8(own: Path) -> None:
    (own / "mine.md.j2").write_bytes(b"\xff")
    with pytest.raises(DataError, match="is not UTF-8"):
        list(render(str(own), "mine", None))


def test_what_is_made_for_templates_hides_its_insides(own: Path) -> None:
    (own / "mine.md.j2").write_text("{{ report._chronology }}", encoding="utf-8")
    made = report.Report.__new__(report.Report)
    made._chronology = None  # type: ignore[assignment]  # it is only looked for
    with pytest.raises(UsageError, match="is not for templates"):
        list(render(str(own), "mine", made))
    (own / "mine.md.j2").write_text("{{ report.nope }}", encoding="utf-8")
    with pytest.raises(UsageError, match='report has no "nope"; it has actors, '):
        list(render(str(own), "mine", made))


def test_built_in_templates_are_found_in_a_zip(tmp_path: Path) -> None:
    code = "from timeline.reports.templates import templating; print(templating.names('none'), templating.load('none', '_end.md.j2'))"
    said = said_from_a_zip(tmp_path, code)
    assert "['actors', 'brief', 'chronology', 'sourcing']" in said
    assert "report.colophon" in said
