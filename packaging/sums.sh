#!/usr/bin/env bash
# Writes dist/SHA256SUMS over the packages in dist/, for `sha256sum --check SHA256SUMS` there. What
# else lies there, such as the folder from which two of them were made, is not given to others.

# shellcheck source-path=SCRIPTDIR source=build-environment.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/build-environment.sh"

cd -- "$DIST" || give_up "there is no $DIST; packaging/build.sh makes it"
sums=$(find . -maxdepth 1 -type f \( -name 'pith_inspector-*.whl' -o -name 'pith_inspector-*.tar.gz' \
    -o -name 'pith-inspector-*.tar.xz' -o -name 'pith-inspector_*.deb' \
    -o -name 'pith-inspector-*.cdx.json' \) -printf '%P\0' |
    LC_ALL=C sort -z | xargs -0 --no-run-if-empty sha256sum --)
[ -n "$sums" ] || give_up "there is no package in $DIST; packaging/build.sh makes them"
printf '%s\n' "$sums" >SHA256SUMS
