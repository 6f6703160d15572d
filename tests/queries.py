"""What tests of queries share: every kind of term, joined in every way; days as numbers; what a refusal says."""

from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from timeline.dates import edtf
from timeline.errors import UsageError
from timeline.query.parser import parse
from timeline.query.tree import Range


def day(text: str) -> int:
    found = edtf.parse(text).earliest
    assert found is not None
    return found


def window(low: str, high: str) -> Range:
    return Range(day(low) if low else None, day(high) if high else None)


def refused(text: str, read_date: Callable[[str], str] | None = None) -> UsageError:
    with pytest.raises(UsageError) as caught:
        parse(text, read_date)
    assert caught.value.exit_code == 2
    return caught.value


def first_line(error: UsageError) -> str:
    return error.message.partition("\n")[0]


ATOMS = st.sampled_from(
    ["a", '"b c"*', "Łódź", '"or"', "actor:x,y*", 'title="a \\"b\\" \\\\ c,(d)"', 'title~"a\\"b, (c|d)"', "origins<2",
     "x.n>=1.5", "x.b=true", "near:1.5,-2,3km", "near:0.00001,2e-05,3m", "has:quote,x.a", "since:2024", "until:2025",
     "date:[2024-01,2024-03]", "date=[2024,2026]", "date>-0043", "published:Y12345", "label:echo", "link:2024*",
     "x.n:1..2.5", "x.n:2024..2025-01", "figures.a>1", 'figures."b c":..5', "url:a.example/b", "country:GR", "tag:-x", "tag:and,OR", "id=a-b.c", 'x.a="*"']
)  # fmt: skip
QUERIES = st.recursive(
    ATOMS,
    lambda parts: st.one_of(
        parts.map("-({})".format),
        st.lists(parts, min_size=2, max_size=3).map(lambda each: " ".join(f"({p})" for p in each)),
        st.lists(parts, min_size=2, max_size=3).map(" or ".join),
    ),
    max_leaves=8,
)
