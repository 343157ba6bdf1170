/* SPDX-License-Identifier: MIT */
/* Builds the pipelines that the tests draw. */
#include <tests/diagram/samples.h>

#include <string.h>

#define I420                                                                                       \
  "video/x-raw, format=(string)I420, width=(int)640, height=(int)360, "                            \
  "framerate=(fraction)30/1, pixel-aspect-ratio=(fraction)1/1, interlace-mode=(string)progressive"
#define ANY_RAW                                                                                    \
  "video/x-raw, format=(string){ I420, NV12, RGBA }, width=(int)[ 1, 2147483647 ], "               \
  "height=(int)[ 1, 2147483647 ], framerate=(fraction)[ 0/1, 2147483647/1 ]"

static WeirDiagramPad *
add_pad (WeirDiagramNode *node, const char *name, const char *template_caps, const char *caps)
{
  const gboolean is_sink = g_str_has_prefix (name, "sink");
  const gboolean is_request = strchr (name, '_') != NULL;
  WeirDiagramPad *pad =
    weir_diagram_node_add_pad (node, name, is_sink ? WEIR_DIAGRAM_SINK : WEIR_DIAGRAM_SRC,
                               is_request ? WEIR_DIAGRAM_REQUEST : WEIR_DIAGRAM_ALWAYS);

  weir_diagram_pad_set_template (pad, is_request ? (is_sink ? "sink_%u" : "src_%u") : name,
                                 template_caps);
  weir_diagram_pad_set_caps (pad, caps);
  return pad;
}

static WeirDiagramNode *
add_element (WeirDiagramNode *bin, const char *factory, const char *name, WeirDiagramState state)
{
  WeirDiagramNode *node = weir_diagram_node_add_element (bin, name, factory);

  node->state = state;
  weir_diagram_node_add_prop (node, "name", name, FALSE);
  return node;
}

static void
set_numbers (WeirDiagramLink *link, guint64 n_buffers, guint64 buffer_bytes, guint fill)
{
  link->has_numbers = TRUE;
  link->n_buffers = n_buffers;
  link->n_bytes = n_buffers * buffer_bytes;
  link->buffers_per_s = 29.97;
  link->bytes_per_s = 29.97 * buffer_bytes;
  link->fill_items = fill;
  link->limit_items = 64;
}

WeirDiagram *
sample_simple (void)
{
  WeirDiagram *diagram = weir_diagram_new ("pipeline0", "pipeline");
  WeirDiagramNode *root = diagram->root;

  root->state = WEIR_DIAGRAM_STATE_PLAYING;
  WeirDiagramNode *src =
    add_element (root, "videotestsrc", "videotestsrc0", WEIR_DIAGRAM_STATE_PLAYING);
  weir_diagram_node_add_prop (src, "pattern", "Snow (1)", FALSE);
  weir_diagram_node_add_prop (src, "num-buffers", "100", FALSE);
  weir_diagram_node_add_prop (src, "is-live", "false", TRUE);
  WeirDiagramNode *filter =
    add_element (root, "capsfilter", "capsfilter0", WEIR_DIAGRAM_STATE_PLAYING);
  weir_diagram_node_add_prop (filter, "caps", "video/x-raw, width=(int)640, height=(int)360",
                              FALSE);
  WeirDiagramNode *sink =
    add_element (root, "autovideosink", "autovideosink0", WEIR_DIAGRAM_STATE_PLAYING);
  sink->pending = WEIR_DIAGRAM_STATE_UNKNOWN;
  WeirDiagramPad *a = add_pad (src, "src", ANY_RAW, I420);
  WeirDiagramPad *b = add_pad (filter, "sink", "ANY", I420);
  WeirDiagramPad *c = add_pad (filter, "src", "ANY", I420);
  WeirDiagramPad *d = add_pad (sink, "sink", ANY_RAW, I420);
  weir_diagram_link (diagram, a, b, I420);
  weir_diagram_link (diagram, c, d, I420);
  weir_diagram_set_title (
    diagram,
    "videotestsrc pattern=snow num-buffers=100 ! video/x-raw,width=640,height=360 ! "
    "autovideosink",
    "0.00.01.234567890");
  return diagram;
}

static WeirDiagramPad *
add_branch (WeirDiagram *diagram, WeirDiagramNode *bin, const char *const *factories,
            WeirDiagramPad *from)
{
  for (gsize i = 0; factories[i] != NULL; i++) {
    g_autofree char *name = g_strdup_printf ("%s0", factories[i]);
    const gboolean is_last = factories[i + 1] == NULL;
    WeirDiagramNode *node = add_element (bin, factories[i], name, WEIR_DIAGRAM_STATE_PAUSED);
    WeirDiagramPad *sink = add_pad (node, "sink", "ANY", I420);
    if (from->node->parent == bin)
      set_numbers (weir_diagram_link (diagram, from, sink, I420), 1234, 345600, (guint) i);
    else
      weir_diagram_pad_set_ghost (from, sink);
    if (!is_last)
      from = add_pad (node, "src", "ANY", I420);
    else if (strcmp (factories[i], "filesink") == 0)
      weir_diagram_node_add_prop (node, "location", "/tmp/out.mp4", FALSE);
    node->busy = 0.4 / (double) (i + 1);
  }
  return from;
}

WeirDiagram *
sample_tee (void)
{
  static const char *const encode[] = { "queue", "x264enc", "mp4mux", "filesink", NULL };
  static const char *const show[] = { "videoconvert", "fakesink", NULL };
  WeirDiagram *diagram = weir_diagram_new ("camera", "pipeline");
  WeirDiagramNode *root = diagram->root;

  root->state = WEIR_DIAGRAM_STATE_PAUSED;
  root->pending = WEIR_DIAGRAM_STATE_PLAYING;
  WeirDiagramNode *src = add_element (root, "rtspsrc", "camera-1", WEIR_DIAGRAM_STATE_PLAYING);
  weir_diagram_node_add_prop (src, "location", "rtsp://admin:geheim@10.0.0.7/stream", FALSE);
  weir_diagram_node_add_prop (src, "user-pw", "geheim", FALSE);
  weir_diagram_node_add_prop (src, "latency", "200", FALSE);
  WeirDiagramPad *from =
    weir_diagram_node_add_pad (src, "recv_rtp_src_0", WEIR_DIAGRAM_SRC, WEIR_DIAGRAM_SOMETIMES);
  WeirDiagramNode *tee = add_element (root, "tee", "t", WEIR_DIAGRAM_STATE_PAUSED);
  WeirDiagramPad *tee_sink = add_pad (tee, "sink", "ANY", I420);
  set_numbers (weir_diagram_link (diagram, from, tee_sink, I420), 1300, 345600, 3);

  WeirDiagramNode *bin = weir_diagram_node_add_bin (root, "outputs", "bin");
  bin->state = WEIR_DIAGRAM_STATE_PAUSED;
  for (guint i = 0; i < 3; i++) {
    g_autofree char *name = g_strdup_printf ("src_%u", i);
    g_autofree char *ghost_name = g_strdup_printf ("sink%u", i);
    WeirDiagramPad *pad = add_pad (tee, name, "ANY", I420);
    if (i == 2) {
      pad->flags = WEIR_DIAGRAM_PAD_BLOCKED | WEIR_DIAGRAM_PAD_EOS;
      break;
    }
    WeirDiagramPad *ghost =
      weir_diagram_node_add_pad (bin, ghost_name, WEIR_DIAGRAM_SINK, WEIR_DIAGRAM_ALWAYS);
    WeirDiagramLink *link = weir_diagram_link (diagram, pad, ghost, I420);
    set_numbers (link, 1250, 345600, i == 0 ? 64 : 2);
    link->n_drops = i == 0 ? 50 : 0;
    add_branch (diagram, bin, i == 0 ? encode : show, ghost);
  }
  weir_diagram_node_set_waits_for (tee, "room in outputs/queue0.sink");
  return diagram;
}

WeirDiagram *
sample_large (void)
{
  static const char *const video[] = {
    "queue",      "h264parse",    "avdec_h264", "videorate",   "videoscale",
    "capsfilter", "videoconvert", "videoflip",  "textoverlay", "timeoverlay",
    "x264enc",    "h264parse",    "queue",
  };
  static const char *const audio[] = {
    "queue",  "aacparse", "avdec_aac", "audioconvert", "audioresample", "audiorate",
    "volume", "level",    "avenc_aac", "aacparse",     "queue",
  };
  WeirDiagram *diagram = weir_diagram_new ("transcode", "pipeline");
  WeirDiagramNode *root = diagram->root;
  const WeirDiagramState state = WEIR_DIAGRAM_STATE_NULL;

  root->state = state;
  WeirDiagramNode *src = add_element (root, "filesrc", "filesrc0", state);
  weir_diagram_node_add_prop (src, "location", "movie-hello.mp4", FALSE);
  WeirDiagramNode *demux = add_element (root, "qtdemux", "d", state);
  WeirDiagramNode *mux = add_element (root, "mp4mux", "m", state);
  WeirDiagramNode *sink = add_element (root, "filesink", "filesink0", state);
  weir_diagram_link (diagram, add_pad (src, "src", "ANY", NULL),
                     add_pad (demux, "sink",
                              "video/quicktime; video/mj2; audio/x-m4a; "
                              "application/x-3gp; application/x-m4b",
                              NULL),
                     NULL);
  for (guint branch = 0; branch < 2; branch++) {
    const char *const *factories = branch == 0 ? video : audio;
    const gsize n = branch == 0 ? G_N_ELEMENTS (video) : G_N_ELEMENTS (audio);
    WeirDiagramPad *from = weir_diagram_node_add_pad (demux, branch == 0 ? "video_0" : "audio_0",
                                                      WEIR_DIAGRAM_SRC, WEIR_DIAGRAM_SOMETIMES);
    weir_diagram_pad_set_template (from, "video_%u", "ANY");
    for (gsize i = 0; i < n; i++) {
      g_autofree char *name = g_strdup_printf ("%s%u", factories[i], (guint) i);
      WeirDiagramNode *node = add_element (root, factories[i], name, state);
      const char *caps = branch == 0 ? "video/x-raw; video/x-h264" : "audio/x-raw";
      weir_diagram_link (diagram, from, add_pad (node, "sink", caps, NULL), NULL);
      from = add_pad (node, "src", caps, NULL);
      if (strcmp (factories[i], "x264enc") == 0) {
        weir_diagram_node_add_prop (node, "bitrate", "2048", TRUE);
        weir_diagram_node_add_prop (node, "tune", "Zero latency (4)", FALSE);
        weir_diagram_node_add_prop (node, "key-int-max", "60", FALSE);
      }
    }
    weir_diagram_link (diagram, from, add_pad (mux, branch == 0 ? "sink_0" : "sink_1", "ANY", NULL),
                       NULL);
  }
  weir_diagram_link (diagram, add_pad (mux, "src", "video/quicktime, variant=(string)iso", NULL),
                     add_pad (sink, "sink", "ANY", NULL), NULL);
  return diagram;
}

WeirDiagram *
sample_weird (void)
{
  static const char *const names[] = {
    "say \"hi\"",
    "a\\b\\N\\G",
    "<b>&amp;{|}</b>",
    "two\nlines",
    "\x01\x1f\x7f",
    "\xff\xfe",
    "a/b.c~d%e",
    "\xe6\x97\xa5\xe6\x9c\xac",
    "]]>-->",
    "`*_#35;",
    "",
    "\\",
    "end",
    "$(x)%d",
    "\xef\xbf\xbf\xf0\x9f\x8e\xac",
  };
  WeirDiagram *diagram = weir_diagram_new ("\"}\\ <weird>\n", "pipeline");
  WeirDiagramPad *from = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    WeirDiagramNode *bin = weir_diagram_node_add_bin (diagram->root, names[i], "bin");
    WeirDiagramNode *node = weir_diagram_node_add_element (bin, names[i], names[i]);
    WeirDiagramPad *sink =
      weir_diagram_node_add_pad (node, names[i], WEIR_DIAGRAM_SINK, WEIR_DIAGRAM_ALWAYS);
    WeirDiagramPad *src =
      weir_diagram_node_add_pad (node, names[i], WEIR_DIAGRAM_SRC, WEIR_DIAGRAM_REQUEST);
    WeirDiagramPad *ghost =
      weir_diagram_node_add_pad (bin, names[i], WEIR_DIAGRAM_SINK, WEIR_DIAGRAM_ALWAYS);
    weir_diagram_pad_set_ghost (ghost, sink);
    weir_diagram_node_add_prop (node, names[i], names[i], FALSE);
    weir_diagram_node_add_prop (node, "unset", NULL, FALSE);
    weir_diagram_node_set_waits_for (node, names[i]);
    if (from != NULL)
      weir_diagram_link (diagram, from, ghost, names[i]);
    from = src;
  }
  weir_diagram_node_add_bin (diagram->root, "nothing in it", "bin");
  weir_diagram_set_title (diagram, "<&\">\\\n", "\xff");
  return diagram;
}
