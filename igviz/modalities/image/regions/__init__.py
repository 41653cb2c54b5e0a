"""Parts of an image over which attribution is added up: found in it, or given as masks."""
