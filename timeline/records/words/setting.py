"""Who took part in an event and where it was, how it is judged, and what rival accounts say: in words.

Knows one event as others may see it; must not know how text is escaped where it is printed.
"""

from typing import Any

from timeline.dates import english
from timeline.model.event import DEFAULTS, LIKELIHOOD, Event, Place
from timeline.records.columns import actor_words


def who(event: Event) -> str:
    """Tell who takes part, and as what: "Joe Biden (agent), Russia (target)"."""
    shown = [*map(actor_words, event.actors)]
    return ("; " if any(", " in text for text in shown) else ", ").join(shown)


def where(event: Event) -> str:
    """Tell where it happened, each place with its country: "Kursk Oblast, Russia"."""
    return "; ".join(", ".join(filter(None, (place.name, country(place)))) for place in event.places)


def country(place: Place) -> str:
    """Give the country of a place, where its name does not say it."""
    return place.country if place.country and place.country not in place.name else ""


def judged(event: Event) -> str:
    """Give the editor's judgement where there is one, and how likely it is, with the range of ICD 203."""
    status, likely = event.status, event.likelihood
    if likely:
        share = LIKELIHOOD.get(likely, "").replace("-", "–")
        likely = likely.replace("-", " ") + (f" ({share})" if share else "")
    return "" if status == DEFAULTS["status"] and not likely else ", ".join(filter(None, (status, likely)))


def account(field: str, value: Any) -> str:
    """Tell what another account says of a field: a date in English, of several things each."""
    if field == "date":
        return english.when(str(value), "stated")
    several = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else None
    return str(value) if several is None else ", ".join(account("", part) for part in several)
