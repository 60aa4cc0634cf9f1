"""Every test document of the project, with its reader's keys."""

import json
from typing import Any

from tests.conftest import DATA
from tests.fuzz.mutate import Trial
from tests.statements import STATEMENTS
from tests.vectors.builder import FOLDER
from tests.vectors.test_vectors import MANIFEST

ATTACKS = DATA / "attacks"


def cases() -> dict[str, Trial]:
    """By name: our own vectors, the attacks that were tried on the program, the statements."""
    attacks: list[Any] = json.loads((ATTACKS / "manifest.json").read_bytes())
    found = {f"vector {row['file']}": _trial(FOLDER, row) for row in MANIFEST}
    found |= {
        f"attack {row['file']}": _trial(ATTACKS, row)
        for row in attacks
        if (ATTACKS / row["file"]).exists()
    }
    trust = {"trust": "trust.json"}
    names = (path.name for path in sorted(STATEMENTS.glob("*.json")))
    return found | {
        f"statement {name}": _trial(STATEMENTS, {"file": name} | trust) for name in names
    }


def _trial(folder: Any, row: dict[str, Any]) -> Trial:
    def files(name: str) -> tuple[bytes, ...]:
        return ((folder / row[name]).read_bytes(),) if row.get(name) else ()

    paper = (folder / row["paper"]).read_text(encoding="utf-8") if row.get("paper") else None
    data = (folder / row["file"]).read_bytes()
    return Trial(data, files("trust"), files("distrust"), paper, row["file"])
