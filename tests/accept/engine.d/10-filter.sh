# SPDX-License-Identifier: MIT
# Promise 10: a new filter in at most 80 lines. Sourced by engine.sh.

tutorial_source () {
  local found
  found=$(find "$top/docs/tutorial" -name '*.c' 2>/dev/null)
  same "$(printf '%s\n' "$found" | grep -c .)" 1 "number of C files in docs/tutorial" || return 1
  [ "$(find "$top/docs/tutorial" -name '*.h' | wc -l)" = 0 ] || { why "the tutorial has a header"; return 1; }
  filter_source=$found
  filter_name=$(sed -n 's/.*\.name = "\([a-z0-9-]*\)".*/\1/p' "$found" | head -n 1)
  [ -n "$filter_name" ] || why "no .name = \"...\" in ${found##*/}"
}
filter_length () {
  tutorial_source && between "$(wc -l <"$filter_source")" 10 80 "lines of ${filter_source##*/}" &&
    between "$(awk '{ if (length > n) n = length } END { print n }' "$filter_source")" 1 100 "columns"
}
built_filter () {
  tutorial_source && installed || return 1
  mkdir -p plugins && cp "$filter_source" filter.c || return 1
  # shellcheck disable=SC2046
  gcc -std=gnu17 -Wall -Werror -shared -fPIC -o plugins/libfilter.so filter.c \
    $(PKG_CONFIG_PATH=$shared/pc pkg-config --cflags --libs weir-1.0) 2>gcc.err ||
    { why "it does not compile against the installed library: $(tail_of gcc.err)"; return 1; }
}
with_filter () { run "$1" 30 env LD_LIBRARY_PATH="$libdir" WEIR_PLUGIN_PATH="$PWD/plugins" HOME="$PWD" XDG_CACHE_HOME="$PWD/cache" "$root/bin/weir" "${@:2}"; }
filter_found () { built_filter && with_filter 0 inspect "$filter_name" && says "$filter_name"; }
filter_not_there () {
  built_filter && run 2 30 env -u WEIR_PLUGIN_PATH LD_LIBRARY_PATH="$libdir" HOME="$PWD" "$root/bin/weir" inspect "$filter_name"
}
filter_example () {
  built_filter || return 1
  local example
  example=$(sed -n 's/.*\.example = "\(.*\)".*/\1/p' filter.c | head -n 1)
  [ -n "$example" ] || { why "no example in it"; return 1; }
  timeout -s INT -k 5 4 env LD_LIBRARY_PATH="$libdir" WEIR_PLUGIN_PATH="$PWD/plugins" HOME="$PWD" "$root/bin/weir" \
    launch "$example" >out 2>&1
  case $? in 0 | 124) ;; *) why "its example '$example' ends with an error: $(tail_of out)"; return 1 ;; esac
  says_not '^error|critical'
}
filter_works () {
  # Its output differs from its input, and is as long.
  built_filter || return 1
  local source
  case $(sed -n 's/.*"\(audio\|video\)\/x-raw.*/\1/p' filter.c | head -n 1) in
    audio) source='audiotestsrc num-buffers=5 wave=sine ! audioconvert' ;;
    video) source='videotestsrc num-buffers=5 ! videoconvert' ;;
    *) why "it filters neither raw audio nor raw video"; return 1 ;;
  esac
  local property
  property=$(sed -n 's/.*WEIR_PROP_[A-Z0-9]* *([^"]*"\([a-z-]*\)".*/\1/p' filter.c | head -n 1)
  with_filter 0 launch "$source ! $filter_name ${property:+$property=0.25} ! filesink location=$PWD/with.raw" || return 1
  with_filter 0 launch "$source ! $filter_name ${property:+$property=0.75} ! filesink location=$PWD/without.raw" || return 1
  same "$(stat -c %s with.raw)" "$(stat -c %s without.raw)" "bytes" || return 1
  ! cmp -s with.raw without.raw || why "its property changes nothing"
}

check 10.1 60 'the filter of docs/tutorial is one file of at most 80 lines' filter_length
check 10.2 1500 'it compiles out of the tree against the installed library' built_filter
check 10.3 1500 'WEIR_PLUGIN_PATH finds it' filter_found
check 10.4 1500 'without WEIR_PLUGIN_PATH it is not there' filter_not_there
check 10.5 1500 'its example runs' filter_example
check 10.6 1500 'it filters, as its property says' filter_works
slow_check 10.7 3600 'the tests build the tutorial' suite 1 'tutorial'
