"""The view *coverage*: which signatures cover each value."""
