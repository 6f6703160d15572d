"""The difference of two events as data, which elements of their lists are the same, and what that says to people."""
