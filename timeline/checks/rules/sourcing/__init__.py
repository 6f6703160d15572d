"""SRC: who says so, whence they have it, and what that comes to."""
