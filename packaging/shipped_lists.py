"""Adds to a CycloneDX list what its components say of themselves.

    python packaging/shipped_lists.py SITE_PACKAGES <LIST.json >WHOLE.json

A distribution may ship lists of what was compiled into it, in `*.dist-info/sboms/` (PEP 770). Their
components become parts of the distribution's own component; which of them needs which is left out.
"""

import json
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def add_shipped(listed: dict[str, Any], site_packages: str) -> None:
    """Add the components that the distributions below ``site_packages`` list to theirs."""
    known = {(part["name"], part["version"]): part for part in listed["components"]}
    for distribution in distributions(path=[site_packages]):
        if parts := list(_shipped(distribution)):
            known[distribution.name, distribution.version]["components"] = sorted(
                parts, key=lambda part: str(part["bom-ref"])
            )


def _shipped(distribution: Distribution) -> Iterator[dict[str, Any]]:
    for path in distribution.files or ():
        if path.parent.name == "sboms" and path.parent.parent.suffix == ".dist-info":
            shipped = json.loads(path.read_text(encoding="utf-8"))
            if shipped.get("bomFormat") != "CycloneDX":
                sys.exit(f"shipped_lists.py: {path} is not CycloneDX, and would be left out")
            # A purl is one name in all lists; their own names may hold a path of their machine.
            yield from (part | {"bom-ref": part["purl"]} for part in shipped.get("components", ()))


def main(site_packages: str) -> None:
    listed = json.load(sys.stdin)
    add_shipped(listed, site_packages)
    text = json.dumps(listed, indent=2, sort_keys=True)
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.exit(f"shipped_lists.py: the list does not meet CycloneDX 1.6: {wrong}")
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main(sys.argv[1])
