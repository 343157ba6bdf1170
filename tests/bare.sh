#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: tests/bare.sh [--keep] [--dir DIR] [--accept] [--only user|run|check|accept]
#
# Proves that the package lists are whole: makes a minimal Debian 12 that has git and make and nothing
# else, clones the committed tree into it, and does there what the README says:
#   user   `make run` as a user who may not install: must print the one line to run as root, and exit 1
#   run    `make run` as root: installs, builds, runs the main job; then, with the packages there, as that user
#   check  `make check` as root
#   accept tests/accept/*.sh as root, with --accept
# Needs root and debootstrap. The mirror, its key, and a proxy are those of this machine's own apt
# settings. With --keep the system stays in DIR, and the next run with that DIR begins from it.
set -u
export LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin
top=$(cd "$(dirname "$0")/.." && pwd) || exit 1
suite=bookworm
keep=no dir='' only='' accept=no

usage () {
  sed -n '3s/^# //p' "$0" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
    --keep) keep=yes ;;
    --accept) accept=yes ;;
    --dir) [ $# -ge 2 ] || usage; dir=$2; shift ;;
    --only) [ $# -ge 2 ] || usage; only=$2; shift ;;
    *) usage ;;
  esac
  shift
done
case $only in ''|user|run|check) ;; accept) accept=yes ;; *) usage ;; esac
if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
  echo "bare: needs root and Debian's package debootstrap" >&2
  exit 1
fi
if [ -z "$dir" ]; then
  dir=$(mktemp -d /var/tmp/weir-bare.XXXXXX) || exit 1
fi
mkdir -p "$dir" && dir=$(cd "$dir" && pwd) || exit 1
root=$dir/root
log=$dir/log

unmount () {
  local mount
  # The deepest first; what is busy goes as soon as it no longer is.
  awk -v root="$root/" 'index($2, root) == 1 {print $2}' /proc/mounts | sort -r |
    while read -r mount; do
      umount "$mount" 2>/dev/null || umount -l "$mount"
    done
}

finish () {
  unmount
  if [ $keep = no ] && ! grep -qF " $root/" /proc/mounts; then
    rm -rf --one-file-system "$root" "$log"
    rmdir "$dir" 2>/dev/null
  fi
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Prints `URI SUITE SIGNED-BY` of each source of Debian's main component, whatever form it is written in.
apt_sources () {
  apt-get indextargets --no-release-info --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(SIGNED_BY)' \
    'Created-By: Packages' | awk -v suite="$suite" '
      $3 == "main" && index($2, suite) == 1 && !seen[$1 $2]++ {
        print $1, $2, ($4 ~ /^\// ? $4 : "")
      }'
}

make_system () {
  local sources mirror keyring
  sources=$(apt_sources)
  mirror=$(awk -v suite="$suite" '$2 == suite {print $1; exit}' <<<"$sources")
  keyring=$(awk -v suite="$suite" '$2 == suite {print $3; exit}' <<<"$sources")
  if [ -z "$mirror" ]; then
    echo "bare: this machine's apt has no source of $suite main" >&2
    return 1
  fi
  if [ -z "$keyring" ]; then
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  fi
  eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
  [ -z "${http_proxy:-}" ] || export http_proxy
  [ -z "${https_proxy:-}" ] || export https_proxy
  rm -rf --one-file-system "$root"
  debootstrap --variant=minbase --include=git,make --keyring="$keyring" "$suite" "$root" "$mirror" \
    >"$log" 2>&1 || { tail -n 20 "$log" >&2; return 1; }

  # The same sources, and how to reach them.
  awk '{print "deb", $1, $2, "main"}' <<<"$sources" >"$root/etc/apt/sources.list"
  apt-config dump --format '%F "%v";%n' | grep -iE '^(Acquire::(http|https|Retries|Check)|Apt::Install)' \
    >"$root/etc/apt/apt.conf.d/90as-outside"
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  chroot "$root" useradd --create-home weir
  unmount
}

mount_system () {
  mkdir -p "$root/proc" "$root/dev" "$root/dev/shm" "$root/dev/pts" &&
    mount -t proc proc "$root/proc" &&
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm" &&
    mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts "$root/dev/pts" &&
    ln -sf pts/ptmx "$root/dev/ptmx"
}

home_of () {
  awk -F: -v user="$1" '$1 == user {print $6}' "$root/etc/passwd"
}

# inside USER COMMAND...: runs it in the system, in a clone of the tree of that user's, with nothing of
# this machine's environment.
inside () {
  local user=$1 home
  shift
  home=$(home_of "$user")
  chroot --userspec="$user" "$root" /usr/bin/env -i HOME="$home" USER="$user" TERM=dumb \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    /bin/sh -c 'cd "$HOME/tree" && exec "$@"' sh "$@" </dev/null
}

clone_for () {
  local user=$1 home
  home=$(home_of "$user")
  rm -rf "$root$home/tree"
  git -c safe.directory="$top/.git" clone -q --no-hardlinks "$top" "$root$home/tree" &&
    chroot "$root" chown -R "$user:" "$home/tree"
}

passed=0 failed=0
result () {
  if [ "$1" = ok ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
  echo "$*"
}

may () { [ -z "$only" ] || [ "$only" = "$1" ]; }

try_user () {
  local status
  clone_for weir || return
  inside weir make run >"$log" 2>&1
  status=$?
  cat "$log"
  if [ $status != 0 ] && grep -qE '^apt-get update && apt-get install -y .*meson' "$log" &&
     [ ! -e "$root/home/weir/tree/build" ]; then
    result ok "user: prints the line to run as root, and builds nothing"
  else
    result "not ok" "user: exit status $status, see above"
  fi
}

try_run () {
  local user file home
  for user in root weir; do
    clone_for "$user" || return
    if ! inside "$user" make run; then
      result "not ok" "run: make run failed as $user"
      return
    fi
    home=$(home_of "$user")
    for file in out.mp4 pipeline.dot pipeline.svg; do
      if [ ! -s "$root$home/tree/build/run/$file" ]; then
        result "not ok" "run: no build/run/$file as $user"
        return
      fi
    done
    result ok "run: build/run has out.mp4, pipeline.dot and pipeline.svg, as $user"
  done
}

try_check () {
  inside root make check 2>&1 | tee "$log"
  if [ "${PIPESTATUS[0]}" = 0 ] && tail -n 1 "$log" | grep -qE '^[1-9][0-9]* passed, 0 failed'; then
    result ok "check: $(tail -n 1 "$log")"
  else
    result "not ok" "check: $(tail -n 1 "$log")"
  fi
}

try_accept () {
  local script closing
  for script in "$top"/tests/accept/*.sh; do
    grep -q '^accept_begin' "$script" || continue
    inside root bash "tests/accept/${script##*/}" 2>&1 | tee "$log"
    closing=$(tail -n 1 "$log")
    if [[ $closing =~ ^accept\ [a-z-]+:\ ([0-9]+)\ of\ ([0-9]+)$ ]] &&
       [ "${BASH_REMATCH[1]}" = "${BASH_REMATCH[2]}" ]; then
      result ok "$closing"
    else
      result "not ok" "${script##*/}: $closing"
    fi
  done
}

if [ -x "$root/usr/bin/make" ]; then
  echo "bare: going on with the system in $dir"
else
  echo "bare: a minimal Debian 12 in $dir"
  make_system || exit 1
fi
mount_system || exit 1
clone_for root || exit 1
if may user; then try_user; fi
if may run; then try_run; fi
if may check; then try_check; fi
if [ $accept = yes ] && may accept; then try_accept; fi
echo
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed != 0 ]
