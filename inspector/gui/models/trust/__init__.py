"""Keys and their fingerprints as plain values."""
