"""The gate: run the suites in `expectations/` on the typed tables, and tell what does not meet them.

Only `engine.py` imports Great Expectations, and only when it is called: importing this package is light.
"""
