"""Measures of a region of municipalities that share the risk of care."""
