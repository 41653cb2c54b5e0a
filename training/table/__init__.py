"""Applications for loans that nobody made, the rules that decide them, and a network for them."""
