"""Recalculating a municipality's own published documents."""
