# SPDX-License-Identifier: MIT
# Promise 3: diagrams. Sourced by engine.sh.

dumped () {
  mkdir -p dumps && run 0 30 env "$1=$PWD/dumps" "${weir[@]}" launch videotestsrc num-buffers=5 ! fakesink
}
dump_files () {
  dumped WEIR_DEBUG_DUMP_DOT_DIR || return 1
  local change
  ls dumps
  for change in NULL_READY READY_PAUSED PAUSED_PLAYING PLAYING_PAUSED PAUSED_READY; do
    [ -n "$(find dumps -name "*.$change.dot" -size +100c)" ] ||
      { why "no file for $change: $(ls dumps | xargs)"; return 1; }
  done
}
dump_names () {
  dumped WEIR_DEBUG_DUMP_DOT_DIR || return 1
  local odd
  odd=$(ls -A dumps | grep -vE '^[0-9]+\.[0-9]{2}\.[0-9]{2}\.[0-9]{9}-weir-launch\.[A-Z]+_[A-Z]+\.dot$')
  [ -z "$odd" ] || why "a name of another form: $odd"
}
dump_drawn () {
  dumped WEIR_DEBUG_DUMP_DOT_DIR || return 1
  local file n=0
  for file in dumps/*.dot; do
    dot -Tpng "$file" -o one.png 2>dot.err && [ ! -s dot.err ] || { why "dot on ${file##*/}: $(tail_of dot.err)"; return 1; }
    n=$((n + 1))
  done
  between $n 5 50 "number of files"
}
dump_other_name () { dumped GST_DEBUG_DUMP_DOT_DIR && between "$(ls dumps | grep -c '\.dot$')" 5 50 "number of files"; }
dump_unset () { launch videotestsrc num-buffers=5 ! fakesink && same "$(find . -name '*.dot' | wc -l)" 0 "number of files"; }
dump_hard () {
  local awkward='bin.( name="a \"b\" <c> {d}" videotestsrc num-buffers=2 name="x|y\\z" ) ! fakesink name="sink & ende"'
  mkdir dumps
  run 0 30 env WEIR_DEBUG_DUMP_DOT_DIR="$PWD/dumps" "${weir[@]}" launch "$awkward" || return 1
  local file
  for file in dumps/*.dot; do
    dot -Tsvg "$file" -o one.svg 2>dot.err && [ ! -s dot.err ] || { why "dot: $(tail_of dot.err)"; return 1; }
  done
}
dump_bad_folder () {
  run '0 1' 30 env WEIR_DEBUG_DUMP_DOT_DIR=/nonexistent/folder "${weir[@]}" launch videotestsrc num-buffers=2 ! fakesink &&
    says '/nonexistent/folder'
}

api_call () {
  mkdir -p dumps
  program diagrams && run 0 30 env "WEIR_DEBUG_DUMP_DOT_DIR=$PWD/dumps" "GST_DEBUG_DUMP_DOT_DIR=$PWD/dumps" \
    "${dev[@]}" "$shared/diagrams" "$1"
}
api_null () {
  api_call all && has_file dumps/in_null.dot || return 1
  dot -Tpng dumps/in_null.dot -o one.png 2>dot.err && [ ! -s dot.err ] || { why "dot: $(tail_of dot.err)"; return 1; }
  local word
  for word in source target num-buffers 640 480 video/x-raw capsfilter; do
    grep -q -e "$word" dumps/in_null.dot || { why "the diagram lacks $word"; return 1; }
  done
}
api_flags () { api_call flags && same "$(cat out)" ok "what the program found"; }
api_data () { api_call data && same "$(cat out)" ok "what the program found"; }
api_unset () {
  c_check 0 30 diagrams all && same "$(find . -name '*.dot' | wc -l)" 0 "number of files where the variable is unset"
}

check 3.1.1 60 'WEIR_DEBUG_DUMP_DOT_DIR: a file for each state change' dump_files
check 3.1.2 60 'the names are as users know them, and nothing half written is left' dump_names
check 3.1.3 60 'dot -Tpng accepts each without a warning' dump_drawn
check 3.1.4 60 'GST_DEBUG_DUMP_DOT_DIR does the same' dump_other_name
check 3.1.5 60 'names with quotes, brackets and bars are drawn too' dump_hard
check 3.1.6 60 'a folder that is not there is named' dump_bad_folder
check 3.2.1 60 'the API call writes one in NULL too, with all details, and dot draws it' api_null
check 3.2.2 60 'the detail flags say what is in it' api_flags
check 3.2.3 60 'the data call gives the same text' api_data
check 3.3.1 60 'nothing is written where the variable is unset' dump_unset
check 3.3.2 60 'the API call is a no-op where it is unset' api_unset
