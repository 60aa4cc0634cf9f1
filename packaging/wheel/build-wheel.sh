#!/usr/bin/env bash
# Makes the source distribution and, from it, the wheel:
#
#     packaging/wheel/build-wheel.sh      writes dist/pith_inspector-VERSION{.tar.gz,-py3-none-any.whl}
#
# The same tree gives the same bytes, wherever, whenever and by whomever it is built: nothing is
# taken from an earlier build, and steady_archive.py leaves out what the disk says of its files.

# shellcheck source-path=SCRIPTDIR source=../build-environment.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../build-environment.sh"

# MANIFEST.in says what of them is source.
PARTS=(
    .ci CHANGELOG.md CONTRIBUTING.md LICENSE MANIFEST.in README.md SECURITY.md
    inspector packaging pyproject.toml resources tests
)

build_wheel() {
    mkdir "$WORK/tree" "$WORK/source" "$WORK/results"
    (cd -- "$ROOT" && cp -R -- "${PARTS[@]}" "$WORK/tree")
    build --sdist "$WORK/tree" --outdir "$WORK"
    "$TOOLS/bin/python" -I "$ROOT/packaging/wheel/steady_archive.py" "$WORK"/*.tar.gz "$WORK/results"
    tar -xzf "$WORK"/results/*.tar.gz -C "$WORK/source" --strip-components 1 --no-same-owner
    build --wheel "$WORK/source" --outdir "$WORK/results"
    mkdir -p -- "$DIST"
    rm -f -- "$DIST"/pith_inspector-*.{whl,tar.gz}
    mv -- "$WORK"/results/* "$DIST"
    say "made $(cd -- "$DIST" && echo pith_inspector-*)"
}

# The backend is the locked one, not one that is fetched for the occasion.
build() {
    "$TOOLS/bin/python" -I -m build --no-isolation "$@" >"$WORK/log" 2>&1 ||
        { cat -- "$WORK/log" >&2 && give_up "python -m build failed, as it says above"; }
}

build_tools
WORK=$(mktemp -d)
trap 'rm -rf -- "$WORK"' EXIT
build_wheel
