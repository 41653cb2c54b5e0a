"""What tokenizers of each library are asked."""
