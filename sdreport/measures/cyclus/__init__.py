"""Measures of the planning cycle: plans, budget tables, indicators of goals and decisions."""
