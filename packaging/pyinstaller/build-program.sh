#!/usr/bin/env bash
# Makes the one-folder program of the wheel in dist/, which is built first where there is none:
#
#     packaging/pyinstaller/build-program.sh      writes dist/pith-inspector/
#
# Then tells its size, and how long it takes to start beside the same wheel in its environment.

# shellcheck source-path=SCRIPTDIR source=../build-environment.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../build-environment.sh"

HERE=$ROOT/packaging/pyinstaller
NAME=pith-inspector
WORK=$BUILD/pyinstaller
FOLDER=$WORK/dist/$NAME

# What tests.benchmarks ends with where a figure misses its goal.
MISSED_GOAL=3

build_program() {
    needs_tools
    rm -rf -- "$WORK"
    mkdir -p -- "$WORK"
    pack || { cat -- "$WORK/log" >&2 && give_up "PyInstaller failed, as it says above"; }
    drop_paths_to_python
    put_share
    "$PROGRAM_ENVIRONMENT/bin/python" -I "$ROOT/packaging/licences.py" "$FOLDER/licences"
    find "$FOLDER" -exec touch --no-dereference -d "@$SOURCE_DATE_EPOCH" {} +
    mkdir -p -- "$DIST"
    rm -rf -- "${DIST:?}/$NAME"
    mv -- "$FOLDER" "$DIST"
}

needs_tools() {
    command -v objcopy >/dev/null || give_up "objcopy and strip are needed: apt-get install binutils"
    command -v chrpath >/dev/null || give_up "chrpath is needed: apt-get install chrpath"
}

# The hash seed steadies the order of what is collected; modules that lie unpacked are loaded faster; away from
# the checkout, nothing of it is found.
pack() (
    export PYTHONHASHSEED=1 PYTHONNOUSERSITE=1
    export PYINSTALLER_CONFIG_DIR=$WORK/cache PYINSTALLER_ZLIB_COMPRESSION_LEVEL=0
    cd -- "$WORK" &&
        with_tools 'from PyInstaller.__main__ import run; run()' --noconfirm --log-level ERROR \
            --distpath "$WORK/dist" --workpath "$WORK" "$HERE/$NAME.spec" >"$WORK/log" 2>&1
)

# As below /usr, so that a package has nothing to do but to move it there.
put_share() {
    local completion=$ROOT/packaging/linux/completion share=$FOLDER/share
    install -D -m 644 "$ROOT/packaging/linux/$NAME.1" "$share/man/man1/$NAME.1"
    install -D -m 644 "$completion/$NAME" "$share/bash-completion/completions/$NAME"
    install -D -m 644 "$completion/_$NAME" "$share/zsh/site-functions/_$NAME"
    install -D -m 644 "$completion/$NAME.fish" "$share/fish/vendor_completions.d/$NAME.fish"
}

# A Python that was not made by Debian names the folder that it was built for.
drop_paths_to_python() {
    find "$FOLDER/_internal" \( -name 'libpython*' -o -path '*/lib-dynload/*' \) -type f \
        -exec chrpath --delete {} + >/dev/null
}

tell() {
    local code=0
    say "made $DIST/$NAME: $(du --summarize --apparent-size --block-size=MB "$DIST/$NAME" |
        cut -f 1) in $(find "$DIST/$NAME" -type f | wc -l) files"
    say "its start-up beside the environment's:"
    cd -- "$ROOT"
    # Behind the environment's own packages: what is measured is the wheel, not the checkout.
    "$PROGRAM_ENVIRONMENT/bin/python" -P -c '
import runpy, sys
sys.path.append(sys.argv.pop(1))
runpy.run_module("tests.benchmarks", run_name="__main__", alter_sys=True)' "$ROOT" \
        frozen_start frozen_cli_start >&2 || code=$?
    case $code in
    0) ;;
    "$MISSED_GOAL") say "that is more than it may be" ;;
    *) give_up "the program's start-up could not be measured, as it says above" ;;
    esac
}

program_environment
build_program
tell
