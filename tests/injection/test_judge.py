"""The judge sees what may go wrong: without that, a run with no faults would say nothing."""

import pytest

from injection.judge import Files, Run, Told, disturbed, finished
from injection.verbs import Verb

A, B = "events/2024/2024-01-01-a.toml", "events/2024/2024-01-02-b.toml"
BEFORE = {A: b"old a", B: b"old b"}
AFTER = {A: b"new a", B: b"new b"}
RUN = Run(Verb("edit", several=True), Files(BEFORE, set()), Files(AFTER, set()), Told(0, f"changed {A}\nchanged {B}\n"))
HALF = {**BEFORE, A: b"new a"}
UNSAID = "the disk is full"
FAILED = f"changed {A}\nerror: {B} cannot be written: the disk is full"


@pytest.mark.parametrize(
    ("now", "told", "kinds"),
    [
        (AFTER, RUN.told, []),
        (HALF, Told(-9, ""), []),
        (HALF, Told(3, FAILED), []),
        (HALF, Told(130, f"changed {A}\n\ninterrupted: nothing more was changed"), []),
        ({**HALF, A: b"new"}, Told(-9, ""), ["torn", "lost"]),
        ({**HALF, "events/2024/x.toml": b"new a"}, Told(-9, ""), ["torn"]),
        ({A: b"new a"}, Told(-9, ""), ["lost", "lost"]),
        (HALF, RUN.told, ["false", "false"]),
        (HALF, Told(3, f"changed {A}\n{UNSAID}"), ["false"]),
        (HALF, Told(3, f"error: {A} cannot be written\n{B}"), ["false"]),
        (HALF, Told(3, f"{FAILED}: nothing was changed"), ["false"]),
        (HALF, Told(1, FAILED), ["false"]),
        (AFTER, Told(99, f"{RUN.told.text}Traceback"), ["false", "false"]),
    ],
)
def test_a_run_on_a_faulty_disk(now: dict[str, bytes], told: Told, kinds: list[str]) -> None:
    assert [kind for kind, _ in disturbed(RUN, Files(now, set()), told, "")] == kinds


def test_what_was_typed_and_what_is_secret() -> None:
    now = Files(BEFORE, {A})
    assert [kind for kind, _ in disturbed(RUN, now, Told(-9, ""), "typed")] == ["lost", "open"]


@pytest.mark.parametrize(
    ("now", "code", "kinds"),
    [
        (AFTER, 0, []),
        (HALF, 0, ["inconsistent"]),
        (AFTER, 3, ["inconsistent"]),
        ({**AFTER, "events/2024/.new": b""}, 0, ["left"]),
    ],
)
def test_the_next_run(now: dict[str, bytes], code: int, kinds: list[str]) -> None:
    assert [kind for kind, _ in finished(RUN, Files(now, set()), Told(code, ""), Files(HALF, set()))] == kinds
