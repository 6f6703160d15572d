"""The parts of a page in HTML: its template, its stylesheet, its script, and the chain of sources under an event."""
