"""Tensors of any other shape as a kind of input."""
