"""What provenance has found, in words."""

from timeline.model.event import CLASSES, FLAGS, LABELS
from timeline.provenance.words import counts, phrase, why
from witnesses import article, person, traced, unnamed


def test_every_label_has_a_phrase_and_a_reason() -> None:
    every = [
        traced(),
        traced(person("p", stance="mentions")),
        traced(person("p", stance="denies")),
        traced(article("a", "b"), article("b", "a")),
        traced(article("a", "a"), article("b", "b")),
        traced(article("a", "p"), article("b", "p"), unnamed("p"), person("q", stance="denies")),
        traced(unnamed("a"), unnamed("b"), article("c")),
        traced(article("a"), article("b")),
        traced(article("x", "a", "b", "c", "d", "e", "f"), *(person(i, affiliation="X") for i in "abcdef")),
    ]
    assert [phrase(p) for p in every] == [
        "no source",
        "no support",
        "denied, no support",
        "no origin: a loop",
        "no origin: 2 loops",
        "1 origin, unnamed, disputed",
        "1–3 origins, unresolved",
        "1–2 origins, unresolved",
        "6 origins",
    ]
    reasons = {label: why(p, label) for p in every for label in (p.label, *p.flags)}
    assert set(reasons) == set(LABELS) == set(CLASSES) | set(FLAGS)
    assert all(reason.endswith(".") for reason in reasons.values())
    assert reasons["single-channel"] == "All its origins reach us through the same hands: a, b, c, d, e and 1 more."
    assert reasons["ungrounded"].startswith("It rests on a loop alone (a; b)")
    assert "a and c may be the same, since c does not say how it knows" in reasons["possibly-corroborated"]


def test_the_counts_in_a_line() -> None:
    assert counts(traced()) == "no source · 0 reports · 0 channels · no denial"
    assert counts(traced(article("a", "p"), person("p"), unnamed("q", stance="denies"))) == (
        "1 origin, disputed · 1 report · 1 channel · denied by 1 origin"
    )
    loop = traced(person("p"), article("a", "b", stance="denies"), article("b", "a", stance="denies"))
    assert counts(loop).endswith("denied by 0–1 origin")
    two = traced(unnamed("a", stance="denies"), unnamed("b", stance="denies"))
    assert counts(two).endswith("denied by 1–2 origins")
