"""Comments that ask for silence: on the line, above it, above what holds it, in the head."""

import pytest

from corpora import EVENT, corpus, said, strike
from timeline.checks.corpus import Corpus, Outside
from timeline.checks.registry import named
from timeline.checks.runner import run

KIND = '"no-such-kind"'
IGNORE = "# timeline: ignore SCH006"


@pytest.mark.parametrize(
    "event",
    [
        strike(kind=f"{KIND} {IGNORE}"),
        strike(f"{IGNORE}\nkind = {KIND}\n"),
        strike(f"{IGNORE}\n# since the desk says so\nkind = {KIND}\n"),
        f"{IGNORE}\n" + strike(kind=KIND),
        f"# A strike.\n{IGNORE}\n\n" + strike(kind=KIND),
        strike(kind=f"{KIND} # timeline: ignore SCH"),
        strike(kind=f"{KIND} # timeline: ignore bad-value"),
        strike(kind=f"{KIND} # timeline:ignore SRC101, SCH006 for now"),
        strike(kind=f"{KIND} #timeline: ignore: sch006"),
        strike(f'{IGNORE}\n[[sources]]\nid = "a"\nstance = "no"\n'),
        strike(f'[[sources]] {IGNORE}\nid = "a"\nstance = "no"\n'),
        strike(f'actors = [\n  {IGNORE}\n  {{ name = "A", role = "no" }},\n]\n'),
        strike(f'actors = [\n  {{ name = "A", role = "no" }}, {IGNORE}\n]\n'),
        strike(f'{IGNORE}\nactors = [\n  {{ name = "A", role = "no" }},\n]\n'),
    ],
)
def test_silence(event: str) -> None:
    assert said("SCH006", event) == []


@pytest.mark.parametrize(
    "event",
    [
        strike(kind=f"{KIND} # timeline: ignore SRC101"),
        strike(kind=f"{KIND} # it is timeline: ignore SCH006"),
        strike(f"{IGNORE}\n\nkind = {KIND}\n"),
        strike(f"seq = 1 {IGNORE}\nkind = {KIND}\n"),
        strike(f'kind = {KIND}\nsummary = "# timeline: ignore SCH006"\n'),
        strike(f"{IGNORE}\nseq = '1'\n"),  # it keeps the event out of every answer
        f"{IGNORE}\n" + strike(seq='"1"'),
    ],
)
def test_no_silence(event: str) -> None:
    assert len(said("SCH006", event)) == 1


def test_other_rules_speak_on() -> None:
    event = strike(kind=f"{KIND} {IGNORE}")
    assert len(run(corpus({EVENT: event}), [named("SCH006"), named("SRC101")])) == 1


@pytest.mark.parametrize("text", ["# timeline: ignore SCH007\ntitle = \n", "title = # timeline: ignore SCH\n"])
def test_nothing_silences_why_a_file_cannot_be_read(text: str) -> None:
    held = Corpus({EVENT: text.encode(), "actors.toml": text.encode()}, Outside(0))
    for rules in ([named("SCH007")], [named("TXT801")], []):
        assert [problem.path for problem in run(held, rules)] == [EVENT, "actors.toml"]
