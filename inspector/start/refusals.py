"""What a window is not tried under, since something below it would end the process by itself."""

import sys

from inspector.errors import CannotStartError, PackageMissingError
from inspector.start.imports import install

_SERVING = "PySide6-Essentials>=6.8,<6.12"


def binding_that_aborts(version: str) -> PackageMissingError:
    """Of the ``version`` of PySide6 that is installed."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return PackageMissingError(
        "The window cannot be opened: PySide6 {} crashes on Python {}; install one "
        "that does not with: {}",
        version,
        python,
        install(_SERVING),
    )


def few_files(most: int, needed: int) -> CannotStartError:
    return CannotStartError(
        "The window cannot be opened: it needs {} open files, and {} are allowed; "
        "raise the limit (ulimit -n)",
        needed,
        most,
    )
