"""Many rows of one table: one figure of all of them, and its stills."""
