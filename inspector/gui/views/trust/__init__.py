"""The dialog of the user's keys."""
