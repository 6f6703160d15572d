"""Words of the shell as the text of a query: quotes that the shell has taken away are put back, dates get their field.

Knows how terms look, and asks which names are known; must not know the grammar (query/parser.py) nor any chronology.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from timeline.errors import UsageError
from timeline.query.fields import FIELDS, is_own, quoted, unescaped

Known = Callable[..., bool]
"""`known(field, text, whole=…)` tells whether the text can be one value: a date, a tag, a name as it stands, or its
words; where no field is named, whether it is a date with a year."""

_FIELD = r"(?!\d+:)[\w.-]+|figures\.[^:=~<>()\"]+"
_SINGLE = re.compile(rf"(-|not )?({_FIELD})([<>]=?|[:=~])(?!//)(\S.*)", re.DOTALL)
"""One term, as far as its beginning tells."""
_ANOTHER = re.compile(r'["()“”„]|(?:^|[\s(])-?(?!\d+:)[\w.-]+[:=~<>](?!//)\S')
_BEGUN = re.compile(r"(?:^|[\s(])-?(\w+)[:=~<>]")
_PIECES = 12
"""In so many pieces commas may part a name: each number of them is asked for."""
_OPEN = re.compile(r"\s(?:or|and|not)\s*$")
_WAITS = re.compile(r"\s*(?:or|and)\s")
"""An operator that wants something behind it, and one that wants something before it."""
_JOINED = re.compile(rf"\S\s+(?:or|and|OR|AND)\s+\S|(?:^|\s)(?:not|NOT)\s+\S|(?:^|\s)-[^\s-]|{_OPEN.pattern}")
_DATED = "|".join(name for name, field in FIELDS.items() if field.kind == "date")
_ROW = re.compile(
    rf"""("(?:[^"\\]|\\.)*"?)|(-?)(?:({_DATED}):)?((?:(?!-|[^\W\d][\w.-]*[:=~<>])[^\s()"“”„]+(?![^\s)])\s*)+)|[^\s(]\S*|\(|\s+""",
    re.DOTALL,
)
"""What is quoted; or words in a row, of which the first may be excluded, or stand behind the field of a date."""
_JOINING = frozenset(("or", "and", "not"))
LONGEST = 8
"""Words that are tried as one date: `between 17 May 2020 and 3 June 2020`."""


def query_text(words: Sequence[str], known: Known, say: Callable[[str], None] = lambda _: None) -> str:
    """The text of the query that words of the shell are.

    One without blanks stands as it is. One with blanks is a phrase, unless it holds a field, a bracket, a quote, or
    `or`, `and`, `not` between terms, or where one is missing: then it is a query of its own. But `actor:"Joe Biden"`
    arrives as one word `actor:Joe Biden`: where that is all, and a name is known by all of it, it is one value.

    Args:
        words: the words.
        known: tells what is known.
        say: told how a word was read that may mean two things.

    Raises:
        UsageError: a word is empty, which is taken for a slip, not for everything.
    """
    if not all(word.strip() for word in words):
        raise UsageError("an empty word asks for nothing", "leave it out to ask for everything")
    whole = " ".join(words).strip()
    if known("", whole):
        return _dated(whole, "", say)
    text = " ".join(_read(word, known, say, alone=len(words) == 1) for word in words)
    if not re.search(r"\d\d", text):
        return text
    return "".join(_row(m[2], m[3], m[4], known, say) if m[4] else m[0] for m in _ROW.finditer(text))


def _row(sign: str, field: str | None, row: str, known: Known, say: Callable[[str], None]) -> str:
    """Words in a row; those that are a date with a year ask for it, but a number among other words is a word."""
    words, made, at = row.split(), [], 0
    while at < len(words):
        ends = range(min(len(words), at + LONGEST), at, -1)
        end = next((n for n in ends if known("", " ".join(words[at:n]))), at)
        if at == 0 and field and known("", words[0]):
            end = 1
        text = " ".join(words[at:end])
        beside = not {*words[max(0, at - 1) : at], *words[end : end + 1]} <= _JOINING
        before = sign + (f"{field}:" if field else "") if at == 0 else ""
        if end == at or (before[-1:] == ":" and end == 1):
            made.append(before + words[at])
        elif beside and text.isdecimal():
            say(f"note: {text} is looked for as a word; 'date:{text}' asks for the year")
            made.append(before + text)
        else:
            made.append(sign * (at == 0) + _dated(text, field or "" if at == 0 else "", say))
        at = max(end, at + 1)
    return " ".join(made) + row[len(row.rstrip()) :]


def _dated(text: str, field: str, say: Callable[[str], None]) -> str:
    asked = f"{field or 'date'}:{quoted(text)}"
    literal = f"""'"{text}"' looks for the word{"s" * (" " in text)}"""
    say(f"note: read as a date; {literal}" if not field else f"note: read as '{asked}'")
    return asked


def _read(word: str, known: Known, say: Callable[[str], None], *, alone: bool) -> str:
    if not re.search(r"\s", word.strip()) or known("", word):
        return word
    if (found := _SINGLE.fullmatch(word)) and (value := _value(found, known, say)):
        return value
    asks = found or _WAITS.match(word) or _ANOTHER.search(word) or not FIELDS.keys().isdisjoint(_BEGUN.findall(word))
    if asks or _JOINED.search(word):
        is_whole = not alone and word.count("(") == word.count(")") and re.search(r"\sor\s", word)
        return f"({word})" if is_whole else word
    return _quoted(word.strip())


def _value(word: re.Match[str], known: Known, say: Callable[[str], None]) -> str:
    """A word as one term whose value was quoted, or whose values were; empty where it is no such word."""
    sign, field, op, rest = word.groups(default="")
    if op == "~":
        is_one = not _OPEN.search(rest) and not re.search(r'"|(?:^|[\s(])-?[\w.-]+[:=~<>]\S', rest)
        return f'{sign}{field}~"{rest}"' if is_one else ""
    if field.startswith("figures."):
        is_one = " " in field and not re.search(r"\s", rest)
        return f'{sign}figures."{field[8:].strip()}"{op}{rest}' if is_one else ""
    kind = FIELDS[field].kind if field in FIELDS else "own" if is_own(field) else ""
    if not re.search(r"\s", rest) or _ANOTHER.search(rest) or re.search(r"[:=~<>]\S", rest):
        return ""
    if kind == "near":
        return f'{sign}{field}{op}"{rest}"'
    if kind in {"name", "tag", "date", "country"}:
        values = [*_whole(re.split(r",(?=\S)", rest), lambda text: known(field, text, whole=True))]
        if not any(known(field, value.removesuffix("*")) for value in values):
            if kind != "date" and not _JOINED.search(rest):
                say(f"note: read as several terms; '{field}{op}\"{rest}\"' is one value")
            return ""
    elif kind in {"text", "own", "id"} and not _JOINED.search(rest):
        values = [rest]
        say(f"note: read as '{field}{op}\"{rest}\"'; terms are words of their own")
    else:
        return ""
    return f"{sign}{field}{op}" + ",".join(map(_quoted, values))


def split(text: str, known: Callable[[str], bool]) -> Iterator[str]:
    """Several values apart by commas, but not at the commas of a name that is known; what is quoted is one value.

    Args:
        text: the values.
        known: tells whether it is a name as it stands.
    """
    for value in _whole(re.findall(r'(?:"(?:[^"\\]|\\.)*"|[^,"]|")+', text), known):
        is_quoted = len(value) > 1 and value[0] == value[-1] == '"'
        yield unescaped(value[1:-1]) if is_quoted else value


def _whole(pieces: list[str], known: Callable[[str], bool]) -> Iterator[str]:
    """What stood between commas, with those commas that belong to a name, of which none holds very many."""
    while pieces:
        ends = (end for end in range(min(len(pieces), _PIECES), 1, -1) if known(",".join(pieces[:end]).strip()))
        end = next(ends, 1)
        yield ",".join(pieces[:end]).strip()
        del pieces[:end]


def _quoted(value: str) -> str:
    return quoted(value.removesuffix("*")) + "*" * value.endswith("*")
