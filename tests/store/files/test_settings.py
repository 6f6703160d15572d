"""The settings of a chronology, read from its file."""

from pathlib import Path

import pytest

from timeline.errors import DataError
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
    return settings.read(str(folder), lambda path: f"here/{path}")


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
    with pytest.raises(DataError, match="the settings cannot be read") as caught:
        read(tmp_path, text)
    assert [(p.path, p.line, p.message) for p in caught.value.problems] == [("here/timeline.toml", line, message)]
