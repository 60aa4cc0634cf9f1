#!/usr/bin/env bash
# Tries the Debian package where there is nothing else: installs it into a bare Debian or Ubuntu,
# verifies and opens the sample there as an ordinary user, upgrades it, removes it.
#
#     packaging/linux/try-deb.sh [SUITE] [PICTURE.png]      SUITE: bookworm, trixie, noble
#
# Without SUITE it is that of this machine. A system that is older than the one that built the
# package, such as jammy (Ubuntu 22.04) beside bookworm, refuses it; what it lacks is then said.
# Needs root or sudo, debootstrap, Xvfb, openbox, xdotool; with PICTURE also ImageMagick.

# shellcheck source-path=SCRIPTDIR source=../setup.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../setup.sh"
# shellcheck source-path=SCRIPTDIR source=bare-debian.sh
. "$ROOT/packaging/linux/bare-debian.sh"

SAMPLE=/usr/share/doc/pith-inspector/examples/bundle-1711.04623.json
SHOWN='1711.04623.*Pith Inspector'

# must SENTENCE COMMAND…  what has to hold; the first that does not ends the trial.
must() {
    local sentence=$1
    shift
    "$@" || give_up "does not hold: $sentence"
    say "holds: $sentence"
}

install_deb() {
    cp -- "$1" "$BARE/tmp/"
    inside apt-get -q -o Dpkg::Use-Pty=0 install --yes "/tmp/${1##*/}" >"$BARE.log" 2>&1 ||
        { tail -n 20 "$BARE.log" >&2; say_if_too_old; return 1; }
}

# A library older than those that the package was built with is what apt names so.
say_if_too_old() {
    ! grep -q '(>= .* but .* is to be installed' "$BARE.log" ||
        say "this system is older than the one that built the package, which it refuses therefore"
}

# Any other verdict has another exit code.
is_verified() {
    as_curator pith-inspector verify "$SAMPLE" >/dev/null
}

# Asked again and again: xdotool fails where a window goes while it looks, as a start-up may have one.
shown_window() {
    local window='' end=$((SECONDS + 80))
    until [ -n "$window" ] || [ "$SECONDS" -ge "$end" ]; do
        sleep 0.2
        window=$(xdotool search --onlyvisible --name "$SHOWN" 2>/dev/null | head -n 1)
    done
    printf '%s\n' "$window"
}

# In a window, until its title says what is open; then it is closed as a user would.
opens_the_sample() {
    local window code=0
    as_curator timeout 120 pith-inspector open --new-window "$SAMPLE" 2>"$BARE.log" &
    local program=$!
    window=$(shown_window)
    [ -n "$window" ] || { cat "$BARE.log" >&2; return 1; }
    sleep 2
    [ -z "$PICTURE" ] || import -window root "$PICTURE"
    xdotool windowactivate --sync "$window" key ctrl+q || return
    wait "$program" || code=$?
    [ ! -s "$BARE.log" ] || cat "$BARE.log" >&2
    return "$code"
}

desktop_knows_it() {
    grep -q 'application/vnd.pith.bundle+json:\*.pith.json' "$BARE/usr/share/mime/globs2" &&
        [ -e "$BARE/usr/share/man/man1/pith-inspector.1.gz" ]
}

# As bash does at the first Tab; zsh and fish are not there.
shell_completes_it() {
    local answer
    # shellcheck disable=SC2016 # the shell inside is to read it
    answer=$(as_curator bash -c '. /usr/share/bash-completion/completions/pith-inspector
        COMP_WORDS=(pith-inspector canon) COMP_CWORD=1
        _pith_inspector_completion pith-inspector && echo "${COMPREPLY[*]}"' 2>"$BARE.log")
    [ "$answer" = canonical ] && return
    printf 'the answer is: %s\n' "$answer" >&2
    cat "$BARE.log" >&2
    return 1
}

# The same package under a later version.
later_version() {
    local tree=$BARE.later
    dpkg-deb --raw-extract "$1" "$tree"
    sed -i 's/^Version: .*/&+1/' "$tree/DEBIAN/control"
    dpkg-deb --root-owner-group -Znone --build "$tree" "$BARE.deb" >/dev/null
    rm -rf -- "$tree"
    mv -- "$BARE.deb" "$BARE/tmp/later.deb"
}

upgrades() {
    later_version "$1" &&
        inside apt-get -qq -o Dpkg::Use-Pty=0 install --yes /tmp/later.deb >"$BARE.log" 2>&1 &&
        inside dpkg --status pith-inspector | grep -q '^Version: .*+1$' &&
        [ -z "$(inside dpkg --verify pith-inspector)" ] && is_verified
}

packages() {
    inside dpkg --get-selections | awk '$2 == "install" { print $1 }' | LC_ALL=C sort
}

removes_itself() {
    inside apt-get -qq purge --auto-remove --yes pith-inspector >"$BARE.log" 2>&1 || return
    ! traces | grep . >&2 && grep 'are left in ~/.config/pith-inspector' "$BARE.log" >&2
}

# Whatever still carries the name, in the package manager's books and the desktop's caches, too.
traces() {
    (cd "$BARE" && find . -xdev -path ./proc -prune -o -path ./home -prune -o -path ./tmp -prune \
        -o -iname '*pith*' -print | grep -v '^./var/log')
    grep -rlsiE 'pith.inspector|vnd\.pith' "$BARE"/usr/share "$BARE"/etc "$BARE"/var/lib/dpkg/{info,status,triggers}
}

keeps_settings() {
    [ -n "$(find "$BARE/home/curator" -path '*pith-inspector*' -type f)" ]
}

main() {
    local suite=${1:-$(own_suite)} deb
    PICTURE=${2-}
    deb=$(find "$ROOT/dist" -name 'pith-inspector_*.deb' | head -n 1)
    [ -n "$deb" ] || give_up "there is no package; packaging/build.sh deb makes it"
    make_bare_debian "$suite" || exit "$CANNOT_SET_UP"
    with_screen
    inside apt-get -qq update
    packages >"$BARE.before"
    must "the package installs in a bare $suite" install_deb "$deb"
    must "the command line verifies the sample" is_verified
    must "the window opens the sample under a bare X server" opens_the_sample
    must "the MIME type and the man page are there" desktop_knows_it
    must "bash completes its commands" shell_completes_it
    must "a later version takes its place, whole" upgrades "$deb"
    must "purging leaves nothing of it in the system, and says what is left at home" removes_itself
    must "purging leaves the user's own settings" keeps_settings
    say "of the packages that came along, these stay:" \
        "$(packages | LC_ALL=C comm -13 "$BARE.before" - | tr '\n' ' ')"
}

as_root_apart "$@"
main "$@"
