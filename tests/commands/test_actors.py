"""`timeline actors`, `sources`, `places`, `tags`: names and how many events have them."""

from pathlib import Path

from conftest import Run


def test_names_and_counts(run: Run, real: Path) -> None:
    assert run("tags").out.splitlines() == ["ATACMS", "escalation", "long-range strikes", "North Korea"]
    assert run("places", "-c").out == "1  Kursk Oblast\n"
    counted = run("actors", "--count").out.splitlines()
    assert counted[0] == "3  Joe Biden"
    assert run("sources", "--count").out.splitlines()[:2] == ["6  The New York Times", "6  Ukrainska Pravda"]
    assert run("actors", "--tag", "escalation").out.splitlines() == ["United States", "Vladimir Putin"]
    assert run("tags", "--since", "2030", "--certain").out == ""
    assert run("tags", "--since", "never").code == 2
