"""Which signatures cover a value, as the detail pane says it."""

from inspector.document.json_types import Json
from inspector.gui.models import signs
from inspector.gui.models.opened import Checked
from inspector.gui.models.signs import Sign
from inspector.gui.translation import translate
from inspector.verify.coverage import Cover, Coverage


def covering(checked: Checked | None, pointer: str, value: Json) -> tuple[tuple[Sign, ...], str]:
    """A sign for each kind of signature that covers all of ``value``, and a sentence."""
    if checked is None:
        return (), translate("Detail", "Checking…")
    coverage = checked.report.coverage
    covers = coverage.covers(pointer)
    if covers:
        found = tuple(signs.of_cover(cover) for cover in Cover if cover in covers)
        return found, translate("Detail", "A signature that holds covers all of this value.")
    if isinstance(value, (dict, list)) and value and _is_partly_covered(coverage, pointer):
        note = translate(
            "Detail", "No signature covers all of this value; parts of it are covered."
        )
    else:
        note = translate("Detail", "No signature in this file covers this value.")
    return (signs.no_cover(),), note


def _is_partly_covered(coverage: Coverage, pointer: str) -> bool:
    return any(
        region.path == pointer or region.path.startswith(pointer + "/")
        for region in coverage.regions
    )
