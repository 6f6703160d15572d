"""Problems for people: at length with the line and a marker, or a line each; counted, and summed up.

Every text from a file is made harmless here: it stays on its line, and no line of ours can begin with it. Knows nothing
of rules but their names, and of the place it prints to nothing at all.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from timeline.checks.registry import rule_of, rules
from timeline.errors import Problem
from timeline.text.escape import terminal
from timeline.text.lists import counted

_CUT = 100
"""Characters of a line that are shown."""
WORST = ("error", "warning", "note")


def full(problems: Sequence[Problem], base: str) -> Iterator[str]:
    """`path:line:col: CODE message`, the line with a marker, and what to do; paths as a user would type them."""
    for p in problems:
        lines = [_head(p, base), *(_marked(p) if p.source else ())]
        lines += [f"  = {terminal(text)}" for text in (p.hint, p.offer) if text]
        yield "\n".join(lines) + "\n"


def concise(problems: Sequence[Problem], base: str) -> Iterator[str]:
    """One line a problem."""
    for p in problems:
        hint = f" ({terminal(p.hint)})" if p.hint else ""
        yield f"{_head(p, base)}{hint}\n"


def _head(p: Problem, base: str) -> str:
    path = terminal(base + p.path)
    place = ":".join(["./" + path if path.startswith(":") else path, *(str(n) for n in (p.line, p.col) if n)])
    return f"{place}: {p.code} {'[*] ' if p.fixable else ''}{terminal(p.message)}"


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
    """One line that sums it up."""
    numbers = Counter[str](rule_of(p).severity for p in problems)
    parts = [counted(numbers[s], s) for s in WORST if numbers[s]]
    text = f"{', '.join(parts)} in {counted(len({p.path for p in problems}), 'file')}"
    fixable = sum(p.fixable for p in problems)
    return text + (f"; {fixable} marked [*] can be mended with `timeline check --fix`" if fixable else "")
