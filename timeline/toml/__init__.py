"""TOML as text: where everything stands, whose a comment is, what keeps it from being TOML. Knows no event."""
