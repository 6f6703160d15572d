"""How the numbers of an answer are shown: one file, one format, found by its name as those beside it are."""
