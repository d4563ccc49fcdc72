"""Belawan's sections of the report."""
