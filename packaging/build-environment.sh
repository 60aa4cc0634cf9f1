# shellcheck shell=bash
# What the scripts that build share: where things lie, the time stamp, and the environments whose
# packages are locked with hashes in requirements/. To be sourced. Messages go to stderr.
#
#     PITH_INSPECTOR_DIST     the folder of the results, else dist/ of the checkout
#     PITH_INSPECTOR_BUILD    the folder of the environments, else build/ of the checkout
#     SOURCE_DATE_EPOCH       the time in all that is built, else the day of the newest release

# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/setup.sh"

set -eo pipefail
umask 022

DIST=${PITH_INSPECTOR_DIST:-$ROOT/dist}
BUILD=${PITH_INSPECTOR_BUILD:-$ROOT/build}
TOOLS=$BUILD/tools
PROGRAM_ENVIRONMENT=$BUILD/program
REQUIREMENTS=$ROOT/packaging/requirements

# The tools that build, in $TOOLS; sets SOURCE_DATE_EPOCH, too.
build_tools() {
    locked_environment "$TOOLS" "$REQUIREMENTS/build.txt"
    [ -n "${SOURCE_DATE_EPOCH-}" ] ||
        SOURCE_DATE_EPOCH=$("$TOOLS/bin/python" -I "$ROOT/packaging/changelog.py" epoch)
    export SOURCE_DATE_EPOCH
}

# The program as its users get it, in $PROGRAM_ENVIRONMENT: the wheel of $DIST, what it needs at
# the locked versions, and nothing else, not even pip.
program_environment() {
    local wheel made_of=$PROGRAM_ENVIRONMENT/.wheel
    build_tools
    wheel=$(the_wheel)
    locked_environment "$PROGRAM_ENVIRONMENT" "$REQUIREMENTS/program.txt" --without-pip
    [ "$(sha256sum <"$wheel")" != "$(cat -- "$made_of" 2>/dev/null)" ] || return 0
    install_into "$PROGRAM_ENVIRONMENT" --no-index --no-deps --force-reinstall "$wheel" ||
        give_up "$wheel could not be installed; pip says why above"
    sha256sum <"$wheel" >"$made_of"
}

# with_tools CODE [ARGUMENT]…  Runs CODE by the Python whose packages are packed, with those of the
# tools behind its own.
with_tools() {
    local code=$1
    shift
    "$PROGRAM_ENVIRONMENT/bin/python" -P -c "import sys; sys.path.append(sys.argv.pop(1)); $code" \
        "$("$TOOLS/bin/python" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" "$@"
}

# Prints the path of the one wheel in $DIST, which is built first where there is not just one.
the_wheel() {
    local -a wheels
    find_wheels || { "$ROOT/packaging/wheel/build-wheel.sh" && find_wheels; } ||
        give_up "one wheel is needed in $DIST, and ${#wheels[@]} are there"
    printf '%s\n' "${wheels[0]}"
}

find_wheels() {
    mapfile -t wheels < <(compgen -G "$DIST/pith_inspector-*.whl")
    [ "${#wheels[@]}" -eq 1 ]
}

# ---- environments whose packages are locked ---------------------------------------------------

# locked_environment FOLDER LOCK [OPTION OF VENV]…  Made anew unless it holds what LOCK asks for.
locked_environment() {
    local folder=$1 lock=$2 python wanted
    shift 2
    python=$(find_python) ||
        give_up "Python 3.11 to 3.14 with its venv module is needed, and none was found"
    wanted=$("$python" -I -S -c 'import sys; print(sys.version)' && printf '%s\n' "$folder" &&
        sha256sum <"$lock")
    mkdir -p -- "$BUILD"
    (
        wait_for_turn
        [ "$wanted" = "$(cat -- "$folder/.made-of" 2>/dev/null)" ] ||
            make_locked_environment "$@"
    ) 9<"$BUILD" </dev/null >&2 || exit "$CANNOT_SET_UP"
}

make_locked_environment() {
    say "installing into $folder what ${lock#"$ROOT/"} locks"
    rm -rf -- "$folder"
    "$python" -I -m venv "$@" "$folder" || give_up "$python could not make a virtual environment"
    install_into "$folder" --require-hashes --only-binary :all: --requirement "$lock" ||
        give_up "the locked packages could not be installed; pip says why above"
    printf '%s\n' "$wanted" >"$folder/.made-of"
}

# install_into ENVIRONMENT ARGUMENTS OF PIP INSTALL…
install_into() {
    local folder=$1
    shift
    PIP_USER=0 "$TOOLS/bin/python" -I -m pip -qq --disable-pip-version-check --no-input \
        --python "$folder/bin/python" install "$@" >&2
}
