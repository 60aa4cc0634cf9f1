"""The pages of the help as plain values."""
