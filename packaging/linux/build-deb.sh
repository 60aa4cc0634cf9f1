#!/usr/bin/env bash
# Makes the Debian package of the one-folder program in dist/pith-inspector:
#
#     packaging/linux/build-deb.sh      writes dist/pith-inspector_VERSION_ARCHITECTURE.deb
#
# The one-folder program rather than the system's Python: Debian 12 has no PySide6 at all, and what
# 13 has is another one than we test with, so this way one package serves both. What it needs of
# the system is read off its files by dpkg-shlibdeps. No maintainer script does anything: menu, MIME
# types and icons are picked up by the triggers of the packages that own those caches.

# shellcheck source-path=SCRIPTDIR source=../build-environment.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../build-environment.sh"

APP=science.pith.Inspector
HERE=$ROOT/packaging/linux
WORK=$BUILD/deb
TREE=$WORK/tree

# The usual variables of Debian's tools; a package for others to install should name somebody.
MAINTAINER="${DEBFULLNAME:-The Pith Inspector developers} <${DEBEMAIL:-developers@pith-inspector.invalid}>"

build_deb() {
    local version architecture package
    needs_program
    version=$(changelog version)
    architecture=$(dpkg --print-architecture)
    rm -rf -- "$WORK"
    mkdir -p "$TREE" "$WORK/debian"
    put_program
    put_desktop_files
    put_documents
    put 755 "$HERE/postrm" DEBIAN/postrm
    write_control "$version" "$architecture"
    find "$TREE" -type d -exec chmod 755 {} +
    find "$TREE" -exec touch --no-dereference -d "@$SOURCE_DATE_EPOCH" {} +
    rm -f -- "$DIST"/pith-inspector_*.deb
    package=pith-inspector_${version}_$architecture.deb
    dpkg-deb --root-owner-group -Zxz --build "$TREE" "$WORK/$package" >/dev/null
    mv -- "$WORK/$package" "$DIST"
    say "made $DIST/$package"
}

needs_program() {
    [ -x "$DIST/pith-inspector/pith-inspector" ] || give_up "there is no program yet; packaging/build.sh program makes it"
    command -v dpkg-shlibdeps >/dev/null || give_up "dpkg-shlibdeps is needed: apt-get install dpkg-dev"
}

changelog() {
    "$TOOLS/bin/python" -I "$ROOT/packaging/changelog.py" "$@"
}

# put MODE FILE DESTINATION
put() {
    install -D -m "$1" -- "$2" "$TREE/$3"
}

put_program() {
    mkdir -p "$TREE/usr/lib" "$TREE/usr/bin"
    cp -R --no-dereference -- "$DIST/pith-inspector" "$TREE/usr/lib/pith-inspector"
    find "$TREE/usr/lib" -type f -exec chmod 644 {} +
    chmod 755 "$TREE/usr/lib/pith-inspector/pith-inspector"
    ln -s ../lib/pith-inspector/pith-inspector "$TREE/usr/bin/pith-inspector"
    mv -- "$TREE/usr/lib/pith-inspector/share" "$TREE/usr/share"
    # Where zsh looks on Debian.
    mv -- "$TREE/usr/share/zsh/site-functions" "$TREE/usr/share/zsh/vendor-completions"
}

put_desktop_files() {
    put 644 "$HERE/$APP.desktop" "usr/share/applications/$APP.desktop"
    "$TOOLS/bin/python" -I "$HERE/metainfo.py" "$WORK/metainfo.xml"
    put 644 "$WORK/metainfo.xml" "usr/share/metainfo/$APP.metainfo.xml"
    put 644 "$HERE/$APP.xml" "usr/share/mime/packages/$APP.xml"
    mkdir -p "$TREE/usr/share/icons"
    with_tools 'import runpy; del sys.argv[0]; runpy.run_path(sys.argv[0], run_name="__main__")' \
        "$ROOT/packaging/icons.py" "$WORK/icons"
    cp -R -- "$WORK/icons/hicolor" "$TREE/usr/share/icons/"
}

put_documents() {
    local documents=usr/share/doc/pith-inspector sample
    put 644 "$HERE/copyright" "$documents/copyright"
    put 644 "$HERE/lintian-overrides" usr/share/lintian/overrides/pith-inspector
    mv -- "$TREE/usr/lib/pith-inspector/licences" "$TREE/$documents/"
    for sample in "$ROOT"/resources/samples/*.json; do
        put 644 "$sample" "$documents/examples/${sample##*/}"
    done
    changelog debian "$MAINTAINER" >"$TREE/$documents/changelog"
    gzip -9 --no-name "$TREE/$documents/changelog" "$TREE/usr/share/man/man1/pith-inspector.1"
}

write_control() {
    local size control depends
    depends=$(libraries) || give_up "dpkg-shlibdeps failed; $WORK/shlibdeps.log says why"
    # Qt's plugin for X needs it, and nothing else does.
    [[ $depends == *libxcb-cursor0* ]] ||
        give_up "the package would not name what its window needs of the system; it says: $depends"
    size=$(du --summarize --apparent-size --block-size=1K "$TREE/usr" | cut -f 1)
    control=$(<"$HERE/control.in")
    control=${control//@VERSION@/"$1"}
    control=${control//@ARCHITECTURE@/"$2"}
    control=${control//@SIZE@/"$size"}
    control=${control//@MAINTAINER@/"$MAINTAINER"}
    control=${control//@DEPENDS@/"$depends"}
    printf '%s\n' "$control" >"$TREE/DEBIAN/control"
    (cd "$TREE" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$TREE/DEBIAN/md5sums"
    chmod 644 "$TREE"/DEBIAN/{control,md5sums}
}

# The packages whose libraries the program's own files are linked with.
libraries() {
    local -a files
    mapfile -d '' files < <(find "$TREE/usr/lib/pith-inspector" -type f \
        \( -name pith-inspector -o -name '*.so' -o -name '*.so.*' \) -print0)
    printf 'Source: pith-inspector\n\nPackage: pith-inspector\nArchitecture: any\n' \
        >"$WORK/debian/control"
    (cd "$WORK" && dpkg-shlibdeps -O --ignore-missing-info \
        "${files[@]/#/-e}" 2>"$WORK/shlibdeps.log") |
        sed -n 's/^shlibs:Depends=//p'
}

program_environment
build_deb
