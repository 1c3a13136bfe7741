"""sdreport: reproducible reports on the Dutch social domain."""

__version__ = "0.1.0"
