"""Opens a source for a window: fetch, read, build the node table, verify.

There are two steps, since a large document can be browsed long before it is verified.
"""

from typing import TYPE_CHECKING

from inspector.document.document import Document
from inspector.errors import NO_HOSTS, Hosts
from inspector.jobs.memory import collector_aside, is_large, keep_out_of_collections
from inspector.jobs.reading import read
from inspector.jobs.session import Session
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.sources import lasts
from inspector.tree.node_results import NodeResults
from inspector.tree.nodes import NodeTable
from inspector.tree.outline import Group, outline
from inspector.verify.report import Report
from inspector.verify.verifier import verify

if TYPE_CHECKING:
    from inspector.document.items import TextPart
    from inspector.paper.text import PaperText


class Loaded(NamedTuple):
    """A document that was read and can be browsed. Nothing in it is verified yet."""

    source: str
    name: str
    location: str
    document: Document
    table: NodeTable
    groups: tuple[Group, ...]
    hosts: Hosts = NO_HOSTS
    lasts: bool = True
    """Whether the source can be read again later, and by another process."""
    member: str = ""
    part: "TextPart | None" = None
    """The archive member and the item of a text that the document is."""
    whole: bytes = b""

    @property
    def read_bytes(self) -> bytes:
        """All bytes of the source; every access returns the same object."""
        return self.whole or self.document.data

    @property
    def is_large(self) -> bool:
        return is_large(self.table)


def load(source: str, session: Session, checkpoint: Checkpoint = unwatched) -> Loaded:
    """Fetch and read ``source`` and build its node table. Raises InspectorError and
    CancelledError."""
    with collector_aside():
        fetched, document = read(source, session, checkpoint)
        table = NodeTable(document.value, checkpoint, text=document)
        document.size = table.size  # the table counted it
        groups = outline(table, document.kind)
        keep_out_of_collections(table)
    return Loaded(
        source,
        fetched.name,
        fetched.location,
        document,
        table,
        groups,
        fetched.hosts,
        lasts=lasts(source),
        member=fetched.member,
        part=fetched.part,
        whole=fetched.whole,
    )


def with_own_table(loaded: Loaded, checkpoint: Checkpoint) -> Loaded:
    """The same document with a second table, which survives the dismantling of the first."""
    document = loaded.document
    table = NodeTable(document.value, checkpoint, text=document)
    keep_out_of_collections(table)
    return Loaded(*loaded)._replace(table=table)


@collector_aside()
def verify_loaded(
    loaded: Loaded,
    session: Session,
    checkpoint: Checkpoint = unwatched,
    paper: "PaperText | None" = None,
) -> tuple[Report, NodeResults]:
    """Verify a loaded document with the user's keys and the paper's text, if there is one.

    Returns the report and its results by node. Raises CancelledError only.
    """
    report = verify(loaded.document, session.trust, paper=paper, checkpoint=checkpoint)
    checkpoint(Progress("laying out the results", 0, 0))
    return report, NodeResults(loaded.table, report.results)
