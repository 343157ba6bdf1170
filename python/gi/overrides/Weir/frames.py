# SPDX-License-Identifier: MIT
"""Bytes: mapped, and as the arrays of numpy that pictures and sound are."""
import ctypes
import fractions

from .base import Weir, put


# (The constant of the library has the type of an enum, which bindings read as 0.)
MAP_READWRITE = Weir.MapFlags.READ | Weir.MapFlags.WRITE


class MapError(Exception):
    pass


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
put(Weir.Memory, map=_maps(Weir.Memory.map), **{name: property(lambda self, n=n: self.get_sizes()[n])
                                                for n, name in enumerate(("size", "offset", "maxsize"))})


class _Holder:
    """Keeps a buffer mapped for as long as an array looks at it."""

    def __init__(self, buffer, writable):
        self.buffer = buffer
        flags = MAP_READWRITE if writable else Weir.MapFlags.READ
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


def _layout(caps, buffer):
    if buffer is None:
        raise ValueError("the sample holds no buffer")
    name = caps[0].get_name() if caps else None
    reader = {"video/x-raw": _video_layout, "audio/x-raw": _audio_layout}.get(name)
    return list(reader(caps, buffer)) if reader else [(0, (buffer.get_size(),), (1,), "|u1")]


def _planes(self, writable=False):
    """An array for each plane of the picture, without copying; one array for all else."""
    buffer = self.get_buffer()
    holder = _Holder(buffer, writable)
    return tuple(holder.array(*plane) for plane in _layout(self.get_caps(), buffer))


def _array(self, writable=False):
    """The frame as a numpy array, without copying: (rows, columns, channels), (frames, channels) for
    sound, bytes for what isn't raw. Planes that follow each other come as rows of one array."""
    return frame_of(self.get_caps(), self.get_buffer(), writable)


def frame_of(caps, buffer, writable):
    layout = _layout(caps, buffer)
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


def rooms_of(caps):
    """Bytes of a frame of these caps, and how long it is shown, in ns (a fraction), or None."""
    if caps[0].get_name() != "video/x-raw":
        raise ValueError(f"frames of {caps} have no size: implement do_create () in place of do_fill_frame ()")
    info = Weir.VideoInfo.new_from_caps(caps)
    return info.size, fractions.Fraction(info.fps_d * Weir.SECOND, info.fps_n) if info.fps_n else None


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


put(Weir.Element, push_array=_push_array)
