#!/usr/bin/env bash
# Tries the two commands of the README where there is nothing else: in a bare Debian or Ubuntu, in
# a fresh clone, as an ordinary user with sudo.
#
#     packaging/linux/try-readme.sh [SUITE]      SUITE: bookworm, trixie, noble
#
# Without SUITE it is that of this machine. Takes as long as the whole suite and some minutes.
# Needs root or sudo, and debootstrap.

# shellcheck source-path=SCRIPTDIR source=../setup.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../setup.sh"
# shellcheck source-path=SCRIPTDIR source=bare-debian.sh
. "$ROOT/packaging/linux/bare-debian.sh"

main() {
    local suite=${1:-$(own_suite)}
    make_bare_debian "$suite" || exit "$CANNOT_SET_UP"
    inside apt-get -qq update
    inside apt-get -qq install --yes --no-install-recommends sudo ca-certificates git >/dev/null
    printf 'curator ALL=(ALL) NOPASSWD: ALL\n' >"$BARE/etc/sudoers.d/curator"
    git clone --quiet -- "$ROOT" "$BARE/home/curator/pith-inspector"
    inside chown -R curator: /home/curator
    take_along_pip
    must_end_with 0 packaging/run.sh
    must_end_with 0 packaging/test.sh
}

# How this machine reaches Python packages is its own affair, too.
take_along_pip() {
    local file
    for file in /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
        [ ! -e "$file" ] || cp -L -- "$file" "$BARE$file"
    done
}

# must_end_with CODE COMMAND
must_end_with() {
    local code=0
    as_curator bash -c "cd ~/pith-inspector && $2" || code=$?
    [ "$code" -eq "$1" ] || give_up "$2 ended with $code in a bare $suite, not with $1"
    say "holds: $2 ends with $1 in a bare $suite"
}

as_root_apart "$@"
main "$@"
