"""The layouts of reports, what each may take, and what pandoc is told of them."""
