import os
os.environ["GST_DEBUG_DUMP_DOT_DIR"] = "."

import cv2
import gi
import traceback

gi.require_version('Gst', '1.0')
from gi.repository import Gst, GLib

Gst.init(None)

print("opencv", cv2.__version__)

pipeline = Gst.parse_launch(
    "videotestsrc name=src num-buffers=100 ! "
    "video/x-raw,width=640,height=480 ! "
    "autovideosink name=sink"
)

# what did I build?  dot -Tpng debug_pipe.dot -o p.png
Gst.debug_bin_to_dot_file(pipeline, Gst.DebugGraphDetails.ALL, "debug_pipe")

pipeline.set_state(Gst.State.READY)
pipeline.set_state(Gst.State.PLAYING)

loop = GLib.MainLoop()
try:
    loop.run()
except KeyboardInterrupt:
    print("stopping")
except Exception:
    traceback.print_exc()
finally:
    pipeline.set_state(Gst.State.NULL)
