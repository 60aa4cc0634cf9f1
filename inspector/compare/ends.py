"""How far two texts are the same from either end, at the speed of a copy: either may be the text
of a document of a hundred megabytes.
"""

_BLOCK = 16_384


def shared_start(left: str, right: str) -> int:
    """The number of characters with which both begin."""
    most = min(len(left), len(right))
    at = 0
    while at < most and left.startswith(right[at : at + _BLOCK], at):
        at += _BLOCK
    for place in range(at, most):
        if left[place] != right[place]:
            return place
    return most


def shared_end(left: str, right: str, most: int) -> int:
    """The number of characters with which both end, of at most the last ``most``."""
    at = 0
    while at < most and left.endswith(_last(right, at), 0, len(left) - at):
        at += _BLOCK
    for place in range(at + 1, most + 1):
        if left[-place] != right[-place]:
            return place - 1
    return most


def _last(text: str, at: int) -> str:
    """The block that ends ``at`` characters before the end."""
    end = len(text) - at
    return text[max(0, end - _BLOCK) : end]
