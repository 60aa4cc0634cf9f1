"""What a window is not tried under, since something below it would end the process by itself."""

import sys

from inspector.errors import CannotStartError, PackageMissingError
from inspector.start.imports import install

_SERVING = "PySide6-Essentials>=6.8,<6.12"


def binding_that_aborts(version: str) -> PackageMissingError:
    """Of the ``version`` of PySide6 that is installed."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return PackageMissingError(
        f"The window cannot be opened: PySide6 {version} crashes on Python {python}; install one "
        f"that does not with: {install(_SERVING)}"
    )


def few_files(most: int, needed: int) -> CannotStartError:
    return CannotStartError(
        f"The window cannot be opened: it needs {needed} open files, and {most} are allowed; "
        "raise the limit (ulimit -n)"
    )
