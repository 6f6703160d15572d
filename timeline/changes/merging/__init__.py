"""The steps of a merge: entries that are the same, values, what neither side said, the text, comments, conflicts."""
