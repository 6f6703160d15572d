"""Which names and tags a chronology knows: those of its registers, and those in its events. Must not know queries."""

import sqlite3
from collections.abc import Iterable, Sequence

from msgspec.json import encode

from timeline.store.index.database import Index
from timeline.text.countries import code
from timeline.text.folding import fold, name_words

_KINDS = {"source": ("publisher", "author", "name", "source")}
"""Kinds of terms that a field asks for, where they are several."""


def terms(at: Index, field: str, columns: str, condition: str = "1", given: Iterable[str] = ()) -> sqlite3.Cursor:
    """Terms that a field asks for, under a condition with what is given to it."""
    kinds = encode(_KINDS.get(field, (field,))).decode()
    rows = f"SELECT {columns} FROM term WHERE kind IN (SELECT value FROM json_each(?)) AND {condition}"
    return at.db.execute(rows, (kinds, *given))


def holding(words: Sequence[str], *, prefix: bool = False) -> str:
    """The condition that a folded name has each of these words, one parameter each, the last perhaps as a beginning."""
    each = ["instr(' ' || folded || ' ', ' ' || ? || ' ')"] * len(words)
    if prefix:
        each[-1] = "instr(' ' || folded, ' ' || ?)"
    return f"({' AND '.join(each)})" if each else "0"


def is_known(at: Index, field: str, text: str, *, whole: bool) -> bool:
    """Tell whether a field can mean something by a text: a spelling as it stands or, but for tags, words of one.

    Args:
        at: the index, in a transaction.
        field: one of kind `name`, `tag` or `country`.
        text: what was typed.
        whole: words of a name are not enough.
    """
    if field == "country" and code(text):
        return True
    whole = whole or field == "tag"
    directory = at.register.places if field == "place" else at.register.actors
    if field not in {"tag", "country"} and (directory.find(text) if whole else directory.names(text)):
        return True
    words = [] if whole else name_words(text)
    there = "SELECT 1 FROM terms JOIN file ON n = terms.rowid WHERE terms MATCH 't' || term.t AND NOT duplicate"
    condition = f"folded <> '' AND (folded = ? OR {holding(words)}) AND EXISTS ({there})"
    return terms(at, field, "1", condition, (fold(text), *words)).fetchone() is not None
