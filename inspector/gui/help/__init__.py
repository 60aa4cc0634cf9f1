"""The help: a page for every check and every view."""
