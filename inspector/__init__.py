"""Pith Inspector: look inside a signed record of a scientific paper and say what is proven."""

import os
import sys
from functools import cache

__all__ = ["program_version"]

_METADATA = ("pith_inspector-", ".dist-info")


@cache
def program_version() -> str:
    """The version of the installed distribution; ``pyproject.toml`` is the one place it stands."""
    # The name of its folder says it: importlib.metadata costs as much time to import as verifying
    # a bundle many times over.
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.startswith(_METADATA[0]) and name.endswith(_METADATA[1]):
                return name[len(_METADATA[0]) : -len(_METADATA[1])]
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see above

    try:
        return version("pith-inspector")
    except PackageNotFoundError:  # run from an unpacked tree
        return "0+unknown"
