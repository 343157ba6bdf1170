# SPDX-License-Identifier: MIT
# Promise 9: fast. Sourced by engine.sh. The rows are those of build/bench/results.json.

bench_once () { make -C "$top" bench; }
bench_result () {
  if [ -z "${WEIR_BENCH_RESULTS:-}" ]; then
    need make-bench bench_once || return 1
    WEIR_BENCH_RESULTS=$build/bench/results.json
  fi
  has_file "$WEIR_BENCH_RESULTS" || return 1
}
# row NAME...: each was measured on both sides and met its budget.
row () {
  bench_result || return 1
  "$python" - "$WEIR_BENCH_RESULTS" "$@" <<'PY' >out || why "$(tail_of out)"
import json, sys
results = json.load (open (sys.argv[1]))
rows = {row["name"]: row for row in results["rows"]}
bad = []
for name in sys.argv[2:]:
    row = rows.get (name)
    if row is None: bad.append (f"{name}: no such row")
    elif row["ours"] is None: bad.append (f"{name}: {row.get ('why') or 'not measured'}")
    elif row["budget_kind"] == "ratio" and row["peer"] is None: bad.append (f"{name}: the peer was not measured")
    elif not row["met"]: bad.append (f"{name}: ours {row['ours']:.4g}, peer {row['peer']}, ratio {row['ratio']}, budget {row['budget']}")
    else: print (f"{name}: ours {row['ours']:.4g} {row['unit']}, ratio {row['ratio']}, budget {row['budget']}")
print ("; ".join (bad))
sys.exit (1 if bad else 0)
PY
}
bench_way () {
  bench_result || return 1
  "$python" -c '
import json, sys
results = json.load (open (sys.argv[1]))
assert results["quick"] is False, "a quick run"
assert results["interleaved"] is True and results["repetitions"] >= 5, "too few or not interleaved"
assert all (len (row["ours_all"]) >= 3 for row in results["rows"] if row["ours"] is not None), "single runs"' \
    "$WEIR_BENCH_RESULTS" 2>out || why "$(tail_of out)"
}
open_rows () {
  # A row that isn't met is one that may stay open, and docs/benchmarks.md says why.
  bench_result || return 1
  "$python" - "$WEIR_BENCH_RESULTS" "$top/docs/benchmarks.md" <<'PY' >out || why "$(tail_of out)"
import json, re, sys
results, text = json.load (open (sys.argv[1])), open (sys.argv[2]).read ()
may = re.compile ("^(live|testsrc|media)-")
bad = [row["name"] for row in results["rows"] if not row["met"] and not may.match (row["name"])]
causes = text.partition ("## Open rows")[2]
silent = [row["name"] for row in results["rows"] if not row["met"] and may.match (row["name"]) and row["name"] not in causes]
print (f"not met though they must be: {bad}; open without a cause in docs/benchmarks.md: {silent}")
sys.exit (1 if bad or silent else 0)
PY
}
no_libavcodec () {
  run 0 60 strace -f -qq -e trace=open,openat,openat2 -o trace "${weir[@]}" launch videotestsrc num-buffers=1 ! fakesink || return 1
  [ -s trace ] || { why "strace saw nothing"; return 1; }
  if grep -qE 'libav(codec|format|util|filter)|libswscale|libSDL' trace; then
    why "it opens $(grep -oE -m 1 '[^/"]*(libav|libsw|libSDL)[^"]*' trace)"
  fi
}

slow_check 9.1 3600 'make bench measures both sides in turn and takes medians' bench_way
slow_check 9.2.1 3600 'pass-through element, run-ahead open: 10x' row identity-open
slow_check 9.2.2 3600 'pass-through element, run-ahead at 1: 2x' row identity-paced
slow_check 9.3 3600 'source to sink, per buffer: 10x' row source-to-sink
slow_check 9.4 3600 '1,000 pipelines: 10x' row pipelines-wall
slow_check 9.5 3600 'threads: workers + heavy + 2' row pipelines-threads
slow_check 9.6 3600 'start-up of weir launch: 2x' row startup
slow_check 9.7 3600 'parse a launch line and build it: 3x' row parse
slow_check 9.8 3600 'property set to first changed frame: 2 frames' row fresh-frames
slow_check 9.9 3600 'what stays open may, and docs/benchmarks.md has the cause' open_rows
check 9.10 60 'weir launch videotestsrc num-buffers=1 ! fakesink opens no libavcodec' no_libavcodec
slow_check 9.11 3600 'bench --quick runs in the tests without the peer' suite 1 'bench'
