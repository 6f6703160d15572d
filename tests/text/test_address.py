"""Two ways of writing the address of one document are one address, and two documents are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text.address import addresses, canonical, held, host, taken_apart

PAGE = "https://a.example/x"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://A.Example/x", "http://a.example/x/"),
        *((f"https://{prefix}a.example/x", PAGE) for prefix in ("www.", "m.", "mobile.", "amp.", "old.", "www.m.")),
        ("https://a.example:443/x", "http://a.example:80/x"),
        ("a.example/x", PAGE),
        ("//a.example/x", PAGE),
        ("https://somebody:secret@a.example/x", PAGE),
        ("https://a.example./x#part", PAGE),
        ("https://a.example/x?b=2&a=1", "https://a.example/x/?a=1&b=2"),
        *(
            (f"https://a.example/x?{parameter}=1", PAGE)
            for parameter in "utm_source UTM_x fbclid gclid dclid msclkid igsh igshid mibextid mc_cid mc_eid wt_mc"
            " cmpid __twitter_impression".split()
        ),
        ("https://a.example/%7ex/%c3%a9%2f", "https://a.example/~x/é%2F"),
        ("https://xn--e1afmkfd.example/", "https://пример.example"),
        *(
            (f"https://{film}", "https://www.youtube.com/watch?v=ID")
            for film in (
                "youtu.be/ID",
                "youtu.be/ID?si=x",
                "m.youtube.com/watch?v=ID",
                "youtube.com/shorts/ID",
                "youtube.com/live/ID?feature=share",
                "youtube.com/embed/ID?start=3",
                "www.youtube-nocookie.com/embed/ID",
                "youtube.com/watch?t=70s&list=L&index=2&time_continue=1&v=ID",
            )
        ),
        ("https://youtube.com/playlist?list=L&si=x", "https://www.youtube.com/playlist?list=L"),
        *(
            (f"https://{tweet}", "https://twitter.com/anna/status/1")
            for tweet in (
                "x.com/anna/status/1",
                "mobile.twitter.com/anna/status/1?s=20&t=x",
                "nitter.example/anna/status/1#m",
                "twitter.com/#!/anna/status/1",
                "x.com/anna/status/1/photo/2",
                "twitter.com/anna/status/1/video/1/?ref_src=x",
            )
        ),
        *((f"https://archive.{end}/AbCd", "https://archive.today/AbCd") for end in "ph is li md vn fo".split()),
        ("https://t.me/s/channel/12", "https://t.me/channel/12"),
    ],
)
def test_one_address(url: str, same: str) -> None:
    assert canonical(url) == canonical(same)


@pytest.mark.parametrize(
    ("url", "other"),
    [
        (PAGE, "https://a.example/X"),
        (PAGE, "https://b.a.example/x"),
        (PAGE, "https://a.example:8443/x"),
        ("https://a.example/forum?t=12", "https://a.example/forum?t=13"),
        ("https://a.example/#!/x", "https://a.example/#!/y"),
        ("https://a.example/#/watch/x", "https://a.example/#/watch/y"),
        ("https://youtu.be/one", "https://youtu.be/two"),
        ("https://youtu.be/one", "https://youtu.be/ONE"),
        ("https://youtube.com/playlist?list=one", "https://youtube.com/playlist?list=two"),
        ("https://x.com/anna/status/1", "https://x.com/anna/status/2"),
        ("https://t.me/s/channel", "https://t.me/channel"),
        ("https://m.example", "https://example"),
        ("https://a.example/a%2Fb", "https://a.example/a/b"),
        ("https://xn--0.example/", "https://0.example/"),
    ],
)
def test_two_addresses(url: str, other: str) -> None:
    assert canonical(url) != canonical(other)


@given(st.text())
def test_any_text_is_compared_as_an_address(text: str) -> None:
    assert canonical(text) == canonical(f"  {text}\n")
    assert addresses(text) >= {canonical(text)} - {""}
    assert host(f"https://{text}") == host(f"{text}:8080/x") or not text.isalnum()


@pytest.mark.parametrize(
    ("url", "page"),
    [
        (f"https://web.archive.org/web/20200601000000/{PAGE}?y=1", f"{PAGE}?y=1"),
        ("https://web.archive.org/web/20200601id_/http:/a.example/x", "http:/a.example/x"),
        ("https://web.archive.org/web/2020/a.example/x", "a.example/x"),
        ("http://archive.org/web/*/a.example", "a.example"),
        *((f"https://archive.{end}/newest/{PAGE}", PAGE) for end in "today ph is li md vn fo".split()),
        ("https://archive.ph/o/AbCd/https%3A%2F%2Fa.example/x", PAGE),
        ("https://archive.ph/AbCd", None),
        ("https://perma.cc/AB12-CD34", None),
        ("https://archive.org/details/film", None),
        (f"https://b.example/?u={PAGE}", None),
    ],
)
def test_what_an_archive_says_it_holds(url: str, page: str | None) -> None:
    assert held(url) == page


def test_a_document_is_known_by_each_of_its_addresses() -> None:
    archived = f"https://web.archive.org/web/2020/https://archive.ph/2021/{PAGE}"
    assert addresses(f"{PAGE}#part", archived) == {
        "a.example/x",
        canonical(archived),
        canonical(f"https://archive.ph/2021/{PAGE}"),
    }
    assert addresses(" ") == set()
    assert addresses(None) == set()


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("a.example", ("a.example", "", set())),
        ("a.example?b=1", ("a.example", "", {"b=1"})),
        ("a.example/b/c?d=1&e", ("a.example", "/b/c", {"d=1", "e"})),
        ("a.example/b#!/c", ("a.example", "/b#!/c", set())),
    ],
)
def test_an_address_taken_apart(address: str, parts: tuple[str, str, set[str]]) -> None:
    assert taken_apart(address) == parts
