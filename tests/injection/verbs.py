"""A small desk, and every verb that writes, each with words that make it write."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from newsroom import git
from timeline.store.git.merging.attributes import LINE

SECRET = "2024/2024-01-04-secret.toml"
"""An event that nobody else may read."""
EVENTS = {
    "timeline.toml": 'title =   "Desk"\n',
    "actors.toml": '[joe]\nname =   "Joe"\n\n[ann]\nname = "Ann"\n',
    "2023/2023-05-05-lone.toml": 'title = "Lone"\ndate = 2023-05-05\nsources = ["BBC"]\n',
    "2024/2024-01-01-hub.toml": '# the hub\ntitle = "Hub"\ndate = 2024-01-01\nactors = ["Joe"]\nsources = ["BBC"]\n',
    "2024/2024-01-02-left.toml": """\
title = "Left."
date   = 2024-01-02
links = [{ type = "follows", to = "2024-01-01-hub" }]

[[sources]]
id = "a"
publisher = "BBC"
url = "https://bbc.example/a?utm_source=x"   # where it was read
""",
    "2024/2024-01-03-right.toml": """\
title = "Right."
date = "2024-01-03"
actors = ["Ann"]
links = [
  { type = "follows", to = "2024-01-01-hub" },
  { type = "related", to = "2024-01-02-left" },
]
sources = ["Reuters"]
""",
    SECRET: """\
title = "Secret."
date   = 2024-01-04
links = [{ type = "follows", to = "2024-01-01-hub" }]
sources = [{ id = "mole", name = "Mole", confidential = true }]
""",
}
PAGE = "# Page\n\n<!-- timeline: list -f markdown -->\n\nold\n\n<!-- /timeline -->\n\nThe end.\n"
BESIDE = {
    "page.md": PAGE,
    "other.md": PAGE.replace("list -f", "list date:2024 -f"),
    "report.md": "An older report.\n",
    "record.toml": 'title = "Something from a file"\ndate = 2024-06-06\nsources = ["BBC"]\n',
    "records.jsonl": "".join(
        f'{{"title": "Number {n} of a list", "date": "202{n}-06-06", "sources": ["BBC"]}}\n' for n in range(4, 7)
    ),
    "rows.csv": "day,what,outlet\n2024-06-06,A row of a sheet,BBC\nsoon,Another,BBC\n2026-06-06,A third,AP\n",
    "summary.md": "# Summary\n",
    "../home/.bashrc": "alias ll='ls -l'\n",
}


class Verb(NamedTuple):
    """A line that writes."""

    words: str
    """Parted by `|`."""
    furnished: Callable[[], None] = lambda: None
    """What the desk has beside the rest, made in the working folder."""
    several: bool = False
    """It says of each file whether it was written."""
    silent: bool = False
    """It says nothing of a file that was written."""
    again: tuple[int, ...] = (0,)
    """With what it may exit when there is nothing left to do."""
    adds: bool = False
    """Done twice, there are two."""
    removes: bool = False
    unsettled: bool = False
    """At first a file holds two sides of a merge, of which `check` tells until one is taken."""
    typed: str = ""
    """What a person types in an editor, in place of "Hub"; it is never lost."""
    moved: tuple[str, str] = ("", "")
    """The path of an event, and the one that it gets."""


def furnish(verb: Verb) -> None:
    """Put the desk into the working folder."""
    for name, text in {**{f"events/{name}": text for name, text in EVENTS.items()}, **BESIDE}.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    Path("events", SECRET).chmod(0o600)
    verb.furnished()


def in_git() -> None:
    """All is committed; one event has changed since."""
    git("init", "-q", "--template=", ".")
    git("add", ".")
    git("commit", "-q", "-m", "All")
    with Path("events/2024/2024-01-02-left.toml").open("a", encoding="utf-8") as file:
        file.write("# not committed\n")


def with_attributes() -> None:
    """Somebody has said something of other files."""
    in_git()
    Path("events/.gitattributes").write_text("*.jpg binary\n", encoding="utf-8")


def set_up() -> None:
    """git is told to merge by meaning, as far as a file tells."""
    in_git()
    Path("events/.gitattributes").write_text(f"*.jpg binary\n{LINE}\n", encoding="utf-8")


def in_own_git() -> None:
    """It is known in whose name to commit."""
    in_git()
    git("config", "user.name", "Desk")
    git("config", "user.email", "desk@example.org")


def removed() -> None:
    """One event was taken away, and another that git still holds."""
    in_git()
    Path("events/.removed").mkdir()
    Path("events/.removed/.gitignore").write_text("*\n", encoding="utf-8")
    Path("events/2023/2023-05-05-lone.toml").unlink()
    Path("events/2023").rmdir()
    Path("events", SECRET).rename("events/.removed/2024-01-04-secret.toml")


def without_a_chronology() -> None:
    """There is nothing yet."""
    for path in sorted(Path("events").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    Path("events").rmdir()


def in_conflict() -> None:
    """Two sides of an event stand in its file."""
    path = Path("events/2023/2023-05-05-lone.toml")
    sides = '<<<<<<< ours\nstatus = "confirmed"\n=======\nstatus = "disputed"\n>>>>>>> theirs\n'
    title, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([title, sides, *rest]), encoding="utf-8")


def with_old_schemas() -> None:
    """An older version made the schemas, and not all of them."""
    Path("events/.schema").mkdir()
    Path("events/.schema/event.json").write_text("{}\n", encoding="utf-8")


NEW = "2025-01-01-renamed"
MOVED = ("events/2024/2024-01-01-hub.toml", f"events/2025/{NEW}.toml")
VERBS = {
    "add": Verb("add|5 May 2024: Something new happens|--source|BBC|--link|follows:hub", adds=True),
    "add in a new year": Verb("add|5 May 2026: Something new happens|--source|BBC", adds=True),
    "add --from": Verb("add|--from|record.toml", adds=True),
    "add --from of several": Verb("add|--from|records.jsonl"),
    "import": Verb("import|rows.csv|--map|date=day|--map|title=what|--map|source=outlet", silent=True),
    "edit": Verb("edit|secret|--title|Another title|--summary|More of it"),
    "edit --commit": Verb("edit|hub|--add-tag|new|--commit", furnished=in_own_git),
    "edit several": Verb("edit|hub|left|secret|--add-tag|new", several=True),
    "edit the date": Verb("edit|hub|lone|--date|2024-02-02|--seq|3|--status|confirmed|--unset|sources", several=True),
    "add -e": Verb("add|-e|--title|Hub|--date|2024-07-07", typed="Center", adds=True),
    "edit in an editor": Verb("edit|hub", typed="Center"),
    "mv": Verb(f"mv|hub|{NEW}", several=True, moved=MOVED),
    "mv in git": Verb(f"mv|hub|{NEW}", furnished=in_git, several=True, moved=MOVED),
    "mv of its own year": Verb(
        "mv|lone|2024-02-02-lone", moved=("events/2023/2023-05-05-lone.toml", "events/2024/2024-02-02-lone.toml")
    ),
    "rm": Verb("rm|lone", removes=True, again=(3,)),
    "rm several": Verb("rm|left|secret|lone", several=True, removes=True, again=(3,)),
    "rm in git": Verb("rm|left|right|lone", furnished=in_git, several=True, removes=True, again=(3,)),
    "rm --where": Verb("rm|--where|id:lone or id:left|--yes", silent=True, removes=True),
    "rm --restore": Verb("rm|--restore|lone|secret", furnished=removed, several=True, again=(3,)),
    "edit --where": Verb("edit|--where|id:hub or id:secret|--yes|--add-tag|new", silent=True),
    "actors rename": Verb("actors|rename|Joe|Joseph|--yes", silent=True, again=(3,)),
    "resolve": Verb("resolve|lone|status|--theirs", furnished=in_conflict, again=(2,), unsettled=True),
    "review": Verb("review|hub|left|secret|--by|Ann|--note|Seen", several=True),
    "review --where": Verb("review|--where|id:hub or id:secret|--yes|--by|Ann", several=True),
    "git setup": Verb("git|setup", furnished=with_attributes, silent=True),
    "git setup --local": Verb("git|setup|--local", furnished=with_attributes, silent=True),
    "git setup --undo": Verb("git|setup|--undo", furnished=set_up, silent=True),
    "fmt": Verb("fmt", several=True),
    "fmt --expand": Verb("fmt|--expand", several=True),
    "check --fix": Verb("check|--fix|--select|CIT304,TXT|--exit-zero", several=True),
    "check -f github": Verb("check|-f|github", silent=True, adds=True),
    "embed": Verb("embed|page.md|other.md", several=True),
    "report -o": Verb("report|-o|new.md", silent=True),
    "report -o over another": Verb("report|-o|report.md", silent=True),
    "edition": Verb("edition|march|hub", furnished=in_git, again=(3,)),
    "edition -o": Verb("edition|march|hub|-o|march.md", furnished=in_git, silent=True, again=(3,)),
    "list -o": Verb("list|-f|csv|-o|list.csv", silent=True),
    "schema -o": Verb("schema|event|-o|event.json", silent=True),
    "init": Verb("init|--title|Desk", furnished=without_a_chronology, again=(0, 3)),
    "init again": Verb("init", furnished=with_old_schemas, again=(0, 3)),
    "--install-completion": Verb("--install-completion|bash"),
}
