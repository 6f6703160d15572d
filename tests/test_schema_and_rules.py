"""What the schema says to an editor is what the rules say to a reviewer."""

import re
import tomllib
from datetime import date, time
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import CHECKOUT
from timeline.eventfile.json_schema import schema

EVENT = Draft202012Validator(schema("event"))
EXAMPLE = re.compile(r"^(Bad|Good):\n\n```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)


def plain(value: Any) -> Any:
    """TOML values as an editor's language server presents them."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date | time) else value


@pytest.mark.parametrize("code", ["SCH001", "SCH006"])
def test_the_schema_refuses_what_the_rule_finds(code: str) -> None:
    book = (CHECKOUT / "docs" / "rules.md").read_text(encoding="utf-8")
    page = book.partition(f"\n## {code} ")[2].partition("\n## ")[0]
    examples = dict(EXAMPLE.findall(page))
    assert examples.keys() == {"Bad", "Good"}
    assert not EVENT.is_valid(plain(tomllib.loads(examples["Bad"])))
    assert EVENT.is_valid(plain(tomllib.loads(examples["Good"])))
