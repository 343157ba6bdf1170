# SPDX-License-Identifier: MIT
# Promise 8: simulation. Sourced by engine.sh. Reads the log of `make check`, and asks spin itself.

# Which way a case ran is in its name; suite.py knows how.
in_sim='(/sim( |$)|-sim\b)'
everywhere () {
  local log
  log=$(suite_log) || return 1
  "$python" "$here/suite.py" "$log" --ways "$1" >out || why "$(tail_of out)"
}
model () {
  local file=$top/tests/sched/task-phases.pml
  has_file "$file" || return 1
  cp "$file" model.pml
  spin -a model.pml && gcc -O2 -DSAFETY -DCOLLAPSE -o pan pan.c 2>/dev/null || { why "spin can't read the model"; return 1; }
  run 0 600 ./pan -m1000000 -w24 && says 'errors: 0' && says_not 'max search depth too small'
}

slow_check 8.1.1 3600 'the scheduler in the pool with 1, 2, 4 workers and in the simulation' everywhere '(sched|task)'
slow_check 8.1.2 3600 'links likewise' everywhere link
slow_check 8.1.3 3600 'states likewise' everywhere state
slow_check 8.1.4 3600 'EOS likewise' everywhere eos
slow_check 8.1.5 3600 'flush likewise' everywhere flush
slow_check 8.1.6 3600 'seek likewise' everywhere seek
slow_check 8.1.7 3600 'no such test in some of the four ways only' everywhere .
slow_check 8.2 3600 'the simulation with at least 2,000 seeds' suite 6 "$in_sim" 2000
slow_check 8.3.1 3600 'random graphs in the simulation' suite 1 "(?=.*random)(?=.*$in_sim)" 2000
slow_check 8.3.2 3600 'random graphs in the pool' everywhere random
slow_check 8.3.3 3600 'random graphs with tees that rejoin' suite 1 'random.*(rejoin|tee)'
slow_check 8.3.4 3600 'random graphs with mixers' suite 1 'random.*mixer'
slow_check 8.3.5 3600 'random graphs with slow and bursty elements' suite 1 'random.*(bursty|slow)'
slow_check 8.3.6 3600 'random graphs with callbacks that edit' suite 1 'random.*edit'
slow_check 8.4.1 900 'spin finds no error in the model of the task protocol' model
slow_check 8.4.2 3600 'spin checks it in make check and finds each planted mistake' suite 8 '(spin|model|promela)'
slow_check 8.5.1 3600 'a phase transition that the table lacks fails the test' suite 1 'transition.*(table|known|lack|only)'
slow_check 8.5.2 3600 'a transition of the table that never occurs fails the test' suite 1 'transition.*(occur|seen|all|every)'
slow_check 8.6.1 3600 'the real task code with its atomics as choice points' suite 1 '(atomic|choice).*task|task.*(atomic|choice)'
slow_check 8.6.2 3600 'the real link code with its atomics as choice points' suite 1 '(atomic|choice).*link|link.*(atomic|choice)'
