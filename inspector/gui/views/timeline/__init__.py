"""The view *timeline*: the events on a time axis."""
