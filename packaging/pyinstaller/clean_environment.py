"""Runs before the program: what the starter of PyInstaller set is for this process alone.

A browser or a file manager that the program opens must find the system's own libraries.
"""

import os


def _restore() -> None:
    """Read at the start of a process only, so that this one keeps what it found there."""
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before


_restore()
