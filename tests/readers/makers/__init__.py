"""Makers of binary files from text recipes: one module per kind, each with ``make(facts) -> bytes``."""
