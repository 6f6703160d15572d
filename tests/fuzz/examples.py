"""What people write as it should be, from the chronology, the documents and the tests of this repository."""

import json
import re
from functools import cache
from typing import Any

from conftest import CHECKOUT
from samples import EVENTS
from timeline.query.fields import FIELDS

ID, OTHER = "2024-11-17-strike", "2024-11-18-another"
PATH = f"2024/{ID}.toml"
GOOD = 'title = "Another strike"\ndate = 2024-11-18\nactors = ["Joe Biden"]\nsources = ["BBC, citing officials"]\n'
PAGE = """\
# A page

<!-- timeline: list actor:Biden -f markdown -->
<!-- /timeline -->
{middle}
<!-- timeline: show 2024-11-18-another -f card -->

stale

<!-- /timeline -->
The end.
"""


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.strip().split("¦")]


COMMANDS = _split("""
list ¦ list -f markdown ¦ ls -f table --group month ¦ list -f json ¦ list -f csv --columns title,x.case ¦ tags ¦
show 2024-11-18-another ¦ trace 2024-11-18-another -f mermaid ¦ actors --count ¦ sources ¦ places -c ¦ report ¦
date yesterday ¦ date -  ¦ report -t brief --lang uk ¦ list "a or b" -n 1 ¦ list 'actor:Joe Biden' ¦ list -h ¦
rm 2024-11-18-another ¦ list -o x ¦ sql 'SELECT 1' ¦ list --since 2024 --until ¦ list -f sarif ¦ embed page.md
""")
PIECES = _split("""
{{ report.title }} ¦ {{ heading(report.title) }} ¦ {% for e in report.entries %}{{ e.title }}{% endfor %} ¦
{% for g in report.groups %}{{ g.name }}{% for e in g.entries %}{{ e.opening }}{{ e.note }}{% endfor %}{% endfor %} ¦
{{ report.tally.events }} ¦ {{ report.entries[0].event.x.case }} ¦ {{ report.entries|length }} ¦ {{ report }} ¦
{% if report.bibliography %}b{% else %}c{% endif %} ¦ {% set a = [1, 2] %}{{ a|join(', ') }} ¦ {{ loop.index }} ¦
{% include 'timeline/_end.md.j2' %} ¦ {% include 'gone.md.j2' %} ¦ {% include '../timeline.toml' %} ¦ {{ 1 / 0 }} ¦
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1) }} ¦ {% block b %}x{% endblock %} ¦ {% raw %}{{{% endraw %} ¦
{{ ''.__class__.__mro__ }} ¦ {{ report.__init__ }} ¦ {{ link(report.title, 'javascript:x') }} ¦ {{ prose(5) }} ¦
{{ 'a' * 9 }} ¦ {{ range(5)|list }} ¦ {{ 'x'|center(40) }} ¦ {{ [3, 1]|sort }} ¦ {{ report.title|upper }} ¦
{{ report.entries|map(attribute='title')|list }} ¦ {{ report.entries|groupby('status') }} ¦ {{ none.a }} ¦
{{ jump('a', 'b') }} ¦ {{ anchor(7) }} ¦ {{ '%s'|format(report) }} ¦ {{ 'a'.join([1]) }} ¦ {{ {}|dictsort }} ¦
{% call m() %}{% endcall %} ¦ {% filter upper %}x{% endfilter %} ¦ {% import 'brief.md.j2' as b %} ¦ {{ undefined }} ¦
{% extends 'brief.md.j2' %} ¦ {{ report.title_of('x') }} ¦ {{ report.jump(1) }} ¦ {{ 9|round(-400) }} ¦
{{ 2 ** 99 }}
""")
VERBS = [
    verb.replace("OTHER", OTHER).replace("ID", ID)
    for verb in _split("""
list ¦ list -f ids ¦ list -f json ¦ list -f jsonl ¦ list -f csv --columns title,date,actors,sources,x.case,links ¦
list -f tsv ¦ list -f markdown --group actor ¦ list -f paths ¦ list -f card ¦ show ID ¦ show ID -f json ¦ trace ID ¦
trace ID -f json ¦ trace ID -f dot ¦ trace ID -f mermaid ¦ check ¦ check -f json ¦ check -f sarif ¦ check -f github ¦
check --diff ¦ check --statistics ¦ fmt --diff ¦ fmt --check --expand ¦ report ¦ report -t sourcing ¦
report -t actors --timezone Asia/Tokyo ¦ report -t brief --group tag ¦ actors -c ¦ actors ¦ sources ¦ places ¦ tags ¦
sql 'SELECT * FROM sources' ¦ sql 'SELECT * FROM events' -f json ¦ list --published-by 2024-11-18 ¦
list --sort title -r ¦ list actor:Biden since:2024 ¦ list --members place:Kursk ¦ list 'has:x.case or missing:date' ¦
list near:51,36,900km ¦ edit ID --title New ¦ edit ID --date 2024-11-19 ¦ edit ID --add-tag new --dry-run ¦
mv ID --dry-run ¦ mv OTHER 2024-11-18-moved ¦ rm ID ¦ check --fix ¦ fmt ¦ fmt --expand ¦
edit ID --set x.case=5 --unset summary ¦ list link:OTHER ¦ list source:BBC -n 1 ¦ export -f html ¦
export -f html on:2024-11-17 ¦ chart ¦ chart --spans ¦ chart -f svg --by month ¦ chart -f svg --by tag ¦ stats -f json
""")
]
"""What is asked of a chronology in which one file has suffered."""
WRITING = frozenset(("edit", "mv", "rm", "fmt", "check", "add", "init", "embed"))
"""Verbs behind which the chronology may be another."""


def _texts(*patterns: str) -> list[str]:
    return [
        path.read_text(encoding="utf-8", errors="replace") for glob in patterns for path in sorted(CHECKOUT.glob(glob))
    ]


@cache
def events() -> list[str]:
    return [*_texts("events/2024/*.toml", "tests/errors/*o*.toml"), *EVENTS.values(), GOOD]


@cache
def registers() -> dict[str, list[str]]:
    """The texts of each register, by its name."""
    return {name: _texts(f"events/{name}.toml") for name in ("actors", "places", "sources")}


@cache
def settings() -> list[str]:
    return [
        *_texts("events/timeline.toml"),
        'title = "A"\ndate_order = "dmy"\n[check]\nselect = ["SRC", "SCH001"]\nignore = ["SRC105"]\n',
        '[report]\ntemplate = "brief"\ntitle = "T"\ngroup = "year"\nbibliography = true\ntimezone = "Europe/Kyiv"\nlang = "uk"\n',
    ]


@cache
def records() -> list[dict[str, Any]]:
    """Events as JSON, which `list -f json` printed."""
    records: list[dict[str, Any]] = json.loads((CHECKOUT / "tests/golden/json.json").read_text(encoding="utf-8"))
    return records


@cache
def phrases() -> list[str]:
    lines = (CHECKOUT / "tests/dates/data/phrase_cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = (CHECKOUT / "tests/dates/data/edtf_cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [str(next(iter(json.loads(line).values()))) for line in (*lines, *cases)]


@cache
def phrase_words() -> list[str]:
    """The words of phrases, each once."""
    return sorted({word for phrase in phrases() for word in re.findall(r"\w+|\W", phrase)})


@cache
def source_lines() -> list[str]:
    quoted = [
        re.findall(r'"([^"\n]*(?:citing|http)[^"\n]*)"', text) for text in _texts("docs/*.md", "events/2024/*.toml")
    ]
    return [*(line for lines in quoted for line in lines), "BBC", "officials", "according to UP https://up.example/1"]


@cache
def templates() -> list[str]:
    return [*_texts("timeline/reports/templates/*.j2"), "".join(PIECES[:3])]


@cache
def queries() -> list[str]:
    terms = [
        f"{name}{op}{value}" for name, f in FIELDS.items() for op in f.operators for value in ("a", "2024", '"a b"*')
    ]
    return [
        *terms,
        *re.findall(r"timeline list '?([^'\n]+)'?\n", (CHECKOUT / "docs/queries.md").read_text(encoding="utf-8")),
    ]
