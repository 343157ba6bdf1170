#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A picture of a pipeline, as text for Graphviz or as Mermaid for a page in Markdown.

    dump-dot.py | dot -Tsvg > pipeline.svg
    dump-dot.py mermaid
"""
import sys

import gi

gi.require_version("Weir", "1.0")
from gi.repository import Weir  # noqa: E402


def main():
    Weir.init(None)
    pipeline = Weir.parse_launch("videotestsrc pattern=ball ! tee name=t ! fakesink  t. ! fakesink")
    pipeline.set_state(Weir.State.PAUSED)
    pipeline.get_state(5 * Weir.SECOND)  # caps are chosen by now
    write = Weir.debug_bin_to_mermaid_data if sys.argv[1:] == ["mermaid"] else Weir.debug_bin_to_dot_data
    print(write(pipeline, Weir.DebugGraphDetails.ALL))
    pipeline.set_state(Weir.State.NULL)


main()
