# SPDX-License-Identifier: MIT
"""What Python adds to the introspected library, so that its users write Python.

Nothing is subclassed: methods are put on the introspected classes themselves, so that each of them
is one class, whoever imported it first and under whatever name.
"""
import os
import sys

from .base import Weir
from . import elements, frames, objects, values  # noqa: F401
from .elements import register
from .frames import MAP_READWRITE, MapError
from .objects import AddError, IteratorError, LinkError

__all__ = ["AddError", "IteratorError", "LinkError", "MAP_READWRITE", "MapError", "TIME_ARGS", "info", "init", "register"]

_init = Weir.init


def init(argv=None):
    return _init(argv)


def TIME_ARGS(time):
    if time == Weir.CLOCK_TIME_NONE:
        return "CLOCK_TIME_NONE"
    seconds, rest = divmod(time, Weir.SECOND)
    return "%u:%02u:%02u.%09u" % (seconds // 3600, seconds // 60 % 60, seconds % 60, rest)


def _say(level, text):
    place = sys._getframe(2)
    Weir.log_text("python", level, f"{os.path.basename(place.f_code.co_filename)}:"
                  f"{place.f_lineno}:{place.f_code.co_name}", text)


def _logger(level):
    def log(text):
        """Writes a line about the topic python, if that is wanted (WEIR_DEBUG=python:5)."""
        _say(level, text)
    return log


for _level in ("error", "warning", "fixme", "debug", "log", "trace"):
    globals()[_level] = _logger(getattr(Weir.DebugLevel, _level.upper()))
    __all__.append(_level)


def info(text, *args, **kwargs):
    """With a text alone, writes it as a log line. Else what a class of elements says of itself in `__weir__`:
    info(name, klass, description, example=None, caps="ANY", sink=None, src=None, long_name=None, author="", rank=0)"""
    if args or kwargs:
        return elements.info(text, *args, **kwargs)
    return _say(Weir.DebugLevel.INFO, text)
