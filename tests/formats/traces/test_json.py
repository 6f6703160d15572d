"""Traces as data."""

import json

from timeline import formats
from timeline.formats import View
from timeline.records.shown.traced import plain
from traces import PLAIN, of


def test_one_array() -> None:
    printed = "".join(formats.named("json", formats.TRACES).write([PLAIN, of(title="Київ")], View()))
    assert json.loads(printed) == json.loads(json.dumps([plain(PLAIN), plain(of(title="Київ"))]))
    assert "Київ" in printed
    assert printed.endswith("]\n")
