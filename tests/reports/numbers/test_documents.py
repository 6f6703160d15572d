"""Documents are counted as a bibliography lists them."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.model.event import Source
from timeline.reports.bibliography import Bibliography
from timeline.reports.numbers.documents import DocumentCount

URLS = [None, "https://a.example/1", "https://www.a.example/1/", "https://b.example/2", "https://youtu.be/abc"]
ARCHIVES = [None, "https://web.archive.org/web/2020/https://b.example/2", "https://archive.ph/x", "https://a.example/1"]


def number(*sources: Source) -> int:
    found = DocumentCount()
    for source in sources:
        found.add(source)
    return found.number


def test_a_document_under_several_addresses_is_one() -> None:
    one, other = Source(url="https://a.example/1"), Source(url="https://www.a.example/1/")
    assert number(one, other, Source(url="https://b.example/2")) == 2


def test_what_joins_two_makes_them_one() -> None:
    page, copy = Source(url="https://a.example/1"), Source(url="https://archive.ph/x")
    both = Source(url="https://a.example/1", archive_url="https://archive.ph/x")
    assert number(page, copy) == 2
    assert number(page, copy, both) == number(page, copy, both, copy, page) == 1


def test_without_an_address_it_is_what_is_said_of_it() -> None:
    assert number(Source(title="A"), Source(title="A"), Source(title="B")) == 2


@given(
    st.lists(
        st.builds(
            Source,
            url=st.sampled_from(URLS),
            archive_url=st.sampled_from(ARCHIVES),
            ref=st.sampled_from([None, "r", "s"]),
            title=st.sampled_from(["A", "B"]),
        )
    )
)
def test_as_many_are_listed(sources: list[Source]) -> None:
    listed = Bibliography()
    for source in sources:
        listed.add(source)
    assert number(*sources) == len(listed.documents)
