"""The content of a report's page in its order, as blocks that HTML and Markdown each render.

Blocks contain only text. Text from the document is shortened here and escaped by the renderer.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from inspector.document.identifiers import shown_number
from inspector.evidence import words
from inspector.evidence.blocks import (
    PageBlock,
    PageCell,
    PageFacts,
    PageHeading,
    PageParagraph,
    PageShell,
    PageSpan,
    PageStyle,
    PageTable,
    PageVerdict,
)
from inspector.evidence.evidence import (
    ObligationMark,
    ReportedCheck,
    ReportedKey,
    ReportedLine,
    ReportedNote,
    ReportedValue,
    SavedReport,
)
from inspector.export.change_text import place
from inspector.messages import Language, Message, msg
from inspector.verify.catalogue import COMPARED
from inspector.verify.look_alikes import telling_apart
from inspector.verify.overview import OPEN, PROVEN, STATED
from inspector.verify.result import UNCHECKED, Status
from inspector.verify.trust import KeyComparison, in_groups
from inspector.visible import exact, shell_word

_LONGEST_VALUE = 400
_MOST_MARKUP = 150_000
"""The limit on the characters in one table of findings; places and values count as shown."""
_MOST_FINDINGS = 300
_MOST_NOTES_SHOWN, _FOR_A_LINE = 40_000, 20
"""The limit on the characters of all notes, and what each line counts in addition."""
_LONGEST_PLACE = 400
_LONGEST_NAME = 200
_LONGEST_TITLE = 2_000


_Say: TypeAlias = Callable[[Message], str]


def title_of(evidence: SavedReport, language: Language) -> str:
    """The title of the page."""
    name = language.named(evidence.source.name, _LONGEST_PLACE)
    return language.render(msg("Report on {}", name))


def blocks(evidence: SavedReport, language: Language) -> Iterator[PageBlock]:
    """The page, from the verdict to how everything can be checked."""
    yield from _ReportLayout(evidence, language).blocks()


class _ReportLayout:
    """The sections of one report."""

    def __init__(self, evidence: SavedReport, language: Language) -> None:
        self._all = evidence
        self._language = language
        self._say: _Say = language.render
        self._number = language.number

    def _quoted(self, text: str) -> str:
        return self._language.quoted(text, _LONGEST_NAME)

    def _named(self, text: str) -> str:
        return self._language.named(text, _LONGEST_NAME)

    def blocks(self) -> Iterator[PageBlock]:
        yield from self._head()
        if self._all.document is not None:
            yield from self._cause()
            yield from self._odd()
            yield from self._overview()
            yield from self._unmade()
            yield from self._obligations()
            yield from self._signatures()
            yield from self._keys()
            yield from self._coverage()
            yield from self._notes()
        yield from self._source()
        yield from self._made()
        yield from self._repetitions()
        yield from self._about()

    # --- the verdict --------------------------------------------------------------------

    def _head(self) -> Iterator[PageBlock]:
        one, say = self._all, self._say
        note = ""
        if one.title and not one.is_title_proven:
            note = say(msg("title not proven"))
        word = words.verdict(one.verdict, say)
        title = self._language.quoted(one.title, _LONGEST_TITLE) if one.title else ""
        yield PageVerdict(word, one.sentence, title, note)
        if is_old := words.since_read(one.source.since_read, say):
            yield PageParagraph(is_old, PageStyle.ODD)
        rows = []
        if one.integrity is not None and one.trust is not None:
            rows += [
                (say(msg("Integrity")), words.integrity(one.integrity, one.counts, say)),
                (say(msg("Trust")), words.trust(one.trust, say)),
            ]
        if one.pith_number is not None:
            proven = msg("it follows from the record")
            said = proven if one.is_number_proven else msg("stated; not shown to be the record's")
            number = PageSpan(shown_number(one.pith_number, self._language), PageStyle.CODE)
            rows.append((say(msg("Pith Number")), (number, PageSpan(say(said), PageStyle.FAINT))))
        if one.document is not None:
            rows += [
                (say(msg("Document")), words.document(one.document, say)),
                (say(msg("Checks")), (PageSpan(say(words.counts(one.counts))),)),
            ]
        if one.error is not None:
            rows.append((say(msg("Reason")), (PageSpan(one.error, PageStyle.CODE),)))
        yield PageFacts(tuple(rows))
        you = msg(
            "“You” is whoever made this report, and “your list” is the list of keys under “{}”.",
            msg("Made with"),
        )
        yield PageParagraph(say(you), PageStyle.FAINT)

    def _overview(self) -> Iterator[PageBlock]:
        found = self._all.overview
        for name, lines, sign in (
            (PROVEN, found.proven, words.YES),
            (STATED, found.stated, words.SAID),
            (OPEN, found.open, words.NOT),
        ):
            yield PageHeading(self._say(name))
            if name is PROVEN and found.nothing_proven:
                yield PageParagraph(found.nothing_proven + ".")
            if lines:
                yield PageTable("lines", (), tuple(self._line(line, sign) for line in lines))
            elif not (name is PROVEN and found.nothing_proven):
                yield PageParagraph(self._say(msg("Nothing.")))

    def _line(self, line: ReportedLine, sign: PageSpan) -> tuple[PageCell, ...]:
        cell = [PageSpan(line.sentence)]
        if line.note:
            cell.append(PageSpan(line.note, PageStyle.FAINT))
        if line.pointer is not None:
            cell.append(self._place(line.pointer))
        return (sign,), tuple(cell)

    def _place(self, pointer: str) -> PageSpan:
        if not pointer:
            return PageSpan(self._say(msg("the whole document")), PageStyle.FAINT)
        return PageSpan(_short(pointer), PageStyle.CODE)

    def _obligations(self) -> Iterator[PageBlock]:
        listed = self._all.obligations
        if not listed:
            return
        met = sum(one.mark is ObligationMark.MET for one in listed)
        aside = msg("{} of {} are met; “verified” needs all", met, len(listed))
        yield PageHeading(self._say(msg("What a verified document must show")), self._say(aside))
        cells = [
            ((PageSpan(one.id, PageStyle.CODE),), (words.mark(one.mark, self._say),))
            for one in listed
        ]
        half = (len(cells) + 1) // 2
        empty: tuple[PageCell, PageCell] = ((), ())
        beside = [*cells[half:], *[empty] * (2 * half - len(cells))]
        rows = tuple((*one, *other) for one, other in zip(cells[:half], beside, strict=True))
        yield PageTable("obligations", (), rows)

    # --- the checks ---------------------------------------------------------------------

    def _cause(self) -> Iterator[PageBlock]:
        say, counts, cause = self._say, self._all.counts, self._all.cause
        if cause is not None:
            yield PageHeading(say(msg("The cause")))
            yield PageParagraph(cause.sentence + ".", PageStyle.BAD)
            explains = msg(
                "This one value explains {} of {} failures. It was computed here; the file does "
                "not say it.",
                cause.explains,
                counts.failed,
            )
            yield PageFacts(((say(msg("Place")), (self._place(cause.pointer),)),))
            yield PageParagraph(say(explains), PageStyle.FAINT)

    def _odd(self) -> Iterator[PageBlock]:
        say, counts = self._say, self._all.counts
        odd = [one for one in self._all.checks if one.status in (Status.FAIL, Status.WARN)]
        if total := counts.failed + counts.warned:
            aside = msg("{} fail, {} warn", counts.failed, counts.warned)
            yield PageHeading(say(msg("What failed, and what is odd")), say(aside))
            yield from self._table(odd, total)

    def _unmade(self) -> Iterator[PageBlock]:
        say, counts = self._say, self._all.counts
        unmade = [one for one in self._all.checks if one.status is UNCHECKED]
        if counts.unchecked:
            yield PageHeading(say(msg("Checks that could not be made")))
            yield from self._table(unmade, counts.unchecked)

    def _table(self, checks: list[ReportedCheck], total: int) -> Iterator[PageBlock]:
        columns = tuple(
            map(self._say, (msg("Result"), msg("Check"), msg("What it says, and where")))
        )
        rows, room = [], _MOST_MARKUP
        for check in checks[:_MOST_FINDINGS]:
            row = self._check(check)
            room -= sum(len(exact(span.text)) for cell in row for span in cell)
            if room < 0:
                break
            rows.append(row)
        yield PageTable("findings", columns, tuple(rows))
        if more := total - len(rows):
            said = msg("{} more are not on this page; the report as JSON has them.", more)
            yield PageParagraph(self._say(said), PageStyle.FAINT)

    def _check(self, check: ReportedCheck) -> tuple[PageCell, ...]:
        result = [words.status(check.status, check.reason, self._say)]
        if check.is_explained:
            result.append(PageSpan(self._say(msg("by the cause")), PageStyle.FAINT))
        said = [PageSpan(check.message), self._place(check.path)]
        if check.status is not UNCHECKED:
            said += self._compared(check)
        if check.hint:
            said.append(PageSpan(self._say(msg("Where to look: {}", check.hint)), PageStyle.FAINT))
        return tuple(result), (PageSpan(check.id, PageStyle.CODE),), tuple(said)

    def _compared(self, check: ReportedCheck) -> Iterator[PageSpan]:
        names = COMPARED.get(check.id)
        values = check.expected, check.actual
        texts = (None if one is None else one.text for one in values)
        escaped = telling_apart(*texts, with_blanks=True)
        for name, value in zip(names or (msg("Expected"), msg("Found")), values, strict=True):
            if value is not None:
                yield PageSpan(f"{self._say(name)}: {self._value(value, escaped)}", PageStyle.CODE)

    def _value(self, value: ReportedValue, escaped: str) -> str:
        more = value.left_out + max(0, len(value.text) - _LONGEST_VALUE)
        shown = exact(value.text[:_LONGEST_VALUE], escaped)
        return f"{shown}… {self._say(msg('(and {} characters more)', more))}" if more else shown

    # --- signatures, keys, coverage ---------------------------------------------------------

    def _signatures(self) -> Iterator[PageBlock]:
        say, found = self._say, self._all.signatures
        yield PageHeading(say(msg("Signatures")), say(msg("{} in all", self._all.signature_count)))
        if not found:
            yield PageParagraph(say(msg("The document has none.")))
            return
        columns = (
            msg("Signature"),
            msg("Hash that it is over, as stated"),
            msg("Signed, as stated"),
            msg("Result"),
        )
        rows = tuple(
            (
                (PageSpan(words.cover(one.cover, say)), self._place(one.path)),
                (PageSpan(exact(one.stated_hash), PageStyle.CODE),),
                (PageSpan(exact(one.signed_at), PageStyle.CODE),),
                words.signature(one, say),
            )
            for one in found
        )
        yield PageTable("signatures", tuple(map(say, columns)), rows)
        yield from self._more(self._all.signature_count - len(found))

    def _keys(self) -> Iterator[PageBlock]:
        say, found = self._say, self._all.keys
        if not found:
            return
        aside = msg("Whose key it is, no document can say: trust is by the list of keys below.")
        yield PageHeading(say(msg("Keys")))
        yield PageParagraph(say(aside), PageStyle.FAINT)
        for key in found:
            yield PageFacts(tuple(self._key(key)))
        yield from self._more(self._all.key_count - len(found))

    def _key(self, key: ReportedKey) -> Iterator[tuple[str, PageCell]]:
        say = self._say
        unnamed = say(msg("a key that is not in your list"))
        since = PageSpan(say(msg("in the list since {}", exact(key.since)))) if key.since else None
        name = PageSpan(self._named(key.name) if key.name else unnamed, PageStyle.STRONG)
        yield (
            say(msg("Key")),
            (name, *words.standing(key.standing, say), *((since,) if since else ())),
        )
        yield say(msg("Fingerprint")), (_digits(key.fingerprint),)
        if key.compared is not None:
            compared = KeyComparison(key.compared, key.compared_at)
            yield say(msg("Comparison")), (PageSpan(say(compared.sentence)),)
        yield say(msg("Public key")), (_digits(key.public_key),)
        signed = words.cover(key.signed, say) if key.signed else say(msg("nothing that holds"))
        yield say(msg("Signed here")), (PageSpan(signed),)
        for label, names in (
            (msg("The document calls the key"), key.key_ids),
            (msg("The document calls the signer"), key.signer_ids),
        ):
            if names:
                yield say(label), tuple(map(PageSpan, map(self._quoted, names)))

    def _coverage(self) -> Iterator[PageBlock]:
        say, found = self._say, self._all.coverage
        bare = found.leaves - found.covered
        yield PageHeading(say(msg("What no signature covers")))
        said = msg(
            "{} of {} values are under a signature that holds; {} are under none.",
            *(found.covered, found.leaves, bare),
        )
        yield PageParagraph(say(said))
        if not found.parts:
            return
        columns = say(msg("Part of the document")), say(msg("Values that are under none"))
        rows = tuple(
            ((self._place(part.pointer),), (PageSpan(self._number(part.values)),))
            for part in found.parts
        )
        yield PageTable("coverage", columns, rows)
        yield from self._more(bare - sum(part.values for part in found.parts))
        complete = msg("The report as JSON names each of them.")
        listed = len(found.uncovered)
        cut = msg("The report as JSON names the first {} of them.", listed)
        yield PageParagraph(say(complete if listed == bare else cut), PageStyle.FAINT)

    def _notes(self) -> Iterator[PageBlock]:
        """People's notes, separate from everything that was checked."""
        say, one = self._say, self._all
        if not one.note_count:
            return
        yield PageHeading(say(msg("Notes")), say(msg("{} in all", one.note_count)))
        yield PageParagraph(
            say(
                msg(
                    "Words of people, added by whoever made this report. Nothing in them was "
                    "checked, and no name and no date is proven."
                )
            ),
            PageStyle.ODD,
        )
        rows, room = [], _MOST_NOTES_SHOWN
        for note in one.notes:
            row = self._note(note)
            size = sum(len(span.text) + _FOR_A_LINE for cell in row for span in cell)
            if size <= room:  # a long note does not exclude the next ones
                room -= size
                rows.append(row)
        columns = tuple(map(say, (msg("Note"), msg("On"), msg("Who wrote it, as given"))))
        if rows:
            yield PageTable("notes", columns, tuple(rows))
        listed = len(one.notes) - len(rows)
        if listed > 0:
            said = msg("{} more are not on this page; the report as JSON has them.", listed)
            yield PageParagraph(say(said), PageStyle.FAINT)
        if (left_out := one.note_count - len(one.notes)) > 0:
            said = msg("{} more had no room in this report.", left_out)
            yield PageParagraph(say(said), PageStyle.FAINT)

    def _note(self, note: ReportedNote) -> tuple[PageCell, ...]:
        words = tuple(PageSpan(exact(line)) for line in note.text.split("\n"))
        author = self._named(note.author) if note.author else self._say(msg("without a name"))
        by = [PageSpan(author), PageSpan(exact(note.at), PageStyle.FAINT)]
        if note.is_imported:
            said = msg("A file says that it is from") if note.author else msg("From a file")
            by.insert(0, PageSpan(self._say(said), PageStyle.FAINT))
        return words, (self._place(note.pointer),), tuple(by)

    def _more(self, more: int) -> Iterator[PageBlock]:
        if more > 0:
            yield PageParagraph(self._say(msg("And {} more.", more)), PageStyle.FAINT)

    # --- where it came from -------------------------------------------------------------

    def _source(self) -> Iterator[PageBlock]:
        say, one = self._say, self._all.source
        yield PageHeading(say(msg("Source")))
        rows: list[tuple[str, PageCell]] = [
            (say(msg("Name")), (PageSpan(exact(one.name), PageStyle.CODE),))
        ]
        if one.location:
            rows.append((say(msg("Read from")), (PageSpan(exact(one.location), PageStyle.CODE),)))
        else:
            left = msg("left out of this report")
            rows.append((say(msg("Read from")), (PageSpan(say(left), PageStyle.FAINT),)))
        if one.answered_by:
            said = [PageSpan(exact(one.answered_by), PageStyle.CODE)]
            if one.asked_host != one.answered_by:
                redirected = msg("{} was asked, and led there", exact(one.asked_host))
                said.append(PageSpan(say(redirected), PageStyle.FAINT))
            if one.by_way_of:
                way = msg("by way of the proxy {}", exact(one.by_way_of))
                said.append(PageSpan(say(way), PageStyle.FAINT))
            rows.append((say(msg("Answered by")), tuple(said)))
        rows.append((say(msg("Size")), (PageSpan(say(msg("{} bytes", one.size))),)))
        if one.encoding:
            rows.append((say(msg("Encoding")), (PageSpan(exact(one.encoding)),)))
        rows.append(("SHA-256", (PageSpan(one.sha256, PageStyle.CODE),)))
        yield PageFacts(tuple(rows))

    def _made(self) -> Iterator[PageBlock]:
        say, made = self._say, self._all.made
        yield PageHeading(say(msg("Made with")))
        text = msg("given") if made.has_paper else msg("not given")
        listed = msg("{} trusted, {} distrusted", made.trusted, made.distrusted)
        yield PageFacts(
            (
                (say(msg("Program")), (PageSpan(f"Pith Inspector {exact(made.version)}"),)),
                (say(msg("Time")), (PageSpan(exact(made.at)),)),
                (say(msg("The paper's text")), (PageSpan(say(text)),)),
                (say(msg("List of keys")), (PageSpan(say(listed)),)),
                (say(msg("SHA-256 of the list")), (PageSpan(made.list_sha256, PageStyle.CODE),)),
            )
        )
        if not made.listed:
            return
        columns = tuple(map(say, (msg("Key in the list"), msg("Standing"), msg("Fingerprint"))))
        rows = tuple(
            (
                (PageSpan(self._named(one.name) if one.name else say(msg("without a name"))),),
                words.standing(one.standing, say),
                (_digits(one.fingerprint),),
            )
            for one in made.listed
        )
        yield PageTable("listed", columns, rows)
        yield from self._more(made.trusted + made.distrusted - len(made.listed))

    # --- how to check it ----------------------------------------------------------------

    def _repetitions(self) -> Iterator[PageBlock]:
        say, source = self._say, self._all.source
        name = shell_word(source.file)
        yield PageHeading(say(msg("How to repeat this by hand")))
        if source.file != source.name:
            save = msg(
                "Save the document alone, without what may surround it in its file, as {} first.",
                source.file,
            )
            yield PageParagraph(say(save))
        said = msg("The document is the one that was read if this prints {}:", source.sha256)
        yield PageParagraph(say(said))
        yield PageShell(f"sha256sum {name}")
        for one in self._all.repetitions:
            prints = msg("{} at {}: this prints {}.", one.check, _short(one.path), one.computed)
            if one.stated:
                prints = msg(
                    "{} at {}: this prints {}; the document states {}.",
                    *(one.check, _short(one.path), one.computed, exact(one.stated)),
                )
            yield PageParagraph(say(prints))
            if one.note:
                yield PageParagraph(one.note, PageStyle.FAINT)
            yield PageShell(one.line)
        yield PageParagraph(say(msg("All checks, by the list of keys of whoever runs it:")))
        yield PageShell(f"pith-inspector verify {name}")

    def _about(self) -> Iterator[PageBlock]:
        say = self._say
        yield PageHeading(say(msg("How far this report can be relied on")))
        yield PageParagraph(
            say(
                msg(
                    "Nothing here proves itself. Whoever has the document can verify it again. Of "
                    "a report as HTML or JSON, this compares report, document and results:"
                )
            )
        )
        yield PageShell(
            "pith-inspector verify-report report.html --document "
            + shell_word(self._all.source.file)
        )
        yield PageParagraph(
            say(
                msg(
                    "Such a report holds a SHA-256 of its own data. It shows a change by accident "
                    "only: whoever changes the report on purpose can compute it anew. A signature "
                    "shows more; to make one, and to check it:"
                )
            )
        )
        yield PageShell("ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n file report.html")
        yield PageShell(
            "ssh-keygen -Y verify -f allowed_signers -I name@example.org -n file "
            "-s report.html.sig < report.html"
        )


def _digits(digits: str) -> PageSpan:
    return PageSpan(" ".join(in_groups(digits)), PageStyle.CODE)


def _short(pointer: str) -> str:
    return place(pointer) if pointer else "/"
