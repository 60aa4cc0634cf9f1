#!/usr/bin/env bash
# Builds the wheel, the one-folder program and the Debian package, and tries each where a user
# would have it: the wheel in an empty environment, the package in a bare Debian of this release.
#
#     packaging/test-packages.sh      takes some minutes; needs root or sudo for the bare Debian

# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/setup.sh"

has_apt || give_up "a Debian or Ubuntu is needed for the Debian package"
set_up test "${WINDOW_PACKAGES[@]}" "${X_PACKAGES[@]}" "${WAYLAND_PACKAGES[@]}" \
    "${TEST_PACKAGES[@]}" "${TRIAL_PACKAGES[@]}"
cd -- "$ROOT" || exit
set -e

packaging/build.sh
PITH_INSPECTOR_DIST=$ROOT/dist PATH=$VENV/bin:$PATH \
    packaging/with-openbox.sh pytest -m packages
lintian --fail-on error --tag-display-limit 0 dist/pith-inspector_*.deb
packaging/linux/try-deb.sh
