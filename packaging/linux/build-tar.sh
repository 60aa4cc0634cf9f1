#!/usr/bin/env bash
# Packs the one-folder program in dist/pith-inspector, for a Linux that takes no Debian package:
#
#     packaging/linux/build-tar.sh      writes dist/pith-inspector-VERSION-linux-MACHINE.tar.xz
#
# The same files give the same bytes: what the disk says of their owners and times is left out.

# shellcheck source-path=SCRIPTDIR source=../build-environment.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../build-environment.sh"

NAME=pith-inspector

build_tar() {
    local version archive
    [ -x "$DIST/$NAME/$NAME" ] || give_up "there is no program yet; packaging/build.sh program makes it"
    command -v xz >/dev/null || give_up "xz is needed: apt-get install xz-utils"
    version=$("$TOOLS/bin/python" -I "$ROOT/packaging/changelog.py" version)
    archive=$NAME-$version-linux-$(uname -m).tar.xz
    rm -f -- "$DIST/$NAME"-*-linux-*.tar.xz
    # One thread, since more of them cut the data into pieces.
    tar --create --directory "$DIST" --format=gnu --sort=name --mtime="@$SOURCE_DATE_EPOCH" \
        --owner=0 --group=0 --numeric-owner --mode=a+rX,u+w,go-w "$NAME" |
        xz --threads=1 >"$DIST/$archive.part"
    mv -- "$DIST/$archive.part" "$DIST/$archive"
    say "made $DIST/$archive"
}

build_tools
build_tar
