"""Rows of tables: read, baselines, figure, stills."""
