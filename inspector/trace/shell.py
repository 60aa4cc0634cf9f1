"""Lines for a POSIX shell that repeat a trace: Python computes the hash, OpenSSL checks the
signature.

The Python line needs only the standard library; Python's json is the reference for canonical JSON.
jq would be shorter, but it writes floats, large integers, -0 and U+007F differently and stops at a
depth of 256. Isolated mode (-I) keeps a ``json.py`` beside the document from being imported. The
OpenSSL line contains hash, signature and key as hex and base64 and reads nothing from the document.
"""

import shlex
from base64 import b64encode
from collections.abc import Iterator

import orjson

from inspector.document.pointer import split
from inspector.messages import Message, Place, msg
from inspector.named_tuple import NamedTuple
from inspector.trace.hashes import Steps
from inspector.trace.steps import Outcome, Step, StepKind
from inspector.verify.keys import from_base64
from inspector.verify.paper_normalisation import Normalisation
from inspector.verify.signatures import SIGNATURE_BYTES
from inspector.verify.weak_keys import is_weak_key
from inspector.visible import visible

_DUMPS = 'json.dumps(v, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()'
_EMPTY_SECTION = b'{"payload":[]}'
_DECODED = {
    "public_key_b64": "base64.b64decode({}, validate=True)",
    "public_key_hex": "bytes.fromhex({})",
}
_SPELLED = msg("The line gives the SHA-256; the last step spells it in another way.")
_SIGNED = msg("The line gives the hash that is signed.")
_NOT_IN_DOCUMENT = msg("The text that is hashed stands in the paper, not in the document.")
_NOTHING_HASHED = msg("Nothing is hashed here: two values of the document are compared.")
_OF_LAST = {StepKind.SPELL: _SPELLED, StepKind.ED25519: _SIGNED}
"""The note on a line, by the kind of the last step."""


_PEM_PREFIX = bytes.fromhex("302a300506032b6570032100")
"""The DER prefix of an Ed25519 SubjectPublicKeyInfo (RFC 8410), before the 32 bytes."""
_POINT = 32
VERIFIED, NOT_VERIFIED = "Signature Verified Successfully", "Signature Verification Failure"
"""What OpenSSL prints."""


class DocumentFile(NamedTuple):
    """The file that a line reads: its name or path, and whether the document is there already."""

    name: str
    is_file: bool = True


NOT_SAVED = DocumentFile("document.json", is_file=False)


def line(id_: str, steps: Steps, saved: DocumentFile) -> tuple[str, Message | None]:
    """The line for the check ``id_``, "" if there is none, and the note on it or the reason."""
    hashed = next((step for step in steps if step.kind is StepKind.SHA256), None)
    if hashed is None:
        return "", _NOTHING_HASHED
    if hashed.computed is None:
        return "", hashed.note
    before = steps[: steps.index(hashed)]
    if id_ == "snapshot.abstract" and before[0].data is not None:
        return "", _NOT_IN_DOCUMENT
    name, note = _file(saved)
    if (last := _OF_LAST.get(steps[-1].kind)) is not None:
        note = last if note is None else msg("{} {}", note, last)
    program = "; ".join(_program(id_, before))
    return f"python3 -I -c {shlex.quote(program)} {shlex.quote(name)}", note


class SignatureLine(NamedTuple):
    """``prints`` is OpenSSL's output, "" if it is not certain. All members are empty without a
    line."""

    line: str = ""
    prints: str = ""
    note: Message | None = None


def signature_line(steps: Steps) -> SignatureLine:
    """The line for a signature that was found valid or invalid, from its last step."""
    last = steps[-1] if steps else None
    if last is None or last.key is None or last.outcome not in (Outcome.VALID, Outcome.INVALID):
        return SignatureLine()
    signature = from_base64(last.signature)
    if signature is None or len(signature) != SIGNATURE_BYTES:
        return SignatureLine()
    digest = next(step.computed for step in steps if step.kind is StepKind.SHA256)
    key = b64encode(_PEM_PREFIX + last.key.raw).decode()
    commands = (
        # Uses a temporary folder that is removed with the shell, so no file is overwritten.
        "d=$(mktemp -d)",
        'cd "$d"',
        "trap 'rm -r \"$d\"' EXIT",
        "python3 -I -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(sys.argv[1]))' "
        f"{digest} > hash.bin",
        f"printf %s {b64encode(signature).decode()} | openssl base64 -d -A > signature.bin",
        f"printf '%s\\n' '-----BEGIN PUBLIC KEY-----' {key} '-----END PUBLIC KEY-----' > key.pem",
        "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in hash.bin -sigfile signature.bin",
    )
    return SignatureLine(
        f"({' && '.join(commands)})", *_said_of(last.outcome, last.key.raw, signature)
    )


def _said_of(outcome: Outcome, key: bytes, signature: bytes) -> tuple[str, Message]:
    """OpenSSL's output, and the note on it.

    OpenSSL verifies by the same equation, but accepts keys and signature points of small order. It
    refuses a non-canonical scalar of the signature.
    """
    if outcome is Outcome.INVALID and (is_weak_key(key) or is_weak_key(signature[:_POINT])):
        return "", msg(
            "OpenSSL (version 3 or later) may print {} all the same: it takes a few weak keys and "
            "signatures (those with a point of small order) that are refused here. With such a key "
            "anybody can sign.",
            VERIFIED,
        )
    prints = VERIFIED if outcome is Outcome.VALID else NOT_VERIFIED
    return prints, msg(
        "OpenSSL (version 3 or later) prints {}. It sees only whether this key signed this hash; "
        "whose key it is, it cannot know.",
        prints,
    )


def _file(saved: DocumentFile) -> tuple[str, Message | None]:
    """The file name quoted for the line, and what to do before the line can be run."""
    name = saved.name
    if not name or visible(name) != name:
        # A control character in the name could act on the terminal that the line is pasted into.
        name = NOT_SAVED.name
        return name, msg("Save the document as {} first.", Place(name))
    if not saved.is_file:
        return name, msg("Save the document as {} first.", Place(name))
    return (f"./{name}" if name.startswith("-") else name), None


def _program(id_: str, steps: Steps) -> Iterator[str]:
    """The statements of the program: ``d`` is the document, ``v`` the value after each step."""
    is_key = id_ == "key.fingerprint"
    form = next((step.form for step in steps if step.form is not None), None)
    is_composed = form is not None and form.unicode is not None
    more = ", unicodedata" if is_composed else ""
    yield f"import {'base64, ' if is_key else ''}hashlib, json, sys{more}"
    document = 'json.load(open(sys.argv[1], "rb"))'
    if any(step.kind is StepKind.PUT_IN for step in steps):
        yield f"d = {document}"
        document = "d"
    for step in steps:
        yield from _statement(step, document)
    bytes_ = "v" if is_key else _DUMPS if form is None else _normalised(form)
    yield f"print(hashlib.sha256({bytes_}).hexdigest())"


def _normalised(form: Normalisation) -> str:
    text = "v" if form.unicode is None else f"unicodedata.normalize({literal(form.unicode)}, v)"
    text += ".casefold()" if form.folds_case else ".lower()"
    return f'" ".join({text}.split()).encode()' if form.folds_space else f"{text}.encode()"


def _statement(step: Step, document: str) -> Iterator[str]:
    if step.kind is StepKind.TAKE:
        place = document + "".join(f"[{token}]" for token in _tokens(step.path))
        decoded = _DECODED.get(step.path.rpartition("/")[2], "{}")
        yield f"v = {decoded.format(place)}"
    elif step.kind is StepKind.LEAVE_OUT:
        names = ", ".join(map(literal, step.left_out))
        yield f"v = {{n: v[n] for n in v if n not in [{names}]}}"
    elif step.kind is StepKind.PICK:
        pairs = zip(step.written, step.names, strict=True)
        kept = ", ".join(f"{literal(new)}: v[{literal(old)}]" for new, old in pairs)
        yield f"v = {{{kept}}}"
    elif step.kind is StepKind.PUT_IN:
        yield f"v.update({{{', '.join(_members(step))}}})"
    elif step.kind is StepKind.CANONICAL and step.names:
        content = "[]" if step.data == _EMPTY_SECTION else "v"
        yield f"v = {{{literal(step.names[0])}: {content}}}"


def _tokens(pointer: str) -> Iterator[str]:
    """Subscripts. All traced lists are in objects with names, so digits mean an index."""
    for token in split(pointer):
        yield token if token.isdecimal() and token.isascii() else literal(token)


def _members(step: Step) -> Iterator[str]:
    """The members added to a rebuilt event; the Pith Number is read from the document."""
    for name, value in orjson.loads(step.data or b"{}").items():
        if name == "subject_pith_number":
            yield f"{literal(name)}: d.get({literal('pith_number')})"
        else:
            shown = literal(value) if isinstance(value, str) else repr(value)
            yield f"{literal(name)}: {shown}"


def literal(text: str) -> str:
    """``text`` as a Python literal in double quotes, in printable ASCII."""
    escaped = text.encode("unicode_escape").decode().replace('"', '\\"')
    return f'"{escaped}"'
