"""CIT: documents that can be found again, in events and in sources.toml alike."""
