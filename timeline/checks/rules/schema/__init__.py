"""SCH: what the files are: their keys, values, names and form."""
