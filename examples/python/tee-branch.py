#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A branch that comes and goes while the pipeline plays: a preview is switched on and off, and the main
branch, which counts its pictures, doesn't miss one.

    tee-branch.py

Links may be made and cut at any time, from any thread: there is no pad to block, no probe, no queue.
"""
import sys
import time

import gi

gi.require_version("Weir", "1.0")
from gi.repository import Weir  # noqa: E402


def add_branch(pipeline, tee):
    branch = Weir.parse_bin_from_description("videoscale ! video/x-raw,width=40,height=30 "
                                             "! appsink name=preview max-buffers=2 drop=true", True)
    pipeline.add(branch)
    branch.sync_state_with_parent()
    pad = tee.request_pad_simple("src_%u")
    pad.link(branch.get_static_pad("sink"))
    return branch, pad


def remove_branch(pipeline, tee, branch, pad):
    pad.unlink(branch.get_static_pad("sink"))
    tee.release_request_pad(pad)
    pipeline.remove(branch)
    branch.set_state(Weir.State.NULL)


def main():
    Weir.init(None)
    pipeline = Weir.parse_launch(
        "videotestsrc num-buffers=90 ! video/x-raw,format=I420,width=160,height=120,framerate=60/1 "
        "! tee name=tee ! fakesink name=screen sync=true signal-handoffs=true")
    shown = []
    pipeline.get_by_name("screen").connect("handoff", lambda sink, buffer, pad: shown.append(buffer.pts))
    tee = pipeline.get_by_name("tee")
    pipeline.set_state(Weir.State.PLAYING)
    time.sleep(0.25)

    branch, pad = add_branch(pipeline, tee)
    caps = branch.get_by_name("preview").pull_sample().get_caps()
    print("preview of", caps[0]["width"], "x", caps[0]["height"], flush=True)
    remove_branch(pipeline, tee, branch, pad)

    message = pipeline.get_bus().timed_pop_filtered(
        Weir.CLOCK_TIME_NONE, Weir.MessageType.EOS | Weir.MessageType.ERROR)
    pipeline.set_state(Weir.State.NULL)
    if message.type == Weir.MessageType.ERROR:
        sys.exit(message.parse_error()[0].message)
    print(len(shown), "pictures shown")


main()
