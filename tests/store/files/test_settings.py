"""The settings of a chronology, read from its file."""

from pathlib import Path

import pytest

from timeline.model.settings import CheckSettings, ReportSettings, Settings
from timeline.store.files import settings

WHOLE = """\ufeff
title = "T"
timezone = "Europe/Kyiv"
date_order = "mdy"
check.ignore = ["TXT"]

[report]
template = "brief"
group = "year"
bibliography = false
timezone = "UTC"
lang = "uk"
"""


def read(folder: Path, text: str) -> Settings:
    (folder / "timeline.toml").write_text(text, encoding="utf-8")
    found, problems = settings.read(str(folder))
    assert problems == []
    return found


def test_every_key_is_read(tmp_path: Path) -> None:
    report = ReportSettings(template="brief", group="year", bibliography=False, timezone="UTC", lang="uk")
    check = CheckSettings(ignore=("TXT",))
    whole = Settings(title="T", timezone="Europe/Kyiv", date_order="mdy", check=check, report=report)
    assert read(tmp_path, WHOLE) == whole
    assert read(tmp_path, "") == Settings()


def test_an_unknown_key_is_for_the_rules(tmp_path: Path) -> None:
    assert read(tmp_path, 'titel = "T"\nreport.layout = "A"\n') == Settings()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("title = ", 1, "no value stands here"),
        ("title = 1", 1, "title is a number; it must be text in quotes"),
        ('\n\ntimezone = "Kyiv"', 3, '"Kyiv" is no time zone'),
        ('[report]\ntimezone = "Kyiv"', 2, '"Kyiv" is no time zone'),
        ('[report]\ngroup = "decades"', 2, '"decades" is no group'),
        ('date_order = "ymd"', 1, '"ymd" is no date_order'),
    ],
)
def test_a_value_that_is_none_is_told_with_its_line(text: str, line: int, message: str, tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text(text, encoding="utf-8")
    found, problems = settings.read(str(tmp_path))
    assert [(p.path, p.line, p.message) for p in problems] == [("timeline.toml", line, message)]
    assert found == Settings()


def test_what_is_right_beside_it_counts(tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text('title = "T"\ntimezone = "Kyiv"\nreport.group = 5\n', encoding="utf-8")
    found, problems = settings.read(str(tmp_path))
    assert found == Settings(title="T")
    assert len(problems) == 2


def test_settings_that_are_gone(tmp_path: Path) -> None:
    found, problems = settings.read(str(tmp_path))
    assert (found, [p.path for p in problems]) == (Settings(), ["timeline.toml"])
