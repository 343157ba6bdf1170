# SPDX-License-Identifier: MIT
"""What Python adds to the introspected library, so that its users write Python.

Nothing is subclassed: methods are put on the introspected classes themselves, so that each of them
is one class, whoever imported it first and under whatever name.
"""
import asyncio
import ctypes
import fractions
import os
import sys

from gi.module import get_introspection_module
from gi.repository import GObject

Weir = get_introspection_module("Weir")
__all__ = []


def export(thing):
    __all__.append(thing.__name__)
    return thing


def put(cls, **members):
    for name, member in members.items():
        setattr(cls, name, member)


def constructor(cls, new):
    """Lets cls (...) be what new (...) returns."""
    put(cls, __new__=lambda cls_, /, *args, **kwargs: new(*args, **kwargs),
        __init__=lambda self, /, *args, **kwargs: None)


def spelled(cls, text):
    put(cls, __str__=text, __repr__=lambda self: f"<Weir.{type(self).__name__} {text(self)}>")


@export
class AddError(Exception):
    pass


@export
class LinkError(Exception):
    pass


@export
class MapError(Exception):
    pass


@export
class IteratorError(Exception):
    pass


# The library

_init = Weir.init


@export
def init(argv=None):
    return _init(argv)


@export
def TIME_ARGS(time):
    if time == Weir.CLOCK_TIME_NONE:
        return "CLOCK_TIME_NONE"
    seconds, rest = divmod(time, Weir.SECOND)
    return "%u:%02u:%02u.%09u" % (seconds // 3600, seconds // 60 % 60, seconds % 60, rest)


def _logger(level):
    def log(text):
        """Writes a line about the topic python, if that is wanted (WEIR_DEBUG=python:5)."""
        place = sys._getframe(1)
        Weir.log_text("python", level, f"{os.path.basename(place.f_code.co_filename)}:"
                      f"{place.f_lineno}:{place.f_code.co_name}", text)
    return log


for _level in ("error", "warning", "fixme", "info", "debug", "log", "trace"):
    globals()[_level] = _logger(getattr(Weir.DebugLevel, _level.upper()))
    __all__.append(_level)


# Values: fractions, ranges, lists

def _ratio(value):
    if isinstance(value, Weir.Fraction):
        return fractions.Fraction(value.num, value.denom)
    return value


def _fraction(num=0, denom=1):
    whole = fractions.Fraction(_ratio(num)) / fractions.Fraction(_ratio(denom))
    return Weir.Fraction.new(whole.numerator, whole.denominator)


def _arithmetic(name):
    operation = getattr(fractions.Fraction, name)

    def method(self, other):
        answer = operation(_ratio(self), _ratio(other))
        return _fraction(answer) if isinstance(answer, fractions.Fraction) else answer
    return method


constructor(Weir.Fraction, _fraction)
spelled(Weir.Fraction, lambda self: f"{self.num}/{self.denom}")
put(Weir.Fraction, __hash__=lambda self: hash(_ratio(self)), __bool__=lambda self: self.num != 0,
    __float__=lambda self: self.num / self.denom,
    __neg__=lambda self: _fraction(-self.num, self.denom),
    __abs__=lambda self: _fraction(abs(self.num), self.denom),
    **{name: _arithmetic(name) for name in (
        "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__", "__truediv__",
        "__rtruediv__", "__eq__", "__lt__", "__le__", "__gt__", "__ge__")})


def _value(thing):
    """What a GValue argument takes: a list becomes alternatives, a tuple a sequence."""
    for kind, cls in ((list, Weir.ValueList), (tuple, Weir.ValueArray)):
        if isinstance(thing, kind):
            whole = GObject.Value(cls.__gtype__)
            for item in thing:
                cls.append_value(whole, _value(item))
            return whole
    if isinstance(thing, int) and not -1 << 31 <= thing < 1 << 31:
        return GObject.Value(GObject.TYPE_INT64 if thing < 1 << 63 else GObject.TYPE_UINT64, thing)
    return thing


def _owned(thing):
    """What is borrowed from inside another value, as a thing of its own."""
    return GObject.GBoxed.copy(thing) if isinstance(thing, GObject.GBoxed) else thing


def _made(cls, fill):
    """Makes a constructor that fills a GValue of the class's type and takes out what is in it."""
    def new(*args):
        value = GObject.Value(cls.__gtype__)
        fill(value, *args)
        return value.get_boxed()
    constructor(cls, new)
    spelled(cls, lambda self: Weir.value_serialize(GObject.Value(cls.__gtype__, self)))
    put(cls, __eq__=lambda self, other: isinstance(other, cls) and Weir.value_compare(
        GObject.Value(cls.__gtype__, self), GObject.Value(cls.__gtype__, other)) == Weir.VALUE_EQUAL,
        __hash__=lambda self: hash(str(self)))


def _int_range(set_range):
    def fill(value, first, stop=None, step=1):
        if isinstance(first, range):
            first, stop, step = first.start, first.stop, first.step
        set_range(value, first, stop, step)
    return fill


def _double_range(value, start, stop):
    Weir.value_set_double_range(value, start, stop)


def _fraction_range(value, start, stop):
    start, stop = _fraction(start), _fraction(stop)
    Weir.value_set_fraction_range_full(value, start.num, start.denom, stop.num, stop.denom)


_made(Weir.IntRange, _int_range(Weir.value_set_int_range_step))
_made(Weir.Int64Range, _int_range(Weir.value_set_int64_range_step))
_made(Weir.DoubleRange, _double_range)
_made(Weir.FractionRange, _fraction_range)
_made(Weir.Bitmask, Weir.value_set_bitmask)
_made(Weir.FlagSet, Weir.value_set_flagset)
for _cls in (Weir.DoubleRange, Weir.FractionRange):
    put(_cls, start=property(lambda self: self.min), stop=property(lambda self: self.max))
put(Weir.Bitmask, __int__=lambda self: self.v, __index__=lambda self: self.v)
for _cls in (Weir.IntRange, Weir.Int64Range):
    put(_cls, range=property(lambda self: range(self.min, self.max, self.step)))


def _sequence(cls, kind):
    nth = cls.nth

    def item(self, index):
        if isinstance(index, slice):
            return list(self)[index]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(f"item {index} of {len(self)}")
        return _owned(nth(self, place))

    constructor(cls, lambda items=(): _value(kind(items)).get_boxed() or cls.new())
    spelled(cls, lambda self: Weir.value_serialize(GObject.Value(cls.__gtype__, self)))
    put(cls, __len__=lambda self: self.length(), __getitem__=item, nth=item,
        __iter__=lambda self: (item(self, n) for n in range(self.length())),
        __eq__=lambda self, other: isinstance(other, (cls, kind)) and list(self) == list(other),
        __hash__=lambda self: hash(tuple(self)))


_sequence(Weir.ValueList, list)
_sequence(Weir.ValueArray, tuple)


# Structures, caps, tags

def _structure(name, /, **fields):
    if isinstance(name, Weir.Structure):
        whole = name.copy()
    elif "," in name or ";" in name or "=" in name:
        whole = Weir.Structure.new_from_string(name)
    else:
        whole = Weir.Structure.new_empty(name)
    if whole is None:
        raise TypeError(f"not a structure: {name}")
    for field, value in fields.items():
        whole.set_value(field, value)
    return whole


def _structure_item(self, name):
    if not self.has_field(name):
        raise KeyError(name)
    return self.get_value(name)


_get_field = Weir.Structure.get_value
_set_field = Weir.Structure.set_value
_set_caps_field = Weir.Caps.set_value


def _fields(self):
    return [self.nth_field_name(n) for n in range(self.n_fields())]


def _mapping(cls, names, item):
    put(cls, __getitem__=item, __iter__=lambda self: iter(names(self)),
        __len__=lambda self: len(names(self)), __contains__=lambda self, name: name in names(self),
        keys=names, values=lambda self: [item(self, name) for name in names(self)],
        items=lambda self: [(name, item(self, name)) for name in names(self)],
        get=lambda self, name, default=None: item(self, name) if name in names(self) else default)
    spelled(cls, lambda self: self.to_string())


constructor(Weir.Structure, _structure)
_mapping(Weir.Structure, _fields, _structure_item)
put(Weir.Structure, __bool__=lambda self: True,
    __eq__=lambda self, other: isinstance(other, Weir.Structure) and self.is_equal(other),
    __hash__=lambda self: hash(self.get_name()),
    get_value=lambda self, name: _owned(_get_field(self, name)),
    set_value=lambda self, name, value: _set_field(self, name, _value(value)),
    __setitem__=lambda self, name, value: _set_field(self, name, _value(value)),
    __delitem__=lambda self, name: self.remove_field(name))


def _caps(*parts):
    if len(parts) == 1 and isinstance(parts[0], Weir.Caps):
        return parts[0].copy()
    if len(parts) == 1 and isinstance(parts[0], str):
        whole = Weir.Caps.from_string(parts[0])
        if whole is None:
            raise TypeError(f"not caps: {parts[0]}")
        return whole
    whole = Weir.Caps.new_empty()
    for part in parts:
        whole.append_structure(part.copy())
    return whole


def _caps_item(self, index):
    place = index + len(self) if index < 0 else index
    if not 0 <= place < len(self):
        raise IndexError(f"structure {index} of {len(self)}")
    return self.get_structure(place)


constructor(Weir.Caps, _caps)
spelled(Weir.Caps, lambda self: self.to_string())
put(Weir.Caps, __len__=lambda self: self.get_size(), __getitem__=_caps_item,
    __bool__=lambda self: not self.is_empty(),
    __iter__=lambda self: (self.get_structure(n) for n in range(self.get_size())),
    __eq__=lambda self, other: isinstance(other, Weir.Caps) and self.is_equal(other),
    __hash__=lambda self: hash(tuple(one.get_name() for one in self)),
    set_value=lambda self, name, value: _set_caps_field(self, name, _value(value)))
spelled(Weir.CapsFeatures, lambda self: self.to_string())


def _tag(self, name):
    count = self.get_tag_size(name)
    if count == 0:
        raise KeyError(name)
    values = [_owned(self.get_value_index(name, n)) for n in range(count)]
    return values[0] if count == 1 else values


_mapping(Weir.TagList, lambda self: [self.nth_tag_name(n) for n in range(self.n_tags())], _tag)


# Bytes

class _Mapped(tuple):
    """What map () returns: `ok, info = ...`, and `with ... as info`."""

    def __new__(cls, owner, answer):
        self = tuple.__new__(cls, answer)
        self.owner = owner
        return self

    def __enter__(self):
        if not self[0]:
            raise MapError("this can't be mapped like that: to write, nobody else may hold it")
        return self[1]

    def __exit__(self, *_):
        self.owner.unmap(self[1])


def _map_data(self):
    """The mapped bytes, writable if mapped to write. They stay where they are while a view lives."""
    if self.size == 0:
        return memoryview(b"")
    view = (ctypes.c_ubyte * self.size).from_address(self.get_address())
    view.memory = self.memory
    view = memoryview(view).cast("B")
    return view if self.flags & Weir.MapFlags.WRITE else view.toreadonly()


def _maps(method):
    return lambda self, *args: _Mapped(self, method(self, *args))


Weir.MapInfo.data = property(_map_data)
put(Weir.Buffer, map=_maps(Weir.Buffer.map), map_range=_maps(Weir.Buffer.map_range),
    __len__=lambda self: self.get_size(), __bool__=lambda self: True)
put(Weir.Memory, map=_maps(Weir.Memory.map))


class _Holder:
    """Keeps a buffer mapped for as long as an array looks at it."""

    def __init__(self, buffer, writable):
        self.buffer = buffer
        flags = Weir.MAP_READWRITE if writable else Weir.MapFlags.READ
        self.ok, self.info = buffer.map(flags)
        if not self.ok:
            raise MapError("the buffer can't be mapped" + (
                " to write, others hold it too: take a copy of the array" if writable else ""))

    def array(self, offset, shape, strides, typestr):
        import numpy
        last = offset + sum((n - 1) * step for n, step in zip(shape, strides)) + int(typestr[2:])
        if 0 in shape:
            return numpy.empty(shape, typestr)
        if last > self.info.size:
            raise ValueError(f"the buffer has {self.info.size} bytes, its caps need {last}")
        view = _View()
        view.holder = self
        view.__array_interface__ = {
            "version": 3, "shape": shape, "strides": strides, "typestr": typestr,
            "data": (self.info.get_address() + offset,
                     not self.info.flags & Weir.MapFlags.WRITE)}
        return numpy.asarray(view)

    def __del__(self):
        if getattr(self, "ok", False):
            self.buffer.unmap(self.info)


class _View:
    pass


def _video_layout(caps, buffer):
    info = Weir.VideoInfo.new_from_caps(caps)
    facts = info.finfo
    meta = buffer.get_video_meta()
    offset, stride = (meta or info).offset, (meta or info).stride
    width, little = -(-facts.bits // 8), facts.flags & Weir.VideoFormatFlags.LE
    typestr = "|u1" if width == 1 else f"{'<' if little else '>'}u{width}"
    for plane in range(facts.n_planes):
        parts = [n for n in range(facts.n_components) if facts.plane[n] == plane]
        step = min(facts.pixel_stride[n] for n in parts)
        if step == 0 or facts.flags & Weir.VideoFormatFlags.COMPLEX:
            raise ValueError(f"{facts.name} has pixels that share bytes, which no array can show: "
                             "put videoconvert and another format before the sink")
        rows = info.get_plane_height(plane)
        shift = min(facts.w_sub[n] for n in parts)
        columns = (info.width + (1 << shift) - 1) >> shift
        depth = (step // width,) if step != width else ()
        yield (offset[plane], (rows, columns) + depth,
               (stride[plane], step) + ((width,) if depth else ()), typestr)


def _audio_layout(caps, buffer):
    info = Weir.AudioInfo.new_from_caps(caps)
    facts = info.finfo
    width = facts.width // 8
    if width not in (1, 2, 4, 8):
        raise ValueError(f"{facts.name} has {width} bytes a sample, which no array can show: "
                         "put audioconvert and another format before the sink")
    kind = "f" if facts.flags & Weir.AudioFormatFlags.FLOAT else (
        "i" if facts.flags & Weir.AudioFormatFlags.SIGNED else "u")
    typestr = f"{'>' if facts.name.endswith('BE') else '<' if width > 1 else '|'}{kind}{width}"
    frames = buffer.get_size() // info.bpf
    steps = (info.bpf, width)
    if info.layout == Weir.AudioLayout.NON_INTERLEAVED:
        steps = (width, frames * width)
    yield 0, (frames, info.channels), steps, typestr


def _layout(sample):
    caps, buffer = sample.get_caps(), sample.get_buffer()
    if buffer is None:
        raise ValueError("the sample holds no buffer")
    name = caps[0].get_name() if caps else None
    reader = {"video/x-raw": _video_layout, "audio/x-raw": _audio_layout}.get(name)
    if reader is None:
        return buffer, [(0, (buffer.get_size(),), (1,), "|u1")]
    return buffer, list(reader(caps, buffer))


def _planes(self, writable=False):
    """An array for each plane of the picture, without copying; one array for all else."""
    buffer, layout = _layout(self)
    holder = _Holder(buffer, writable)
    return tuple(holder.array(*plane) for plane in layout)


def _array(self, writable=False):
    """The frame as a numpy array, without copying: (rows, columns, channels), (frames, channels) for
    sound, bytes for what isn't raw. Planes that follow each other come as rows of one array."""
    buffer, layout = _layout(self)
    offset, shape, strides, typestr = layout[0]
    end = offset
    for at, plane, steps, _ in layout:
        if at != end:
            raise ValueError("the picture's planes lie apart: use planes ()")
        end += plane[0] * steps[0]
    if len(layout) > 1:
        if (end - offset) % strides[0] or strides[0] != shape[1] * strides[1]:
            raise ValueError("the picture's planes don't make whole rows: use planes ()")
        shape = ((end - offset) // strides[0], shape[1])
    return _Holder(buffer, writable).array(offset, shape, strides, typestr)


put(Weir.Sample, array=_array, planes=_planes)


def _as_laid_out(array, caps):
    """The array with rows as long as the caps say that they are in memory."""
    import numpy
    array = numpy.ascontiguousarray(array)
    if not caps or not caps.is_fixed() or caps[0].get_name() != "video/x-raw":
        return array
    info = Weir.VideoInfo.new_from_caps(caps)
    rows = array.reshape(info.height, -1).view("u1") if info.finfo.n_planes == 1 else None
    if rows is not None and rows.shape[1] < info.stride[0]:
        array = numpy.zeros((info.height, info.stride[0]), "u1")
        array[:, :rows.shape[1]] = rows
    if array.nbytes != info.size:
        raise ValueError(f"the array has {array.nbytes} bytes, a frame of {caps} has {info.size}")
    return array


def _buffer_of(array):
    """A buffer of an array's bytes, without copying. The array must not be changed any more."""
    return Weir.Buffer.new_for_address(array.ctypes.data, array.nbytes, Weir.MemoryFlags.READONLY,
                                       lambda kept: None, array)


def _push_array(self, array, pts=None, duration=None):
    """Gives an appsrc a frame, without copying it if its rows lie as the caps say."""
    buffer = _buffer_of(_as_laid_out(array, self.get_property("caps")))
    if pts is not None:
        buffer.pts = pts
    if duration is not None:
        buffer.duration = duration
    return self.emit("push-buffer", buffer)


# Objects

def _container(add, error):
    def many(self, *things):
        for thing in things:
            if not add(self, thing):
                raise error(thing)
        return True
    return many


def _link_many(*elements):
    for src, sink in zip(elements, elements[1:]):
        if not src.link(sink):
            raise LinkError(f"{src.get_name()} can't be linked to {sink.get_name()}")
    return True


def _unlink_many(*elements):
    for src, sink in zip(elements, elements[1:]):
        src.unlink(sink)


def _pad_link(self, sink, _link=Weir.Pad.link):
    answer = _link(self, sink)
    if answer != Weir.PadLinkReturn.OK:
        raise LinkError(answer)
    return answer


def _action(self, name):
    """element.pull_sample (): action signals are methods."""
    signal = name.replace("_", "-")
    query = None if name.startswith("__") else GObject.signal_query(signal, type(self))
    if not query or not query.signal_flags & GObject.SignalFlags.ACTION:
        raise AttributeError(f"'{type(self).__name__}' of Weir has no attribute '{name}'")
    return lambda *args: self.emit(signal, *args)


def _samples(self):
    if not GObject.signal_query("pull-sample", type(self)):
        raise TypeError(f"{self.get_name()} gives no samples")
    return iter(lambda: self.emit("pull-sample"), None)


async def _state(self, state, timeout=None):
    """Sets the state and waits until it is reached, or raises."""
    loop = asyncio.get_running_loop()
    end = None if timeout is None else loop.time() + timeout
    answer = self.set_state(state)
    while answer == Weir.StateChangeReturn.ASYNC:
        if end is not None and loop.time() > end:
            raise asyncio.TimeoutError
        answer = (await loop.run_in_executor(None, self.get_state, Weir.SECOND // 10))[0]
    if answer == Weir.StateChangeReturn.FAILURE:
        raise RuntimeError(f"{self.get_path_string()} can't go to {state.value_nick}: its bus says why")
    return answer


async def _messages(self):
    """async for message in bus"""
    loop = asyncio.get_running_loop()
    descriptor = os.dup(self.get_pollfd().fd)
    try:
        while True:
            message = self.pop()
            if message is not None:
                yield message
                continue
            ready = loop.create_future()
            loop.add_reader(descriptor, lambda: ready.done() or ready.set_result(None))
            try:
                await ready
            finally:
                loop.remove_reader(descriptor)
    finally:
        os.close(descriptor)


def _items(self):
    while True:
        result, item = self.next()
        if result == Weir.IteratorResult.DONE:
            return
        if result != Weir.IteratorResult.OK:
            raise IteratorError(result)
        yield item


def _named(cls):
    """Makes cls (name) work, also from subclasses in Python."""
    def begin(self, name=None, **kwargs):
        GObject.Object.__init__(self, **(kwargs if name is None else dict(kwargs, name=name)))
    put(cls, __init__=begin)


def _ghost_pad(name, target=None, direction=None):
    if target is not None:
        return Weir.GhostPad.new(name, target)
    return Weir.GhostPad.new_no_target(name, direction)


constructor(Weir.GhostPad, _ghost_pad)
_named(Weir.Bin)
put(Weir.Object, name=property(lambda self: self.get_name(), lambda self, name: self.set_name(name)),
    parent=property(lambda self: self.get_parent()))
put(Weir.Element, link_many=staticmethod(_link_many), unlink_many=staticmethod(_unlink_many),
    get_request_pad=Weir.Element.request_pad_simple,
    state=_state, push_array=_push_array, __getattr__=_action, __iter__=_samples,
    pads=property(lambda self: list(self.iterate_pads())),
    srcpads=property(lambda self: list(self.iterate_src_pads())),
    sinkpads=property(lambda self: list(self.iterate_sink_pads())))
put(Weir.Bin, add=_container(Weir.Bin.add, AddError),
    remove=_container(Weir.Bin.remove, AddError),
    children=property(lambda self: list(self.iterate_elements())))
put(Weir.Pad, link=_pad_link, direction=property(lambda self: self.get_direction()))
put(Weir.PadTemplate, **{name: property(getattr(Weir.PadTemplate, "get_" + name))
                         for name in ("name_template", "direction", "presence")})
put(Weir.Iterator, __iter__=_items)
put(Weir.Bus, __aiter__=_messages)
put(Weir.ElementFactory, get_longname=lambda self: self.get_metadata("long-name"),
    get_description=lambda self: self.get_metadata("description"),
    get_klass=lambda self: self.get_metadata("klass"))
