#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: test-tutorial.sh FOLDER-WITH-MODULE
# The filter of docs/tutorial is found by WEIR_PLUGIN_PATH, described, and scales what flows through it.
folder=$1
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
export WEIR_PLUGIN_PATH="$folder" WEIR_PLUGIN_SYSTEM_PATH="$WEIR_BUILD/plugins" HOME="$home" XDG_CACHE_HOME="$home"
export WEIR_MANIFEST_TOOL="$WEIR_BUILD/plugins/weir-manifest"
weir="$WEIR_BUILD/cli/weir"
n=0
check () {
  n=$((n + 1))
  if [ "$1" = 0 ]; then echo "ok $n tutorial: $2"; else echo "not ok $n tutorial: $2"; fi
}

echo 1..3
"$weir" inspect gain | grep -q 'Linear gain factor'
check $? 'inspect shows the filter and its property'

line='audiotestsrc num-buffers=4 ! audio/x-raw,format=F32LE,channels=1 ! gain'
"$weir" launch -q "$line gain=1 ! fakesink name=f dump=true" >"$home/one" 2>&1 &&
  "$weir" launch -q "$line gain=0.5 ! fakesink name=f dump=true" >"$home/half" 2>&1
check $? 'a line with it runs'

[ -s "$home/one" ] && [ "$(wc -c <"$home/one")" = "$(wc -c <"$home/half")" ] && ! cmp -s "$home/one" "$home/half"
check $? 'half the gain gives as many, other samples'
