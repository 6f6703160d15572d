"""Word documents and HTML pages of a report, made by pandoc where that is installed.

Knows what pandoc must be told of our Markdown (templates/pandoc.lua); must not know what stands in it.
"""

import re
import subprocess
from importlib import resources

from timeline.errors import DataError, UsageError

WRITES = {"docx": "docx", "html": "html5"}
"""Endings of files, and what pandoc calls what they hold."""
_READS = "commonmark+footnotes+pipe_tables+raw_html"
_INSTALL = "apt install pandoc, brew install pandoc or winget install pandoc; or write a .md"


def converted(page: str, ending: str, lang: str | None, title: str) -> bytes:
    """A page of Markdown as what a file of this ending holds: links within it lead where they did, notes are notes.

    Args:
        page: the page.
        ending: that of the file.
        lang: the language of the page; None: English, as all is that we write ourselves.
        title: what a browser calls a page that has no title of its own.

    Raises:
        UsageError: there is no pandoc.
        DataError: it fails.
    """
    words = ["pandoc", "-f", _READS, "-t", WRITES[ending], "-s", "-o", "-", "--lua-filter"]
    options = [f"--metadata=lang:{lang or 'en'}", f"--metadata=pagetitle:{title}"]
    if len(re.findall(r"(?m)^# ", page)) == 1:  # it is the title, and not the first of the headings
        options[1:] = ["--shift-heading-level-by=-1"]
    with resources.as_file(resources.files("timeline.reports.templates") / "pandoc.lua") as ours:
        try:
            done = subprocess.run(  # noqa: S603 - no shell; what is in the page is only read
                [*words, ours, *options], input=page.encode(), capture_output=True, check=False
            )
        except OSError as error:
            raise UsageError(f"a .{ending} is made by pandoc, which is not installed", _INSTALL) from error
    if done.returncode:
        raise DataError(f"pandoc cannot make a .{ending} of it", done.stderr.decode("utf-8", "replace").strip())
    return done.stdout
