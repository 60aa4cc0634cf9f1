"""Pith Inspector: look inside a signed record of a scientific paper and say what is proven."""

__all__ = ["program_version"]


def program_version() -> str:
    """The version of the installed distribution; ``pyproject.toml`` is the one place it stands."""
    # Imported here: it costs as much time as verifying a bundle many times over.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("pith-inspector")
    except PackageNotFoundError:  # run from an unpacked tree
        return "0+unknown"
