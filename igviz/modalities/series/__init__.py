"""Series, sound among them: read, laid out, baselines, figure, stills."""
