# SPDX-License-Identifier: MIT
# What the acceptance scripts share: numbered checks, each in a folder and a process group of its own
# with a time limit, and the words in which checks are written. Sourced by bash, not run.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$top/tests/accept
build=${WEIR_BUILD:-$top/build}
export LC_ALL=C.UTF-8
# The program under test, as a user of the build tree calls it.
if [ -n "${WEIR:-}" ]; then read -ra weir <<<"$WEIR"; else weir=("$top/dev" weir); fi
if [ -n "${WEIR_DEV:-}" ]; then read -ra dev <<<"$WEIR_DEV"; else dev=("$top/dev"); fi
python=/usr/bin/python3
unset DISPLAY WAYLAND_DISPLAY WEIR_DEBUG_DUMP_DOT_DIR GST_DEBUG_DUMP_DOT_DIR WEIR_WORKERS PIPELINE

passed=0 total=0 left_out=0 only=() quick=no keep=

# (Written with `function`, so that only a script that calls it has a line that begins with its name.)
function accept_begin {
  title=$1
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --only) only+=("$2"); shift 2 ;;
      --quick) quick=yes; shift ;;
      --keep) keep=$2; shift 2 ;;
      *) echo "usage: ${0##*/} [--only NUMBER]... [--quick] [--keep FOLDER]" >&2; exit 2 ;;
    esac
  done
  if [ -n "$keep" ]; then
    mkdir -p "$keep" && shared=$(cd "$keep" && pwd) && rm -rf "$shared"/need-* || exit 2
  else
    shared=$(mktemp -d "${TMPDIR:-/tmp}/weir-accept.XXXXXX") || exit 2
  fi
  chmod 755 "$shared"
  running=
  trap accept_clean EXIT
  trap 'exit 130' INT TERM HUP
}

accept_clean () {
  [ -z "$running" ] || end_group "$running"
  [ -n "$keep" ] || rm -rf "$shared"
}

accept_end () {
  local note=
  [ "$left_out" = 0 ] || note=" (quick: $left_out left out)"
  echo "accept $title: $passed of $total$note"
  [ "$passed" = "$total" ] && [ "$total" -gt 0 ]
}

# Whether a check of this number, or of part of it, was asked for.
wants () {
  local one
  [ ${#only[@]} -gt 0 ] || return 0
  for one in "${only[@]}"; do
    case $1. in "$one".*) return 0 ;; esac
  done
  return 1
}

end_group () {
  kill -TERM -- "-$1" 2>/dev/null || return 0
  local n
  for n in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 -- "-$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null
  return 0
}

# run_limited DIR SECONDS COMMAND...: in a process group of its own and in DIR; its status, 124 if
# it was ended. What it said is in DIR/log.
run_limited () {
  local dir=$1 seconds=$2 status until
  shift 2
  rm -rf "$dir"
  mkdir -p "$dir"
  chmod 755 "$dir"
  set -m
  ( set +m; trap - EXIT INT TERM HUP; cd "$dir" || exit 1; "$@" ) >"$dir/log" 2>&1 </dev/null &
  running=$!
  set +m
  ( sleep "$seconds" && { : >"$dir/timed-out"; end_group "$running"; } ) >/dev/null 2>&1 &
  local watch=$!
  wait "$running"
  status=$?
  [ ! -e "$dir/timed-out" ] || status=124
  pkill -P "$watch" 2>/dev/null
  wait "$watch" 2>/dev/null
  end_group "$running"
  running=
  return "$status"
}

verdict () {
  total=$((total + 1))
  if [ "$1" = ok ]; then passed=$((passed + 1)); echo "ok $2 $3"; else echo "not ok $2 $3"; fi
}

# check NUMBER SECONDS WHAT COMMAND...: the command decides; a reason comes from `why`.
check () {
  local number=$1 seconds=$2 what=$3 dir status reason
  shift 3
  wants "$number" || return 0
  dir=$shared/$number
  run_limited "$dir" "$seconds" "$@"
  status=$?
  if [ $status = 0 ]; then
    verdict ok "$number" "$what"
    return 0
  fi
  if [ $status = 124 ]; then
    reason="did not end within $seconds s"
  elif [ -s "$dir/why" ]; then
    reason=$(tail -n 1 "$dir/why")
  else
    reason="status $status: $(tail_of "$dir/log")"
  fi
  verdict no "$number" "$what: $reason"
}

# The same, but left out by --quick.
slow_check () {
  if [ $quick = yes ] && wants "$1"; then left_out=$((left_out + 1)); else check "$@"; fi
}

# checks_of SECONDS 'NUMBERS' COMMAND...: the command prints `ok N ...` lines itself; all the numbers
# must be among them.
checks_of () {
  local seconds=$1 numbers=$2 number line wanted=no dir
  shift 2
  for number in $numbers; do wants "$number" && wanted=yes; done
  [ $wanted = yes ] || return 0
  dir=$shared/of-${numbers%% *}
  run_limited "$dir" "$seconds" "$@"
  for number in $numbers; do
    wants "$number" || continue
    line=$(grep -m 1 -F -e "ok $number " "$dir/log")
    case $line in
      "ok $number "*) verdict ok "$number" "${line#"ok $number "}" ;;
      "not ok $number "*) verdict no "$number" "${line#"not ok $number "}" ;;
      *) verdict no "$number" "the driver did not come to it: $(tail_of "$dir/log")" ;;
    esac
  done
}

# ---- words of the checks; they run in the check's own folder ----

why () {
  printf '%s\n' "$*" | tr '\n\t' '  ' | cut -c 1-400 >>why
  echo >>why
  sed -i '/^$/d' why
  return 1
}

tail_of () { grep -v '^[[:space:]]*$' "$1" 2>/dev/null | tail -n 3 | tr '\n' '|' | cut -c 1-300; }

calc () { awk "BEGIN { printf \"%.6g\\n\", ($*) }"; }

# run STATUS SECONDS COMMAND...: its status must be one of those given ('0', '1 2'). Output: file `out`.
run () {
  local wanted=$1 seconds=$2 status start
  shift 2
  start=$(date +%s.%N)
  timeout -k 5 "$seconds" "$@" >out 2>&1
  status=$?
  took=$(calc "$(date +%s.%N) - $start")
  cat out
  case " $wanted " in *" $status "*) return 0 ;; esac
  case $status in
    124 | 137) why "hung: no end within $seconds s: $(tail_of out)" ;;
    *) why "exit status $status instead of $wanted: $(tail_of out)" ;;
  esac
}

launch () { run 0 30 "${weir[@]}" launch "$@"; }

# says REGEX...: each is found in `out`, in any case of letters.
says () {
  local one
  for one in "$@"; do
    grep -qiE -e "$one" out || { why "does not say /$one/: $(tail_of out)"; return 1; }
  done
}

says_not () {
  local one
  for one in "$@"; do
    if grep -qiE -e "$one" out; then why "says /$one/: $(grep -iE -m 1 -e "$one" out)"; return 1; fi
  done
}

between () {
  [ "$(calc "$2 <= $1 && $1 <= $3")" = 1 ] || why "${4:-value} is $1, not between $2 and $3"
}

same () { [ "$1" = "$2" ] || why "${3:-value} is '$1' instead of '$2'"; }
size_is () {
  [ -e "$1" ] || { why "no file $1: $(tail_of out)"; return 1; }
  same "$(stat -c %s "$1")" "$2" "size of $1"
}
has_file () { [ -s "$1" ] || why "no file ${1##*/}, or it is empty"; }

# The element's column in the printed line over a caret: caret_under CHARACTER
caret_under () {
  local seen
  seen=$(awk '/^[^^]*\^[~^ ]*$/ && n { at = index ($0, "^"); print substr (last, at, 1); exit }
              { last = $0; n = 1 }' out)
  same "$seen" "$1" 'the character over the caret'
}

# paste_line REGEX: the proposed line, as a user would copy it: the one in `out` that matches.
paste_line () {
  local line
  line=$(grep -E -e "$1" out | grep -m 1 '!' | sed -E "s/^.*weir launch //; s/^[[:space:]]*([a-zA-Z -]*: )?//; s/^['\"\`](.*)['\"\`]\$/\1/")
  [ -n "$line" ] || { why "no line to paste with /$1/: $(tail_of out)"; return 1; }
  printf '%s\n' "$line" >pasted
}

# runs_pasted: it plays on without an error until it is interrupted, or ends well.
runs_pasted () {
  local status
  timeout -s INT -k 10 3 "${weir[@]}" launch "$(cat pasted)" >out 2>&1
  status=$?
  cat out
  case $status in
    0 | 124) ;;
    *) why "the proposed line '$(cat pasted)' ends with $status: $(tail_of out)" || return 1 ;;
  esac
  says_not '^error|not.negotiated|critical'
}

# A program of tests/accept/src, compiled against the build tree.
program () {
  local name=$1
  [ ! -x "$shared/$name" ] || return 0
  if [ -n "${WEIR_CC:-}" ]; then
    $WEIR_CC "$here/src/$name.c" "$shared/$name" >compile.log 2>&1
  else
    # shellcheck disable=SC2046
    PKG_CONFIG_PATH=$build/meson-uninstalled:${PKG_CONFIG_PATH:-} \
      gcc -std=gnu17 -g -O1 -Wall -o "$shared/$name" "$here/src/$name.c" \
      $(PKG_CONFIG_PATH=$build/meson-uninstalled:${PKG_CONFIG_PATH:-} pkg-config --cflags --libs weir-1.0) \
      >compile.log 2>&1
  fi || { cat compile.log; why "tests/accept/src/$name.c does not compile: $(grep -m 1 error compile.log)"; }
}

# c_check STATUS SECONDS NAME ARGUMENTS...: compiles and runs such a program.
c_check () {
  local wanted=$1 seconds=$2 name=$3
  shift 3
  program "$name" && run "$wanted" "$seconds" "${dev[@]}" "$shared/$name" "$@"
}

# need NAME COMMAND...: done once for all checks that ask; they all fail if it failed.
need () {
  local name=$1 status
  shift
  if [ ! -e "$shared/need-$name.status" ]; then
    # What stands there if the check's time is over before it ends.
    echo 124 >"$shared/need-$name.status"
    ( "$@" ) >"$shared/need-$name.log" 2>&1
    echo $? >"$shared/need-$name.status"
  fi
  status=$(cat "$shared/need-$name.status")
  [ "$status" = 0 ] || why "$name failed with $status: $(tail_of "$shared/need-$name.log")"
}

camera_file () { "$top/scripts/sample-media"; }
frames_of () {
  ffprobe -v error -count_frames -select_streams v:0 -show_entries \
    stream=width,height,nb_read_frames -of csv=p=0 "$1"
}

# The log of `make check`: of this run of the script, or one that is newer than the library.
suite_log () {
  local log=$build/meson-logs/testlog.json
  if [ -n "${WEIR_TESTLOG:-}" ]; then echo "$WEIR_TESTLOG"; return 0; fi
  if [ ! -s "$log" ] || [ -n "$(find "$build/weir" "$build/tests" -newer "$log" -type f \
      \( -name '*.so*' -o -name '*.a' \) 2>/dev/null | head -n 1)" ]; then
    need make-check env -u WEIR_BUILD make -C "$top" check >&2 || return 1
  fi
  echo "$log"
}

# suite AT_LEAST REGEX: so many cases of that name passed in `make check`, none failed or was skipped.
suite () {
  local log
  log=$(suite_log) || return 1
  "$python" "$here/suite.py" "$log" "$@" >out || why "$(tail_of out)"
}
