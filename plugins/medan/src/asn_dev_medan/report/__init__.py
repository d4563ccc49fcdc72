"""Medan's sections of the report, one module each; their `order` places them after the national ones."""
