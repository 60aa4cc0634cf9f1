"""Strategies for notes from anybody: several versions of one, and deceptive names."""

from hypothesis import strategies as st

from inspector.notes.notes import Note

SHA256 = "ab" * 32
_POINTERS = st.sampled_from(["", "/", "/a", "/a/0", "/a~1b", "/\u202ea", "/events/0/payload"])
NOTES = st.builds(
    Note,
    id=st.sampled_from([letter * 32 for letter in "abc"]),
    pointer=_POINTERS,
    text=st.sampled_from(["one", "two\nlines", "\u202eevil\x1b[31m", "\U0001d538 \x00 é"]),
    author=st.sampled_from(["", "Ada", "A\u200bda"]),
    at=st.sampled_from(["2026-05-01T10:00:00Z", "2026-05-02T10:00:00Z"]),
    is_imported=st.booleans(),
)
COLLECTIONS = st.lists(NOTES, max_size=5)


def note(text: str = "Ask the registry.", **more: str | bool) -> Note:
    members: dict[str, str | bool] = {
        "id": "a" * 32,
        "pointer": "/record",
        "author": "Ada",
        "at": "2026-05-01T10:00:00Z",
    }
    return Note(**{**members, "text": text, **more})  # type: ignore[arg-type]
