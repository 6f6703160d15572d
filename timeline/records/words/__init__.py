"""What is said of one event in words, wherever it is printed."""
