"""The layout of a report, read from its notebooks before they run: numbers, and series over what the data hold."""
