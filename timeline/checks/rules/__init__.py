"""One file, one family of rules."""
