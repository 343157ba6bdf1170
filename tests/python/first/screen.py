# SPDX-License-Identifier: MIT
"""A virtual X display and a camera for it: what the checks of the first programs look through.

Uses Xvfb and libX11 by ctypes, so that a shot of some pixels takes a millisecond and the moment
at which a picture changes can be measured.
"""
import ctypes
import ctypes.util
import os
import struct
import subprocess
import zlib


class _XImage(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")] + [
        ("data", ctypes.POINTER(ctypes.c_ubyte))
    ] + [
        (name, ctypes.c_int)
        for name in ("byte_order", "bitmap_unit", "bitmap_bit_order", "bitmap_pad", "depth",
                     "bytes_per_line", "bits_per_pixel")
    ]


class _XWindowAttributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")] + [
        ("visual", ctypes.c_void_p), ("root", ctypes.c_ulong)
    ] + [
        (name, ctypes.c_int) for name in ("c_class", "bit_gravity", "win_gravity", "backing_store")
    ] + [
        ("backing_planes", ctypes.c_ulong), ("backing_pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int), ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int), ("map_state", ctypes.c_int),
        ("all_event_masks", ctypes.c_long), ("your_event_mask", ctypes.c_long),
        ("do_not_propagate_mask", ctypes.c_long), ("override_redirect", ctypes.c_int),
        ("screen", ctypes.c_void_p),
    ]


class Shot:
    """A picture: rows of 32-bit pixels, blue first."""

    def __init__(self, width, height, data):
        self.width, self.height, self.data = width, height, data

    def rgb(self, x, y):
        at = (y * self.width + x) * 4
        return self.data[at + 2], self.data[at + 1], self.data[at]

    def greens(self):
        return self.data[1::4]

    def dark_share(self, below=64):
        greens = self.greens()
        return sum(1 for value in greens if value < below) / len(greens)

    def bright_share(self, above=191):
        greens = self.greens()
        return sum(1 for value in greens if value > above) / len(greens)

    def bright_box(self, above=191):
        """Left, top, right, bottom of the pixels brighter than `above`; None if there are none."""
        rows = [[x for x in range(self.width) if self.data[(y * self.width + x) * 4 + 1] > above]
                for y in range(self.height)]
        lit = [y for y, row in enumerate(rows) if row]
        if not lit:
            return None
        return (min(rows[y][0] for y in lit), lit[0], max(rows[y][-1] for y in lit), lit[-1])

    def save_png(self, path):
        raw = bytearray()
        for y in range(self.height):
            line = self.data[y * self.width * 4:(y + 1) * self.width * 4]
            rgb = bytearray(self.width * 3)
            rgb[0::3], rgb[1::3], rgb[2::3] = line[2::4], line[1::4], line[0::4]
            raw += b"\0" + rgb

        def chunk(kind, body):
            return (struct.pack(">I", len(body)) + kind + body
                    + struct.pack(">I", zlib.crc32(kind + body)))

        with open(path, "wb") as out:
            out.write(b"\x89PNG\r\n\x1a\n"
                      + chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0))
                      + chunk(b"IDAT", zlib.compress(bytes(raw))) + chunk(b"IEND", b""))


class Screen:
    """Starts Xvfb on a free display; `with Screen () as screen`."""

    def __init__(self, size="1280x800x24"):
        self.size = size

    def __enter__(self):
        read_end, write_end = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", self.size, "-nolisten", "tcp"],
            pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as lines:
            number = lines.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.name = ":" + number
        x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XDefaultRootWindow.restype = ctypes.c_ulong
        x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        x11.XGetImage.restype = ctypes.POINTER(_XImage)
        x11.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int,
                                  ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int]
        x11.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_void_p] * 4
        x11.XGetWindowAttributes.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p]
        x11.XDestroyImage.argtypes = [ctypes.c_void_p]
        x11.XFree.argtypes = [ctypes.c_void_p]
        handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
        self._ignore = handler(lambda display, error: 0)  # a window may go away between two calls
        x11.XSetErrorHandler(self._ignore)
        self.x11 = x11
        self.display = x11.XOpenDisplay(self.name.encode())
        if not self.display:
            raise RuntimeError("no connection to " + self.name)
        self.root = x11.XDefaultRootWindow(self.display)
        return self

    def __exit__(self, *_):
        self.server.terminate()
        try:
            self.server.wait(5)
        except subprocess.TimeoutExpired:
            self.server.kill()

    def boxes(self):
        """The visible windows with their place and size (x, y, width, height)."""
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        self.x11.XQueryTree(self.display, self.root, ctypes.byref(root), ctypes.byref(parent),
                            ctypes.byref(children), ctypes.byref(count))
        found = []
        for n in range(count.value):
            attributes = _XWindowAttributes()
            if not self.x11.XGetWindowAttributes(self.display, children[n], ctypes.byref(attributes)):
                continue
            box = (attributes.x + attributes.border, attributes.y + attributes.border,
                   attributes.width, attributes.height)
            if attributes.map_state == 2:
                found.append((children[n], box))
        if children:
            self.x11.XFree(children)
        return found

    def window(self):
        """Place and size of the largest visible window, or None."""
        large = [box for _, box in self.boxes() if box[2] * box[3] > 100]
        return max(large, key=lambda box: box[2] * box[3], default=None)

    def shot(self, x, y, width, height):
        image = self.x11.XGetImage(self.display, self.root, x, y, width, height,
                                   0xFFFFFFFF, 2)
        if not image:
            return None
        size = image.contents.bytes_per_line * image.contents.height
        data = bytes(ctypes.string_at(image.contents.data, size))
        line = image.contents.bytes_per_line
        if line != width * 4:
            data = b"".join(data[row * line:row * line + width * 4] for row in range(height))
        self.x11.XDestroyImage(image)
        return Shot(width, height, data)
