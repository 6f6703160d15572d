"""A throw-away index of the files, filled only by reading."""
