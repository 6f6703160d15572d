"""What was published: an edition, the text of its manifest, and what is confidential and must not be in it."""
