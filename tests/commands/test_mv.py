"""`timeline mv`: another ID, and the links that follow."""

import errno
import os
from pathlib import Path
from typing import Any

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
    moved = after.pop("2024/2024-11-17-permission.toml")
    assert moved.count(b'aliases = ["2024-11-17-biden-authorises-atacms"]\n') == 1
    del before["2024/2024-11-17-biden-authorises-atacms.toml"], after[".unfinished/.gitignore"]
    assert after == {name: data.replace(old, new) for name, data in before.items()}


def test_mv_n_says_what_it_would_do(run: Run, real: Path) -> None:
    before = tree(real)
    result = run("mv", "biden-auth", "2024-11-17-permission", "-n")
    assert "would rename 2024-11-17-biden-authorises-atacms to 2024-11-17-permission\n  and the link of " in result.err
    assert tree(real) == before


def test_mv_without_a_name_follows_date_and_title(run: Run, empty: Path) -> None:
    run("-q", "add", "17 Nov 2024: A long title that will change")
    run("-q", "edit", "a-long", "--title", "Short", "--date", "2023")
    assert run("mv", "a-long").out == "2023-short\tevents/2023/2023-short.toml\n"
    assert tree(empty).keys() == {"timeline.toml", ".unfinished/.gitignore", "2023/2023-short.toml"}
    assert run("mv", "short").err == "2023-short: that is its ID already\n"


def test_an_id_without_a_date_leaves_the_file_in_its_folder(run: Run, empty: Path) -> None:
    run("-q", "add", "17 Nov 2024: Fear")
    assert run("mv", "fear", "fear2").out == "fear2\tevents/2024/fear2.toml\n"
    assert run("mv", "fear2", "2023-fear").out == "2023-fear\tevents/2023/2023-fear.toml\n"
    Path("events/2023/2023-fear.toml").rename("events/x.toml")
    assert "no file of an event" in run("mv", "x", "places").err


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


def linked(real: Path) -> list[str]:
    """What the links of the chronology lead to."""
    return [line for data in tree(real).values() for line in data.decode().splitlines() if "to = " in line]


def test_an_old_id_leads_on(run: Run, real: Path) -> None:
    run("mv", "biden-auth", "2024-11-17-permission")
    late = '[[links]]\ntype = "about"\nto = "2024-11-17-biden-authorises-atacms"\n'
    (real / "2024/2024-11-20-late.toml").write_text(f'title = "Late"\ndate = 2024-11-20\n{late}', encoding="utf-8")
    assert run("check", "--select", "SCH003").code == 0
    for name in ("2024-11-17-biden-authorises-atacms", "biden-authorises"):
        assert run("show", name).out.startswith("2024-11-17-permission\n") or "permission" in run("show", name).out
    assert "2024-11-20-late" in run("list", "link:2024-11-17-permission", "-f", "ids").out
    assert "2024-11-17-permission" in run("list", "link:2024-11-20-late", "-f", "ids").out
    assert "](#2024-11-17-permission)" in run("report", "--since", "2024-11-17").out
    again = run("mv", "biden-authorises", "2024-11-17-permission")
    assert (again.code, again.err) == (0, "rewrote the link of 2024-11-20-late\n")
    assert run("mv", "permission", "2024-11-17-permission").err == "2024-11-17-permission: that is its ID already\n"


def test_back_to_the_name_before(run: Run, real: Path) -> None:
    before = linked(real)
    run("mv", "biden-auth", "2024-11-17-permission")
    assert linked(real) != before
    assert run("mv", "permission", "2024-11-17-biden-authorises-atacms").code == 0
    assert linked(real) == before
    assert run("list", "link:2024-11-17-permission", "-f", "ids").out


@pytest.mark.parametrize("failing", [1, 2, 3, 4, 5, 6])
def test_half_a_move_leaves_no_link_to_nowhere_and_is_finished_by_the_same(
    failing: int, run: Run, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("list")
    steps = iter(range(1, 100))

    def full(at: Any, real_one: Any) -> Any:
        def step(*given: Any, **more: Any) -> Any:
            if next(steps) == failing:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real_one(*given, **more)

        monkeypatch.setattr(os, at, step)

    with monkeypatch.context() as patched:
        monkeypatch = patched
        full("replace", os.replace)
        full("unlink", os.unlink)
        result = run("mv", "biden-auth", "2024-11-17-permission")
    assert result.code == 3
    assert "nothing was changed" not in result.err
    assert (
        "not rewritten yet: the links of " in result.err or "were written; not written: " in result.err or failing > 2
    )
    assert run("check", "--select", "SCH003").code == 0
    assert run("mv", "2024-11-17-biden-authorises-atacms", "2024-11-17-permission").code == 0
    assert not any("biden-authorises" in line for line in linked(real))
    assert not (real / "2024/2024-11-17-biden-authorises-atacms.toml").exists()
    assert not list((real / ".unfinished").glob(".timeline-*"))


def test_a_move_that_fails_names_the_links_that_wait(run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    result = run("mv", "biden-auth", "2024-11-17-permission")
    assert "it has its old name; not rewritten yet: the links of 2024-11-17-" in result.err


def test_a_part_of_both_names_finishes_too(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("-q", "add", "5 May 2023: Lone")

    def denied(path: Any, **_: Any) -> None:
        if not str(path).endswith(".toml"):
            return
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", denied)
        half = run("mv", "lone", "2024-02-02-lone")
    assert half.code == 3
    assert "it is there twice, as 2024-02-02-lone too: the same command again finishes it" in half.err
    assert len(run("list", "-f", "ids").out.splitlines()) == 2
    assert run("mv", "lone", "2024-02-02-lone").code == 0
    assert run("list", "-f", "ids").out == "2024-02-02-lone\n"
