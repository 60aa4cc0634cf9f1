"""Which part of its source a document is, in words and as JSON."""

import orjson

from inspector.document.items import TextForm, TextPart
from inspector.document.json_types import JsonObject
from inspector.export.report_json import writable
from inspector.visible import exact, visible

LIST_SCHEMA = "pith-inspector/list/1"


def inside_words(source: str, member: str, part: TextPart | None) -> str:
    """A line for people; "" if ``source`` says everything."""
    words = []
    if member and not source.endswith(member):
        words.append(f"the file {visible(member)} in it")
    if part is not None:
        words.append(f"{part_words(part)}; places below count from the first of them")
        if part.item.pointer:
            words.append("what else the file says was not looked at")
    return "; ".join(words)


def part_words(part: TextPart) -> str:
    """Which item of its text a document is. Bytes count from 1, as those of an error do."""
    item = part.item
    noun = "line" if part.form is TextForm.LINES else "document"
    at = f" at {exact(item.pointer)}" if item.pointer else ""
    return f"{noun} {item.number:,}{at} in it, bytes {item.start + 1:,} to {item.end:,}"


def inside_object(member: str, part: TextPart | None) -> JsonObject:
    """``offset`` is where the document begins in its file; all other places are relative to the
    document."""
    members: JsonObject = {"member": writable(member) or None}
    if part is not None:
        item = part.item
        members |= {
            "form": part.form,
            "number": item.number,
            "path": item.pointer or None,
            "offset": item.start,
            "bytes": item.end - item.start,
        }
    return members


def entry_line(source: str, name: str, looks_like: str, size: int, link: str) -> bytes:
    """One entry of a list as a line of UTF-8 without its line end."""
    members = {
        "schema": LIST_SCHEMA,
        "source": writable(source),
        "name": writable(name),
        "looks_like": looks_like,
        "bytes": size,
        "link": writable(link) or None,
    }
    return orjson.dumps(members)
