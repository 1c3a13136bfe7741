"""The commands, one file each and named after it; the only room that imports click.

What a command does lies in the rooms below. Those that take long to import are imported when the command runs.
"""
