import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow.parquet  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from event_strategies import EVENTS, maybe
from samples import SECRET, fill, same_as_golden
from timeline.dates import edtf
from timeline.errors import DataError
from timeline.eventfile import reader
from timeline.formats import Carried, parquet
from timeline.model.event import Event, Source, replace, table
from timeline.model.register import Register
from timeline.records import build
from timeline.records.entry import Entry
from timeline.records.record import plain

EMPTY = Register.build()[0]
SMALL = maybe(st.integers(-(2**63), 2**63 - 1))


def entry(event: Event) -> Entry:
    raw = build.record(event, EMPTY).json()
    return Entry(event.id, event.path, event.date, lambda: raw)


def rows(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    whole = b"".join(parquet.export(entries, Carried()))
    read: list[dict[str, Any]] = pyarrow.parquet.read_table(BytesIO(whole)).to_pylist()
    return read


def test_golden(update: bool) -> None:
    """Whoever asks tomorrow what he asked today finds the same columns."""

    def lines(fields: Any, above: str = "") -> Iterator[str]:
        for field in fields:
            kind = field.type.value_type if is_list(field.type) else field.type
            names = [kind.field(n) for n in range(kind.num_fields)]
            shown = "struct" if names else kind
            kinds = f"{'list of ' * is_list(field.type)}{shown}{' or null' * field.nullable}"
            yield f"{above}{field.name}: {kinds}"
            yield from lines(names, f"{above}{field.name}.")

    text = "".join(line + "\n" for line in lines(parquet.schema()))
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert same_as_golden("parquet.txt", f"{text}sha256: {digest}\n", update=update)


is_list: Callable[[Any], bool] = pyarrow.types.is_list


@settings(max_examples=15)
@given(st.lists(EVENTS.flatmap(lambda e: SMALL.map(lambda seq: replace(e, seq=seq))), max_size=2))
def test_it_reads_back(events: list[Event]) -> None:
    """Each value is that of JSON, in its one type; what JSON leaves out is null, or an empty list."""
    entries = [*map(entry, events)]
    for shown, row in zip(map(plain, (e.json() for e in entries)), rows(entries), strict=True):
        found = shown["provenance"]
        assert [row[key] for key in ("sourcing", "flags", "origins_min", "origins_max")] == [
            found[key] for key in ("class", "flags", "min", "max")
        ]
        assert [row["first_second"], row["last_second"]] == [shown["first_second"], shown["last_second"]]
        for key, held in row.items():
            if key in table(Event) | {"id": ""}:
                assert same(key, held, shown.get(key)), key


def same(key: str, held: Any, shown: Any) -> bool:
    if key in {"x", "value"} and isinstance(held, str):
        return bool(json.loads(held) == shown)
    if key == "author" and isinstance(shown, str):
        return bool(held == [shown])
    if isinstance(held, list) and held and isinstance(held[0], dict):
        return all(same(k, v, of.get(k)) for one, of in zip(held, shown, strict=True) for k, v in one.items())
    return bool(held == (float(shown) if isinstance(held, float) else shown)) or (not held and not shown)


@pytest.mark.parametrize(
    ("date", "days", "dates"),
    [
        ("2024-11", (20028, 20057), ("2024-11-01", "2024-11-30")),
        ("-0043-03-15", (-735160, -735160), (None, None)),
        ("2024-11-17/..", (20044, None), ("2024-11-17", None)),
        ("[..9999]", (None, 2932896), (None, "9999-12-31")),
        ("Y10000", (2932897, 2933262), (None, None)),
    ],
)
def test_days_beyond_what_a_date_can_be_are_numbers(date: str, days: Any, dates: Any) -> None:
    (row,) = rows([entry(Event(title="A", date=date))])
    assert (row["earliest_day"], row["latest_day"]) == days
    assert tuple(day and day.isoformat() for day in (row["earliest"], row["latest"])) == dates
    assert edtf.parse(date).earliest == (None if days[0] is None else days[0] + 719163)


def test_confidential_sources_stay_and_what_they_come_to_is_told(run: Run, empty: Path) -> None:
    fill(empty)
    made = run("export", "-o", "a.parquet")
    assert (made.out, made.err) == ("", "9 events written to a.parquet\n1 confidential source withheld\n")
    held = pyarrow.parquet.read_table("a.parquet").to_pylist()
    assert SECRET.casefold() not in str(held).casefold()
    (row,) = [row for row in held if row["id"] == "2024-01-05-secret"]
    assert [source["publisher"] for source in row["sources"]] == ["The Paper"]
    assert (row["sourcing"], row["origins_max"]) == ("single-source", 1)


def test_the_same_events_are_the_same_bytes_in_groups_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 2)
    entries = [entry(Event(id=f"e{n}", title="A", date="2024", sources=(Source(author="B"),))) for n in range(3)]
    pieces = [*parquet.export(entries, Carried())]
    assert pieces == [*parquet.export(entries, Carried())]
    file = pyarrow.parquet.ParquetFile(BytesIO(b"".join(pieces)))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [2, 1]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert [*file.schema_arrow] == [*parquet.schema()]
    assert b"pandas" not in (file.schema_arrow.metadata or {})


@pytest.mark.parametrize("own", [{"seq": 2**63}, {"figures": ({"what": "killed", "best": 10**400},)}])
def test_a_number_of_more_than_64_bits(own: dict[str, Any]) -> None:
    event = reader.from_dict({"title": "A", "date": "2024", **own}, "2024-a", "2024-a.toml")
    with pytest.raises(DataError, match=r"2024-a\.toml: a number is too large") as caught:
        rows([entry(event)])
    assert caught.value.hint == "leave it out: timeline export -id:2024-a"
