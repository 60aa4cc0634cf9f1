"""The documents in a text with several, by their numbers."""

from collections.abc import Iterator

from inspector.document.items import Items, TextForm, TextPart, items_of
from inspector.errors import InspectorError, MemberAmbiguousError, MemberMissingError
from inspector.messages import Argument, Count, Message, Place, msg
from inspector.sources.contents import Contents, Entry
from inspector.sources.fetched import Fetched
from inspector.sources.plan import ITEM_MARK, inside

_FORMS = {
    TextForm.LINES: msg("JSON Lines"),
    TextForm.SEQUENCE: msg("JSON text sequence"),
    TextForm.VALUES: msg("JSON values"),
    TextForm.ARRAY: msg("JSON array"),
    TextForm.WRAPPER: msg("JSON object"),
}


def text_contents(fetched: Fetched) -> "TextContents | None":
    """The documents in a text that is no document itself; None if it contains none.

    Raises TooManyItemsError.
    """
    if fetched.part is not None:
        return None
    items = items_of(fetched.data)
    return TextContents(fetched, items) if items else None


def item_of(fetched: Fetched, number: int) -> Fetched:
    """The document with this number. Raises MemberMissingError and TooManyItemsError."""
    contents = text_contents(fetched)
    if contents is None:
        raise _no_item(fetched, number, msg("It holds no list of documents."))
    return contents.item(number)


class TextContents:
    """The items of a text that holds several JSON documents."""

    passed_over = 0

    def __init__(self, fetched: Fetched, items: Items) -> None:
        self._fetched = fetched
        self._items = items

    @property
    def source(self) -> str:
        return self._fetched.source

    @property
    def looks_like(self) -> Message:
        count = Count("%n document", "%n documents", len(self._items.items))
        return msg("{}, {}", _FORMS[self._items.form], count)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entry(row) for row in range(len(self._items.items)))

    def sole(self) -> Fetched | None:
        """The document, if there is only one item; else None."""
        if len(self._items.items) > 1:
            return None
        return self._item(0)._replace(whole=self._fetched.data)

    def item(self, number: int) -> Fetched:
        """The item with this number. Raises MemberMissingError."""
        for row, item in enumerate(self._items.items):
            if item.number == number:
                return self._item(row)
        raise _no_item(self._fetched, number, msg("It holds {}.", self._counted()))

    def each(self) -> Iterator[tuple[Entry, "Fetched | Contents | InspectorError | None"]]:
        for row in range(len(self._items.items)):
            yield self._entry(row), self._item(row)

    def several(self) -> MemberAmbiguousError:
        error = MemberAmbiguousError(
            "{} holds {}; name one by its number, as in {}.",
            Place(self._fetched.name),
            self._counted(),
            Place(self._entry(0).source),
        )
        error.held = self
        return error

    def _counted(self) -> Argument:
        items = self._items.items
        if self._items.form is TextForm.LINES:
            return Count("%n document, a line each", "%n documents, a line each", len(items))
        return Count("%n document", "%n documents", len(items))

    def _entry(self, row: int) -> Entry:
        item = self._items.items[row]
        name = f"{ITEM_MARK}{item.number}"
        source = inside(self.source, str(item.number), is_item=True)
        return Entry(name, source, item.end - item.start)

    def _item(self, row: int) -> Fetched:
        item, whole = self._items.items[row], self._fetched
        return whole._replace(
            data=whole.data[item.start : item.end],
            name=f"{whole.name}{ITEM_MARK}{item.number}",
            location=f"{whole.location}{ITEM_MARK}{item.number}",
            part=TextPart(self._items.form, item),
        )


def _no_item(fetched: Fetched, number: int, why: Argument) -> MemberMissingError:
    return MemberMissingError("{} has no document {}. {}", Place(fetched.name), number, why)
