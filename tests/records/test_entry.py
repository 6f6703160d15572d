"""One event as an answer, without a folder."""

from answers import FULL, entry


def test_the_whole_of_it_as_json() -> None:
    text = entry(**FULL).json().decode()
    assert text.startswith('{"id":"the-id","path":"events/the-id.toml","title":"A"')
    assert "secret" not in text
    assert entry(**FULL).event.id == "the-id"
