"""A paper, the paper that it cites, and those whom that one cites."""

from timeline.model.event import Source

UP = Source(
    id="up", publisher="Ukrainska Pravda", author="K. T.", title="Biden allows", published="2024-11-17T20:20:00",
    url="https://up.example/1", locator="para 1", cites=("nyt",),
)  # fmt: skip
NYT = Source(id="nyt", publisher="The New York Times", seen=False, cites=("us",))
US = Source(id="us", kind="person", name="American officials", anonymous=True, plural=True, affiliation="United States")
