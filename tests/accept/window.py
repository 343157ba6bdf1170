#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""window.py WIDTH HEIGHT COMMAND...: runs COMMAND on a virtual display and looks for its window.

Exits with COMMAND's status if a window of that size showed the SMPTE bars meanwhile, else with 90.
"""
import os
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "python", "first"))
sys.dont_write_bytecode = True
from screen import Screen  # noqa: E402

signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
width, height, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
BARS = [(255, 255, 255), (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255), (255, 0, 0), (0, 0, 255)]
with Screen() as screen:
    child = subprocess.Popen(command, env=dict(os.environ, DISPLAY=screen.name))
    good, seen = False, "no window"
    try:
        while child.poll() is None:
            box = screen.window()
            shot = box and screen.shot(*box)
            if shot and not good:
                colours = [shot.rgb(shot.width * (2 * n + 1) // 14, shot.height // 4) for n in range(7)]
                seen = f"window {box[2]}x{box[3]} with {colours}"
                good = box[2:] == (width, height) and all(
                    abs(a - b) <= 40 for have, want in zip(colours, BARS) for a, b in zip(have, want))
            time.sleep(0.05)
    finally:
        if child.poll() is None:
            child.kill()
print(seen)
sys.exit(child.returncode if good or child.returncode else 90)
