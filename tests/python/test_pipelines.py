# SPDX-License-Identifier: MIT
"""Elements, pads, bins, buses and probes as Python has them."""
import asyncio
import sys
import threading
import time
import unittest

import gi

gi.require_version("Weir", "1.0")
from gi.repository import GLib, GObject, Weir  # noqa: E402

import tap  # noqa: E402

Weir.init(None)


def make(factory, name=None, **properties):
    element = Weir.ElementFactory.make(factory, name)
    for key, value in properties.items():
        element.set_property(key.replace("_", "-"), value)
    return element


class Making(unittest.TestCase):
    def test_init_any_number_of_times(self):
        self.assertEqual(Weir.init([]), [])
        Weir.init()
        threads = [threading.Thread(target=Weir.init, args=(None,)) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        self.assertTrue(Weir.is_initialized())

    def test_make(self):
        self.assertIsNone(Weir.ElementFactory.make("no-such-element"))
        self.assertEqual(Weir.ElementFactory.make("fakesink", "here").name, "here")
        self.assertIn("Sink", Weir.ElementFactory.find("fakesink").get_klass())
        self.assertTrue(Weir.ElementFactory.find("fakesink").get_longname())

    def test_bin_and_pipeline_by_name(self):
        self.assertEqual(Weir.Pipeline("a").name, "a")
        self.assertEqual(Weir.Pipeline(name="b").name, "b")
        self.assertTrue(Weir.Bin().name.startswith("bin"))

    def test_subclass_of_bin(self):
        class Box(Weir.Bin):
            def __init__(self):
                super().__init__(name="box")
                self.sink = make("fakesink")
                self.add(self.sink)
                self.add_pad(Weir.GhostPad("sink", self.sink.get_static_pad("sink")))
        box, pipeline, src = Box(), Weir.Pipeline(), make("fakesrc", num_buffers=3)
        pipeline.add(src, box)
        self.assertTrue(src.link(box))
        self.assertEqual(run(pipeline), Weir.MessageType.EOS)

    def test_parse_launch(self):
        pipeline = Weir.parse_launch("videotestsrc name=src num-buffers=2 ! fakesink name=sink")
        self.assertIsInstance(pipeline, Weir.Pipeline)
        self.assertEqual(pipeline.get_by_name("src").props.num_buffers, 2)
        self.assertEqual(type(Weir.parse_launch("fakesink")), type(make("fakesink")))

    def test_parse_errors(self):
        with self.assertRaises(GLib.Error) as caught:
            Weir.parse_launch("no-such-element ! fakesink")
        self.assertTrue(caught.exception.matches(Weir.parse_error_quark(), Weir.ParseError.NO_SUCH_ELEMENT))
        self.assertIn("no-such-element", caught.exception.message)


class Properties(unittest.TestCase):
    def test_nicks_and_props(self):
        src = make("videotestsrc")
        src.set_property("pattern", "ball")
        self.assertEqual(src.get_property("pattern").value_nick, "ball")
        src.props.pattern = "snow"
        self.assertEqual(src.props.pattern.value_nick, "snow")
        src.props.num_buffers = 5
        self.assertEqual(src.get_property("num-buffers"), 5)

    def test_fields_of_that_world(self):
        pipeline, src = Weir.Pipeline("p"), make("fakesrc")
        pipeline.add(src)
        self.assertEqual(src.parent, pipeline)
        self.assertEqual([pad.name for pad in src.pads], ["src"])
        self.assertEqual((len(src.srcpads), len(src.sinkpads)), (1, 0))
        self.assertEqual(pipeline.children, [src])
        template = src.srcpads[0].get_pad_template()
        self.assertEqual((template.name_template, template.direction, template.presence),
                         ("src", Weir.PadDirection.SRC, Weir.PadPresence.ALWAYS))


class Linking(unittest.TestCase):
    def test_several(self):
        pipeline, parts = Weir.Pipeline(), [make("fakesrc"), make("identity"), make("fakesink")]
        pipeline.add(*parts)
        Weir.Element.link_many(*parts)
        self.assertTrue(all(pad.is_linked() for part in parts for pad in part.pads))
        Weir.Element.unlink_many(*parts)
        self.assertFalse(any(pad.is_linked() for part in parts for pad in part.pads))
        pipeline.remove(*parts)
        self.assertEqual(pipeline.children, [])

    def test_refused(self):
        pipeline, src, sink = Weir.Pipeline(), make("fakesrc"), make("fakesink")
        pipeline.add(src, sink)
        with self.assertRaises(Weir.AddError):
            pipeline.add(make("fakesrc", src.name))
        self.assertTrue(src.link(sink))
        self.assertFalse(src.link(sink))
        with self.assertRaises(Weir.LinkError):
            src.srcpads[0].link(sink.sinkpads[0])
        with self.assertRaises(Weir.LinkError):
            Weir.Element.link_many(src, sink)

    def test_iterators(self):
        pipeline = Weir.parse_launch("fakesrc name=a ! identity name=b ! fakesink name=c")
        self.assertEqual({one.name for one in pipeline.iterate_elements()}, {"a", "b", "c"})
        self.assertEqual([one.name for one in pipeline.iterate_sorted()], ["c", "b", "a"])
        self.assertEqual([one.name for one in pipeline.iterate_sinks()], ["c"])


def run(pipeline, seconds=10):
    """Plays to the end; the type of the message that was it."""
    pipeline.set_state(Weir.State.PLAYING)
    message = pipeline.get_bus().timed_pop_filtered(
        seconds * Weir.SECOND, Weir.MessageType.EOS | Weir.MessageType.ERROR)
    pipeline.set_state(Weir.State.NULL)
    return message.type if message else None


class Messages(unittest.TestCase):
    def test_fields(self):
        pipeline = Weir.parse_launch("fakesrc num-buffers=1 ! fakesink")
        pipeline.set_state(Weir.State.PLAYING)
        message = pipeline.get_bus().timed_pop_filtered(Weir.SECOND, Weir.MessageType.STATE_CHANGED)
        self.assertEqual(message.type, Weir.MessageType.STATE_CHANGED)
        self.assertIsInstance(message.src, Weir.Element)
        old, new, pending = message.parse_state_changed()
        self.assertEqual((old, new), (Weir.State.NULL, Weir.State.READY))
        self.assertEqual(message.get_structure()["new-state"], new)
        pipeline.set_state(Weir.State.NULL)

    def test_errors_parsed(self):
        pipeline = Weir.Pipeline()
        error = GLib.Error.new_literal(Weir.stream_error_quark(), "it broke", Weir.StreamError.FAILED)
        parsed, debug = Weir.Message.new_error(pipeline, error, "why").parse_error()
        self.assertEqual((parsed.message, debug), ("it broke", "why"))
        self.assertTrue(parsed.matches(Weir.stream_error_quark(), Weir.StreamError.FAILED))

    def test_main_loop(self):
        pipeline = Weir.parse_launch("fakesrc num-buffers=3 ! fakesink")
        loop, seen = GLib.MainLoop(), []
        bus = pipeline.get_bus()
        bus.add_signal_watch()
        bus.connect("message::eos", lambda _, message: (seen.append(message.type), loop.quit()))
        GLib.timeout_add_seconds(10, loop.quit)
        pipeline.set_state(Weir.State.PLAYING)
        loop.run()
        bus.remove_signal_watch()
        pipeline.set_state(Weir.State.NULL)
        self.assertEqual(seen, [Weir.MessageType.EOS])

    def test_sync_handler(self):
        pipeline = Weir.parse_launch("fakesrc num-buffers=3 ! fakesink")
        seen = set()

        def handler(bus, message):
            seen.add(message.type.first_value_nick)
            return Weir.BusSyncReply.PASS
        pipeline.get_bus().set_sync_handler(handler)
        self.assertEqual(run(pipeline), Weir.MessageType.EOS)
        self.assertIn("eos", seen)


class Async(unittest.TestCase):
    def test_messages_and_states(self):
        async def play():
            pipeline = Weir.parse_launch("videotestsrc num-buffers=3 ! fakesink")
            answer = await pipeline.state(Weir.State.PLAYING)
            self.assertEqual(answer, Weir.StateChangeReturn.SUCCESS)
            ended = None
            async for message in pipeline.get_bus():
                if message.type == Weir.MessageType.EOS:
                    ended = message.src
                    break
            await pipeline.state(Weir.State.NULL)
            return ended is not None
        self.assertTrue(asyncio.run(asyncio.wait_for(play(), 20)))

    def test_failure_raises(self):
        async def play():
            pipeline = Weir.parse_launch("fakesink name=lonely")
            with self.assertRaises(asyncio.TimeoutError):
                await pipeline.state(Weir.State.PLAYING, timeout=0.3)
            pipeline.set_state(Weir.State.NULL)
        asyncio.run(asyncio.wait_for(play(), 20))

    def test_lock_is_free_while_waiting(self):
        bus, turns = Weir.Bus.new(), []
        done = threading.Event()

        def count():
            while not done.wait(0.01):
                turns.append(1)
        other = threading.Thread(target=count)
        other.start()
        self.assertIsNone(bus.timed_pop(Weir.SECOND // 2))
        done.set()
        other.join()
        self.assertGreater(len(turns), 5)


class Probes(unittest.TestCase):
    def test_sees_and_drops(self):
        pipeline = Weir.parse_launch("fakesrc num-buffers=4 name=s ! fakesink name=k")
        seen = []

        def probe(pad, info):
            seen.append((pad.name, info.get_buffer().offset))
            return Weir.PadProbeReturn.OK
        pipeline.get_by_name("k").sinkpads[0].add_probe(Weir.PadProbeType.BUFFER, probe)
        self.assertEqual(run(pipeline), Weir.MessageType.EOS)
        self.assertEqual([name for name, _ in seen], ["sink"] * 4)

    def test_exchanges_a_buffer(self):
        pipeline = Weir.parse_launch("fakesrc num-buffers=1 sizetype=fixed sizemax=4 name=s ! identity name=i ! fakesink name=k")
        seen = []

        def change(pad, info):
            buffer = info.get_buffer().make_writable()
            with buffer.map(Weir.MapFlags.WRITE) as mapped:
                mapped.data[:] = b"abcd"
            info.set_buffer(buffer)
            return Weir.PadProbeReturn.OK

        def look(pad, info):
            with info.get_buffer().map(Weir.MapFlags.READ) as mapped:
                seen.append(bytes(mapped.data))
            return Weir.PadProbeReturn.OK
        pipeline.get_by_name("s").srcpads[0].add_probe(Weir.PadProbeType.BUFFER, change)
        pipeline.get_by_name("k").sinkpads[0].add_probe(Weir.PadProbeType.BUFFER, look)
        self.assertEqual(run(pipeline), Weir.MessageType.EOS)
        self.assertEqual(seen, [b"abcd"])


@unittest.skipIf(Weir.ElementFactory.find("appsink") is None, "appsink is not there")
class Applications(unittest.TestCase):
    def test_samples(self):
        pipeline = Weir.parse_launch("videotestsrc num-buffers=3 pattern=white ! "
                                     "video/x-raw,format=GRAY8,width=8,height=4 ! appsink name=k")
        pipeline.set_state(Weir.State.PLAYING)
        shapes = [sample.array().shape for sample in pipeline.get_by_name("k")]
        pipeline.set_state(Weir.State.NULL)
        self.assertEqual(shapes, [(4, 8)] * 3)

    def test_signals_as_methods(self):
        pipeline = Weir.parse_launch("fakesrc num-buffers=1 ! appsink name=k")
        sink = pipeline.get_by_name("k")
        pipeline.set_state(Weir.State.PLAYING)
        self.assertIsInstance(sink.pull_sample(), Weir.Sample)
        self.assertIsNone(sink.try_pull_sample(Weir.SECOND))
        pipeline.set_state(Weir.State.NULL)
        with self.assertRaises(AttributeError):
            sink.no_such_thing()
        with self.assertRaises(TypeError):
            iter(make("fakesink"))

    def test_new_sample_signal(self):
        pipeline = Weir.parse_launch("fakesrc num-buffers=3 ! appsink name=k emit-signals=true")
        seen = []

        def new_sample(sink):
            seen.append(sink.emit("pull-sample"))
            return Weir.FlowReturn.OK
        pipeline.get_by_name("k").connect("new-sample", new_sample)
        self.assertEqual(run(pipeline), Weir.MessageType.EOS)
        self.assertEqual(len(seen), 3)

    def test_arrays_in(self):
        import numpy
        pipeline = Weir.parse_launch("appsrc name=s format=time caps=video/x-raw,format=RGB,width=3,"
                                     "height=2,framerate=10/1 ! appsink name=k")
        src, sink = pipeline.get_by_name("s"), pipeline.get_by_name("k")
        pipeline.set_state(Weir.State.PLAYING)
        frame = numpy.arange(18, dtype="u1").reshape(2, 3, 3)
        self.assertEqual(src.push_array(frame, pts=5), Weir.FlowReturn.OK)
        with self.assertRaises(ValueError):
            src.push_array(numpy.zeros(5, "u1"))
        src.emit("end-of-stream")
        sample = sink.pull_sample()
        self.assertEqual(sample.get_buffer().pts, 5)
        self.assertEqual(sample.array().tolist(), frame.tolist())
        self.assertIsNone(sink.pull_sample())
        pipeline.set_state(Weir.State.NULL)


if __name__ == "__main__":
    tap.main()
