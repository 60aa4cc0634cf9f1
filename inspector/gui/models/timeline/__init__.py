"""The timeline as plain values."""
