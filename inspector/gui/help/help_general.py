"""The pages of the help that are not about a check: verdict, trust, views, keyboard."""

from inspector.gui.document.find import Scope, prefix_of
from inspector.gui.document.help_pages import HelpLine, HelpPage, HelpSection
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
            HelpSection(translate("Help", "Verdict"), _verdicts()),
            HelpSection(translate("Help", "Integrity"), _integrities()),
            HelpSection(translate("Help", "Trust"), _trusts()),
            HelpSection(
                translate("Help", "What it cannot tell"),
                (
                    HelpLine(
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


def _verdicts() -> tuple[HelpLine, ...]:
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
    return tuple(HelpLine("", text, signs.of_verdict(word)) for word, text in texts.items())


def _integrities() -> tuple[HelpLine, ...]:
    texts = {
        Integrity.INTACT: translate(
            "Help", "No check failed but those of a key that you distrust."
        ),
        Integrity.BROKEN: translate("Help", "At least one other check failed."),
    }
    return tuple(HelpLine("", text, signs.of_integrity(word)) for word, text in texts.items())


def _trusts() -> tuple[HelpLine, ...]:
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
    return tuple(HelpLine("", text, signs.of_trust(word)) for word, text in texts.items())


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
    lines = [HelpLine("", text, signs.of_status(status)) for status, text in texts.items()]
    waiting = translate(
        "Help",
        "An unchecked step after one that failed: a signature is never checked over a hash that "
        "did not hold.",
    )
    lines.append(HelpLine("", waiting, signs.not_reached()))
    return HelpPage(
        translate("Help", "Statuses"),
        translate(
            "Help",
            "Each result of a check has one of four statuses. A group or a branch of the tree "
            "shows the worst below it with its number.",
        ),
        (HelpSection("", tuple(lines)),),
    )


def trust() -> HelpPage:
    """Whose keys are trusted, and why."""
    return HelpPage(
        translate("Help", "Keys and trust"),
        translate(
            "Help",
            "Trust comes from your own list of keys alone. A key inside a document proves nothing "
            "about itself: whoever makes a document can put any key into it.",
        ),
        (
            HelpSection(
                translate("Help", "A key"),
                (
                    HelpLine(
                        translate("Help", "Fingerprint"),
                        translate(
                            "Help",
                            "The first 32 digits of the SHA-256 of the key's bytes. Before you "
                            "trust a key, compare its fingerprint with one that you got by another "
                            "way than the document.",
                        ),
                    ),
                    HelpLine(
                        translate("Help", "Name"),
                        translate(
                            "Help",
                            "Who signed is shown by the name that your list has for the key. "
                            "key_id and signer_id are only what somebody wrote, shown as “says it "
                            "is”. A key that has the name of a trusted key and other bytes fails.",
                        ),
                    ),
                    HelpLine(
                        translate("Help", "Key file"),
                        translate(
                            "Help",
                            "A key is imported from a file or pasted: from a key file of Pith, as "
                            "PEM, as a public key of OpenSSH, as a JSON Web Key, or as 32 bytes "
                            "in hex or base64. Only Ed25519 keys are read. A comment or kid beside "
                            "a key is whatever its writer chose, and is not taken as its name.",
                        ),
                    ),
                    HelpLine(
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
    """Which values are covered by a signature."""
    texts = {
        Cover.RECEIPT: translate("Help", "The canonical record, and no date of the receipt."),
        Cover.EVENT: translate("Help", "The event, but not its signature object, hash and id."),
        Cover.BUNDLE: translate("Help", "The whole bundle, but not bundle_signature."),
    }
    lines = [HelpLine("", text, signs.of_cover(cover)) for cover, text in texts.items()]
    nothing = translate("Help", "No signature that holds covers the value: anybody can change it.")
    return HelpPage(
        translate("Help", "Coverage"),
        translate(
            "Help",
            "A value is covered where a signature that holds stands over it. A signature that "
            "does not hold, or was not checked, covers nothing.",
        ),
        (HelpSection("", (*lines, HelpLine("", nothing, signs.no_cover()))),),
        "coverage",
    )


def keyboard(shortcuts: list[tuple[str, str]]) -> HelpPage:
    """What the keys do. ``shortcuts`` are pairs of keys, separated by "; ", and a command's
    name."""
    rows = [HelpLine(keys.replace("; ", ", "), text, is_key=True) for keys, text in shortcuts]
    return HelpPage(
        translate("Help", "Keyboard"),
        translate("Help", "Everything can be done by the keyboard; Tab goes from part to part."),
        (
            HelpSection(translate("Help", "Commands"), tuple(rows)),
            HelpSection(translate("Help", "In the tree and in lists"), _in_lists()),
            HelpSection(translate("Help", "In a list of several documents"), _in_contents()),
            HelpSection(translate("Help", "In the find field"), _in_find()),
        ),
    )


def _in_lists() -> tuple[HelpLine, ...]:
    return (
        HelpLine("→  ←", translate("Help", "Open and close a row"), is_key=True),
        HelpLine("Home  End", translate("Help", "Go to the first or the last row"), is_key=True),
    )


def _in_contents() -> tuple[HelpLine, ...]:
    """The keys in the list of a source with several documents."""
    return (
        HelpLine("Space", translate("Help", "Choose the row, or leave it out again"), is_key=True),
        HelpLine("Ctrl+A", translate("Help", "Choose all rows that are shown"), is_key=True),
        HelpLine("Enter", translate("Help", "Open what was chosen, or else the row"), is_key=True),
    )


def _in_find() -> tuple[HelpLine, ...]:
    texts = {
        Scope.POINTER: translate("Help", "The value at a JSON Pointer, then what begins so"),
        Scope.NAMES: translate("Help", "Text in names alone"),
        Scope.VALUES: translate("Help", "Text in values alone"),
        Scope.RESULT: translate("Help", "Values with a result, such as fail or not reached"),
    }
    prefixes = [
        HelpLine(f"{prefix_of(scope)}…", text, is_key=True) for scope, text in texts.items()
    ]
    return (
        *prefixes,
        HelpLine("Enter, Shift+Enter", translate("Help", "Next and previous match"), is_key=True),
        HelpLine("Alt+Down", translate("Help", "Choose what is looked at"), is_key=True),
        HelpLine("Esc", translate("Help", "Empty the field"), is_key=True),
    )


def trace() -> HelpPage:
    """The steps of a hash or a signature."""
    return HelpPage(
        translate("Help", "How it was computed"),
        translate(
            "Help",
            "Select a hash or a signature in the tree: its steps are shown in order, computed "
            "anew from the document.",
        ),
        (
            _section(
                translate(
                    "Help",
                    "Members that are left out are struck through: a hash cannot hold itself, "
                    "nor its signature.",
                ),
                translate(
                    "Help",
                    "The canonical bytes are shown as text and in hex; save them to check them "
                    "with a tool of your own. The line of shell gives the same hash; of a "
                    "signature a second has OpenSSL check it.",
                ),
                translate(
                    "Help",
                    "After a step that failed the later ones are not reached. “Where to look” is "
                    "computed here from another copy in the document. It is no result, and it "
                    "never changes the verdict.",
                ),
                translate(
                    "Help",
                    "A click on a step selects the value that it takes; selecting a value marks "
                    "its step.",
                ),
            ),
        ),
        "trace",
    )


def timeline() -> HelpPage:
    """The events on a time axis."""
    return HelpPage(
        translate("Help", "Timeline"),
        translate(
            "Help", "The events of a document on a time axis, by signer, with what links them."
        ),
        (
            _section(
                translate(
                    "Help",
                    "A circle is when an event was created, a square when it was signed, the "
                    "line with the diamond when the bundle was built. These are the dates that "
                    "the document states.",
                ),
                translate(
                    "Help",
                    "A solid bar passed, a dashed one is odd or not checked, a dotted one failed. "
                    "Long stretches without an event are left out and hatched.",
                ),
                translate("Help", "A click or Enter selects the event; + and - zoom, 0 fits all."),
            ),
        ),
        "timeline",
    )


def comparison() -> HelpPage:
    """Two documents side by side."""
    return HelpPage(
        translate("Help", "Compare"),
        translate(
            "Help",
            "Two documents side by side: what was added, removed, changed and moved, and which "
            "proofs changed. Nothing is written to either.",
        ),
        (
            _section(
                translate(
                    "Help",
                    "Documents of one type are compared as wholes, a bundle and a state by the "
                    "state, and else the parts that both have. A bundle's own state can be held "
                    "against the one that its events give, and against another point of its "
                    "history.",
                ),
                translate(
                    "Help",
                    "Events are paired by event_id, or by type and time; aliases by kind and "
                    "value, keys by fingerprint, claims by claim_id, mirrors by address. Other "
                    "items are paired by the longest common subsequence, then by likeness. The "
                    "order of members never counts.",
                ),
                translate(
                    "Help",
                    "1 and 1.0 differ: they are the same number and two texts, so the hashes "
                    "differ. Texts that only look alike are said to.",
                ),
                translate(
                    "Help",
                    "The differences are shown first. Verdicts and proofs follow once both sides "
                    "are checked; until then nothing is exported, and no hash is hidden as one "
                    "that only follows from a time.",
                ),
                translate(
                    "Help",
                    "Volatile fields are times and what follows from them. Hidden differences "
                    "still count, and are shown where something else in the same item changed.",
                ),
                translate(
                    "Help",
                    "A state that was computed here is no document: the verdict beside it is the "
                    "bundle's.",
                ),
            ),
        ),
        "compare",
    )


def paper() -> HelpPage:
    """The hashes of title and abstract, compared with the paper."""
    return HelpPage(
        translate("Help", "The paper's text"),
        translate(
            "Help",
            "A bundle holds only the beginning of the abstract. Give the paper's text, and the "
            "hashes of title and abstract are checked against it.",
        ),
        (
            _section(
                translate(
                    "Help",
                    "Paste it, drop a file, or choose one: plain text, a web page, or arXiv's "
                    "Atom or OAI answer. Nothing is fetched.",
                ),
                translate(
                    "Help",
                    "A match proves that this is the text that was hashed. A mismatch proves "
                    "nothing: the text may be another version, or not hold the abstract.",
                ),
            ),
        ),
        "paper",
    )


def report() -> HelpPage:
    """The report on one document, saved for others."""
    return HelpPage(
        translate("Help", "A report to hand over"),
        translate(
            "Help",
            "What was found in one document, as a file for somebody else: a page, PDF, Markdown "
            "or data. It says what was verified, by which list of keys, and how each failing hash "
            "can be computed by hand.",
        ),
        (
            _section(
                translate(
                    "Help",
                    "The page and the data can be checked again: pith-inspector verify-report "
                    "says whether the report is unchanged, whether the document still has the "
                    "same bytes, and whether verifying it again gives the same results. PDF and "
                    "Markdown cannot.",
                ),
                translate(
                    "Help",
                    "“Unchanged” shows that nothing happened to the file by accident. Anyone can "
                    "write such a file: who did, a signature alone shows. The report says how to "
                    "make one.",
                ),
                translate(
                    "Help",
                    "Trust in the report is that of your list of keys. Whoever reads it may have "
                    "another list, and come to another verdict.",
                ),
            ),
        ),
    )


def notes() -> HelpPage:
    """People's notes on a document."""
    return HelpPage(
        translate("Help", "Notes"),
        translate(
            "Help",
            "Your words on a document, or on a value of it. They are kept in a folder of your own, "
            "never in the document, and change no check and no verdict.",
        ),
        (
            _section(
                translate(
                    "Help",
                    "Notes belong to the bytes of the document, by their SHA-256. Where the file "
                    "changes, its notes stay with the bytes that they were written on. Of a member "
                    "of an archive or an item of a list, it is the bytes of that document alone.",
                ),
                translate(
                    "Help",
                    "File, Notes exports and imports them. Importing takes nothing away. Of a note "
                    "that was changed in two places both versions are kept, and it is said.",
                ),
                translate(
                    "Help",
                    "Nothing proves who wrote a note, or when. Your own have the name from the "
                    "settings; of imported ones, name and date are what the file says.",
                ),
                translate(
                    "Help",
                    "A report has the notes only where you tick that, since they may be for nobody "
                    "else to read. They stand apart there, as words that nothing checks.",
                ),
            ),
        ),
    )


def _section(*texts: str) -> HelpSection:
    return HelpSection("", tuple(HelpLine("", text) for text in texts))
