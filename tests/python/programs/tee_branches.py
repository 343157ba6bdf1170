#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A branch that comes and goes while the other plays on."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import GLib, Gst

Gst.init(None)


class Player:
    def __init__(self):
        self.pipeline = Gst.parse_launch('videotestsrc is-live=true ! video/x-raw,width=32,height=32,framerate=100/1 ! '
                                         'tee name=t ! queue ! fakesink name=main signal-handoffs=true')
        self.tee = self.pipeline.get_by_name('t')
        self.loop = GLib.MainLoop()
        self.seen, self.main, self.rounds = [], 0, 0
        self.pipeline.get_by_name('main').connect('handoff', self.on_main)
        bus = self.pipeline.get_bus()
        bus.add_signal_watch()
        bus.connect('message::error', self.on_error)

    def on_main(self, *args):
        self.main += 1

    def on_error(self, bus, message):
        print(message.parse_error())
        self.loop.quit()

    def add(self):
        self.queue = Gst.ElementFactory.make('queue', None)
        self.sink = Gst.ElementFactory.make('fakesink', None)
        self.sink.set_property('signal-handoffs', True)
        self.sink.set_property('async', False)
        self.got = 0
        self.sink.connect('handoff', self.on_branch)
        self.pipeline.add(self.queue)
        self.pipeline.add(self.sink)
        self.queue.link(self.sink)
        self.pad = self.tee.get_request_pad('src_%u')
        assert self.pad.link(self.queue.get_static_pad('sink')) == Gst.PadLinkReturn.OK
        self.queue.sync_state_with_parent()
        self.sink.sync_state_with_parent()
        GLib.timeout_add(20, self.check)
        return False

    def on_branch(self, sink, buffer, pad):
        self.got += 1

    def check(self):
        if self.got < 3:
            return True
        self.pad.add_probe(Gst.PadProbeType.IDLE, self.unlink)
        return False

    def unlink(self, pad, info):
        pad.unlink(self.queue.get_static_pad('sink'))
        GLib.idle_add(self.remove)
        return Gst.PadProbeReturn.REMOVE

    def remove(self):
        self.queue.set_state(Gst.State.NULL)
        self.sink.set_state(Gst.State.NULL)
        self.pipeline.remove(self.queue)
        self.pipeline.remove(self.sink)
        self.tee.release_request_pad(self.pad)
        self.rounds += 1
        if self.rounds == 3:
            self.before = self.main
            GLib.timeout_add(100, self.end)
        else:
            self.add()
        return False

    def end(self):
        self.loop.quit()
        return False

    def run(self):
        self.pipeline.set_state(Gst.State.PLAYING)
        GLib.timeout_add(50, self.add)
        GLib.timeout_add_seconds(20, self.loop.quit)
        self.loop.run()
        self.pipeline.set_state(Gst.State.NULL)
        print(self.rounds, self.main > self.before, len(self.tee.srcpads))


Player().run()
