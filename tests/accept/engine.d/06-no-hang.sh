# SPDX-License-Identifier: MIT
# Promise 6: it can't hang. Sourced by engine.sh. All go on, or end in a stall report that names the culprit.

# goes_on SECONDS LINE: ends well.
goes_on () { run 0 "$1" "${weir[@]}" launch "$2"; }
# goes_on_or_names SECONDS CULPRIT LINE
goes_on_or_names () {
  run '0 1' "$1" "${weir[@]}" launch "$3" || return 1
  if grep -qiE 'stall' out; then says "$2"; else run 0 "$1" "${weir[@]}" launch "$3"; fi
}

v='video/x-raw,format=I420,width=160,height=120,framerate=30/1'
tee_synced () { goes_on 20 "videotestsrc num-buffers=60 ! $v ! tee name=t  t. ! fakesink sync=true  t. ! fakesink sync=true"; }
tee_many () {
  goes_on 20 "videotestsrc num-buffers=60 ! $v ! tee name=t $(for n in $(seq 20); do printf ' t. ! identity ! fakesink sync=true '; done)"
}
tee_files () {
  goes_on 20 "videotestsrc num-buffers=60 ! $v ! tee name=t  t. ! filesink location=a.yuv  t. ! identity sleep-time=2000 ! filesink location=b.yuv" &&
    size_is a.yuv 1728000 && cmp a.yuv b.yuv
}
rejoin_funnel () {
  goes_on 20 "videotestsrc num-buffers=60 ! $v ! tee name=t  t. ! identity ! f.  t. ! f.  funnel name=f ! filesink location=a.yuv" &&
    size_is a.yuv 3456000
}
rejoin_uneven () {
  goes_on 20 "videotestsrc num-buffers=60 ! $v ! tee name=t  t. ! identity sleep-time=3000 ! f.  t. ! f.  funnel name=f ! filesink location=a.yuv" &&
    size_is a.yuv 3456000
}
rejoin_selector () {
  goes_on 20 "videotestsrc num-buffers=60 ! $v ! tee name=t  t. ! identity ! s.  t. ! s.  input-selector name=s ! fakesink sync=true"
}

ahead="videotestsrc num-buffers=150 ! $v ! tee name=t
  t. ! x264enc rc-lookahead=60 ! m.  t. ! x264enc tune=zerolatency ! m.  mp4mux name=m ! filesink location=a.mp4"
both_whole () {
  local stream
  for stream in 0 1; do
    same "$(ffprobe -v error -count_frames -select_streams "v:$stream" -show_entries stream=nb_read_frames -of csv=p=0 a.mp4)" \
      150 "frames of stream $stream" || return 1
  done
}
look_ahead () { goes_on 30 "$ahead" && both_whole; }
look_ahead_synced () {
  goes_on 30 "videotestsrc num-buffers=90 ! $v ! tee name=t  t. ! x264enc rc-lookahead=60 ! mp4mux ! filesink location=a.mp4  t. ! fakesink sync=true" &&
    same "$(frames_of a.mp4)" 160,120,90 'width, height, frames'
}
look_ahead_both_synced () {
  goes_on 30 "videotestsrc num-buffers=90 ! $v ! tee name=t  t. ! x264enc rc-lookahead=60 ! fakesink sync=true  t. ! fakesink sync=true"
}
look_ahead_timer () {
  goes_on 30 "$ahead  videotestsrc is-live=true num-buffers=60 ! $v ! fakesink sync=true" && both_whole
}
tee_timer () {
  goes_on 20 "videotestsrc num-buffers=60 ! $v ! tee name=t  t. ! fakesink sync=true  t. ! fakesink sync=true
    videotestsrc is-live=true num-buffers=60 ! $v ! fakesink"
}
live_fork () {
  goes_on 20 "videotestsrc is-live=true num-buffers=90 ! $v ! tee name=t  t. ! x264enc rc-lookahead=60 ! m.
    audiotestsrc is-live=true num-buffers=130 ! avenc_aac ! m.  mp4mux name=m ! filesink location=a.mp4  t. ! fakesink sync=true" &&
    same "$(frames_of a.mp4)" 160,120,90 'width, height, frames'
}
beside_appsrc () { c_check 0 60 beside-appsrc && both_whole; }
beside_socket () { suite 1 'hang.*socket|socket.*hang'; }
in_simulation () { suite 1 '(?=.*hang)(?=.*(/sim( |$)|-sim\b))' 2000; }

audio_clock () {
  goes_on 40 "filesrc location=\"$(camera_file)\" ! decodebin name=d
    d. ! video/x-raw ! videoconvert ! identity sleep-time=60000 ! autovideosink
    d. ! audio/x-raw ! audioconvert ! audioresample ! autoaudiosink" && between "$took" 8 25 'seconds for 8.3 s'
}
audio_clock_idle_video () {
  goes_on_or_names 30 'valve|v0' "filesrc location=\"$(camera_file)\" ! decodebin name=d
    d. ! video/x-raw ! videoconvert ! valve name=v0 drop=true ! fakesink sync=true
    d. ! audio/x-raw ! audioconvert ! audioresample ! autoaudiosink"
}

make_uneven () {
  local f
  ffmpeg -v error -y -f lavfi -i testsrc=d=4:s=160x120:r=25 -f lavfi -i sine=d="$1" -c:v libx264 -c:a aac "$2"
}
early_audio () {
  make_uneven 0.5 u.mp4 && goes_on 20 "filesrc location=$PWD/u.mp4 ! decodebin name=d
    d. ! video/x-raw ! fakesink sync=true  d. ! audio/x-raw ! fakesink sync=true" &&
    between "$took" 3.5 9 'seconds for 4 s'
}
early_audio_clock () {
  make_uneven 0.5 u.mp4 && goes_on 20 "filesrc location=$PWD/u.mp4 ! decodebin name=d
    d. ! video/x-raw ! videoconvert ! autovideosink  d. ! audio/x-raw ! audioconvert ! audioresample ! autoaudiosink" &&
    between "$took" 3.5 9 'seconds for 4 s'
}
early_audio_mux () {
  make_uneven 0.5 u.mp4 && goes_on 20 "filesrc location=$PWD/u.mp4 ! decodebin name=d
    d. ! video/x-raw ! x264enc ! m.  d. ! audio/x-raw ! avenc_aac ! m.  mp4mux name=m ! filesink location=a.mp4" &&
    same "$(frames_of a.mp4)" 160,120,100 'width, height, frames'
}
early_video_mux () {
  ffmpeg -v error -y -f lavfi -i testsrc=d=0.4:s=160x120:r=25 -f lavfi -i sine=d=8 -c:v libx264 -c:a aac u.mp4 &&
    goes_on 20 "filesrc location=$PWD/u.mp4 ! decodebin name=d
    d. ! video/x-raw ! x264enc ! m.  d. ! audio/x-raw ! avenc_aac ! m.  mp4mux name=m ! filesink location=a.mp4" &&
    between "$(duration a.mp4 a:0)" 7.8 8.3 'seconds of sound'
}
with_subtitle () {
  printf '1\n00:01:00,000 --> 00:01:02,000\nthe only line\n' >s.srt
  ffmpeg -v error -y -f lavfi -i testsrc=d=70:s=160x120:r=10 -f lavfi -i sine=d=70 -i s.srt \
    -c:v libx264 -preset ultrafast -c:a aac -c:s mov_text -map 0 -map 1 -map 2 sub.mp4
}
sparse_subtitle () {
  with_subtitle && goes_on 30 "filesrc location=$PWD/sub.mp4 ! decodebin name=d
    d. ! video/x-raw ! fakesink  d. ! audio/x-raw ! fakesink  d. ! text/x-raw ! filesink location=text" &&
    { grep -q 'the only line' text || why "the line did not come out"; }
}
sparse_subtitle_synced () {
  # Real speed: all three sinks must have started within 3 s, though the text has nothing for a minute.
  with_subtitle || return 1
  timeout -s INT -k 10 6 "${weir[@]}" launch "filesrc location=$PWD/sub.mp4 ! decodebin name=d
    d. ! video/x-raw,framerate=10/1 ! filesink sync=true location=v.raw  d. ! audio/x-raw ! fakesink sync=true
    d. ! text/x-raw ! fakesink sync=true" >out 2>&1
  cat out
  says_not stall && between "$(stat -c %s v.raw 2>/dev/null || echo 0)" $((20 * 160 * 120)) $((100 * 160 * 120 * 3)) 'bytes of video after 6 s'
}
closed_valve () {
  goes_on_or_names 20 'valve|closed' "videotestsrc num-buffers=60 ! $v ! tee name=t
    t. ! valve name=closed drop=true ! fakesink sync=true  t. ! fakesink sync=true"
}
closed_valve_mux () {
  goes_on_or_names 20 'valve|closed' "videotestsrc num-buffers=60 ! $v ! x264enc ! m.
    audiotestsrc num-buffers=90 ! avenc_aac ! valve name=closed drop=true ! m.  mp4mux name=m ! filesink location=a.mp4"
}

one_worker () { program slow-callback && run 0 60 env WEIR_WORKERS=1 "${dev[@]}" "$shared/slow-callback" && says '^150 frames'; }
null_from () { c_check 0 120 null-anywhere "$1" "$(camera_file)"; }
bus_unread () { c_check 0 120 unread-bus && says '^fine'; }

check 6.1.1 60 'a tee without queues, two synced sinks' tee_synced
check 6.1.2 60 'a tee without queues, twenty synced sinks' tee_many
check 6.1.3 60 'a tee without queues loses nothing' tee_files
check 6.2.1 60 'a fork that rejoins in a funnel' rejoin_funnel
check 6.2.2 60 'a fork that rejoins, one side slow' rejoin_uneven
check 6.2.3 60 'a fork that rejoins in a selector' rejoin_selector
check 6.3.1 60 'an encoder with 60 frames of look-ahead on one side of a fork that rejoins' look_ahead
check 6.3.2 60 'the same beside a synced sink' look_ahead_synced
check 6.3.3 60 'the same with two synced sinks' look_ahead_both_synced
check 6.4.1 60 'tee and synced sinks beside a live timer branch' tee_timer
check 6.4.2 60 'look-ahead beside a live timer branch' look_ahead_timer
check 6.4.3 60 'a live fork with look-ahead loses nothing' live_fork
check 6.4.4 90 'look-ahead beside an appsrc that is silent' beside_appsrc
slow_check 6.4.5 3600 'the fork beside a socket (a case of the suite)' beside_socket
slow_check 6.4.6 3600 'the forks in the simulation (cases of the suite)' in_simulation
check 6.5.1 90 'audio as the clock while the demuxer is blocked on video' audio_clock
check 6.5.2 90 'audio as the clock while video is never taken' audio_clock_idle_video
check 6.6.1 60 'sound that ends early' early_audio
check 6.6.2 60 'sound that ends early and was the clock' early_audio_clock
check 6.6.3 60 'sound that ends early, into a muxer' early_audio_mux
check 6.6.4 60 'video that ends early, into a muxer' early_video_mux
check 6.7.1 60 'a subtitle stream with one line in a minute' sparse_subtitle
check 6.7.2 60 'the same at real speed starts at once' sparse_subtitle_synced
check 6.8.1 60 'a closed valve' closed_valve
check 6.8.2 60 'a closed valve before a muxer' closed_valve_mux
slow_check 6.8.3 3600 'a stall report names the culprit (cases of the suite)' suite 2 'stall'
check 6.9 90 'WEIR_WORKERS=1: a callback that sleeps 1 s costs the other pipeline no frame' one_worker
for callback in handoff pad-probe bus-sync bus-watch notify element-added pad-added thread threads early; do
  case $callback in
    handoff) n=1 ;; pad-probe) n=2 ;; bus-sync) n=3 ;; bus-watch) n=4 ;; notify) n=5 ;;
    element-added) n=6 ;; pad-added) n=7 ;; thread) n=8 ;; threads) n=9 ;; early) n=10 ;;
  esac
  check 6.10.$n 150 "set_state (NULL), $callback, returns in bounded time" null_from $callback
done
check 6.11 150 'an unread bus for a million messages costs no memory' bus_unread
