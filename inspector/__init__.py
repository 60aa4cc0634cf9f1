"""Pith Inspector: look inside a signed record of a scientific paper and say what is proven."""

import os
import sys
from functools import cache
from importlib import import_module

__all__ = ["packed_file", "program_version"]

_METADATA = ("pith_inspector-", ".dist-info")


@cache
def program_version() -> str:
    """The version of the installed distribution, which is defined only in ``pyproject.toml``."""
    # Read from the name of the metadata folder: importing importlib.metadata takes longer than
    # verifying many bundles.
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


def packed_file(folder: str, name: str) -> bytes:
    """The content of a file of ``inspector.resources``. Raises OSError.

    Uses the package's loader, since importlib.resources and pkgutil take time to import.
    """
    try:
        package = import_module(f"inspector.resources.{folder}")
    except ModuleNotFoundError as error:
        raise FileNotFoundError(folder) from error
    path = os.path.join(os.path.dirname(package.__file__ or ""), name)
    data: bytes = package.__loader__.get_data(path)  # type: ignore[union-attr]
    return data
