"""The text of a manifest <-> the edition that it tells of, or all that is wrong with it, each fault with its line.

Knows how the text is laid out and what its digest covers; must not know where manifests are kept, nor whether what one
names is still so (checks/editions.py).
"""

import hashlib
import re
from itertools import islice
from typing import Any

from msgspec import ValidationError, convert, to_builtins

from timeline.errors import Problem, at_key
from timeline.eventfile import reader, writer
from timeline.eventfile.editions.edition import FORMAT, Edition
from timeline.model import validation
from timeline.model.confidential import of_anyone
from timeline.model.date_values import with_dates
from timeline.toml.limits import MOST_PROBLEMS

CODE = "EDI901"
"""The rule that manifests break."""
_DIGEST = re.compile(rb'(?s)(.*^)digest = "([0-9a-f]{64})"\n', re.MULTILINE)
_DATES = ("made", "published_by")


def render(edition: Edition) -> str:
    """The manifest of an edition, an event a line, with the digest as its last line."""
    values: dict[str, Any] = to_builtins(edition)
    values.pop("digest", None)
    values |= {key: writer.day(values[key], clock=False) for key in _DATES if key in values}
    body = _head(edition) + "".join(writer.statement(key, value) for key, value in values.items())
    return f'{body}digest = "{hashlib.sha256(body.encode()).hexdigest()}"\n'


def _head(edition: Edition) -> str:
    """What the file is, for a stranger."""
    whose = (
        "For others: what is confidential is withheld, and so are the hashes that would prove who holds it."
        if edition.public
        else "For the desk alone: who has a file of it can prove so by these hashes. --public makes one for others."
    )
    return (
        f'# The edition "{edition.name}": what was published, and what it was made from.\n'
        f"# {whose}\n"
        "# Never edited: what is wrong is put right in the events, and a later edition supersedes this one.\n"
        "# Blob ids are git's. The last line is the SHA-256 of the bytes above; the next edition names that of all.\n"
        "# `timeline edition --verify` tells whether all that is named here is still as it was.\n\n"
    )


def parse(data: bytes, path: str) -> tuple[Edition | None, list[Problem]]:
    """The edition that a manifest tells of, and what is wrong with the manifest; None if that keeps it from being read.

    Whether its digest is right is asked by `is_whole`.
    """
    values, problems = reader.read_tables(data, path)
    if problems:
        return None, [problem._replace(code=CODE) for problem in problems]
    version = values.get("format")
    if isinstance(version, int) and version > FORMAT:
        message = f"the manifest is of a later version of timeline (format {version}; this one reads {FORMAT})"
        found = [at_key(("format",), CODE, message, "a newer timeline reads it")]
        return None, reader.told(found, data, path, of_anyone, values)
    faults: list[Problem] = []
    edition = None
    try:
        made = convert(with_dates(Edition, values, (), faults), Edition)
        faults += islice(validation.odd_values(Edition, values), MOST_PROBLEMS)
        edition = None if faults else made
    except ValidationError as error:
        found = [*islice(validation.faults(Edition, values), MOST_PROBLEMS)]
        faults = found or [at_key((), CODE, str(error))]
    faults += islice(validation.unknown_keys(Edition, values), MOST_PROBLEMS)
    named = [fault._replace(code=CODE) for fault in faults]
    return edition, reader.told(named, data, path, of_anyone, values) if named else []


def as_hashed(data: bytes) -> bytes:
    """The bytes of a manifest as they are hashed: a checkout may have given it CR LF."""
    return data.replace(b"\r\n", b"\n")


def sha256(data: bytes) -> str:
    """The SHA-256 of a file, in hex."""
    return hashlib.sha256(data).hexdigest()


def is_whole(data: bytes) -> bool:
    """Tell whether the last line of a manifest is the digest of all above it."""
    found = _DIGEST.fullmatch(as_hashed(data))
    return found is not None and hashlib.sha256(found[1]).hexdigest() == found[2].decode()
