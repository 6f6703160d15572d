"""One file, one panel of --help."""
