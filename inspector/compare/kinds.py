"""The words of a comparison: what a difference is, and why two values stand side by side."""

from enum import StrEnum

ABSENT = -1
"""The node, or the index, of a side that has nothing there."""


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class MatchedBy(StrEnum):
    """Why two values are held against each other; the value is the word of reports."""

    NOTHING = ""
    DOCUMENT = "document"
    NAME = "name"
    EVENT_ID = "event_id"
    TYPE_AND_TIME = "event_type and created_at"
    TYPE = "event_type"
    KIND_AND_VALUE = "alias_kind and alias_value"
    FINGERPRINT = "fingerprint"
    CLAIM_ID = "claim_id"
    BASE_URL = "base_url"
    VALUE = "equal value"
    LIKENESS = "likeness"
    POSITION = "position"
