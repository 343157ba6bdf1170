# SPDX-License-Identifier: MIT
"""Values: fractions, ranges, lists, structures, caps, tags."""
import fractions

from gi.repository import GObject

from .base import Weir, constructor, put, spelled


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
