"""SCH003 and SCH006: links that lead nowhere, and values that are none of those a key can have."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from timeline.checks.corpus import Corpus
from timeline.checks.files import Document, File
from timeline.checks.registry import also, meant, rule
from timeline.checks.suppression import ignore_comments
from timeline.errors import Problem, UsageError, did_you_mean
from timeline.eventfile.paths import SETTINGS
from timeline.model.event import Event, Field, Source, table

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""Well-formed as BCP 47 (RFC 5646, 2.1) goes, but for private and grandfathered tags."""
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_WORDS = [(key, row) for key, row in table(Event).items() if row.words]
_PARTS: list[tuple[str, list[tuple[str, Field]]]] = [
    (name, [(key, inner) for key, inner in table(row.struct).items() if inner.words])
    for name, row in table(Event).items()
    if row.struct and row.struct is not Source
]
_SOURCE = [(key, row) for key, row in table(Source).items() if row.words]


@rule("SCH003", "dangling-link", "error", of="corpus")
def dangling_link(corpus: Corpus) -> Iterator[Problem]:
    """A link to an event that is not there."""
    for path, gist in corpus.gists.items():
        for n, (_, to) in enumerate(gist.links):
            if to not in corpus.ids:
                near = _nearest(to, corpus)
                file = corpus.file(path)
                offer = file.command("edit", "--set", f"links.{to}.to={near}") if near else ""
                hint = f'did you mean "{near}"?' if near else "`timeline list -f ids` prints every ID"
                yield file.problem(("links", n, "to"), f'no event "{to}"', hint, offer=offer)


def _nearest(id_: str, corpus: Corpus) -> str:
    """The ID that is meant, if one begins with it or is much like it; of many only those of its date are compared."""
    begins = [other for other in corpus.ids if other.startswith(id_)] if id_ else []
    if len(begins) == 1:
        return begins[0]
    near = did_you_mean(id_, (other for other in corpus.ids if other[:7] == id_[:7]))
    return near[len('did you mean "') : -2]


@also("SCH006", of="table")
@rule("SCH006", "bad-value", "error", of="file")
def bad_value(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A value that its key cannot have."""
    yield from file.unread("SCH006")
    for comment in ignore_comments(file):
        place = (comment.line, comment.col)
        if not comment.words:
            yield file.problem((), "it is not said what to ignore", "name a code: SRC105", place=place)
        for error in filter(None, map(_no_rule, comment.words)):
            yield file.problem((), error.message, error.hint, place=place)


def _no_rule(word: object) -> UsageError | None:
    """Why a word means no rule; None where it means one."""
    try:
        meant(str(word))
    except UsageError as error:
        return error
    return None


@also("SCH006", of="event")
def no_such_word(doc: Document, corpus: Corpus) -> Iterator[Problem]:
    """Words outside their vocabulary, and values that look like what they are not."""
    event = doc.written
    for key, row in _WORDS:
        if (word := getattr(event, key)) is not None and word not in (row.words or ()):
            yield _unknown(doc, (key,), word, row)
    for name, rows in _PARTS:
        for n, entry in enumerate(getattr(event, name)):
            for key, row in rows:
                if (word := getattr(entry, key)) is not None and word not in (row.words or ()):
                    yield _unknown(doc, (name, n, key), word, row)
    for cited in doc.sources:
        source = cited.written
        for key, row in _SOURCE:
            if (word := getattr(source, key)) is not None and word not in (row.words or ()):
                yield _unknown(doc, cited.at(key), word, row)
        if source.lang is not None and not _LANGUAGE.fullmatch(source.lang):
            yield cited.problem("lang", f'"{source.lang}" is no language', "a tag as in en, uk or zh-Hant")
        if source.sha256 is not None and not _SHA256.fullmatch(source.sha256):
            yield cited.problem("sha256", "no SHA-256", "64 hexadecimal digits: `sha256sum FILE`")
    if event.lang is not None and not _LANGUAGE.fullmatch(event.lang):
        yield doc.problem(("lang",), f'"{event.lang}" is no language', "a tag as in en, uk or zh-Hant")
    if event.timezone is not None and not _is_zone(event.timezone):
        yield doc.problem(("timezone",), f'"{event.timezone}" is no time zone', "an IANA name, as in Europe/Kyiv")
    for n, figure in enumerate(event.figures):
        numbers = [number for number in (figure.low, figure.best, figure.high) if number is not None]
        if numbers != sorted(numbers):
            message = "the numbers are not in order"
            yield doc.problem(("figures", n, "low"), message, "low, best, high: the lowest first")
        if figure.value is None and not numbers:
            yield doc.problem(("figures", n), f"{figure.what}: no number", "value, or low, best and high")
    for n, variant in enumerate(event.variants):
        if variant.field.partition(".")[0] not in table(Event):
            hint = did_you_mean(variant.field, table(Event))
            yield doc.problem(("variants", n, "field"), f'an event has no "{variant.field}"', hint)


def _unknown(doc: Document, at: Any, word: str, row: Field) -> Problem:
    words = row.words or {}
    choices = "one of " + ", ".join(words) if len(words) < 30 else "a letter A-F and a digit 1-6, as in B2"
    return doc.problem(at, f'"{word}" is no {row.name}', did_you_mean(word, words) or choices)


@lru_cache
def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few events name a zone

    try:
        return bool(ZoneInfo(name))
    except (OSError, ValueError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return False


@also("SCH006", of="table")
def bad_entry(file: File, corpus: Corpus) -> Iterator[Problem]:
    """The same for the registers."""
    for fault in corpus.faults:
        if fault.keys[0] == file.id and not fault.message.startswith("unknown key"):
            yield file.problem(fault.keys[1:], fault.message, fault.hint)


@also("SCH006", of="table")
def bad_setting(file: File, corpus: Corpus) -> Iterator[Problem]:
    """The same for the settings."""
    held = file.values
    if file.path != SETTINGS:
        return
    for key in ("title", "timezone", "date_order"):
        if not isinstance(held.get(key, ""), str):
            yield file.problem((key,), f"{key} is not text in quotes")
    order, zone = held.get("date_order", "dmy"), held.get("timezone", "UTC")
    if isinstance(order, str) and order not in {"dmy", "mdy"}:
        yield file.problem(("date_order",), f'date_order is "{order}"', 'write "dmy" or "mdy"')
    if isinstance(zone, str) and not _is_zone(zone):
        yield file.problem(("timezone",), f'"{zone}" is no time zone', "an IANA name, as in Europe/Kyiv")
    check = held.get("check", {})
    if not isinstance(check, dict):
        yield file.problem(("check",), "check is no table", '[check], and ignore = ["CODE"] below it')
        return
    for key, words in check.items():
        if key not in {"ignore", "select"}:
            yield file.problem(("check", key), f'no setting "{key}"', "[check] has ignore and select")
        elif not isinstance(words, list):
            yield file.problem(("check", key), f"{key} is no list", f'{key} = ["SRC105"]')
        else:
            for n, word in enumerate(words):
                if error := _no_rule(word):
                    yield file.problem(("check", key, n), error.message, error.hint)
