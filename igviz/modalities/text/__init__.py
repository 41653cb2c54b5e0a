"""Texts: read, tokenizers, baselines, targets, figure, stills."""
