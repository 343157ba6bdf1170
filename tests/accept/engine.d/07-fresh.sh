# SPDX-License-Identifier: MIT
# Promise 7: fresh. Sourced by engine.sh.

fresh () { c_check 0 90 fresh "$@" && says '^fine'; }
check 7.1 120 'a pattern set while playing is in the second frame after the call at the latest, 40 times' fresh black white
check 7.2 120 'the same with the sink at 5 frames a second' fresh black white 5/1
slow_check 7.3 3600 'the same in the simulation with every seed (a case of the suite)' suite 1 '(?=.*fresh)(?=.*(/sim( |$)|-sim\b))' 2000
