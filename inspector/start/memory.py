"""A want of memory, told from the words in which the loader of libraries complains of it."""

from inspector.errors import OutOfMemoryError

_WORDS = ("failed to map segment", "annot allocate memory")


def explain(text: str) -> OutOfMemoryError | None:
    """The error that ``text`` is about, None where it is about something else."""
    return exhausted() if any(words in text for words in _WORDS) else None


def exhausted() -> OutOfMemoryError:
    return OutOfMemoryError(
        "There is not enough memory; close other programs, or raise the limit (ulimit -v)"
    )
