"""What is explained: an input with its model, one module for each kind of input."""
