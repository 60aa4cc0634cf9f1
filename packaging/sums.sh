#!/usr/bin/env bash
# Writes dist/SHA256SUMS over all files in dist/, for `sha256sum --check SHA256SUMS` there.

# shellcheck source-path=SCRIPTDIR source=build-environment.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/build-environment.sh"

cd -- "$DIST" || give_up "there is no $DIST; packaging/build.sh makes it"
rm -f -- SHA256SUMS
sums=$(find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 --no-run-if-empty sha256sum --)
printf '%s\n' "$sums" >SHA256SUMS
