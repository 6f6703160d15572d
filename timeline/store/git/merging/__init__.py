"""Merging by meaning: what git is told of it, and what it hands to whoever merges."""
