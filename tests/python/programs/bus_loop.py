#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The first program of everybody: a launch line, and the bus read by hand."""
import sys

import gi
gi.require_version('Gst', '1.0')
from gi.repository import Gst

Gst.init(sys.argv)
pipeline = Gst.parse_launch('videotestsrc num-buffers=5 ! fakesink name=sink sync=false')
assert pipeline.set_state(Gst.State.PLAYING) != Gst.StateChangeReturn.FAILURE

bus = pipeline.get_bus()
terminate = False
while not terminate:
    message = bus.timed_pop_filtered(
        100 * Gst.MSECOND,
        Gst.MessageType.STATE_CHANGED | Gst.MessageType.EOS | Gst.MessageType.ERROR)
    if not message:
        continue
    if message.type == Gst.MessageType.ERROR:
        err, debug = message.parse_error()
        print('error from %s: %s' % (message.src.get_name(), err.message), debug)
        terminate = True
    elif message.type == Gst.MessageType.EOS:
        print('end of stream')
        terminate = True
    elif message.type == Gst.MessageType.STATE_CHANGED:
        if isinstance(message.src, Gst.Pipeline):
            old, new, pending = message.parse_state_changed()
            print('pipeline %s -> %s' % (old.value_nick, new.value_nick))
            assert Gst.Element.state_get_name(new) == new.value_nick.upper()
pipeline.set_state(Gst.State.NULL)
ret, state, pending = pipeline.get_state(Gst.CLOCK_TIME_NONE)
print(state == Gst.State.NULL, ret == Gst.StateChangeReturn.SUCCESS)
