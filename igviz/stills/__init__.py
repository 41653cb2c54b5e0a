"""A figure without a browser: painters, matplotlib, files."""
