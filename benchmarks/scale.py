"""Ask a million events as one Parquet file, in DuckDB, Polars and Spark, and see that all of them count the same.

    python benchmarks/scale.py [1000000] [--compare 100000] [--keep FILE]

Makes so many events and writes them straight as Parquet, never as a million files; then asks each engine that is
installed the questions of docs/scale.md. At the size of `--compare` (0: not at all) it makes a chronology of files too,
exports it, and asks `timeline list --count` as well. All of it happens in a temporary folder (TMPDIR says where). An
engine that is not installed is skipped. Exit code 1: two of those asked count differently.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import Any, NamedTuple

import generate
from ground import environment, size, timeline
from registers import registers

from timeline import formats
from timeline.eventfile import reader
from timeline.model.register import Register
from timeline.records import build
from timeline.records.entry import Entry

ZONE = "Europe/Kyiv"
"""Of the made-up chronology, as `generate` writes it."""


class Question(NamedTuple):
    """A question, as each of those that are asked takes it."""

    words: str
    query: tuple[str, ...]
    """What stands between `timeline list` and `--count`."""
    duckdb: str
    polars: str
    spark: str


POSSIBLY = """\
SELECT count(*) FROM events
WHERE (earliest <= DATE '2012-12-31' OR earliest_day IS NULL)
  AND (latest >= DATE '2010-01-01' OR latest_day IS NULL)"""
CERTAINLY = """\
SELECT count(*) FROM events
WHERE earliest >= DATE '2010-01-01' AND latest <= DATE '2012-12-31'
  AND date_basis <> 'reported' AND NOT regexp_like(date, '[?~%/]')"""
UNNAMED = """\
SELECT count(*) FROM events
WHERE sourcing = 'single-source' AND {}(flags, 'anonymous-only')"""
QUESTIONS = (
    Question("How many are there?", (), COUNT := "SELECT count(*) FROM events", "events.select(pl.len())", COUNT),
    Question(
        "How many may lie in 2010 to 2012?",
        ("since:2010", "until:2012"),
        POSSIBLY,
        """\
events.filter(
    (pl.col("earliest") <= date(2012, 12, 31)) | pl.col("earliest_day").is_null(),
    (pl.col("latest") >= date(2010, 1, 1)) | pl.col("latest_day").is_null(),
).select(pl.len())""",
        POSSIBLY,
    ),
    Question(
        "How many certainly do, stretches aside?",
        ("since:2010", "until:2012", "-date~/", "--certain"),
        CERTAINLY.replace("regexp_like", "regexp_matches"),
        """\
events.filter(
    pl.col("earliest") >= date(2010, 1, 1),
    pl.col("latest") <= date(2012, 12, 31),
    pl.col("date_basis") != "reported",
    ~pl.col("date").str.contains("[?~%/]"),
).select(pl.len())""",
        CERTAINLY,
    ),
    Question(
        "How many of the tag `energy`?",
        ("tag:energy",),
        """\
SELECT count(*) FROM events
WHERE len(list_filter(tags, lambda t: t = 'energy' OR starts_with(t, 'energy/'))) > 0""",
        """\
events.filter(
    pl.col("tags").list.eval((pl.element() == "energy") | pl.element().str.starts_with("energy/")).list.any()
).select(pl.len())""",
        """\
SELECT count(*) FROM events
WHERE exists(tags, t -> t = 'energy' OR startswith(t, 'energy/'))""",
    ),
    Question(
        "In how many did Adela Abara do it?",
        ('agent="Adela Abara"',),
        """\
SELECT count(*) FROM events
WHERE len(list_filter(actors, lambda a: a.name = 'Adela Abara' AND a.role = 'agent')) > 0""",
        """\
events.filter(
    pl.col("actors")
    .list.eval((pl.element().struct.field("name") == "Adela Abara") & (pl.element().struct.field("role") == "agent"))
    .list.any()
).select(pl.len())""",
        """\
SELECT count(*) FROM events
WHERE exists(actors, a -> a.name = 'Adela Abara' AND a.role = 'agent')""",
    ),
    Question(
        "How many rest on one unnamed origin?",
        ("label:single-source", "label:anonymous-only"),
        UNNAMED.format("list_contains"),
        """\
events.filter(
    pl.col("sourcing") == "single-source",
    pl.col("flags").list.contains("anonymous-only"),
).select(pl.len())""",
        UNNAMED.format("array_contains"),
    ),
)

Ask = Callable[[Question], int]


def duckdb(file: Path) -> Ask:
    """DuckDB, in this process."""
    database = import_module("duckdb").connect()
    database.execute(f"CREATE VIEW events AS SELECT * FROM '{file}'")
    return lambda question: int(database.execute(question.duckdb).fetchone()[0])


def polars(file: Path) -> Ask:
    """Polars, lazily."""
    pl, date = import_module("polars"), import_module("datetime").date
    names = {"pl": pl, "date": date, "events": pl.scan_parquet(file)}
    return lambda question: int(eval(question.polars, names).collect().item())


def spark(file: Path) -> Ask:
    """Spark, on this machine alone."""
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[*]")
    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
    session = builder.config(map=quiet).getOrCreate()
    session.read.parquet(str(file)).createOrReplaceTempView("events")
    return lambda question: int(session.sql(question.spark).first()[0])


ENGINES: dict[str, Callable[[Path], Ask]] = {"duckdb": duckdb, "polars": polars, "spark": spark}
PACKAGES = {"spark": "pyspark"}


class Made:
    """So many made-up events, of which no more is in memory than who reads them asks for, in order."""

    def __init__(self, number: int) -> None:
        """Begin."""
        self.number = number
        self.seconds = 0.0
        """Of a processor, for making them as a chronology would have them."""
        self._drafts = generate.drafts(number)
        tables = registers()
        self._register = Register.build(tables["actors"], tables["places"], tables["sources"])[0]

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, some: slice) -> list[Entry]:
        begun = process_time()
        entries = [self._entry(draft) for draft in islice(self._drafts, some.stop - some.start)]
        self.seconds += process_time() - begun
        return entries

    def _entry(self, draft: generate.Draft) -> Entry:
        event = reader.from_dict(draft.values, draft.id, draft.path)
        record = build.record(event, self._register, zone=ZONE).json()
        return Entry(draft.id, draft.path, event.date, partial(bytes, record))


def write(number: int, file: Path) -> None:
    """Write so many events as Parquet, and say what that took."""
    made = Made(number)
    writer: Any = formats.named("parquet", does="export")
    begun = process_time()
    with file.open("wb") as out:
        out.writelines(writer.export(made, formats.Carried()))
    seconds = process_time() - begun
    held = getrusage(RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(f"{number:,} events: a processor made them in {made.seconds:.0f} s", end=" ")
    print(f"and wrote them in {seconds - made.seconds:.0f} s,", end=" ")
    print(f"{file.stat().st_size / 1e6:,.0f} MB, {held:,.0f} MiB of memory at most")


def compare(asked: dict[str, Ask]) -> bool:
    """Ask every question of all of them, print what they count and how long it took; whether they agree."""
    agree = True
    print(f"{'':48}" + "".join(f"{name:>22}" for name in asked))
    for question in QUESTIONS:
        counts, line = set(), f"{question.words:48}"
        for ask in asked.values():
            begun = perf_counter()
            counts.add(count := ask(question))
            line += f"{count:>12,} {perf_counter() - begun:>7.2f} s"
        print(line + "   not the same" * (len(counts) > 1), flush=True)
        agree &= len(counts) == 1
    return agree


def installed(file: Path) -> dict[str, Ask]:
    """The engines that are installed, with the file open."""
    found = {}
    for name, engine in ENGINES.items():
        if name == "spark" and not shutil.which("java"):
            print("spark is skipped: it needs Java 17 or newer")
            continue
        try:
            found[name] = engine(file)
        except ModuleNotFoundError:
            print(f"{name} is skipped: pip install {PACKAGES.get(name, name)}")
    return found


def ours(events: Path, home: Path) -> Ask:
    """`timeline list --count`, each time a command of its own."""

    def ask(question: Question) -> int:
        command = (*timeline(), "-C", str(events), "list", *question.query, "--count")
        done = subprocess.run(command, env=environment(home), check=False, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr)
        return int(done.stdout.replace(",", ""))

    return ask


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description="Ask a million events as one Parquet file.")
    parser.add_argument("number", type=int, nargs="?", default=1_000_000, help="how many events")
    parser.add_argument("--compare", type=int, default=100_000, help="how many of them as files, too; 0: none")
    parser.add_argument("--keep", type=Path, help="keep the Parquet file there")
    asked = parser.parse_args()
    agree = True
    with tempfile.TemporaryDirectory() as place:
        file = asked.keep or Path(place) / "events.parquet"
        write(asked.number, file)
        agree &= compare(installed(file))
        if asked.compare:
            agree &= beside_files(asked.compare, Path(place))
    return not agree


def beside_files(number: int, place: Path) -> bool:
    """Make a chronology of so many files, export it, and ask all of it the same."""
    events, file = place / "events", place / "exported.parquet"
    generate.write(number, events)
    command = (*timeline(), "-C", str(events), "list", "--count")
    subprocess.run(command, env=environment(place), check=True, capture_output=True)  # now there is an index
    begun = perf_counter()
    command = (*timeline(), "-C", str(events), "export", "-o", str(file))
    subprocess.run(command, env=environment(place), check=True, capture_output=True)
    print(
        f"{number:,} files of {size(events, '.toml') / 1e6:,.0f} MB: exported in {perf_counter() - begun:.0f} s,",
        end=" ",
    )
    print(f"{file.stat().st_size / 1e6:,.0f} MB")
    return compare({"timeline": ours(events, place), **installed(file)})


if __name__ == "__main__":
    sys.exit(main())
