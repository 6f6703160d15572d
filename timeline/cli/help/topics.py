"""What `help WORD` shows: a page of docs/ by its name, the page of a rule by its code.

Knows where pages stand; must not know commands (commands/help.py).
"""

from timeline.text import documentation

ALIASES = {
    "query": "queries",
    "edtf": "dates",
    "event": "events",
    "merge": "team",
    "rules": "checks",
    "source": "sources",
}
"""By what a page is asked for, too."""


def topics() -> list[tuple[str, str]]:
    """The pages for users, each with its heading."""
    return [(name, _heading(documentation.page(name))) for name in documentation.names()]


def _heading(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ")
