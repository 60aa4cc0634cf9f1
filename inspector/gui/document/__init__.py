"""An opened document: how it is opened, what is known about it, its rows, and texts about it."""
