"""Every rule finds the Bad event of its page, says of it what the page shows, and leaves the Good one alone."""

import re

import pytest

from conftest import CHECKOUT
from rule_pages import FOLDER, page
from timeline.checks.output.machine import FORMS
from timeline.checks.output.text import full
from timeline.checks.registry import chosen, meant, named, rules
from timeline.errors import UsageError

RULES = CHECKOUT / "timeline" / "checks" / "rules"


@pytest.mark.parametrize("code", rules())
def test_the_bad_event_is_found_and_the_good_one_is_not(code: str, update: bool) -> None:
    rule, shown = rules()[code], page(code)
    found = shown.bad.findings(rule)
    said = "".join(full(found, "events/"))
    if update:
        file = FOLDER / f"{code}.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace(f"\n```text\n{shown.said}```\n\nGood:", f"\n```text\n{said}```\n\nGood:"), encoding="utf-8"
        )
        shown = page(code)
    assert shown.bad.path in {problem.path for problem in found}
    assert shown.said == said, "pytest --update writes it anew"
    assert shown.good.findings(rule) == []


@pytest.mark.parametrize("code", rules())
def test_a_page_says_of_its_rule_what_the_rule_says_of_itself(code: str) -> None:
    rule, shown = rules()[code], page(code)
    mends = " · `--fix` mends it" if shown.bad.findings(rule)[0].fixable else ""
    assert (shown.heading, shown.mark) == (f"{code} {rule.name}", f"{rule.severity}{mends}")
    assert shown.why.partition("\n")[0] == rule.title


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == {*rules(), "README"}


def test_no_two_rules_go_by_one_name() -> None:
    assert len({rule.name for rule in rules().values()}) == len(rules())


def test_a_family_is_one_file_or_one_folder() -> None:
    places = [place for place in RULES.iterdir() if place.stem[0] != "_"]
    families = []
    for place in places:
        files = place.glob("*.py") if place.is_dir() else [place]
        families.append(
            set(re.findall(r'@(?:rule|also)\(\s*"([A-Z]{3})\d{3}"', "".join(f.read_text("utf-8") for f in files)))
        )
    assert sorted(map(sorted, families)) == sorted([family] for family in {code[:3] for code in rules()})


def test_a_word_means_rules_by_code_beginning_or_name() -> None:
    assert [r.code for r in meant("src105")] == ["SRC105"]
    assert [r.code for r in meant("no-source")] == ["SRC101"]
    assert {r.code[:3] for r in meant("SRC")} == {"SRC"}
    assert named("SRC101").name == "no-source"
    family = {code for code in rules() if code.startswith("TIM2")}
    assert {r.code for r in chosen(["TIM2"], ["TIM201", "bad-date"])} == family - {"TIM201", "TIM206"}
    assert len(chosen([], [])) == len(rules())


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("SRC115X", 'did you mean "SRC115"?'),
        ("no-sorce", 'did you mean "SRC101"?'),
        ("zzz", "families: SCH, SRC, TIM, CIT, DUP, "),
        ("", "families: SCH, SRC, TIM, CIT, DUP, "),
    ],
)
def test_a_word_that_means_no_rule(word: str, hint: str) -> None:
    with pytest.raises(UsageError) as raised:
        meant(word)
    assert raised.value.hint.startswith(hint)


def test_a_family_is_not_one_rule() -> None:
    with pytest.raises(UsageError, match='"LOC" is 3 rules'):
        named("LOC")


def test_rules_keep_nothing() -> None:
    """A page run twice says the same, whatever ran between."""
    first = {code: page(code).bad.findings(r) for code, r in rules().items()}
    again = {code: page(code).bad.findings(r) for code, r in reversed(rules().items())}
    strip = {code: [f._replace(fix=None) for f in found] for code, found in first.items()}
    assert strip == {code: [f._replace(fix=None) for f in found] for code, found in again.items()}


def test_what_every_example_says_can_be_printed() -> None:
    for code, rule in rules().items():
        for form in FORMS.values():
            assert "".join(form(page(code).bad.findings(rule), ""))
