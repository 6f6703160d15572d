"""Every rule finds its Bad event at the place it names, leaves its Good one alone, and stands in the book."""

import re

import pytest

from conftest import CHECKOUT
from timeline.checks.output.forms import FORMS
from timeline.checks.output.pages import book, page
from timeline.checks.output.text import View
from timeline.checks.registry import Rule, chosen, meant, named, rules
from timeline.errors import UsageError

BOOK = CHECKOUT / "docs" / "rules.md"
RULES = CHECKOUT / "timeline" / "checks" / "rules"
FAMILIES = {
    "SCH": "schema",
    "SRC": "sourcing",
    "TIM": "time",
    "CIT": "citation",
    "DUP": "duplicates",
    "WHO": "people",
    "LOC": "places",
    "SAF": "safety",
    "TXT": "text",
}
SEVERITIES = {
    "error": "SCH001 SCH002 SCH003 SCH006 SCH007 SRC105 SRC109 SRC114 TIM201 TIM202 TIM206 CIT301 CIT308 WHO602 SAF501 SAF502",
    "warning": "SRC101 SRC102 SRC103 SRC104 SRC106 SRC108 SRC111 SRC113 SRC115 SRC116 TIM204 TIM205 CIT305 CIT306 CIT307"
    " DUP401 WHO603 LOC701",
    "note": "SCH004 SCH005 SRC107 SRC110 TIM203 CIT302 CIT303 CIT304 WHO601 WHO604 LOC702 TXT801 TXT802",
}
"""As the design has them."""


@pytest.mark.parametrize("code", rules())
def test_the_bad_event_is_found_and_the_good_one_is_not(code: str) -> None:
    shown = page(rules()[code])
    places = [(f.line, f.col) for f in shown.bad.findings(shown.rule) if f.path == shown.bad.path]
    assert places[:1] == [shown.place]
    assert shown.good.findings(shown.rule) == []


def test_every_rule_of_the_design_is_there() -> None:
    assert {r.code: r.severity for r in rules().values()} == {
        c: s for s, codes in SEVERITIES.items() for c in codes.split()
    }
    assert len({r.name for r in rules().values()}) == len(rules())


def test_a_rule_without_its_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="XXX999 has no Bad and Good event"):
        page(Rule("XXX999", "no-pair", "note", "Says nothing.", []))


@pytest.mark.parametrize("family", FAMILIES)
def test_the_letters_of_a_code_name_its_file(family: str) -> None:
    place = RULES / FAMILIES[family]
    files = [place.with_suffix(".py")] if place.with_suffix(".py").exists() else sorted(place.glob("*.py"))
    codes = set(re.findall(r'@(?:rule|also)\(\s*"([A-Z]{3})\d{3}"', "".join(f.read_text() for f in files)))
    assert codes == {family}


def test_the_book(update: bool) -> None:
    text = "".join(book())
    if update:
        BOOK.write_text(text, encoding="utf-8")
    assert text == BOOK.read_text(encoding="utf-8"), "pytest --update writes it anew"


def test_a_word_means_rules_by_code_beginning_or_name() -> None:
    assert [r.code for r in meant("src105")] == ["SRC105"]
    assert [r.code for r in meant("no-source")] == ["SRC101"]
    assert {r.code[:3] for r in meant("SRC")} == {"SRC"}
    assert named("SRC101").name == "no-source"
    assert [r.code for r in chosen(["TIM2"], ["TIM201", "bad-date"])] == ["TIM202", "TIM203", "TIM204", "TIM205"]
    assert len(chosen([], [])) == len(rules())


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("SRC115X", 'did you mean "SRC115"?'),
        ("no-sorce", 'did you mean "SRC101"?'),
        ("zzz", "families: SCH, SRC, TIM, CIT, DUP, SAF, WHO, LOC, TXT"),
        ("", "families: SCH, SRC, TIM, CIT, DUP, SAF, WHO, LOC, TXT"),
    ],
)
def test_a_word_that_means_no_rule(word: str, hint: str) -> None:
    with pytest.raises(UsageError) as raised:
        meant(word)
    assert raised.value.hint == hint


def test_a_family_is_not_one_rule() -> None:
    with pytest.raises(UsageError, match='"LOC" is 2 rules'):
        named("LOC")


def test_a_page_reads_like_one() -> None:
    text = page(named("SRC103")).markdown()
    assert text.startswith("## SRC103 hidden-chain\n\nwarning\n\nA text says whence it comes")
    assert "= cites is empty" in text
    assert "timeline edit" in text
    assert "warning · `--fix` mends it" in page(named("SRC102")).markdown()


def test_rules_keep_nothing() -> None:
    """A page run twice says the same, whatever ran between."""
    first = {code: page(r).bad.findings(r) for code, r in rules().items()}
    again = {code: page(r).bad.findings(r) for code, r in reversed(rules().items())}
    strip = {code: [f._replace(fix=None) for f in found] for code, found in first.items()}
    assert strip == {code: [f._replace(fix=None) for f in found] for code, found in again.items()}


def test_what_every_example_says_can_be_printed() -> None:
    for found in rules().values():
        for form in FORMS.values():
            assert "".join(form(page(found).bad.findings(found), View()))
