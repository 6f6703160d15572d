"""Addresses as links of a page may hold them."""

import pytest

from timeline.text.markup.links import followed


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example", "https://a.example"),
        (" HTTPS://a.example/b ", "https://a.example/b"),
        ("http://me:pass@a.example:8080/b?c=[d]#e", "http://me:pass@a.example:8080/b?c=%5Bd%5D#e"),
        ("https://a.example/ü b", "https://a.example/%C3%BC%20b"),
        ("https://a.example/%C3%BC%", "https://a.example/%C3%BC%25"),
        ("https://a.example/\"<b>'\\\x1b", "https://a.example/%22%3Cb%3E'%5C%1B"),
        ("https://a.example/#b#c", "https://a.example/#b%23c"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[2001:db8::1]/b", "https://[2001:db8::1]/b"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
    ],
)
def test_an_address_as_a_link_may_hold_it(url: str, link: str) -> None:
    assert followed(url) == link


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.example",
        "//a.example",
        "https:",
        "https://",
        "https:a.example",
        "https:/a.example",
        "https://a.example:99999/",
        "https://a b.example/",
        "https://<b>/",
        "https://" + "ü" * 70 + ".example/",
        "javascript:alert(1)",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "ftp://a.example",
        "mailto:",
    ],
)
def test_what_no_link_may_hold(url: str) -> None:
    assert followed(url) is None
