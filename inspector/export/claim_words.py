"""In English: who signed, by the user's list, and what the document alone says.

The texts are raw: whoever prints them makes what is hidden in them visible.
"""

from inspector.verify.format import Cover
from inspector.verify.report import Report, Signer
from inspector.verify.trust import Standing

TITLE_NOT_PROVEN = "title not proven"
NOBODY = "no signature that holds"
_MOST_NAMES = 3
_LONGEST_NAME = 80
_MOST_SIGNERS = 20
_SIGNED = {
    Cover.BUNDLE: "signed by",
    Cover.EVENT: "events signed by",
    Cover.RECEIPT: "receipt signed by",
}


def signed_by(report: Report) -> list[str]:
    """A line for each key that made signatures that hold, the one that covers most first."""
    signers = report.signers
    said = [_signer(one) for one in signers[:_MOST_SIGNERS]]
    if len(signers) > _MOST_SIGNERS:
        said.append(f"and by {len(signers) - _MOST_SIGNERS:,} other keys")
    return said


def _signer(signer: Signer) -> str:
    said = f"{_SIGNED[signer.cover]} {_listed_as(signer)}, fingerprint {signer.fingerprint}"
    claims = []
    if signer.key_ids and not signer.name:
        claims.append(f"calls the key {_names(signer.key_ids)}")
    if signer.signer_ids:
        claims.append(f"says the signer is {_names(signer.signer_ids)}")
    claimed = f"; the document {' and '.join(claims)}" if claims else ""
    return f"{said}: {signer.standing}{claimed}"


def _listed_as(signer: Signer) -> str:
    if signer.standing is Standing.UNKNOWN:
        return "a key that is not in your list"
    return f"{signer.name[:_LONGEST_NAME]} (your list)" if signer.name else "a key of your list"


def _names(names: tuple[str, ...]) -> str:
    """Names of the document, in quotation marks."""
    shown = ", ".join(f"“{name[:_LONGEST_NAME]}”" for name in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more:,} more" if more > 0 else shown
