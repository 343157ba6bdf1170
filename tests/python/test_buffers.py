# SPDX-License-Identifier: MIT
"""Bytes: mappings, views that outlive them, and arrays that are frames."""
import gc
import unittest
import weakref

import gi

gi.require_version("Weir", "1.0")
from gi.repository import Weir  # noqa: E402

import tap  # noqa: E402

try:
    import numpy
except ImportError:
    numpy = None

Weir.init(None)


class Mappings(unittest.TestCase):
    def test_as_two_values(self):
        buffer = Weir.Buffer.new_wrapped(b"abcd")
        ok, info = buffer.map(Weir.MapFlags.READ)
        self.assertTrue(ok)
        self.assertEqual((info.data, info.size, bytes(info.data[:2])), (b"abcd", 4, b"ab"))
        self.assertTrue(info.data.readonly)
        buffer.unmap(info)

    def test_with(self):
        buffer = Weir.Buffer.new_allocate(None, 4, None)
        with buffer.map(Weir.MapFlags.WRITE) as info:
            info.data[:] = b"wxyz"
        with buffer.map(Weir.MapFlags.READ) as info:
            self.assertEqual(info.data, b"wxyz")

    def test_shared_is_not_written(self):
        buffer = Weir.Buffer.new_wrapped(b"abcd")
        sample = Weir.Sample.new(buffer, None, None, None)
        ok, _ = buffer.map(Weir.MapFlags.WRITE)
        self.assertFalse(ok)
        with self.assertRaises(Weir.MapError):
            with buffer.map(Weir.MapFlags.WRITE):
                pass
        own = buffer.make_writable()
        with own.map(Weir.MapFlags.READ | Weir.MapFlags.WRITE) as info:
            info.data[0] = ord("X")
        with sample.get_buffer().map(Weir.MapFlags.READ) as info:
            self.assertEqual(info.data, b"abcd")

    def test_view_outlives_mapping(self):
        buffer = Weir.Buffer.new_wrapped(b"z" * 5000)
        with buffer.map(Weir.MapFlags.READ) as info:
            view = info.data
        del buffer, info
        gc.collect()
        for _ in range(50):
            Weir.Buffer.new_wrapped(b"-" * 5000)
        self.assertEqual(bytes(view), b"z" * 5000)

    def test_empty(self):
        with Weir.Buffer.new().map(Weir.MapFlags.READ) as info:
            self.assertEqual(len(info.data), 0)

    def test_memory(self):
        memory = Weir.Buffer.new_wrapped(b"abcd").get_memory(0)
        with memory.map(Weir.MapFlags.READ) as info:
            self.assertEqual(info.data, b"abcd")

    def test_fields(self):
        buffer = Weir.Buffer.new()
        self.assertEqual(buffer.pts, Weir.CLOCK_TIME_NONE)
        buffer.pts, buffer.duration, buffer.offset = 5, 6, 7
        self.assertEqual((buffer.pts, buffer.duration, buffer.offset), (5, 6, 7))
        self.assertTrue(buffer)


@unittest.skipIf(numpy is None, "numpy is not there")
class Arrays(unittest.TestCase):
    def sample(self, caps, data):
        return Weir.Sample.new(Weir.Buffer.new_wrapped(bytes(data)), Weir.Caps(caps), None, None)

    def test_packed_picture(self):
        rows = [[10, 11, 12, 20, 21, 22, 30, 31, 32, 0, 0, 0], [1] * 9 + [0] * 3]
        array = self.sample("video/x-raw,format=RGB,width=3,height=2", sum(rows, [])).array()
        self.assertEqual((array.shape, array.strides, array.dtype), ((2, 3, 3), (12, 3, 1), "u1"))
        self.assertEqual(array[0, 1].tolist(), [20, 21, 22])
        self.assertFalse(array.flags.writeable)

    def test_no_copy(self):
        buffer = Weir.Buffer.new_wrapped(bytes(12))
        sample = Weir.Sample.new(buffer, Weir.Caps("video/x-raw,format=GRAY8,width=4,height=3"),
                                 None, None)
        Weir.copied_bytes(True)
        array = sample.array()
        with buffer.map(Weir.MapFlags.READ) as info:
            self.assertEqual(array.ctypes.data, info.get_address())
        self.assertEqual(Weir.copied_bytes(True), 0)

    def test_lives_as_long_as_it_is_looked_at(self):
        array = self.sample("video/x-raw,format=GRAY8,width=100,height=100", b"q" * 10000).array()
        part = array[5:7, 8]
        del array
        gc.collect()
        for _ in range(50):
            Weir.Buffer.new_wrapped(b"-" * 10000)
        self.assertEqual(bytes(part), b"qq")

    def test_planes(self):
        data = bytes(range(24))
        sample = self.sample("video/x-raw,format=I420,width=4,height=4", data + bytes(8))
        luma, blue, red = sample.planes()
        self.assertEqual((luma.shape, blue.shape, red.shape), ((4, 4), (2, 2), (2, 2)))
        self.assertEqual(blue[0].tolist(), [16, 17])
        half = self.sample("video/x-raw,format=NV12,width=4,height=4", data)
        self.assertEqual(half.planes()[1].shape, (2, 2, 2))
        self.assertEqual(half.array().shape, (6, 4))
        with self.assertRaisesRegex(ValueError, "planes"):
            self.sample("video/x-raw,format=I420,width=2,height=2", bytes(16)).array()

    def test_wide_samples(self):
        deep = self.sample("video/x-raw,format=GRAY16_BE,width=2,height=1", b"\x01\x02\x03\x04").array()
        self.assertEqual(deep.tolist(), [[0x0102, 0x0304]])

    def test_pixels_that_share_bytes(self):
        with self.assertRaisesRegex(ValueError, "videoconvert"):
            self.sample("video/x-raw,format=v210,width=6,height=1", bytes(128)).array()

    def test_sound(self):
        data = numpy.arange(6, dtype="<i2").tobytes()
        caps = "audio/x-raw,format=S16LE,rate=8000,channels=2,layout="
        self.assertEqual(self.sample(caps + "interleaved", data).array().tolist(),
                         [[0, 1], [2, 3], [4, 5]])
        self.assertEqual(self.sample(caps + "non-interleaved", data).array().tolist(),
                         [[0, 3], [1, 4], [2, 5]])
        self.assertEqual(self.sample("audio/x-raw,format=F64BE,rate=1,channels=1,layout=interleaved",
                                     bytes(16)).array().dtype, ">f8")

    def test_what_is_not_raw(self):
        self.assertEqual(bytes(self.sample("image/jpeg", b"\xff\xd8").array()), b"\xff\xd8")

    def test_too_short(self):
        with self.assertRaisesRegex(ValueError, "bytes"):
            self.sample("video/x-raw,format=GRAY8,width=4,height=3", bytes(5)).array()

    def test_handed_in_without_copy(self):
        array = numpy.arange(100, dtype="u1")
        gone = []
        buffer = Weir.Buffer.new_for_address(array.ctypes.data, array.nbytes, Weir.MemoryFlags.READONLY,
                                             gone.append, "kept")
        with buffer.map(Weir.MapFlags.READ) as info:
            self.assertEqual(info.get_address(), array.ctypes.data)
            del info
        del buffer
        gc.collect()
        self.assertEqual(gone, ["kept"])

    def test_handed_in_is_kept(self):
        class Watched(numpy.ndarray):
            pass
        array = numpy.full(1000, 7, "u1").view(Watched)
        watch = weakref.ref(array)
        from gi.overrides.Weir.frames import _buffer_of
        buffer = _buffer_of(array)
        del array
        gc.collect()
        self.assertIsNotNone(watch())
        with buffer.map(Weir.MapFlags.READ) as info:
            self.assertEqual(bytes(info.data), b"\x07" * 1000)
            del info
        del buffer
        gc.collect()
        Weir.Buffer.new_for_address(0, 0, 0, lambda _: None, None)  # closures go when the next is made
        gc.collect()
        self.assertIsNone(watch())


if __name__ == "__main__":
    tap.main()
