"""Times that clocks skipped, or showed twice, or never showed: refused by every door, and found by `check`."""

from pathlib import Path

import pytest

from conftest import Run
from hand_written import MakeEditor
from terminal import seated

SKIPPED, TWICE = "2024-03-31T03:30", "2024-10-27T03:30"
KYIV = ("--timezone", "Europe/Kyiv")


@pytest.fixture
def in_kyiv(empty: Path) -> Path:
    (empty / "timeline.toml").write_text('timezone = "Europe/Kyiv"\n', encoding="utf-8")
    return empty


@pytest.mark.parametrize("date", ["31 March 2024, 03:30", SKIPPED, "27 October 2024, 03:30", TWICE])
def test_flags_refuse_them(date: str, run: Run, empty: Path) -> None:
    refused = run("add", f"{date}: A", *KYIV)
    assert (refused.code, refused.out) == (2, "")
    assert "error: date: Kyiv clocks s" in refused.err
    assert "(it may be 2024-" in refused.err
    (empty / "timeline.toml").write_text('timezone = "Europe/Kyiv"\n', encoding="utf-8")
    assert run("add", f"{date}: A").err == refused.err
    asked = run("list", "--on", date)
    assert asked.code == 2
    assert "error: --on: Kyiv clocks s" in asked.err
    assert run("add", f"{date}: A", "--timezone", "Asia/Tokyo").code == 0


def test_what_is_named_instead_is_taken(run: Run, in_kyiv: Path) -> None:
    for date in (SKIPPED, TWICE):
        readings = run("add", f"{date}: A").err.partition("(it may be ")[2].partition(")")[0].split(" or ")
        for number, reading in enumerate(readings):
            assert run("add", f"{reading}: A {number}", *KYIV).code == 0
    assert run("check", "--select", "TIM207").code == 0


def test_an_offset_that_the_zone_did_not_have(run: Run, empty: Path) -> None:
    refused = run("add", "2024-07-17T20:20+02:00: A", *KYIV)
    assert refused.code == 2
    assert refused.err == (
        "error: date: Kyiv clocks were not at +02:00 then\n"
        "  write 2024-07-17T21:20+03:00, or name the zone that has this offset\n"
    )


def test_records_and_drafts(run: Run, in_kyiv: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor) -> None:
    record = Path("record.toml")
    record.write_text(f'title = "A"\ndate = "{TWICE}"\n', encoding="utf-8")
    assert "Kyiv clocks showed 03:30 twice" in run("add", "--from", "record.toml").err
    editor(f"""sed -i '/^date/d; s/^title.*/title = "A"\\ndate = "{SKIPPED}"/' "$1" """)
    left = seated(monkeypatch, "add", "-e", typed="n\n")
    assert left.code == 2
    assert "Kyiv clocks skipped 03:30" in left.err
    assert list(in_kyiv.rglob("2*.toml")) == []


def test_edits_refuse_what_they_change(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch, editor: MakeEditor
) -> None:
    path = empty / "2024-10-27-a.toml"
    path.write_text(f'title = "A"\ndate = "{TWICE}"\n', encoding="utf-8")
    before = path.read_bytes()
    for flags in (KYIV, ("--set", "timezone=Europe/Kyiv"), ("--date", SKIPPED, *KYIV)):
        assert "Kyiv clocks s" in run("edit", "2024-10-27-a", *flags).err
    editor("""echo 'timezone = "Europe/Kyiv"' >> "$1" """)
    left = seated(monkeypatch, "edit", "2024-10-27-a", typed="n\n")
    assert "Kyiv clocks showed 03:30 twice" in left.err
    assert path.read_bytes() == before
    path.write_bytes(before + b'timezone = "Europe/Kyiv"\n')
    assert run("edit", "2024-10-27-a", "--title", "B").code == 0  # the time is as it was


def test_a_time_typed_with_its_zone_is_kept_with_its_offset(run: Run, in_kyiv: Path) -> None:
    for date, flags, kept in [
        ("2024-11-17T20:20", (), 'date = "2024-11-17T20:20"\n'),
        ("17 Nov 2024, 20:20 Kyiv time", (), 'date = "2024-11-17T20:20+02:00"\n'),
        ("2024-11-17T20:20", KYIV, 'date = "2024-11-17T20:20+02:00"\ntimezone = "Europe/Kyiv"\n'),
        ("17 Nov 2024, 20:20-21:00", ("--timezone", "UTC"), 'date = "2024-11-17T20:20Z/2024-11-17T21:00Z"\n'),
        ("17 Nov 2024", KYIV, 'date = 2024-11-17\ntimezone = "Europe/Kyiv"\n'),
    ]:
        assert f'title = "A"\n{kept}' in run("add", "--dry-run", f"{date}: A", *flags).out
    assert run("add", "2024-11-17T20:20: A", *KYIV).code == 0
    assert run("edit", "2024-11-17-a", "--date", "17 July 2024, 20:20", *KYIV).code == 0
    text = (in_kyiv / "2024" / "2024-11-17-a.toml").read_text(encoding="utf-8")
    assert 'date = "2024-07-17T20:20+03:00"\n' in text
    assert "timezone" in text


def test_check_finds_them(run: Run, empty: Path) -> None:
    for name, date in {"a": SKIPPED, "b": TWICE, "c": "2024-07-17T20:20+02:00"}.items():
        (empty / f"{name}.toml").write_text(f'title = "A"\ndate = "{date}"\ntimezone = "Europe/Kyiv"\n')
    (empty / "d.toml").write_text(f'title = "A"\ndate = "{TWICE}"\n')
    found = run("check", "--select", "TIM207", "--output-format", "concise").out
    assert [line.split(":")[0] for line in found.splitlines() if "TIM207" in line] == [
        f"events/{n}.toml" for n in "abc"
    ]
    bare = run("check", "--select", "TIM209", "--output-format", "concise")
    assert [line.split(":")[0] for line in bare.out.splitlines() if "TIM209" in line] == ["events/d.toml"]
    assert bare.code == 0
    (empty / "timeline.toml").write_text('timezone = "Europe/Kyiv"\n', encoding="utf-8")
    assert "events/d.toml" in run("check", "--select", "TIM207").out
    assert run("check", "--select", "TIM209").out == ""
    (empty / "timeline.toml").write_text('timezone = "Kyiv"\n', encoding="utf-8")
    assert "events/d.toml" in run("check", "--select", "TIM209").out
