"""Volumes and videos as a kind of input."""
