#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What fails: unknown elements, formats that don't fit, properties that aren't there."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import GLib, Gst

Gst.init(None)
for line in ('videotestsrc ! nonesuch', 'videotestsrc nonesuch=1 ! fakesink', 'videotestsrc pattern=nonesuch ! fakesink',
             'videotestsrc ! ! fakesink', 'fakesrc ! nosuchname.'):
    try:
        Gst.parse_launch(line)
        print('parsed', line)
    except GLib.Error as error:
        print(error.domain, Gst.ParseError(error.code).value_nick)
pipeline = Gst.parse_launch('videotestsrc num-buffers=1 ! video/x-raw,format=I420 ! identity name=i ! fakesink name=k')
caps = Gst.Caps.from_string('video/x-raw,format=RGB')
pipeline.get_by_name('i').unlink(pipeline.get_by_name('k'))
print(pipeline.get_by_name('i').link_filtered(pipeline.get_by_name('k'), Gst.Caps.from_string('video/x-raw,format=I420')))
pipeline.set_state(Gst.State.PLAYING)
print(pipeline.get_bus().timed_pop_filtered(5 * Gst.SECOND, Gst.MessageType.EOS | Gst.MessageType.ERROR).type.first_value_nick)
pipeline.set_state(Gst.State.NULL)
source = Gst.ElementFactory.make('appsrc')
sink = Gst.ElementFactory.make('fakesink')
line = Gst.Pipeline.new(None)
line.add(source, sink)
print(source.link(sink), source.link(sink))
line.set_state(Gst.State.PLAYING)
print(source.emit('end-of-stream').value_nick)
print(line.get_bus().timed_pop_filtered(5 * Gst.SECOND, Gst.MessageType.EOS).src == line)
line.set_state(Gst.State.NULL)
