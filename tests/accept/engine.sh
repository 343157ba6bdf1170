#!/bin/bash
# SPDX-License-Identifier: MIT
# The acceptance of the engine: a line for each numbered promise, from the built program as a user runs it.
#   tests/accept/engine.sh [--only NUMBER]... [--quick] [--keep FOLDER]
# --only 2 or --only 5.3 runs a part; --quick leaves out what takes minutes, and says so at the end;
# --keep leaves each check's folder with its output. Ends with `accept engine: K of K`; 0 if all are ok.
# Environment: WEIR_BUILD (build folder), WEIR (program and arguments in place of `./dev weir`).
set -u
. "$(dirname "$0")/lib.sh"
accept_begin engine "$@"
(cd "$top" && scripts/packages packages.run packages.check) >&2 || exit 1
for part in "$here"/engine.d/*.sh; do
  . "$part"
done
accept_end
