"""Chronologies of sourced events in plain TOML files under git.

From Python: `timeline.open("events").events("actor:Biden")`. docs/python.md tells the rest.
"""

__version__ = "0.1.0"
__all__ = (
    "AddedEvent", "FoundEvent", "FoundEvents", "OpenedChronology", "Problem", "TimelineError", "TracedSources", "open",
)  # fmt: skip

TYPE_CHECKING = False  # start-up: typing would cost more than all that stands here
if TYPE_CHECKING:
    from timeline.api import AddedEvent, FoundEvent, FoundEvents, OpenedChronology, TracedSources, open  # noqa: A004
    from timeline.errors import Problem, TimelineError


def __getattr__(name: str) -> object:
    """Import what Python asks for when it does: the command needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from timeline import api, errors

    return getattr(api, name, None) or getattr(errors, name)


def __dir__() -> list[str]:
    """Name what there is to ask for, so that Tab completes it."""
    return [*__all__, "__version__"]
