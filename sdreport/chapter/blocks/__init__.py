"""Blocks: what the cells of a notebook show, as data: figures, tables, lists, key figures."""
