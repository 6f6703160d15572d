"""What was changed in the sourcing, in words."""

from typing import Any

import pytest

from timeline.changes.sourcing import sourcing
from timeline.model.event import Findings

NAMES = {"r": "Reuters", "ap": "AP", "us": "US officials", "us-2": "US officials", "k": "Kremlin", "b": "BBC"}


def _found(*origins: str, **keys: Any) -> Findings:
    least = keys.pop("least", len(origins))
    label = "unsourced" if not origins else "single-source" if len(origins) == 1 else "corroborated"
    values = {"label": label, "min": least, "max": len(origins), "reports": len(origins), "channels": 1} | keys
    deny = values.get("deny_origins", ())
    return Findings(origins=origins, **{"deny_min": len(deny), "deny_max": len(deny)} | values)


UNNAMED = {"flags": ("anonymous-only",)}
UNSAID = {"label": "unassessed", "flags": ("unresolved",)}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (_found("r"), _found("r"), []),
        (_found("r"), _found("r", channels=2), []),
        (_found("us"), _found("us", "r", least=1), ["origin added: Reuters; now 1 to 2 origins"]),
        (
            _found("us", **UNNAMED),
            _found("us", "r"),
            ["origin added: Reuters; now 2 origins", "no longer rests on unnamed sources alone"],
        ),
        (_found("r", "us"), _found("us", **UNNAMED), ["origin gone: Reuters; now 1 origin, unnamed"]),
        (_found("r"), _found("ap"), ["origin added: AP; origin gone: Reuters; still 1 origin"]),
        (
            _found(),
            _found("r", "us", "us-2", "ap"),
            ["origins added: Reuters, US officials (two of them) and AP; now 4 origins"],
        ),
        (
            _found(),
            _found("r", "us", "k", "ap", "b"),
            ["origins added: Reuters, US officials and 3 others; now 5 origins"],
        ),
        # of those of one name and another id nothing is new
        (_found("us"), _found("us-2"), []),
        # where none of the reports says how it knows, they are no more than that
        (
            _found("r"),
            _found("r", "ap", **UNSAID),
            ["report added: AP; now 2 reports, none of which says how it knows"],
        ),
        (
            _found("r", "ap", "k", **UNSAID),
            _found("r"),
            ["reports gone: AP and Kremlin; now 1 origin", "now every origin says how it knows"],
        ),
        (_found("r", "ap"), _found("r", "ap", least=1), ["was: 2 origins; now: 1 to 2 origins"]),
        (_found("r"), _found("r", reports=3), ["2 more reports, and the same origins"]),
        (_found("r", reports=2), _found("r"), ["1 report fewer, and the same origins"]),
        # nothing supports it
        (_found("us", **UNNAMED), _found(), ["origin gone: US officials; now no source"]),
        (_found(), _found(label="unsupported"), ["was: no source; now: no source says that it is so"]),
        (
            _found(),
            _found(label="ungrounded", max=1),
            ["was: no source; now: no origin: the reports only cite one another"],
        ),
        # it is denied
        (
            _found(),
            _found(label="denied-only", deny_origins=("k",)),
            ["was: no source; now: denied, and no source says that it is so", "denied now by Kremlin"],
        ),
        (_found("r"), _found("r", deny_max=1), ["denied now"]),
        (_found("r", deny_origins=("k",)), _found("r"), ["no longer denied"]),
        (
            _found("r", deny_origins=("k",)),
            _found("r", deny_origins=("us",)),
            ["denied now by US officials, too", "no longer denied by Kremlin"],
        ),
        # who is withheld is counted
        (_found("withheld-1"), _found("withheld-2"), []),
        (_found("withheld-1"), _found("withheld-1", "withheld-2"), ["origin added: a withheld source; now 2 origins"]),
        (_found(), _found("withheld-1", "withheld-2"), ["origins added: 2 withheld sources; now 2 origins"]),
        # flags that come and go
        (_found("r"), _found("r", flags=("echo",), reports=1), ["several reports repeat one origin now"]),
        (
            _found("r", "ap", flags=("one-sided", "single-channel")),
            _found("r", "ap", flags=("circular", "unresolved")),
            [
                "now not every origin says how it knows",
                "some of the reports cite one another now",
                "the origins no longer all belong to the same body or state",
                "no longer does all of it reach us through the same hands",
            ],
        ),
        (
            _found("r", "ap", flags=("circular",)),
            _found("r", "ap", flags=("one-sided", "single-channel")),
            [
                "all origins belong to the same body or state now",
                "all of it reaches us through the same hands now",
                "the reports no longer cite one another",
            ],
        ),
    ],
)
def test_what_was_changed_in_the_sourcing_is_said_in_words(old: Findings, new: Findings, told: list[str]) -> None:
    assert sourcing(old, new, NAMES.__getitem__, NAMES.__getitem__) == told


def test_who_has_the_same_id_is_the_same_though_called_otherwise() -> None:
    told = sourcing(_found("r"), _found("r", reports=2), lambda _: "Reutres", NAMES.__getitem__)
    assert told == ["1 more report, and the same origins"]
