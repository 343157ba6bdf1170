# SPDX-License-Identifier: MIT
"""Values, structures, caps and tags as Python has them."""
import fractions
import unittest

import gi

gi.require_version("Weir", "1.0")
from gi.repository import GObject, Weir  # noqa: E402

import tap  # noqa: E402

Weir.init(None)


class Fractions(unittest.TestCase):
    def test_reduced_and_written(self):
        self.assertEqual(str(Weir.Fraction(30, 1)), "30/1")
        self.assertEqual((Weir.Fraction(2, 4).num, Weir.Fraction(2, 4).denom), (1, 2))
        self.assertEqual(repr(Weir.Fraction(1, 2)), "<Weir.Fraction 1/2>")
        self.assertEqual(str(Weir.Fraction(5)), "5/1")

    def test_arithmetic(self):
        half = Weir.Fraction(1, 2)
        self.assertEqual(half * 4, 2)
        self.assertEqual(half + Weir.Fraction(1, 3), Weir.Fraction(5, 6))
        self.assertEqual(1 - half, half)
        self.assertEqual(1 / Weir.Fraction(30, 1), Weir.Fraction(1, 30))
        self.assertEqual(-half, Weir.Fraction(-1, 2))
        self.assertEqual(abs(-half), half)
        self.assertEqual(half * 0.5, 0.25)
        self.assertIsInstance(half * 4, Weir.Fraction)

    def test_order_and_hash(self):
        self.assertLess(Weir.Fraction(24000, 1001), Weir.Fraction(24))
        self.assertEqual(len({Weir.Fraction(1, 2), Weir.Fraction(2, 4)}), 1)
        self.assertEqual(float(Weir.Fraction(1, 4)), 0.25)
        self.assertEqual(Weir.Fraction(1, 2), fractions.Fraction(1, 2))
        self.assertNotEqual(Weir.Fraction(1, 2), "1/2")
        self.assertFalse(Weir.Fraction(0, 1))

    def test_zero_denominator(self):
        with self.assertRaises(ZeroDivisionError):
            Weir.Fraction(1, 0)


class Ranges(unittest.TestCase):
    def test_made_and_read(self):
        numbers = Weir.IntRange(0, 10, 2)
        self.assertEqual(numbers.range, range(0, 10, 2))
        self.assertEqual(Weir.IntRange(range(0, 10, 2)), numbers)
        self.assertNotEqual(numbers, Weir.IntRange(0, 10))
        self.assertEqual(str(Weir.IntRange(1, 100)), "[ 1, 100 ]")
        self.assertEqual(Weir.Int64Range(0, 1 << 40).max, 1 << 40)
        self.assertEqual(Weir.DoubleRange(0.5, 2).min, 0.5)
        rates = Weir.FractionRange(Weir.Fraction(0, 1), Weir.Fraction(30, 1))
        self.assertEqual(str(rates), "[ 0/1, 30/1 ]")

    def test_bits(self):
        self.assertEqual(Weir.Bitmask(3).v, 3)
        self.assertEqual(int(Weir.Bitmask(1 << 63)), 1 << 63)
        self.assertEqual((Weir.FlagSet(1, 3).flags, Weir.FlagSet(1, 3).mask), (1, 3))


class Sequences(unittest.TestCase):
    def test_like_python(self):
        formats = Weir.ValueList(["I420", "NV12"])
        self.assertEqual(list(formats), ["I420", "NV12"])
        self.assertEqual(formats, ["I420", "NV12"])
        self.assertEqual((len(formats), formats[0], formats[-1]), (2, "I420", "NV12"))
        self.assertEqual(formats[1:], ["NV12"])
        self.assertIn("NV12", formats)
        with self.assertRaises(IndexError):
            formats[2]
        with self.assertRaises(IndexError):
            formats[-3]
        self.assertEqual(Weir.ValueArray((1, 2)), (1, 2))
        self.assertEqual(Weir.ValueList([]), [])

    def test_nested_and_mixed(self):
        mixed = Weir.ValueArray((1, 0.5, "x", True, Weir.Fraction(1, 2), (2, 3)))
        self.assertEqual(list(mixed), [1, 0.5, "x", True, Weir.Fraction(1, 2), (2, 3)])


class Structures(unittest.TestCase):
    def test_mapping(self):
        whole = Weir.Structure("point", x=1, y=0.5, name="p", on=True, rate=Weir.Fraction(1, 2))
        self.assertEqual(whole.get_name(), "point")
        self.assertEqual(dict(whole.items()),
                         {"x": 1, "y": 0.5, "name": "p", "on": True, "rate": Weir.Fraction(1, 2)})
        self.assertEqual(list(whole), whole.keys())
        self.assertEqual(len(whole), 5)
        self.assertIn("x", whole)
        self.assertNotIn("z", whole)
        self.assertEqual(whole.get("z", 7), 7)
        with self.assertRaises(KeyError):
            whole["z"]

    def test_written_both_ways(self):
        whole = Weir.Structure("point, x=(int)1, l=(int){ 1, 2 }")
        self.assertEqual((whole["x"], whole["l"]), (1, [1, 2]))
        whole["x"] = 5
        whole["l"] = [3, 4]
        whole["a"] = (1, 2)
        whole["big"] = 1 << 40
        del whole["x"]
        again = Weir.Structure(str(whole))
        self.assertEqual(again, whole)
        self.assertEqual((again["l"], again["a"], again["big"]), ([3, 4], (1, 2), 1 << 40))
        with self.assertRaises(TypeError):
            Weir.Structure("a, b=(int)x")

    def test_every_kind_goes_in_and_out(self):
        whole = Weir.Structure("kinds")
        for value in (Weir.IntRange(1, 5), Weir.Int64Range(1, 5), Weir.DoubleRange(0, 1),
                      Weir.FractionRange(Weir.Fraction(0), Weir.Fraction(30)), Weir.Bitmask(3),
                      Weir.FlagSet(1, 3), Weir.ValueList([1, 2]), Weir.ValueArray((1, 2)),
                      Weir.Caps("video/x-raw"), Weir.Structure("inner", a=1), "text", -1, 2.5, False):
            with self.subTest(value=value):
                whole["it"] = value
                self.assertEqual(whole["it"], value)
                self.assertIs(type(whole["it"]), type(value))


class CapsTests(unittest.TestCase):
    def test_indexed(self):
        caps = Weir.Caps.from_string("video/x-raw, format={I420,NV12}, width=[1,100]; audio/x-raw")
        self.assertEqual(len(caps), 2)
        self.assertEqual(caps[0]["format"], ["I420", "NV12"])
        self.assertEqual(caps[0]["width"].range, range(1, 100, 1))
        self.assertEqual([one.get_name() for one in caps], ["video/x-raw", "audio/x-raw"])
        self.assertEqual(caps[-1].get_name(), "audio/x-raw")
        with self.assertRaises(IndexError):
            caps[2]

    def test_structure_outlives_its_caps(self):
        one = Weir.Caps.from_string("video/x-raw, width=640")[0]
        for _ in range(100):
            Weir.Caps.from_string("audio/x-raw, rate=[1,5]")
        self.assertEqual(one["width"], 640)

    def test_made(self):
        self.assertEqual(Weir.Caps("video/x-raw,width=1"), Weir.caps_from_string("video/x-raw,width=1"))
        self.assertEqual(str(Weir.Caps(Weir.Structure("a/b", x=1), Weir.Structure("c/d"))),
                         "a/b, x=(int)1; c/d")
        self.assertFalse(Weir.Caps())
        with self.assertRaises(TypeError):
            Weir.Caps("video/x-raw, width=(int")
        self.assertIsNone(Weir.Caps.from_string("video/x-raw, width=(int"))

    def test_set_and_intersect(self):
        caps = Weir.Caps("video/x-raw")
        caps.set_value("framerate", Weir.Fraction(30, 1))
        caps.set_value("format", ["RGB", "BGR"])
        both = caps.intersect(Weir.Caps("video/x-raw, format=BGR"))
        self.assertEqual(both[0]["format"], "BGR")
        self.assertTrue(both.is_fixed())


class Tags(unittest.TestCase):
    def test_mapping(self):
        tags = Weir.TagList.new_empty()
        tags.add_value(Weir.TagMergeMode.APPEND, Weir.TAG_TITLE, "Song")
        tags.add_value(Weir.TagMergeMode.APPEND, Weir.TAG_ARTIST, "A")
        tags.add_value(Weir.TagMergeMode.APPEND, Weir.TAG_ARTIST, "B")
        self.assertEqual(tags["title"], "Song")
        self.assertEqual(tags["artist"], ["A", "B"])
        self.assertEqual(sorted(tags), ["artist", "title"])
        self.assertIsNone(tags.get("album"))
        with self.assertRaises(KeyError):
            tags["album"]


class Times(unittest.TestCase):
    def test_written(self):
        self.assertEqual(Weir.TIME_ARGS(3661 * Weir.SECOND + 5), "1:01:01.000000005")
        self.assertEqual(Weir.TIME_ARGS(Weir.CLOCK_TIME_NONE), "CLOCK_TIME_NONE")
        self.assertEqual(Weir.CLOCK_TIME_NONE, (1 << 64) - 1)
        self.assertEqual(Weir.SECOND, 10**9)

    def test_types_have_our_names(self):
        for name in dir(Weir):
            gtype = getattr(getattr(Weir, name), "__gtype__", None)
            if isinstance(gtype, GObject.GType) and gtype != GObject.TYPE_NONE:
                self.assertFalse(gtype.name.startswith("Gst"), gtype.name)


if __name__ == "__main__":
    tap.main()
