"""Small random events: who cites whom, who says so, and which tables are one document."""

from typing import Any

from hypothesis import strategies as st

from timeline.model.event import Source

IDS = [f"s{n}" for n in range(7)]
PAGES = [None, None, None, "https://a.example/1", "https://www.a.example/1?utm_source=x", "https://b.example/2"]


@st.composite
def sources(draw: st.DrawFn, *, plain: bool = False) -> tuple[Source, ...]:
    """Sources that cite one another; with `plain` nobody writes a stance, and nothing is retracted."""

    def few(most: int) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from([*IDS, "stub"]), max_size=most, unique=True)))

    def one(*words: str | bool | tuple[str, ...] | None) -> Any:
        return draw(st.sampled_from(words))

    return tuple(
        Source(
            id=id_,
            kind=one("article", "article", "person", "statement", "document", "post", "video"),
            name=one(f"name {id_}", "a name", None),
            author=one(None, None, "Anna", "Boris", ("Anna", "Boris")),
            publisher=one(None, "YouTube", "a house"),
            url=one(*PAGES),
            anonymous=one(True, False, False),
            cites=few(2),
            stance=None if plain else one(None, None, None, "supports", "denies", "mentions"),
            state="live" if plain else one(*["live"] * 7, "retracted"),
            firsthand=one(None, None, None, True, False),
            affiliation=one(None, None, "Ukraine", "Russia"),
            same_as=few(1) if draw(st.integers(0, 5)) == 0 else (),
            distinct_from=few(1) if draw(st.integers(0, 3)) == 0 else (),
            published=one(None, None, "2024-11-17", "2024-11-18"),
        )
        for id_ in IDS[: draw(st.integers(0, len(IDS)))]
    )
