"""What `help` shows: pages of commands, made from their signatures; pages of docs/ on a terminal; the start page.

Imported only where it is asked for. Knows nothing of any chronology, but whether there is one.
"""
