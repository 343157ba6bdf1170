#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Gives the introspection data of Weir a second name.

  make-alias.py Weir-1.0.gir NAMESPACE OUTPUT

Gst gets everything; the others get what begins with their word (GstVideo: VideoInfo, video_...), and
speak of the rest as Gst's. The C names stay: it is the same library.
"""
import re
import sys
import xml.etree.ElementTree as tree

CORE = "{http://www.gtk.org/introspection/core/1.0}"
C = "{http://www.gtk.org/introspection/c/1.0}"
SPACES = {"": CORE, "c": C, "glib": "{http://www.gtk.org/introspection/glib/1.0}"}
BEGINNINGS = {"GstApp": ("App",), "GstAudio": ("Audio", "audio_", "AUDIO_"), "GstBase": ("Base",),
              "GstPbutils": ("Discoverer",), "GstTag": ("TagDemux",),
              "GstVideo": ("Video", "video_", "VIDEO_")}


def qualify(node, own, known):
    """Names of types that stay behind are Gst's now."""
    for part in node.iter():
        if part.tag in (CORE + "type", CORE + "implements", CORE + "prerequisite"):
            if part.get("name") in known and part.get("name") not in own:
                part.set("name", "Gst." + part.get("name"))
        if part.get("parent") in known and part.get("parent") not in own:
            part.set("parent", "Gst." + part.get("parent"))


def main(source, namespace, output):
    if namespace == "Gst":
        with open(source) as text:
            whole, count = re.subn(r'(<namespace name=)"Weir"', r'\1"Gst"', text.read())
        if count != 1:
            return f"{source}: {count} namespaces of that name"
        with open(output, "w") as text:
            text.write(whole)
        return 0
    for prefix, uri in SPACES.items():
        tree.register_namespace(prefix, uri[1:-1])
    document = tree.parse(source)
    root = document.getroot()
    space = root.find(CORE + "namespace")
    known = {node.get("name") for node in space if node.get("name")}
    for node in list(space):
        if not (node.get("name") or "").startswith(BEGINNINGS[namespace]):
            space.remove(node)
    own = {node.get("name") for node in space}
    qualify(space, own, known)
    space.set("name", namespace)
    include = tree.Element(CORE + "include", {"name": "Gst", "version": "1.0"})
    root.insert(0, include)
    document.write(output, encoding="unicode", xml_declaration=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
