"""The words of a line: what they mean as a query or as a moment, and what is wrong with those that mean nothing.

Whoever wants one imports it by name, when it is asked for.
"""
