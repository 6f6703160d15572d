"""Every class and flag has words, and words of its own."""

from timeline.model.event import CLASSES, FLAGS, LABELS
from timeline.records.lay_words import CLASS_WORDS, FLAG_WORDS, SOURCING


def test_every_class_and_flag_has_words_of_its_own() -> None:
    assert SOURCING.keys() == LABELS.keys()
    assert len({*SOURCING.values()}) == len(SOURCING)


def test_classes_come_first() -> None:
    assert [*SOURCING] == [*CLASS_WORDS, *FLAG_WORDS]
    assert (CLASS_WORDS.keys(), FLAG_WORDS.keys()) == (CLASSES.keys(), FLAGS.keys())


def test_the_words_fit_on_a_badge_and_need_no_manual() -> None:
    for label, words in SOURCING.items():
        assert len(words) <= 50, label
        assert "origin" not in words, label
