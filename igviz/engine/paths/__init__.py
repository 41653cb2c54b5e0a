"""Paths from a baseline to an input, one file each."""
