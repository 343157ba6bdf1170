# SPDX-License-Identifier: MIT
# Promise 11: clean. Sourced by engine.sh. The sanitizer, fuzzer and valgrind jobs are those of .ci/run.

# ci_job NAME: runs the job once; closes with `N passed, 0 failed`.
ci_job () {
  if [ -n "${WEIR_CI_LOG:-}" ]; then cp "$WEIR_CI_LOG.$1" out; else
    need "ci-$1" bash "$top/.ci/run" "$1" || return 1
    cp "$shared/need-ci-$1.log" out
  fi
  tail -n 1 out | grep -qE '^[1-9][0-9]* passed, 0 failed' || why "the job closes with '$(tail -n 1 out)'"
}
job_says () { ci_job "$1" && says "${@:2}"; }

suppressions_have_reasons () {
  local file n=0
  for file in "$top"/tests/*.supp; do
    [ -e "$file" ] || continue
    n=$((n + 1))
    "$python" - "$file" <<'PY' >out || { why "$(tail_of out)"; return 1; }
# Each entry stands under a comment that names a library and says why.
import re, sys
entries, comment, bad = 0, "", []
inside = False
for line in open (sys.argv[1]):
    text = line.strip ()
    if text.startswith ("#"): comment = (comment + " " + text.lstrip ("# ")).strip ()
    elif not text: comment = comment if inside else ""
    elif text == "{": inside = True; entries += 1; bad += [] if len (comment.split ()) >= 4 else [f"entry {entries}"]
    elif text == "}": inside, comment = False, ""
    elif not inside:
        entries += 1
        if len (comment.split ()) < 4: bad.append (text)
        if re.search (r"weir", text): bad.append (text + " (our own code)")
print (f"{sys.argv[1]}: without library and reason: {bad}")
sys.exit (1 if bad else 0)
PY
  done
  between $n 1 20 "number of suppression files"
}

corpus () {
  local files
  files=$(git -C "$top" ls-files "tests/fuzz/corpus/*$1*" | wc -l)
  between "$files" 3 100000 "committed inputs for $1" || return 1
  git -C "$top" ls-files --error-unmatch "tests/fuzz/fuzz-$1.c" >/dev/null 2>&1 || has_file "$top/tests/fuzz/$1.c" ||
    [ -n "$(git -C "$top" ls-files "tests/fuzz/*$1*.c")" ] || why "no fuzzer for $1"
}
fuzzer () { job_says fuzz "ok fuzz-[a-z-]*$1[a-z-]*: [0-9]+ inputs"; }
fuzz_time () { grep -qE '^FUZZ_SECONDS=(60|[6-9][0-9]|[0-9]{3,})' "$top/.ci/run" || why ".ci/run gives each fuzzer less than 60 s"; }

leaks_of () {
  ci_job asan || return 1
  local asan=$top/build-asan
  [ -d "$asan" ] || { why "no build-asan"; return 1; }
  run 0 60 env WEIR_BUILD="$asan" ASAN_OPTIONS=detect_leaks=1 LSAN_OPTIONS="print_suppressions=0:suppressions=$top/tests/lsan.supp" \
    "$top/dev" weir launch "$1" && says_not 'LeakSanitizer|AddressSanitizer'
}

in_comma_locale () {
  mkdir -p locale && localedef -i de_DE -f UTF-8 locale/de_DE.UTF-8 2>/dev/null
  [ -d locale/de_DE.UTF-8 ] || { why "localedef can't make a locale with a decimal comma; is the package locales there?"; return 1; }
  run 0 30 env LC_ALL=de_DE.UTF-8 LOCPATH="$PWD/locale" "$@"
}
comma_proof () {
  in_comma_locale "$python" -c 'import locale; locale.setlocale (locale.LC_ALL, ""); print (locale.localeconv ()["decimal_point"])' &&
    same "$(cat out)" , 'the decimal point'
}
comma_parse () {
  comma_proof && in_comma_locale "${weir[@]}" launch 'audiotestsrc num-buffers=2 volume=0.5 ! audio/x-raw,format=F32LE,rate=44100,channels=1 ! filesink location=comma.raw' || return 1
  launch 'audiotestsrc num-buffers=2 volume=0.5 ! audio/x-raw,format=F32LE,rate=44100,channels=1 ! filesink location=point.raw' &&
    cmp comma.raw point.raw
}
comma_caps () {
  comma_proof && in_comma_locale "${weir[@]}" plan 'videotestsrc ! video/x-raw,width=64,ratio=(double)1.5 ! fakesink' && says '1\.5' && says_not '1,5'
}
comma_dot () {
  comma_proof && in_comma_locale "${weir[@]}" graph 'audiotestsrc volume=0.25 ! fakesink' -o x.dot && grep -q '0\.25' x.dot &&
    ! grep -q '0,25' x.dot && dot -Tsvg x.dot -o x.svg || why "the volume in x.dot: $(grep -o 'volume[^ ]*' x.dot | head -n 1)"
}
comma_json () {
  comma_proof && in_comma_locale "${weir[@]}" graph 'audiotestsrc volume=0.25 ! fakesink' -o x.json &&
    "$python" -c 'import json; text = open ("x.json").read (); json.loads (text); assert "0.25" in text' &&
    in_comma_locale "${weir[@]}" inspect --json && "$python" -c 'import json; json.load (open ("out"))' || why "no JSON: $(tail_of out)"
}

slow_check 11.1.1 7200 'the suite under the address and undefined sanitizers' ci_job asan
slow_check 11.1.2 7200 'the suite under the thread sanitizer' ci_job tsan
check 11.1.3 60 'each suppression has its library and its reason' suppressions_have_reasons
slow_check 11.2 7200 'valgrind on the first 30 frames of the main job' ci_job valgrind
slow_check 11.3.1 7200 'no leak at exit: test picture' leaks_of 'videotestsrc num-buffers=10 ! tee name=t  t. ! fakesink  t. ! videoconvert ! fakesink'
slow_check 11.3.2 7200 'no leak at exit: the main job' leaks_of "filesrc location=\"$(camera_file)\" ! decodebin name=d  d. ! videoconvert ! videoscale ! video/x-raw,width=64,height=36 ! x264enc ! mp4mux name=m ! fakesink  d. ! audioconvert ! audioresample ! avenc_aac ! m."
n=0
for parser in launch caps structure manifest; do
  n=$((n + 1))
  check 11.4.$n 60 "a fuzzer for $parser, its corpus committed" corpus $parser
  slow_check 11.5.$n 7200 "the fuzzer for $parser finds nothing" fuzzer $parser
done
check 11.5.5 60 'each fuzzer has 60 s in CI' fuzz_time
check 11.6.1 60 'a locale with a decimal comma: numbers of a line' comma_parse
check 11.6.2 60 'a locale with a decimal comma: caps' comma_caps
check 11.6.3 60 'a locale with a decimal comma: dot' comma_dot
check 11.6.4 60 'a locale with a decimal comma: JSON' comma_json
