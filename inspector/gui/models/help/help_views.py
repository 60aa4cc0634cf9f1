"""The pages of the help on the ways to look at a document, each with a picture of the program."""

from inspector.gui.models.help.help_pages import HelpPage, Line, Section
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
