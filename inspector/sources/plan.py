"""Describes what a fetch would do, before it does it. Nothing is read or contacted.

A path that exists is that file, whatever else it could mean. Only text written as an address
(``https://…``) or as a Pith Number is never a path, since a link that contains one must not open a
file. Text that a mail or a page puts around a name is removed; the plan says what the name was
taken for.
"""

import os
import re
import stat
from typing import TYPE_CHECKING, Literal, TypeAlias

from inspector.errors import InspectorError, SourceNotUnderstoodError, UrlRefusedError
from inspector.messages import Message, Place, msg
from inspector.named_tuple import NamedTuple
from inspector.sources.fetched import DEFAULT_OPTIONS, PastedText, SourceOptions
from inspector.sources.file import absolute_path, belongs_to_process, is_transient
from inspector.sources.link import as_written
from inspector.sources.reference import (
    ARXIV_PREFIX,
    PITH_PREFIX,
    PithNumber,
    RequestedRecord,
    arxiv_paper,
    bare_tail,
    doi,
    named_by,
    pith_number,
    pith_page,
    with_scheme,
    without_quotes,
    without_surroundings,
)
from inspector.visible import visible

if TYPE_CHECKING:
    from inspector.sources.address import Address

SourceKind: TypeAlias = Literal[
    "file", "archive member", "address", "pith number", "arxiv id", "standard input", "pasted text"
]
STANDARD_INPUT = "standard input"
MEMBER_MARK = "!/"
ITEM_MARK = "#"
_LONGEST_NUMBER = 9
_MOST_MARKS = 20
_STANDING_FOR_NAMES = frozenset("*?")
_ADDRESS = r"(?i)\s*[a-z][a-z0-9+.-]*://"
_ADDRESS_WITHOUT_SLASHES = r"(?i)\s*(?:https?|ftps?|file|data|javascript|mailto):"


class Plan(NamedTuple):
    """What a source was taken for. ``path`` is set for files, ``url`` and ``host`` for the network.

    ``member`` is the wanted archive member, possibly with an item number after it; ``item`` is the
    number if there is no member, else 0. ``identifier`` is the Pith Number or arXiv id in canonical
    form. ``asked`` is the record that the source names, or None.
    """

    kind: SourceKind
    name: str
    path: str = ""
    member: str = ""
    item: int = 0
    url: str = ""
    host: str = ""
    identifier: str = ""
    asked: RequestedRecord | None = None

    @property
    def is_remote(self) -> bool:
        return bool(self.url)


def describe(source: str, options: SourceOptions = DEFAULT_OPTIONS) -> Plan:
    """What ``fetch`` would do with ``source``.

    Raises SourceNotUnderstoodError and UrlRefusedError.
    """
    if source == "-":
        return Plan("standard input", STANDARD_INPUT)
    if isinstance(source, PastedText):
        return Plan("pasted text", source, item=source.item)
    source = as_written(source)
    text = without_surroundings(source)
    if _is_no_path(text):
        return _named(text, options) or _address(text)
    if not source.strip() or "\0" in source:
        raise SourceNotUnderstoodError("{} is no path, address or Pith Number.", Place(source))
    if os.path.lexists(source):
        return _file(source)
    return _named(text, options) or _path(without_quotes(source))


def absolute(source: str) -> str:
    """``source`` in a form that means the same in another folder.

    Only a path is changed. ``..`` stays, since the folder before it may be a link.
    """
    if isinstance(source, PastedText):
        return source
    try:
        source = as_written(source)
        if (inner := without_quotes(source)) != source.strip() and not os.path.lexists(source):
            source = as_written(inner)
        if os.path.isabs(source) or _is_path_by_its_text(source):  # avoids a disk that may hang
            return as_written(absolute_path(source))
        plan = describe(source)
    except InspectorError:
        return source
    if not plan.path:
        return source
    path = as_written(absolute_path(plan.path))
    if plan.item:
        return f"{path}{ITEM_MARK}{plan.item}"
    return f"{path}{MEMBER_MARK}{plan.member}" if plan.member else path


def lasts(source: str) -> bool:
    """Whether ``source`` means the same in another process and later.

    Standard input, pipes, pasted texts and ``/dev/fd/3`` do not.
    """
    try:
        plan = describe(source)
    except InspectorError:
        return True
    return plan.is_remote or (bool(plan.path) and not is_transient(plan.path))


def may_last(source: str) -> bool:
    """The same as ``lasts`` from the text alone, without disk access.

    A named pipe, and a link to something that belongs to a process, are not recognised.
    """
    try:
        text = as_written(source)
    except InspectorError:
        return True
    return not (text == "-" or isinstance(text, PastedText) or belongs_to_process(text))


def may_be_remote(source: str) -> bool:
    """Whether ``source`` may be fetched over the network, from its text alone.

    Callers that must not wait for a disk use this before ``describe``.
    """
    try:
        text = without_surroundings(as_written(source))
    except InspectorError:
        return False
    return _is_no_path(text) or _reference(text) is not None


def _is_path_by_its_text(source: str) -> bool:
    """Whether ``source`` is a path, existing or not, and not one of an archive member."""
    text = source.strip()
    is_else = text in ("", "-") or "\0" in text or MEMBER_MARK in text or may_be_remote(text)
    bare = without_surroundings(text)
    is_refused = bare.lower().startswith(ARXIV_PREFIX) or re.match(_ADDRESS_WITHOUT_SLASHES, bare)
    return not (is_else or is_refused or doi(bare))


def _is_no_path(text: str) -> bool:
    """Whether the text is written as an address or a Pith Number, which is never taken for a
    file."""
    return text.lower().startswith(PITH_PREFIX) or _is_address(text)


def _is_address(text: str) -> bool:
    return "://" in text and re.match(_ADDRESS, text) is not None


def split_item(text: str) -> tuple[str, int]:
    """``text`` without the item number at its end, and that number, or 0."""
    holder, _, number = text.rpartition(ITEM_MARK)
    is_number = number.isascii() and number.isdecimal() and not number.startswith("0")
    if ITEM_MARK in text and is_number and len(number) <= _LONGEST_NUMBER:
        return holder, int(number)
    return text, 0


def inside(source: str, part: str, *, is_item: bool) -> str:
    """How to ask for a part of ``source``: a member by its name, or an item by its number.

    In an address the part is in the fragment, which is not sent to the server.
    """
    if is_item and isinstance(source, PastedText):
        return PastedText(source.whole, source.text, int(part))
    mark = ITEM_MARK if is_item else MEMBER_MARK
    if not is_item and _is_address(source) and ITEM_MARK not in source:
        mark = ITEM_MARK + mark
    return f"{source}{mark}{part}"


def remedy_of_spelling(path: str) -> Message | None:
    """What to write in place of ``path``, which is no file: it may be spelled as in another
    program. A link that leads nowhere is spelled right."""
    if os.path.islink(path):
        return None
    if (holder := _file_before(path)) is not None:
        return msg(
            "{} is a file. If it is an archive, a file in it is named as in {}; if it is a list, a "
            "document in it as in {}.",
            Place(holder),
            Place(inside(holder, "NAME", is_item=False)),
            Place(inside(holder, "2", is_item=True)),
        )
    if not _STANDING_FOR_NAMES.isdisjoint(path):
        return msg(
            "The signs * and ? stand for themselves here: name each file. If the path stands in "
            "quotation marks in a command, leave them out, so that the shell puts in the names."
        )
    if path.startswith("~"):
        return msg("The sign ~ stands for itself here: write the whole path.")
    return None


def _file_before(path: str) -> str | None:
    """The file that ``path`` begins with, if a mark follows it as before a part of a file."""
    ends = [found.start() for found in re.finditer(r"[!#/:]", path)][: -_MOST_MARKS - 1 : -1]
    return next((path[:end] for end in ends if _is_regular(path[:end])), None)


def _is_regular(path: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def bundle_target(number: PithNumber) -> str:
    """The path of a Pith Number's bundle below the base address of a resolver."""
    return f"/pith/{number.tail}/bundle.json"


def _address(source: str) -> Plan:
    from inspector.sources.address import parse_address  # noqa: PLC0415 - only addresses need it

    before, _, fragment = source.partition(ITEM_MARK)
    item = split_item(f"{ITEM_MARK}{fragment}")[1]
    member = fragment[len(MEMBER_MARK) :] if fragment.startswith(MEMBER_MARK) else ""
    address = parse_address(before if item or member else source)
    return Plan(
        "address",
        visible(address.file_name),
        member=member,
        item=item,
        url=address.url,
        host=address.host,
        asked=named_by(address.target),
    )


def _file(path: str) -> Plan:
    name = os.path.basename(path.rstrip(os.sep)) or path
    return Plan("file", visible(name), path=path)


def _reference(text: str) -> PithNumber | RequestedRecord | str | None:
    """What a text names that is looked up or fetched; an address is returned as text."""
    found = bare_tail(text) or arxiv_paper(text) or pith_page(text)
    if found is None and (address := with_scheme(text)) != text:
        return address
    return found


def _named(text: str, options: SourceOptions) -> Plan | None:
    """The plan for something looked up by name; None for a path or an ordinary address."""
    if text.lower().startswith(PITH_PREFIX):
        return _pith_number(pith_number(text), text, options)
    match _reference(text):
        case PithNumber() as number:
            return _pith_number(number, text, options)
        case RequestedRecord() as asked:
            return _arxiv_id(asked, options)
        case str() as address:
            return _address(address)
    if text.lower().startswith(ARXIV_PREFIX):
        raise SourceNotUnderstoodError("{} is no arXiv id.", Place(text))
    if doi(text):
        raise SourceNotUnderstoodError(
            "{} is no DOI of an arXiv paper, and any other leads to a page of a publisher, not to "
            "a Pith document.",
            Place(text),
        )
    if re.match(_ADDRESS_WITHOUT_SLASHES, text) and not _is_address(text):
        raise UrlRefusedError(
            "The address {} is not fetched: only https://… is fetched.", Place(text)
        )
    return None


def _pith_number(number: PithNumber | None, text: str, options: SourceOptions) -> Plan:
    if number is None:
        raise SourceNotUnderstoodError(
            "{} is no Pith Number: those read pith:year:26 characters, or pith: and 8, 12 "
            "or 16 of them.",
            Place(text),
        )
    address = _resolver_address(bundle_target(number), options)
    return Plan(
        "pith number",
        number.text,
        url=address.url,
        host=address.host,
        identifier=number.text,
        asked=number.asked,
    )


def _arxiv_id(asked: RequestedRecord, options: SourceOptions) -> Plan:
    identifier = asked.arxiv
    target = f"/api/pith-number/resolve?arxiv={identifier}&json=true"
    address = _resolver_address(target, options)
    return Plan(
        "arxiv id",
        f"arXiv:{identifier}",
        url=address.url,
        host=address.host,
        identifier=identifier,
        asked=asked,
    )


def _resolver_address(target: str, options: SourceOptions) -> "Address":
    from inspector.sources.address import address_below  # noqa: PLC0415 - as above

    return address_below(options.resolver, target)


def _path(source: str) -> Plan:
    holder, item = split_item(source)
    if item and _is_readable(holder):
        return _file(holder)._replace(name=visible(os.path.basename(source)), item=item)
    split = _split_at_archive(source)
    if split is None:
        return _file(source)
    archive, member = split
    name = visible(member.rstrip("/").rpartition("/")[2] or member)
    return Plan("archive member", name, path=archive, member=member)


def _split_at_archive(source: str) -> tuple[str, str] | None:
    """The archive and its member, split at the first place whose left side is a file, else the
    last."""
    cuts = [found.start() for found in re.finditer(re.escape(MEMBER_MARK), source)]
    cuts = [cut for cut in cuts if cut and cut + len(MEMBER_MARK) < len(source)]
    if not cuts:
        return None
    cut = next((cut for cut in cuts if _is_file(source[:cut])), cuts[-1])
    return source[:cut], source[cut + len(MEMBER_MARK) :]


def _is_file(path: str) -> bool:
    return stat.S_ISREG(_mode(path))


def _is_readable(path: str) -> bool:
    return stat.S_IFMT(_mode(path)) in (stat.S_IFREG, stat.S_IFIFO)


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode
    except (OSError, ValueError):
        return 0
