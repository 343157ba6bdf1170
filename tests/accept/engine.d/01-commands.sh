# SPDX-License-Identifier: MIT
# Promise 1: two commands. Sourced by engine.sh.

# A copy of the tree that a check may change; with whatever isn't committed yet, as built.
tree_copy () {
  mkdir tree && git -C "$top" ls-files -z --cached --others --exclude-standard |
    (cd "$top" && xargs -0 tar -cf - --ignore-failed-read 2>/dev/null) | tar -xf - -C tree
}

# In the bare system apt's own history shows it; elsewhere a small package is added to the list.
installs_what_is_missing () {
  local pid n found=no
  if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
    why "needs root or sudo"
    return 1
  fi
  if dpkg-query -W -f '${db:Status-Status}' hello 2>/dev/null | grep -qx installed; then
    why "the package hello, which this check installs, is there already"
    return 1
  fi
  tree_copy || return 1
  echo 'hello    # only for this check' >>tree/packages.run
  env -u WEIR_NO_INSTALL -u WEIR_BUILD make -C tree build &
  pid=$!
  for n in $(seq 240); do
    if dpkg-query -W -f '${db:Status-Status}\n' hello 2>/dev/null | grep -qx installed; then
      found=yes
      break
    fi
    kill -0 $pid 2>/dev/null || break
    sleep 0.5
  done
  kill $pid 2>/dev/null
  wait $pid 2>/dev/null
  if [ "$(id -u)" = 0 ]; then apt-get -qq -y purge hello; else sudo -n apt-get -qq -y purge hello; fi
  [ $found = yes ] || why "hello was not installed: $(tail_of log)"
}

# Without root or sudo: the list, the one line, exit 1, and apt isn't touched.
prints_the_line () {
  tree_copy || return 1
  echo 'hello    # only for this check' >>tree/packages.run
  run '1 2' 30 env WEIR_NO_INSTALL=1 make -C tree run || return 1
  says 'hello +only for this check|hello' '^apt-get update && apt-get install .* hello$' || return 1
  says_not 'Unable to' '^[EW]: '
}

prints_the_line_to_a_user () {
  if [ "$(id -u)" != 0 ]; then
    ! sudo -n true 2>/dev/null || { prints_the_line; return; }
  fi
  tree_copy || return 1
  echo 'hello    # only for this check' >>tree/packages.run
  chmod -R a+rwX tree
  local as=()
  [ "$(id -u)" != 0 ] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  run '1 2' 30 env -u WEIR_NO_INSTALL HOME=/nonexistent "${as[@]}" make -C tree run || return 1
  says '^apt-get update && apt-get install .* hello$'
}

make_run_once () {
  make -C "$top" build && rm -rf "$build/run" || return 1
  # A terminal, as a user has: that is where progress is shown.
  timeout -k 5 120 script -qec "make -C '$top' run" "$shared/make-run.typescript"
}

make_run () { need make-run make_run_once && cp "$shared/make-run.typescript" out; }

make_run_progress () { make_run && says '(^|[^0-9])(100|[1-9]?[0-9]) ?%'; }
make_run_frames () { make_run && says '(249|250) (video )?frames|frames[^0-9]*(249|250)'; }
make_run_speed () { make_run && says '[0-9.]+ ?x([^a-z0-9]|$)|[0-9.]+ times'; }
make_run_sinks () { make_run && says 'filesink'; }

make_run_files () {
  make_run || return 1
  has_file "$build/run/out.mp4" && has_file "$build/run/pipeline.dot" &&
    has_file "$build/run/pipeline.svg" || return 1
  dot -Tpng "$build/run/pipeline.dot" -o p.png || { why "dot refuses pipeline.dot"; return 1; }
  "$python" -c 'import sys, xml.dom.minidom as m
assert m.parse (sys.argv[1]).documentElement.tagName == "svg"' "$build/run/pipeline.svg" ||
    { why "pipeline.svg is no SVG"; return 1; }
  grep -q x264enc "$build/run/pipeline.svg" || why "pipeline.svg does not show x264enc"
}

make_run_video () {
  make_run || return 1
  local source
  source=$(ffmpeg -v error -i "$(camera_file)" -map 0:v:0 -f null -c:v rawvideo -progress - -nostats - |
    sed -n 's/^frame=//p' | tail -n 1)
  same "$source" 249 "what the ffmpeg program decodes from the source" &&
    same "$(frames_of "$build/run/out.mp4")" "640,360,$source" "width, height, frames of out.mp4"
}

make_run_codecs () {
  make_run || return 1
  same "$(ffprobe -v error -show_entries stream=codec_name -of csv=p=0 "$build/run/out.mp4" | sort | xargs)" \
    "aac h264" "codecs of out.mp4"
}

make_run_decodes () {
  make_run || return 1
  ffmpeg -v warning -xerror -i "$build/run/out.mp4" -f null - >messages 2>&1 ||
    { why "ffmpeg can't decode out.mp4: $(tail_of messages)"; return 1; }
  same "$(wc -c <messages)" 0 "length of what ffmpeg says while decoding out.mp4"
}

duration () { ffprobe -v error -select_streams "$2" -show_entries stream=duration -of csv=p=0 "$1"; }

make_run_times () {
  make_run || return 1
  local stream
  for stream in v:0 a:0; do
    between "$(calc "$(duration "$build/run/out.mp4" $stream) - $(duration "$(camera_file)" $stream)")" \
      -0.1 0.1 "seconds by which stream $stream differs in length" || return 1
  done
}

# The settings that x264 wrote into the file, as the ffmpeg program takes them.
x264_settings () {
  "$python" - "$1" <<'PY'
import re, sys
found = re.search(rb"options: (cabac=[ -~]*)", open(sys.argv[1], "rb").read())
options = dict(pair.split("=", 1) for pair in found.group(1).decode().split() if "=" in pair)
names = {"ref": "ref", "me": "me", "subme": "subme", "bframes": "bframes", "b_adapt": "b-adapt",
         "keyint": "keyint", "keyint_min": "min-keyint", "rc_lookahead": "rc-lookahead",
         "mbtree": "mbtree", "trellis": "trellis", "8x8dct": "8x8dct", "cabac": "cabac",
         "weightp": "weightp", "scenecut": "scenecut", "qcomp": "qcomp", "me_range": "merange",
         "vbv_maxrate": "vbv-maxrate", "vbv_bufsize": "vbv-bufsize"}
rate = {"crf": "crf", "cqp": "qp"}.get(options["rc"], "bitrate")
settings = [f"{names[name]}={value}" for name, value in options.items() if name in names]
print(":".join(settings + [f"{rate}={options[rate]}"]))
PY
}

# By what method videoscale scales if the line doesn't say: a word that the ffmpeg program knows.
scale_method () {
  local method
  method=$("${weir[@]}" inspect videoscale --json | "$python" -c '
import json, sys
def find (node):
    if isinstance (node, dict):
        if node.get ("name") == "method": return node.get ("default")
        node = list (node.values ())
    if isinstance (node, list):
        for one in node:
            found = find (one)
            if found is not None: return found
print (find (json.load (sys.stdin)))')
  case $method in
    *bilinear* | 1 | None) echo bilinear ;;
    *nearest* | 0) echo neighbor ;;
    *lanczos* | 3) echo lanczos ;;
    *) echo bicubic ;;
  esac
}

# Against the source scaled with 16 bits, so that nobody's rounding is the reference.
psnr_y () {
  ffmpeg -v info -i "$1" -i "$(camera_file)" -lavfi \
    "[1:v]format=yuv420p16le,scale=640:360:flags=$2+accurate_rnd[r];[0:v]format=yuv420p16le[o];[o][r]psnr" \
    -f null - 2>&1 | sed -n 's/.*PSNR y:\([0-9.]*\).*/\1/p'
}

make_run_psnr () {
  make_run || return 1
  local settings method ours theirs
  settings=$(x264_settings "$build/run/out.mp4") || { why "no x264 settings in out.mp4"; return 1; }
  method=$(scale_method)
  ffmpeg -v error -y -i "$(camera_file)" -vf "scale=640:360:flags=$method" -an -pix_fmt yuv420p \
    -c:v libx264 -x264-params "$settings" peer.mp4 || { why "ffmpeg does not take $settings"; return 1; }
  ours=$(psnr_y "$build/run/out.mp4" "$method")
  theirs=$(psnr_y peer.mp4 "$method")
  echo "method $method, settings $settings, ours $ours, ffmpeg's $theirs"
  between "$(calc "$ours - $theirs")" -0.5 100 "PSNR-Y less the ffmpeg program's ($ours and $theirs dB)" ||
    return 1
  # Not bought with bits.
  local bits peer_bits
  bits=$(ffprobe -v error -select_streams v:0 -show_entries stream=bit_rate -of csv=p=0 "$build/run/out.mp4")
  peer_bits=$(ffprobe -v error -select_streams v:0 -show_entries stream=bit_rate -of csv=p=0 peer.mp4)
  between "$(calc "$bits / $peer_bits")" 0.5 1.15 "bit rate over the ffmpeg program's"
}

make_run_line () {
  run 0 60 make -C "$top" run \
    "PIPELINE=videotestsrc num-buffers=4 ! video/x-raw,format=I420,width=64,height=48 ! filesink location=$PWD/line.yuv" &&
    size_is line.yuv 18432
}

make_run_line_fails () {
  run 2 60 make -C "$top" run "PIPELINE=videotestsrc ! nosuchelement" && says 'nosuchelement'
}

make_check_passes () {
  need make-check env -u WEIR_BUILD make -C "$top" check || return 1
  cp "$shared/need-make-check.log" out
  tail -n 1 out | grep -qE '^[0-9]+ passed, 0 failed(, [0-9]+ skipped)?$' ||
    why "the last line is '$(tail -n 1 out)'"
}

make_build_only () {
  rm -rf "$top/build/run"
  local before=0
  [ ! -e "$build/meson-logs/testlog.json" ] || before=$(stat -c %Y "$build/meson-logs/testlog.json")
  run 0 1200 make -C "$top" build || return 1
  [ ! -e "$top/build/run" ] || { why "it ran the main job too"; return 1; }
  [ ! -e "$build/meson-logs/testlog.json" ] ||
    same "$(stat -c %Y "$build/meson-logs/testlog.json")" "$before" "time of the last tests" || return 1
  has_file "$build/weir/libweir-1.0.so"
}

installed_once () {
  rm -rf "$shared/installed"
  make -C "$top" install DESTDIR="$shared/installed" PREFIX=/opt/weir
}

# The installed tree, with its pkg-config file pointing at where it is now.
installed () {
  need installed installed_once || return 1
  root=$shared/installed/opt/weir
  local pc
  pc=$(find "$root" -name weir-1.0.pc | head -n 1)
  [ -n "$pc" ] || { why "no weir-1.0.pc is installed"; return 1; }
  mkdir -p "$shared/pc" && sed "s#/opt/weir#$root#g" "$pc" >"$shared/pc/weir-1.0.pc"
  libdir=$(dirname "$(dirname "$pc")")
}

make_install () {
  installed || return 1
  local what
  for what in bin/weir include/weir-1.0/weir/weir.h '*/libweir-1.0.so' '*/Weir-1.0.typelib' '*/Weir-1.0.gir'; do
    [ -n "$(find "$root" -path "$root/$what" -o -path "*/${what#\*/}" | head -n 1)" ] ||
      { why "$what is not installed"; return 1; }
  done
}

installed_runs () {
  installed || return 1
  run 0 30 env -u WEIR_PLUGIN_PATH LD_LIBRARY_PATH="$libdir" "$root/bin/weir" launch \
    videotestsrc num-buffers=2 ! video/x-raw,format=I420,width=64,height=48 ! filesink location=a.yuv &&
    size_is a.yuv 9216
}

dev_runs () { run 0 30 "$top/dev" weir launch videotestsrc num-buffers=1 ! fakesink; }
dev_status () { run 7 30 "$top/dev" sh -c 'exit 7'; }
dev_folder () { run 0 30 "$top/dev" pwd && same "$(cat out)" "$PWD" "the folder that CMD runs in"; }
dev_python () {
  run 0 30 "$top/dev" $python -c '
import gi
gi.require_version ("Weir", "1.0")
from gi.repository import Weir
Weir.init (None)
print (Weir.parse_launch ("videotestsrc ! fakesink").get_name ())' && says '^pipeline[0-9]+$'
}

build_touches_nothing () {
  make -C "$top" build || { why "make build fails"; return 1; }
  run 0 60 strace -f -qq -e trace=execve,connect -o trace make -C "$top" build || return 1
  if grep -E 'execve\("[^"]*/(apt|apt-get|aptitude|sudo|npm|curl|wget|git)"' trace | grep -q ' = 0'; then
    why "it ran $(grep -oE -m 1 'execve\("[^"]*/(apt|apt-get|aptitude|sudo|npm|curl|wget|git)"' trace)"
    return 1
  fi
  if grep -qE 'connect\([0-9]+, \{sa_family=AF_INET' trace; then
    why "it connects: $(grep -m 1 -E 'AF_INET' trace)"
    return 1
  fi
}

run_touches_nothing () {
  make -C "$top" build || { why "make build fails"; return 1; }
  run 0 60 strace -f -qq -e trace=execve,connect -o trace make -C "$top" run \
    'PIPELINE=videotestsrc num-buffers=1 ! fakesink' || return 1
  if grep -E 'execve\("[^"]*/(apt|apt-get|sudo)"' trace | grep -q ' = 0' ||
      grep -qE 'connect\([0-9]+, \{sa_family=AF_INET' trace; then
    why "apt, sudo or network: $(grep -m 1 -E 'AF_INET|/apt|/sudo' trace)"
  fi
}

build_is_quick () {
  make -C "$top" build || { why "make build fails"; return 1; }
  run 0 60 make -C "$top" build && between "$took" 0 2 "seconds of make build with nothing changed"
}

slow_check 1.1.1 300 'make installs what is missing' installs_what_is_missing
check 1.1.2 60 'WEIR_NO_INSTALL=1 make run with a package missing prints the line, installs nothing' prints_the_line
check 1.1.3 60 'make run without root or sudo prints the line' prints_the_line_to_a_user
check 1.1.4 1500 'make run builds, transcodes the camera file and ends by itself' make_run
check 1.1.5 1500 'make run shows its progress' make_run_progress
check 1.1.6 1500 'the summary has the frames' make_run_frames
check 1.1.7 1500 'the summary has the speed' make_run_speed
check 1.1.8 1500 'the summary is per sink' make_run_sinks
check 1.1.9 1500 'out.mp4, pipeline.dot (drawn by dot) and pipeline.svg are there' make_run_files
check 1.1.10 1500 'ffprobe counts 640,360 and the 249 frames that ffmpeg decodes from the source' make_run_video
check 1.1.11 1500 'out.mp4 is H.264 and AAC' make_run_codecs
check 1.1.12 1500 'ffmpeg decodes out.mp4 without a word' make_run_decodes
check 1.1.13 1500 'both streams are as long as in the source' make_run_times
check 1.1.14 1500 "PSNR-Y is within 0.5 dB of the ffmpeg program's with the same settings" make_run_psnr
check 1.1.15 120 "make run PIPELINE='...' runs any line" make_run_line
check 1.1.16 120 "make run PIPELINE='...' fails for a wrong line, with its reason" make_run_line_fails
slow_check 1.2 3600 'make check passes and ends with N passed, 0 failed' make_check_passes
check 1.3.1 1500 'make build only builds' make_build_only
check 1.3.2 1500 'make install installs program, library, headers, GIR and typelib' make_install
check 1.3.3 1500 'the installed program runs' installed_runs
check 1.3.4 60 './dev weir launch runs the built program' dev_runs
check 1.3.5 60 "./dev CMD ends with CMD's exit status" dev_status
check 1.3.6 60 './dev CMD runs in the folder where it was called' dev_folder
check 1.3.7 60 './dev python3 imports Weir from the build tree' dev_python
check 1.4.1 1500 'make build with nothing missing: no apt, no sudo, no network' build_touches_nothing
check 1.4.2 1500 'make run with nothing missing: no apt, no sudo, no network' run_touches_nothing
check 1.4.3 1500 'make build with nothing changed takes under 2 s' build_is_quick
