"""One flag for each field of an event, from the table of fields."""

from pathlib import Path

from conftest import Run
from timeline.model.event import Event, table


def test_a_flag_for_every_field_of_the_table(run: Run) -> None:
    adding, editing = run("add", "--help").out, run("edit", "--help").out
    for name, row in table(Event).items():
        flag = name.replace("_", "-")
        if row.vouches:
            assert f"--{row.word}" not in adding + editing
        elif row.several:
            one = row.word
            assert f"--{one}" in adding
            assert f"--add-{one}" in editing
            assert f"--remove-{one}" in editing
        else:
            assert f"--{flag}" in adding
            assert f"--{flag}" in editing


def test_no_flag_is_no_value(run: Run, empty: Path) -> None:
    path = empty / "2024-a.toml"
    path.write_text('title = "A"\ndate = 2024\ntags = ["b"]\nactors = ["C"]\n', encoding="utf-8")
    assert "nothing to change" in run("edit", "2024-a", "--title", "A").err
    result = run("add", "--from", str(path), "--title", "B", "-n")
    assert 'tags = ["b"]' in result.out
    assert '"C"' in result.out
