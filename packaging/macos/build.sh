#!/usr/bin/env bash
# Makes the application and its disk image on macOS:
#
#     packaging/macos/build.sh [PYTHON]
#
# writes "dist/Pith Inspector.app", dist/pith-inspector-VERSION-ARCH.dmg and dist/SHA256SUMS. It
# takes the wheel that lies in dist/, and builds one where there is none. PYTHON (else python3) is
# 3.11 to 3.14; with it the program runs on the processors that this Python runs on.
#
#     PITH_INSPECTOR_SIGN_AS     the name of a "Developer ID Application" certificate; else the
#                                application is signed for this computer alone
#     PITH_INSPECTOR_NOTARY      a profile of `xcrun notarytool store-credentials`; needs the former
#
# Not run so far: there was no macOS where this was written. It does what the scripts for Linux do
# (packaging/build-environment.sh, packaging/pyinstaller/build-program.sh), step by step. bash 3.2,
# which macOS has, is enough.

set -euo pipefail
umask 022
unset CDPATH PYTHONHOME PYTHONPATH

HERE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
ROOT=$(dirname -- "$(dirname -- "$HERE")")
DIST=$ROOT/dist
BUILD=$ROOT/build
TOOLS=$BUILD/tools/bin/python
PROGRAM=$BUILD/program/bin/python
APP="$DIST/Pith Inspector.app"
PYTHON=${1:-python3}
SIGN_AS=${PITH_INSPECTOR_SIGN_AS:--}
# No exit code of the program.
CANNOT_BUILD=69

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

give_up() {
    say "$@"
    exit "$CANNOT_BUILD"
}

check_tools() {
    local tool
    [ "$(uname -s)" = Darwin ] || give_up "this runs on macOS alone; packaging/build.sh is for Linux"
    for tool in codesign hdiutil shasum; do
        command -v "$tool" >/dev/null || give_up "$tool is needed, which comes with macOS"
    done
    "$PYTHON" -I -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' ||
        give_up "Python 3.11 to 3.14 is needed, and $PYTHON is none"
    [ -z "${PITH_INSPECTOR_NOTARY-}" ] || [ "$SIGN_AS" != - ] ||
        give_up "to be notarized the application must be signed: PITH_INSPECTOR_SIGN_AS"
}

# locked_environment NAME LOCK
locked_environment() {
    rm -rf -- "${BUILD:?}/$1"
    "$PYTHON" -I -m venv "$BUILD/$1" || give_up "$PYTHON could not make a virtual environment"
    install_into "$1" --require-hashes --only-binary :all: --requirement "$ROOT/packaging/requirements/$2"
}

# install_into NAME ARGUMENTS OF PIP INSTALL…
install_into() {
    local name=$1
    shift
    "$BUILD/$name/bin/python" -I -m pip -qq --disable-pip-version-check --no-input install "$@" >&2 ||
        give_up "packages could not be installed; pip says why above"
}

# Prints the path of the one wheel in dist/.
the_wheel() {
    local wheels
    compgen -G "$DIST/pith_inspector-*.whl" >/dev/null ||
        "$TOOLS" -I -m build --no-isolation --outdir "$DIST" "$ROOT" >&2 ||
        give_up "python -m build failed, as it says above"
    wheels=$(compgen -G "$DIST/pith_inspector-*.whl")
    [ "$(printf '%s\n' "$wheels" | wc -l)" -eq 1 ] || give_up "one wheel is needed in $DIST: $wheels"
    printf '%s\n' "$wheels"
}

# with_tools CODE ARGUMENT…  By the Python whose packages are packed, the tools' behind its own.
with_tools() {
    local code=$1
    shift
    "$PROGRAM" -P -c "import sys; sys.path.append(sys.argv.pop(1)); $code" \
        "$("$TOOLS" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" "$@"
}

pack() {
    with_tools 'import runpy; del sys.argv[0]; runpy.run_path(sys.argv[0], run_name="__main__")' \
        "$ROOT/packaging/icons.py" "$BUILD/icons" || give_up "the icons could not be drawn"
    rm -rf -- "$APP"
    export PYTHONHASHSEED=1 PYINSTALLER_ZLIB_COMPRESSION_LEVEL=0
    with_tools 'from PyInstaller.__main__ import run; run()' \
        --noconfirm --log-level WARN --distpath "$DIST" --workpath "$BUILD/pyinstaller" \
        "$ROOT/packaging/pyinstaller/pith-inspector.spec" >&2 ||
        give_up "PyInstaller failed, as it says above"
    # PyInstaller leaves the folder that the application was made of beside it.
    rm -rf -- "$DIST/pith-inspector"
    # Only the application's own icon is put in by PyInstaller.
    cp -- "$BUILD/icons/pith-document.icns" "$APP/Contents/Resources/"
}

sign() {
    local options=(--force --deep --sign "$SIGN_AS")
    [ "$SIGN_AS" = - ] ||
        options+=(--timestamp --options runtime --entitlements "$HERE/entitlements.plist")
    codesign "${options[@]}" "$APP" || give_up "codesign failed, as it says above"
    codesign --verify --deep --strict "$APP" || give_up "what codesign signed does not hold"
}

# The application, a link to where it belongs, and the licences of what is in it.
make_image() {
    local folder=$WORK/image
    mkdir "$folder"
    cp -R -- "$APP" "$folder"
    ln -s /Applications "$folder/Applications"
    "$PROGRAM" "$ROOT/packaging/licences.py" "$folder/Licences" ||
        give_up "the licences could not be collected"
    cp -- "$ROOT/LICENSE" "$folder/Licences/LICENSE.txt"
    rm -f -- "$IMAGE"
    hdiutil create -quiet -fs HFS+ -format UDZO -volname "Pith Inspector" -srcfolder "$folder" \
        "$IMAGE" || give_up "hdiutil could not make $IMAGE"
    [ "$SIGN_AS" = - ] || codesign --timestamp --sign "$SIGN_AS" "$IMAGE" ||
        give_up "$IMAGE could not be signed, as codesign says above"
}

notarize() {
    [ -n "${PITH_INSPECTOR_NOTARY-}" ] || return 0
    xcrun notarytool submit --wait --keychain-profile "$PITH_INSPECTOR_NOTARY" "$IMAGE" >&2 ||
        give_up "Apple did not notarize $IMAGE, as it says above"
    xcrun stapler staple "$IMAGE" >&2 || give_up "the ticket could not be put into $IMAGE"
}

# In the form of sha256sum; an application is a folder, and is inside its image. What else lies
# there is not given to others.
write_sums() (
    cd -- "$DIST"
    sums=$(find . -maxdepth 1 -type f \( -name 'pith_inspector-*.whl' \
        -o -name 'pith_inspector-*.tar.gz' -o -name 'pith-inspector-*.dmg' \) |
        sed 's|^\./||' | LC_ALL=C sort | tr '\n' '\0' | xargs -0 shasum -a 256)
    printf '%s\n' "$sums" >SHA256SUMS
)

check_tools
WORK=$(mktemp -d)
trap 'rm -rf -- "$WORK"' EXIT
mkdir -p -- "$DIST" "$BUILD"
locked_environment tools build.txt
locked_environment program program.txt
VERSION=$("$TOOLS" -I "$ROOT/packaging/changelog.py" version)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$("$TOOLS" -I "$ROOT/packaging/changelog.py" epoch)}
export SOURCE_DATE_EPOCH
IMAGE=$DIST/pith-inspector-$VERSION-$(uname -m).dmg
WHEEL=$(the_wheel)
install_into program --no-index --no-deps --force-reinstall "$WHEEL"
pack
sign
make_image
notarize
write_sums
say "made $IMAGE"
