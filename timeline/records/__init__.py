"""An event as an answer: its record, its columns, how a source is described in words."""
