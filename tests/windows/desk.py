# SPDX-License-Identifier: MIT
"""A virtual display whose windows a test can look at, resize, cover and close, as a user does."""
import ctypes
import time

from screen import Screen


class _ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("padding", ctypes.c_long * 16)]


class _TextProperty(ctypes.Structure):
    _fields_ = [("value", ctypes.c_char_p), ("encoding", ctypes.c_ulong), ("format", ctypes.c_int),
                ("nitems", ctypes.c_ulong)]


class Desk(Screen):
    def __enter__(self):
        super().__enter__()
        x11 = self.x11
        x11.XInternAtom.restype = ctypes.c_ulong
        x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        x11.XCreateSimpleWindow.restype = ctypes.c_ulong
        x11.XCreateSimpleWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 2 + [
            ctypes.c_uint] * 3 + [ctypes.c_ulong] * 2
        x11.XResizeWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_uint, ctypes.c_uint]
        x11.XGetWMName.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p]
        x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
        for name in ("XMapRaised", "XDestroyWindow"):
            getattr(x11, name).argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        return self

    def windows(self):
        """The visible windows: id -> (x, y, width, height)."""
        return {one: box for one, box in self.boxes() if box[2] * box[3] > 100}

    def wait_windows(self, count, seconds=20):
        until = time.monotonic() + seconds
        while len(self.windows()) != count and time.monotonic() < until:
            time.sleep(0.02)
        return self.windows()

    def resize(self, window, width, height):
        self.x11.XResizeWindow(self.display, window, width, height)
        self.x11.XSync(self.display, 0)

    def cover(self, box):
        """Lays a white window over that place; its id."""
        white = self.x11.XCreateSimpleWindow(self.display, self.root, *box, 0, 0, 0xFFFFFF)
        self.x11.XMapRaised(self.display, white)
        self.x11.XSync(self.display, 0)
        return white

    def destroy(self, window):
        self.x11.XDestroyWindow(self.display, window)
        self.x11.XSync(self.display, 0)

    def title(self, window):
        name = _TextProperty()
        self.x11.XGetWMName(self.display, window, ctypes.byref(name))
        return (name.value or b"").decode()

    def close(self, window):
        """As the button in a window's frame does."""
        message = _ClientMessage(type=33, display=self.display, window=window, format=32)
        message.message_type = self.x11.XInternAtom(self.display, b"WM_PROTOCOLS", 0)
        message.data[0] = self.x11.XInternAtom(self.display, b"WM_DELETE_WINDOW", 0)
        self.x11.XSendEvent(self.display, window, 0, 0, ctypes.byref(message))
        self.x11.XSync(self.display, 0)
