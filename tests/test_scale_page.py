"""docs/scale.md: its columns are those of the format, its questions those that benchmarks/scale.py asks."""

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow.parquet  # type: ignore[import-untyped]
import pytest

from conftest import CHECKOUT, Run
from timeline.formats import parquet
from timeline.model.event import Event, table
from timeline.records.columns import described

PAGE = CHECKOUT / "docs" / "scale.md"
ABOUT = {
    "sources": "who says so, and how they know; none that is confidential",
    "earliest_day": "the first day that it may mean, counted from 1 January 1970",
    "latest_day": "the last one, so counted",
    "earliest": "that first day as a date",
    "latest": "that last day as a date",
    "sourcing": "the one class word: corroborated, single-source…",
    "origins_min": "origins that are certain",
    "origins_max": "origins that are possible",
}
"""What a column says that is called otherwise here than there, or says it in another way."""


def _kind(type_: Any) -> str:
    if hasattr(type_, "value_type"):
        inner = type_.value_type
        return "list of structs" if inner.num_fields else f"list of {inner}"
    return str(type_).removesuffix("[day]")


def _columns() -> Iterator[str]:
    yield from ("| column | type | says |", "|---|---|---|")
    for field in parquet.schema():
        about = ABOUT.get(field.name) or described()[field.name]
        row = table(Event).get(field.name)
        if row and row.struct:
            element = field.type.value_type
            parts = [element.field(n) for n in range(element.num_fields)]
            kinds = (f"`{p.name}`{f' {_kind(p.type)}' * (_kind(p.type) != 'string')}" for p in parts)
            about += ": " + ", ".join(kinds).replace(
                "`value`", "`value` in JSON" * (field.name == "variants") or "`value`"
            )
        about += ", in JSON" * (field.name == "x")
        yield f"| `{field.name}` | {_kind(field.type)}{' or null' * field.nullable} | {about} |"


def _questions(scale: Any) -> Iterator[str]:
    for question in scale.QUESTIONS:
        yield f"### {question.words}\n"
        yield f"```sh\n{shlex.join(['timeline', 'list', *question.query, '--count'])}\n```\n"
        if question.duckdb == question.spark:
            yield f"DuckDB and Spark:\n\n```sql\n{question.duckdb}\n```\n"
        else:
            yield f"DuckDB:\n\n```sql\n{question.duckdb}\n```\n\nSpark:\n\n```sql\n{question.spark}\n```\n"
        yield f"Polars:\n\n```python\n{question.polars}\n```\n"


@pytest.fixture
def scale(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(CHECKOUT / "benchmarks")
    return import_module("scale")


def test_its_tables_and_questions_are_those_of_the_code(update: bool, scale: Any) -> None:
    text = written = PAGE.read_text(encoding="utf-8")
    for name, lines in {"columns": _columns(), "questions": _questions(scale)}.items():
        block = re.compile(rf"(<!-- {name}: .*? -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        made = "\n".join(lines).strip()
        assert len(block.findall(text)) == 1
        written = block.sub(lambda m, made=made: f"{m[1]}\n{made}\n\n{m[2]}", written)  # type: ignore[misc]
    if update:
        PAGE.write_text(written, encoding="utf-8")
    else:
        assert text == written


@pytest.mark.usefixtures("real")
def test_its_questions_are_understood(scale: Any, run: Run, tmp_path: Path) -> None:
    counts = [int(run("list", *question.query, "--count").out) for question in scale.QUESTIONS]
    assert counts == [6, 1, 0, 0, 0, 5]
    scale.write(30, tmp_path / "made.parquet")
    held = pyarrow.parquet.read_table(tmp_path / "made.parquet")
    assert (held.num_rows, held.schema) == (30, parquet.schema())
