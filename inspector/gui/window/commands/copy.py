"""Copying the selection: its value, name, JSON Pointer or JSON; and results, as text or
Markdown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from inspector.gui.actions import Actions
from inspector.gui.document import copied, copied_findings, tab_text
from inspector.gui.document.copied import CopiedLine, CopiedPart
from inspector.gui.document.inspection import Inspection, Selection
from inspector.gui.runner import Runner
from inspector.gui.translation import number, plural, translate
from inspector.gui.window.inspections import Inspections


class CopyCommands(QObject):
    """The copy commands of the menu Edit. Text is copied unescaped, except for Markdown."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        runner: Runner,
        inspections: Inspections,
        *,
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._inspections = inspections
        self._say = say
        for id_, handler in (
            ("copy_value", self._copy_value),
            ("copy_name", self._copy_name),
            ("copy_pointer", self.copy_pointer),
            ("copy_json", self._copy_json),
            ("copy_summary", partial(self._copy_summary, is_markdown=False)),
            ("copy_summary_markdown", partial(self._copy_summary, is_markdown=True)),
            ("copy_finding", partial(self._copy_finding, is_markdown=False)),
            ("copy_finding_markdown", partial(self._copy_finding, is_markdown=True)),
        ):
            actions.on(id_, handler)

    @property
    def _selection(self) -> Selection | None:
        inspection = self._inspections.inspection
        return inspection.selection if inspection is not None else None

    def copy(self, text: str, said: str) -> None:
        """Copy ``text`` to the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self._say(said)

    def copy_part(self, part: CopiedPart, is_markdown: bool, said: str) -> None:
        """Copy short content that is available."""
        self._copy_for_others(_written((part,), is_markdown=is_markdown), is_markdown, said)

    def copy_part_of_tab(self, part: CopiedPart, is_markdown: bool, said: str) -> None:
        """The same of the current tab, whose file may have changed since."""
        inspection = self._inspections.inspection
        if inspection is not None:
            part = _noticed(part, _notice_of(inspection))
        self.copy_part(part, is_markdown, said)

    def copy_pointer(self) -> None:
        selection = self._selection
        if selection is not None and (pointer := selection.pointer) is not None:
            self.copy(pointer, translate("Commands", "Copied the JSON Pointer."))

    def _copy_name(self) -> None:
        selection = self._selection
        if selection is not None and (name := selection.name) is not None:
            self.copy(name, translate("Commands", "Copied the name."))

    def _copy_value(self) -> None:
        """Copy a text as it is, anything else as canonical JSON."""
        if (selection := self._selection) is not None:
            self._copy_written(selection.writer(), translate("Commands", "Copied the value."))

    def _copy_json(self) -> None:
        if (selection := self._selection) is not None:
            said = translate("Commands", "Copied the value as JSON.")
            self._copy_written(selection.json_writer(), said)

    def _copy_written(self, write: Callable[[], str] | None, said: str) -> None:
        """Copy what ``write`` returns, which may take time; nothing if no value is selected."""
        if write is not None:
            job = self._runner.start(lambda _: write(), self)
            job.on_success(lambda text: self.copy(text, said))

    # --- results for others: written in a worker, which hashes the document -----------------------

    def _copy_summary(self, *, is_markdown: bool) -> None:
        from inspector.gui.inspect.overview_text import summary_of  # noqa: PLC0415 - start-up

        inspection = self._inspections.inspection
        if inspection is not None and (checked := inspection.checked) is not None:
            said = translate("Commands", "Copied the summary.")
            self._write(inspection, lambda: summary_of(checked), is_markdown, said)

    def _copy_finding(self, *, is_markdown: bool) -> None:
        inspection = self._inspections.inspection
        if inspection is None or (checked := inspection.checked) is None:
            return
        if (chosen := inspection.selection.finding) is not None:
            said = plural("Commands", "Copied %n finding.", "Copied %n findings.", chosen.total)
            if chosen.total > len(chosen.results):
                said = translate("Commands", "Copied the first {} of {} findings.").format(
                    number(len(chosen.results)), number(chosen.total)
                )
            parts = copied_findings.of_findings
            self._write(inspection, lambda: parts(checked, chosen), is_markdown, said)

    def _write(
        self,
        inspection: Inspection,
        parts: Callable[[], tuple[CopiedPart, ...]],
        is_markdown: bool,
        said: str,
    ) -> None:
        """Copy ``parts``; that the file has changed since is said there as it is on the screen."""
        notice = _notice_of(inspection)

        def work() -> str:
            first, *others = parts()
            return _written((_noticed(first, notice), *others), is_markdown=is_markdown)

        job = self._runner.start(lambda _: work(), self)
        job.on_success(lambda text: self._copy_for_others(text, is_markdown, said))

    def _copy_for_others(self, text: str, is_markdown: bool, said: str) -> None:
        """Programs that do not know Markdown get it as text."""
        if not is_markdown:
            self.copy(text, said)
            return
        data = QMimeData()
        data.setText(text)
        data.setData("text/markdown", text.encode())
        QGuiApplication.clipboard().setMimeData(data)
        self._say(said)


def _written(parts: tuple[CopiedPart, ...], *, is_markdown: bool) -> str:
    return copied.markdown(parts) if is_markdown else copied.plain(parts)


def _notice_of(inspection: Inspection) -> str:
    """How the file differs from what was read, as the window says it; "" if it does not."""
    return tab_text.notice(tab_text.found(inspection.standing))


def _noticed(part: CopiedPart, notice: str) -> CopiedPart:
    return part._replace(lines=(CopiedLine("", notice), *part.lines)) if notice else part
