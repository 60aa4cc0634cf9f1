"""The actions of the commands in ``gui/actions.py``, one module per task."""
