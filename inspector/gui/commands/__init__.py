"""What each command of the window does: a module for each kind, joined to the action table."""
