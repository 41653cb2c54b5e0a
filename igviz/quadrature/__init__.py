"""The mathematics of one path: rules, nodes, weights, error estimate. Knows no model."""
