"""Rules, a family a file, found by code: each is one function, and a page (docs/rules/) that explains and tests it.

A rule is handed what it looks at and the whole corpus (corpus.py), yields what it finds, and keeps nothing. This file
finds the rules and knows none by name.
"""

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Literal, NamedTuple, get_args

from timeline.errors import Problem, UsageError, nearest

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The worst first."""
Scope = Literal["file", "event", "source", "corpus"]
"""What a rule is handed, one at a time, before the corpus: every file (of an event, a register, the settings), every
event, or every source as it is written (in events and in sources.toml).

Such a rule looks at this, at the registers and at the settings, at nothing else, so that what it found stays true while
these stay. A rule `of="corpus"` is handed nothing else, and looks at everything.
"""
Finder = Callable[..., Iterable[Problem]]
"""What yields problems without code and line: these are filled in by who runs it (runner.py)."""


class Rule(NamedTuple):
    """One rule."""

    code: str
    name: str
    severity: Severity
    title: str
    """What it finds, in one sentence: its docstring, and the first line of its page."""
    finders: list[tuple[Scope, Finder]]
    """What finds it, and what that is handed."""

    def is_meant(self, word: str) -> bool:
        """Whether a word is its code, the beginning of that, or its name."""
        return self.name == word.lower() or (word != "" and self.code.startswith(word.upper()))


_rules: dict[str, Rule] = {}


def rule(code: str, name: str, severity: Severity, of: Scope) -> Callable[[Finder], Finder]:
    """Make a function a rule; a second one with its code, below, finds the same elsewhere."""

    def register(find: Finder) -> Finder:
        _rules.setdefault(code, Rule(code, name, severity, find.__doc__ or "", [])).finders.append((of, find))
        return find

    return register


@cache
def rules() -> dict[str, Rule]:
    """Every rule by code, in the order of their numbers; each module of the family makes its functions rules."""
    families = "timeline.checks.rules"
    for module in walk_packages(import_module(families).__path__, f"{families}."):
        import_module(module.name)
    return {code: _rules[code] for code in sorted(_rules, key=lambda code: code[3:])}


def rule_of(problem: Problem) -> Rule:
    """The rule that a problem breaks."""
    return rules()[problem.code]


def named(word: str) -> Rule:
    """The rule of this code or name.

    Raises:
        UsageError: there is none; the nearest is named.
    """
    first, *others = meant(word)
    if others:
        raise UsageError(f'"{word}" is {1 + len(others)} rules', ", ".join(rule.code for rule in (first, *others)))
    return first


def meant(word: str) -> list[Rule]:
    """The rules that a code, the beginning of one, or a name means.

    Raises:
        UsageError: there is none; the nearest is named.
    """
    wanted = word.strip()
    found = [rule for rule in rules().values() if rule.is_meant(wanted)]
    if not found:
        codes = {word: code for code, rule in rules().items() for word in (code.casefold(), rule.name)}
        hint = "families: " + ", ".join(dict.fromkeys(code[:3] for code in rules()))
        near = nearest(wanted, codes)
        raise UsageError(f'no rule "{word}"', f'did you mean "{codes[near]}"?' if near else hint)
    return found


def chosen(select: Iterable[str], ignore: Iterable[str], least: Severity = "note") -> list[Rule]:
    """The rules to run: those selected, or all; without those ignored, and those that are less grave than `least`.

    Raises:
        UsageError: a word means no rule.
    """
    wanted = {rule.code for word in select for rule in meant(word)} or set(rules())
    unwanted = {rule.code for word in ignore for rule in meant(word)}
    grave = SEVERITIES[: SEVERITIES.index(least) + 1]
    return [rule for code, rule in rules().items() if code in wanted - unwanted and rule.severity in grave]
