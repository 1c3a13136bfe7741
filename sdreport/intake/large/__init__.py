"""Large extracts: read and typed set-based in the embedded engine (DuckDB)."""
