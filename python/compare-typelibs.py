#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares Weir's typelib with that of GStreamer, and says of each name: have, differ or lack.

  compare-typelibs.py                  all names, one a line, with the reason
  compare-typelibs.py --update FILE    writes the tables of docs/gst-differences.md anew
  compare-typelibs.py --check FILE     fails if the tables there aren't what would be written

Fails too if a name has no reason, or a reason has no name. GStreamer's typelib (package
gir1.2-gstreamer-1.0) is only read, its library never runs.
"""
import argparse
import re
import sys

import gi
from gi._gi import Repository

sys.dont_write_bytecode = True
from gst_differences import DIFFER, LACK  # noqa: E402

SKIPPED = 77
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
KINDS = {"FunctionInfo": "function", "ConstantInfo": "constant", "StructInfo": "type",
         "ObjectInfo": "type", "InterfaceInfo": "type", "EnumInfo": "enum", "CallbackInfo": "callback"}


def kind(info):
    return KINDS.get(type(info).__name__, type(info).__name__)


def members(info):
    found = {}
    for call, word in (("get_methods", ""), ("get_values", ""), ("get_properties", ":"),
                       ("get_signals", "::")):
        for member in getattr(info, call, lambda: ())():
            found[word + member.get_name()] = member
    return found


def names(namespace):
    """All names of a namespace: Thing, Thing.method, Thing:property, Thing::signal."""
    found = {}
    for info in Repository.get_default().get_infos(namespace):
        found[info.get_name()] = info
        if not info.get_name().endswith(("Class", "Interface", "Private")):
            for word, member in members(info).items():
                found[info.get_name() + (word if word[0] == ":" else "." + word)] = member
    return found


def shape(info):
    """What a caller must know of a function: ways and types of the arguments, and the return."""
    def typed(thing):
        what = thing.get_tag_as_string()
        return "integer" if re.fullmatch(r"u?int\d+|gunichar", what) else what

    return ([(str(one.get_direction()), typed(one.get_type())) for one in info.get_arguments()],
            typed(info.get_return_type()), info.can_throw_gerror())


def is_different(theirs, ours):
    if type(theirs).__name__ == "FunctionInfo" and type(ours).__name__ == "FunctionInfo":
        return shape(theirs) != shape(ours)
    if hasattr(theirs, "get_value") and hasattr(ours, "get_value"):
        values = [one.get_value() for one in (theirs, ours)]
        return len({int(one) if isinstance(one, int) else one for one in values}) > 1
    return False


def reason_of(name, reasons, used):
    for pattern, reason in reasons:
        if re.fullmatch(pattern, name):
            used.add(pattern)
            return reason
    return None


def compare(theirs, ours, extra):
    """name -> (have | differ | lack, reason)."""
    answers, used, without = {}, set(), []
    for name, info in theirs.items():
        owner = re.split("[.:]", name)[0]
        if owner != name and owner not in ours:
            continue  # goes with its type
        if name in ours and not is_different(info, ours[name]):
            word, reason = "have", reason_of(name, DIFFER, used)
            word = "differ" if reason else "have"
        elif name in ours:
            word, reason = "differ", reason_of(name, DIFFER, used)
        elif name in extra:
            word, reason = "have", None
        else:
            word, reason = "lack", reason_of(name, LACK, used)
        if word != "have" and reason is None:
            without.append(f"{word} {name}")
        answers[name] = (word, reason)
    idle = [pattern for pattern, _ in DIFFER + LACK if pattern not in used]
    return answers, without, idle


def added_by_overrides(theirs):
    """Names that aren't in our typelib but in the Python module."""
    from gi.repository import GObject, Weir

    def has(thing, name):
        try:
            return getattr(thing, name, None)
        except (NotImplementedError, TypeError):  # callbacks aren't things in Python
            return None

    def is_ours(owner, member):
        return has(Weir, owner) and not hasattr(GObject.Object, member) and has(has(Weir, owner), member)

    return {name for name in theirs if re.fullmatch(r"[A-Z]\w+\.\w+", name) and is_ours(*name.split("."))}


def tables(answers):
    top = [name for name in answers if not re.search("[.:]", name)]
    lines = []
    for title, chosen in (("names of the namespace", top),
                          ("methods, properties, signals and values of types that both have",
                           [name for name in answers if name not in top])):
        words = [answers[name][0] for name in chosen]
        lines += [f"### {len(chosen)} {title}", "", "| | |", "|---|---|"]
        lines += [f"| {word} | {words.count(word)} |" for word in ("have", "differ", "lack")] + [""]
        for word in ("differ", "lack"):
            by_reason = {}
            for name in sorted(chosen):
                if answers[name][0] == word:
                    by_reason.setdefault(answers[name][1], []).append(name)
            if by_reason:
                lines += [f"| {word} | why |", "|---|---|"]
                lines += [f"| {', '.join(f'`{one}`' for one in group)} | {reason} |"
                          for reason, group in sorted(by_reason.items(), key=lambda item: item[1][0])]
                lines += [""]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", metavar="FILE")
    parser.add_argument("--check", metavar="FILE")
    args = parser.parse_args()
    gi.require_version("Weir", "1.0")
    repository = Repository.get_default()
    repository.require("Weir", "1.0")
    if not repository.enumerate_versions("Gst"):
        print("GStreamer's typelib is not there: nothing to compare with")
        return SKIPPED
    repository.require("Gst", "1.0")
    theirs = names("Gst")
    answers, without, idle = compare(theirs, names("Weir"), added_by_overrides(theirs))
    for line in without:
        print("no reason:", line, file=sys.stderr)
    for pattern in idle:
        print("reason without a name:", pattern, file=sys.stderr)
    if not args.update and not args.check:
        for name, (word, reason) in sorted(answers.items()):
            print(f"{word}\t{name}" + (f"\t{reason}" if reason else ""))
        return 1 if without or idle else 0
    file = args.update or args.check
    with open(file) as text:
        before, _, rest = text.read().partition(BEGIN)
    after = rest.partition(END)[2]
    whole = f"{before}{BEGIN}\n{tables(answers)}{END}{after}"
    if args.update:
        with open(file, "w") as text:
            text.write(whole)
    elif whole != before + BEGIN + rest:
        print(f"{file} is not up to date: run {sys.argv[0]} --update {file}", file=sys.stderr)
        return 1
    return 1 if without or idle else 0


if __name__ == "__main__":
    sys.exit(main())
