"""What one can do about an error: a sentence by its code."""

from inspector.errors import (
    InspectorError,
    LimitError,
    NetworkError,
    TruncatedError,
    UnreadableError,
)
from inspector.gui.translation import N_, number, translate
from inspector.gui.widgets.plain_text import whole

_REMEDIES: dict[str, str] = {
    "file_missing": N_("Remedies", "Check the path: the file may have been moved or renamed."),
    "is_folder": N_("Remedies", "Open one document inside the folder."),
    "not_permitted": N_("Remedies", "Ask the file's owner for the right to read it."),
    "source_not_understood": N_(
        "Remedies", "Give a path, an https address, a Pith Number or an arXiv id."
    ),
    "url_refused": N_("Remedies", "Only https addresses without a password in them are fetched."),
    "another_record": N_(
        "Remedies", "Check the name, or ask another mirror: what came was not opened."
    ),
    "offline": N_("Remedies", "Start the program without --offline to fetch it."),
    "proxy": N_(
        "Remedies",
        "Set HTTPS_PROXY and NO_PROXY as your institution says, then start the program anew.",
    ),
    "certificate": N_("Remedies", "Nothing was read: the server could not prove who it is."),
    "not_pith": N_("Remedies", "Open a Pith bundle, state, record, mirror manifest or key."),
    "member_ambiguous": N_("Remedies", "Name the member to open."),
    "fault": N_(
        "Remedies", "Nothing was found out about the document. Reload it, or report the fault."
    ),
    "cancelled": N_("Remedies", "Reload to open it after all."),
}
_LIMIT = N_("Remedies", "A document this large is not opened, for safety.")
_NETWORK = N_("Remedies", "Check the connection and the address, then reload.")
_UNREADABLE = N_("Remedies", "Get the document again from where it was published.")
_OTHER = N_("Remedies", "Check the source, then reload.")


def remedy(error: InspectorError) -> str:
    """One sentence: what to do now."""
    if error.remedy is not None:
        return whole(error.remedy)
    text = _REMEDIES.get(error.code)
    if text is None and isinstance(error, LimitError):
        text = _LIMIT
    if text is None and isinstance(error, NetworkError):
        text = _NETWORK
    if text is None:
        text = _UNREADABLE if isinstance(error, UnreadableError) else _OTHER
    return translate("Remedies", text)


def place(error: InspectorError) -> str:
    """Where in the document the error was met, empty where that is not known."""
    parts = []
    if error.line is not None and error.column is not None:
        line, column = number(error.line), number(error.column)
        parts.append(translate("Remedies", "line {}, column {}").format(line, column))
    if error.offset is not None:
        byte = number(marked_byte(error.offset, error))
        parts.append(translate("Remedies", "byte {}").format(byte))
    if error.path:
        parts.append(error.path)
    return ", ".join(parts)


def marked_byte(offset: int, error: InspectorError) -> int:
    """A file that ends too early is marked at its last byte: behind it there is none."""
    return offset - isinstance(error, TruncatedError)
