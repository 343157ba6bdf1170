# SPDX-License-Identifier: MIT
# Promise 5: explained errors. Sourced by engine.sh.

# refused STATUS LINE REGEX...: `weir launch LINE` ends so and says all that.
refused () {
  local status=$1 line=$2
  shift 2
  run "$status" 30 "${weir[@]}" launch "$line" && says "$@" && says_not 'critical|assertion|segmentation'
}
# A file is wrong: status 1, its name, the element, and what was wrong.
bad_file () { refused 1 "filesrc location=\"$1\" ! decodebin ! fakesink" "$(basename "$1")" "${@:2}"; }

plan_jpeg () {
  run 1 30 "${weir[@]}" plan 'videotestsrc ! jpegdec ! fakesink'
}
plan_jpeg_pads () { plan_jpeg && says 'videotestsrc0?[:.]src' 'jpegdec0?[:.]sink'; }
plan_jpeg_caps () { plan_jpeg && says 'video/x-raw' 'image/jpeg'; }
plan_jpeg_field () { plan_jpeg && says 'media type|field'; }
plan_jpeg_line () { plan_jpeg && paste_line jpegenc && runs_pasted; }
launch_jpeg () { refused 1 'videotestsrc ! jpegdec ! fakesink' 'video/x-raw' 'image/jpeg' 'jpegenc'; }

misspelt_element () { refused 2 'videotestscr ! fakesink' 'videotestscr' 'did you mean.*videotestsrc' && caret_under v; }
misspelt_property () { refused 2 'videotestsrc patern=ball ! fakesink' 'patern' 'did you mean.*pattern' && caret_under p; }
misspelt_value () {
  refused 2 'videotestsrc pattern=bal ! fakesink' 'bal' 'did you mean.*ball' 'pattern' && caret_under b
}
bad_number () { refused 2 'videotestsrc num-buffers=many ! fakesink' 'num-buffers' 'many' 'integer|number'; }
bad_range () { refused 2 'videotestsrc num-buffers=-7 ! fakesink' 'num-buffers' '-7' '-1'; }
nothing_alike () { refused 2 'qqzzxx ! fakesink' 'qqzzxx' 'weir inspect' && says_not 'did you mean'; }
misspelt_pad () { refused '1 2' 'videotestsrc name=v  fakesink name=f  v.sorc ! f.' 'sorc' 'src'; }
misspelt_name () { refused 2 'videotestsrc name=vid ! tee name=t ! fakesink  tt. ! fakesink' "tt" 'did you mean.*\bt\b'; }

conflict () { refused 1 "$1" "$2" "$3" "$4" "$5" && paste_line "$5" && runs_pasted; }
conflict_format () {
  conflict 'videotestsrc num-buffers=5 ! video/x-raw,format=I420 ! capsfilter caps=video/x-raw,format=RGB ! fakesink' '\bformat\b' I420 RGB videoconvert
}
conflict_width () {
  conflict 'videotestsrc num-buffers=5 ! video/x-raw,width=320 ! capsfilter caps=video/x-raw,width=640 ! fakesink' '\bwidth\b' 320 640 videoscale
}
conflict_rate () {
  conflict 'videotestsrc num-buffers=5 ! video/x-raw,framerate=30/1 ! capsfilter caps=video/x-raw,framerate=25/1 ! fakesink' '\bframerate\b' '30/1' '25/1' videorate
}
conflict_audio_format () {
  conflict 'audiotestsrc num-buffers=5 ! audio/x-raw,format=S16LE ! capsfilter caps=audio/x-raw,format=F32LE ! fakesink' '\bformat\b' S16LE F32LE audioconvert
}
conflict_audio_rate () {
  conflict 'audiotestsrc num-buffers=5 ! audio/x-raw,rate=44100 ! capsfilter caps=audio/x-raw,rate=48000 ! fakesink' '\brate\b' 44100 48000 audioresample
}
conflict_far () {
  # The field was narrowed three elements before the place where it shows.
  refused 1 'videotestsrc ! video/x-raw,format=I420 ! identity ! identity name=near ! video/x-raw,format=RGB ! fakesink' \
    '\bformat\b' I420 RGB 'capsfilter0' videoconvert
}
conflict_while_playing () {
  refused 1 "filesrc location=\"$(camera_file)\" ! decodebin ! video/x-raw,format=RGB ! fakesink" 'format' 'RGB' 'videoconvert'
}

missing_file () { bad_file "$PWD/no-such.mp4" 'no such file' 'filesrc'; }
missing_folder () {
  refused 1 "videotestsrc num-buffers=1 ! filesink location=$PWD/none/x.yuv" "$PWD/none" 'filesink' 'no such'
}
unreadable_file () {
  echo secret >locked.mp4 && chmod 000 locked.mp4
  if [ "$(id -u)" = 0 ]; then
    chmod 755 . && run 1 30 setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent "${weir[@]}" \
      launch "filesrc location=$PWD/locked.mp4 ! decodebin ! fakesink" && says 'locked.mp4' 'permission' 'filesrc'
  else
    bad_file "$PWD/locked.mp4" 'permission' 'filesrc'
  fi
}
folder_as_file () { mkdir folder.mp4 && bad_file "$PWD/folder.mp4" 'folder|directory'; }
empty_file () { : >empty.mp4 && bad_file "$PWD/empty.mp4" 'empty|no data|0 bytes'; }
truncated_header () {
  head -c 4000 "$(camera_file)" >truncated.mp4 && bad_file "$PWD/truncated.mp4" 'truncated|incomplete|cut|ends'
}
truncated_data () {
  # What is there plays; that it ends too early is said.
  head -c 300000 "$(camera_file)" >cut.mp4
  run '0 1' 30 "${weir[@]}" launch "filesrc location=$PWD/cut.mp4 ! decodebin ! video/x-raw ! fakesink" &&
    says 'cut.mp4|filesrc|demux' 'truncated|incomplete|cut|ends'
}
garbage_file () {
  head -c 200000 /dev/urandom >garbage.mp4 && bad_file "$PWD/garbage.mp4" 'recogni[sz]ed|unknown|not known|type|format'
}
garbage_text () { seq 20000 >text.mp4 && bad_file "$PWD/text.mp4" 'text|recogni[sz]ed|no decoder|not known|format'; }
garbage_inside () {
  # A good header, then noise in the place of the pictures.
  "$python" - "$(camera_file)" <<'PY'
import random, sys
random.seed (7)
data = bytearray (open (sys.argv[1], "rb").read ())
at = data.index (b"mdat") + 4
for n in range (at, len (data)): data[n] = random.randrange (256)
open ("noise.mp4", "wb").write (data)
PY
  run '0 1' 60 "${weir[@]}" launch "filesrc location=$PWD/noise.mp4 ! decodebin name=d  d. ! video/x-raw ! fakesink  d. ! audio/x-raw ! fakesink" &&
    says 'decod|damaged|corrupt|invalid'
}
full_disk () {
  refused 1 'videotestsrc num-buffers=1000 ! filesink location=/dev/full' '/dev/full' 'no space|full' 'filesink'
}
full_disk_mp4 () {
  refused 1 'videotestsrc num-buffers=60 ! x264enc ! mp4mux ! filesink location=/dev/full' '/dev/full' 'no space|full|seek' 'filesink'
}

occupied_pad () {
  refused 1 'videotestsrc name=a ! fakesink name=f  videotestsrc name=b ! f.' '\bf\b' 'sink' '\ba\b' '\bb\b' 'already|taken|occupied|linked' 'funnel|selector|mixer|unlink'
}
loop_in_graph () {
  refused 1 'identity name=a ! identity name=b ! a.' 'loop|circle|cycle' '\ba\b' '\bb\b'
}
loop_long () {
  refused 1 'funnel name=f ! identity ! tee name=t ! fakesink  t. ! identity name=back ! f.' 'loop|circle|cycle' '\bf\b' 'back'
}

quote_open () { refused 2 'videotestsrc pattern="ball ! fakesink' 'quote|"' && caret_under '"'; }
quote_single () { refused 2 "videotestsrc pattern='ball ! fakesink" "quote|'" && caret_under "'"; }
bracket_open () { refused 2 '( videotestsrc ! fakesink' 'bracket|parenthes|[(]' && caret_under '('; }
bracket_close () { refused 2 'videotestsrc ) ! fakesink' 'bracket|parenthes|[)]' && caret_under ')'; }
bracket_caps () { refused 2 'videotestsrc ! video/x-raw,format={I420,RGB ! fakesink' '[{]' && caret_under '{'; }
bracket_range () { refused 2 'videotestsrc ! video/x-raw,width=[1,640 ! fakesink' '\[' && caret_under '['; }
link_without_end () { refused 2 'videotestsrc ! ' '!|link' && caret_under '!'; }
link_without_start () { refused 2 '! fakesink' '!|link' && caret_under '!'; }
two_links () { refused 2 'videotestsrc ! ! fakesink' '!|link' && caret_under '!'; }
empty_line () { refused 2 '' 'empty|nothing|usage'; }
no_line () { run 2 30 "${weir[@]}" launch && says 'usage|PIPELINE'; }
bad_option () { run 2 30 "${weir[@]}" launch --no-such-option videotestsrc ! fakesink && says 'no-such-option' 'help|usage'; }
bad_command () { run 2 30 "${weir[@]}" lanch videotestsrc ! fakesink && says 'lanch' 'did you mean.*launch'; }

long_line () {
  "$python" -c 'print ("fakesrc num-buffers=1 ! " + "identity ! " * 10000 + "fakesink")' >line
  # Its 10,002 elements either run, or a sentence says where the limit is.
  run '0 1 2' 60 "${weir[@]}" launch $(cat line) || return 1
  [ -z "$(grep -ciE 'error' out | grep -v '^0$')" ] || says '10,?000|limit|elements'
}
long_line_wrong () {
  "$python" -c 'print ("fakesrc num-buffers=1 ! " + "identity ! " * 10000 + "fakesinc")' >line
  run 2 60 "${weir[@]}" launch $(cat line) && says 'fakesinc' 'did you mean.*fakesink' &&
    between "$(stat -c %s out)" 10 20000 'bytes of the error'
}
huge_caps () {
  # The kernel takes 128 KiB in one argument, so a caps string of 1 MB comes in pieces.
  "$python" -c 'print (" ".join (f"field{n}=(string){n:0100}," for n in range (9000)) + " width=(int)320")' >caps
  run '0 1 2' 60 "${weir[@]}" launch videotestsrc num-buffers=1 ! video/x-raw, $(cat caps) ! fakesink &&
    between "$(stat -c %s out)" 1 20000 'bytes of the error'
}
huge_caps_api () { c_check 0 60 huge-caps; }

place_value_cure () {
  # Whatever is said of these, it names the place, the value and what to do.
  refused 1 "filesrc location=$PWD/no-such.mp4 ! decodebin ! fakesink" 'filesrc0' 'no-such.mp4' 'check|is there|create|spell' || return 1
  refused 2 'videotestsrc pattern=bal ! fakesink' 'videotestsrc' 'bal' 'smpte|inspect|did you mean' || return 1
  refused 1 'videotestsrc num-buffers=1000 ! filesink location=/dev/full' 'filesink0' '/dev/full' 'free|space|elsewhere|another'
}

check 5.1.1 60 "plan 'videotestsrc ! jpegdec ! fakesink' exits 1" plan_jpeg
check 5.1.2 60 'it prints both pads' plan_jpeg_pads
check 5.1.3 60 'it prints both caps' plan_jpeg_caps
check 5.1.4 60 'it prints the field' plan_jpeg_field
check 5.1.5 60 'its line with jpegenc runs when pasted' plan_jpeg_line
check 5.1.6 60 'launch of that line explains it likewise' launch_jpeg
check 5.2.1 60 'a misspelt element' misspelt_element
check 5.2.2 60 'a misspelt property' misspelt_property
check 5.2.3 60 'a misspelt enum value' misspelt_value
check 5.2.4 60 'a number that is none' bad_number
check 5.2.5 60 'a number out of its range' bad_range
check 5.2.6 60 'an unknown element with nothing like it' nothing_alike
check 5.2.7 60 'a misspelt pad' misspelt_pad
check 5.2.8 60 'a misspelt reference' misspelt_name
check 5.3.1 60 'a conflict of video formats, and its cure runs' conflict_format
check 5.3.2 60 'a conflict of widths, and its cure runs' conflict_width
check 5.3.3 60 'a conflict of frame rates, and its cure runs' conflict_rate
check 5.3.4 60 'a conflict of audio formats, and its cure runs' conflict_audio_format
check 5.3.5 60 'a conflict of sample rates, and its cure runs' conflict_audio_rate
check 5.3.6 60 'a conflict names the element that narrowed' conflict_far
check 5.3.7 60 'a conflict that shows only with the data' conflict_while_playing
check 5.4.1 60 'a missing file' missing_file
check 5.4.2 60 'a missing folder for the output' missing_folder
check 5.4.3 60 'an unreadable file' unreadable_file
check 5.4.4 60 'a folder in the place of a file' folder_as_file
check 5.5.1 60 'an empty file' empty_file
check 5.5.2 60 'a file cut within its header' truncated_header
check 5.5.3 60 'a file cut within its data' truncated_data
check 5.5.4 60 'a garbage file' garbage_file
check 5.5.5 60 'a text in the place of a film' garbage_text
check 5.5.6 90 'a good header with garbage behind it' garbage_inside
check 5.6.1 60 'a full disk' full_disk
check 5.6.2 60 'a full disk under a muxer' full_disk_mp4
check 5.7.1 60 'an occupied pad' occupied_pad
check 5.7.2 60 'a loop in the graph' loop_in_graph
check 5.7.3 60 'a loop through other elements' loop_long
check 5.8.1 60 'an open double quote, caret under it' quote_open
check 5.8.2 60 'an open single quote, caret under it' quote_single
check 5.8.3 60 'an open bracket, caret under it' bracket_open
check 5.8.4 60 'a bracket too many, caret under it' bracket_close
check 5.8.5 60 'an open list in caps, caret under it' bracket_caps
check 5.8.6 60 'an open range in caps, caret under it' bracket_range
check 5.8.7 60 'a link that leads nowhere' link_without_end
check 5.8.8 60 'a link from nowhere' link_without_start
check 5.8.9 60 'two links in a row' two_links
check 5.8.10 60 'an empty line' empty_line
check 5.8.11 60 'no line' no_line
check 5.8.12 60 'an unknown option' bad_option
check 5.8.13 60 'an unknown command' bad_command
check 5.9.1 120 '10,000 elements in a line' long_line
check 5.9.2 120 '10,000 elements in a line with a mistake at its end' long_line_wrong
check 5.9.3 120 'a caps string of 1 MB in a line' huge_caps
check 5.9.4 120 'caps strings of 1 MB by the API, nested and broken ones too' huge_caps_api
check 5.10 120 'the place, the value and the cure are in the sentence' place_value_cure
