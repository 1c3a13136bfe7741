"""Koppelingen about days: in what order, on which days of the week and the month, and how many on one."""
