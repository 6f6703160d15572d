"""What runs the rules, and what they are given; knows no rule by name."""
