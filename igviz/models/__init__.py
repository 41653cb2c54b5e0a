"""What a model is and says: guarded, read, asked for its outputs and targets."""
