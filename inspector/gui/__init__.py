"""The window, and the only place where Qt is known."""

import builtins

import PySide6  # noqa: F401 - it puts its own function in the place of __import__

# That function reads the source of every module imported from then on, to see whether it may ask
# for PySide's __feature__. None here does, and it would take a tenth of the start.
if builtins.__import__ is getattr(builtins, "__feature_import__", None):
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
