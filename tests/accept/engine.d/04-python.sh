# SPDX-License-Identifier: MIT
# Promise 4: the first users' two Python programs, and what they stand on. Sourced by engine.sh.

first_driver=("$python" "$top/tests/python/first/check.py" --shots "$shared/shots")
first_more=()
[ -z "${WEIR_FIRST:-}" ] || read -ra first_more <<<"$WEIR_FIRST"
checks_of 120 '4.1.1 4.1.2 4.1.3 4.1.4 4.1.5 4.1.6 4.1.7' \
  "${first_driver[@]}" --only 1 "${first_more[@]}"
checks_of 120 '4.2.1 4.2.2 4.2.3 4.2.4 4.2.5 4.2.6 4.2.7 4.2.8 4.2.9 4.2.10 4.2.11' \
  "${first_driver[@]}" --only 2 "${first_more[@]}"

gst_env () { run "$1" 60 "${weir[@]}" gst-env "${@:2}"; }

gir_is_whole () {
  local gir
  gir=$(find "$build" -name Weir-1.0.gir | head -n 1)
  [ -n "$gir" ] || { why "no Weir-1.0.gir in the build tree"; return 1; }
  run 0 60 "$python" - "$top" "$gir" <<'PY' || return 1
# Every exported function of the headers that users include is in the GIR, and introspectable but for
# those that say (skip).
import os, re, sys
import xml.etree.ElementTree as tree
top, gir = sys.argv[1:]
nodes = list (tree.parse (gir).iter ())
known = {node.get ("{http://www.gtk.org/introspection/c/1.0}identifier"): node.get ("introspectable")
         for node in nodes if node.tag.rpartition ("}")[2] in ("function", "method", "constructor")}
known.update ((node.get ("{http://www.gtk.org/introspection/glib/1.0}get-type"), None) for node in nodes)
def follow (path, seen):
    full = os.path.join (top, path)
    if full in seen or not os.path.exists (full): return
    seen.add (full)
    for name in re.findall (r"#include <(weir/[^>]+)>", open (full).read ()): follow (name, seen)
seen = set ()
follow ("weir/weir.h", seen)
lacking, total = [], 0
for path in sorted (seen):
    text = re.sub (r"/\*.*?\*/", "", open (path).read (), flags=re.S)
    for name in re.findall (r"WEIR_API[^;{]*?\b(weir_\w+)\s*\(", text):
        total += 1
        if name not in known: lacking.append (name)
hidden = [name for name in known if name and known[name] == "0"]
print (f"{total} functions in {len (seen)} headers, {len (lacking)} not in the GIR: {lacking[:8]}")
sys.exit (1 if lacking or total < 200 else 0)
PY
}

alias_and_weir () {
  gst_env 0 $python -c '
import gi
gi.require_version ("Gst", "1.0")
gi.require_version ("Weir", "1.0")
from gi.repository import Gst, Weir, GLib
Gst.init (None)
assert Gst.Pipeline.new ("a").__gtype__ == Weir.Pipeline.new ("b").__gtype__
assert isinstance (Gst.parse_launch ("videotestsrc ! fakesink"), Weir.Pipeline)
assert Gst.version ()[:3] == (1, 22, 0), Gst.version ()
assert Weir.version ()[:2] != (1, 22)
print ("same classes")' && says 'same classes'
}
alias_hook () {
  gst_env 0 $python -c '
import gi
gi.require_version ("Gst", "1.0")
from gi.repository import Gst
try:
    gi.require_version ("GstRtspServer", "1.0")
    from gi.repository import GstRtspServer
except (ImportError, ValueError) as error:
    print ("refused:", error)
else:
    print ("loaded")' && says 'refused:.*GstRtspServer'
}
alias_hook_real () {
  # A namespace whose typelib Debian has installed beside ours.
  gst_env 0 $python -c '
import gi
from gi.repository import Gst
try:
    from gi.repository import GstGL
except ImportError as error:
    print ("refused:", error)
else:
    print ("loaded")' && says 'refused:.*GstGL'
}
alias_attribute () {
  gst_env 0 $python -c '
import gi
gi.require_version ("Gst", "1.0")
from gi.repository import Gst
try:
    Gst.DeviceMonitor
except AttributeError as error:
    print (error)' && says 'DeviceMonitor' 'weir'
}
alias_real_overrides () {
  dpkg-query -W -f '${db:Status-Status}' python3-gst-1.0 python3-opencv | grep -qx installedinstalled ||
    { why "python3-gst-1.0 and python3-opencv are not installed"; return 1; }
  gst_env 0 $python -c '
import cv2, gi, sys
gi.require_version ("Gst", "1.0")
from gi.repository import Gst
Gst.init (None)
p = Gst.Pipeline.new ()
a, b = Gst.ElementFactory.make ("videotestsrc"), Gst.ElementFactory.make ("fakesink")
p.add (a, b)                 # an override: several at once
a.link (b)
assert str (Gst.Fraction (30, 1)) == "30/1"
assert Gst.Caps.from_string ("video/x-raw,width=640")[0]["width"] == 640
maps = open ("/proc/self/maps").read ()
assert "libweir-1.0" in maps
assert any ("weir" in (getattr (m, "__file__", "") or "").lower () or "main/python" in (getattr (m, "__file__", "") or "")
            for n, m in sys.modules.items () if n.startswith ("gi.overrides.")), "no overrides of ours"
import gi.overrides
assert type (p).__gtype__.name.startswith ("Weir"), type (p).__gtype__.name
print ("fine")' && says '^fine'
}
alias_bad_interpreter () {
  mkdir bin && printf '#!/bin/sh\necho "no module named gi" >&2\nexit 1\n' >bin/python3 && chmod +x bin/python3
  gst_env 2 "$PWD/bin/python3" x.py && says "$PWD/bin/python3" '/usr/bin/python3 x.py'
}
alias_compiled () { gst_env '1 2' /bin/true && says 'introspection|compiled|python'; }
alias_filtered () {
  gst_env 0 $python -c '
import gi
gi.require_version ("Gst", "1.0")
from gi.repository import Gst
Gst.init (None)
p = Gst.Pipeline.new ()
names = ("videotestsrc", "jpegenc", "appsink")
source, encoder, sink = (Gst.ElementFactory.make (name) for name in names)
for one in (source, encoder, sink): p.add (one)
source.set_property ("num-buffers", 3)
assert source.link (encoder)
assert encoder.link_filtered (sink, Gst.caps_from_string ("image/jpeg,width=640,height=480,framerate=30/1"))
p.set_state (Gst.State.PLAYING)
n = 0
while True:
    sample = sink.emit ("pull-sample")
    if sample is None: break
    ok, info = sample.get_buffer ().map (Gst.MapFlags.READ)
    assert ok and info.data[:2] == b"\xff\xd8"
    sample.get_buffer ().unmap (info)
    assert sample.get_caps ()[0]["width"] == 640
    n += 1
p.set_state (Gst.State.NULL)
print ("pictures:", n)' && says 'pictures: 3'
}

check 4.3.1 120 'the GIR has the whole public API' gir_is_whole
check 4.3.2 60 'the alias: Gst and Weir imported together are the same classes' alias_and_weir
check 4.3.3 60 'the import hook refuses a namespace that is not there, by name' alias_hook
check 4.3.4 60 'also one whose real typelib may be installed' alias_hook_real
check 4.3.5 60 'an attribute that Weir does not have says so' alias_attribute
check 4.3.6 60 "with Debian's real python3-gst-1.0 and python3-opencv on the machine" alias_real_overrides
check 4.3.7 60 'an interpreter without gi: 2, its path, and the line to use' alias_bad_interpreter
check 4.3.8 60 'a compiled program gets a sentence' alias_compiled
check 4.3.9 60 'link_filtered with JPEG caps into an appsink' alias_filtered
