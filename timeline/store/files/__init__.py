"""The files of a chronology: which there are, how one is read and written, what stands beside events."""
