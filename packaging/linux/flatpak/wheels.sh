#!/usr/bin/env bash
# Gathers in build/flatpak what the Flatpak is made of, so that it is built without the network:
#
#     packaging/linux/flatpak/wheels.sh [ARCHITECTURE]      this machine's where none is named
#
# The manifest, our wheel (built where dist/ has none), those that it needs at the locked versions
# for the Python of the runtime, and the files of the desktop.

# shellcheck source-path=SCRIPTDIR source=../../build-environment.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../../build-environment.sh"

HERE=$ROOT/packaging/linux
OUT=$BUILD/flatpak
FILES=$OUT/files
APP=science.pith.Inspector
PYTHON=3.13 # of the runtime that the manifest names
NEWEST_LIBC=34 # wheels for glibc 2.34 and older; that of the runtime is newer

gather() {
    local architecture=$1
    rm -rf -- "$OUT"
    mkdir -p -- "$FILES/wheels"
    fetch_wheels "$architecture"
    cp -- "$(the_wheel)" "$FILES/wheels"
    cp -- "$REQUIREMENTS/program.txt" "$HERE/pith-inspector.1" "$HERE/$APP.desktop" "$HERE/$APP.xml" "$FILES"
    "$TOOLS/bin/python" -I "$HERE/metainfo.py" "$FILES/$APP.metainfo.xml"
    draw_icons
    cp -- "$HERE/flatpak/$APP.yml" "$OUT"
}

fetch_wheels() {
    local minor
    local -a platforms=(--platform "manylinux2014_$1")
    for ((minor = 17; minor <= NEWEST_LIBC; minor++)); do
        platforms+=(--platform "manylinux_2_${minor}_$1")
    done
    "$TOOLS/bin/python" -I -m pip -qq --disable-pip-version-check --no-input download \
        --require-hashes --only-binary :all: --implementation cp --python-version "$PYTHON" \
        "${platforms[@]}" --requirement "$REQUIREMENTS/program.txt" --dest "$FILES/wheels" >&2 ||
        give_up "the locked packages could not be fetched; pip says why above"
}

draw_icons() {
    local tools
    tools=$("$TOOLS/bin/python" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    PYTHONPATH=$tools "$PROGRAM_ENVIRONMENT/bin/python" -P "$ROOT/packaging/icons.py" "$OUT/icons"
    mkdir -- "$FILES/icons"
    cp -R -- "$OUT/icons/hicolor" "$FILES/icons"
    rm -rf -- "$OUT/icons"
}

program_environment
gather "${1:-$(uname -m)}"
say "gathered $OUT"
