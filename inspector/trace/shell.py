"""A line for a POSIX shell that gives the hash of a trace with nothing but Python's own library.

One form serves always: Python's json is the reference of canonical JSON. jq is shorter, but it
writes floats, large integers, -0 and U+007F in other ways, and stops at a depth of 256. Isolated
mode (-I) keeps a ``json.py`` that lies beside the document from being run.
"""

import shlex
from collections.abc import Iterator
from typing import NamedTuple

import orjson

from inspector.document.pointer import split
from inspector.messages import Message, msg
from inspector.trace.hashes import Steps
from inspector.trace.steps import Step, StepKind
from inspector.verify.paper_normalisation import Normalisation
from inspector.visible import visible

_DUMPS = 'json.dumps(v, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()'
_EMPTY_SECTION = b'{"payload":[]}'
_DECODED = {
    "public_key_b64": "base64.b64decode({}, validate=True)",
    "public_key_hex": "bytes.fromhex({})",
}
_SPELLED = msg("The line gives the SHA-256; the last step spells it in another way.")
_SIGNED = msg("The line gives the hash that is signed; Ed25519 needs a tool of its own.")
_NOT_IN_DOCUMENT = msg("The text that is hashed stands in the paper, not in the document.")
_NOTHING_HASHED = msg("Nothing is hashed here: two values of the document are compared.")
_OF_LAST = {StepKind.SPELL: _SPELLED, StepKind.ED25519: _SIGNED}
"""What to know of the line by the kind of the last step."""


class Saved(NamedTuple):
    """The file that a line reads: its name or path, and whether the document lies there."""

    name: str
    is_file: bool = True


NOT_SAVED = Saved("document.json", is_file=False)


def line(id_: str, steps: Steps, saved: Saved) -> tuple[str, Message | None]:
    """The line for the steps of the check ``id_``, "" if none, and the note on it or the reason."""
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


def _file(saved: Saved) -> tuple[str, Message | None]:
    """The name as the line may bear it, and what to do before the line can be run."""
    name = saved.name
    if not name or visible(name) != name:
        # A name with a control character could act on the terminal that it is pasted into.
        name = NOT_SAVED.name
        return name, msg("Save the document as {} first.", name)
    if not saved.is_file:
        return name, msg("Save the document as {} first.", name)
    return (f"./{name}" if name.startswith("-") else name), None


def _program(id_: str, steps: Steps) -> Iterator[str]:
    """The statements of the program: ``d`` is the document, ``v`` what a step makes of a value."""
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
    """Subscripts. All traced lists lie in objects with names, so that digits mean an element."""
    for token in split(pointer):
        yield token if token.isdecimal() and token.isascii() else literal(token)


def _members(step: Step) -> Iterator[str]:
    """What a rebuilt event gets back; the Pith Number is read from the document."""
    for name, value in orjson.loads(step.data or b"{}").items():
        if name == "subject_pith_number":
            yield f"{literal(name)}: d.get({literal('pith_number')})"
        else:
            shown = literal(value) if isinstance(value, str) else repr(value)
            yield f"{literal(name)}: {shown}"


def literal(text: str) -> str:
    """``text`` as a Python literal in double quotes: printable ASCII, whatever it holds."""
    escaped = text.encode("unicode_escape").decode().replace('"', '\\"')
    return f'"{escaped}"'
