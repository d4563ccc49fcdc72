"""Evaluation: what training, mentoring and services changed, and how sure that is."""
