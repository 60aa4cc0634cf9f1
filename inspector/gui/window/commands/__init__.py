"""What the commands of ``gui/actions.py`` do, a module for each task."""
