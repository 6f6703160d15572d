"""Small chronologies for the tests of rules: texts by path, checked in memory."""

from collections.abc import Mapping
from textwrap import dedent

from timeline.checks.corpus import Corpus, Outside
from timeline.checks.registry import named
from timeline.checks.runner import fixed, run
from timeline.dates import edtf
from timeline.errors import Problem

EVENT = "2024/2024-11-17-strike.toml"
TODAY = edtf.day_number(2025, 1, 1)


def corpus(files: Mapping[str, str], copies: Mapping[str, bytes] | None = None) -> Corpus:
    data = {path: dedent(text).lstrip("\n").encode() for path, text in files.items()}
    return Corpus(data, Outside(TODAY, (copies or {}).get))


def strike(rest: str = "", **keys: str) -> str:
    """An event with this title, and date, and whatever else; values are as TOML writes them."""
    keys = {"title": '"Strike on a depot"', "date": "2024-11-17"} | keys
    return "".join(f"{key} = {value}\n" for key, value in keys.items()) + dedent(rest)


def findings(code: str, event: str, copies: Mapping[str, bytes] | None = None, **files: str) -> list[Problem]:
    """What one rule says of an event, and of files beside it (`actors="…"` is actors.toml)."""
    named_ = {f"{name}.toml": text for name, text in files.items()}
    return run(corpus({EVENT: event, **named_}, copies), [named(code)])


def said(code: str, event: str, copies: Mapping[str, bytes] | None = None, **files: str) -> list[tuple[int, str]]:
    """Line and message of each."""
    return [(finding.line, finding.message) for finding in findings(code, event, copies, **files)]


def mended(code: str, event: str, **files: str) -> str:
    """The event after its fixes."""
    named_ = {f"{name}.toml": text for name, text in files.items()}
    before = corpus({EVENT: event, **named_})
    after = fixed(before, [named(code)])
    assert fixed(after.corpus, [named(code)]).texts == {}
    return after.corpus.file(EVENT).data.decode()
