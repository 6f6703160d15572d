"""Markdown out: whole documents, blocks in somebody's file, and how a source is cited.

Knows events as others may see them (model/confidential.py has masked them); knows no terminal and no command line.
"""
