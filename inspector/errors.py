"""Every named failure: a stable code, a plain sentence, and where it was met.

Nothing here prints or exits: the command line and the window decide how an error is shown.
"""

from inspector.messages import Argument, Message, msg
from inspector.named_tuple import NamedTuple


class ShownLine(NamedTuple):
    """A line of a text as far as it is shown. ``number`` and ``column``, of its first character
    here, count from 1; ``goes_on``: there is more of it."""

    number: int
    column: int
    text: str
    goes_on: bool = False


class Received(NamedTuple):
    """The bytes that were refused, as far as they are shown.

    ``lines`` are as they came and nothing in them is harmless; the numbers jump where some are left
    out. ``data`` begins at the byte ``offset``. ``whole`` is all of a text that may be a paper's,
    and ``address`` the one that a page names for the record's own file.
    """

    size: int
    sha256: str
    line_count: int = 0
    lines: tuple[ShownLine, ...] = ()
    data: bytes = b""
    offset: int = 0
    whole: bytes | None = None
    address: str = ""


class InspectorError(Exception):
    """A failure with a name.

    ``text`` is the template, a literal, with ``args`` for its gaps; or it is the whole message.
    ``path`` is the JSON Pointer of the place inside a document and ``offset`` its byte, both
    ``None`` where there is none; ``line`` and ``column`` count from 1, the column in characters.
    ``remedy`` is what to do about it, where that is known. ``asked_host`` and
    ``answered_by`` are the host that was asked and the one that answered in the end, ``by_way_of``
    the proxy that was used, where the bytes came over the network, and ``received`` the bytes,
    where some came.
    """

    code: str = "error"
    line: int | None = None
    column: int | None = None
    remedy: Message | None = None
    asked_host: str = ""
    answered_by: str = ""
    by_way_of: str = ""
    received: Received | None = None

    def __init__(
        self,
        text: str | Message,
        *args: Argument,
        path: str | None = None,
        offset: int | None = None,
    ) -> None:
        super().__init__(text, *args)
        self.message = Message(text, args) if isinstance(text, str) else text
        self.path = path
        self.offset = offset

    def __str__(self) -> str:
        """The message in English."""
        return str(self.message)


class CancelledError(InspectorError):
    """The user stopped the work; nothing is known about the document."""

    code = "cancelled"


# --- reading a document -------------------------------------------------------------------


class UnreadableError(InspectorError):
    """The bytes are not a document that can be read in one way only."""

    code = "unreadable"
    remedy = msg("Get the document again from where it was published.")


class EmptyDocumentError(UnreadableError):
    code = "empty"


class NotUtf8Error(UnreadableError):
    code = "not_utf8"


class EncodingError(UnreadableError):
    """Text in an encoding that documents are not read in."""

    code = "encoding"


class NotJsonError(UnreadableError):
    code = "not_json"


class TrailingDataError(NotJsonError):
    """Something follows the one value that a JSON text is."""


class OtherContentError(NotJsonError):
    """Bytes of another kind, which the code names."""

    def __init__(self, text: Message, *, code: str, offset: int | None = None) -> None:
        super().__init__(text, offset=offset)
        self.code = code


class TruncatedError(UnreadableError):
    code = "truncated"


class DuplicateNameError(UnreadableError):
    code = "duplicate_name"


class NonFiniteNumberError(UnreadableError):
    code = "non_finite_number"


class LoneSurrogateError(UnreadableError):
    code = "lone_surrogate"


class NotPithError(UnreadableError):
    code = "not_pith"
    remedy = msg("Open a Pith bundle, state, record, mirror manifest or key.")


class LimitError(UnreadableError):
    """A limit of the reader; the sentence names the limit."""

    code = "limit"
    remedy = msg("A document this large is not opened, for safety.")


class TooLargeError(LimitError):
    code = "too_large"


class TooDeepError(LimitError):
    code = "too_deep"


class TooManyDigitsError(LimitError):
    code = "too_many_digits"


class TooManyNodesError(LimitError):
    code = "too_many_nodes"


class TooManyItemsError(LimitError):
    code = "too_many_items"


# --- finding the bytes --------------------------------------------------------------------


class SourceError(InspectorError):
    """The bytes could not be had."""

    code = "source"


class FileMissingError(SourceError):
    code = "file_missing"
    remedy = msg("Check the path: the file may have been moved or renamed.")


class IsFolderError(SourceError):
    code = "is_folder"
    remedy = msg("Open one document inside the folder.")


class NotPermittedError(SourceError):
    code = "not_permitted"
    remedy = msg("Ask the file's owner for the right to read it.")


class FileUnreadableError(SourceError):
    code = "file_unreadable"


class SourceNotUnderstoodError(SourceError):
    """A SOURCE that is no path, address or Pith Number."""

    code = "source_not_understood"
    remedy = msg("Give a path, an https address, a Pith Number or an arXiv id.")


class UrlRefusedError(SourceError):
    """An address that is never fetched: not https, with a password in it, or without a host."""

    code = "url_refused"
    remedy = msg("Only https addresses without a password in them are fetched.")


class SavingError(InspectorError):
    """Bytes that were computed could not be put into a file."""

    code = "saving"


class NotFetchedError(InspectorError):
    """An address that nobody has agreed to fetch: a link's, or one of the last run.

    ``url`` is the whole of what would be asked for, and ``host`` whom.
    """

    code = "not_fetched"

    def __init__(self, text: str | Message, *args: Argument, host: str = "", url: str = "") -> None:
        super().__init__(text, *args)
        self.host = host
        self.url = url


class OfflineError(SourceError):
    code = "offline"
    remedy = msg("Start the program without --offline to fetch it.")


class NetworkError(SourceError):
    code = "network"
    remedy = msg("Check the connection and the address, then try again.")


class ProxyError(NetworkError):
    """The proxy cannot be used, or leads no further."""

    code = "proxy"
    remedy = msg(
        "Set HTTPS_PROXY and NO_PROXY as your institution says, then start the program anew."
    )


class CertificateError(NetworkError):
    code = "certificate"
    remedy = msg("Nothing was read: the server could not prove who it is.")


class TimedOutError(NetworkError):
    code = "timed_out"


class HttpStatusError(NetworkError):
    """The server answers with a ``status`` other than 200."""

    code = "http_status"

    def __init__(self, text: str | Message, *args: Argument, status: int = 0) -> None:
        super().__init__(text, *args)
        self.status = status


class TooManyRedirectsError(NetworkError):
    code = "too_many_redirects"


class ContentEncodingError(NetworkError):
    code = "content_encoding"


NOTHING_FETCHED = (NetworkError, OfflineError, SourceNotUnderstoodError, UrlRefusedError)
"""With these nothing came that could be judged: they are no verdict on a document."""


class AnotherRecordError(SourceError):
    """Another record came than was ``asked`` for by name, or none; ``came`` says which."""

    code = "another_record"
    remedy = msg("Check the name, or ask another mirror: what came was not opened.")

    def __init__(
        self,
        text: str | Message,
        *args: Argument,
        asked: str = "",
        came: str = "",
        path: str = "",
    ) -> None:
        super().__init__(text, *args, path=path)
        self.asked = asked
        self.came = came


class ArchiveError(SourceError):
    """An archive that cannot be read, or is encrypted."""

    code = "archive"


class MemberMissingError(ArchiveError):
    code = "member_missing"


class MemberAmbiguousError(ArchiveError):
    """The source holds several documents and none was named. ``held`` are its contents, where they
    were read as a whole and need not be read a second time."""

    code = "member_ambiguous"
    held: object = None


# --- inside a document ---------------------------------------------------------------------


class PointerError(InspectorError):
    """A JSON Pointer that is malformed or leads nowhere."""

    code = "no_such_value"


class MergeUnknownError(InspectorError):
    """The merged state cannot be computed: a rule is not known."""

    code = "merge_unknown"


class WrongDocumentError(InspectorError):
    """The document is of another type than the command works on."""

    code = "wrong_document"


class EventCountError(InspectorError):
    """So many events as were asked for the bundle does not have."""

    code = "no_such_event"


# --- the user's keys -----------------------------------------------------------------------


class KeyFileError(InspectorError):
    """A file that holds no key, or a malformed one."""

    code = "key_file"


class TrustStoreError(InspectorError):
    """The user's own list of keys is damaged, locked or cannot be written."""

    code = "trust_store"


# --- notes on a document -------------------------------------------------------------------


class NotesError(InspectorError):
    """Notes cannot be read or written, or are not taken as they are."""

    code = "notes"


class NotesDamagedError(NotesError):
    """A file that should hold notes holds something else."""

    code = "notes_damaged"


# --- the paper's text ----------------------------------------------------------------------


class PaperTextError(InspectorError):
    """A paper's text that was given and cannot be read."""

    code = "paper_text"


class PaperTextEmptyError(PaperTextError):
    code = "paper_text_empty"


class PaperTextTooLargeError(PaperTextError):
    code = "paper_text_too_large"


class PaperTextEncodingError(PaperTextError):
    code = "paper_text_encoding"


class PaperTextFormError(PaperTextError):
    """Something else than plain text, html, or arXiv's Atom or OAI-PMH."""

    code = "paper_text_form"


class PaperTextMalformedError(PaperTextError):
    """XML that breaks XML's own rules."""

    code = "paper_text_malformed"


class PaperTextUnsafeError(PaperTextError):
    """Mark-up made to exhaust its reader, or to make it read other files."""

    code = "paper_text_unsafe"


# --- comparing -----------------------------------------------------------------------------


class NothingInCommonError(InspectorError):
    """Two documents of which no part of the one says what a part of the other says."""

    code = "nothing_in_common"


# --- reports that were saved ---------------------------------------------------------------


class NotAReportError(InspectorError):
    """A file that holds no report of this program, or not a whole one."""

    code = "not_a_report"


# --- starting ------------------------------------------------------------------------------


class CannotStartError(InspectorError):
    """What was asked for cannot be done for a reason outside the document; its sentence names
    the remedy."""

    code = "cannot_start"


class ProgramFaultError(InspectorError):
    """The program broke: that says nothing about what it was reading."""

    code = "fault"


class LibraryMissingError(CannotStartError):
    """A library of the system is missing, or cannot be loaded."""

    code = "library_missing"


class PackageMissingError(CannotStartError):
    """A Python package is missing, damaged, or of a version that does not serve."""

    code = "package_missing"


class NoDisplayError(CannotStartError):
    """There is no screen to show a window on, or it has gone."""

    code = "no_display"


class OutOfMemoryError(CannotStartError):
    code = "out_of_memory"


class OutputError(CannotStartError):
    """What was found cannot be written to standard output."""

    code = "output"
