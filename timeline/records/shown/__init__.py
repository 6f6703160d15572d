"""An event as it is shown: on the clocks of a zone, and with what the registers say of its names."""
