"""The general pages of the help: the verdict, statuses, keys and trust, coverage."""

from inspector.gui.document.help_pages import HelpPage, Line, Section
from inspector.gui.translation import translate
from inspector.gui.widgets import signs
from inspector.verify.format import Cover
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN


def verdict() -> HelpPage:
    """The words of the banner."""
    return HelpPage(
        translate("Help", "The verdict"),
        translate(
            "Help",
            "One word for the document. Behind it stand two axes that are never folded into one: "
            "integrity, whether it is what it says, and trust, whose keys signed it.",
        ),
        (
            Section(translate("Help", "Verdict"), _verdicts()),
            Section(translate("Help", "Integrity"), _integrities()),
            Section(translate("Help", "Trust"), _trusts()),
            Section(
                translate("Help", "What it cannot tell"),
                (
                    Line(
                        "",
                        translate(
                            "Help",
                            "No verdict says that a paper is right or that a statement is true. "
                            "A state or a record on its own is unproven at best, since only the "
                            "canonical record in it is signed.",
                        ),
                    ),
                ),
            ),
        ),
    )


def _verdicts() -> tuple[Line, ...]:
    texts = {
        Verdict.VERIFIED: translate(
            "Help",
            "All that a bundle must show was checked and holds, and a key that you trust signed "
            "the whole of it. What else could not be checked is counted beside it.",
        ),
        Verdict.FAILED: translate(
            "Help", "A check does not hold, or a key that you distrust signed the document."
        ),
        Verdict.UNPROVEN: translate(
            "Help",
            "No check failed, but something that a verified document must show was not shown: a "
            "key is unknown, a signature is missing, or a check could not be made.",
        ),
        Verdict.UNREADABLE: translate(
            "Help", "No Pith document could be read, or another one came than was asked for."
        ),
    }
    return tuple(Line("", text, signs.of_verdict(word)) for word, text in texts.items())


def _integrities() -> tuple[Line, ...]:
    texts = {
        Integrity.INTACT: translate("Help", "No check failed."),
        Integrity.BROKEN: translate("Help", "At least one check failed."),
    }
    return tuple(Line("", text, signs.of_integrity(word)) for word, text in texts.items())


def _trusts() -> tuple[Line, ...]:
    texts = {
        Trust.TRUSTED: translate(
            "Help",
            "Every signature that the document must have holds, and each is by a key that you "
            "trust.",
        ),
        Trust.UNKNOWN: translate(
            "Help", "Every signature holds, but one is by a key that is not in your list."
        ),
        Trust.INCOMPLETE: translate(
            "Help",
            "A signature that the document must have is missing, does not hold, or could not be "
            "checked.",
        ),
        Trust.DISTRUSTED: translate(
            "Help", "A signature is by a key that you distrust, or names one."
        ),
        Trust.UNSIGNED: translate("Help", "The document has no signature over the whole of it."),
    }
    return tuple(Line("", text, signs.of_trust(word)) for word, text in texts.items())


def statuses() -> HelpPage:
    """The words of a single result."""
    texts = {
        PASS: translate("Help", "The check was made, and it holds."),
        FAIL: translate("Help", "The check was made, and it does not hold."),
        WARN: translate("Help", "Something is odd. It is not wrong, and it decides nothing."),
        UNCHECKED: translate(
            "Help",
            "The check could not be made; the reason is always given. It has neither passed nor "
            "failed.",
        ),
    }
    lines = [Line("", text, signs.of_status(status)) for status, text in texts.items()]
    waiting = translate(
        "Help",
        "An unchecked step after one that failed: a signature is never checked over a hash that "
        "did not hold.",
    )
    lines.append(Line("", waiting, signs.not_reached()))
    return HelpPage(
        translate("Help", "Statuses"),
        translate(
            "Help",
            "Each result of a check has one of four statuses. A group or a branch of the tree "
            "shows the worst below it with its number.",
        ),
        (Section("", tuple(lines)),),
    )


def trust() -> HelpPage:
    """Whose keys are believed, and why."""
    return HelpPage(
        translate("Help", "Keys and trust"),
        translate(
            "Help",
            "Trust comes from your own list of keys alone. A key inside a document proves nothing "
            "about itself: whoever makes a document can put any key into it.",
        ),
        (
            Section(
                translate("Help", "A key"),
                (
                    Line(
                        translate("Help", "Fingerprint"),
                        translate(
                            "Help",
                            "The first 32 digits of the SHA-256 of the key's bytes. Before you "
                            "trust a key, compare its fingerprint with one that you got by another "
                            "way than the document.",
                        ),
                    ),
                    Line(
                        translate("Help", "Name"),
                        translate(
                            "Help",
                            "Who signed is shown by the name that your list has for the key. "
                            "key_id and signer_id are only what somebody wrote, shown as “says it "
                            "is”. A key that has the name of a trusted key and other bytes fails.",
                        ),
                    ),
                    Line(
                        translate("Help", "Signature"),
                        translate(
                            "Help",
                            "A valid signature shows that the holder of the key signed exactly "
                            "these bytes. It does not show who that is.",
                        ),
                    ),
                ),
            ),
        ),
        "trust",
    )


def coverage() -> HelpPage:
    """Which values stand under a signature."""
    texts = {
        Cover.RECEIPT: translate("Help", "The canonical record, and no date of the receipt."),
        Cover.EVENT: translate("Help", "The event, but not its signature object, hash and id."),
        Cover.BUNDLE: translate("Help", "The whole bundle, but not bundle_signature."),
    }
    lines = [Line("", text, signs.of_cover(cover)) for cover, text in texts.items()]
    nothing = translate("Help", "No signature that holds covers the value: anybody can change it.")
    return HelpPage(
        translate("Help", "Coverage"),
        translate(
            "Help",
            "A value is covered where a signature that holds stands over it. A signature that "
            "does not hold, or was not checked, covers nothing.",
        ),
        (Section("", (*lines, Line("", nothing, signs.no_cover()))),),
        "coverage",
    )
