"""Texts: how they are compared, how wide they are, how they are made harmless. Knows no event."""
