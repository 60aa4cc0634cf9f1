#!/usr/bin/env bash
# Sets up what is missing and makes the packages that are given to others, in dist/:
#
#     packaging/build.sh [wheel] [program] [tar] [deb]     all of them where none is named
#
# wheel: sdist and wheel · program: the one-folder program · tar: an archive of it · deb: the Debian
# package of it. Then the list of what is inside (CycloneDX) and the SHA-256 sums of the packages.

# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/setup.sh"
set -e

# They draw no window and print nothing: what Qt's files are linked with is read off them, and where
# such a library is missing, PyInstaller leaves files out, and no Debian package can name it.
PROGRAM_PACKAGES=(
    "${BUILD_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${X_PACKAGES[@]}" "${WAYLAND_PACKAGES[@]}"
    libbrotli1 libcups2 libgssapi-krb5-2
)

script_of() {
    case $1 in
    wheel) echo wheel/build-wheel.sh ;;
    program) echo pyinstaller/build-program.sh ;;
    tar) echo linux/build-tar.sh ;;
    deb) echo linux/build-deb.sh ;;
    *)
        say "there is no $1; there are wheel, program, tar and deb"
        exit 2
        ;;
    esac
}

set_up_build() {
    local python
    local -a library
    [ -e "${PITH_INSPECTOR_BUILD:-$ROOT/build}/program/.wheel" ] ||
        say "the first time some 110 MB of Python packages are downloaded; build/ and dist/ take 850 MB"
    need_python
    mapfile -t library < <(library_of "$python")
    [ "$*" = wheel ] || install_packages "${PROGRAM_PACKAGES[@]}" "${library[@]}"
}

# library_of PYTHON  PyInstaller packs it; Debian keeps that of its own Python in a package apart.
library_of() {
    [[ $1 != /usr/bin/* ]] ||
        "$1" -I -S -c 'import sys; print("libpython{}.{}".format(*sys.version_info))'
}

[ $# -gt 0 ] || set -- wheel program tar deb
SCRIPTS=()
for part in "$@"; do
    SCRIPTS+=("$(script_of "$part")")
done
set_up_build "$@"
for script in "${SCRIPTS[@]}" list-contents.sh sums.sh; do
    "$ROOT/packaging/$script"
done
