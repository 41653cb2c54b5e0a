"""Images: read, baselines, figure, stills."""
