"""Who said it, as one writes it: a line of a `sources` array, and the array whole."""
