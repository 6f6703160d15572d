"""The tables of the index, and how a record is kept in them. Must not know files, nor questions."""

import os
import zlib

import timeline
from timeline.model.event import Event, table

TEXTS = ("title", "summary", "actors", "places", "tags", "publishers", "titles")
"""The columns of the full text, in which words are looked for."""
VOCABULARY = tuple(k for k, r in table(Event).items() if r.asked in {"word", "scale", "text"} and not r.searched)
"""Fields of one word, each a kind of term."""
PLAIN, QUALIFIED, SEVERAL = range(3)
"""Shape of a date: its four bounds say all; they do, but it is never certain; it has members, and must be asked."""
NOTHING, ZONE, DATABASES = range(3)
"""What the rows of an event depend on beside its file: nothing; the time zone of the chronology; or that, the registers
and the database of zones."""
FILE_PATH = "(SELECT path FROM folder d WHERE d.f = f.f) || coalesce(f.stem, f.id) || '.toml'"
"""The path of a file `f`, inside the chronology."""

OF_STATE = """
CREATE TABLE register (kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, UNIQUE (kind, key));
CREATE TABLE folder (f INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, seen BLOB NOT NULL);
CREATE TABLE file (
    n INTEGER NOT NULL, f INTEGER NOT NULL, id TEXT NOT NULL, stem TEXT, size INTEGER, mtime INTEGER, ctime INTEGER,
    duplicate INTEGER
);
CREATE INDEX file_of ON file (n);
CREATE INDEX duplicate_of ON file (duplicate) WHERE duplicate;
"""
"""What there is at one moment: registers, folders, files. What a file says is kept beside it, by its content."""
SCHEMA = f"""{OF_STATE}
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE content (blob BLOB, digest INTEGER, n INTEGER NOT NULL, PRIMARY KEY (blob, digest)) WITHOUT ROWID;
CREATE TABLE event (
    n INTEGER PRIMARY KEY, depends_on INTEGER,
    start_min INTEGER, start_max INTEGER, end_min INTEGER, end_max INTEGER, shape INTEGER, date TEXT,
    reported INTEGER, day INTEGER, second INTEGER, width INTEGER, seq INTEGER,
    origins INTEGER, published INTEGER, completed INTEGER
);
CREATE TABLE record (n INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE problem (n INTEGER NOT NULL, line INTEGER, col INTEGER, code TEXT, message TEXT, hint TEXT, source TEXT);
CREATE TABLE term (
    t INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, folded TEXT NOT NULL, UNIQUE (kind, value)
);
CREATE TABLE link (n INTEGER NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL);
CREATE TABLE address (n INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE alias (n INTEGER NOT NULL, old TEXT NOT NULL);
CREATE VIRTUAL TABLE terms USING fts5(t, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE words USING fts5(
    {", ".join(TEXTS)}, content='', columnsize=0, tokenize='ascii'
);
"""
"""Content `n` is an event, or one without a shape where the file holds none; its problems say why. It is known by its
blob id and by the digest of what else it `depends_on` (0 of nothing). `published` and `completed` are the days by which
the first and the last of its dated sources were certainly published. A file that shares its ID with one of a path
before it is a `duplicate`."""
PAST = OF_STATE.replace("CREATE TABLE ", "CREATE TEMP TABLE ").replace("CREATE INDEX ", "CREATE INDEX temp.")
"""The same of a moment that is past, for one process: SQLite looks at temporary tables before others of their name."""

ROOMS = ("dates", "text", "toml", "model", "provenance", "eventfile", "records", os.path.join("store", "index"))
"""Whose code makes the rows of an event."""
APPLICATION = int.from_bytes(b"TIME")
"""Marks the file as ours (SQLite, PRAGMA application_id)."""


def version() -> int:
    """Give the version of the index: it follows from the tables and from the code, with its table of fields."""
    return zlib.crc32(f"{timeline.__version__} {SCHEMA} {code(ROOMS)}".encode()) >> 1


def code(rooms: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Tell the program as it stands in these rooms: name, size and time of each file; of a zip those of the zip."""
    package = os.path.dirname(timeline.__file__)
    folders = [(place, names) for room in rooms for place, _, names in os.walk(os.path.join(package, room))]
    paths = [os.path.join(place, name) for place, names in folders for name in names if name.endswith(".py")]
    while not paths:
        package = os.path.dirname(package)
        paths = [package] if os.path.exists(package) else []
    stats = [(os.path.basename(path), os.stat(path)) for path in sorted(paths)]
    return [(name, info.st_size, info.st_mtime_ns) for name, info in stats]


LARGEST_DICTIONARY = 3000
"""Bytes of the first records that make the dictionary: with it, even a single one shrinks to a quarter."""
_WINDOW = -13
"""Raw deflate (RFC 1951) that looks back 8 kB, enough for dictionary and record: 32 cost four times as long."""


def packed(record: bytes, dictionary: bytes) -> bytes:
    """Compress one record."""
    packer = zlib.compressobj(3, zlib.DEFLATED, _WINDOW, zdict=dictionary)
    return packer.compress(record) + packer.flush()


def unpacked(data: bytes, dictionary: bytes) -> bytes:
    """Give back a record that was packed with this dictionary."""
    return zlib.decompressobj(_WINDOW, zdict=dictionary).decompress(data)


def sealed(data: bytes) -> bytes:
    """Put a checksum before bytes."""
    return zlib.crc32(data).to_bytes(4) + data


def unsealed(data: bytes) -> bytes:
    """Take the checksum away.

    Raises:
        ValueError: the bytes were damaged.
    """
    if zlib.crc32(data[4:]).to_bytes(4) != data[:4]:
        raise ValueError("damaged")
    return data[4:]
