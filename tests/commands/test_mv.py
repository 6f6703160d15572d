"""`timeline mv`: another ID, and the links that follow."""

from pathlib import Path

import pytest

from conftest import Run
from hand_written import tree


def test_mv_rewrites_the_links(run: Run, real: Path) -> None:
    before = tree(real)
    result = run("mv", "biden-auth", "2024-11-17-permission")
    assert result.out == "2024-11-17-permission\tevents/2024/2024-11-17-permission.toml\n"
    assert result.err.count("rewrote the link of 2024-11-17-") == 4
    after = tree(real)
    old, new = b"2024-11-17-biden-authorises-atacms", b"2024-11-17-permission"
    assert after == {name.replace(old.decode(), new.decode()): data.replace(old, new) for name, data in before.items()}


def test_mv_n_says_what_it_would_do(run: Run, real: Path) -> None:
    before = tree(real)
    result = run("mv", "biden-auth", "2024-11-17-permission", "-n")
    assert "would rename 2024-11-17-biden-authorises-atacms to 2024-11-17-permission\n  and the link of " in result.err
    assert tree(real) == before


def test_mv_without_a_name_follows_date_and_title(run: Run, empty: Path) -> None:
    run("-q", "add", "17 Nov 2024: A long title that will change")
    run("-q", "edit", "a-long", "--title", "Short", "--date", "2023")
    assert run("mv", "a-long").out == "2023-short\tevents/2023/2023-short.toml\n"
    assert tree(empty).keys() == {"timeline.toml", "2023/2023-short.toml"}
    assert run("mv", "short").err == "2023-short: that is its ID already\n"


@pytest.mark.parametrize(
    ("new", "code", "message"),
    [
        ("2024-11-17-fear-of-retaliation", 3, "already"),
        ("2024 New", 2, "is no ID"),
        ("../2024-x", 2, "is no ID"),
        ("2024-Ж", 2, "is no ID"),
    ],
)
def test_mv_to_what_is_no_free_id(new: str, code: int, message: str, run: Run, real: Path) -> None:
    before = tree(real)
    result = run("mv", "biden-auth", new)
    assert message in result.err
    assert (result.code, result.out) == (code, "")
    assert tree(real) == before
