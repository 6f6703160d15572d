"""docs/queries.md: its tables say what the code says."""

import re

from conftest import CHECKOUT
from timeline.query.fields import FIELDS
from timeline.records.columns import described
from timeline.store.search.sql_views import VIEWS

PAGE = CHECKOUT / "docs" / "queries.md"


def _fields() -> str:
    rows = ["| field | asks | signs | values |", "|---|---|---|---|"]
    for row in FIELDS.values():
        signs = " ".join(f"`{sign}`" for sign in row.operators)
        values = " ".join(f"`{word}`" for word in row.words or ())
        rows.append(f"| `{row.name}` | {row.help} | {signs} | {values} |")
    rows.append("| `figures.NAME` | a figure, by what is counted | `:` `=` `<` `<=` `>` `>=` | |")
    rows.append("| `x.NAME` | the user's own field | `:` `=` `~` `<` `<=` `>` `>=` | |")
    return "\n".join(rows)


def _views() -> str:
    rows = ["| view | columns |", "|---|---|"]
    rows += [f"| `{view}` | {', '.join(f'`{name}`' for name in columns)} |" for view, columns in VIEWS.items()]
    return "\n".join(rows)


def _columns() -> str:
    return "\n".join(
        ["| column | says |", "|---|---|", *(f"| `{name}` | {about} |" for name, about in described().items())]
    )


def test_the_tables_are_those_of_the_code(update: bool) -> None:
    text = PAGE.read_text(encoding="utf-8")
    written = text
    for name, table in {"fields": _fields(), "views": _views(), "columns": _columns()}.items():
        block = re.compile(rf"(<!-- {name}: .*? -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        assert len(block.findall(text)) == 1
        written = block.sub(lambda m, table=table: f"{m[1]}\n{table}\n\n{m[2]}", written)  # type: ignore[misc]
    if update:
        PAGE.write_text(written, encoding="utf-8")
    else:
        assert text == written
