"""docs/security.md: each row of its tables names tests, and they are there."""

import re

from conftest import CHECKOUT


def test_each_threat_has_its_test() -> None:
    page = (CHECKOUT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
    assert rows
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert named, row
        for path, test in named:
            assert f"\ndef {test}(" in (CHECKOUT / path).read_text(encoding="utf-8"), f"{path}::{test}"
