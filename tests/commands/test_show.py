"""`timeline show`: one event at length."""

import json
from pathlib import Path

from conftest import Run


def test_show_prints_one_event_at_length(run: Run, real: Path) -> None:
    result = run("show", "2024-11-17-fear")
    assert result.code == 0
    for part in (
        "as of 17 November 2024\nSome US officials fear Russian retaliation",
        "status     disputed (some say so, some deny it)",
        "kind       assessment",
        "links      about 2024-11-17-biden-authorises-atacms",
        "rests on   1 origin, disputed, unnamed",
        "\n      citing others in the administration (unnamed, several people, United States, denies it)\n",
        "file       events/2024/2024-11-17-fear-of-retaliation.toml",
    ):
        assert part in result.out
    assert run("view", "2024-11-17-fear").out == result.out


def test_show_takes_several_and_other_formats(run: Run, real: Path) -> None:
    two = json.loads(run("show", "fear-of", "biden-auth", "-f", "json").out)
    assert [event["id"][11:15] for event in two] == ["fear", "bide"]
    assert run("show", "fear-of", "biden-auth").out.count("  file  ") == 2
    assert run("show", "fear-of", "-f", "csv", "--columns", "title").out.splitlines()[0] == "title"
    assert run("show", "fear-of", "-o", "fear.json").out == ""
    assert json.loads(Path("fear.json").read_text(encoding="utf-8"))[0] == two[0]
    assert run("show", "events/2024/2024-11-17-fear-of-retaliation.toml").code == 0
    assert run("show", "fear-of", "-f", "pdf").code == 2
    assert run("show").code == 2
