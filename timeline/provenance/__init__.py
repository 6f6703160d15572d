"""Who rests on whom: the graph of citations, which origins are one, how many there are, and why."""
