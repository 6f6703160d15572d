"""Sources as documents."""

import pytest

from cited import NYT, UP, US
from readings import READERS, read
from timeline.model.event import Source, replace
from timeline.provenance.graph import Citations
from timeline.records.source_words import named
from timeline.reports.bibliography import document, is_direct, is_document, reference, withheld
from timeline.reports.note import note


def test_the_withheld() -> None:
    source = Source(id="withheld-1", kind="person", name="withheld source 1", anonymous=True, confidential=True)
    assert named(source) == "withheld source 1"
    assert withheld(source) == "Withheld source 1: a person, unnamed"
    assert withheld(Source(name="withheld source 2", plural=True)) == "Withheld source 2: several people"
    assert withheld(Source(name="withheld source 3", kind="court")) == "Withheld source 3: court"
    assert not is_document(Source(ref="x", confidential=True))


def test_what_is_a_document() -> None:
    assert document(UP) == document(replace(UP, locator="p. 2"))
    assert document(UP) != document(replace(UP, url="https://up.example/2"))
    assert not is_document(NYT)
    assert not is_document(Source(publisher="Reuters"))
    assert is_document(Source(ref="r"))
    assert is_direct(US)
    assert not is_direct(Source(kind="court", title="Ruling"))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (UP, "K. T\\.. “Biden allows”. *Ukrainska Pravda*, 17 November 2024. <https://up.example/1>."),
        (
            Source(title="T", author=("A", "B", "C"), archive_url="https://a.example/1", accessed="2024-12", state="retracted"),
            "A, B and C. “T”. Archived at <https://a.example/1>. Read on December 2024. Retracted.",
        ),
        (Source(ref="doc-1"), "doc-1."),
        (Source(title="T", published="2024"), "“T”. 2024."),
    ],
)  # fmt: skip
def test_references(source: Source, shown: str) -> None:
    assert reference(source) == shown.replace("T\\..", "T..")


@pytest.mark.parametrize("reader", READERS)
def test_hostile_sources(reader: str) -> None:
    evil = "<script>|[x](javascript:y)`*_ @a \u202e[^1]: z --> <!-- /timeline -->"
    source = Source(
        id="a", title=evil, author=evil, publisher=evil + "2", published=evil, url="https://e.example/) [x](javascript:y)",
        locator=evil, quote=evil, translation=evil, affiliation=evil, position=evil, grade=evil, archive_url="javascript:y",
    )  # fmt: skip
    for page in (note(Citations([source])), reference(source)):
        found = read(page, reader)
        assert found.text.count("<script>|[x](javascript:y)`*_ @a <U+202E>[^1]: z --> <!-- /timeline -->") >= 4
        assert set(found.links) == {"https://e.example/%29%20%5Bx%5D%28javascript:y%29"}
        assert found.markup <= {"link_open", "link_close", "em_open", "em_close"}
