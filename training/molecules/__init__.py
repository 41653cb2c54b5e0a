"""Molecules assembled from fragments, for a network that predicts how well they dissolve in fat."""
