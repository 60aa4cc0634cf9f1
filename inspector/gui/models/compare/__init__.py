"""The coverage as plain values."""
