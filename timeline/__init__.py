"""Chronologies of sourced events in plain TOML files under git."""

__version__ = "0.1.0"
