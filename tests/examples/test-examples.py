#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""usage: test-examples.py c|python FOLDER

Runs every example of examples/c (built in FOLDER) or examples/python (FOLDER), and looks at what it prints and
leaves behind. An example that this file doesn't know is a failure."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FILM = "film.mp4"
FIVE = "".join(rf"0:00:00\.{n}0000000 %s\n" for n in ("00", "04", "08", "12", "16"))
FIVE_FRAMES = FIVE.replace("%s", r"320x240 brightness 235")
FIVE_ARRAYS = FIVE.replace("%s", r"\(240, 320, 3\) uint8 mean \[255, 0, 0\]")
SOUGHT = (r"start: 0:00:00\.0+ of 0:00:02\.0+\nafter the seek: 0:00:01\.0+ of 0:00:02\.0+\n"
          r"end: 0:00:01\.96\d+ of 0:00:02\.0+\n")
STATES = r"NULL to READY\nREADY to PAUSED\nPAUSED to PLAYING\nthe end\n"
DOT = r'digraph "pipeline0" \{(?s:.*)videotestsrc0(?s:.*)fakesink1(?s:.*)\}\n+'

# name: what is given to it; all of what it prints, as a regular expression; (file that it leaves, how that begins).
# push-frames makes the film for those that follow.
C = {
    "push-frames": ([FILM], r"50 frames written\n", (FILM, rb"....ftyp")),
    "play-file": ([FILM], r"found video/x-raw\nplayed to the end\n", None),
    "seek": ([FILM], SOUGHT, None),
    "pull-frames": ([], FIVE_FRAMES, None),
    "main-loop": ([], STATES, None),
    "tee-branch": (["cut.h264"], r"recording\nrecorded\n90 pictures shown\n", ("cut.h264", rb"\x00\x00\x00?\x01")),
    "dump-dot": ([], DOT, None),
}
PYTHON = {
    "push-frames": ([FILM], r"50 frames written\n", (FILM, rb"....ftyp")),
    "play-file": ([FILM], r"found video/x-raw\nplayed to the end\n", None),
    "seek": ([FILM], SOUGHT, None),
    "pull-frames": ([], FIVE_ARRAYS, None),
    "live-property": ([], r"white after \d+ pictures\nblack after \d+ pictures\nwhite after \d+ pictures\n", None),
    "tee-branch": ([], r"preview of 40 x 30\n90 pictures shown\n", None),
    "dump-dot": ([], DOT, None),
}


def mistakes(command, arguments, printed, left, folder):
    try:
        result = subprocess.run(command + arguments, cwd=folder, text=True, timeout=50,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except subprocess.TimeoutExpired as expired:
        return f"doesn't end; printed {expired.stdout}"
    if result.returncode != 0 or result.stderr or not re.fullmatch(printed, result.stdout):
        return f"status {result.returncode}, printed {result.stdout!r}, complained {result.stderr!r}"
    if left and not re.match(left[1], (folder / left[0]).read_bytes(), re.DOTALL):
        return f"{left[0]} doesn't begin as it should: {(folder / left[0]).read_bytes()[:16]}"
    return None


def main():
    language, place = sys.argv[1], Path(sys.argv[2])
    examples = C if language == "c" else PYTHON
    command = (lambda name: [str(place / name)]) if language == "c" else (
        lambda name: [sys.executable, str(place / f"{name}.py")])
    sources = Path(__file__).resolve().parents[2] / "examples" / language
    print(f"1..{len(examples) + 1}")
    strange = sorted({path.stem for path in sources.glob("*.[cp]*")} ^ set(examples))
    print(f"{'not ok' if strange else 'ok'} 1 examples of {language}: each is run {' '.join(strange)}")
    with tempfile.TemporaryDirectory(prefix="weir-examples-") as folder:
        for number, (name, (arguments, printed, left)) in enumerate(examples.items(), 2):
            wrong = mistakes(command(name), arguments, printed, left, Path(folder))
            print(f"{'not ok' if wrong else 'ok'} {number} examples of {language}: {name}", flush=True)
            if wrong:
                print("# " + wrong.replace("\n", "\n# "))


main()
