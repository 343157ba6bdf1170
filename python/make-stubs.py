#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes type stubs of Weir for editors and type checkers, from the typelib and the overrides.

  make-stubs.py OUTPUT     (gi-stubs/repository/Weir.pyi)
"""
import inspect
import keyword
import sys

import gi

gi.require_version("Weir", "1.0")
from gi._gi import CallbackInfo, Direction, FunctionInfo, Repository  # noqa: E402
from gi.repository import Weir  # noqa: E402

PLAIN = {"void": "None", "gboolean": "bool", "utf8": "str", "filename": "str", "gdouble": "float",
         "gfloat": "float", "GType": "GObject.GType", "gunichar": "str", "error": "GLib.Error",
         "glist": "list", "gslist": "list", "array": "list", "ghash": "dict"}
ANSWERS = dict.fromkeys(("__str__", "__repr__"), "str") | dict.fromkeys(
    ("__len__", "__hash__", "__int__", "__index__"), "int") | dict.fromkeys(
    ("__bool__", "__contains__", "__eq__", "__lt__", "__le__", "__gt__", "__ge__"), "bool") | {
    "__init__": "None", "__setitem__": "None", "__delitem__": "None", "__iter__": "_Iterator[Any]",
    "__float__": "float"}
HEAD = '''# Written by make-stubs.py from the typelib and the overrides.
from typing import Any, AsyncIterator, Callable, Iterator as _Iterator, Optional

from gi.repository import Gio, GLib, GModule, GObject

'''


def type_of(info):
    tag = info.get_tag_as_string()
    if tag == "void":
        return "int" if info.is_pointer() else "None"
    if tag == "array":
        item = info.get_param_type(0)
        return "bytes" if item.get_tag_as_string() == "guint8" else f"list[{type_of(item)}]"
    if tag in ("glist", "gslist"):
        return f"list[{type_of(info.get_param_type(0))}]"
    if tag != "interface":
        return PLAIN.get(tag, "int")
    target = info.get_interface()
    if isinstance(target, CallbackInfo):
        return "Callable[..., Any]"
    name, space = target.get_name(), target.get_namespace()
    if space == "Weir":
        return f'"{name}"'
    return "Any" if (space, name) == ("GObject", "Value") else f"{space}.{name}"


def optional(text, may_be_none):
    return f"Optional[{text}]" if may_be_none and text not in ("Any", "None") else text


def word(name):
    return name + "_" if keyword.iskeyword(name) else name


def signature(info):
    """What Python gives and gets: arguments in, and the return value with the arguments out."""
    arguments = info.get_arguments()
    hidden = set()
    for one in arguments:
        hidden |= {one.get_closure(), one.get_destroy()} if isinstance(
            one.get_type().get_tag_as_string() == "interface" and one.get_type().get_interface(),
            CallbackInfo) else set()
        if one.get_type().get_tag_as_string() == "array":
            hidden.add(one.get_type().get_array_length())
    if info.get_return_type().get_tag_as_string() == "array":
        hidden.add(info.get_return_type().get_array_length())
    given, got = [], []
    result = optional(type_of(info.get_return_type()), info.may_return_null())
    if result != "None" and not info.skip_return():
        got.append(result)
    for place, one in enumerate(arguments):
        if place in hidden:
            continue
        kind = optional(type_of(one.get_type()), one.may_be_null())
        if one.get_direction() != Direction.OUT:
            given.append([word(one.get_name()), kind, one.may_be_null()])
        if one.get_direction() != Direction.IN:
            got.append(kind)
    for place in range(len(given) - 1, -1, -1):  # what is nullable may be left out, at the end
        if not given[place][2]:
            break
        given[place][1] += " = ..."
    words = [f"{name}: {kind}" for name, kind, _ in given]
    if any(callback == "Callable[..., Any]" for _, callback, _ in given):
        words.append("*user_data: Any")
    answer = got[0] if len(got) == 1 else f"tuple[{', '.join(got)}]" if got else "None"
    return words, answer


def function(name, info, indent="", owner=None):
    words, answer = signature(info)
    before = ""
    if owner is not None and info.is_method():
        words.insert(0, "self")
    elif owner is not None and info.is_constructor():
        before, answer = f"{indent}@classmethod\n", answer.replace('"Element"', f'"{owner}"')
        words.insert(0, "cls")
    elif owner is not None:
        before = f"{indent}@staticmethod\n"
    return f"{before}{indent}def {word(name)}({', '.join(words)}) -> {answer}: ..."


def added(name, thing, indent):
    """What the overrides put there."""
    if isinstance(thing, property):
        return f"{indent}@property\n{indent}def {name}(self) -> Any: ..."
    before = f"{indent}@staticmethod\n" if isinstance(thing, staticmethod) else ""
    thing = getattr(thing, "__func__", thing)
    words = []
    for place, (label, one) in enumerate(inspect.signature(thing).parameters.items()):
        star = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}.get(one.kind, "")
        default = "" if one.default is one.empty else "=..."
        is_self = place == 0 and indent and not before
        if not label.startswith("_"):
            words.append(star + label + ("" if is_self or star else ": Any") + default)
    answer = "AsyncIterator[Any]" if inspect.isasyncgenfunction(thing) else ANSWERS.get(name, "Any")
    way = "async " if inspect.iscoroutinefunction(thing) else ""
    return f"{before}{indent}{way}def {word(name)}({', '.join(words)}) -> {answer}: ..."


def members(name, info, cls):
    lines, seen = [], set()
    own = {key: thing for key, thing in vars(cls).items()
           if isinstance(getattr(thing, "fget", thing), FunctionInfo)
           or inspect.isfunction(getattr(thing, "fget", getattr(thing, "__func__", thing)))}
    own = {key: thing for key, thing in own.items() if not isinstance(thing, FunctionInfo)}
    for value in getattr(info, "get_values", lambda: ())():
        label = value.get_name_unescaped().upper()
        if label.isidentifier():  # the others are reached by getattr ()
            lines.append(f'    {word(label)}: "{name}"')
        seen.add(value.get_name())
    for one in getattr(info, "get_fields", lambda: ())():
        if one.get_name() not in own and not one.get_name().startswith(("priv", "parent_instance", "mini")):
            if one.get_type().get_tag_as_string() != "interface" or not isinstance(
                    one.get_type().get_interface(), CallbackInfo):
                lines.append(f"    {word(one.get_name())}: {type_of(one.get_type())}")
                seen.add(one.get_name())
    for one in getattr(info, "get_methods", lambda: ())():
        if one.get_name() not in own and one.get_name() not in seen:
            lines.append(function(one.get_name(), one, "    ", name))
    if own.pop("__new__", None):
        own.pop("__init__")
        lines.append(f'    def __new__(cls, *args: Any, **kwargs: Any) -> "{name}": ...')
    return lines + [added(key, thing, "    ") for key, thing in own.items()]


def base_of(info, cls):
    for base in cls.__mro__[1:]:
        if base.__module__.startswith(("gi.repository.Weir", "gi.overrides.Weir")):
            return base.__name__
    kind = type(info).__name__
    if kind == "EnumInfo":
        return "GObject.GFlags" if info.is_flags() else "GObject.GEnum"
    return {"ObjectInfo": "GObject.InitiallyUnowned", "InterfaceInfo": "GObject.GInterface"}.get(
        kind, "GObject.GBoxed")


def main(output):
    lines = []
    for info in Repository.get_default().get_infos("Weir"):
        name, kind = info.get_name(), type(info).__name__
        if kind == "FunctionInfo":
            lines.append(added(name, getattr(Weir, name), "") if inspect.isfunction(getattr(Weir, name))
                         else function(name, info))
        elif kind == "ConstantInfo":
            lines.append(f"{name}: {type(info.get_value()).__name__}")
        elif kind in ("ObjectInfo", "InterfaceInfo", "StructInfo", "EnumInfo"):
            if not name.endswith(("Class", "Private", "Interface")):
                cls = getattr(Weir, name)
                lines.append(f"\nclass {name}({base_of(info, cls)}):")
                lines.extend(members(name, info, cls) or ["    ..."])
    from gi.overrides import Weir as overrides
    for name in overrides.__all__:
        thing = getattr(overrides, name)
        if inspect.isclass(thing):
            lines.append(f"\nclass {name}({thing.__mro__[1].__name__}): ...")
        elif not hasattr(Weir._introspection_module, name) or name not in "\n".join(lines):
            lines.append(added(name, thing, ""))
    with open(output, "w") as text:
        text.write(HEAD + "\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
