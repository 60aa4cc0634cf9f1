"""The words of verdicts, axes, checks and places on a page.

Colours only repeat what sign and word say.
"""

from inspector.export import change_text
from inspector.export.markup import Html, code, joined, tag, text
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Status

_Tone = tuple[str, str]
_GOOD, _BAD = ("✓", "pass"), ("✗", "fail")
_ODD, _OPEN, _NONE = ("!", "warn"), ("?", "unproven"), ("–", "unchecked")
_VERDICTS: dict[Verdict, _Tone] = {
    Verdict.VERIFIED: _GOOD,
    Verdict.FAILED: _BAD,
    Verdict.UNPROVEN: _OPEN,
    Verdict.UNREADABLE: _NONE,
}
_INTEGRITY: dict[Integrity, _Tone] = {Integrity.INTACT: _GOOD, Integrity.BROKEN: _BAD}
_TRUST: dict[Trust, _Tone] = {
    Trust.TRUSTED: _GOOD,
    Trust.DISTRUSTED: _BAD,
    Trust.UNKNOWN: _OPEN,
    Trust.INCOMPLETE: _OPEN,
    Trust.UNSIGNED: _OPEN,
}
_STATUSES: dict[Status, _Tone] = {PASS: _GOOD, FAIL: _BAD, WARN: _ODD, UNCHECKED: _NONE}


def verdict_word(verdict: Verdict) -> Html:
    return _word(_VERDICTS[verdict], verdict.capitalize())


def integrity_word(integrity: Integrity | None) -> Html:
    return nothing() if integrity is None else _word(_INTEGRITY[integrity], integrity)


def trust_word(trust: Trust | None) -> Html:
    return nothing() if trust is None else _word(_TRUST[trust], trust)


def status_word(status: Status | None) -> Html:
    """The outcome of a check; None if it was not made."""
    return nothing() if status is None else _word(_STATUSES[status], status)


def notice_words(sentence: str) -> Html:
    """What a reader must know before the rest."""
    return _word(_ODD, sentence)


def place(path: str) -> Html:
    """A JSON Pointer, without the middle of a very long one."""
    return code(change_text.place(path)) if path else text("the whole document")


def nothing() -> Html:
    """What is shown for something that one side does not have."""
    return tag("span", "not there", class_="none")


def _word(tone: _Tone, word: str) -> Html:
    """A screen reader reads only the word."""
    sign, class_ = tone
    spoken = joined([tag("span", sign, aria_hidden="true"), text(f" {word}")])
    return tag("strong", spoken, class_=class_)
