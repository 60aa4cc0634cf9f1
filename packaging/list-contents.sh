#!/usr/bin/env bash
# Lists what is inside the program, with versions and licences, as CycloneDX JSON:
#
#     packaging/list-contents.sh      writes dist/pith-inspector-VERSION.cdx.json
#
# It is the list of the environment that holds the wheel and its locked dependencies alone, and of
# what those say in lists of their own (PEP 770; of today's, orjson's Rust crates). Not listed, since
# their wheels ship no such list: Qt and ICU (in PySide6), libsodium (in PyNaCl), libxml2 and libxslt
# (in lxml), libffi (in cffi); nor the Python and the system's libraries in the one-folder program.

# shellcheck source-path=SCRIPTDIR source=build-environment.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/build-environment.sh"

list_contents() {
    local version
    version=$("$TOOLS/bin/python" -I "$ROOT/packaging/changelog.py" version)
    "$TOOLS/bin/cyclonedx-py" environment --output-reproducible --pyproject "$ROOT/pyproject.toml" \
        --mc-type application --spec-version 1.6 "$PROGRAM_ENVIRONMENT/bin/python" |
        "$TOOLS/bin/python" -I "$ROOT/packaging/shipped_lists.py" \
            "$PROGRAM_ENVIRONMENT"/lib/python*/site-packages >"$WORK/list"
    rm -f -- "$DIST"/pith-inspector-*.cdx.json
    install -m 644 -- "$WORK/list" "$DIST/pith-inspector-$version.cdx.json"
}

program_environment
WORK=$(mktemp -d)
trap 'rm -rf -- "$WORK"' EXIT
list_contents
