#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Plants one mistake at a time in a small tree of its own and looks whether the check finds it, at the
right place; gives the test runner programs that end in every possible way; and lets the package script
meet a machine that lacks a package."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
GOOD_HEADER = '''/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_API extern

/**
 * weir_good:
 *
 * Is there. Thread: any
 */
WEIR_API void weir_good (void);

G_END_DECLS
'''
LONG_ENOUGH = 'int\nenough (void)\n{\n' + '  return 0;\n' * 97 + '}\n'
TOO_LONG = '\nint\ntoo_long (void)\n{\n' + '  return 0;\n' * 98 + '}\n'
TEST_PROJECT = '''project ('t', meson_version: '>= 1.0')
sh = find_program ('sh')
test ('tap', sh, args: ['-c', 'echo 1..3; echo ok 1 - a; echo "ok 2 - b # SKIP no screen"; echo not ok 3 - c; exit 1'], protocol: 'tap')
test ('short', sh, args: ['-c', 'echo 1..2; echo ok 1 - a'], protocol: 'tap')
test ('crash', sh, args: ['-c', 'echo 1..2; echo ok 1 - a; kill -SEGV $$'], protocol: 'tap')
test ('hang', sh, args: ['-c', 'echo 1..1; exec sleep 30'], protocol: 'tap', timeout: 1)
test ('plain', sh, args: ['-c', 'exit 0'])
test ('plain-bad', sh, args: ['-c', 'echo the cause; exit 3'])
test ('plain-skip', sh, args: ['-c', 'echo no network; exit 77'])
'''


def plant(files, script, *arguments, git=False):
    """Runs a script of this tree in a tree that has only these files; returns (status, output)."""
    with tempfile.TemporaryDirectory(prefix='weir-house-') as folder:
        tree = Path(folder)
        shutil.copytree(TOP / 'scripts', tree / 'scripts')
        (tree / 'scripts/direct-calls.allow').write_text('# none\n')
        for name, text in files.items():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_text(text)
        if git:
            subprocess.run(['git', 'init', '-q', folder], check=True)
            subprocess.run(['git', '-C', folder, 'add', '.'], check=True)
        result = subprocess.run([str(tree / 'scripts' / script), *arguments], text=True, cwd=tree,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return result.returncode, result.stdout


def finds(script, name, text, place, *arguments, **options):
    """The check passes a tree without this file, and fails on it with it, naming the place."""
    good = {'weir/data/good.h': GOOD_HEADER}
    status, output = plant(good, script, **options)
    if status != 0:
        return f'fails without the mistake: {output}'
    status, output = plant(good | {name: text}, script, *arguments, **options)
    if status == 0 or place not in output:
        return f'status {status}, and not "{place}" in: {output}'
    return None


def case_tiers():
    return (finds('check-tiers', 'weir/data/bad.c', '\n#include "weir/graph/pad.h"\n', 'weir/data/bad.c:2:')
            or finds('check-tiers', 'weir/data/bad.h', '#include <weir/sched/task.h>\n', 'bad.h:1:')
            or finds('check-tiers', 'weir/bases/bad.c', '#include "weir/registry/plugin.h"\n', 'bad.c:1:')
            or finds('check-tiers', 'weir/base/bad.c', '#include "plugins/libav/av.h"\n', 'bad.c:1:')
            or finds('check-tiers', 'weir/attic/bad.c', '#include "weir/base/error.h"\n', 'bad.c:1:')
            or finds('check-tiers', 'plugins/core/bad.c', '#include <weir/data/secret.h>\n', 'bad.c:1:')
            or finds('check-tiers', 'examples/c/bad.c', '#include <weir/data/mini-private.h>\n', 'bad.c:1:'))


def case_abi_libs():
    with tempfile.TemporaryDirectory(prefix='weir-house-') as folder:
        def status(*links):
            library = f'{folder}/libweir.so'
            subprocess.run(['cc', '-x', 'c', '-shared', '-fPIC', '-o', library, '-', '-Wl,--no-as-needed', *links],
                           input='int weir;', text=True, check=True)
            return subprocess.run([str(TOP / 'scripts/check-abi-libs'), library], text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if status('-lm').returncode != 0:
            return f'refuses the C library: {status("-lm").stdout}'
        if 'links libcrypt' not in status('-lcrypt').stdout or status('-lcrypt').returncode == 0:
            return 'takes libcrypt for the C library'
        if status('-nostdlib').returncode == 0:
            return 'passes a library of which it knows nothing'
    return None


def case_headers():
    plus_plus = GOOD_HEADER.replace('weir_good (void)', 'weir_new (int new)')
    return (finds('check-headers', 'weir/data/bad.h', 'GString *needs_glib (void);\n', 'bad.h does not')
            or finds('check-headers', 'weir/data/bad.h', plus_plus, 'bad.h does not compile alone in C++',
                     'weir/data/bad.h'))


def case_docs():
    silent = GOOD_HEADER.replace('weir_good', 'weir_bad').replace('Thread: any', 'Any thread.')
    empty = GOOD_HEADER.replace('weir_good', 'weir_mute').replace('Is there. ', '')
    bare = '#include "macros.h"\n\nWEIR_API int weir_bare (int a,\n                        int b);\n'
    return (finds('check-docs', 'weir/data/bad.h', silent, 'bad.h:15: the docs of weir_bad')
            or finds('check-docs', 'weir/data/mute.h', empty, 'mute.h:15: the docs of weir_mute do not say')
            or finds('check-docs', 'weir/data/bare.h', bare, 'bare.h:3: weir_bare has no doc'))


def case_direct_calls():
    call = 'static void\nf (void)\n{\n  /* usleep (1) */\n  g_usleep (1);\n}\n'
    member = 'static void\nf (Queue *q)\n{\n  q->time (q);\n  self.poll (q);\n}\n'
    stale = '# why\nplugins/core/gone.c usleep because\n'
    if plant({'plugins/core/ok.c': member}, 'check-direct-calls')[0] != 0:
        return 'takes a call through a pointer for a call of the C library'
    return (finds('check-direct-calls', 'plugins/core/bad.c', call, 'plugins/core/bad.c:5:')
            or finds('check-direct-calls', 'scripts/direct-calls.allow', stale, 'direct-calls.allow:2:'))


def case_sizes():
    if plant({'weir/data/good.c': LONG_ENOUGH}, 'check-sizes') != (0, ''):
        return 'a function of 100 lines is not too long'
    return (finds('check-sizes', 'weir/data/bad.c', LONG_ENOUGH + TOO_LONG, 'bad.c:104: too_long has 101')
            or finds('check-sizes', 'plugins/core/bad.c', '\n' * 1001, 'bad.c: 1001 lines'))


def case_names():
    page = 'As in\n\n`weir/data/good.h`, `good.[ch]`, `good.h`, `weir_good ()`\n'
    if plant({'weir/data/good.h': GOOD_HEADER, 'docs/page.md': page}, 'check-names', git=True) != (0, ''):
        return 'finds a mistake in a page without one'
    return (finds('check-names', 'docs/bad.md', '\n`weir/data/gone.c`\n', 'bad.md:2: there is no weir/data/gone.c', git=True)
            or finds('check-names', 'README.md', 'calls `weir_gone ()`\n', 'README.md:1: there is no weir_gone ()', git=True))


def case_words():
    return (finds('check-words', 'weir/data/bad.c', '/* TO' 'DO: later */\n', 'bad.c:1:', git=True)
            or finds('check-words', 'weir/data/bad.c', '\n#if' ' 0\n', 'bad.c:2:', git=True)
            or finds('check-words', 'weir/data/bad.c', '"/ro' 'ot/x"\n', 'bad.c:1:', git=True))


def case_runner_counts():
    with tempfile.TemporaryDirectory(prefix='weir-house-') as folder:
        (Path(folder) / 'meson.build').write_text(TEST_PROJECT)
        subprocess.run(['meson', 'setup', f'{folder}/b', folder], check=True, stdout=subprocess.DEVNULL)
        result = subprocess.run([str(TOP / 'tests' / 'run'), f'{folder}/b'], text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    closing = result.stdout.rstrip().split('\n')[-1]
    if closing != '4 passed, 5 failed, 2 skipped' or result.returncode != 1:
        return f'status {result.returncode}, {closing}'
    for text in ('FAILED tap: c', 'FAILED short: ended after 1 of 2', 'FAILED crash: killed by SIGSEGV',
                 'FAILED hang: time-out', 'the cause', 'SKIPPED tap: b: no screen',
                 'SKIPPED plain-skip: all: no network'):
        if text not in result.stdout:
            return f'no "{text}" in: {result.stdout}'
    return None


def run_packages(listing, environment):
    with tempfile.TemporaryDirectory(prefix='weir-house-') as folder:
        (Path(folder) / 'packages.x').write_text(listing)
        result = subprocess.run([str(TOP / 'scripts' / 'packages'), f'{folder}/packages.x'], text=True,
                                env=os.environ | environment, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT)
        return result.returncode, result.stdout


def case_packages():
    status, output = run_packages('# the base system\nbash   # it is here\n', {'WEIR_NO_INSTALL': '1'})
    if status != 0 or output:
        return f'nothing is missing, but status {status}: {output}'
    status, output = run_packages('bash # here\nweir-nowhere  # not there\n', {'WEIR_NO_INSTALL': '1'})
    line = 'apt-get update && apt-get install -y --no-install-recommends weir-nowhere'
    if status != 1 or line not in output.split('\n') or 'weir-nowhere  # not there' not in output:
        return f'status {status}: {output}'
    return None


def main():
    cases = [(name[5:], function) for name, function in globals().items() if name.startswith('case_')]
    print(f'1..{len(cases)}')
    failed = False
    for number, (name, function) in enumerate(cases, 1):
        trouble = function()
        failed = failed or bool(trouble)
        for line in (trouble or '').split('\n'):
            print(f'# {line}' if line else '', end='\n' if line else '')
        print(f'{"not " if trouble else ""}ok {number} - {name}', flush=True)
    sys.exit(1 if failed else 0)


main()
