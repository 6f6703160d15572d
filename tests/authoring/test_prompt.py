"""What is asked of a person who adds an event."""

import os
from pathlib import Path

from timeline.authoring.prompt import _last
from timeline.store.chronology import Chronology


def test_the_date_of_the_event_written_last(empty: Path) -> None:
    assert _last(Chronology("events")) is None
    for name, day in (("a", "2024-01-01"), ("b", "2024-02-02")):
        (empty / f"{name}.toml").write_text(f'title = "A"\ndate = {day}\n')
    os.utime(empty / "a.toml", ns=(2**60, 2**62))
    last = _last(Chronology("events"))
    assert last is not None
    assert last.date == "2024-01-01"
    (empty / "a.toml").write_text("nonsense")
    os.utime(empty / "a.toml", ns=(2**60, 2**62))
    assert _last(Chronology("events")) is None
