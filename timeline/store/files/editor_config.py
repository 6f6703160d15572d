"""What editors read to complete and check the files of a chronology: the schemas, and the pointer to them.

Knows where taplo, the TOML language server of many editors, looks for its settings; must not know what a schema says.
"""

import glob
import json
import os
from collections.abc import Iterator, Mapping

from timeline.eventfile.writer import shaped
from timeline.store.files.writer import write_output

SCHEMAS = ".schema"
POINTERS = (".taplo.toml", "taplo.toml")
"""The first of these that taplo meets, in the folder that an editor has open or above it, is the one it reads."""

_FORMATTING = """
# `timeline fmt` lays the files out; taplo must not undo it.
[rule.formatting]
align_comments = false
array_auto_collapse = false
array_auto_expand = false
"""


def schema_files(schemas: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """Give each file of a chronology that holds a schema, and what it holds."""
    for kind, schema in schemas.items():
        yield f"{SCHEMAS}/{kind}.json", f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode()


def point(root: str, beside: str, schemas: Mapping[str, object]) -> str | None:
    """Write a pointer to the schemas into the folder that an editor has open, and return its path.

    None where that folder has settings of its own, which are left alone.

    Raises:
        DataError: it cannot be written.
    """
    if any(os.path.lexists(os.path.join(beside, name)) for name in POINTERS):
        return None
    path = os.path.join(beside, POINTERS[0])
    write_output(path, _pointer(os.path.relpath(root, beside).replace(os.sep, "/"), schemas).encode())
    return path


def _pointer(root: str, schemas: Mapping[str, object]) -> str:
    """The settings of taplo for a chronology in a folder, with paths from where they stand."""
    base = "" if root == "." else f"{root}/"
    pattern = glob.escape(base)
    every = f"{pattern}**/*.toml"
    tables = {kind: f"{pattern}{kind}.toml" for kind in schemas if kind != "event"}
    hidden = [f"{pattern}{aside}" for aside in ("copies/**", "**/.*", "**/.*/**", "**/_*", "**/_*/**")]
    parts = ["# Editors with a TOML language server (taplo, Even Better TOML) complete and check the files by this.\n"]
    for kind in schemas:
        rule = {"include": [tables.get(kind, every)]}
        if kind not in tables:
            rule["exclude"] = [*tables.values(), *hidden]
        lines = [f"{key} = {shaped(key, value)}\n" for key, value in rule.items()]
        parts.append(
            f"[[rule]]\n{''.join(lines)}\n[rule.schema]\npath = {shaped('path', f'{base}{SCHEMAS}/{kind}.json')}\n"
        )
    parts.append(f"[[rule]]\ninclude = [{shaped('', every)}]\n{_FORMATTING}")
    return "\n".join(parts)
