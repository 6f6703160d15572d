"""Measure timeline against yardsticks and peers, side by side, and print the ratios.

    python benchmarks/run.py [1000 10000 100000] [--only TABLE]

Knows what is promised: which command may take how many times as long as which other. All of it happens in a temporary
folder (TMPDIR says where), without network, and is removed afterwards. Exit code 1: a promise was not kept.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

from generate import TAG
from ground import Ground, environment, size, timeline
from measure import Bound, Command, Row, Unmeasured, held, once, said, show, silent
from peers import ACTOR, PEERS, SINCE, UNTIL, WORD

import merging

PASS = "python -c pass"
SEARCH = f"rg -l {TAG}"
QUERY = ("list", f"tag:{TAG}", "-n", "50")
TABLE = f"timeline list tag:{TAG}"
NARROW = ("list", f"date:{SINCE}..{UNTIL}", f'actor:"{ACTOR}"', f"tag:{TAG}", WORD)
PARSED = "tomllib, all files"
PARSE = (
    "import pathlib, sys, tomllib\n"
    "for path in pathlib.Path(sys.argv[1]).rglob('*.toml'):\n"
    "    tomllib.loads(path.read_text('utf-8'))\n"
)
MEMORY = 300
"""MiB that timeline may hold while it builds its first index."""
SLOWER = ("hledger", "recutils", "taskwarrior", "jrnl", "papis", "todoman", "khal")
"""The peers than which timeline is promised to be faster."""
COPY = (
    "import json, sys\n"
    "for line in open(sys.argv[1], encoding='utf-8'):\n"
    "    sys.stdout.write(json.dumps(json.loads(line), ensure_ascii=False) + '\\n')\n"
)
WRITE = """\
import csv, os, sys
os.mkdir(folder := sys.argv[2] + "/2024")
rows = [*csv.reader(open(sys.argv[1], encoding="utf-8", newline=""))]
for n, row in enumerate(rows[1:]):
    with open(folder + "/new", "wb") as file:
        file.write('\\n'.join(row).encode())
        file.flush()
        os.fsync(file.fileno())
    os.replace(folder + "/new", f"{folder}/{n}.toml")
    place = os.open(folder, os.O_RDONLY)
    os.fsync(place)
    os.close(place)
"""


def start(ground: Ground, rounds: int) -> int:
    """Start-up, which every command pays."""
    own, thousand = ground.events == 0, ground.events == 1000
    some = () if own else ("-n", "50")
    rows = [
        Row(nothing(ground)),
        Row(ground.timeline("timeline --version", "--version"), {PASS: Bound("≤", 6.5)}),
        Row(
            ground.timeline("timeline list", "list", *some),
            {PASS: Bound("≤", 6.5 if own else 7.5) if own or thousand else None},
        ),
        Row(
            ground.timeline("timeline list -f jsonl", "list", *some, "-f", "jsonl"),
            {PASS: Bound("≤", 7.2) if thousand else None},
        ),
    ]
    return show(f"start: {'events/' if own else f'{ground.events:,} events'}", rows, ground.folder, rounds)


def nothing(ground: Ground) -> Command:
    """Start the same Python and do nothing: the yardstick of start-up."""
    env = environment(ground.folder)
    return Command(PASS, ((sys.executable, "-c", "pass"),), ground.folder, env, wrong=silent)


def tab(ground: Ground, rounds: int) -> int:
    """The Tab key, as the shells ask: a flag, an ID and an actor."""
    subprocess.run(
        [*timeline(), "list"],
        cwd=ground.chronology,
        env=environment(ground.folder),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    rows = [Row(nothing(ground))]
    for typed in ("timeline list --ta", "timeline show 20", "timeline list actor:"):
        asked = ground.timeline(f"Tab after `{typed}`")
        words = {"COMP_WORDS": typed, "COMP_CWORD": "2", "_TIMELINE_COMPLETE": "complete_bash"}
        rows.append(Row(asked._replace(env={**asked.env, **words}), {PASS: Bound("≤", 2.5)}))
    return show(f"tab: {f'{ground.events:,} events' if ground.events else 'events/'}", rows, ground.folder, rounds)


def query(ground: Ground, rounds: int) -> int:
    """One tag, fifty rows, warm: against a search for the word, and every peer against timeline."""
    promised = ground.events == 10_000
    bound = Bound("≤", 3) if promised else None
    rows = [
        Row(ground.command(SEARCH, "rg", "-l", TAG, ".")),
        Row(ground.timeline(TABLE, *QUERY), {SEARCH: bound}),
        Row(ground.timeline(f"{TABLE} -f jsonl", *QUERY, "-f", "jsonl"), {SEARCH: bound}),
        Row(ground.command("git status", "git", "status", "--porcelain", silently=True), {SEARCH: None}),
        Row(ground.command(f"git grep -l {TAG}", "git", "grep", "-l", TAG), {SEARCH: None}),
    ]
    for key, peer in PEERS.items():
        if ground.events <= peer.most:
            slower = Bound(">", 1) if promised and key in SLOWER else None
            rows.append(Row(ground.peer(key, "tagged"), {SEARCH: None, TABLE: slower}))
    return show(f"query: {ground.events:,} events, one tag, 50 rows, warm", rows, ground.folder, rounds)


def narrow(ground: Ground, rounds: int) -> int:
    """Span, actor, tag and word, warm; then the same with one event edited by hand before each run."""
    promised, label, number = ground.events == 100_000, "timeline list, four filters", count(1)
    last = ""

    def edit() -> None:
        nonlocal last
        last = f"edit {next(number)}"
        ground.edit_by_hand(last)

    def unseen(answer: Path) -> str:
        return "" if last in answer.read_text("utf-8") else f'the edited event was not seen: no "{last}"'

    edited = ground.timeline("the same, one event just edited", *NARROW)._replace(before=edit, wrong=unseen)
    rows = [
        Row(ground.command(SEARCH, "rg", "-l", TAG, ".")),
        Row(ground.timeline(label, *NARROW), {SEARCH: Bound("≤", 1.6) if promised else None}),
        Row(edited, {label: Bound("≤", 2) if promised else None}),
    ]
    for key, peer in PEERS.items():
        if peer.narrow and ground.events <= peer.most:
            bound = Bound("≥", 6) if promised and key in {"hledger", "recutils"} else None
            rows.append(Row(ground.peer(key, "narrow"), {SEARCH: None, label: bound}))
    return show(f"narrow: {ground.events:,} events, span, actor, tag and word, warm", rows, ground.folder, rounds)


def index(ground: Ground, rounds: int) -> int:
    """The first index: the work of processors, against that of Python's own TOML parser on the same files."""

    def forget() -> None:
        shutil.rmtree(ground.cache, ignore_errors=True)

    first = ground.timeline("timeline list, first index", *QUERY)._replace(before=forget, cpu=True)
    words = (sys.executable, "-c", PARSE, str(ground.chronology))
    yardstick = Command(PARSED, (words,), ground.folder, environment(ground.folder), wrong=silent, cpu=True)
    bound = Bound("≤", 2.2) if ground.events == 10_000 else None
    title = f"index: {ground.events:,} events, the first index, processors' work"
    broken = show(title, [Row(yardstick), Row(first, {PARSED: bound}, MEMORY)], ground.folder, rounds)
    if not (kept := size(ground.cache)):
        said("index, bytes", "not measured:", "nothing is left in TIMELINE_CACHE_DIR")
        return broken
    return broken + held("index, bytes", "", kept / size(ground.chronology, ".toml"), "the files", Bound("≤", 1.2))


def json(ground: Ground, rounds: int) -> int:
    """All events as JSON lines, against Python's own json reading and writing the same lines."""
    title = f"json: all {ground.events:,} events as JSON lines"
    lines, copied = ground.folder / "events.jsonl", "json.loads and json.dumps of them"

    def lacking(answer: Path) -> str:
        with answer.open("rb") as file:
            wanted, there = ground.events + 1, sum(1 for _ in file)  # with the one edited by hand
        return "" if there == wanted else f"{there:,} lines, not {wanted:,}"

    listed = ground.timeline("timeline list -f jsonl", "list", "-f", "jsonl")._replace(wrong=lacking)
    *_, reason = once(listed, ground.folder)
    if reason:
        return show(title, [Row(Unmeasured(listed.label, reason))], ground.folder)
    (ground.folder / "stdout").rename(lines)
    words = (sys.executable, "-c", COPY, str(lines))
    yardstick = Command(copied, (words,), ground.folder, environment(ground.folder), wrong=lacking)
    bound = Bound("≤", 1.2) if ground.events == 100_000 else None
    return show(title, [Row(yardstick), Row(listed, {copied: bound})], ground.folder, rounds)


def work(ground: Ground, rounds: int) -> int:
    """A report and a check of all events, against their list as JSON."""
    label, promised = "timeline list -f json", ground.events == 10_000

    check = ground.timeline("timeline check", "check")._replace(codes=frozenset({0, 1}), wrong=silent)
    fresh = ground.folder / "fresh"  # a cache of its own: the others keep theirs
    cold = check._replace(
        label="timeline check, without an index",
        env={**check.env, "TIMELINE_CACHE_DIR": str(fresh)},
        before=lambda: shutil.rmtree(fresh, ignore_errors=True),
    )
    rows = [
        Row(ground.timeline(label, "list", "-f", "json")),
        Row(ground.timeline("timeline report", "report"), {label: Bound("<", 5) if promised else None}),
        Row(check, {label: Bound("≤", 3) if promised else None}),
        Row(cold, {label: Bound("≤", 20) if promised else None}),
    ]
    return show(f"work: {ground.events:,} events, report and check", rows, ground.folder, rounds)


def named(ground: Ground, rounds: int) -> int:
    """Questions that know names, with many actors registered, against a plain list."""
    ground.register(actors=3000)
    label, promised = "timeline list", ground.events == 10_000
    one = f"{SINCE}-06-15-the-event-edited-by-hand"
    rows = [
        Row(ground.timeline(label, "list", "-n", "50")),
        Row(
            ground.timeline("timeline list actor:NAME", "list", f'actor:"{ACTOR}"', "-n", "50"),
            {label: Bound("≤", 1.1) if promised else None},
        ),
        Row(ground.timeline("timeline show ID", "show", one), {label: Bound("≤", 1.2) if promised else None}),
    ]
    return show(f"named: {ground.events:,} events, 3,000 registered actors", rows, ground.folder, rounds)


def published(ground: Ground, rounds: int) -> int:
    """What the world could have read by a day, against a plain list."""
    day, label, promised = ground.publish_late(), "timeline list", ground.events == 10_000
    rows = [
        Row(ground.timeline(label, "list", "-n", "50")),
        Row(
            ground.timeline("the same, --published-by", "list", "-n", "50", "--published-by", "2031-01-01"),
            {label: Bound("≤", 1.5) if promised else None},
        ),
        Row(
            ground.timeline("the same, 1 in 20 straddles the day", "list", "-n", "50", "--published-by", day),
            {label: Bound("≤", 3) if promised else None},
        ),
    ]
    return show(f"published: {ground.events:,} events, as of a day", rows, ground.folder, rounds)


def past(ground: Ground, rounds: int) -> int:
    """What the files said a hundred commits ago, against a plain list; two states compared, against git's own words."""
    title, promised = f"past: {ground.events:,} events, 500 commits of ten changes", ground.events == 10_000
    whole, some, lines = "timeline list", "timeline list -n 50", "git diff -U0, first to last"
    if reason := ground.history(commits=500, changed=10):
        return show(title, [Row(Unmeasured(whole, reason))], ground.folder)
    rows = [
        Row(ground.timeline(whole, "list")),
        Row(
            ground.timeline("the same, --recorded-at HEAD~100", "list", "--recorded-at", "HEAD~100"),
            {whole: Bound("≤", 3) if promised else None},
        ),
        Row(ground.timeline(some, "list", "-n", "50")),
        Row(
            ground.timeline("timeline diff, 50 events changed", "diff", "HEAD~5..HEAD"),
            {some: Bound("≤", 1.5) if promised else None},
        ),
        Row(ground.command(lines, "git", "diff", "-U0", "HEAD~500", "HEAD")),
        Row(
            ground.timeline("timeline diff, first to last", "diff", "HEAD~500..HEAD"),
            {lines: Bound("≤", 10) if promised else None},
        ),
    ]
    return show(title, rows, ground.folder, rounds)


def taken_in(ground: Ground, rounds: int) -> int:
    """A spreadsheet imported, against as many small files that plain Python writes and makes sure of."""
    rows, fresh = ground.spreadsheet(), ground.folder / "fresh"

    def empty() -> None:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(ground.cache, ignore_errors=True)
        fresh.mkdir()
        (fresh / "timeline.toml").touch()

    def lacking(_: Path) -> str:
        there = sum(1 for _ in fresh.glob("*/*.toml"))
        return "" if there == ground.events + 1 else f"{there:,} files, not {ground.events + 1:,}"

    label = "plain Python, fsync"
    words = (sys.executable, "-c", WRITE, str(rows), str(fresh))
    yardstick = Command(label, (words,), ground.folder, environment(ground.folder), before=empty, wrong=lacking)
    command = ground.timeline("timeline import", "-C", str(fresh), "import", str(rows), "--yes")
    bound = Bound("≤", 4) if ground.events == 10_000 else None
    imported = Row(command._replace(before=empty, wrong=lacking), {label: bound}, MEMORY if bound else 0)
    return show(f"import: {ground.events:,} rows of CSV", [Row(yardstick), imported], ground.folder, rounds)


def pictures(ground: Ground, rounds: int) -> int:
    """Pictures and numbers of all events, against a plain list."""
    label, promised = "timeline list -n 50", ground.events == 100_000
    first = ground.timeline("timeline stats, the first time", "stats")._replace(before=ground.forget_answers)
    rows = [
        Row(ground.timeline(label, "list", "-n", "50")),
        Row(ground.timeline("timeline chart", "chart"), {label: Bound("≤", 2) if promised else None}),
        Row(
            ground.timeline("timeline chart --by actor", "chart", "--by", "actor"),
            {label: Bound("≤", 2) if promised else None},
        ),
        Row(first, {label: Bound("≤", 6) if promised else None}),
        Row(ground.timeline("timeline stats, again", "stats"), {label: Bound("≤", 2) if promised else None}),
    ]
    return show(f"pictures: {ground.events:,} events", rows, ground.folder, rounds)


def merge(ground: Ground, rounds: int) -> int:
    """A hundred events that two branches have changed, merged by meaning: git starts the command once for each."""
    bound = Bound("≤", 3)
    rows = [Row(merging.baseline(ground)), *(Row(c, {merging.BASELINE: bound}) for c in merging.merges(ground))]
    return show(f"merge: {merging.FILES} events changed on both branches", rows, ground.folder, rounds)


TABLES = {"import": taken_in} | {
    table.__name__: table
    for table in (start, tab, query, narrow, index, json, work, named, published, past, pictures, merge)
}


def main() -> int:
    """Print the tables that the command line asks for; return the exit code."""
    parser = argparse.ArgumentParser(description="Measure timeline against yardsticks and peers; print the ratios.")
    parser.add_argument("counts", nargs="*", type=int, default=[1000, 10_000, 100_000], help="how many events")
    parser.add_argument("--only", action="append", choices=TABLES, metavar="TABLE", help=f"one of: {', '.join(TABLES)}")
    parser.add_argument("--rounds", type=int, default=0, help="runs of each command; default: as time allows")
    asked = parser.parse_args()
    if min(asked.counts) < 1 or asked.rounds < 0:
        parser.error("a number of events or rounds is positive")
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"under test: {' '.join(timeline())}")
    broken = 0
    for events in [0, *asked.counts]:
        small = {"start", "tab"} if events <= 1000 else TABLES.keys() - {"start"}
        names = [name for name in asked.only or TABLES if name in small]
        if not names:
            continue
        with tempfile.TemporaryDirectory(prefix="timeline-benchmarks-") as folder:
            ground = Ground(Path(folder), events)
            ground.make()
            broken += sum(TABLES[name](ground, asked.rounds) for name in names)
    if broken:
        print(f"\n{broken} promise{'s' * (broken > 1)} not kept")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
