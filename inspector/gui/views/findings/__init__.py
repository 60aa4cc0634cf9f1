"""The bottom pane: everything that did not pass."""
