"""A second verifier: slow and plain, written only from the text of the format and of the design.

It shares no line with ``inspector``, so that a mistake would have to be made twice to go unseen.
``check`` gives every result that it can; ``obligations_hold`` says of each obligation of a bundle
whether it was met.
"""

from tests.fuzz.checker.case import Finding, Findings, Known, known_keys
from tests.fuzz.checker.check import check, obligations_hold

__all__ = ["Finding", "Findings", "Known", "check", "known_keys", "obligations_hold"]
