#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A main loop that a signal ends."""
import os
import signal

import gi
gi.require_version('Gst', '1.0')
from gi.repository import GLib, Gst

Gst.init(None)
loop = GLib.MainLoop()
pipeline = Gst.parse_launch('videotestsrc is-live=true ! fakesink')


def sigint():
    print('interrupted')
    pipeline.send_event(Gst.Event.new_eos())
    return GLib.SOURCE_REMOVE


def on_message(bus, message):
    if message.type == Gst.MessageType.EOS:
        print('eos of', message.src.get_name() == pipeline.get_name())
        loop.quit()
    elif message.type == Gst.MessageType.ERROR:
        print(message.parse_error())
        loop.quit()
    return True


pipeline.get_bus().add_watch(GLib.PRIORITY_DEFAULT, on_message)
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGINT, sigint)
pipeline.set_state(Gst.State.PLAYING)
GLib.timeout_add(150, lambda: os.kill(os.getpid(), signal.SIGINT))
loop.run()
pipeline.set_state(Gst.State.NULL)
