"""Problems for people: at length with the line and a marker, or a line each; counted, and summed up.

Every text from a file is made harmless here: it stays on its line, and no line of ours can begin with it. Knows nothing
of rules but their names, and of the place it prints to nothing at all.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from timeline.checks.registry import SEVERITIES, Severity, rule_of, rules
from timeline.errors import Problem
from timeline.text.escape import terminal
from timeline.text.lists import counted
from timeline.text.shell import command

_CUT = 100
"""Characters of a line that are shown."""
_MOST, _LINES = 5, 75
"""So many findings of one rule are shown at most, and fewer of each where all together fill more lines than these."""


def full(problems: Sequence[Problem], base: str) -> Iterator[str]:
    """`path:line:col: CODE severity: message`, the line with a marker, what to do; paths as a user would type them."""
    for p in problems:
        lines = [_head(p, base), *(_marked(p) if p.source else ())]
        lines += [f"  = {terminal(text)}" for text in (p.hint, p.offer) if text]
        yield "\n".join(lines) + "\n"


def brief(
    problems: Sequence[Problem], base: str, shown: Collection[Severity], again: Sequence[str], of: Sequence[str]
) -> Iterator[str]:
    """As `full`, but the first few of each rule, and of those the grave ones; a line a rule says what is left.

    Args:
        problems: all of them, the worst first.
        base: what stands before a path.
        shown: the severities of rules of which some are shown.
        again: the options with which the same is found again.
        of: the files that are told of; none: all.
    """
    found = by_rule(problems)
    first = {code: [*full(all_[:_MOST], base)] for code, all_ in found.items() if rules()[code].severity in shown}
    most = _MOST
    while most > 1 and sum(text.count("\n") for few in first.values() for text in few[:most]) > _LINES:
        most -= 1
    texts = {code: iter(few[:most]) for code, few in first.items()}
    yield from filter(None, (next(texts.get(p.code, iter(())), "") for p in problems))
    for code, all_ in found.items():
        if left := len(all_) - len(first.get(code, ())[:most]):
            rule, more = rules()[code], "more " if left < len(all_) else ""
            mark = "[*] " if any(p.fixable for p in all_) else ""
            command_ = command("check", "--select", code, *again, of=of)
            yield f"{code} {mark}{rule.name}: {counted(left, more + rule.severity)}: {command_}\n"


def by_rule(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """The problems of each rule, by its code, in the order in which the first of each stands."""
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.code].append(problem)
    return found


def concise(problems: Sequence[Problem], base: str) -> Iterator[str]:
    """One line a problem."""
    for p in problems:
        hint = f" ({terminal(p.hint)})" if p.hint else ""
        yield f"{_head(p, base)}{hint}\n"


def _head(p: Problem, base: str) -> str:
    path = terminal(base + p.path)
    place = ":".join(["./" + path if path.startswith(":") else path, *(str(n) for n in (p.line, p.col) if n)])
    return f"{place}: {p.code} {rule_of(p).severity}: {'[*] ' if p.fixable else ''}{terminal(p.message)}"


def _marked(p: Problem) -> list[str]:
    """The line with a marker under the place; long lines are cut around it."""
    start = max(0, p.col - 60)
    plain = p.source.replace("\t", " ")
    lead = terminal(plain[start : max(0, p.col - 1)])
    return [f"  | {lead}{terminal(plain[max(0, p.col - 1) : start + _CUT])}".rstrip(), f"  | {' ' * len(lead)}^"]


def statistics(problems: Sequence[Problem]) -> Iterator[str]:
    """How often each rule found something, most first."""
    numbers = Counter(p.code for p in problems)
    width = len(str(max(numbers.values(), default=0)))
    for code, number in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0][3:])):
        yield f"{number:{width}}  {code} {rules()[code].name:22} {rules()[code].severity}\n"


def totals(problems: Sequence[Problem]) -> str:
    """One line that sums up how many there are."""
    numbers = Counter[str](rule_of(p).severity for p in problems)
    parts = [counted(numbers[s], s) for s in SEVERITIES if numbers[s]]
    text = f"{', '.join(parts)} in {counted(len({p.path for p in problems}), 'file')}"
    fixable = sum(p.fixable for p in problems)
    return text + (f"; {fixable:,} marked [*] can be mended with `timeline check --fix`" if fixable else "")
