"""The view Timeline: the events over time."""
