"""The pages of the help on the ways to look at a document, each with a picture of the program."""

from inspector.gui.document.help_pages import HelpPage, Line, Section
from inspector.gui.translation import translate


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
                    "with a tool of your own. The line of shell gives the same hash.",
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
    """The hashes of title and abstract, held against the paper."""
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


def _section(*texts: str) -> Section:
    return Section("", tuple(Line("", text) for text in texts))
