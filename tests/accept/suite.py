#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Looks into the log of `make check`.

suite.py TESTLOG AT_LEAST REGEX [SEEDS_AT_LEAST]
  The cases whose name (Meson's name of the test, a space, the name of the TAP case) matches REGEX:
  at least AT_LEAST must have passed, none failed or been skipped. With SEEDS_AT_LEAST each program
  that has such a case must have printed a line `# seeds: N` for as many seeds.
suite.py TESTLOG --ways REGEX
  Such cases ran in each of the four ways: with 1, 2 and 4 workers and in the simulation. The way is
  part of the test's name (task-2-workers, task-sim) or the end of the case's (/workers-2, /sim). What
  ran in one of the ways ran in all.
"""
import collections
import json
import re
import sys


def cases(test):
    """(name, passed, skipped) of each case of one test."""
    out = test.get("stdout") or ""
    found = re.findall(r"^(not )?ok\b\s*[\d.]*\s*(?:- )?(.*)$", out, re.M)
    if not found:
        yield test["name"], test["result"] == "OK", test["result"] == "SKIP"
    for bad, rest in found:
        skipped = re.search(r"#\s*(skip|todo)", rest, re.I) is not None
        name = re.sub(r"\s*#\s*(skip|todo)\b.*$", "", rest, flags=re.I)  # a reason is no name
        yield test["name"] + " " + name, not bad and not skipped, skipped
    if found and test["result"] not in ("OK", "SKIP"):
        yield test["name"] + " as a whole: " + test["result"], False, False


WAY = re.compile(r"-([124])-workers\b|/workers-([124])$|-(sim)\b|/(sim)$")


def ways(tests, pattern):
    """0 if what matches was seen in all four ways, and passed."""
    seen, bad = collections.defaultdict(set), []
    for test in tests:
        for name, passed, _ in cases(test):
            way = WAY.search(name.strip())
            if way and pattern.search(name):
                seen[WAY.sub("", name.strip())].add(way[way.lastindex])
                bad += [] if passed else [name]
    short = [f"{name} only with {sorted(have)}" for name, have in seen.items() if len(have) < 4]
    print(f"{len(seen)} cases match /{pattern.pattern}/ and name their way")
    if bad:
        print(f"{len(bad)} failed or were skipped: {'; '.join(bad[:3])}")
    if short:
        print(f"{len(short)} not in all four ways: {'; '.join(short[:3])}")
    return 1 if bad or short or not seen else 0


def main():
    if sys.argv[2] == "--ways":
        with open(sys.argv[1], encoding="utf-8", errors="replace") as lines:
            return ways([json.loads(line) for line in lines], re.compile(sys.argv[3], re.I))
    log, at_least, pattern = sys.argv[1], int(sys.argv[2]), re.compile(sys.argv[3], re.I)
    seeds_wanted = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    passed, bad, few = 0, [], []
    with open(log, encoding="utf-8", errors="replace") as lines:
        tests = [json.loads(line) for line in lines]
    for test in tests:
        matching = [case for case in cases(test) if pattern.search(case[0])]
        passed += sum(1 for case in matching if case[1])
        bad += [case[0] for case in matching if not case[1]]
        if matching and seeds_wanted:
            seeds = [int(n) for n in re.findall(r"^\s*#\s*seeds: (\d+)", test.get("stdout") or "", re.M)]
            if not seeds or min(seeds) < seeds_wanted:
                few.append(f"{test['name']}: {min(seeds) if seeds else 'no number of'} seeds")
    print(f"{passed} cases match /{sys.argv[3]}/")
    if bad:
        print(f"{len(bad)} failed or were skipped: {'; '.join(bad[:3])}")
    if few:
        print(f"fewer than {seeds_wanted} seeds: {'; '.join(few[:3])}")
    if passed < at_least:
        print(f"only {passed} cases of {at_least} passed that match /{sys.argv[3]}/")
    return 1 if bad or few or passed < at_least else 0


sys.exit(main())
