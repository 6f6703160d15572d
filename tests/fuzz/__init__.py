"""Random input at every edge: each is answered, or refused in words, in two seconds; nothing else.

In the suite each kind of input gets a few hundred, always the same. Many more, with their figures:

    python -m pytest tests/fuzz --no-cov -n 0 -s --long 34000

Inputs are numbered, and an input depends on its kind and its number alone. What goes wrong is told once for each place
in the code, with its number, and the run goes on: `-k queries --long 1 --first 4711` runs that one again, and
`--long 5000 --first 29000` is the sixth slice of a run that was stopped.

`chance` spoils texts, `examples` has the texts that are spoilt, `inputs` makes the inputs of each kind, those of a
format `handed_in` and those about the past `pasts`; `edges` gives them to the tool and says what must hold, `campaign` counts and keeps the time.
"""
