"""Where events live. The only floor that touches disk and git."""
