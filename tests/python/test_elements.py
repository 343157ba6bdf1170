# SPDX-License-Identifier: MIT
"""Elements in Python: declared, registered, in launch lines, failing, stopped from within; and what all that costs."""
import gc
import threading
import time
import unittest

import gi

gi.require_version("Weir", "1.0")
from gi.repository import GObject, Weir  # noqa: E402

import tap  # noqa: E402

Weir.init(None)
RGB = "video/x-raw, format=RGB, width=4, height=2, framerate=25/1"


@Weir.register
class Ramp(Weir.Source):
    __weir__ = Weir.info("ramp", "Source/Video", "Pictures that become brighter", "ramp ! fakesink", caps=RGB)
    made = 0

    def do_fill_frame(self, frame):
        if self.made == 5:
            return False
        frame[...] = self.made
        self.made += 1


@Weir.register
class Invert(Weir.Transform):
    __weir__ = Weir.info("invert", "Filter/Effect/Video", "Turns a picture into its negative",
                         caps="video/x-raw, format=RGB")
    white = GObject.Property(type=int, default=255, minimum=0, maximum=255)

    def do_transform_frame(self, frame):
        frame[...] = self.white - frame


@Weir.register
class Keep(Weir.Sink):
    __weir__ = Weir.info("keep", "Sink/Video", "Keeps what it is given", caps="video/x-raw, format=RGB")

    def __init__(self):
        super().__init__()
        self.seen, self.times = [], []

    def do_render(self, buffer):
        self.times.append(buffer.pts)
        with buffer.map(Weir.MapFlags.READ) as info:
            self.seen.append(info.data[0])


@Weir.register
class Add(Weir.Mixer):
    __weir__ = Weir.info("add", "Filter/Editor/Video", "Adds pictures",
                         "add name=m ! fakesink  ramp ! m.  ramp ! m.", caps=RGB)

    def do_set_caps(self, caps):
        self.set_frame_rate(25, 1)

    def do_mix(self, start, stop):
        values = [input.peek(0)[0].extract_dup(0, 1)[0] for input in self.get_inputs() if input.peek(0)[0]]
        return Weir.FlowReturn.OK, Weir.Buffer.new_wrapped(bytes([sum(values)]) * 24)


@Weir.register
class Broken(Weir.Transform):
    __weir__ = Weir.info("broken", "Filter", "Divides by nothing")

    def do_transform_ip(self, buffer):
        return 1 // 0


@Weir.register
class Caller(Weir.Transform):
    __weir__ = Weir.info("caller", "Filter", "Calls a function with each buffer")

    def do_transform_ip(self, buffer):
        return self.function(buffer)


def run(pipeline, seconds=20):
    """Plays to the end or an error; the message, and the pipeline in NULL."""
    pipeline.set_state(Weir.State.PLAYING)
    message = pipeline.get_bus().timed_pop_filtered(seconds * Weir.SECOND, Weir.MessageType.EOS | Weir.MessageType.ERROR)
    pipeline.set_state(Weir.State.NULL)
    return message


class Elements(unittest.TestCase):
    def test_frames(self):
        pipeline = Weir.parse_launch("ramp ! invert white=250 name=i ! keep sync=false name=k")
        self.assertEqual(run(pipeline).type, Weir.MessageType.EOS)
        self.assertEqual(pipeline.get_by_name("k").seen, [250, 249, 248, 247, 246])
        self.assertEqual(pipeline.get_by_name("k").times, [n * Weir.SECOND // 25 for n in range(5)])
        self.assertEqual(pipeline.get_by_name("i").props.white, 250)

    def test_beside_elements_in_c(self):
        pipeline = Weir.parse_launch("videotestsrc pattern=white num-buffers=3 ! invert ! identity ! keep sync=false name=k")
        self.assertEqual(run(pipeline).type, Weir.MessageType.EOS)
        self.assertEqual(pipeline.get_by_name("k").seen, [0, 0, 0])

    def test_mixer(self):
        pipeline = Weir.parse_launch("add name=m ! keep sync=false name=k  ramp ! m.  ramp ! invert white=100 ! m.")
        message = run(pipeline)
        self.assertEqual(message.type, Weir.MessageType.EOS)
        self.assertEqual(pipeline.get_by_name("k").seen, [100] * 5)
        self.assertEqual(pipeline.get_by_name("k").times, [n * Weir.SECOND // 25 for n in range(5)])

    def test_what_is_known_of_it(self):
        factory = Weir.ElementFactory.find("invert")
        self.assertEqual((factory.get_klass(), factory.get_description()),
                         ("Filter/Effect/Video", "Turns a picture into its negative"))
        self.assertEqual({one.name_template for one in factory.get_static_pad_templates()}, {"sink", "src"})
        self.assertEqual(Weir.ElementFactory.make("invert").name[:6], "invert")
        self.assertEqual([pad.name for pad in Invert().pads], ["sink", "src"])
        with self.assertRaises(ValueError):
            Weir.register(type("Undescribed", (Weir.Transform,), {"__weir__": Weir.info("undescribed", "", "")}))

    def test_exception_is_an_error(self):
        pipeline = Weir.parse_launch("ramp ! broken name=b ! fakesink")
        message = run(pipeline)
        self.assertEqual((message.type, message.src.name), (Weir.MessageType.ERROR, "b"))
        self.assertRegex(message.parse_error()[0].message, r"ZeroDivisionError: .*test_elements.py:\d+")

    def test_exception_in_a_source(self):
        class Empty(Weir.Source):
            __weir__ = Weir.info("empty", "Source", "Fails at once")

            def do_create(self):
                raise LookupError("nothing here")
        Weir.register(Empty)
        message = run(Weir.parse_launch("empty ! fakesink"))
        self.assertIn("LookupError: nothing here", message.parse_error()[0].message)

    def test_refuses_to_start(self):
        class Shy(Weir.Sink):
            __weir__ = Weir.info("shy", "Sink", "Doesn't start")

            def do_start(self):
                raise OSError("not today")
        Weir.register(Shy)
        pipeline = Weir.parse_launch("fakesrc ! shy")
        self.assertEqual(pipeline.set_state(Weir.State.PAUSED), Weir.StateChangeReturn.FAILURE)
        message = pipeline.get_bus().pop_filtered(Weir.MessageType.ERROR)
        self.assertIn("OSError: not today", message.parse_error()[0].message)
        pipeline.set_state(Weir.State.NULL)

    def test_as_in_that_world(self):
        class Old(Weir.Transform):
            __gstmetadata__ = ("Old", "Filter/Effect", "Described the other way", "somebody")
            __gsttemplates__ = tuple(
                Weir.PadTemplate.new(name, direction, Weir.PadPresence.ALWAYS, Weir.Caps.new_any())
                for name, direction in (("sink", Weir.PadDirection.SINK), ("src", Weir.PadDirection.SRC)))
            started = stopped = 0

            def do_start(self):
                self.started += 1
                return True

            def do_stop(self):
                self.stopped += 1
                return True

            def do_transform_caps(self, direction, caps, filter_):
                return caps

            def do_transform_ip(self, buffer):
                with buffer.map(Weir.MapFlags.READ | Weir.MapFlags.WRITE) as info:
                    info.data[0] = 9
                return Weir.FlowReturn.OK
        GObject.type_register(Old)
        self.assertTrue(Weir.Element.register(None, "old-style", Weir.Rank.NONE, Old))
        pipeline = Weir.parse_launch("ramp ! old-style name=o ! keep sync=false name=k")
        self.assertEqual(run(pipeline).type, Weir.MessageType.EOS)
        self.assertEqual(pipeline.get_by_name("k").seen, [9] * 5)
        self.assertEqual((pipeline.get_by_name("o").started, pipeline.get_by_name("o").stopped), (1, 1))


class Stopping(unittest.TestCase):
    """To NULL from wherever Python runs, with other threads that want the interpreter."""

    def stop_from(self, line, connect):
        pipeline, done = Weir.parse_launch(line), threading.Event()

        def stop(*_):
            pipeline.set_state(Weir.State.NULL)
            done.set()
        connect(pipeline, stop)
        pipeline.set_state(Weir.State.PLAYING)
        self.assertTrue(done.wait(20), "it hangs")
        self.assertEqual(pipeline.get_state(Weir.SECOND)[1], Weir.State.NULL)

    def test_from_a_signal(self):
        for _ in range(20):
            self.stop_from("fakesrc ! invert-nothing ! fakesink signal-handoffs=true name=k",
                           lambda p, stop: p.get_by_name("k").connect("handoff", stop))

    def test_from_a_probe(self):
        def add(pipeline, stop):
            def probe(pad, info):
                stop()
                return Weir.PadProbeReturn.OK
            pipeline.get_by_name("k").sinkpads[0].add_probe(Weir.PadProbeType.BUFFER, probe)
        for _ in range(20):
            self.stop_from("fakesrc ! invert-nothing ! fakesink name=k", add)

    def test_from_other_threads(self):
        pipelines = [Weir.parse_launch("fakesrc ! invert-nothing ! identity ! invert-nothing ! fakesink") for _ in range(8)]

        def up_and_down(pipeline):
            for _ in range(5):
                pipeline.set_state(Weir.State.PLAYING)
                sum(range(20000))
                pipeline.set_state(Weir.State.NULL)
        threads = [threading.Thread(target=up_and_down, args=(one,)) for one in pipelines]
        for one in threads:
            one.start()
        for one in threads:
            one.join(60)
            self.assertFalse(one.is_alive(), "it hangs")


@Weir.register
class Nothing(Weir.Transform):
    __weir__ = Weir.info("invert-nothing", "Filter", "Does nothing, in Python")

    def do_transform_ip(self, buffer):
        return Weir.FlowReturn.OK


def memory_kib():
    gc.collect()
    with open("/proc/self/statm") as text:
        return int(text.read().split()[1]) * 4


class Leaks(unittest.TestCase):
    def grows_by(self, work, rounds):
        """KiB by which the process grew in as many more rounds as it took to warm up."""
        for _ in range(rounds):
            work()
        before = memory_kib()
        for _ in range(rounds):
            work()
        return memory_kib() - before

    def test_pipelines(self):
        def work():
            pipeline = Weir.parse_launch("fakesrc num-buffers=2 ! identity ! appsink name=k")
            pipeline.get_by_name("k").connect("eos", lambda _: None)
            pipeline.set_state(Weir.State.PLAYING)
            while pipeline.get_by_name("k").pull_sample():
                pass
            pipeline.set_state(Weir.State.NULL)
        self.assertLess(self.grows_by(work, 500), 4000)

    def test_elements_of_python(self):
        self.assertLess(self.grows_by(lambda: run(Weir.parse_launch("ramp ! invert ! keep sync=false")), 60), 3000)

    def test_elements_are_freed(self):
        gone = []
        pipeline = Weir.parse_launch("ramp ! invert name=i ! fakesink")
        pipeline.get_by_name("i").weak_ref(gone.append, 1)
        run(pipeline)
        del pipeline
        for _ in range(100):  # whoever worked on it last lets it go, a moment later
            gc.collect()
            if gone:
                break
            time.sleep(0.05)
        self.assertEqual(gone, [1])

    def test_arrays(self):
        caps = Weir.Caps("video/x-raw,format=GRAY8,width=512,height=512")

        def work():
            sample = Weir.Sample.new(Weir.Buffer.new_allocate(None, 512 * 512, None), caps, None, None)
            sample.array()[0, 0]
        self.assertLess(self.grows_by(work, 200), 3000)


class Lifetimes(unittest.TestCase):
    def test_buffer_kept_from_a_function(self):
        """What an element keeps of a buffer stays as it was, also when the buffer is written to later."""
        kept = []
        pipeline = Weir.parse_launch("ramp ! caller name=c ! invert ! fakesink sync=false")
        pipeline.get_by_name("c").function = kept.append
        self.assertEqual(run(pipeline).type, Weir.MessageType.EOS)
        self.assertEqual([buffer.extract_dup(0, 1)[0] for buffer in kept], [0, 1, 2, 3, 4])

    def test_info_after_unmap(self):
        buffer = Weir.Buffer.new_wrapped(b"abcd")
        ok, info = buffer.map(Weir.MapFlags.READ)
        view = info.data
        buffer.unmap(info)
        del buffer
        self.assertEqual(bytes(view), b"abcd")


if __name__ == "__main__":
    tap.main()
