"""What was changed in an event, in words: for each field that was, what is said of it.

Knows differences, and how a value is shown; must not know how a source is called, who prints the words, and how text is
made safe there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct, convert
from msgspec.json import encode

from timeline.changes.difference import Difference
from timeline.model.confidential import is_mask
from timeline.model.elements import marks
from timeline.model.event import Actor, Event, Field, Link, Source, table
from timeline.text.lists import joined
from timeline.text.width import cut, text_width

Called = Callable[[Source], str]
_WIDEST = 60
"""Columns of a value."""
_BESIDE = 30
"""Columns of a value that is told of an element behind its name."""
_MARKS = {"add": "+", "remove": "-"}
_ORDER = "in another order"
_REWRITTEN = "rewritten"


class Sentence(NamedTuple):
    """What is said of one field, or of some that are told together: of `tags` that `+ escalation` and `- rumour`."""

    label: str
    pieces: tuple[str, ...]
    """Other people's text: whoever prints them makes them safe, and sets them apart."""


def said(differences: Iterable[Difference], called: Called) -> list[Sentence]:
    """What was changed, field by field; of a list what is new, what is gone, what was changed, its order.

    Of texts no more is shown than is needed to see what is meant; of withheld sources how many are new or gone, since
    the numbers that stand in for them may be others each time.

    Args:
        differences: as `diff` gives them, of events that others may see.
        called: what a source is called.
    """
    by_label: dict[str, list[Difference]] = {}
    for difference in differences:
        row = table(Event)[difference.key[0]]
        by_label.setdefault(row.group or row.name, []).append(difference)
    return [Sentence(label, tuple(_pieces(label, some, called))) for label, some in by_label.items()]


def withheld(number: int) -> str:
    """So many sources of which no more is told."""
    return "a withheld source" if number == 1 else f"{number} withheld sources"


def _pieces(label: str, some: Sequence[Difference], called: Called) -> Iterator[str]:
    row = table(Event)[some[0].key[0]]
    if row.struct:
        yield from _of_elements(row.struct, some, called)
    elif row.kinds == (tuple,):
        yield from _of_words(some, 1)
    elif row.kinds == (dict,):
        yield from (f"{_short('.'.join(d.key[1:]))} {_change(None, d)}" for d in some)
    else:
        for difference in some:
            name = difference.key[0]
            part = "" if name == label else f"{name.removeprefix(f'{label}_')} "
            yield part + _change(table(Event)[name], difference)


def _of_words(some: Sequence[Difference], depth: int) -> Iterator[str]:
    """What is said of a list of words, to which so many parts of a key lead; some may stand in for others."""
    words = [(d.op, d.key[depth]) for d in some if len(d.key) > depth]
    masked = [op for op, word in words if depth > 1 and is_mask(word)]
    for op, mark in _MARKS.items():
        yield from (f"{mark} {_short(word)}" for way, word in words if way == op and not (masked and is_mask(word)))
    if more := masked.count("add") - masked.count("remove"):
        yield f"{'+' if more > 0 else '-'} {withheld(abs(more))}"
    elif masked:
        yield "perhaps other withheld sources"
    if len(words) < len(some):
        yield _ORDER


def _of_elements(struct: type[Struct], some: Sequence[Difference], called: Called) -> Iterator[str]:
    """What is said of a list of tables, in the order in which people ask."""
    hidden: list[Difference] = []
    shown: list[Difference] = []
    for difference in some:
        is_hidden = struct is Source and len(difference.key) > 1 and is_mask(difference.key[1])
        (hidden if is_hidden else shown).append(difference)
    for op, mark in _MARKS.items():
        yield from (f"{mark} {_element(struct, d, called)}" for d in shown if d.op == op and len(d.key) == 2)
        if number := sum(d.op == op and len(d.key) == 2 for d in hidden):
            yield f"{mark} {withheld(number)}"
    together: dict[tuple[str, str], list[Difference]] = {}
    for difference in shown:
        if len(difference.key) > 2:
            name, key = difference.key[1:3]
            together.setdefault((name, table(struct)[key].group or key), []).append(difference)
    for (name, key), its in together.items():
        yield from _within(struct, name, key, its)
    if any(len(d.key) > 2 for d in hidden):
        yield "what is told of withheld sources"
    if any(len(d.key) == 1 for d in some):
        yield _ORDER


def _within(struct: type[Struct], name: str, key: str, some: Sequence[Difference]) -> Iterator[str]:
    """What is said of one key of an element, or of some that are told together."""
    rows, first = table(struct), some[0]
    of = _short(name) + ("." if struct is Source else ": ")
    if key == marks(struct).surest and first.op == "change":
        yield f"{_short(name)} → {_value(rows[key], first.new)}"
    elif key in rows and rows[key].kinds == (tuple,):
        yield from (f"{of}{key} {piece}" for piece in _of_words(some, 3))
    else:
        yield of + ", ".join(f"{d.key[2]} {_change(rows[d.key[2]], d)}" for d in some)


def _element(struct: type[Struct], difference: Difference, called: Called) -> str:
    """An element that is new or gone: by its name, and what there is to say of it in a word or two."""
    held: dict[str, Any] = difference.old if difference.op == "remove" else difference.new
    name = difference.key[1]
    if struct is Source:
        source = convert(held, Source)
        stance = {"supports": "", "denies": "denies it"}.get(source.own_stance, f"{source.own_stance} it")
        parts = (_short(called(source)), source.published, stance, source.state * (source.state != "live"))
        return f"{_short(name)} ({', '.join(filter(None, parts))})"
    rows, (surest, *beside) = table(struct), marks(struct).whole
    name, told = _short(held.get(surest, name)), {surest, *(beside if struct in {Actor, Link} else ())}
    if struct is Actor and held.get("role") != rows["role"].default:
        name = f"{name} as {held['role']}"
    elif struct is Link:
        name = f"{held['type']} {name}"
    particulars = (_particular(row, held[key]) for key, row in rows.items() if key not in told and key in held)
    shown = ", ".join(filter(None, particulars))
    return f"{name} ({shown})" if shown else name


def _particular(row: Field, value: Any) -> str:
    """What is told of an element behind its name: a value that says what it is alone, any other with its key.

    Nothing of what has a form of its own, such as a hash: that is for machines.
    """
    if value == row.default or row.form:
        return ""
    shown = _value(row, value, _BESIDE)
    return shown if row.words or row.date else f"{row.name.replace('_', ' ')} {shown}"


def _change(row: Field | None, difference: Difference) -> str:
    """What was done to a value."""
    old, new = difference.old, difference.new
    if row and bool in row.kinds:  # what nobody wrote down is no
        old, new = (row.default if value is None else value for value in (old, new))
    if isinstance(old, str) and isinstance(new, str) and row:
        return _texts(row, old, new)
    if old is None:
        return f"+ {_value(row, new)}"
    if new is None:
        return f"- {_value(row, old)}"
    shown = _value(row, old), _value(row, new)
    if shown[0] == shown[1]:  # two long lists or tables are cut before they differ
        from timeline.changes.excerpts import apart  # as below

        one, other = apart(*(encode(value).decode().replace(",", ", ") for value in (old, new)))
        shown = _short(f"…{one.words}"), _short(f"…{other.words}")
    return " → ".join(shown)


def _texts(row: Field, old: str, new: str) -> str:
    """How one text became another: both where they are short, else where they differ."""
    one, other = (" ".join(text.split()) for text in (old, new))
    if one == other:
        return "blanks and line ends"
    if max(text_width(one), text_width(other)) > _WIDEST:
        from timeline.changes.excerpts import apart  # start-up: most texts are short

        before, after = apart(one, other)
        if row.prose and not (before.words and after.words):
            return f"{'-' if before.words else '+'} {_value(row, before.words or after.words)}"
        one, other = before.around, after.around
        if row.prose and max(text_width(one), text_width(other)) > _WIDEST:
            return _REWRITTEN
    shown = _value(row, one), _value(row, other)
    return " → ".join(shown) if shown[0] != shown[1] else _REWRITTEN


def _value(row: Field | None, value: Any, most: int = _WIDEST) -> str:
    """A value on one line, cut where it is long: in quotes what somebody wrote in sentences, or might have."""
    if isinstance(value, str):
        text = _short(value, most)
        is_name = row is not None and (" " not in text or (row.called and not row.searched))
        return text if text and is_name else f'"{text}"'
    if isinstance(value, bool) and row and bool in row.kinds:
        return "yes" if value else "no"
    if row and row.kinds == (tuple,):
        words = dict.fromkeys("a withheld source" if is_mask(word) else word for word in value)
        return cut(joined([*words]), most)
    return cut(encode(value).decode(), most)


def _short(text: str, most: int = _WIDEST) -> str:
    """A text on one line, cut where it is long."""
    return cut(" ".join(text.split()), most)
