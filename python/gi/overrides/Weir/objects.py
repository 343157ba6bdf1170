# SPDX-License-Identifier: MIT
"""Elements, pads, bins, buses as Python has them."""
import asyncio
import os

from gi.repository import GObject

from .base import Weir, constructor, put


class AddError(Exception):
    pass


class LinkError(Exception):
    pass


class IteratorError(Exception):
    pass


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
    query = None if name.startswith("_") else GObject.signal_query(signal, type(self))
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
    state=_state, __getattr__=_action, __iter__=_samples,
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
