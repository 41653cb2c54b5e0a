"""Several inputs of one model at once, each of its own kind: read, baselines, figure, stills."""
