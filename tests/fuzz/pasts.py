"""Makes a repository of a random history, and lines that ask for its past: commits, days, ranges, and what they ask of."""

import shlex
from pathlib import Path

from fuzz import examples
from fuzz.chance import DATES, NUMBERS, Chance
from newsroom import git
from random_history import RandomHistory

NAMES = ("HEAD", "@", "all", "v1", "main", "2024-11-17", "November", "strike", "refs/tags/v1", "gone", "tags/v1", "")
BEHIND = ("~1", "~2", "^", "^2", "^0", "~0", "~99999999999", "^{tree}", "^{/edit}", "^{}", "@{1}", "@{-1}", "@{u}")
MORE_BEHIND = ("@{yesterday}", "@{0", ":events", ":", "^!", "^@", "~~^", "^{/[}", "^{/" + "(" * 40 + "}", "\n", " ")
DAYS = (
    "2023-11-14",
    "2023-11-15T02:00",
    "14 November 2023",
    "yesterday",
    "2023",
    "now",
    "tomorrow",
    "14 November",
    "1900",
)
LINES = (
    *("diff", "diff", "diff --stat", "diff -f json", "diff -f jsonl", "diff -f markdown", "diff --exit-code", "log"),
    *("log", "log --lag", "log --lag -f csv", "log --subject", "log -f json", "log -f markdown", "log --field status"),
    *("log --field sourcing -f jsonl", "log --field title", "log -n 1", "log --lag --sort recorded", "list -f json"),
    *("list", "list -f card", "show strike", "trace strike -f json", "report", "sources", "actors -f json", "tags"),
    *(
        "sql 'SELECT * FROM events' -f json",
        "export -f ics",
        "edition --list",
        "edition --verify",
        "report -t sourcing",
    ),
)


def repository(folder: Path) -> Path:
    """A repository with branches and tags, some of which are called like days, and like what events tell of."""
    history = RandomHistory(3)
    for _ in range(10):
        history.step()
    commits = history.written(folder, "events/")
    git("checkout", "-q", "all", at=folder)
    for name, commit in (("v1", commits[3]), ("2024-11-17", commits[1]), ("strike", commits[-1])):
        git("tag", name, commit.id, at=folder)
    git("branch", "November", commits[2].id, at=folder)
    return folder / "events"


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Its files, git's too, as they would look other if one were written."""
    found = ((path, path.stat()) for path in folder.parent.rglob("*") if path.is_file())
    return {str(path): (stat.st_mtime_ns, stat.st_size) for path, stat in found}


def line(chance: Chance) -> list[str]:
    """A line that asks for the past, or for what became of things since."""
    words = shlex.split(chance.one(LINES))
    takes = words[0] in {"diff", "log"}
    if takes and chance.happens(0.8):
        words.append(_range(chance))
    if not takes or chance.happens(0.05):
        words += [_flag(chance), _moment(chance)]
    if chance.happens(0.3):
        words.append(chance.one((chance.one(examples.queries()), "strike", "2024-11", _range(chance))))
    if chance.happens(0.1):
        words += ["--published-by", chance.one(DAYS)]
    if chance.happens(0.05):
        words += ["--since-edition", chance.one(("first", "gone", "../first", chance.odd()))]
    if chance.happens(0.05):
        chance.shuffle(words)
    return [word.replace("\0", "") for word in words]


def _flag(chance: Chance) -> str:
    return chance.one(("--recorded-at",) * 8 + ("--as-of", "--recorded"))


def _range(chance: Chance) -> str:
    if chance.happens(0.3):
        return _moment(chance)
    text = chance.one(("..", "..", "...", "....", " .. ")).join((_moment(chance), _moment(chance)))
    return chance.spoilt(text, NAMES) if chance.happens(0.1) else text


def _moment(chance: Chance) -> str:
    """What names a commit, or a day; or nearly."""
    usual = chance.one(NAMES[:6]) + chance.one(("", "", "", "~1", "^", "~2"))
    odd = chance.one(NAMES) + "".join(chance.some(lambda: chance.one(chance.one((BEHIND, MORE_BEHIND))), 2))
    days = chance.one((*DATES, *examples.phrases(), *NUMBERS))
    text = chance.one((usual, usual, usual, chance.one(DAYS), chance.one(DAYS), odd, days))
    text = chance.one(("",) * 8 + ("commit:", "date:")) + text
    return chance.spoilt(text, (*NAMES, *BEHIND)) if chance.happens(0.1) else text
