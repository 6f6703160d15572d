"""The notes of a page: a document is told of in full once."""

from cited import NYT, UP, US
from timeline.model.event import Event, Source, replace
from timeline.model.register import Register
from timeline.records.build import record
from timeline.reports.notes import Notes


def told(*uses: tuple[Source, ...]) -> list[str]:
    """What the notes say of events with these sources."""
    notes = Notes()
    for n, sources in enumerate(uses):
        event = replace(record(Event(title="T", date="2024", sources=sources), Register()), id=f"e{n}")
        assert notes.number(event) == notes.number(event) == (n + 1 if sources else 0)
    said = [note.partition("]: ")[2] for note in notes]
    assert said == [note.partition("]: ")[2] for note in notes]  # once it is made, a note stays as it is
    return said


def test_a_document_is_told_of_in_full_once() -> None:
    first, second, other, third, _ = told(
        (UP, NYT, US),
        (replace(UP, locator="para 6", cites=()),),
        (replace(UP, title="Another", url="https://up.example/2", locator=None, cites=()),),
        (replace(UP, locator=None, quote="It is so.", cites=()),),
        (NYT,),
    )
    assert first.startswith(
        "K. T., [“Biden allows”](https://up.example/1), Ukrainska Pravda, 17 November 2024, para 1, "
    )
    assert second == "K. T., para 6."
    assert other.startswith("K. T., [“Another”](https://up.example/2), ")
    assert third == "K. T., “Biden allows”: “It is so.”"


def test_what_a_name_alone_would_not_tell_stays_in_full() -> None:
    one, two = (Source(id="s", publisher="Reuters", url=f"https://r.example/{n}") for n in (1, 2))
    full = "Reuters, <https://r.example/{}>."
    assert told((one,), (one,), (two,), (one,)) == [
        full.format(1),
        "Reuters. No more is known of it.",
        *map(full.format, "21"),
    ]
    bare = Source(id="s", url="https://r.example/1")
    assert told((bare,), (bare,)) == ["<https://r.example/1>. No more is known of it."] * 2
    anonymous = Source(id="s", kind="person", name="an aide", anonymous=True)
    assert told((anonymous,), (anonymous,))[1] == "An unnamed aide."


def test_a_name_stands_once_for_all_its_addresses() -> None:
    posts = tuple(Source(id=f"p{n}", kind="post", author="@a", url=f"https://x.com/a/{n}") for n in range(3))
    page = Source(id="q", publisher="P", url="https://p.example", published="2024")
    dated = tuple(replace(post, published="2024") for post in posts)
    [note] = told((dated[0], page, *dated[1:]))
    assert note == (
        "&#64;a on Twitter, 2024, <https://x.com/a/0>, <https://x.com/a/1>, <https://x.com/a/2>."
        " P, 2024, <https://p.example>."
    )


def test_what_an_address_says_is_not_said_beside_it() -> None:
    def at(address: str, kind: str = "post", author: str | None = None, publisher: str | None = None) -> Source:
        return Source(id=address, kind=kind, author=author, publisher=publisher, url=f"https://{address}")

    [note] = told(
        (
            at("x.com/anna/1", author="@Anna"),
            at("p.example/1", "article"),
            at("x.com/ben/2", author="@ben"),
            at("youtu.be/4", "video"),
            at("x.com/3", author="@cora"),
            at("q.example/2", "article"),
            at("p.example/3", "image"),
            at("youtu.be/5", "video", publisher="Reuters"),
        )
    )
    assert note == (
        "Twitter: <https://x.com/anna/1>, <https://x.com/ben/2>. <https://p.example/1>, <https://q.example/2>."
        " YouTube: <https://youtu.be/4>. &#64;cora on Twitter, <https://x.com/3>."
        " A picture on p.example, <https://p.example/3>. Reuters, <https://youtu.be/5>."
    )
