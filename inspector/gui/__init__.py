"""The window. Only this package imports Qt."""

import builtins

import PySide6  # noqa: F401 - replaces __import__

# PySide's __import__ reads the source of every imported module to look for __feature__. No module
# here uses that, and it would take a tenth of the start.
if builtins.__import__ is getattr(builtins, "__feature_import__", None):
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
