"""Pith Inspector: look inside a signed record of a scientific paper and say what is proven."""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["program_version"]


def program_version() -> str:
    """The version of the installed distribution; ``pyproject.toml`` is the one place it stands."""
    try:
        return version("pith-inspector")
    except PackageNotFoundError:  # run from an unpacked tree
        return "0+unknown"
