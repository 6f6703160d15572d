"""What an event is. Pure: values in, values out; no disk, clock, terminal or network."""
