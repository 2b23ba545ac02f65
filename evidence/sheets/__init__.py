"""Spreadsheets in: the template, reading what comes back, matching it with tables, comparing it."""
