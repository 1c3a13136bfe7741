"""Standard messages: iWmo and iJw 3.2 as XML, loose or zipped, to the extracts toewijzingen and declaraties.

`run.py` reads as the table of contents. What is personal in a message (numbers, names, addresses) is made a pseudonym
or dropped while it is read, before anything is written; no message, log or finding holds a value.
"""
