#!/bin/sh
# SPDX-License-Identifier: MIT
# Has spin check the model of the task phases, and that each mistake planted in it is found. Speaks TAP.
#   run.sh [DIR-FOR-TEMPORARY-FILES]
set -u
model=$(cd "$(dirname "$0")" && pwd)/task-phases.pml
dir=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/weir-model.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1

if ! command -v spin >/dev/null; then
  echo "1..0 # SKIP spin is not installed"
  exit 0
fi

mistakes=$(grep -o 'MISTAKE_[A-Z_]*' "$model" | grep -v '^MISTAKE_$' | sort -u)
echo "1..$(($(echo "$mistakes" | wc -l) + 1))"
n=0
failed=0

# check NAME OPTIMIZE [DEFINE]: leaves what pan said in `report`
check ()
{
  spin ${3:+-D$3} -a "$model" >spin.log 2>&1 && ${CC:-cc} -w "$2" -DSAFETY -DCOLLAPSE -DMEMLIM=3000 -o pan pan.c \
    && ./pan -m1000000 >report 2>&1
}

say ()
{
  n=$((n + 1))
  echo "$1 $n - $2"
  if [ "$1" = "not ok" ]; then
    failed=1
    sed 's/^/# /' spin.log report
  fi
}

check correct -O2
if grep -q 'errors: 0' report && ! grep -q 'Search not completed\|max search depth too small' report; then
  say ok "no mistake in $(grep 'states, stored' report | tr -s ' ' | sed 's/^ //')"
else
  say "not ok" "the protocol is right"
fi
for mistake in $mistakes; do
  rm -f report
  check "$mistake" -O0 "$mistake"
  if grep -q 'errors: [1-9]' report; then
    say ok "found $mistake: $(grep -m1 -E 'assertion violated|invalid end state' report | cut -c1-70)"
  else
    say "not ok" "finds $mistake"
  fi
done
exit $failed
