"""What the schema says to an editor is what the rules say to a reviewer."""

import tomllib
from datetime import date, time
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rule_pages import page
from timeline.eventfile.json_schema import schema

EVENT = Draft202012Validator(schema("event"))


def plain(value: Any) -> Any:
    """TOML values as an editor's language server presents them."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date | time) else value


@pytest.mark.parametrize("code", ["SCH001", "SCH006"])
def test_the_schema_refuses_what_the_rule_finds(code: str) -> None:
    bad, good = (tomllib.loads(example.files[example.path]) for example in (page(code).bad, page(code).good))
    assert not EVENT.is_valid(plain(bad))
    assert EVENT.is_valid(plain(good))
