"""Which files count, by their names alone, and the IDs that these give."""

import pytest

from timeline.eventfile.paths import counts, event_id, is_event, is_manifest, is_misnamed

APART, WHOLE = "cafe\u0301", "caf\u00e9"


@pytest.mark.parametrize(
    ("path", "id_"),
    [
        ("a.b/2024-x.toml.toml", "2024-x.toml"),
        ("2024.toml", "2024"),
        (f"2024/{APART}.toml", WHOLE),
        (f"2024/{WHOLE}.toml", WHOLE),
        (APART, WHOLE),
        (f"x/{APART}.toml", APART),
        (f"x/{WHOLE}.toml", WHOLE),
    ],
)
def test_an_id_is_the_name_composed_and_without_its_ending(path: str, id_: str) -> None:
    assert event_id(path, {f"x/{WHOLE}.toml"}) == id_


@pytest.mark.parametrize(
    ("path", "is_so"),
    [("2024/a.TOML", True), ("a.Toml", True), ("a.toml", False), ("_a.TOML", False), ("copies/a.TOML", False)],
)
def test_an_ending_in_capitals(path: str, is_so: bool) -> None:
    assert is_misnamed(path) == is_so


@pytest.mark.parametrize("path", ["/-a.toml", "_a/b.toml", "2024/.a.toml", "copies/a.toml", "2024/a.txt"])
def test_what_is_no_event(path: str) -> None:
    assert not counts(path)


def test_what_a_path_is_of() -> None:
    paths = ("2024/a.toml", "actors.toml", "timeline.toml", "editions/a.toml", "copies/a.toml", ".a.toml")
    assert [*filter(is_event, paths)] == ["2024/a.toml"]
    assert [*filter(is_manifest, (*paths, "editions"))] == ["editions/a.toml", "editions"]
