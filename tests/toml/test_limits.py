"""How deep a text may be nested, how long a key may be, and how many values there may be."""

from collections.abc import Callable
from unittest.mock import ANY

import pytest

from timeline.toml.limits import DEEPEST, LONGEST_KEY, excess

MAKING = {
    "lists": lambda n: f"x = {'[' * n}{']' * n}",
    "tables": lambda n: f"x = {'{ a = ' * n}1{' }' * n}",
    "dots": lambda n: f"x{'.a' * n} = 1",
    "a header": lambda n: f"[x{'.a' * (n - 1)}]\ny = 1\n",
    "headers of a list": lambda n: f"[[x{'.a' * (n - 2)}]]\ny = 1\n",
    "a header and dots": lambda n: f"[x{'.a' * 49}]\ny{'.a' * (n - 50)} = 1\n",
    "all of them": lambda n: f"[x]\ny.z = [{{ a.b = {'[' * (n - 5)}1{']' * (n - 5)} }}]\n",
}
"""Texts by what nests them so deep."""
NOT_NESTED = [
    f'a = """{"[" * 500}"""',
    f'a = """\\"{"[" * 500}""""\nb = 1.5\n',
    f"a = '''{'[' * 500}'''",
    f"a = '{'[' * 500}'",
    f'a = "\\"{"[" * 500}"',
    f"a = 1 # {'[' * 500}",
    f"a = [{'1.5, ' * 500}]",
    f"a = [{'{ b.c = 1.5 }, ' * 500}]",
    f"a = [\n{'[1.5],' * 500}\n]\n",
    "".join(f"a.b{n} = {{ c = [1] }}\n" for n in range(200)),
    "".join(f"[[a.b.c]]\nd{n} = [[1]]\n" for n in range(200)),
]


@pytest.mark.parametrize("kind", MAKING)
def test_the_deepest(kind: str) -> None:
    assert excess(MAKING[kind](DEEPEST)) is None
    found = excess(MAKING[kind](DEEPEST + 1))
    assert found is not None
    assert found[0] == "Too deep"


@pytest.mark.parametrize("text", NOT_NESTED)
def test_what_only_looks_deep(text: str) -> None:
    assert excess(text) is None


@pytest.mark.parametrize(
    "text", ["{} = 1", "[{}]", "[[{}]]", 'a = 1\n"{}" = 1', "x = {{ b = 1, {} = 1 }}", "\t{}   = 1"]
)
def test_the_longest_key(text: str) -> None:
    room = LONGEST_KEY - 2 * ('"' in text)
    assert excess(text.format("k" * room)) is None
    found = excess(text.format("k" * (room + 1)))
    assert found is not None
    assert found[0] == "Too long a key"


@pytest.mark.parametrize("number", ["1{}", "-1{}", "[1, 1{}]", "0xf{}", "0b1{}", "0o7{}", "1_{}", "1{}.5"])
def test_a_number_that_nobody_could_print(number: str) -> None:
    assert excess("a = " + number.format("1" * 500)) is None
    assert excess("a = " + number.format("1" * 2000)) in {("Too long a number", at) for at in range(4, 9)}


@pytest.mark.parametrize("value", ['"{}"', "'{}'", '"""{}"""', "1 # {}"])
def test_values_and_comments_may_be_long(value: str) -> None:
    assert excess("a = " + value.format("1" * 5000) + "\n") is None


@pytest.mark.parametrize(
    "making",
    [
        lambda n: "".join(f"k{i} = 1\n" for i in range(n)),
        lambda n: f"x = [{'1, ' * (n - 2)}]",
        lambda n: f"x = [{'[1], ' * (n // 2 - 1)}]",
        lambda n: "[[x]]\n" * (n // 2),
        lambda n: f"x = [{'{ a = 1 }, ' * (n // 2 - 1)}]",
        lambda n: "".join(f"a.b{i}.c.d = 1\n" for i in range(n // 4)),
        lambda n: f"x = {{ {'a = 1, ' * (n // 2 - 1)}b = 1 }}",
    ],
)
def test_the_most_values(making: Callable[[int], str]) -> None:
    assert excess(making(200), 200) is None
    assert excess(making(202) + "\ny = [1, 2]\n", 200) == ("Too many values", ANY)
    assert excess(making(2000)) is None


@pytest.mark.parametrize("text", ['a = """{}"""', "a = '{}'", "a = 1 # {}"])
def test_words_and_comments_are_no_values(text: str) -> None:
    assert excess(text.format("[a = 1, 2.] " * 100), 20) is None


@pytest.mark.parametrize(
    "text",
    ['"""' * 100_000, "'" * 300_000, '"\\' * 100_000, '"""' + "\\" * 300_000, '""' * 100_000, '"""' + '""\\' * 100_000],
)
def test_the_look_ends_whatever_is_not_closed(text: str) -> None:
    assert excess("a = " + text + "[{.") is None
