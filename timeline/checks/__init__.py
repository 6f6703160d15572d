"""Rules that read a chronology as a reviewer would, what runs them, and how people and programs are told."""
