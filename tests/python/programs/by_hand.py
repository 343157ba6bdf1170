#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Elements made, added and linked one by one, each step checked."""
import sys

import gi
gi.require_version('Gst', '1.0')
gi.require_version('GLib', '2.0')
from gi.repository import GLib, Gst


def make(factory, name=None):
    element = Gst.ElementFactory.make(factory, name)
    if not element:
        sys.stderr.write('Unable to create %s\n' % factory)
        sys.exit(1)
    return element


def bus_call(bus, message, loop):
    t = message.type
    if t == Gst.MessageType.EOS:
        sys.stdout.write('End-of-stream\n')
        loop.quit()
    elif t == Gst.MessageType.ERROR:
        err, debug = message.parse_error()
        sys.stderr.write('Error: %s: %s\n' % (err, debug))
        loop.quit()
    return True


def main(args):
    Gst.init(None)
    assert Gst.ElementFactory.make('surely-no-such-element', None) is None
    pipeline = Gst.Pipeline.new('test-pipeline')
    source, convert, sink = make('videotestsrc', 'source'), make('identity', 'middle'), make('fakesink', 'sink')
    source.set_property('pattern', 'ball')
    source.set_property('num-buffers', 10)
    print(source.get_property('pattern').value_name is not None, source.get_property('pattern').value_nick)
    pipeline.add(source)
    pipeline.add(convert)
    pipeline.add(sink)
    assert source.link(convert)
    assert convert.link(sink)
    assert not source.link(sink)
    print([e.get_name() for e in sorted(pipeline.children, key=lambda e: e.get_name())])
    print(source.get_factory().get_name(), sink.get_parent() == pipeline, sink.parent is not None)
    loop = GLib.MainLoop()
    bus = pipeline.get_bus()
    bus.add_signal_watch()
    bus.connect('message', bus_call, loop)
    pipeline.set_state(Gst.State.PLAYING)
    try:
        loop.run()
    except KeyboardInterrupt:
        pass
    pipeline.set_state(Gst.State.NULL)
    bus.remove_signal_watch()


sys.exit(main(sys.argv))
