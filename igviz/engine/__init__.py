"""Gradients along paths: batches, memory, precision, progress and stop. Knows no picture."""
