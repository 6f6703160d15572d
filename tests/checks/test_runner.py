"""Running all rules, and mending: everything at once, nothing twice, nothing else."""

from msgspec import msgpack

from corpora import EVENT, corpus, strike
from timeline.checks import registry
from timeline.checks import runner as run_module
from timeline.checks.corpus import Corpus, Outside
from timeline.checks.files import File
from timeline.checks.registry import SEVERITIES, Rule, named, rule_of, rules
from timeline.checks.runner import Checked, fixed, run
from timeline.errors import Problem

FAULTY = """\
# A desk's file.
title = "Strike on a depot."  # the first
date = 2024-11-17
desc = "It bur\\u200bns."
who = ["Volodimyr Zelenskyy"]

[[source]]
id = "daily"
outlet = "The Daily" # a paper
link = "https://daily.example/?utm_source=x&id=1"
cites = ["officials"]
retrieved = 2024-11-18

# of all
tags = ["depot"]
"""
ACTORS = '[vz]\nname = "Volodymyr Zelenskyy"\n'


def test_many_faults_go_at_once_and_stay_away() -> None:
    before = corpus({EVENT: FAULTY, "actors.toml": ACTORS})
    chosen = [rule for rule in rules().values() if rule.code != "SCH005"]
    after = fixed(before, chosen)
    assert after.texts == {
        EVENT: """\
# A desk's file.
title = "Strike on a depot"  # the first
date = 2024-11-17
summary = "It burns."
actors = ["Volodymyr Zelenskyy"]
# of all
tags = ["depot"]

[[sources]]
id = "daily"
publisher = "The Daily" # a paper
url = "https://daily.example/?id=1"
cites = ["officials"]
accessed = 2024-11-18

[[sources]]
id = "officials"
seen = false
"""
    }
    assert not [f for f in run(after.corpus, chosen) if f.fixable]
    assert fixed(after.corpus, chosen).texts == {}
    kept = set(FAULTY.splitlines()) & set(after.texts[EVENT].splitlines())
    assert len(kept) == 7


def test_a_file_may_be_mended_into_an_event() -> None:
    after = fixed(corpus({EVENT: 'headline = "A"\ndate = 2024-11-17\n'}), list(rules().values()))
    assert after.corpus.event_file(EVENT).event.title == "A"


def test_only_these_files_are_mended() -> None:
    other = "2024/2024-11-18-b.toml"
    both = {EVENT: strike(title='"A."'), other: strike(title='"B."')}
    assert set(fixed(corpus(both), [named("TXT801")], {other}).texts) == {other}
    assert [f.path for f in run(corpus(both), [named("TXT801")], {other})] == [other]


def test_what_is_not_utf_8_is_left_as_it_is() -> None:
    held = Corpus({EVENT: strike(title='"A\u200b"').encode() + b"# \xff\n"}, Outside(0))
    assert [(f.code, f.fixable) for f in run(held, [named("SAF502")])] == [("SAF502", True), ("SCH007", False)]
    assert fixed(held, [named("SAF502")]).texts == {}


def test_rules_at_odds_come_to_an_end() -> None:
    def longer(file: File, corpus: Corpus) -> list[Problem]:
        return [file.problem(("title",), "too short", fix=lambda text: text + "# more\n")]

    rules()
    registry._rules["ZZZ999"] = Rule("ZZZ999", "at-odds", "note", "", [("file", longer)])
    rules.cache_clear()
    run_module._finders.cache_clear()
    try:
        assert fixed(corpus({EVENT: strike()}), [rules()["ZZZ999"]]).texts == {EVENT: strike() + "# more\n" * 10}
    finally:
        del registry._rules["ZZZ999"]
        rules.cache_clear()
        run_module._finders.cache_clear()


def test_what_is_known_is_used_and_added_to() -> None:
    held = corpus({EVENT: strike()})
    known: dict[str, Checked] = {}
    first = run(held, [named("SRC101")], None, known)
    assert set(known) == {EVENT}
    assert {problem.code for problem in known[EVENT].problems} >= {"SRC101"}
    unread = Corpus({EVENT: b"not read again"}, Outside(0))
    assert run(unread, [named("SRC101")], None, known) == first


def test_what_is_kept_is_plain_data() -> None:
    known: dict[str, Checked] = {}
    (first,) = run(corpus({EVENT: strike(title='"It ends."')}), [named("TXT801")], None, known)
    assert first.fix is not None
    kept = msgpack.decode(msgpack.encode(known[EVENT].plain()), type=Checked)
    (again,) = run(Corpus({EVENT: b"not read again"}, Outside(0)), [named("TXT801")], None, {EVENT: kept})
    assert again == first._replace(fix=None)
    assert again.fixable


def test_the_worst_come_first_in_the_order_of_files_and_lines() -> None:
    found = run(corpus({"2024/b.toml": strike(), EVENT: strike(kind='"x"', status='"y"')}), list(rules().values()))
    places = [(SEVERITIES.index(rule_of(f).severity), f.path, f.line, f.col) for f in found]
    assert places == sorted(places)
    assert {f.path for f in found} == {"2024/b.toml", EVENT}
