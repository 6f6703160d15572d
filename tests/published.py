"""A desk that publishes: a chronology under git with copies, and a source that is to stay unnamed."""

from pathlib import Path

from newsroom import begun, git

STRIKE = """\
title = "Plant is struck"
date = 2024-11-17
tags = ["strike"]
summary = "A plant near the river is struck."

[[sources]]
id = "nyt"
publisher = "The New York Times"
url = "https://nytimes.com/a"
copy = "copies/nyt.txt"
"""
TALKS = 'title = "Talks begin"\ndate = 2024-11-18\n'
CONFIDENTIAL = """\
title = "Order is given"
date = 2024-11-19

[[sources]]
id = "s1"
kind = "person"
name = "Jane Doe"
quote = "They told us at dawn"
url = "mailto:jane.doe@example.org"
copy = "copies/tape.txt"
confidential = true

[[sources]]
id = "bbc"
publisher = "BBC"
"""


def written(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode())


def committed(message: str = "more") -> None:
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", message)


def newsdesk(*, confidential: bool = False) -> Path:
    """A chronology in `events/` of the working folder, all of it committed."""
    root = begun("events", b'title = "Strikes"\n')
    written(root, "2024/2024-11-17-strike.toml", STRIKE)
    written(root, "2024/2024-11-18-talks.toml", TALKS)
    written(root, "copies/nyt.txt", "A plant was struck.\n")
    if confidential:
        written(root, "2024/2024-11-19-order.toml", CONFIDENTIAL)
        written(root, "copies/tape.txt", "They told us at dawn.\n")
    git("init", "-q")
    committed("first")
    return root
