"""From a model and its inputs to what a person holds."""
