#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pad probes: count, drop, look at events, remove oneself."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import Gst

Gst.init(None)
count, dropped, events = 0, 0, []


def buffer_probe(pad, info, u_data):
    global count, dropped
    gst_buffer = info.get_buffer()
    if not gst_buffer:
        print('Unable to get GstBuffer')
        return
    count += 1
    assert u_data == 17 and info.type & Gst.PadProbeType.BUFFER
    if gst_buffer.offset % 2:
        dropped += 1
        return Gst.PadProbeReturn.DROP
    return Gst.PadProbeReturn.OK


def event_probe(pad, info):
    event = info.get_event()
    events.append(event.type.value_nicks[0] if hasattr(event.type, 'value_nicks') else event.type.value_nick)
    if event.type == Gst.EventType.CAPS:
        print(event.parse_caps().get_structure(0).get_name())
    elif event.type == Gst.EventType.SEGMENT:
        print(event.parse_segment().format == Gst.Format.TIME)
    return Gst.PadProbeReturn.OK


once = []


def once_probe(pad, info):
    once.append(info.id > 0)
    return Gst.PadProbeReturn.REMOVE


pipeline = Gst.parse_launch('videotestsrc num-buffers=10 name=src ! video/x-raw,width=32,height=32 ! identity name=i ! fakesink name=k')
identity = pipeline.get_by_name('i')
identity.get_static_pad('sink').add_probe(Gst.PadProbeType.BUFFER, buffer_probe, 17)
identity.get_static_pad('src').add_probe(Gst.PadProbeType.EVENT_DOWNSTREAM, event_probe)
identity.get_static_pad('src').add_probe(Gst.PadProbeType.BUFFER, once_probe)
gone = identity.get_static_pad('src').add_probe(Gst.PadProbeType.BUFFER, lambda pad, info: 1 / 0)
identity.get_static_pad('src').remove_probe(gone)
pipeline.set_state(Gst.State.PLAYING)
pipeline.get_bus().timed_pop_filtered(Gst.CLOCK_TIME_NONE, Gst.MessageType.EOS)
pipeline.set_state(Gst.State.NULL)
print(count, dropped, once)
print([e for e in events if e in ('stream-start', 'caps', 'segment', 'eos')])
