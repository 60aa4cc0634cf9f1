# shellcheck shell=bash
# A Debian or an Ubuntu with nothing in it but what debootstrap puts there, in a folder that is gone
# afterwards.
# To be sourced, by a script that has called `as_root_apart "$@"` first. Nothing is mounted
# anywhere else on the machine: the mounts belong to the script and end with it.

BARE=
SCREEN=
MANAGER=

# Runs the script again as root, in a mount namespace of its own.
as_root_apart() {
    [ -z "${PITH_INSPECTOR_APART-}" ] || return 0
    local -a as_root=() apart=(unshare --mount --propagation private)
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    # In a chroot the root is no mount whose propagation could be changed.
    "${as_root[@]}" "${apart[@]}" true 2>/dev/null || apart=(unshare --mount --propagation unchanged)
    exec "${as_root[@]}" env PITH_INSPECTOR_APART=yes \
        "${apart[@]}" bash "$(readlink -f -- "$0")" "$@"
}

# The suite of this machine itself.
own_suite() (
    # shellcheck source=/dev/null
    . /etc/os-release
    printf '%s\n' "${VERSION_CODENAME-}"
)

# make_bare_debian SUITE  leaves the folder in BARE.
make_bare_debian() {
    local suite=$1 system=debian components=main mirror
    local -a script=()
    if is_ubuntu "$suite"; then
        # One script of debootstrap makes them all, also those that came out after it.
        system=ubuntu components=main,universe script=(gutsy)
    fi
    mirror=$(mirror_of "$system")
    BARE=$(mktemp -d -t bare-debian.XXXXXX)
    chmod 755 "$BARE"
    trap remove_bare_debian EXIT
    say "making a bare $suite in $BARE"
    debootstrap --variant=minbase --components="$components" "$suite" "$BARE" "$mirror" \
        "${script[@]}" >"$BARE.log" 2>&1 || {
        tail -n 5 "$BARE.log" >&2
        say "debootstrap could not make it"
        return 1
    }
    grep -i 'cannot check release signature' "$BARE.log" >&2
    mount -t proc proc "$BARE/proc"
    mount -t tmpfs tmpfs "$BARE/dev/shm"
    # How this machine reaches the archive is the one thing that is taken along.
    cp -L /etc/resolv.conf /etc/hosts "$BARE/etc/"
    chroot "$BARE" useradd --create-home --shell /bin/bash curator
}

# The program inside may have left processes behind, which would keep the folder busy.
remove_bare_debian() {
    [ -z "$SCREEN" ] || kill "$MANAGER" "$SCREEN"
    umount --recursive --lazy "$BARE/proc" "$BARE/dev/shm" "$BARE/tmp/.X11-unix" 2>/dev/null
    rm -rf --one-file-system -- "$BARE" "$BARE".*
}

is_ubuntu() {
    case $1 in jammy | noble | plucky | questing | resolute) ;; *) return 1 ;; esac
}

# mirror_of SYSTEM  debian or ubuntu: where this machine has it from, else what debootstrap knows.
mirror_of() {
    local mirror
    mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null |
        awk -v name="$1" '($1 == "URIs:" || $1 == "deb") && $2 ~ name "/?$" { print $2; exit }')
    [ -n "$mirror" ] || [ "$1" = debian ] ||
        mirror=$(grep -om 1 'http://archive[.][^ ]*' /usr/share/debootstrap/scripts/gutsy)
    printf '%s\n' "$mirror"
}

# inside COMMAND…  as root
inside() {
    chroot "$BARE" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        DEBIAN_FRONTEND=noninteractive "$@"
}

# as_curator COMMAND…  as an ordinary user
as_curator() {
    chroot --userspec=curator:curator "$BARE" env -i PATH=/usr/bin:/bin HOME=/home/curator \
        USER=curator ${DISPLAY:+DISPLAY="$DISPLAY"} "$@"
}

# A screen that belongs to the machine outside: inside there is not so much as an X server. Without a
# window manager no window would get the focus.
with_screen() {
    local number
    exec 8< <(exec Xvfb -displayfd 1 -screen 0 1600x1200x24 -ac -nolisten tcp 2>/dev/null)
    SCREEN=$!
    read -r number <&8
    export DISPLAY=:$number
    openbox >/dev/null 2>&1 &
    MANAGER=$!
    mkdir -p "$BARE/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$BARE/tmp/.X11-unix"
}
