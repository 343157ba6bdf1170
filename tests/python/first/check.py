#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the first users' two programs as they would, and looks at what they show.

Prints a line for each check, `ok 4.N what` or `not ok 4.N why`, and exits 0 only if all are ok.

  check.py [--prefix 'COMMAND ...'] [--library NAME] [--shots DIR] [--only 1|2]

The program's path is put behind the prefix. With --prefix /usr/bin/python3 and --library
libgstreamer-1.0 the same checks run against the real GStreamer.
"""
import argparse
import http.client
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
from screen import Screen  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
FRAME_S = 1 / 30
failures = 0


def say(good, number, what, why=""):
    global failures
    failures += 0 if good else 1
    line = f"{number} {what}" + (f": {why}" if why and not good else "")
    print(("ok " if good else "not ok ") + line, flush=True)
    return good


def wait_for(question, seconds, every=0.05):
    """Asks until the answer is true; the last answer."""
    until = time.monotonic() + seconds
    while True:
        answer = question()
        if answer or time.monotonic() > until:
            return answer
        time.sleep(every)


class Program:
    """A program of a user's, started as from a terminal: a process group of its own."""

    def __init__(self, args, screen, name, folder):
        environment = dict(os.environ, DISPLAY=screen.name, PYTHONUNBUFFERED="1")
        for variable in ("WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "GST_DEBUG_DUMP_DOT_DIR"):
            environment.pop(variable, None)
        self.output = open(os.path.join(folder, "output.txt"), "w+")
        self.child = subprocess.Popen(
            shlex.split(args.prefix) + [os.path.join(HERE, name)], cwd=folder, env=environment,
            stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT,
            start_new_session=True)
        self.library = args.library

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.child.wait()
        self.output.close()

    def said(self):
        with open(self.output.name) as text:
            return " | ".join(text.read().split("\n")[-6:])

    def pid(self):
        """The process that has the library open: the program itself or the last of its children."""
        for pid in self.group():
            if self.library in read(f"/proc/{pid}/maps"):
                return pid
        return None

    def group(self):
        pids = []
        for name in os.listdir("/proc"):
            if name.isdigit():
                fields = read(f"/proc/{name}/stat").rpartition(")")[2].split()
                if len(fields) > 2 and int(fields[2]) == self.child.pid and fields[0] != "Z":
                    pids.append(int(name))
        return pids

    def interrupt(self):
        """Ctrl-C; seconds until the whole group was gone, or None after 10."""
        start = time.monotonic()
        os.killpg(self.child.pid, signal.SIGINT)

        def gone():
            self.child.poll()
            return not self.group()
        return time.monotonic() - start if wait_for(gone, 10, 0.02) else None


def read(path):
    try:
        with open(path, errors="replace") as text:
            return text.read()
    except OSError:
        return ""


def memory_kib(pid):
    return int((re.search(r"VmRSS:\s+(\d+)", read(f"/proc/{pid}/status")) or [0, 0])[1])


def threads(pid):
    return int((re.search(r"Threads:\s+(\d+)", read(f"/proc/{pid}/status")) or [0, 0])[1])


def take(screen, args, name, box):
    shot = screen.shot(*box)
    if args.shots:
        os.makedirs(args.shots, exist_ok=True)
        shot.save_png(os.path.join(args.shots, name + ".png"))
    return shot


def near(colour, wanted, by=40):
    return all(abs(a - b) <= by for a, b in zip(colour, wanted))


def is_bars(shot):
    """The seven bars of the SMPTE picture, looked at in the middle of each."""
    wanted = [(255, 255, 255), (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255),
              (255, 0, 0), (0, 0, 255)]
    seen = [shot.rgb(shot.width * (2 * n + 1) // 14, shot.height // 4) for n in range(7)]
    return all(near(a, b) for a, b in zip(seen, wanted)), seen


def is_snow(shot):
    return 0.15 < shot.dark_share() < 0.40 and 0.15 < shot.bright_share() < 0.40


def is_ball(shot):
    """A black picture with a round white spot of about 40 pixels across."""
    box = shot.bright_box()
    return (shot.dark_share() > 0.9 and box is not None
            and 10 < box[2] - box[0] < 60 and 10 < box[3] - box[1] < 60)


def first_program(args, screen):
    with tempfile.TemporaryDirectory(prefix="weir-first-") as folder, \
            Program(args, screen, "program1_cv2.py", folder) as program:
        dot = os.path.join(folder, "debug_pipe.dot")
        wait_for(lambda: os.path.exists(dot) or program.child.poll() is not None, 20)
        good = os.path.exists(dot)
        drawn = good and subprocess.run(
            ["dot", "-Tpng", "debug_pipe.dot", "-o", "p.png"], cwd=folder, timeout=60,
            capture_output=True)
        say(good and drawn.returncode == 0 and os.path.getsize(os.path.join(folder, "p.png")) > 1000
            and not drawn.stderr, "4.1.1", "program 1: dot draws debug_pipe.dot",
            drawn.stderr.decode() if good else "no such file; " + program.said())
        text = read(dot)
        missing = [word for word in ("src", "sink", "num-buffers", "100", "capsfilter", "video/x-raw",
                                     "640", "480") if word not in text]
        say(good and not missing, "4.1.2", "program 1: the diagram of the pipeline in NULL has names, "
            "caps and properties", "lacks " + ", ".join(missing))
        box = wait_for(screen.window, 15)
        bars, seen = False, "no window; " + program.said()
        if box:
            def bars_now():
                return is_bars(screen.shot(*box))[0]
            wait_for(bars_now, 3)
            shot = take(screen, args, "program1", box)
            bars, seen = is_bars(shot)
        say(bars and box[2:] == (640, 480), "4.1.3",
            "program 1: the window is 640x480 and shows the bars", f"window {box}, {seen}")
        pid = program.pid()
        maps = read(f"/proc/{pid}/maps") if pid else ""
        say("cv2" in maps and args.library in maps, "4.1.4",
            f"program 1: OpenCV's module and {args.library} are both in the process",
            f"process {pid}; " + program.said())
        took = program.interrupt()
        say(took is not None and took <= 2, "4.1.5", "program 1: SIGINT while playing ends it within 2 s",
            f"took {took} s")
        say("Traceback" not in program.said(), "4.1.6", "program 1: no traceback", program.said())
    with tempfile.TemporaryDirectory(prefix="weir-first-") as folder, \
            Program(args, screen, "program1_cv2.py", folder) as program:
        shown = wait_for(screen.window, 15)
        time.sleep(5)
        running = program.child.poll() is None
        took = program.interrupt()
        say(bool(shown) and running and took is not None and took <= 2, "4.1.7",
            "program 1: after its 100 frames it waits, and SIGINT ends it within 2 s",
            f"was running: {running}, took {took} s; " + program.said())


def ask(path, connection=None):
    own = connection or http.client.HTTPConnection("localhost", 8080, timeout=5)
    own.request("GET", path)
    answer = own.getresponse()
    body = answer.read().decode()
    if connection is None:
        own.close()
    return answer.status, body


def answers():
    try:
        return ask("/")[0] == 200
    except OSError:
        return False


def latency_s(screen, box, path, dark):
    """Seconds from the answer to the request until a strip of the picture is dark, or isn't; or None."""
    strip = box[0], box[1] + box[3] // 2, box[2], 16

    def changed():
        return (screen.shot(*strip).dark_share() > 0.6) == dark
    ask(path)
    start = time.monotonic()
    return time.monotonic() - start if wait_for(changed, 3, 0.001) else None


def many_requests(seconds, per_second, lanes=4):
    """Requests at an even pace; how many were answered, their statuses, and the time it took."""
    statuses = []

    def lane(index):
        connection = http.client.HTTPConnection("localhost", 8080, timeout=10)
        start = time.monotonic()
        for n in range(seconds * per_second // lanes):
            pause = start + (n + index / lanes) * lanes / per_second - time.monotonic()
            if pause > 0:
                time.sleep(pause)
            try:
                statuses.append(ask(f"/?i={(n + index) % 2}", connection)[0])
            except (OSError, http.client.HTTPException) as error:
                statuses.append(repr(error))
                connection.close()

    lanes_running = [threading.Thread(target=lane, args=(n,)) for n in range(lanes)]
    start = time.monotonic()
    for one in lanes_running:
        one.start()
    for one in lanes_running:
        one.join()
    return statuses, time.monotonic() - start


def second_program(args, screen):
    with tempfile.TemporaryDirectory(prefix="weir-first-") as folder, \
            Program(args, screen, "program2_cherrypy.py", folder) as program:
        box = wait_for(screen.window, 20)
        up = wait_for(lambda: answers() or program.child.poll() is not None, 15) and \
            program.child.poll() is None
        if not say(bool(box and up), "4.2.1", "program 2: a window is there and the server answers",
                   f"window {box}, server {up}; " + program.said()):
            for n in range(2, 12):
                say(False, f"4.2.{n}", "program 2", "it did not start")
            return
        wait_for(lambda: is_snow(screen.shot(*box)), 3)
        shot = take(screen, args, "program2-snow", box)
        say(is_snow(shot), "4.2.2", "program 2: begins with snow",
            f"dark {shot.dark_share():.2f}, bright {shot.bright_share():.2f}")
        curl = subprocess.run(["curl", "-sS", "-m", "5", "localhost:8080/?i=1"], capture_output=True)
        wait_for(lambda: is_ball(screen.shot(*box)), 2)
        shot = take(screen, args, "program2-ball", box)
        say(is_ball(shot) and curl.returncode == 0 and b"ball" in curl.stdout, "4.2.3",
            "program 2: after curl 'localhost:8080/?i=1' the pixels show the ball",
            f"dark {shot.dark_share():.3f}, bright at {shot.bright_box()}, curl: {curl}")
        places = set()
        for _ in range(20):
            places.add(screen.shot(*box).bright_box())
            time.sleep(0.05)
        say(len(places) > 5, "4.2.4", "program 2: the ball moves", f"{len(places)} places in a second")
        curl = subprocess.run(["curl", "-sS", "-m", "5", "localhost:8080/?i=0"], capture_output=True)
        wait_for(lambda: is_snow(screen.shot(*box)), 2)
        shot = take(screen, args, "program2-snow-again", box)
        say(is_snow(shot) and curl.returncode == 0 and b"snow" in curl.stdout, "4.2.5",
            "program 2: after ?i=0 snow",
            f"dark {shot.dark_share():.3f}, bright {shot.bright_share():.3f}, curl: {curl}")
        times = []
        for _ in range(5):
            times.append(latency_s(screen, box, "/?i=1", True))
            times.append(latency_s(screen, box, "/?i=0", False))
        known = sorted(t for t in times if t is not None)
        say(len(known) == 10 and known[5] <= 2 * FRAME_S + 0.01 and known[-1] <= 2 * FRAME_S + 0.1,
            "4.2.6", "program 2: the picture changes within two frames of the answer "
            f"(median {known[5] * 1000 if len(known) == 10 else 0:.0f} ms)", f"seconds: {times}")
        pid = program.pid()
        if args.library not in read(f"/proc/{pid}/maps"):
            say(False, "4.2.7", f"program 2: {args.library} is in the process", program.said())
        else:
            say(True, "4.2.7", f"program 2: {args.library} is in the process")
        many_requests(1, 200)
        before = memory_kib(pid), threads(pid)
        statuses, took = many_requests(10, 200)
        wrong = [status for status in statuses if status != 200]
        say(len(statuses) == 2000 and not wrong and took < 11, "4.2.8",
            "program 2: 200 requests a second for 10 s are all answered",
            f"{len(statuses)} in {took:.1f} s, wrong: {wrong[:3]}")
        after = memory_kib(pid), threads(pid)
        # (helper threads that were needed stay for some seconds, and are not the requests')
        say(after[0] - before[0] < 16384 and after[1] <= before[1] + 2, "4.2.9",
            "program 2: they leave threads and memory as they were",
            f"KiB and threads: {before} became {after}")
        ask("/?i=1")
        wait_for(lambda: is_ball(screen.shot(*box)), 2)
        first = screen.shot(*box)
        moved = wait_for(lambda: screen.shot(*box).data != first.data, 2)
        take(screen, args, "program2-after-load", box)
        say(is_ball(first) and bool(moved) and screen.window() == box, "4.2.10",
            "program 2: and it goes on playing in the same window, as last asked",
            f"dark {first.dark_share():.3f}, moved: {moved}, window {screen.window()}")
        took = program.interrupt()
        say(took is not None and took <= 2 and "Traceback" not in program.said(), "4.2.11",
            "program 2: Ctrl-C ends it within 2 s", f"took {took} s; " + program.said())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--prefix", default=f"{TOP}/dev weir gst-env /usr/bin/python3")
    parser.add_argument("--library", default="libweir-1.0")
    parser.add_argument("--shots", default="")
    parser.add_argument("--only", type=int, default=0)
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that children are ended, too
    if args.shots:
        args.shots = os.path.abspath(args.shots)
    for number, run in ((1, first_program), (2, second_program)):
        if args.only in (0, number):
            with Screen() as screen:
                run(args, screen)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
