"""What a person writes becomes an event: drafts, edits, answers."""
