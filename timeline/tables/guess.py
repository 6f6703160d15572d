"""What the columns of an input probably mean, by their names and by what they hold. Whoever guesses shows it.

Knows no chronology. What is not likely is left to the person; no cell is split but where that is said.
"""

from timeline.tables.input_table import InputTable
from timeline.tables.mapping import ColumnMapping


def guessed(table: InputTable) -> ColumnMapping:
    """As its format says, else a guess."""
    if table.meaning:
        fields = {key: (held,) if isinstance(held, str) else held for key, held in table.meaning.items()}
        return ColumnMapping(fields, dates="edtf")
    return ColumnMapping({})
