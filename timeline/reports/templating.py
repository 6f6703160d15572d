"""Templates: where they are, and the sandbox they run in. The only page that knows Jinja.

A template reaches what it is handed and nothing else: no attribute with an underscore, no file outside its folder. What
it prints is escaped as Markdown, constants included, unless it was made by reports/markup.py.
"""

import os
from collections.abc import Iterator
from importlib import resources
from itertools import islice
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from timeline.errors import DataError, UsageError, did_you_mean
from timeline.reports import markup
from timeline.store.files import folder

BUILT_IN = resources.files("timeline.reports") / "templates"
ENDING = ".md.j2"
BATCH = 500
"""Pieces that are handed on together: a page of ten thousand events has more than a hundred thousand."""
PREFIX = "timeline/"
"""Before the name of a template: that of this package, even where the chronology has one of the same name."""
_MADE_FOR_TEMPLATES = {"timeline.reports.report", "timeline.reports.report_entry"}
"""Modules whose classes are."""
_NOT_OURS = ("e", "escape", "forceescape", "safe", "tojson", "urlize", "xmlattr", "striptags")
"""Filters that make HTML, or take text for finished."""
_GIVEN = {f.__name__: f for f in (markup.link, markup.anchor, markup.jump, markup.heading, markup.prose)}


class _Pages(SandboxedEnvironment):
    """What is put together of printed pieces (macros, blocks) is Markdown; what is put together of values is text."""

    concat = staticmethod(markup.joined)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute, if it is safe. Of what is made for templates all is that has no underscore, which is faster."""
        if type(obj).__module__ in _MADE_FOR_TEMPLATES and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)


class Templates:
    """The templates that a page may be made with."""

    def __init__(self, own: str) -> None:
        """Take the folder of the chronology's own."""
        self.folder = own

    def names(self) -> list[str]:
        """Those that can be named: the chronology's own and the built-in ones."""
        own = os.listdir(self.folder) if os.path.isdir(self.folder) else []
        files = [*own, *(file.name for file in BUILT_IN.iterdir())]
        return sorted({f.removesuffix(ENDING) for f in files if f.endswith(ENDING) and f[0] != "_"})

    def render(self, template: str, report: Any) -> Iterator[str]:
        """The pieces of a page. A template with a slash or an ending is a file, and finds its parts beside it.

        Raises:
            UsageError: there is no such template, it cannot be read, or it fails.
        """
        name = template + ENDING
        if "/" in template or template.endswith(".j2"):
            self.folder, name = os.path.split(os.path.abspath(template))
        elif template not in self.names():
            hint = did_you_mean(template, self.names()) or "there are " + ", ".join(self.names())
            raise UsageError(f'no template "{template}"', hint)
        env = _Pages(
            loader=jinja2.FunctionLoader(self._load),
            undefined=jinja2.StrictUndefined,
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
            page = env.get_template(name)
        except jinja2.TemplateError as error:
            raise _fault(error, template) from error
        return _rendered(page, report, template)

    def _load(self, name: str) -> tuple[str, str, None] | None:
        """The text of a template and its path: the chronology's own before a built-in one."""
        parts = name.split("/")
        if {"", ".", ".."} & set(parts) or "\\" in name:
            return None
        own = os.path.join(self.folder, name)
        inside = os.path.realpath(own).startswith(os.path.realpath(os.path.dirname(self.folder)) + os.sep)
        built_in = BUILT_IN.joinpath(name.removeprefix(PREFIX))
        if inside and not name.startswith(PREFIX) and os.path.isfile(own):
            path, data = own, folder.read(self.folder, name)
        elif built_in.is_file():
            path, data = str(built_in), built_in.read_bytes()
        else:
            return None
        try:
            return data.decode(), path, None
        except UnicodeDecodeError as error:
            raise DataError(f"{path} is not UTF-8 (byte {error.start + 1})", "save it as UTF-8") from error


def _rendered(page: jinja2.Template, report: Any, name: str) -> Iterator[str]:
    try:
        pieces = page.generate(report=report)
        while text := "".join(islice(pieces, BATCH)):
            yield text
    except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise _fault(error, name) from error


def _fault(error: Exception, name: str) -> UsageError:
    """What is wrong with a template, and on which line of which file."""
    if isinstance(error, jinja2.TemplateNotFound):
        return UsageError(f"there is no template {error.message}", "parts stand beside the template, or are built in")
    place = ""
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = f"{error.filename or error.name}:{error.lineno}"
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return UsageError(f"template {place or name}: {error}", "docs/reports.md says what a template is given")
