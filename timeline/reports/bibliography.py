"""Sources as documents: which are listed, in what order, and how a bibliography gives them.

Knows one source at a time, masked ones by their stand-in only. What it gives is Markdown, but where it says otherwise.
"""

from functools import lru_cache

from timeline.dates import english
from timeline.model.event import PRIMARY, Source
from timeline.records.source_words import authors
from timeline.reports.markup import Markdown, as_text, link
from timeline.text.lists import joined


def is_document(source: Source) -> bool:
    """Whether it is one to be listed: seen, not withheld, and with a title or a place where it is."""
    return source.seen and not source.confidential and bool(source.title or source.url or source.ref)


def is_direct(source: Source) -> bool:
    """Whether it is someone or something heard or seen itself, without a document."""
    return source.kind in PRIMARY and not is_document(source)


def document(source: Source) -> str:
    """What makes two citations one document, such that documents are in order by author or publisher, title and day."""
    author = "\n".join(authors(source))
    body = source.publisher or source.name or ""
    title = source.title or ""
    first = (author or body or title).casefold()
    return "\0".join((first, author, title, body, source.published or "", source.url or ""))


def reference(source: Source) -> Markdown:
    """A document as the bibliography lists it."""
    body = source.publisher or source.name
    issued = [f"*{as_text(body)}*"] if body else []
    issued += [as_text(day(source.published))] if source.published else []
    title = f"“{as_text(source.title)}”" if source.title else ""
    parts = [part for part in (as_text(joined(authors(source))), title, ", ".join(issued)) if part]
    parts = parts or [as_text(source.label)]
    parts += [link(source.url, source.url)] if source.url else []
    parts += [f"Archived at {link(source.archive_url, source.archive_url)}"] if source.archive_url else []
    parts += [f"Read on {as_text(day(source.accessed))}"] if source.accessed else []
    parts += [source.state.capitalize()] if source.state in {"corrected", "retracted", "deleted"} else []
    return Markdown(". ".join(parts) + ".")


def withheld(source: Source) -> str:
    """What may be said of a source that is withheld, as plain text."""
    kind = {"person": "a person", "article": "a document"}.get(source.kind, source.kind)
    kind = "several people" if source.plural else kind
    return f"{source.label.capitalize()}: {kind}{', unnamed' if source.anonymous else ''}"


@lru_cache(maxsize=4096)
def day(date: str) -> str:
    """The day of publication in English, as plain text; the hour is left out, as bibliographies do."""
    return english.when(date.partition("T")[0] if date[:1].isdigit() else date, "stated")
