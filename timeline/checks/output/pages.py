"""The pages of rules, docs/rules/CODE.md: what a rule finds, why, a Bad event with what is said of it, and a Good one.

Knows how the pages are laid out; must not know what they say: a test holds that to the rules.
"""

from collections.abc import Callable, Iterator

from timeline.checks.registry import Rule, rules
from timeline.text import documentation


def page(rule: Rule) -> str:
    """The page of a rule, in Markdown, as a chapter: its heading is of the second level."""
    return "#" + documentation.page(f"rules/{rule.code}")


def why(text: str) -> str:
    """What a page says before its events: what the rule finds, and why that matters."""
    return text.partition("\n\nBad:\n")[0].split("\n\n", 2)[2]


def index(link: Callable[[Rule], str]) -> str:
    """The table of all rules under its heading; `link` says where the page of each is."""
    rows = (
        f"| [{rule.code}]({link(rule)}) | {rule.name} | {rule.severity} | {rule.title.rstrip('.')} |\n"
        for rule in rules().values()
    )
    return "# Check rules\n\n| code | name | | finds |\n|---|---|---|---|\n" + "".join(rows)


def book() -> Iterator[str]:
    """The table and the pages of all rules."""
    yield index(lambda rule: f"#{rule.code.lower()}-{rule.name}")
    yield from (f"\n{page(rule)}" for rule in rules().values())
