"""Dates: what EDTF can say, its days, its English. Imports nothing of ours: it could be a package of its own."""
