#!/usr/bin/env bash
# Runs COMMAND… on a bare X server of its own with a window manager, without which no window
# would get the focus. Ends with the exit code of COMMAND.

if [ "${1-}" != --inside ]; then
    export QT_QPA_PLATFORM=xcb
    unset WAYLAND_DISPLAY
    exec xvfb-run --auto-servernum --server-args '-screen 0 1600x1200x24' "$0" --inside "$@"
fi
shift

# It is ready when it answers for the desktops.
openbox >/dev/null 2>&1 &
manager=$!
for _ in {1..100}; do
    xdotool get_num_desktops >/dev/null 2>&1 && break
    sleep 0.1
done

"$@"
code=$?
kill "$manager"
exit "$code"
