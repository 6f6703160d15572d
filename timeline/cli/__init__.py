"""What commands share: the session, the flags, completion."""
