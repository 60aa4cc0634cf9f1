"""Every named failure: a stable code, a plain sentence, and its place.

Nothing here prints or exits: the command line and the window decide how to show an error.
"""

from inspector.messages import Argument, Message, msg
from inspector.named_tuple import NamedTuple


class ShownLine(NamedTuple):
    """A line of an excerpt.

    ``number`` and ``column`` are those of its first character here, from 1. ``goes_on``: the line
    is longer.
    """

    number: int
    column: int
    text: str
    goes_on: bool = False


class Received(NamedTuple):
    """An excerpt of bytes that were refused.

    ``lines`` are unescaped, so they may contain anything; their numbers have gaps where lines are
    left out. ``data`` begins at the byte ``offset``. ``whole`` is the complete text if it may be a
    paper's. ``address`` is the one that a page names for the record's own file.
    """

    size: int
    sha256: str
    line_count: int = 0
    lines: tuple[ShownLine, ...] = ()
    data: bytes = b""
    offset: int = 0
    whole: bytes | None = None
    address: str = ""


class Hosts(NamedTuple):
    """The hosts that bytes came over: the one asked, the one that answered after redirects, and the
    proxy; each "" if there was none, as for a file."""

    asked: str = ""
    answered: str = ""
    proxy: str = ""


NO_HOSTS = Hosts()


class InspectorError(Exception):
    """A named failure.

    ``text`` is a literal template with ``args`` for its gaps, or the whole message. ``path`` is the
    JSON Pointer of the place in a document, ``offset`` its byte offset; both are None if not known.
    ``line`` and ``column`` count from 1, the column in characters. ``remedy`` says what to do, if
    that is known. ``received`` is an excerpt of the bytes, if some came.
    """

    code: str = "error"
    line: int | None = None
    column: int | None = None
    remedy: Message | None = None
    hosts: Hosts = NO_HOSTS
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

    @property
    def byte(self) -> int | None:
        """The byte at which the error is, counted from 1 as lines and columns are."""
        return None if self.offset is None else self.offset + 1


class CancelledError(InspectorError):
    """The user cancelled the work; nothing is known about the document."""

    code = "cancelled"


# --- reading a document -------------------------------------------------------------------


class UnreadableError(InspectorError):
    """The bytes are not a document that all readers read alike."""

    code = "unreadable"
    remedy = msg("Get the document again from where it was published.")


class EmptyDocumentError(UnreadableError):
    code = "empty"


class NotUtf8Error(UnreadableError):
    code = "not_utf8"


class EncodingError(UnreadableError):
    """The text is in an encoding that is not supported."""

    code = "encoding"


class NotJsonError(UnreadableError):
    code = "not_json"


class TrailingDataError(NotJsonError):
    """Something follows the value of a JSON text."""


class OtherContentError(NotJsonError):
    """The bytes are of another kind, which the code names."""

    def __init__(self, text: Message, *, code: str, offset: int | None = None) -> None:
        super().__init__(text, offset=offset)
        self.code = code


class TruncatedError(UnreadableError):
    code = "truncated"

    @property
    def byte(self) -> int | None:
        """The last byte that is there."""
        return self.offset


class DuplicateNameError(UnreadableError):
    code = "duplicate_name"


class NonFiniteNumberError(UnreadableError):
    code = "non_finite_number"


class LoneSurrogateError(UnreadableError):
    code = "lone_surrogate"


class NotPithError(UnreadableError):
    code = "not_pith"
    remedy = msg("Open a Pith bundle, state, record, mirror manifest or key.")


class UntypedError(NotPithError):
    """The members are those of a Pith document, but none states a known type."""

    code = "untyped"
    remedy = msg(
        "Get the document again from where it was published. If it is the same there, this version "
        "of the program does not know its type."
    )


class LimitError(UnreadableError):
    """A limit of the reader is exceeded; the sentence names it."""

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
    """The bytes could not be obtained."""

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
    """The SOURCE is no path, address or Pith Number."""

    code = "source_not_understood"
    remedy = msg("Give a path, an https address, a Pith Number or an arXiv id.")


class UrlRefusedError(SourceError):
    """The address is never fetched: it is not https, contains a password, or has no host."""

    code = "url_refused"
    remedy = msg("Only https addresses without a password in them are fetched.")


class AddressFaultError(UrlRefusedError):
    """The address cannot be one."""

    remedy = msg("Check the address: it may be mistyped, or a part of it is missing.")


class FileAddressError(UrlRefusedError):
    """A ``file:`` address that names no file of this computer."""

    remedy = msg("Give the path of a file on this computer.")


class SavingError(InspectorError):
    """A file could not be written."""

    code = "saving"


class NotFetchedError(InspectorError):
    """The user has not agreed to fetch the address, which is a link's or one of the last run.

    ``url`` is the whole address, ``host`` its host.
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
    """The proxy cannot be used or does not connect."""

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
    """The server answered with a ``status`` other than 200."""

    code = "http_status"

    def __init__(self, text: str | Message, *args: Argument, status: int = 0) -> None:
        super().__init__(text, *args)
        self.status = status


class TooManyRedirectsError(NetworkError):
    code = "too_many_redirects"
    remedy = msg("Ask another mirror, or save the document with a browser and open that file.")


class ContentEncodingError(NetworkError):
    code = "content_encoding"
    remedy = TooManyRedirectsError.remedy


NOTHING_FETCHED = (NetworkError, OfflineError, SourceNotUnderstoodError, UrlRefusedError)
"""Errors without any bytes to judge: they are no verdict on a document."""


class AnotherRecordError(SourceError):
    """The received document is about another record than was ``asked`` for; ``came`` says which."""

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
    """The archive cannot be read."""

    code = "archive"
    remedy: Message | None = msg(
        "Get it again, or unpack it with another program and open what comes out."
    )


class CutArchiveError(ArchiveError):
    """The end of the archive is missing."""

    code = "truncated"
    remedy = msg("Get it again: the end of this copy is missing.")


class EncryptedArchiveError(ArchiveError):
    """The archive, or a member of it, is encrypted."""

    code = "encrypted"
    remedy = msg("Unpack it with its password, and open what comes out.")


class NoDocumentError(SourceError):
    """The source contains files or texts, and none of them is a document."""

    code = "no_document"


class UnopenedArchiveError(ArchiveError):
    """The archive may be sound, but such archives are not opened."""

    remedy = msg("Unpack it with another program, and open what comes out.")


class MemberMissingError(ArchiveError):
    code = "member_missing"
    remedy = msg("Open it without the name or number behind it, to see what it holds.")


class EmptyArchiveError(MemberMissingError):
    """The archive contains no file, or a link in it leads to none."""

    remedy = msg("Get it again: this copy does not hold what is meant.")


class MemberAmbiguousError(ArchiveError):
    """The source contains several documents and none was named.

    ``held`` are its contents if they were read completely, so that they need not be read again.
    """

    code = "member_ambiguous"
    remedy = None
    held: object = None


# --- inside a document ---------------------------------------------------------------------


class PointerError(InspectorError):
    """The JSON Pointer is malformed or leads nowhere."""

    code = "no_such_value"


class MergeUnknownError(InspectorError):
    """The merged state cannot be computed: a rule is not known."""

    code = "merge_unknown"


class WrongDocumentError(InspectorError):
    """The document is of a type that the command does not support."""

    code = "wrong_document"


class EventCountError(InspectorError):
    """The bundle has fewer events than were asked for."""

    code = "no_such_event"


# --- the user's keys -----------------------------------------------------------------------


class KeyFileError(InspectorError):
    """The file contains no key, or a malformed one."""

    code = "key_file"


class TrustStoreError(InspectorError):
    """The user's own list of keys is damaged, locked or cannot be written."""

    code = "trust_store"


# --- notes on a document -------------------------------------------------------------------


class NotesError(InspectorError):
    """Notes cannot be read or written, or are refused."""

    code = "notes"


class NotesDamagedError(NotesError):
    """The file should contain notes but contains something else."""

    code = "notes_damaged"


# --- the paper's text ----------------------------------------------------------------------


class PaperTextError(InspectorError):
    """The paper's text cannot be read."""

    code = "paper_text"


class PaperTextEmptyError(PaperTextError):
    code = "paper_text_empty"


class PaperTextTooLargeError(PaperTextError):
    code = "paper_text_too_large"


class PaperTextEncodingError(PaperTextError):
    code = "paper_text_encoding"


class PaperTextFormError(PaperTextError):
    """The text is not plain text, html, or arXiv's Atom or OAI-PMH."""

    code = "paper_text_form"


class PaperTextMalformedError(PaperTextError):
    """The text is malformed XML."""

    code = "paper_text_malformed"


class PaperTextUnsafeError(PaperTextError):
    """The mark-up is made to exhaust its reader, or to make it read other files."""

    code = "paper_text_unsafe"


# --- comparing -----------------------------------------------------------------------------


class NothingInCommonError(InspectorError):
    """The two documents have no part in common that could be compared."""

    code = "nothing_in_common"


# --- saved reports -------------------------------------------------------------------------


class NotAReportError(InspectorError):
    """The file is no report of this program, or not a complete one."""

    code = "not_a_report"


# --- starting ------------------------------------------------------------------------------


class CannotStartError(InspectorError):
    """The request cannot be fulfilled for a reason outside the document; the sentence says what to
    do."""

    code = "cannot_start"


class ProgramFaultError(InspectorError):
    """The program broke, which says nothing about what it was reading."""

    code = "fault"


class LibraryMissingError(CannotStartError):
    """A system library is missing or cannot be loaded."""

    code = "library_missing"


class PackageMissingError(CannotStartError):
    """A Python package is missing, damaged, or of an unsupported version."""

    code = "package_missing"


class NoDisplayError(CannotStartError):
    """There is no display to show a window on, or its connection was lost."""

    code = "no_display"


class OutOfMemoryError(CannotStartError):
    code = "out_of_memory"


class OutputError(CannotStartError):
    """The result cannot be written to standard output."""

    code = "output"
