"""What the events of a page come to in numbers: what they rest on, when they were, who is missed."""
