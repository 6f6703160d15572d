"""CIT302, CIT303, CIT304, CIT308: addresses, and whether they will lead anywhere tomorrow."""

import re
from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.files import Cited
from timeline.checks.fixes import added, put
from timeline.checks.registry import rule
from timeline.checks.rules.citation.urls import TRACKING, is_under, split
from timeline.errors import Problem

_ARCHIVES = (
    "web.archive.org",
    "archive.org",
    "archive.today",
    "archive.ph",
    "archive.is",
    "perma.cc",
    "ghostarchive.org",
)
_PLAIN = re.compile(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[\w/.,;=&%+~!()*'-]*)?(?:\?[\w/.,;=&%+~!()*'-]*)?", re.ASCII
)
"""Addresses with which nothing can be wrong, as most are."""


@rule("CIT302", "not-archived", "note", of="source")
def not_archived(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """An address with neither an archive nor a copy behind it."""
    source = cited.written
    if source.url and not source.archive_url and not source.copy:
        parts = split(source.url) if "archive" in source.url or "perma" in source.url else None
        if parts is None or not is_under(parts.hostname or "", _ARCHIVES):
            hint = f"https://web.archive.org/save/{source.url}"
            yield cited.problem("url", f"{source.label} is not archived", hint)


@rule("CIT303", "no-access-date", "note", of="source")
def no_access_date(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """An address without the day on which it was read."""
    source = cited.written
    if not source.url or source.accessed:
        return
    recorded, url = corpus.outside.recorded, source.url

    def from_git(text: str) -> str:
        from datetime import date  # only for a fix

        if recorded is None or not (day := recorded(cited.file.path, url)):
            raise ValueError("git does not know")
        return added(cited.at("accessed"), date.fromisoformat(day))(text)

    fix = from_git if recorded and cited.is_table else None
    hint = "accessed = 2024-11-18, or the day it was"
    yield cited.problem("url", f"{source.label}: when was it read?", hint, fix=fix)


@rule("CIT304", "dirty-url", "note", of="source")
def dirty_url(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """An address that says how you came to it."""
    url = cited.written.url
    if not url or "?" not in url or (parts := split(url)) is None:
        return
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not TRACKING.fullmatch(pair.partition("=")[0])]
    if len(kept) < len(pairs):
        gone = ", ".join(pair.partition("=")[0] for pair in pairs if pair not in kept)
        fix = put(cited.at("url"), parts._replace(query="&".join(kept)).geturl()) if cited.is_table else None
        yield cited.problem("url", f"the address carries {gone}", "the page is the same without", fix=fix)


@rule("CIT308", "bad-url", "error", of="source")
def bad_url(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """An address that is none, or that does what an address should not."""
    for key in ("url", "archive_url"):
        url = getattr(cited.written, key)
        if url is not None and (message := _fault(url)):
            yield cited.problem(key, f"{key}: {message}", "an address begins with https:// or http://")


def _fault(url: str) -> str:
    if _PLAIN.fullmatch(url):
        return ""
    parts = split(url)
    if parts is None:
        return "this is no address"
    if parts.scheme.lower() not in {"http", "https"}:
        return f"{parts.scheme}: leads to no document" if parts.scheme else "this is no address"
    if "@" in parts.netloc:
        return "a name or a password stands before the @"
    if not parts.hostname or any(c.isspace() or c in '<>"\\^`{|}' for c in parts.netloc):
        return "this is no address"
    if any(c.isspace() for c in url):
        return "a blank stands in it"
    return ""
