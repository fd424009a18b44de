"""Migrations of the interface for machines."""
