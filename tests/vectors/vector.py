"""One vector: a file to verify, with its expected outcome."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.vectors.drafts import bundle
from tests.vectors.keys import Object
from tests.vectors.sealing import merged, seal, seal_bundle, seal_from_events, seal_upwards

TRUSTED = "trusted-keys.json"
OTHERS = "other-keys.json"
BOTH = "both-keys.json"
ROTATED = "rotated-keys.json"
PAPER = "paper.txt"
Change = Callable[[Any], object]


class Vector(NamedTuple):
    """``fail`` are exactly the ids that fail; ``unchecked`` are among those left unchecked.

    ``trust`` and ``distrust`` name key files. ``error`` is the code of an unreadable one,
    ``paper`` names a paper's text to look in.
    """

    file: str
    data: bytes
    verdict: str
    note: str
    fail: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    trust: str | None = TRUSTED
    distrust: str | None = None
    error: str | None = None
    paper: str | None = None

    def row(self) -> Object:
        """The vector's row in the manifest, without values that are the default."""
        members: Object = {
            "file": self.file,
            "trust": self.trust,
            "verdict": self.verdict,
            "fail": list(self.fail),
            "note": self.note,
        }
        if self.unchecked:
            members["unchecked"] = list(self.unchecked)
        if self.distrust:
            members["distrust"] = self.distrust
        if self.error:
            members["error"] = self.error
        if self.paper:
            members["paper"] = self.paper
        return members


def text(value: Any) -> bytes:
    """A document as a registry would write it: no white space, raw UTF-8, database order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def verified(name: str, value: Object, note: str, **more: Any) -> Vector:
    return Vector(f"{name}.json", text(value), "verified", note, **more)


def unproven(name: str, value: Object, note: str, **more: Any) -> Vector:
    return Vector(f"{name}.json", text(value), "unproven", note, **more)


def unreadable(name: str, data: bytes, error: str, note: str) -> Vector:
    return Vector(f"{name}.json", data, "unreadable", note, error=error)


def forged(rule: str, value: Object, note: str, *also: str, **more: Any) -> Vector:
    """A document that breaks one rule; the file is named after it."""
    return Vector(f"{rule}.json", text(value), "failed", note, (rule, *also), **more)


def made(change: Change, **draft: Any) -> Object:
    """A bundle with a change in its draft, sealed completely."""
    value = bundle(**draft)
    change(value)
    return seal(value)


def made_with_receipt(change: Change) -> Object:
    """A bundle whose record_created payload was changed after the receipt was signed."""
    value = seal(bundle())
    change(value["events"][0]["payload"])
    return seal_from_events(value)


def made_with_events(change: Change) -> Object:
    """A bundle whose events were changed after signing them, but before state and bundle."""
    value = seal(bundle())
    change(value["events"])
    return seal_upwards(value)


def made_with_signature(change: Change) -> Object:
    """A bundle changed after its events and its state were sealed, but before it was signed."""
    value = seal(bundle())
    change(value)
    return seal_bundle(value)


def made_after(change: Change) -> Object:
    """A bundle changed after all was signed."""
    value = seal(bundle())
    change(value)
    return value


def state_alone(change: Change = lambda state: None) -> Object:
    """The state of a bundle, changed."""
    value: Object = merged(seal(bundle()))
    change(value)
    return value


def put(*path: str | int) -> Callable[[Any], Change]:
    """``put("a", 0, "b")(value)`` sets that member of what it is given."""

    def with_value(new: Any) -> Change:
        def change(value: Any) -> None:
            for step in path[:-1]:
                value = value[step]
            value[path[-1]] = new

        return change

    return with_value


def turn(*path: str | int) -> Change:
    """Changes the first character of the string at ``path`` to another valid one."""

    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        old = value[path[-1]]
        value[path[-1]] = ("1" if old[0] == "0" else "0") + old[1:]

    return change
