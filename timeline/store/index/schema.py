"""The tables of the index, and how records are kept in them. Knows no files and no questions."""

import zlib
from collections.abc import Sequence
from functools import lru_cache

from timeline import __version__
from timeline.model.event import Event, table

TEXTS = ("title", "summary", "actors", "places", "tags", "publishers", "titles", "urls")
"""The columns of the full text, in which words are looked for."""
VOCABULARY = tuple(k for k, r in table(Event).items() if r.asked in {"word", "scale", "text"} and not r.searched)
"""Fields of one word, each a kind of term."""
PLAIN, QUALIFIED, SEVERAL = range(3)
"""Shape of a date: its four bounds say all; they do, but it is never certain; it has members, and must be asked."""

SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE folder (f INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, seen BLOB NOT NULL);
CREATE TABLE file (
    n INTEGER NOT NULL, f INTEGER NOT NULL, id TEXT NOT NULL, size INTEGER, mtime INTEGER, ctime INTEGER, twin INTEGER
);
CREATE INDEX file_of ON file (n);
CREATE INDEX twin_of ON file (twin) WHERE twin;
CREATE TABLE content (blob BLOB PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE event (
    n INTEGER PRIMARY KEY, c INTEGER, slot INTEGER, owes INTEGER,
    start_min INTEGER, start_max INTEGER, end_min INTEGER, end_max INTEGER, shape INTEGER, date TEXT,
    day INTEGER, instant INTEGER, width INTEGER, seq INTEGER, origins INTEGER
);
CREATE TABLE chunk (c INTEGER PRIMARY KEY, records BLOB NOT NULL);
CREATE TABLE problem (n INTEGER NOT NULL, line INTEGER, col INTEGER, code TEXT, message TEXT, hint TEXT, source TEXT);
CREATE TABLE term (t INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (kind, value));
CREATE TABLE link (n INTEGER NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL);
CREATE TABLE asked (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE terms USING fts5(t, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE words USING fts5(
    {", ".join(TEXTS)}, content='', columnsize=0, tokenize='ascii'
);
"""
"""Content `n` is an event, or one without bounds where the file holds none; its problems say why. Its record stands in
a chunk `c`, with those of its neighbours. A file that shares its ID with one of a path before it is a `twin`."""
MEANING = 5
"""Goes up with what rows mean, where the tables stay as they are."""
VERSION = zlib.crc32(f"{__version__} {MEANING} {SCHEMA}".encode()) >> 1

_COMMON = (
    b'{"title":"","date":"20","date_basis":"reported","kind":"occurrence","status":"reported","actors":[{"name":"","'
    b'role":"recipient","certainty":"stated"},{"name":"","role":"agent","certainty":"stated"},{"name":"","role":"par'
    b'ticipant","certainty":"stated"}],"places":[{"name":"","country":"","lat":,"lon":,"precision":"locality"}],"tag'
    b's":[""],"summary":"","sources":[{"id":"","ref":"","kind":"report","title":"","author":"","publisher":"","publi'
    b'shed":"20","url":"https://www.","archive_url":"https://web.archive.org/web/20","accessed":"20","locator":"para'
    b' ","quote":"","cites":[""],"stance":"supports","seen":true,"state":"live"},{"id":"the-","kind":"article","publ'
    b'isher":"The ","cites":["officials"],"stance":"supports","seen":false,"state":"live"},{"id":"","kind":"person",'
    b'"stance":"supports","seen":true,"name":" officials","anonymous":true,"plural":true,"affiliation":"","state":"l'
    b'ive"}],"links":[{"type":"follows","to":"20","according_to":["","note":""}],"lang":"en","earliest":"20","latest'
    b'":"20","provenance":{"class":"single-source","flags":["anonymous-only"],"min":1,"max":1,"origins":["officials"'
    b'],"deny_min":0,"deny_max":0,"deny_origins":[],"reports":1,"channels":1,"phrase":"1 origin, unnamed"}}'
)
"""What records are made of: with it, even a single one shrinks to a third (a preset dictionary, RFC 1950, 2.2)."""


_SUM = 4
"""Bytes of the checksum behind a chunk."""


def packed(records: Sequence[bytes]) -> bytes:
    """Several records in little room: compressed, their number, and a checksum of it all."""
    packer = zlib.compressobj(3, zdict=_COMMON)
    data = packer.compress(b"\n".join(records)) + packer.flush() + bytes([len(records)])
    return data + zlib.crc32(data).to_bytes(_SUM, "little")


class Chunk:
    """Records that are kept together, compressed until one of them is looked at: a long answer stays small."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        """Take what `packed` made.

        Raises:
            ValueError: it was damaged.
        """
        self._data = data[:-_SUM]
        if zlib.crc32(self._data).to_bytes(_SUM, "little") != data[-_SUM:]:
            raise ValueError("a damaged chunk")

    def __len__(self) -> int:
        return self._data[-1]

    def __getitem__(self, slot: int) -> bytes:
        return _records(self)[slot]


@lru_cache(maxsize=256)  # a few megabytes; neighbours in time are mostly looked at together
def _records(chunk: Chunk) -> list[bytes]:
    unpacker = zlib.decompressobj(zdict=_COMMON)
    return unpacker.decompress(chunk._data[:-1]).split(b"\n")  # noqa: SLF001 - the chunk's own, kept apart to be forgotten
