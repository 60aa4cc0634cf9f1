"""Texts on who signed: by the user's list of keys, and separately by the document's claims.

A document can give any key any name. Its claims are never shown without a word that marks them.
"""

from inspector.document.kinds import Kind
from inspector.gui.translation import plural, translate
from inspector.gui.widgets.plain_text import clip, named
from inspector.verify.report import Report, Signer
from inspector.verify.result import PASS
from inspector.verify.trust import Standing, TrustedKeys, in_groups

_SHORT = 80
_SHOWN_DIGITS = 16


def by(signer: Signer) -> str:
    """Whose key it is, by the list only."""
    return by_key(signer.standing, signer.name, signer.fingerprint)


def by_key(standing: Standing, name: str, fingerprint: str) -> str:
    """The list's name for the key of a valid signature."""
    beginning = _grouped(fingerprint)
    if standing is Standing.UNKNOWN:
        return translate("Signers", "a key that is not in your list, {}").format(beginning)
    unnamed = translate("Signers", "a key without a name, {}").format(beginning)
    known = named(name, _SHORT) if name else unnamed
    if standing is Standing.DISTRUSTED:
        return translate("Signers", "{}, a key that you distrust").format(known)
    return known


def claim(signer: Signer) -> str:
    """The document's name for the signer; with the key's id if the list has no name."""
    key_ids = () if signer.name else signer.key_ids
    return claimed(signer.signer_ids, key_ids)


def claimed(signer_ids: tuple[str, ...], key_ids: tuple[str, ...]) -> str:
    """The claimed names, for a place that is marked as a claim; "" if there are none."""
    names, keys = _listed(signer_ids), _listed(key_ids)
    if names and keys:
        return translate("Signers", "{}, key {}").format(names, keys)
    return names or (translate("Signers", "key {}").format(keys) if keys else "")


def marked(claim: str) -> str:
    """A claim with the words that mark it; "" stays ""."""
    return translate("Signers", "says it is {}").format(claim) if claim else ""


def unknown(made: tuple[Signer, ...]) -> str:
    """The fingerprint of the first key that is not in the list, or ""."""
    found = (one.fingerprint for one in made if one.standing is Standing.UNKNOWN)
    return next(found, "")


def unknown_at(report: Report, trust: TrustedKeys, pointer: str) -> str:
    """The fingerprint of the unknown key that the value at ``pointer`` belongs to, or "".

    The value belongs to a key's entry, or to what the key signed.
    """
    listed = {known.key.fingerprint for known in trust.known}
    places = [
        (one.path, one.actual)
        for one in report.results
        if one.id == "key.trust" and isinstance(one.actual, str) and one.actual not in listed
    ]
    signed = [one for one in report.signatures if one.standing is Standing.UNKNOWN]
    places += [(one.path, one.fingerprint) for one in signed]
    around = [place for place in places if f"{pointer}/".startswith(f"{place[0]}/")]
    return max(around, key=lambda place: len(place[0]), default=("", ""))[1]


def sole(report: Report, signers: tuple[Signer, ...]) -> str:
    """Whose key made every signature of a bundle, in a word or two; "" if there are several."""
    if report.document is not Kind.BUNDLE or any(s.status is not PASS for s in report.signatures):
        return ""
    if len(signers) != 1:
        return ""
    if signers[0].standing is Standing.TRUSTED:
        return by(signers[0])
    if signers[0].standing is Standing.DISTRUSTED:
        return translate("Signers", "a distrusted key")
    return translate("Signers", "an unknown key")


def _listed(names: tuple[str, ...]) -> str:
    if not any(names):
        return ""
    first, rest = named(names[0], _SHORT), len(names) - 1
    if not rest:
        return first
    return plural("Signers", "{} and %n other", "{} and %n others", rest).format(first)


def _grouped(fingerprint: str) -> str:
    digits = clip(fingerprint[:_SHOWN_DIGITS])
    return f"{' '.join(in_groups(digits))} …"
