"""The text that abstract_canon_sha256 is the hash of.

Normalised: lower case, each run of white space one space, ends stripped.
"""

import hashlib
import re

_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    return _SPACE.sub(" ", text.lower()).strip()


def digest(text: str) -> str:
    """Lower-case hex SHA-256 of the normalised text."""
    return sha256(normalise(text))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
