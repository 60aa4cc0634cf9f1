# shellcheck shell=bash
# What run.sh and test.sh share: the system packages and the virtual environment, each made only
# where it is missing. To be sourced. Every message goes to stderr, stdout is the program's.

set -u
unset CDPATH PYTHONHOME PYTHONPATH # each would send a path or an import somewhere else

ROOT=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
VENV=$ROOT/.venv
UNFINISHED=$VENV/.unfinished

# No exit code of the program, so that a script never takes a missing library for a verdict.
CANNOT_SET_UP=69

# Qt's window, drawn to memory alone; the font is one that fits the window's measures.
# shellcheck disable=SC2034 # for the scripts that source this file
WINDOW_PACKAGES=(
    libgl1 libegl1 libfontconfig1 libdbus-1-3 libxkbcommon0 libglib2.0-0 fonts-dejavu-core
)
# shellcheck disable=SC2034
X_PACKAGES=(libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0)
# shellcheck disable=SC2034
WAYLAND_PACKAGES=(libwayland-client0 libwayland-cursor0 libwayland-egl1)
# shellcheck disable=SC2034
TEST_PACKAGES=(
    xvfb xauth xdotool openbox bindfs
    appstream desktop-file-utils dpkg-dev libfile-mimeinfo-perl libglib2.0-bin man-db mandoc
    openssl shared-mime-info xdg-utils
)
# What makes the program and the packages of it; Qt's libraries have to be there, too.
# shellcheck disable=SC2034
BUILD_PACKAGES=(binutils chrpath dpkg-dev xz-utils)
# What tries the packages.
# shellcheck disable=SC2034
TRIAL_PACKAGES=(bash-completion debootstrap fish lintian zsh)

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

give_up() {
    say "$@"
    exit "$CANNOT_SET_UP"
}

# set_up EXTRAS PACKAGE…  EXTRAS is "" or the name of an optional set of pyproject.toml.
set_up() {
    is_set_up "$@" || (
        wait_for_turn
        is_set_up "$@" || make_ready "$@"
    ) 9<"$ROOT" </dev/null >&2 || exit "$CANNOT_SET_UP"
}

is_set_up() {
    local extras=$1 missing
    shift
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && environment_is_current "$extras"
}

make_ready() {
    local extras=$1
    shift
    install_packages "$@"
    environment_is_current "$extras" || make_environment "$extras"
}

# The lock is on the checkout's folder itself: it leaves no file, and ends with the subshell.
wait_for_turn() {
    command -v flock >/dev/null || return 0
    flock --nonblock 9 && return
    say "another shell is setting up; waiting for it"
    flock 9
}

# ---- system packages --------------------------------------------------------------------------

has_apt() {
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null
}

# Names that packages provide count, too: newer releases renamed libglib2.0-0 to libglib2.0-0t64.
installed_packages() {
    # shellcheck disable=SC2016 # dpkg-query's fields, not the shell's
    dpkg-query --show --showformat '${db:Status-Status}, ${Package}, ${Provides}\n' |
        awk -F ', *' '$1 == "installed" {
            for (i = 2; i <= NF; i++) { sub(/[ (:].*/, "", $i); print $i }
        }'
}

# missing_packages NAME…  Elsewhere than on Debian nothing is known to be missing.
missing_packages() {
    local installed name
    if [ $# -eq 0 ] || ! has_apt; then
        return
    fi
    installed=$'\n'$(installed_packages)$'\n'
    for name in "$@"; do
        [[ $installed == *$'\n'"$name"$'\n'* ]] || printf '%s\n' "$name"
    done
}

# Goes on when it cannot: the libraries may have come another way, and Qt names one that has not.
install_packages() {
    local -a missing
    if ! has_apt; then
        [ $# -eq 0 ] || say "not a Debian or Ubuntu; the window needs the libraries that" \
            "Debian calls: $*"
        return 0
    fi
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -eq 0 ] || apt_install "${missing[@]}"
}

apt_install() {
    if ! may_administer; then
        say "missing, and only an administrator can install it: apt-get install $*"
        return
    fi
    refresh_package_lists
    say "installing with apt: $* ($(download_size "$@") to download)"
    run_apt install --yes --no-install-recommends "$@" ||
        say "apt could not install all of: $* - going on without; it said:" "$APT_SAID"
}

# download_size PACKAGE…  with all that they need; what apt has downloaded before is not counted.
download_size() {
    apt-get -qq --print-uris --yes --no-install-recommends install "$@" 2>/dev/null |
        awk '{ bytes += $3 } END { printf "%d MB\n", (bytes + 999999) / 1e6 }'
}

# Asked once a run.
may_administer() {
    if [ -z "${ADMINISTERS-}" ]; then
        if [ "$(id -u)" -eq 0 ] || sudo_lets_in; then ADMINISTERS=yes; else ADMINISTERS=no; fi
    fi
    [ "$ADMINISTERS" = yes ]
}

# What sudo says of a refusal is not shown: what it means here is said by who asks.
sudo_lets_in() {
    sudo -n env true 2>/dev/null && return
    command -v sudo >/dev/null && (: </dev/tty) 2>/dev/null || return
    say "system packages are missing; sudo asks for your password to install them"
    sudo env true 2>/dev/null
}

# Once a run: a fresh machine has no lists, and old ones name packages that are gone.
refresh_package_lists() {
    [ -z "${LISTS_ARE_FRESH-}" ] || return 0
    LISTS_ARE_FRESH=yes
    run_apt update ||
        say "the package lists could not be refreshed; trying with those there are; apt said:" \
            "$APT_SAID"
}

# Leaves in APT_SAID what apt and the packages say of themselves, which is of use after a failure.
run_apt() {
    local -a as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    APT_SAID=$("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq \
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" 2>&1)
}

# ---- Python -----------------------------------------------------------------------------------

# The real interpreter behind COMMAND, if a virtual environment can be made with it. Asked rather
# than guessed: a shim of pyenv may lead nowhere, Debian's python3 may come without ensurepip,
# and an active environment must not be the base of itself. PySide6 has no wheels for 3.15 yet.
usable_python() {
    "$1" -I -c '
import ensurepip, sys, venv
if not (3, 11) <= sys.version_info < (3, 15):
    sys.exit(1)
print(getattr(sys, "_base_executable", None) or sys.executable)' 2>/dev/null
}

find_python() {
    local name
    for name in python3 /usr/bin/python3 python3.{14,13,12,11} /usr/bin/python3.{14,13,12,11}; do
        usable_python "$name" && return
    done
    return 1
}

# Sets the caller's variable `python`.
need_python() {
    python=$(find_python) || { install_python && python=$(find_python); } ||
        give_up "Python 3.11 to 3.14 with its venv module is needed, and none was found"
}

# Debian's own python3 first; an older release may hold a newer one beside it.
install_python() {
    local version
    has_apt || return
    install_packages python3 python3-venv
    find_python >/dev/null && return
    may_administer || return
    refresh_package_lists
    for version in 3.14 3.13 3.12 3.11; do
        if apt-cache show "python$version-venv" >/dev/null 2>&1; then
            apt_install "python$version" "python$version-venv"
            return
        fi
    done
}

# ---- virtual environment ----------------------------------------------------------------------

stamp() {
    printf '%s\n' "$VENV/.installed${1:+-$1}"
}

# What the installation hangs on: the interpreter, the place and what pyproject.toml asks for.
fingerprint() {
    "$VENV/bin/python" -I -S -c 'import sys; print(sys.version, sys._base_executable)' &&
        printf '%s\n' "$VENV" &&
        sha256sum <"$ROOT/pyproject.toml"
}

environment_is_current() {
    local stamp now
    stamp=$(stamp "$1")
    [ -e "$stamp" ] && [ ! -e "$UNFINISHED" ] && [ -x "$VENV/bin/pith-inspector" ] || return
    now=$(fingerprint 2>/dev/null) && [ "$now" = "$(<"$stamp")" ]
}

# One that was being made when something stopped it may lack any file: it is made anew.
environment_is_sound() {
    [ ! -e "$UNFINISHED" ] &&
        "$VENV/bin/python" -I -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

make_environment() {
    local extras=$1
    environment_is_sound || make_empty_environment
    touch -- "$UNFINISHED" || give_up "$VENV cannot be written to; does it belong to another user?"
    say "installing the Python packages into $VENV (the first time takes a minute or more)"
    PIP_USER=0 "$VENV/bin/python" -I -m pip install --quiet --disable-pip-version-check --no-input \
        --editable "$ROOT${extras:+[$extras]}" ||
        give_up "the Python packages could not be installed; pip says why above"
    fingerprint >"$(stamp "$extras")" && fingerprint >"$(stamp "")" && rm -f -- "$UNFINISHED"
}

make_empty_environment() {
    local python
    need_python
    say "making a virtual environment with $python"
    if ! { rm -rf -- "$VENV" && mkdir -- "$VENV" && touch -- "$UNFINISHED"; }; then
        give_up "$VENV cannot be made anew; does it belong to another user?"
    fi
    "$python" -I -m venv "$VENV" || give_up "$python could not make a virtual environment"
}
