"""What small networks of our own are built from: the carried model's tokens, words and lower layers."""
