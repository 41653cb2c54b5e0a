"""Graphs and molecules: read, call, baselines, targets, figure, stills."""
