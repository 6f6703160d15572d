from timeline.text.lists import capital, counted, joined, spelt, with_others


def test_counted() -> None:
    assert [counted(n, "event") for n in (0, 1, 2)] == ["0 events", "1 event", "2 events"]
    assert [counted(n, noun) for noun in ("copy", "day") for n in (1, 2)] == ["1 copy", "2 copies", "1 day", "2 days"]


def test_joined() -> None:
    assert [joined(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert joined(["a", "b"], "or") == "a or b"


def test_those_that_are_not_named_are_counted() -> None:
    assert [with_others(["a"], n) for n in (-1, 0, 1, 2)] == [["a"], ["a"], ["a", "1 other"], ["a", "2 others"]]


def test_numbers_and_capitals_as_a_sentence_has_them() -> None:
    assert [spelt(n) for n in (1, 9, 10)] == ["one", "nine", "10"]
    assert [capital(text) for text in ("a b", "")] == ["A b", ""]
