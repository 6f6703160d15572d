"""The numbers as data."""

import json

from tallies import ONE
from timeline import formats
from timeline.formats import View


def test_one_object() -> None:
    text = "".join(formats.named("json", formats.NUMBERS).write([ONE], View()))
    found = json.loads(text)
    assert found["events"] == 3
    assert found["carriers"]["total"] == 9
    assert found["carriers"]["first"][1] == {"name": "\u202eolleH", "events": 1, "one_source": 0}
    assert (found["earliest"], found["classes"]["single-source"]) == ("2024-11-17", 3)
    assert text.endswith("}\n")
