"""The fast parser gives what the reference gives: the same values of the same types in the same order, or no values."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.toml.limits import DEEPEST
from timeline.toml.parser import parse_toml

VALUES = (Path(__file__).parent / "data" / "toml_values.txt").read_text(encoding="utf-8")
BAD_VALUES = r'''
01
+0x1
0xg
0o8
0b2
1__0
_1
1_
1.
.1
1e
1._0
1.e1
+-1
True
INF
nul
"
"a
'a
"\a"
"\x41"
"\e"
"\u12"
"\ud800"
"\U00110000"
"""a
2024-13-01
2024-00-01
2024-02-30
2023-02-29
2024-11-17T24:00:00
2024-11-17T07:60:00
2024-11-17T07:32:60
2024-11-17T07:32
2024-11-17T07:32:00+24:00
2024-11-17T07:32:00+1
0000-01-01
2024-1-1
07:32
7:32:00
[1, 2
[1,, 2]
[,]
{ a = 1
{ a = 1, }
{ a }
{ a = 1, a = 2 }
{ a = 1, a.b = 2 }
1 2
"a" "b"
{ a = 1 } x
'''
DOCUMENTS = [
    "",
    "\n\n",
    "# a comment",
    "#\ttab, é\n",
    "a = 1",
    "a = 1\r\nb = 2\r\n",
    "\ufeffa = 1\n",
    "   a   =   1   # why\n\t",
    "z = 1\ny = 2\nx = 3\n",
    "1 = 1\n-_ = 2\n2024-11-17 = 3\n3.2 = 4\n",
    '"" = 1\n',
    "'' = 1\n",
    '"a b" = 1\n\'c"d\' = 2\n"\\u00e9" = 3\n"è" . b = 4\n',
    "a.b.c = 1\na.b.d = 2\na . e = 3\n",
    "b.x = 1\na = 1\nb.y = 2\n",
    "[a]\n[b]\n[a.c]\n",
    "[a.b.c]\nd = 1\n[a]\ne = 2\n",
    "[ a . 'b' ]\nc = 1\n",
    "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 1\n[[a.e]]\nf = 1\n[[a.e]]\n",
    "[z]\nb = 1\n[a]\nc = 1\n[z.d]\ne = 1\n",
    "[x]\na.b = 1\n[x.c]\nd = 2\n",
    "a = [{ b = 1 }]\n",
    "a = \"\"\"x\r\ny\"\"\"\r\nb = '''x\r\ny'''\r\n",
    'a = """x\\\r\n   y"""\r\n',
    'title = "T"\ndate = 2024-11-17\n[[sources]]\nid = "a"\npublished = 2024-11-17T10:00:00Z\n',
    *(f"a = {'[' * 40}{']' * 40}", f"a = {'{ a = ' * 40}1{' }' * 40}", f"{'a.' * 100}b = 1", f"[{'a.' * 99}b]"),
]
BAD_DOCUMENTS = [
    "a",
    "a =",
    "= 1",
    "a = 1 b = 2",
    "a b = 1",
    "a = 1\na = 2",
    "a = 1\na.b = 2",
    "a.b = 1\na = 2",
    "a = 1\n'a' = 2",
    "[a]\n[a]",
    "[a]\nb = 1\n[a.b]",
    "a.b = 1\n[a]",
    "[x]\na.b = 1\n[x.a]",
    "[a]\n[[a]]",
    "[[a]]\n[a]",
    "a = []\n[[a]]",
    "a = {}\n[a.b]",
    "a = { b = 1 }\na.c = 2",
    "[[a.b]]\n[a]\n[[a.b]]\n[a.b]",
    "[a",
    "[[a]",
    "[]",
    "[a]]",
    "[a] b",
    "[a.]",
    "a. = 1",
    ".a = 1",
    "é = 1",
    '"""a""" = 1',
    "a = 1\rb = 2",
    "a = 1\x00",
    "# \x00",
    "# \x7f",
    "a = '\x01'",
    'a = "\x7f"',
    'a = "x\ny"',
    "a = 'x\ny'",
    "a = 1 # \x1f",
    "\ufeff\ufeffa = 1",
    "a = {\n b = 1 }",
]


def same(value: Any) -> Any:
    """A value with all that equality does not see: types, the order of keys, not-a-number, signs of zero."""
    if type(value) is dict:
        return [(key, same(inner)) for key, inner in value.items()]
    return list(map(same, value)) if type(value) is list else (type(value), repr(value))


def outcome(parse: Any, text: str | bytes) -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    try:
        return same(parse(data))
    except ValueError as error:
        return type(error).__name__, str(error)


def reference(data: bytes) -> dict[str, Any]:
    """What the standard library reads, which is TOML 1.0 as we read it."""
    return tomllib.loads(data.decode().removeprefix("\ufeff"))


def entries(lines: str) -> list[str]:
    """One value a line; one that goes on over several is put together again."""
    found, value = [], ""
    for line in lines.strip("\n").splitlines():
        value += line
        try:
            tomllib.loads(f"a = {value}")
        except tomllib.TOMLDecodeError:
            value += "\n"
            continue
        found.append(value)
        value = ""
    assert not value
    return found


@pytest.mark.parametrize("value", entries(VALUES))
def test_values(value: str) -> None:
    for text in (f"a = {value}\n", f"a = [{value}]", f"a.b = {value} # why\r\n[c]\r\nd = {value}"):
        wanted = outcome(reference, text)
        assert isinstance(wanted, list)
        assert outcome(parse_toml, text) == wanted


@pytest.mark.parametrize("value", BAD_VALUES.strip("\n").splitlines())
def test_what_is_no_value(value: str) -> None:
    wanted = outcome(reference, f"ok = 1\na = {value}\n")
    assert wanted[0] == "TOMLDecodeError"
    assert outcome(parse_toml, f"ok = 1\na = {value}\n") == wanted


@pytest.mark.parametrize("text", DOCUMENTS)
def test_documents(text: str) -> None:
    wanted = outcome(reference, text)
    assert isinstance(wanted, list)
    assert outcome(parse_toml, text) == wanted


@pytest.mark.parametrize("text", BAD_DOCUMENTS)
def test_what_is_no_document(text: str) -> None:
    wanted = outcome(reference, text)
    assert wanted[0] == "TOMLDecodeError"
    assert outcome(parse_toml, text) == wanted


@pytest.mark.parametrize("data", [b"a = '\xff'", b"\xff\xfea\0", b"a = '\xed\xa0\x80'", b"# \xc3"])
def test_what_is_no_text(data: bytes) -> None:
    wanted = outcome(reference, data)
    assert wanted[0] == "UnicodeDecodeError"
    assert outcome(parse_toml, data) == wanted


PIECES = st.sampled_from(
    [
        *("a", "b", "c.d", '"k"', "'q'", "=", " = ", "\n", "\r\n", "[", "]", "[[", "]]", "{", "}", ",", ".", "#c\n"),
        *("1", "-1", "0x1F", "1.5", "1e400", "inf", "nan", "true", '"s"', "'l'", '"""m\nn"""', "'''m\n'''", "\\", '"'),
        *("2024-01-01", "07:32:00", "2024-01-01 07:32:00.1234567+01:00", "é", "\x00", "_", "+", "\ufeff", "\t"),
        *("[a]\n", "[b.c]\n", "[[a]]\n", "[[a.b]]\n", "a = 1\n", "a.b = 1\n", "b = [1]\n", "c = {x = 1, y.z = 2}\n"),
    ]
)


@settings(max_examples=100)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_same_of_anything(text: str) -> None:
    assert outcome(parse_toml, text) == outcome(reference, text)


NEWER = st.sampled_from(
    [
        *(
            "a = 07:32\n",
            "a = 2024-11-17T07:32\n",
            'a = "\\e"\n',
            'a = "\\x41"\n',
            "a = {b = 1,}\n",
            "a = {\nb = 1\n}\n",
        ),
        *("a = {b = 1, # c\n c = 2}\n", "b = 2\n", "c = [1,\n2,\n]\n", "é = 1\n"),
    ]
)
"""What TOML 1.1 lets pass, among what both do."""


@pytest.mark.skipif(sys.version_info >= (3, 15), reason="there the standard library reads TOML 1.1")
@settings(max_examples=100)
@given(st.lists(NEWER | PIECES, max_size=6).map("".join))
def test_what_the_standard_library_refuses_is_refused(text: str) -> None:
    try:
        reference(text.encode())
    except tomllib.TOMLDecodeError:
        with pytest.raises(ValueError):
            parse_toml(text.encode())


@pytest.mark.parametrize("levels", [1, 50, 99, 100, 101, 150])
@pytest.mark.parametrize(("begin", "end", "each"), [("[", "]", 1), ("{ a = ", "}", 1), ("[{ a = ", "}]", 2)])
def test_nested_alike_up_to_the_limit(levels: int, begin: str, end: str, each: int) -> None:
    for text in (f"a = {begin * levels}1{end * levels}", f"a = {begin * levels}"):
        found = outcome(parse_toml, text)
        if levels * each <= DEEPEST:
            assert found == outcome(reference, text)
        else:
            assert found[0] == "TOMLDecodeError"
            assert found[1].startswith("Too deep")


@pytest.mark.parametrize(
    "text",
    [
        "'a = ' + '[' * 200_000",
        "'a = ' + '{a=' * 200_000",
        "'a = ' + '{a.b.c=' * 199 + '1' + '}' * 199",
        "'.'.join('a' * 50_000) + ' = 1'",
        "'[' + '.'.join('a' * 50_000) + ']'",
        "'x = {' + '.'.join('a' * 50_000) + ' = 1}'",
    ],
)
def test_no_file_ends_the_process(text: str) -> None:
    script = (
        "from timeline.toml.parser import parse_toml\ntry:\n    parse_toml((" + text + ").encode())\n"
        "except ValueError:\n    pass\nprint('alive')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr
