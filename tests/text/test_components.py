from timeline.text.components import Component, apart


def test_parts_are_taken_out_with_what_is_in_them() -> None:
    text = "BEGIN:A\r\n1\nbegin:v\n2\nBEGIN:X\n3\nBEGIN:V\n4\nEND:V\n5\nEND:X\n6\nEND:V\nBEGIN;y=z:B\nEND:B\nB\nEND:A\nEND:A"
    found = apart(text, "V")
    assert found.rest == ["BEGIN:A\r", "1", "BEGIN;y=z:B", "END:B", "B", "END:A", "END:A"]
    assert found.components == [Component(3, ["2", "6"]), Component(7, ["4"])]
    assert found.unclosed is None


def test_what_never_ends_is_named() -> None:
    assert apart("\nBEGIN:A\nBEGIN:V\nEND:V", "V").unclosed == (2, "A")
