# A test picture that is switched over the web: /?i=1 shows the ball, anything else shows snow.
import sys
import threading

import cherrypy
import gi

gi.require_version("Gst", "1.0")
from gi.repository import Gst


class Video(threading.Thread):
    def __init__(self):
        threading.Thread.__init__(self)
        self.ready = threading.Event()

    def run(self):
        Gst.init(None)

        self.pipeline = Gst.Pipeline.new("hello")

        self.src = Gst.ElementFactory.make("videotestsrc", "src")
        self.sink = Gst.ElementFactory.make("autovideosink", "sink")
        if not self.src or not self.sink:
            print("an element could not be made", file=sys.stderr)
            return

        self.src.set_property("pattern", "snow")

        self.pipeline.add(self.src)
        self.pipeline.add(self.sink)
        self.src.link(self.sink)

        # either may say ASYNC, nobody waits for it
        print("paused:", self.pipeline.set_state(Gst.State.PAUSED).value_nick)
        print("playing:", self.pipeline.set_state(Gst.State.PLAYING).value_nick)
        sys.stdout.flush()
        self.ready.set()
        # and here this thread ends


class Switch:
    def __init__(self, video):
        self.video = video
        self.i = 0

    @cherrypy.expose
    def index(self, i=0):
        self.i = int(i)
        if self.i == 1:
            self.video.src.set_property("pattern", "ball")
        else:
            self.video.src.set_property("pattern", "snow")
        return "pattern is now %s\n" % self.video.src.get_property("pattern").value_nick


if __name__ == "__main__":
    video = Video()
    video.start()
    video.ready.wait(10)
    cherrypy.config.update({"log.screen": False, "server.socket_host": "127.0.0.1"})
    cherrypy.quickstart(Switch(video))
