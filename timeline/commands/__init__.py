"""One file, one command, named like it: `run` takes the words of the line and returns a result."""
