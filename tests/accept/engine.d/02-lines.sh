# SPDX-License-Identifier: MIT
# Promise 2: launch lines, and the program's other commands. Sourced by engine.sh.
# Raw video into filesink shows by its size that the caps were what the line says: a frame of I420 has
# width x height x 3 / 2 bytes.

line_display () {
  run 0 30 "$python" "$here/window.py" 640 480 "${weir[@]}" launch \
    videotestsrc num-buffers=100 ! video/x-raw,width=640,height=480 ! autovideosink
}
line_display_pace () { line_display && between "$took" 3.2 6 "seconds for 100 frames at 30 a second"; }

line_no_display () {
  launch videotestsrc num-buffers=100 ! video/x-raw,width=640,height=480 ! autovideosink
}
line_no_display_pace () { line_no_display && between "$took" 3.2 6 "seconds for 100 frames at 30 a second"; }
line_no_display_once () {
  line_no_display && same "$(grep -ciE 'display|screen' out)" 1 "the number of lines that say so"
}

line_tee () {
  launch videotestsrc num-buffers=50 ! tee name=t  t. ! fakesink  t. ! fakesink || return 1
  launch 'videotestsrc num-buffers=50 ! video/x-raw,format=I420,width=64,height=48 ! tee name=t
    t. ! filesink location=a.yuv  t. ! filesink location=b.yuv' &&
    size_is a.yuv 230400 && size_is b.yuv 230400 && cmp a.yuv b.yuv
}

line_audio () { launch audiotestsrc num-buffers=100 ! audioconvert ! autoaudiosink; }
line_audio_pace () { line_audio && between "$took" 1.9 5 "seconds for 100 buffers of 1,024 samples"; }

line_transcode () {
  launch filesrc location="$(camera_file)" ! decodebin name=d \
    d. ! videoconvert ! videoscale ! video/x-raw,width=640,height=360 ! x264enc ! mp4mux name=m ! \
    filesink location="$PWD/o.mp4" \
    d. ! audioconvert ! audioresample ! avenc_aac ! m. || return 1
  same "$(frames_of o.mp4)" "640,360,249" "width, height, frames of the file" &&
    same "$(ffprobe -v error -show_entries stream=codec_name -of csv=p=0 o.mp4 | sort | xargs)" "aac h264" codecs &&
    ffmpeg -v error -xerror -i o.mp4 -f null -
}

small='video/x-raw,format=I420,width=64,height=48'

grammar_properties () {
  launch 'videotestsrc num-buffers=3 pattern=white is-live=false ! identity silent = true !
    video/x-raw,format=GRAY8,width=64,height=48 ! filesink location=a.raw sync=false' || return 1
  size_is a.raw 9216 && same "$(od -An -tu1 -N4 a.raw | xargs)" "235 235 235 235" "white's first pixels" || return 1
  launch 'videotestsrc num-buffers=1 pattern=2 ! video/x-raw,format=GRAY8,width=64,height=48 ! filesink location=b.raw' &&
    same "$(od -An -tu1 -N4 b.raw | xargs)" "16 16 16 16" "pattern=2 (black) has first pixels that"
}
grammar_flags_and_numbers () {
  launch 'videotestsrc num-buffers=2 foreground-color=0xff00ff00 pattern=solid-color !
    video/x-raw,format=RGB,width=64,height=48 ! filesink location=a.raw' &&
    same "$(od -An -tu1 -N3 a.raw | xargs)" "0 255 0" "the first pixel"
}
grammar_caps_types () {
  launch 'videotestsrc num-buffers=2 ! video/x-raw, format=(string)I420, width=(int)64, height=(int)48,
    framerate=(fraction)10/1 ! filesink location=a.yuv' && size_is a.yuv 9216
}
grammar_caps_sets () {
  launch 'videotestsrc num-buffers=1 ! video/x-raw,format={NV12,GRAY8},width=[64,80],height=(int)[48,60] ! identity !
    video/x-raw,width=64,height=48,format=NV12 ! filesink location=a.yuv' && size_is a.yuv 4608
}
grammar_caps_several () {
  launch 'videotestsrc num-buffers=1 ! image/png; video/x-raw,format=I420,width=64,height=48 ! filesink location=a.yuv' &&
    size_is a.yuv 4608
}
grammar_caps_features () {
  launch "videotestsrc num-buffers=1 ! video/x-raw(memory:SystemMemory),format=I420,width=64,height=48 ! filesink location=a.yuv" &&
    size_is a.yuv 4608
}
grammar_caps_features_any () {
  launch "videotestsrc num-buffers=1 ! video/x-raw(ANY),format=I420,width=64,height=48 ! filesink location=a.yuv" &&
    size_is a.yuv 4608
}
grammar_caps_property () {
  launch "videotestsrc num-buffers=1 ! capsfilter caps=\"$small\" ! filesink location=a.yuv" && size_is a.yuv 4608
}
grammar_names () {
  launch "videotestsrc num-buffers=3 name=source  filesink location=a.yuv name=target  source. ! $small ! target." &&
    size_is a.yuv 13824
}
grammar_pads () {
  launch "tee name=t  t.src_0 ! filesink location=a.yuv  t.src_7 ! filesink location=b.yuv
    videotestsrc num-buffers=2 ! $small ! t.sink" && size_is a.yuv 9216 && size_is b.yuv 9216
}
grammar_pads_both () {
  launch "videotestsrc name=v num-buffers=2 ! $small ! identity name=i  filesink name=f location=a.yuv  i.src ! f.sink" &&
    size_is a.yuv 9216
}
grammar_request_sinks () {
  launch "funnel name=f ! filesink location=a.yuv
    videotestsrc num-buffers=2 ! $small ! f.sink_0  videotestsrc num-buffers=3 ! $small ! f.sink_5" &&
    size_is a.yuv 23040
}
grammar_delayed () {
  launch "filesrc location=\"$(camera_file)\" ! decodebin name=d
    d. ! video/x-raw ! videoconvert ! video/x-raw,format=GRAY8 ! filesink location=v.raw
    d. ! audio/x-raw ! audioconvert ! audio/x-raw,format=S16LE ! filesink location=a.raw" || return 1
  size_is v.raw $((249 * 1280 * 720)) &&
    between "$(stat -c %s a.raw)" 1580000 1600000 "bytes of 8.3 s of sound"
}
grammar_delayed_order () {
  launch "filesrc location=\"$(camera_file)\" ! decodebin name=d ! audioconvert ! audio/x-raw,format=S16LE !
    filesink location=a.raw  d. ! videoconvert ! video/x-raw,format=GRAY8 ! fakesink" &&
    between "$(stat -c %s a.raw)" 1580000 1600000 "bytes of 8.3 s of sound"
}
grammar_bins () {
  launch "( videotestsrc num-buffers=2 ! $small ! identity ) ! ( identity ! identity ) ! filesink location=a.yuv" &&
    size_is a.yuv 9216
}
grammar_bins_named () {
  launch "bin.( name=inner videotestsrc num-buffers=2 ! $small ! identity ) ! filesink location=a.yuv" &&
    size_is a.yuv 9216 || return 1
  run 0 30 "${weir[@]}" graph "bin.( name=inner videotestsrc num-buffers=2 ) ! fakesink" -o g.json &&
    grep -q '"inner"' g.json || why "the diagram has no bin called inner"
}
grammar_quotes () {
  launch "videotestsrc num-buffers=1 ! $small ! filesink location=\"a b 'c'.yuv\"" && size_is "a b 'c'.yuv" 4608 &&
    launch "videotestsrc num-buffers=1 ! $small ! filesink location='d \"e\".yuv'" &&
    same "$(find . -name '*d "e".yuv*' -size 4608c | wc -l)" 1 'number of files with d "e".yuv in their name'
}
grammar_quotes_of_the_shell () {
  launch videotestsrc num-buffers=1 ! "$small" ! filesink location='a b.yuv' && size_is 'a b.yuv' 4608
}
grammar_escapes () {
  launch "videotestsrc num-buffers=1 ! $small ! filesink location=a\\ \\!b.yuv" && size_is 'a !b.yuv' 4608 &&
    launch "videotestsrc num-buffers=1 ! $small ! filesink location=\"c\\\"d.yuv\"" && size_is 'c"d.yuv' 4608
}
grammar_several_pipelines () {
  launch "videotestsrc num-buffers=1 ! $small ! filesink location=a.yuv
    videotestsrc num-buffers=2 ! $small ! filesink location=b.yuv" && size_is a.yuv 4608 && size_is b.yuv 9216
}
grammar_written_back () {
  run 0 30 "${weir[@]}" graph 'videotestsrc name=v pattern=ball ! video/x-raw,width=64 ! tee name=t ! fakesink  t. ! fakesink' -o g.json || return 1
  "$python" - <<'PY' || why "the graph's JSON is not what the line says: $(tail_of out)"
import json, re
text = open ("g.json").read ()
graph = json.loads (text)
for word in ("videotestsrc", "capsfilter", "tee", "fakesink", "ball", "video/x-raw"):
    assert word in text, word
PY
}
options_taken () {
  launch -e -m -t -f -T --no-position -v videotestsrc num-buffers=2 ! fakesink || return 1
  launch -q videotestsrc num-buffers=2 ! fakesink && size_is out 0
}

inspect_all () {
  run 0 30 "${weir[@]}" inspect && says '^ *([a-z]+: *)?videotestsrc' '^ *([a-z]+: *)?x264enc' '^ *([a-z]+: *)?filesink' &&
    between "$(wc -l <out)" 40 100000 "lines of inspect"
}
inspect_one () {
  run 0 30 "${weir[@]}" inspect videotestsrc &&
    says 'pattern' 'smpte' 'ball' 'num-buffers' 'is-live' 'video/x-raw' '\bsrc\b' 'source/video' 'I420'
}
inspect_json () {
  run 0 30 "${weir[@]}" inspect --json && "$python" -c '
import json
text = open ("out").read ()
json.loads (text)
for name in ("videotestsrc", "x264enc", "mp4mux", "decodebin", "tee"): assert name in text, name' ||
    why "no JSON with all elements: $(tail_of out)"
}
inspect_one_json () {
  run 0 30 "${weir[@]}" inspect videotestsrc --json && "$python" -c '
import json
text = open ("out").read ()
json.loads (text)
for word in ("pattern", "ball", "num-buffers", "video/x-raw"): assert word in text, word' ||
    why "no JSON of videotestsrc: $(tail_of out)"
}
inspect_unknown () { run 2 30 "${weir[@]}" inspect videotestsrk && says 'videotestsrk' 'videotestsrc'; }
inspect_every () {
  local name
  "${weir[@]}" inspect --json >all.json || { why "inspect --json fails"; return 1; }
  "$python" - >names <<'PY'
import json
graph, names = json.load (open ("all.json")), []
def find (node):
    if isinstance (node, dict):
        if "name" in node and ("pads" in node or "klass" in node or "description" in node) and "properties" not in names:
            names.append (node["name"])
            return
        node = node.values ()
    if isinstance (node, (list, type ({}.values ()))):
        for one in node: find (one)
find (graph)
print ("\n".join (names))
PY
  between "$(wc -l <names)" 30 10000 "elements in inspect --json" || return 1
  while read -r name; do
    timeout 20 "${weir[@]}" inspect "$name" >one 2>&1 || { why "inspect $name: $(tail_of one)"; return 1; }
  done <names
}

graph_line='videotestsrc name=v ! video/x-raw,width=320 ! tee name=t ! fakesink  t. ! videoconvert ! fakesink'
graph_svg () {
  run 0 30 "${weir[@]}" graph "$graph_line" -o x.svg && "$python" -c '
import xml.dom.minidom as m
assert m.parse ("x.svg").documentElement.tagName == "svg"' && grep -q videotestsrc x.svg ||
    why "x.svg is no SVG with videotestsrc in it: $(tail_of out)"
}
graph_png () {
  run 0 30 "${weir[@]}" graph "$graph_line" -o x.png && same "$(head -c 8 x.png | od -An -tx1 | xargs)" \
    "89 50 4e 47 0d 0a 1a 0a" "the file's first bytes" && between "$(stat -c %s x.png)" 2000 100000000 "bytes of x.png"
}
graph_dot () {
  run 0 30 "${weir[@]}" graph "$graph_line" -o x.dot && dot -Tsvg x.dot -o drawn.svg 2>dot.err &&
    [ ! -s dot.err ] && grep -q videoconvert x.dot || why "dot does not draw x.dot: $(tail_of dot.err)"
}
graph_mmd () {
  run 0 30 "${weir[@]}" graph "$graph_line" -o x.mmd && grep -qE '^(flowchart|graph) (LR|TD|TB)' x.mmd &&
    grep -q videotestsrc x.mmd && grep -qE -- '-->|---|-\.->' x.mmd || why "x.mmd is no Mermaid: $(head -n 3 x.mmd)"
}
graph_without_dot () {
  cp -rs /usr/bin bin && rm -f bin/dot || return 1
  run '1 2' 30 env PATH="$PWD/bin" "${weir[@]}" graph "$graph_line" -o x.svg && says 'dot|graphviz'
}

plan_well () {
  run 0 30 "${weir[@]}" plan "videotestsrc ! video/x-raw,format=I420,width=320,height=240,framerate=30/1 ! videoconvert ! video/x-raw,format=RGB ! fakesink" &&
    says 'I420' 'RGB' '320' 'videoconvert'
}
plan_marks () {
  run 0 30 "${weir[@]}" plan "videotestsrc ! video/x-raw,format=I420 ! videoconvert ! video/x-raw,format=RGB ! fakesink" &&
    says 'convert' 'cop(y|ies)'
}
plan_unknown () {
  run 0 30 "${weir[@]}" plan "filesrc location=$(camera_file) ! decodebin ! fakesink" && says 'unknown'
}
plan_runs_nothing () {
  run 0 30 "${weir[@]}" plan "videotestsrc num-buffers=2 ! filesink location=$PWD/never.yuv" || return 1
  [ ! -e never.yuv ] || why "plan wrote the file"
}

check 2.1.1 60 'videotestsrc ! caps ! autovideosink, on a display: a window with the picture' line_display
check 2.1.2 60 'it plays at the right speed' line_display_pace
check 2.1.3 60 'the same without a display' line_no_display
check 2.1.4 60 'it plays at the right speed without a display' line_no_display_pace
check 2.1.5 60 'it says once that there is no display' line_no_display_once
check 2.2 60 'videotestsrc ! tee, two branches without queues' line_tee
check 2.3.1 60 'audiotestsrc ! audioconvert ! autoaudiosink' line_audio
check 2.3.2 60 'it plays at the right speed without a sound device' line_audio_pace
check 2.4 60 'filesrc ! decodebin to x264enc and avenc_aac in mp4mux' line_transcode
check 2.5.1 60 'grammar: properties, spaces around =, enum values by nick and by number' grammar_properties
check 2.5.2 60 'grammar: hexadecimal numbers' grammar_flags_and_numbers
check 2.5.3 60 'grammar: caps filters with types' grammar_caps_types
check 2.5.4 60 'grammar: caps filters with ranges and lists' grammar_caps_sets
check 2.5.5 60 'grammar: caps filters of several structures' grammar_caps_several
check 2.5.6 60 'grammar: caps filters with features' grammar_caps_features
check 2.5.7 60 'grammar: caps filters with any features' grammar_caps_features_any
check 2.5.8 60 'grammar: caps as a quoted property' grammar_caps_property
check 2.5.9 60 'grammar: names and references, also forward' grammar_names
check 2.5.10 60 'grammar: pads by name' grammar_pads
check 2.5.11 60 'grammar: pads by name on both sides' grammar_pads_both
check 2.5.12 60 'grammar: request pads by name on the sink side' grammar_request_sinks
check 2.5.13 60 'grammar: delayed links, with caps filters' grammar_delayed
check 2.5.14 60 'grammar: delayed links find the stream that fits, whatever the order' grammar_delayed_order
check 2.5.15 60 'grammar: bins' grammar_bins
check 2.5.16 60 'grammar: bins with type and properties' grammar_bins_named
check 2.5.17 60 'grammar: quotes' grammar_quotes
check 2.5.18 60 "grammar: the shell's quotes around one argument" grammar_quotes_of_the_shell
check 2.5.19 60 'grammar: escapes' grammar_escapes
check 2.5.20 60 'grammar: two chains in one line' grammar_several_pipelines
check 2.5.21 60 'grammar: the graph that is built is the one that was written' grammar_written_back
check 2.5.22 60 "gst-launch's options are taken" options_taken
check 2.6.1 60 'inspect lists the elements' inspect_all
check 2.6.2 60 'inspect videotestsrc shows pads, caps, properties, values' inspect_one
check 2.6.3 60 'inspect --json is JSON' inspect_json
check 2.6.4 60 'inspect videotestsrc --json is JSON' inspect_one_json
check 2.6.5 60 'inspect of an unknown element: 2 and a did-you-mean' inspect_unknown
check 2.6.6 300 'inspect works for every element' inspect_every
check 2.7.1 60 'graph -o x.svg' graph_svg
check 2.7.2 60 'graph -o x.png' graph_png
check 2.7.3 60 'graph -o x.dot' graph_dot
check 2.7.4 60 'graph -o x.mmd' graph_mmd
check 2.7.5 60 'graph -o x.svg without Graphviz: a clear error' graph_without_dot
check 2.8.1 60 'plan shows the caps of each link' plan_well
check 2.8.2 60 'plan shows what converts and what copies' plan_marks
check 2.8.3 60 'plan says what stays unknown until data' plan_unknown
check 2.8.4 60 'plan runs nothing' plan_runs_nothing
