"""What Tab offers, and how three shells ask for it. Silent: what goes wrong offers nothing.

Imports next to nothing before it knows what is asked, since somebody waits with a finger on the key.
"""
