"""Answers that tell of the past: what became of events, who set what when."""
