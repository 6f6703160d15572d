"""What git holds. The only room that starts git."""
