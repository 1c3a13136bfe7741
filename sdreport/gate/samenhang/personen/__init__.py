"""Koppelingen on records of persons: toewijzingen, declaraties and uitkeringen beside each other."""
