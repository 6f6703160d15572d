"""Look: sql.

Any other question, in SQL.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from timeline import formats
from timeline.cli.filters import finish
from timeline.errors import UsageError
from timeline.records.columns import Cell
from timeline.records.entry import Entry

if TYPE_CHECKING:
    from timeline.cli.session import Session

ORDER = 2.5  # after the other commands of its panel
app = typer.Typer()

Value = str | int | float | bytes | None


class _Row(Entry):
    """A row of an answer, printed by the same formats as an event."""

    __slots__ = ("values",)

    def __init__(self, values: Sequence[Value]) -> None:
        super().__init__("", "", "", bytes)
        self.values = values

    def cells(self, columns: Sequence[str]) -> list[Cell]:  # noqa: ARG002 - a row has its columns already
        return ["" if v is None else v.hex() if isinstance(v, bytes) else str(v) for v in self.values]


class _Named(_Row):
    """A row with the names of its columns, for JSON."""

    __slots__ = ("names",)

    def __init__(self, values: Sequence[Value], names: Sequence[str]) -> None:
        super().__init__(values)
        self.names = names

    def json(self) -> bytes:
        return json.dumps(dict(zip(self.names, map(_plain, self.values), strict=True)), ensure_ascii=False).encode()


def _plain(value: Value) -> Any:
    """A value as JSON holds it: bytes in hex; what is no number in RFC 8259 as text."""
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if value in (float("inf"), float("-inf")) else value


@app.command()
def sql(
    ctx: typer.Context,
    statement: Annotated[str, typer.Argument(metavar="SELECT", help="One SELECT, in the SQL of SQLite.")],
    form: Annotated[
        Literal["table", "csv", "tsv", "json", "jsonl", "markdown"],
        typer.Option("-f", "--format", help="How to print it."),
    ] = "table",
) -> None:
    """Ask in SQL what a query cannot: joins, counts, sums. Nothing can be written.

    The views are events, actors, places, sources, tags and links; docs/queries.md lists their columns.
    timeline sql "SELECT name, count(*) FROM actors GROUP BY name ORDER BY 2 DESC"
    """
    session: Session = ctx.obj
    found, answer = session.chronology.sql(statement)
    names = found.columns
    if form in {"json", "jsonl"}:
        if twice := next((name for n, name in enumerate(names) if name in names[:n]), None):
            raise UsageError(f'two columns are called "{twice}"', "name one of them with AS")
        rows: list[_Row] = [_Named(values, names) for values in found.values]
        view = formats.View()
    else:
        rows = [_Row(values) for values in found.values]
        view = formats.View(names, session.settings.width, session.settings.color, names)
    session.answer(formats.named(form).write(rows, view), escaped=form == "table")
    if not rows:
        session.say("no rows")
    finish(session, answer)
