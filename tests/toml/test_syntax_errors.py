import pytest

from timeline.errors import Problem
from timeline.toml.parser import TOMLDecodeError, parse_toml
from timeline.toml.syntax_errors import syntax_error


def refused(text: str) -> Problem:
    with pytest.raises(ValueError) as error:
        parse_toml(text.encode())
    return syntax_error(text, error.value, "p.toml")


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("date = 2024-11", (1, 8), "a date that needs quotes", 'write date = "2024-11"'),
        ("date = -0044-03-15 # Ides", (1, 8), "a date that needs quotes", 'write date = "-0044-03-15"'),
        ("date = [..2024-11-17]", (1, 8), "a date that needs quotes", 'write date = "[..2024-11-17]"'),
        ("date = 2024-11-17T20:20", (1, 8), "a date that needs quotes", 'write date = "2024-11-17T20:20"'),
        ("date = 17.11.2024", (1, 8), "no date", "only a whole day, as 2024-11-17, stands without quotes"),
        ("a = 1\ndate = 2024-02-30", (2, 8), "there is no day 2024-02-30", "2024-02 has 29 days"),
        ("date = 2024-11-32", (1, 8), "there is no day 2024-11-32", "2024-11 has 30 days"),
        ("date = 2024-13-01", (1, 8), "there is no month 13", "01 to 12"),
        ("date = 2024-11-17T20:20:00+99:00", (1, 8), "no place on Earth has the offset +99:00", ""),
        ("date = 2024-11-7", (1, 8), '"7" is no day: it has two digits', "write date = 2024-11-07"),
        ("date = 2024-1/2024-3-5", (1, 8), '"1" is no month: it has two digits', 'write date = "2024-01/2024-03-05"'),
        ("date = 2024-11-17T9:30", (1, 8), '"9:30" is no time', 'write date = "2024-11-17T09:30"'),
        ("date = 2024-13-7", (1, 8), '"7" is no day: it has two digits', ""),
        ("v = {d = 2023-02-29}", (1, 10), "there is no day 2023-02-29", "2023-02 has 28 days"),
        ('title = "Biden\ndate = 2024-11-17', (1, 15), "a quote is not closed", 'end the text with "'),
        ('title = "Biden', (1, 15), "a quote is not closed", 'end the text with "'),
        ("title = 'Biden", (1, 15), "a quote is not closed", ""),
        ('a = 1\nb = """x\ny\n', (2, 5), "a text of several lines is not closed", "three quotes"),
        ("a = '''x\n'y'\n", (1, 5), "a text of several lines is not closed", "three quotes"),
        ("title = “Biden”", (1, 9), "curly quotes", "straight"),
        ('tags = ["a", “b”]', (1, 14), "curly quotes", "straight"),
        ('a = "He said "yes""', (1, 15), "a quotation mark within the text ends it", '\\"'),
        ("a = 1\nb = 2\na = 3\n", (3, 1), "a is given twice", "line 1 already"),
        ("[x]\n[x]\n", (2, 1), "x is given twice", "line 1 already"),
        ("[[x]]\n[x]\n", (2, 1), "x is given twice", "line 1 already"),
        ("a = {b = 1, b = 2}", (1, 13), "b is given twice", "line 1 already"),
        ("a = {}\na.b = 1\n", (2, 8), "a key is given twice, as a value and as a table", "one of the two"),
        ("title = Biden lets", (1, 9), "text without quotes", '"Biden lets"'),
        ('tags = [ATACMS, "b"]', (1, 9), "text without quotes", '"ATACMS"'),
        ("anonymous = True", (1, 13), "True is no value", "written true"),
        ("seq = null", (1, 7), "null is no value", "delete the key"),
        ("seq =", (1, 6), "no value stands here", "delete the key"),
        ("seq = 12 3", (1, 10), "the line goes on behind its value", "key = value"),
        ('tags = ["a"\nseq = 1', (2, 1), "a list is not closed", "comma"),
        ("x = {a = 1", (1, 11), "a table is not closed", "comma"),
        ("x = {a = 1,\n b = 2}", (1, 12), "no key stands here", "one line"),
        ('a = "C:\\goo"', (1, 10), "a single \\", "'…'"),
        ('a = "\\u12"', (1, 8), "no character has this number", "'…'"),
        ('a = "\x01"', (1, 6), "a control character", "delete"),
        ("Biden lets", (1, 7), "no = behind the key", "key = value"),
        ("a = 1\n> quote", (2, 1), "no key begins like this", "key = value"),
        ("[a", (1, 3), "the name of a table is not closed", "[name]"),
        ("a = 1\n<<<<<<< HEAD\nb = 2\n=======\n>>>>>>> x\n", (2, 1), "conflict markers are left from a merge", "keep"),
        (f"a = 1\nb = {'9' * 5000}", (2, 5), "the number is too long", "quotes"),
        ('a = "\\ud800"', (1, 12), "Escaped character is not a Unicode scalar value", ""),
    ],
)
def test_a_slip_is_named_with_its_place(text: str, place: tuple[int, int], message: str, hint: str) -> None:
    found = refused(text)
    assert (found.line, found.col) == place
    assert found.message.startswith(message)
    assert hint in found.hint
    assert found.code == ("TIM206" if message.startswith(("there is no", "no place", '"')) else "SCH007")
    assert (found.path, found.source) == ("p.toml", text.split("\n")[place[0] - 1])


def test_a_report_in_other_words_stays_as_it_is() -> None:
    assert syntax_error("a = 1", ValueError("something else"), "p")[1:6] == (1, 1, "SCH007", "something else", "")
    found = syntax_error("a = 1", TOMLDecodeError("Something new", "a = 1", 2), "p")
    assert (found.line, found.col, found.message) == (1, 3, "Something new")


def test_a_time_that_is_none() -> None:
    text = "d = 2024-11-17T20:20:00"
    found = syntax_error(text, TOMLDecodeError("Invalid date or datetime", text, 4), "p")
    assert (found.code, found.message) == ("TIM206", "there is no such time or offset: 2024-11-17T20:20:00")


def test_lines_are_counted_alike_however_they_end() -> None:
    found = refused("a = 1\r\nb = Biden\r\n")
    assert (found.line, found.col, found.source) == (2, 5, "b = Biden")
