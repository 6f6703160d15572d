"""Templates: where they are, and the sandbox they run in. The only page that knows Jinja.

A template reaches what it is handed and nothing else: no attribute with an underscore, no file outside its folder. What
it prints is escaped as Markdown, constants included, unless it was made by reports/markup.py.
"""

import os
from collections.abc import Iterator
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from traceback import walk_tb
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path
from jinja2.sandbox import SandboxedEnvironment

from timeline.errors import DataError, UsageError, did_you_mean
from timeline.reports import markup
from timeline.reports.templates.bounds import MEMORY, BoundError, bounded
from timeline.store.files import folder
from timeline.text.lists import counted

BUILT_IN = resources.files("timeline.reports") / "templates"
ENDING = ".md.j2"
OURS = "timeline"
"""The folder of the built-in templates, to name one even where the chronology has one of the same name."""
_NOT_OURS = ("e", "escape", "forceescape", "safe", "tojson", "urlize", "xmlattr", "striptags", "random", "pprint")
"""Filters that make HTML, or take text for finished, or give another page each time."""
_FAULTS = (
    *(jinja2.TemplateError, BoundError, MemoryError, RuntimeError, SyntaxError, AssertionError),
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
)
"""What may come of a template that is wrong."""
_GIVEN = {f.__name__: f for f in (markup.link, markup.anchor, markup.jump, markup.heading, markup.prose, counted)}
_KNOWN = ("report", *_GIVEN)
"""The names that every template knows."""


_IS = {
    "Report": "report",
    "ReportEntry": "an entry",
    "Chapter": "a group",
    "Tally": "report.tally",
    "Record": "an event",
    "NoneType": "what is empty",
    "dict": "that table",
    "Markdown": "a text",
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "a yes or no",
    "list": "a list",
    "tuple": "a list",
}
"""What a template's author calls what he is given, by its type."""
_OURS = {"report", "an entry", "a group", "report.tally"}
_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (SecurityError, "that is not for templates"),
    (ZeroDivisionError, "it divides by zero"),
    (ArithmeticError, "the number is too large"),
    (TypeError, "a wrong kind of value stands here, or too many or too few; texts and numbers are joined by ~"),
    (ValueError, "a value cannot be used so"),
    (LookupError, "a value cannot be used so"),
    (AttributeError, "a value cannot be used so"),
    (AssertionError, "that cannot be read"),
    (SyntaxError, "too many blocks stand inside one another"),
)
"""What is said of a fault that is told in words of Python: who writes a template need not know it."""

LARGEST_FILE = 1 << 20
"""Bytes of a template."""
LARGEST = 20_000
"""Bits of a number that a template works out: in a larger one, no bound of time could be kept."""


class _Unknown(jinja2.StrictUndefined):
    """A name that is not known, which says so in words of templates once it is used."""

    @property
    def _undefined_message(self) -> str:
        name, of = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            return self._undefined_hint
        if of is jinja2.utils.missing:
            return f'"{name}" is not known here; {did_you_mean(name, _KNOWN) or "known are " + ", ".join(_KNOWN)}'
        is_table = isinstance(of, dict)
        names = of if is_table else [n for n in dir(of) if n[0] != "_"] if _IS.get(type(of).__name__) in _OURS else ()
        known = 'where it may be missing, write | default("") behind it' if is_table else f"it has {', '.join(names)}"
        more = did_you_mean(name, names) or known * (is_table or bool(names))
        return "; ".join(filter(None, (f'{_IS.get(type(of).__name__, "that")} has no "{name}"', more)))


class _Pages(SandboxedEnvironment):
    """What is put together of printed pieces (macros, blocks) is Markdown; what is put together of values is text."""

    concat = staticmethod(markup.joined)
    intercepted_binops = frozenset({"*", "**"})

    def unsafe_undefined(self, obj: Any, attribute: str) -> jinja2.Undefined:
        """What stands for something that no template may reach."""
        return self.undefined(f'"{attribute}" is not for templates', name=attribute, obj=obj)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """What two values come to.

        Raises:
            ArithmeticError: a number that is far too large.
        """
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length(), right.bit_length()
            if (sum(bits) if operator == "*" else bits[0] * max(0, right)) > LARGEST:
                raise ArithmeticError("the number is too large")
        return super().call_binop(context, operator, left, right)


def names(own: str) -> list[str]:
    """The templates that can be named: those in the chronology's own folder, and the built-in ones."""
    is_own = os.path.isdir(own) and not os.path.islink(own)
    files = [*(os.listdir(own) if is_own else ()), *(file.name for file in BUILT_IN.iterdir())]
    return sorted({f.removesuffix(ENDING) for f in files if f.endswith(ENDING) and f[0] != "_"})


def render(own: str, template: str, report: Any) -> Iterator[str]:
    """The pieces of a page. A template with a slash or an ending is a file, and finds its parts beside it.

    Raises:
        UsageError: there is no such template, it cannot be read, or it fails.
    """
    name = template + ENDING
    if "/" in template or template.endswith(".j2"):
        own, name = os.path.split(os.path.realpath(template))  # the user's own may be a link
    elif template not in names(own):
        hint = did_you_mean(template, names(own)) or "there are " + ", ".join(names(own))
        raise UsageError(f'no template "{template}"', hint)
    env = _Pages(
        loader=jinja2.FunctionLoader(partial(load, own)),
        undefined=_Unknown,
        finalize=markup.escaped,
        autoescape=False,  # that would be for HTML: `finalize` escapes, as Markdown
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for filter_ in _NOT_OURS:
        del env.filters[filter_]
    env.globals = dict(_GIVEN)
    try:
        yield from bounded(_pieces(env, name, report))
    except _FAULTS as error:
        raise _fault(error, template) from error


def _pieces(env: jinja2.Environment, name: str, report: Any) -> Iterator[str]:
    stream = env.get_template(name).stream(report=report)
    stream.enable_buffering(size=100)
    yield from stream


def load(own: str, name: str) -> tuple[str, str, None] | None:
    """The text of a template and its path: one of that folder before a built-in one.

    No link leads out of it, and what is no template is none: a raw file holds what no document may.
    """
    parts = split_template_path(name)
    is_ours = parts[:1] == [OURS]
    path = os.path.join(own, *parts)
    built_in = BUILT_IN.joinpath(*parts[is_ours:])
    if not is_ours and name.endswith(".j2") and os.path.lexists(path):
        data = folder.read_inside(*os.path.split(own), *parts, most=LARGEST_FILE)
    elif _is_file(built_in):
        path, data = str(built_in), built_in.read_bytes()
    else:
        return None
    try:
        return data.decode(), path, None
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 (byte {error.start + 1})", "save it as UTF-8") from error


def _is_file(path: Traversable) -> bool:
    try:
        return path.is_file()
    except OSError:  # such a name no file has
        return False


def _fault(error: Exception, name: str) -> UsageError:
    """What is wrong with a template, and on which line of which file."""
    if isinstance(error, jinja2.TemplateNotFound):
        return UsageError(f"there is no template {error.message}", "parts stand beside the template, or are built in")
    if isinstance(error, jinja2.TemplateSyntaxError):
        name = f"{error.filename or error.name}:{error.lineno}"
    for frame, line in walk_tb(error.__traceback__):
        if frame.f_code.co_filename.endswith(".j2"):
            name = f"{frame.f_code.co_filename}:{line}"
    if isinstance(error, RecursionError):
        return UsageError(f"template {name}: it goes too deep", "does it include or call itself?")
    if isinstance(error, MemoryError | BoundError):
        said = str(error) or f"it takes more than {MEMORY >> 20} MiB of memory"
        return UsageError(f"template {name}: {said}", "does it repeat something, or fill it up, without an end?")
    said = next((words for kind, words in _WORDS if isinstance(error, kind)), str(error))
    if isinstance(error, KeyError):
        said = f'there is no "{error.args[0]}" on this page'
    return UsageError(f"template {name}: {said}", "docs/reports.md says what a template is given")
