"""How who cites whom is shown: one file, one format, found by its name as those beside it are."""
