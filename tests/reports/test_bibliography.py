"""Documents, each listed once."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.model.event import Source
from timeline.reports.bibliography import Bibliography
from timeline.reports.sources import reference


def listed(*sources: Source) -> list[str]:
    found = Bibliography()
    for source in sources:
        found.add(source)
    return [str(reference(document)) for document in found.documents]


def test_one_page_under_several_addresses_is_one_document() -> None:
    url = "https://news.example/a"
    assert listed(
        Source(id="a", url=f"{url}?utm_source=x"),
        Source(id="b", publisher="News", title="T", url=url),
        Source(id="c", archive_url=f"https://web.archive.org/web/2020/{url}"),
    ) == [f"“T”. *News*. <{url}>."]


def test_a_citation_may_tell_that_two_are_one() -> None:
    two = [Source(url="https://a.example/1"), Source(url="https://archive.ph/abc", title="T")]
    assert len(listed(*two)) == 2
    both = Source(url="https://a.example/1", archive_url="https://archive.ph/abc")
    assert len(listed(*two, both)) == 1
    assert len(listed(*two, both, *two)) == 1


def test_an_id_of_the_register_is_one_document() -> None:
    assert len(listed(Source(ref="d", title="T"), Source(ref="d", title="T", locator="p. 2"), Source(ref="e"))) == 2


def test_without_an_address_the_same_words_are_one_document() -> None:
    book = Source(kind="book", author="A", title="T", published="2020")
    assert len(listed(book, book, Source(kind="book", author="B", title="T", published="2020"))) == 2


def test_two_pages_of_one_title_are_two() -> None:
    assert len(listed(*(Source(publisher="P", title="Live", url=f"https://p.example/{n}") for n in range(2)))) == 2


def test_a_bare_link_is_known_by_its_host() -> None:
    assert listed(Source(id="s1", url="https://a.example/1")) == ["a.example. <https://a.example/1>."]


@given(st.permutations([Source(url=u, archive_url=a, title=t) for u, a, t in (
    ("https://a.example/1", None, None), (None, "https://archive.ph/abc", "T"), ("https://b.example/2", "https://archive.ph/abc", None),
    ("https://b.example/2?utm_x=1", "https://a.example/1", None), ("https://c.example/1", None, "U"),
)]))  # fmt: skip
def test_the_order_of_citations_does_not_matter(sources: list[Source]) -> None:
    assert len(listed(*sources)) == 2
