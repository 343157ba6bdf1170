# SPDX-License-Identifier: MIT
"""Elements in Python: classes on the bases, with what Weir.info () says of them, by name in launch lines.

    @Weir.register
    class Invert(Weir.Transform):
        __weir__ = Weir.info("invert", "Filter/Effect/Video", "Turns a picture into its negative",
                             caps="video/x-raw, format=RGB")

        def do_transform_frame(self, frame):
            frame[...] = 255 - frame
"""
import collections
import functools
import traceback

from gi.repository import GLib, GObject

from .base import Weir, put
from .frames import frame_of, rooms_of

Info = collections.namedtuple("Info", "name klass description example caps sink src long_name author rank")
PADS = {"sink": Weir.PadDirection.SINK, "src": Weir.PadDirection.SRC}


def info(name, klass, description, example=None, caps="ANY", sink=None, src=None, long_name=None, author="", rank=0):
    """What is known of a kind of elements: the word in launch lines, what it is, what it does, a launch line that
    works, and what its pads (`sink` and `src`, or `caps` for both) take."""
    return Info(name, klass, description, example or name, caps, sink or caps, src or caps, long_name or description,
                author, rank)


def _templates(cls, about):
    given = getattr(cls, "__gsttemplates__", ())
    if given or about is None:
        return given if isinstance(given, (tuple, list)) else (given,)
    names = ["sink"] if issubclass(cls, Weir.Sink) else ["src"] if issubclass(cls, Weir.Source) else ["sink", "src"]
    templates = [Weir.PadTemplate.new(name, PADS[name], Weir.PadPresence.ALWAYS, Weir.Caps(getattr(about, name)))
                 for name in names]
    if issubclass(cls, Weir.Mixer):
        templates[0] = Weir.PadTemplate.new("sink_%u", PADS["sink"], Weir.PadPresence.REQUEST, Weir.Caps(about.sink))
    return templates


def describe(cls):
    """Tells the class what Python says of it: once, before its first element is made."""
    if "_weir_described" in cls.__dict__ or not hasattr(cls, "__weir__") and not hasattr(cls, "__gstmetadata__"):
        return
    cls._weir_described = True
    about = getattr(cls, "__weir__", None)
    cls.set_metadata(*(getattr(cls, "__gstmetadata__", None) or
                       (about.long_name, about.klass, about.description, about.author)))
    if about is not None:
        cls.set_example(about.name, about.example)
    for template in _templates(cls, about):
        cls.add_pad_template(template)


def register(cls):
    """Makes a class with a `__weir__` known by its name. Also as a decorator."""
    about = cls.__weir__
    if not Weir.Element.register(None, about.name, about.rank, cls):
        raise ValueError(f"{cls.__name__} can't be registered as {about.name}")
    return cls


def _register(plugin, name, rank, kind):
    cls = GObject.GType(kind).pytype if not isinstance(kind, type) else kind
    describe(cls)
    if not hasattr(cls, "__weir__"):
        cls.set_example(name, name)
    return _plain_register(plugin, name, rank, cls)


# What classes of Python implement

def _guarded(method, default):
    """An exception becomes an error of the element, and a forgotten return means that all is well."""
    @functools.wraps(method)
    def call(*args):
        try:
            answer = method(*args)
        except GLib.Error:
            raise
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            raise GLib.Error.new_literal(
                Weir.stream_error_quark(), f"{type(error).__name__}: {error} ({place.filename}:{place.lineno})",
                Weir.StreamError.FAILED) from error
        return default if answer is None else answer
    return call


def _fitted(method, given):
    """Passes None for what the functions of that world get beyond ours (the filter of transform_caps, for one)."""
    wanted = method.__code__.co_argcount
    return lambda *args: method(*args, *(None,) * (wanted - len(args))) if wanted > given else method(*args)


def _transform_ip(self, buffer):
    return self.do_transform_frame(frame_of(self.get_in_caps(), buffer, True))


def _render(self, buffer):
    return self.do_render_frame(frame_of(self.get_caps(), buffer, False))


def _create(self):
    caps = self.srcpad.get_current_caps()
    size, duration = rooms_of(caps)
    buffer = Weir.Buffer.new_allocate(None, size, None)
    if self.do_fill_frame(frame_of(caps, buffer, True)) is False:
        return Weir.FlowReturn.EOS, None
    made = getattr(self, "_weir_made", 0)
    if duration is not None:
        buffer.pts, self._weir_made = int(duration * made), made + 1
    return Weir.FlowReturn.OK, buffer


FRAMES = {"do_transform_frame": ("do_transform_ip", _transform_ip), "do_render_frame": ("do_render", _render),
          "do_fill_frame": ("do_create", _create)}
FLOWS = ("do_transform", "do_transform_ip", "do_drain", "do_render", "do_preroll", "do_finish", "do_create", "do_ready", "do_mix")
CHECKS = ("do_start", "do_open", "do_set_caps", "do_do_seek", "do_sink_event", "do_input_caps")
SILENT = ("do_stop", "do_close", "do_reset")
LONGER = {"do_transform_caps": 3, "do_create": 1}


def _prepare_class(cls, **kwargs):
    super(Weir.Element, cls).__init_subclass__(**kwargs)
    for name, (vfunc, function) in FRAMES.items():
        if name in cls.__dict__:
            setattr(cls, vfunc, function)
    for name, given in LONGER.items():
        if hasattr(cls.__dict__.get(name), "__code__"):
            setattr(cls, name, _fitted(cls.__dict__[name], given))
    for names, default in ((FLOWS, Weir.FlowReturn.OK), (CHECKS, True)):
        for name in names:
            if name in cls.__dict__:
                setattr(cls, name, _guarded(cls.__dict__[name], default))
    for name in SILENT:
        if name in cls.__dict__:
            setattr(cls, name, lambda self, method=cls.__dict__[name]: (method(self), None)[1])


def _begin(self, *args, **kwargs):
    describe(type(self))
    GObject.Object.__init__(self, *args, **kwargs)


_plain_register = Weir.Element.register
put(Weir.Element, __init_subclass__=classmethod(_prepare_class), __init__=_begin, register=staticmethod(_register))
