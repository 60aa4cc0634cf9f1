#!/usr/bin/env bash
# Sets up what is missing and opens the window on the sample bundle, or on the arguments given:
#
#     packaging/run.sh [SOURCE or options of `pith-inspector open`]…
#
# With no display the report is printed in the terminal. Ends with the program's exit code.

# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/setup.sh"

SAMPLE=$ROOT/resources/samples/bundle-1711.04623.json

# Options that are followed by a value; what else does not begin with - is a source.
names_a_source() {
    while [ $# -gt 0 ]; do
        case $1 in
        --trust | --resolver | --screenshot | --select | --scheme | --language | --size) shift ;;
        --) return $(($# < 2)) ;;
        -) return 0 ;;
        -*) ;;
        *) return 0 ;;
        esac
        shift || break
    done
    return 1
}

wants_screenshot() {
    local argument
    for argument in "$@"; do
        case $argument in --screenshot | --screenshot=*) return 0 ;; esac
    done
    return 1
}

# A report in the terminal needs none of them.
needed_packages() {
    local window="${DISPLAY-}${WAYLAND_DISPLAY-}${QT_QPA_PLATFORM-}"
    [ -n "$window" ] || wants_screenshot "$@" || return 0
    printf '%s\n' "${WINDOW_PACKAGES[@]}"
    [ -z "${DISPLAY-}" ] || printf '%s\n' "${X_PACKAGES[@]}"
    [ -z "${WAYLAND_DISPLAY-}" ] || printf '%s\n' "${WAYLAND_PACKAGES[@]}"
}

mapfile -t packages < <(needed_packages "$@")
set_up "" "${packages[@]}"
names_a_source "$@" || set -- "$@" "$SAMPLE"
exec "$VENV/bin/pith-inspector" open "$@"
