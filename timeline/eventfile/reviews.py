"""Who vouches for an event, in words: for cards, pages and findings; and that they still do where only words changed.

Knows the reviews of an event, and whether they stand (eventfile/fingerprint.py); must not know who says it where.
"""

from timeline.dates import english
from timeline.dates.calendar import plain_day
from timeline.model.event import Event, Review
from timeline.text.lists import capital, ended, joined


def last(event: Event) -> Review:
    """The newest review of an event that has any; of those of one day the one that stands last."""
    return max(enumerate(event.reviews), key=lambda numbered: (numbered[1].on, numbered[0]))[1]


def by_whom(event: Event) -> str:
    """Who vouches for it as it stands: `by A. Example on 3 March 2025, by B. Other on 4 March 2025`; or nobody."""
    standing = {review.by: review for review in event.reviews if review.stands}
    return ", ".join(f"by {review.by} {when(review)}" for review in standing.values())


def changed_since(event: Event) -> str:
    """Since which review it was changed: `changed since its review of 3 March 2025 by A. Example`."""
    review = last(event)
    others = len(event.reviews) - 1
    if review.of is None:
        return f"nobody knows of which text its review of {day(review)} by {review.by} is"
    which = "its last review, " if others else "its review "
    return f"changed since {which}of {day(review)} by {review.by}"


def badge(event: Event) -> str:
    """All of it as a sentence for a page; also where nobody does."""
    if said := by_whom(event):
        return ended(f"Reviewed {said}")
    return ended(capital(changed_since(event))) if event.reviews else "Not reviewed."


def no_longer_stand(before: Event, after: Event) -> str:
    """That reviews which stood do so no more, for the person who has changed the event; nothing where all still do."""
    gone = [review for review in before.reviews if review.stands]
    if not gone or any(review.stands for review in after.reviews):
        return ""
    told = joined([f"of {day(review)} by {review.by}" for review in gone])
    return f"its review {told} no longer stands" if len(gone) == 1 else f"its reviews {told} no longer stand"


def carried(before: str, after: str) -> str:
    """A text that says what another said, in other words, with the fingerprints of reviews that stood: they stand on.

    Args:
        before: the text of an event's file.
        after: the same once its links lead to where others are now, or its lines are tables.
    """
    if "reviews" not in before:  # as in nearly all
        return after
    from timeline.eventfile import editor, reader  # start-up: cards and pages change no file
    from timeline.eventfile.fingerprint import fingerprint  # as above

    was, now = (reader.read_tables(text.encode(), "")[0] for text in (before, after))
    old, new = fingerprint(was), fingerprint(now)
    stood = [n for n, review in enumerate(now.get("reviews", ())) if review.get("of") == old]
    return editor.edit(after, {("reviews", n, "of"): new for n in stood}) if old != new and stood else after


def day(review: Review) -> str:
    """The day of a review in English."""
    return english.when(review.on, "stated")


def when(review: Review) -> str:
    """The same behind what was done: `on 3 March 2025`."""
    return f"{'on' if plain_day(review.on) else 'in'} {day(review)}"
