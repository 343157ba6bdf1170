# SPDX-License-Identifier: MIT
"""The introspected library, and what the parts of its overrides use to add to it."""
from gi.module import get_introspection_module

Weir = get_introspection_module("Weir")


def put(cls, **members):
    for name, member in members.items():
        setattr(cls, name, member)


def constructor(cls, new):
    """Lets cls (...) be what new (...) returns."""
    put(cls, __new__=lambda cls_, /, *args, **kwargs: new(*args, **kwargs),
        __init__=lambda self, /, *args, **kwargs: None)


def spelled(cls, text):
    put(cls, __str__=text, __repr__=lambda self: f"<Weir.{type(self).__name__} {text(self)}>")
