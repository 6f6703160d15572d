"""What can be chosen for a report: by flags, and in timeline.toml."""

from pathlib import Path
from typing import Any

import pytest

from timeline.errors import UsageError
from timeline.reports.options import ReportOptions, read


def chosen(folder: Path, settings: str = "", **flags: Any) -> ReportOptions:
    (folder / "timeline.toml").write_text(f'title = "T"\n{settings}', encoding="utf-8")
    return read(str(folder), flags)


ALL = """
[report]
template = "brief"
title = "The road"
group = "year"
bibliography = false
timezone = "Europe/Kyiv"
lang = "uk"
"""


def test_what_is_chosen(tmp_path: Path) -> None:
    assert chosen(tmp_path) == ReportOptions("chronology", "", "month", None, None, None)
    assert chosen(tmp_path, ALL) == ReportOptions("brief", "The road", "year", False, "Europe/Kyiv", "uk")
    flags: dict[str, Any] = {
        "template": "x/y.j2",
        "title": "B",
        "group": "tag",
        "bibliography": True,
        "timezone": "UTC",
        "lang": "en",
    }
    assert chosen(tmp_path, ALL, **flags) == ReportOptions(**flags)
    assert chosen(tmp_path, ALL, title=None, group="tag")[1:3] == ("The road", "tag")
    assert chosen(tmp_path, "[report]\nfont = 1\n") == ReportOptions()  # SCH001 says so


@pytest.mark.parametrize(
    ("key", "value", "message", "hint"),
    [
        ("group", "week", 'no group "week"', "group by month, year, actor, tag or place"),
        ("timezone", "Europe/Kiyv", 'no time zone "Europe/Kiyv"', 'did you mean "Europe/Kyiv"?'),
        ("timezone", "x", 'no time zone "x"', "write an IANA name, as in Europe/Kyiv"),
        ("lang", "english", '"english" is no language', "write a tag as in en, uk or zh-Hant"),
        ("title", "", "is no text", "write it in quotes"),
    ],
)
def test_what_cannot_be_chosen(key: str, value: str, message: str, hint: str, tmp_path: Path) -> None:
    for settings, flags, where in (
        (f'[report]\n{key} = "{value}"\n', {}, f"report.{key} in timeline.toml"),
        ("", {key: value}, f"--{key}"),
    ):
        with pytest.raises(UsageError) as caught:
            chosen(tmp_path, settings, **flags)
        assert caught.value.message.startswith(where)
        assert caught.value.message.endswith(message)
        assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("report = 3\n", "report in timeline.toml is no table"),
        ("[report]\ntitle = 3\n", "report.title in timeline.toml is no text"),
        ("[report]\nbibliography = 'yes'\n", "report.bibliography in timeline.toml is 'yes'"),
        ("[report]\ntemplate = '../../x'\n", "report.template in timeline.toml names a file"),
        ("[report]\ntemplate = 'x.j2'\n", "report.template in timeline.toml names a file"),
    ],
)
def test_what_timeline_toml_cannot_say(settings: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=message):
        chosen(tmp_path, settings)
