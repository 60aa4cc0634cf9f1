#!/usr/bin/env bash
# Sets up what is missing, then runs the whole suite; with arguments only pytest, with them:
#
#     packaging/test.sh [pytest arguments]…      paths are relative to the checkout
#
# Every stage runs, whatever became of the one before it. Non-zero when any failed.

# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/setup.sh"

SUMMARY=()
FAILED=0

# stage NAME COMMAND…
stage() {
    local name=$1 code=0
    shift
    printf '\n== %s\n' "$name"
    "$@" || code=$?
    if [ "$code" -eq 0 ]; then
        SUMMARY+=("passed  $name")
    else
        SUMMARY+=("FAILED  $name (exit code $code)")
        FAILED=1
    fi
}

# Tests that were all skipped prove nothing, yet pytest calls that a success.
# shellcheck disable=SC2317 # reached by way of stage
some_tests_ran() {
    "$VENV/bin/python" -I -c '
import sys
from xml.etree import ElementTree
suite = ElementTree.parse(sys.argv[1]).getroot().find("testsuite")
sys.exit(int(suite.get("tests")) <= int(suite.get("skipped")))' "$1" && return
    printf 'Not one test ran: that is no success.\n'
    return 5
}

# that_runs_tests COMMAND…  a pytest that fails when it ran no test at all.
# shellcheck disable=SC2317
that_runs_tests() {
    local report code=0
    report=$(mktemp) || return
    "$@" --junitxml "$report" || code=$?
    [ "$code" -ne 0 ] || some_tests_ran "$report" || code=$?
    rm -f -- "$report"
    return "$code"
}

set_up test "${WINDOW_PACKAGES[@]}" "${X_PACKAGES[@]}" "${WAYLAND_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
cd -- "$ROOT" || exit
export PATH=$VENV/bin:$PATH
export QT_QPA_PLATFORM=offscreen

if [ $# -gt 0 ]; then
    exec pytest -m "not (xvfb or packages)" "$@"
fi

stage "ruff check" ruff check
stage "ruff format" ruff format --check
stage "mypy" mypy
stage "import-linter" lint-imports --no-logo
stage "tests" that_runs_tests pytest -m "not (xvfb or alone or packages)" \
    --numprocesses auto --dist worksteal
for measured in $(pytest --collect-only --quiet -m alone | sed -n 's/::.*//p' | sort -u); do
    stage "measured alone: $measured" that_runs_tests pytest -m alone "$measured"
done
stage "tests in a real window" that_runs_tests packaging/with-openbox.sh pytest -m xvfb
# Minutes longer; by hand it is packaging/test-packages.sh.
[ -z "${CI-}" ] || stage "packages" packaging/test-packages.sh

printf '\n== Summary\n'
printf '%s\n' "${SUMMARY[@]}"
exit "$FAILED"
