"""The report that is written beside a manifest: where it lies, what it says, and that it writes over nothing.

Must not know what the manifest says of it.
"""

import os

from timeline.authoring.publishing import Publication
from timeline.errors import DataError, UsageError
from timeline.reports.report import Report
from timeline.reports.templates.templating import render
from timeline.store.answer import Answer
from timeline.store.chronology import Chronology
from timeline.store.files.writer import read_output
from timeline.store.git import repository
from timeline.store.search.compiler import Question


def place_of(publication: Publication, report: str) -> str:
    """Where a report lies, as seen from the chronology.

    Raises:
        UsageError: outside the repository, where nobody could ask for it.
    """
    folder, name = os.path.split(os.path.abspath(report))
    place = os.path.join(os.path.realpath(folder), name)
    within = os.path.relpath(place, publication.top).split(os.sep)
    if within[0] == os.pardir or ".git" in within:
        raise UsageError(f"{report} lies outside the repository", "an edition names a report beside what it is made of")
    return os.path.relpath(place, os.path.realpath(publication.chronology.root)).replace(os.sep, "/")


def must_be_free(publication: Publication, report: str, place: str, data: bytes) -> bytes | None:
    """See that nothing is lost where a report is written; give what is there.

    Args:
        publication: the edition that it belongs to.
        report: the report, as the user named it.
        place: the same, as seen from the chronology.
        data: what it is to hold.

    Raises:
        DataError: the report of another edition is there, or what no commit holds.
    """
    seen = read_output(report)
    if seen is None or seen == data:
        return seen
    for other in publication.manifests:
        if other.edition and other.edition.report and other.edition.report.path == place:
            raise DataError(f'{report} is the report of the edition "{other.name}"', "give this one another name")
    if not repository.holds(publication.chronology.root, place, seen):
        raise DataError(f"{report} is there, and no commit holds it", "commit it first, or give another name")
    return seen


def page(chronology: Chronology, asked: Question, answer: Answer, dated: int | None) -> tuple[str, str]:
    """The report of a question as Markdown, as timeline.toml has it, and its title.

    Raises:
        UsageError: timeline.toml names a file as its template, which may be a stranger's.
    """
    options = chronology.settings.report
    template = options.template or "chronology"
    if "/" in template or template.endswith(".j2"):
        raise UsageError("report.template in timeline.toml names a file", "name one in templates/")
    report = Report(chronology, asked, answer, options, dated)
    return "".join(report.finished(render(os.path.join(chronology.root, "templates"), template, report))), report.title
