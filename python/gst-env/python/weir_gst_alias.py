# SPDX-License-Identifier: MIT
"""The second name: gives Weir to programs that import Gst.

Environment variables can't do this: an override of Gst that is installed for the whole system wins
over a typelib of ours. So the import is taken over before gi sees it. `gi.repository.Gst` becomes a
module that looks its names up in `gi.repository.Weir`; thus both have the same classes, by
construction, and each call goes through one set of overrides.
"""
import importlib.abc
import importlib.util
import sys
import types

GST_VERSION = (1, 22, 0, 0)
DIFFERENCES = "docs/gst-differences.md"

# Namespaces whose names Weir has in one: what they begin with there, and the elements that they have
# classes for.
ALIASES = {
    "Gst": ((), {}),
    "GstApp": (("App",), {"AppSink": "appsink", "AppSrc": "appsrc"}),
    "GstAudio": (("Audio", "audio_", "AUDIO_"), {}),
    "GstBase": (("Transform", "Source", "Sink"), {}),
    "GstPbutils": ((), {}),
    "GstTag": (("Tag", "tag_", "TAG_"), {}),
    "GstVideo": (("Video", "video_", "VIDEO_", "Navigation"), {}),
}


# What the bases of elements are called there. (Their functions have the same names and arguments.)
BASES = {"BaseTransform": "Transform", "BaseSink": "Sink", "BaseSrc": "Source", "PushSrc": "Source"}


def weir():
    import gi
    if gi.get_required_version("Weir") is None:
        gi.require_version("Weir", "1.0")
    from gi.repository import Weir
    return Weir


def version():
    return GST_VERSION


def version_string():
    return "GStreamer %d.%d.%d as %s" % (*GST_VERSION[:3], weir().version_string())


OWN = {"version": version, "version_string": version_string, "VERSION_MAJOR": GST_VERSION[0],
       "VERSION_MINOR": GST_VERSION[1], "VERSION_MICRO": GST_VERSION[2],
       "VERSION_NANO": GST_VERSION[3]}


class Alias(types.ModuleType):
    """A namespace of that world."""

    def __init__(self, namespace):
        super().__init__("gi.repository." + namespace, "Weir, under the name of " + namespace)
        self._weir, self._namespace, self._version = weir(), namespace, "1.0"
        self._beginnings, self._elements = ALIASES[namespace]
        if namespace == "Gst":
            self.__dict__.update(OWN)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if self._namespace == "GstBase":
            name = BASES.get(name, name)
        if name in self._elements:
            return self._class_of(self._elements[name])
        if self._namespace == "Gst" or name.startswith(self._beginnings):
            try:
                return getattr(self._weir, name)
            except AttributeError:
                pass
        raise AttributeError(f"{self._namespace}.{name} is not part of Weir, which stands here for "
                             f"GStreamer ({DIFFERENCES} says what is not, and why)")

    def _class_of(self, element):
        one = self._weir.ElementFactory.make(element, "of-this-class")
        if one is None:
            raise AttributeError(f"Weir has no element {element}, or is not initialised yet")
        return type(one)

    def __dir__(self):
        names = set(self.__dict__) | set(self._elements)
        return sorted(names | {name for name in dir(self._weir) if not name.startswith("_") and (
            self._namespace == "Gst" or name.startswith(self._beginnings))})


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Stands before gi's own importer and answers for all namespaces of that world."""

    def find_spec(self, fullname, path=None, target=None):
        package, _, name = fullname.rpartition(".")
        if package == "gi.repository" and name.startswith(("Gst", "GES")):
            return importlib.util.spec_from_loader(fullname, self)
        return None

    def create_module(self, spec):
        name = spec.name.rpartition(".")[2]
        if name not in ALIASES:
            raise ImportError(f"{name} is not part of Weir; it can't be mixed with the Gst alias")
        return Alias(name)

    def exec_module(self, module):
        import gi
        namespace = module._namespace
        wanted = gi.get_required_version(namespace)
        if wanted not in (None, "1.0"):
            raise ImportError(f"{namespace} {wanted} is not part of Weir, which has {namespace} 1.0")


def install():
    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, Finder())
