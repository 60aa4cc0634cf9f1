"""Whether the file of a document is still what was read."""

from enum import StrEnum


class FileState(StrEnum):
    """The file on disk, compared with what was read of it."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNKNOWN = "unknown"
    """It could not be checked, or not in time."""
