"""Problems for a person at a terminal: rule by rule, the gravest first, what repeats once, as wide as the screen.

Every text from a file is made harmless here. Knows how many are too many to read, and nothing of rules but their names.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from timeline.checks.output.text import by_rule, full
from timeline.checks.registry import Rule, Severity, rule_of, rules
from timeline.errors import Problem
from timeline.text.escape import terminal
from timeline.text.lists import counted
from timeline.text.shell import command
from timeline.text.width import cut, filled, text_width

_FEW = 10
"""So many findings are told with their lines and markers, one after the other."""
_MOST, _MANY = 5, 30
"""So many of a rule are told where there are more, and fewer of each where all rules together tell more than these."""
_PLAIN, _COLOURS = "\x1b[0m", {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1m"}


def screen(
    problems: Sequence[Problem],
    base: str,
    shown: Sequence[Severity],
    again: Sequence[str] = (),
    of: Sequence[str] = (),
    *,
    every: bool = False,
    width: int = 80,
    color: bool = False,
) -> Iterator[str]:
    """Few findings in full; of more the first of each rule, and a table of rules of which none is shown.

    Args:
        problems: all of them, the worst first.
        base: what stands before a path.
        shown: the severities of rules of which some are shown.
        again: the options with which the same is found again.
        of: the files that are told of; none: all.
        every: whether all are told, however many.
        width: columns of the screen.
        color: whether it shows colours.
    """
    if len(problems) <= _FEW:
        yield from full(problems, base)
        return
    found = by_rule(problems)
    left, most = [], max(1, min(_MOST, _MANY // len(found)))
    for code, all_ in found.items():
        rule = rules()[code]
        if not (every or rule.severity in shown):
            left.append((_named(rule, all_), all_))
            continue
        colour = _COLOURS[rule.severity] if color else ""
        yield f"{colour}{_named(rule, all_)}: {counted(len(all_), rule.severity)}{_PLAIN * color}\n"
        rest = command("check", "--select", code, *again, of=of)
        yield from (line + "\n" for line in _group(all_, base, width, len(all_) if every else most, rest))
        yield "\n"
    if left:
        left.sort(key=lambda pair: -len(pair[1]))
        rest = command("check", "--select", left[0][1][0].code, *again, of=of)
        yield f"notes; to see all of a rule: {rest}\n"
        wide = max(text_width(name) for name, _ in left)
        for name, all_ in left:
            lead = f"{len(all_):>7,}  {name:{wide}}  "
            title = rule_of(all_[0]).title.rstrip(".")
            yield lead + cut(title, max(width - len(lead), 0)) + "\n"
        yield "\n"


def _named(rule: Rule, found: Sequence[Problem]) -> str:
    return f"{rule.code} {rule.name}" + " [*]" * any(problem.fixable for problem in found)


def _group(found: Sequence[Problem], base: str, width: int, most: int, rest: str) -> Iterator[str]:
    """What a rule found: what is the same in all of it, then each that says something else, with its first place."""
    said = [(problem.message, problem.hint, problem.offer) for problem in found]
    same = [len(found) > 1 and len(set(texts)) == 1 for texts in zip(*said, strict=True)]
    yield from _told(said[0], same, "  ", width)
    alike: dict[tuple[str, ...], list[Problem]] = defaultdict(list)
    for words, problem in zip(said, found, strict=True):
        alike[(*words, problem.path * all(same))].append(problem)  # where nothing tells them apart, each file is one
    for texts, (problem, *others) in islice(alike.items(), most):
        place = f"{base}{problem.path}" + f":{problem.line}" * (problem.line > 0)
        yield f"  {terminal(place)}" + f" and {counted(len(others), 'other')}" * bool(others)
        yield from _told(texts, [not is_same for is_same in same], "    ", width)
    if left := sum(map(len, [*alike.values()][most:])):
        yield f"  and {left:,} more like this: {rest}"


def _told(texts: Sequence[str], which: Sequence[bool], indent: str, width: int) -> Iterator[str]:
    """Those of message, hint and offer, each set in; an offer stays on its line, so that it can be pasted."""
    message, hint, offer = (text * wanted for text, wanted in zip(texts, which, strict=False))
    yield from filled(message, width, indent) if message else ()
    yield from filled(hint, width, f"{indent}= ", f"{indent}  ") if hint else ()
    yield from (f"{indent}= {terminal(offer)}",) if offer else ()
