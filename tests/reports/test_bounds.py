"""A template without an end comes to one, and says where."""

import itertools
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from timeline.errors import UsageError
from timeline.reports.templates import bounds
from timeline.reports.templates.bounds import BoundError, bounded
from timeline.reports.templates.templating import render

linux = pytest.mark.skipif(sys.platform != "linux", reason="the system has no such bound there")
DEEP, LARGE, LATE = "it goes too deep", "of memory", "seconds"


def refused(tmp_path: Path, text: str) -> str:
    """What is said of a template of two lines, the second of which is this."""
    own = tmp_path / "events/templates"
    own.mkdir(parents=True)
    (own / "mine.md.j2").write_text(f"x\n{text}", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        for _ in render(str(own), "mine", SimpleNamespace(entries=range(9999))):
            pass
    return caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'mine.md.j2' %}",
        "{% include 'mine.md.j2' ignore missing %}",
        "{% import 'mine.md.j2' as me %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% block b %}{{ self.b() }}{% endblock %}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    ],
)
def test_what_calls_itself(text: str, tmp_path: Path) -> None:
    assert refused(tmp_path, text).endswith(f"mine.md.j2:2: {DEEP}")


@pytest.mark.parametrize(
    "text", ["{{ " + "(" * 400 + "1" + ")" * 400 + " }}", "{% if 1 %}" * 300 + "{% endif %}" * 300]
)
def test_what_is_nested_too_deep(text: str, tmp_path: Path) -> None:
    assert refused(tmp_path, text) == f"template mine: {DEEP}"


def test_what_python_cannot_hold(tmp_path: Path) -> None:
    assert "too many" in refused(tmp_path, "{% for i in [1] %}" * 100 + "{% endfor %}" * 100)


@linux
@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 10**9 }}",
        "{{ 10**9 * 'x' }}",
        "{{ [1] * 10**9 }}",
        "{{ 'x' | center(10**9) }}",
        "{{ 'x'.ljust(10**9) }}",
        "{{ '\\t'.expandtabs(10**9) }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ '%*d' % (10**9, 1) }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ ('x\n' * 99) | indent(10**8) }}",
        "{{ [1] | batch(10**9, 'x') | list }}",
        "{% set a = 'x' * 10**6 %}" + "{% set a = a ~ a %}" * 12 + "{{ a }}",
        "{% set a = 'x' * 10**6 %}" + "{% set a = [a, a] | join %}" * 12 + "{{ a }}",
        "{% set a = 'x' * 10**5 %}{{ a | replace('x', a) }}",
    ],
)
def test_what_does_not_fit(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MEMORY", 64 << 20)
    said = refused(tmp_path, text)
    assert ".j2:2: " in said or ".j2:3: " in said
    assert said.endswith(LARGE)


@pytest.mark.parametrize("text", ["{{ 9**(9**9) }}", "{{ 10**6000 * 10**6000 }}", "{{ (10**5000)**1000 }}"])
def test_numbers_beyond_reckoning(text: str, tmp_path: Path) -> None:
    assert refused(tmp_path, text).endswith("mine.md.j2:2: the number is too large")


@pytest.mark.parametrize(
    ("text", "page"), [("{{ 2**-1 }}", "0\\.5"), ("{{ 7 * 6 }}{{ 2**10 }}", "421024"), ("{{ '-' * 3 }}", "\\---")]
)
def test_ordinary_sums(text: str, page: str, tmp_path: Path) -> None:
    (tmp_path / "own.j2").write_text(text, encoding="utf-8")
    assert "".join(render("", str(tmp_path / "own.j2"), None)) == page


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such clock there")
@pytest.mark.parametrize(
    "text",
    [
        "{% for a in report.entries %}{% for b in report.entries %}{% endfor %}{% endfor %}",
        "{% set l = [1] %}{% for x in l %}{% set _ = l.append(1) %}{% endfor %}",
    ],
)
def test_loops_without_an_end(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    monkeypatch.setattr(bounds, "SECONDS", 0.02)
    assert refused(tmp_path, text).endswith("mine.md.j2:2: it takes more than 0.02 seconds")
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_a_page_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LONGEST", 1 << 20)
    taken = bounded(itertools.repeat("x" * 100_000))
    with pytest.raises(BoundError, match="the page has more than 1 million characters"):
        list(taken)


@linux
def test_who_takes_the_pieces_is_not_bound() -> None:
    """A pager may stand still for an hour; and what it takes is its own."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    seen = []

    def pieces() -> Iterator[str]:
        seen.append(resource.getrlimit(resource.RLIMIT_AS) != before)
        yield "x"

    for _ in bounded(pieces()):
        assert resource.getrlimit(resource.RLIMIT_AS) == before
        assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert seen == [True]


def test_where_the_system_has_no_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a thread there is no clock; elsewhere, no limit of memory."""
    monkeypatch.setitem(sys.modules, "resource", None)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: list(bounded(iter("abc")))).result() == ["a", "b", "c"]
