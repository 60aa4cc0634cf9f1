#!/usr/bin/env bash
# Makes the packages that are given to others, in dist/:
#
#     packaging/build.sh [wheel] [program] [deb]     all of them where none is named
#
# wheel: sdist and wheel · program: the one-folder program · deb: the Debian package of it.
# Then the list of what is inside (CycloneDX) and the SHA-256 sums of it all.

set -euo pipefail
HERE=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")

[ $# -gt 0 ] || set -- wheel program deb
for part in "$@"; do
    case $part in
    wheel) "$HERE/wheel/build-wheel.sh" ;;
    program) "$HERE/pyinstaller/build-program.sh" ;;
    deb) "$HERE/linux/build-deb.sh" ;;
    *)
        printf 'build.sh: there is no %s; there are wheel, program and deb\n' "$part" >&2
        exit 2
        ;;
    esac
done
"$HERE/list-contents.sh"
"$HERE/sums.sh"
