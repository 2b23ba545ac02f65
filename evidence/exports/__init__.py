"""Rows as files to take away."""
