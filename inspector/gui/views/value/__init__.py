"""The right pane: everything about the selected value."""
