"""What an event is. Pure: text and values in, values out; no disk, clock, terminal or network."""
