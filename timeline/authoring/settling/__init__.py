"""What a merge left open is settled: by a side, by both, by a value, by hand, or by merging again."""
