"""The dialog for the paper's text."""
