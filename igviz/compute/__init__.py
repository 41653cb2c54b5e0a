"""Integrated Gradients on tensors: quadrature, the engine, the record. Knows no picture."""
