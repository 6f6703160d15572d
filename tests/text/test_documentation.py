"""The pages that come with the package."""

from pathlib import Path

from timeline.checks.output import pages
from timeline.text import documentation
from zipped import said_from_a_zip


def test_pages_are_read_out_of_a_zip(tmp_path: Path) -> None:
    code = "from timeline.text import documentation as d; from timeline.checks.output import pages;"
    said = said_from_a_zip(tmp_path, f"{code} print(d.names(), hash(d.page('dates')) and len(''.join(pages.book())))")
    assert said == f"{documentation.names()} {len(''.join(pages.book()))}\n"
    assert {"dates", "queries"} <= {*documentation.names()}
