"""The page of the registers writes every key of them, in files that hold no fault."""

import re
import tomllib
from typing import Any

import pytest

from conftest import CHECKOUT
from timeline.model.event import Document, table
from timeline.model.register.entry import ActorEntry, Membership, PlaceEntry
from timeline.model.settings import CheckSettings, MergeSettings, ReportSettings, ReviewSettings, Settings

WRITTEN = re.findall(
    r"^\$ cat > events/(\w+)\.toml <<'EOF'\n((?:> .*\n)*)> EOF$",
    (CHECKOUT / "docs/registers.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
FILES: dict[str, Any] = {name: tomllib.loads(re.sub("^> ", "", text, flags=re.MULTILINE)) for name, text in WRITTEN}


@pytest.mark.parametrize(
    ("tables", "struct"),
    [
        (FILES["actors"].values(), ActorEntry),
        (FILES["actors"]["joe-biden"]["memberships"], Membership),
        (FILES["places"].values(), PlaceEntry),
        (FILES["sources"].values(), Document),
        ([FILES["timeline"]], Settings),
        ([FILES["timeline"]["check"]], CheckSettings),
        ([FILES["timeline"]["report"]], ReportSettings),
        ([FILES["timeline"]["review"]], ReviewSettings),
        ([FILES["timeline"]["merge"]], MergeSettings),
    ],
)
def test_every_key_is_written(tables: Any, struct: Any) -> None:
    assert {key for held in tables for key in held} == set(table(struct))
