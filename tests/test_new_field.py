"""A field is one entry: what is added to the table of fields, and nowhere else, is a key, a flag, a column, a question."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKOUT, Result

BEFORE = '    x: Annotated[dict[str, Any], Field("the user\'s own fields")] = {}\n'
NEW = """\
    mood: Annotated[
        str | None, Field("how it felt", {"glad": "good", "grim": "bad"}, asked="word", word="feel", aliases="feeling")
    ] = None
    lesson: Annotated[str | None, Field("what was learnt", asked="text")] = None
    weight: Annotated[int | None, Field("how much it matters")] = None
    codes: Annotated[tuple[str, ...], Field("by what it is filed")] = ()
    until: Annotated[str | None, Field("until when it held", date=True)] = None
    secret: Annotated[str | None, Field("for the desk", private=True)] = None
"""
ADDED = ("mood", "lesson", "weight", "codes", "until", "secret")
PROGRAM = f"""
import importlib.util, io, json, sys
spec = importlib.util.find_spec("timeline.model.event")
text = open(spec.origin, encoding="utf-8").read()
assert text.count({BEFORE!r}) == 1
module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
exec(compile(text.replace({BEFORE!r}, {NEW!r} + {BEFORE!r}), "<patched>", "exec"), module.__dict__)
sys.modules["timeline.model"].event = module
from timeline import app
results = []
for words in json.load(sys.stdin):
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in "oe")
    code = app.run(words)
    results.append([code, *(stream.buffer.getvalue().decode() for stream in (sys.stdout, sys.stderr))])
json.dump(results, sys.__stdout__)
sys.__stdout__.flush()
"""


def run(*commands: str) -> list[Result]:
    """Run the command line, one after the other, with the table of fields so changed."""
    words = json.dumps([command.split() for command in commands])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=words,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
    )
    assert done.returncode == 0, done.stderr
    return [Result(*result) for result in json.loads(done.stdout)]


FILE = """\
title = "A"
date = "2024"
mood = "glad"
lesson = "Ask twice"
weight = 3
codes = ["x", "y"]
until = "2024-05"
secret = "s"
"""


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "events" / "2024").mkdir(parents=True)
    (tmp_path / "events" / "timeline.toml").write_text("", encoding="utf-8")
    return tmp_path / "events" / "2024"


def test_it_is_a_flag_and_a_key(events: Path) -> None:
    flags = "--feel glad --lesson Ask --weight 3 --code x --code y --until 2024-05 --secret s"
    added, refused, longer, edited, listed, unset = run(
        f"add --title A --date 2024 {flags}",
        "add --title B --date 2024 --mood odd",
        "edit 2024-a --mood grim --add-code z --set weight=4",
        "edit 2024-a --set mood=sad",
        "edit 2024-a --remove-code x",
        "edit 2024-a --unset lesson",
    )
    assert (added.code, refused.code, longer.code, edited.code, listed.code, unset.code) == (0, 2, 0, 2, 0, 0)
    assert '"odd" is no mood' in refused.err
    assert "one of glad, grim" in edited.err
    assert (events / "2024-a.toml").read_text(encoding="utf-8").splitlines()[2:] == [
        'mood = "grim"',
        "weight = 4",
        'codes = ["y", "z"]',
        'until = "2024-05"',
        'secret = "s"',
    ]


def test_it_is_read_printed_and_asked_for(events: Path) -> None:
    (events / "2024-a.toml").write_text(FILE, encoding="utf-8")
    (events / "2024-b.toml").write_text('title = "B"\ndate = "2024"\n', encoding="utf-8")
    (events.parent.parent / "other.toml").write_text(FILE.replace('"A"', '"C"'), encoding="utf-8")
    asked = ["feel:glad", "feel:grim", "lesson:ask", "lesson~twi", "has:mood", "has:feel", "missing:codes", "has:until"]
    shown, table, schema, fmt, check, record, *found = run(
        "show 2024-a -f json",
        "list feel:glad -f csv --columns mood,lesson,weight,codes,until",
        "schema",
        "fmt --check",
        "check --select SCH",
        "add -n --from other.toml",
        *(f"list -f ids {query}" for query in asked),
    )
    event: dict[str, Any] = json.loads(shown.out)[0]
    assert [event.get(name) for name in ADDED] == ["glad", "Ask twice", 3, ["x", "y"], "2024-05", None]
    assert table.out.splitlines()[1] == "glad,Ask twice,3,x ; y,2024-05"
    properties = json.loads(schema.out)["properties"]
    assert properties["mood"]["enum"] == ["glad", "grim"]
    assert {*ADDED} < properties.keys()
    assert (fmt.out, check.out, check.code) == ("", "", 0)
    assert record.out == FILE.replace('"A"', '"C"').replace('secret = "s"', "# withheld: confidential")
    a, b = "2024-a\n", "2024-b\n"
    assert [result.out for result in found] == [a, "", a, a, a, a, b, a]


def test_what_is_wrong_with_it_is_found(events: Path) -> None:
    text = 'title = "A"\ndate = 2024\nfeeling = "glad"\nweight = 3\n'
    (events / "2024-a.toml").write_text(text, encoding="utf-8")
    (events / "2024-b.toml").write_text('title = "B"\ndate = 2024\nmood = "gald"\n', encoding="utf-8")
    (events / "2024-c.toml").write_text('title = "C"\ndate = 2024\nuntil = "May"\n', encoding="utf-8")
    found, mended = run("check --output-format concise --select SCH,TIM206", "check --fix --select SCH001")
    assert 'unknown key "feeling"' in found.out
    assert '"gald" is no mood' in found.out
    assert "TIM206" in found.out
    assert mended.out.startswith("events/2024/2024-c.toml:3:10: TIM206")  # it keeps an event out, whatever is selected
    assert (events / "2024-a.toml").read_text(encoding="utf-8") == text.replace("feeling", "mood")
