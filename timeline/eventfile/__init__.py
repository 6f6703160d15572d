"""The text of one file and the event it holds: read, written, edited, laid out, described by a schema."""
