"""The forms of problems by the name that `--output-format` takes. Knows no form by what it prints."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from timeline.checks.output import machine
from timeline.checks.output.text import concise, full
from timeline.errors import Problem

FORMS: Mapping[str, Callable[[Iterable[Problem], str], Iterator[str]]] = {
    "full": full,
    "concise": concise,
    "json": machine.json,
    "github": machine.github,
    "sarif": machine.sarif,
}
