"""The forms of findings by the name that `--output-format` takes. Knows no form by what it prints."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from timeline.checks.output import machine
from timeline.checks.output.text import View, concise, full
from timeline.checks.runner import Finding

FORMS: Mapping[str, Callable[[Iterable[Finding], View], Iterator[str]]] = {
    "full": full,
    "concise": concise,
    "json": machine.json,
    "github": machine.github,
    "sarif": machine.sarif,
}
