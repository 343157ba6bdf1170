#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes tests/golden/patterns.tsv anew from what GStreamer's videotestsrc paints.

Run by hand where gst-launch-1.0 is installed:  observe-patterns.py BUILD/tests/plugins/pixel-tool > FILE
"""
import subprocess
import sys
import tempfile

STATIC = """smpte black white red green blue checkers-1 checkers-2 checkers-4 checkers-8 circular blink
    smpte75 zone-plate gamut chroma-zone-plate solid-color ball smpte100 bar pinwheel spokes gradient
    colors smpte-rp-219""".split()
FORMATS = """I420 YUY2 NV12 RGB BGRx RGBA AYUV GRAY8 I420_10LE P010_10LE v210 Y42B Y444 UYVY GBR
    RGB16 ARGB64_LE""".split()
# what moves, and what properties change: pattern, properties, number of the frame
MOVING = [
    ('blink', '', 1),
    ('ball', '', 7),
    ('ball', 'flip=true', 60),
    ('ball', 'motion=sweep', 20),
    ('ball', 'motion=hsweep', 150),
    ('zone-plate', 'kx2=20 ky2=20 kt=1', 3),
    ('zone-plate', 'kxy=3 kx=2 ky=5 xoffset=20 yoffset=-9', 0),
    ('zone-plate', 'k0=40 kxt=3 kyt=2 kt2=5', 4),
    ('chroma-zone-plate', 'kx2=2 ky2=1 kt=7', 2),
    ('smpte75', 'horizontal-speed=9', 5),
    ('pinwheel', 'horizontal-speed=-2', 3),
    ('gradient', 'foreground-color=0xff20c040 background-color=0xff602090', 0),
    ('circular', 'foreground-color=0xffe0e000', 0),
    ('solid-color', 'foreground-color=0xff123456', 0),
]


def observe(tool, pattern, props, frame, fmt, width, height):
    with tempfile.NamedTemporaryFile() as f:
        line = (f'videotestsrc num-buffers={frame + 1} pattern={pattern} {props} ! '
                f'video/x-raw,format={fmt},width={width},height={height} ! filesink location={f.name}')
        subprocess.run(['gst-launch-1.0', '-q', *line.split()], check=True, timeout=60)
        raw = f.read()
    size = len(raw) // (frame + 1)
    done = subprocess.run([tool, fmt, str(width), str(height)], input=raw[-size:], check=True,
                          stdout=subprocess.PIPE)
    print(pattern, props or '-', frame, fmt, width, height, done.stdout.decode().strip(), sep='\t')


def main():
    tool = sys.argv[1]
    print('# What GStreamer 1.22 paints at the points of pattern-points.h, by observe-patterns.py.')
    print('# pattern, properties, frame, format, width, height, colours (three components in hex)')
    for fmt in FORMATS:
        for pattern in STATIC:
            observe(tool, pattern, '', 0, fmt, 640, 480)
    for fmt in ('I420', 'BGRx'):
        for pattern in STATIC:
            observe(tool, pattern, '', 0, fmt, 1280, 720)
        for pattern, props, frame in MOVING:
            observe(tool, pattern, props, frame, fmt, 640, 480)


main()
