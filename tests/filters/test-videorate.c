/* SPDX-License-Identifier: MIT */
/* videorate: which picture goes out for which time, what is counted, and what becomes of gaps, ends and flushes. */
#include <weir/bases/sink.h>
#include <weir/bases/source.h>
#include <weir/sched/sim.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"

GType weir_video_rate_get_type (void);

#define MS(t) ((t) * (WeirClockTime) WEIR_MSECOND)
#define NONE WEIR_CLOCK_TIME_NONE

/* --- pictures as a table says ------------------------------------------------------------------------------------------- */

typedef struct {
  WeirClockTime pts, duration;
} Picture;

static struct {
  const char *caps;
  const Picture *pictures;
  guint n;
  WeirClockTime gap_at, gap_length; /* before the last picture; NONE: no gap */
  WeirClockTime stop;               /* of the segment */
} script;

typedef struct {
  WeirSource parent_instance;
  guint next;
} ScriptSource;
typedef WeirSourceClass ScriptSourceClass;
static GType script_source_get_type (void);
G_DEFINE_TYPE (ScriptSource, script_source, WEIR_TYPE_SOURCE)

static const WeirElementInfo source_info = {
  .name = "scriptsource", .klass = "Source", .description = "Makes pictures as a table says",
  .example = "scriptsource ! scriptsink", .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", "image/png"), {} },
};

static WeirFlowReturn
source_create (WeirSource *source, WeirBuffer **buffer, GError **error)
{
  ScriptSource *self = (ScriptSource *) source;
  guint8 number = (guint8) self->next;

  if (self->next == script.n)
    return WEIR_FLOW_EOS;
  if (self->next + 1 == script.n && script.gap_at != NONE)
    weir_pad_push_event (source->srcpad, weir_event_new_gap (script.gap_at, script.gap_length));
  *buffer = weir_buffer_new_memdup (&number, 1);
  (*buffer)->pts = script.pictures[self->next].pts;
  (*buffer)->duration = script.pictures[self->next].duration;
  self->next++;
  return WEIR_FLOW_OK;
}

static WeirCaps *
source_get_caps (WeirSource *source)
{
  return weir_caps_from_string (script.caps);
}

static gboolean
source_start (WeirSource *source, GError **error)
{
  WeirSegment segment;

  weir_segment_init (&segment, WEIR_FORMAT_TIME);
  segment.stop = script.stop;
  weir_source_set_format (source, WEIR_FORMAT_TIME);
  weir_source_new_segment (source, &segment);
  return TRUE;
}

static void
script_source_class_init (ScriptSourceClass *klass)
{
  klass->create = source_create;
  klass->get_caps = source_get_caps;
  klass->start = source_start;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &source_info);
}

static void
script_source_init (ScriptSource *self)
{
}

/* --- what came out, as text ------------------------------------------------------------------------------------------- */

typedef struct {
  WeirSink parent_instance;
  GString *seen; /* "number@ms" */
} ScriptSink;
typedef WeirSinkClass ScriptSinkClass;
static GType script_sink_get_type (void);
G_DEFINE_TYPE (ScriptSink, script_sink, WEIR_TYPE_SINK)

static const WeirElementInfo sink_info = {
  .name = "scriptsink", .klass = "Sink", .description = "Writes down what comes", .example = "scriptsource ! scriptsink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), {} },
};

static WeirFlowReturn
sink_render (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  ScriptSink *self = (ScriptSink *) sink;
  guint8 number = 0;

  weir_buffer_extract (buffer, 0, &number, 1);
  g_string_append_printf (self->seen, "%s%u@%" G_GUINT64_FORMAT, self->seen->len > 0 ? " " : "", number,
                          (buffer->pts + WEIR_MSECOND / 2) / WEIR_MSECOND);
  return WEIR_FLOW_OK;
}

static void
sink_finalize (GObject *object)
{
  g_string_free (((ScriptSink *) object)->seen, TRUE);
  G_OBJECT_CLASS (script_sink_parent_class)->finalize (object);
}

static void
script_sink_class_init (ScriptSinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sink_finalize;
  klass->render = sink_render;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &sink_info);
}

static void
script_sink_init (ScriptSink *self)
{
  self->seen = g_string_new (NULL);
}

/* --- cases -------------------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *name, *in_caps, *settings;
  const char *out_caps; /* nullable */
  Picture pictures[12];
  guint n;
  const char *expected;
  guint64 n_in, n_out, n_duplicate, n_drop;
  WeirClockTime stop;                   /* 0: none */
  WeirClockTime gap_at, gap_length;     /* 0: none */
} Case;

#define P(t, d) { MS (t), MS (d) }

static const Case cases[] = {
  { "same", "image/png, framerate=10/1", NULL, NULL, { P (0, 100), P (100, 100), P (200, 100) }, 3, "0@0 1@100 2@200",
    3, 3, 0, 0 },
  { "double", "image/png, framerate=10/1", NULL, "framerate=20/1", { P (0, 100), P (100, 100), P (200, 100) }, 3,
    "0@0 0@50 1@100 1@150 2@200 2@250", 3, 6, 3, 0 },
  { "half", "image/png, framerate=20/1", NULL, "framerate=10/1", { P (0, 50), P (50, 50), P (100, 50), P (150, 50) }, 4,
    "0@0 2@100", 4, 2, 0, 2 },
  { "nearest", "image/png, framerate=10/1", NULL, "framerate=10/1",
    { P (10, 100), P (90, 100), P (240, 100), P (310, 100) }, 4, "0@0 1@100 2@200 3@300 3@400", 4, 5, 1, 0 },
  { "older", "image/png, framerate=10/1", "new-pref=0", "framerate=10/1",
    { P (0, 100), P (110, 100), P (190, 100), P (300, 100) }, 4, "0@0 0@100 2@200 3@300", 4, 4, 1, 1 },
  { "hole is filled", "image/png, framerate=10/1", NULL, "framerate=10/1", { P (0, 100), P (400, 100) }, 2,
    "0@0 0@100 0@200 1@300 1@400", 2, 5, 3, 0 },
  { "long hole isn't", "image/png, framerate=10/1", "max-duplication-time=200000000", "framerate=10/1",
    { P (0, 100), P (400, 100) }, 2, "0@0 1@300 1@400", 2, 3, 1, 0 },
  { "filled from the start", "image/png, framerate=10/1", NULL, "framerate=10/1", { P (200, 100), P (300, 100) }, 2,
    "0@0 0@100 0@200 1@300", 2, 4, 2, 0 },
  { "skip to first", "image/png, framerate=10/1", "skip-to-first=true", "framerate=10/1", { P (230, 100), P (330, 100) }, 2,
    "0@230 1@330", 2, 2, 0, 0 },
  { "drop only", "image/png, framerate=10/1", "drop-only=true", "framerate=5/1",
    { P (0, 100), P (100, 100), P (200, 100), P (900, 100) }, 4, "0@0 2@200 3@800", 4, 3, 0, 1 },
  { "limit", "image/png, framerate=0/1", "max-rate=10", NULL, { P (0, 10), P (50, 10), P (100, 10), P (130, 10), P (300, 10) },
    5, "0@0 2@100 4@300", 5, 3, 0, 2 },
  { "on average", "image/png, framerate=0/1", "max-rate=10 average-period=200000000", NULL,
    { P (0, 10), P (500, 10), P (510, 10), P (520, 10), P (530, 10), P (700, 10) }, 6, "0@0 1@500 2@510 5@700", 6, 4, 0, 2 },
  { "variable", "image/png, framerate=0/1", NULL, "framerate=10/1", { P (0, 30), P (30, 170), P (200, 100) }, 3,
    "0@0 1@100 2@200", 3, 3, 0, 0 },
  { "passes", "image/png, framerate=0/1", NULL, NULL, { P (0, 30), P (30, 170), P (200, 100) }, 3, "0@0 1@30 2@200", 0, 0,
    0, 0 },
  { "faster", "image/png, framerate=10/1", "rate=2.0", "framerate=10/1", { P (0, 100), P (100, 100), P (200, 100), P (300, 100) },
    4, "0@0 2@100", 4, 2, 0, 2 },
  { "slower", "image/png, framerate=10/1", "rate=0.5", "framerate=10/1", { P (0, 100), P (100, 100) }, 2,
    "0@0 0@100 1@200 1@300", 2, 4, 2, 0 },
  { "no durations", "image/png, framerate=0/1", NULL, "framerate=10/1",
    { { 0, NONE }, { MS (100), NONE }, { MS (200), NONE } }, 3, "0@0 1@100 2@200", 3, 3, 0, 0 },
  { "no time", "image/png, framerate=10/1", NULL, "framerate=10/1", { P (0, 100), { NONE, NONE }, P (100, 100) }, 3,
    "0@0 2@100", 3, 2, 0, 1 },
  { "closed", "image/png, framerate=10/1", "max-closing-segment-duplication-duration=200000000", "framerate=10/1",
    { P (0, 100) }, 1, "0@0 0@100 0@200", 1, 3, 2, 0, .stop = MS (900) },
  { "closed at the stop", "image/png, framerate=10/1", NULL, "framerate=10/1", { P (0, 100) }, 1, "0@0 0@100 0@200", 1, 3, 2,
    0, .stop = MS (300) },
  { "gap", "image/png, framerate=10/1", NULL, "framerate=10/1", { P (0, 100), P (400, 100) }, 2,
    "0@0 0@100 0@200 0@300 1@400", 2, 5, 3, 0, .gap_at = MS (100), .gap_length = MS (300) },
  { "rounded times", "image/png, framerate=30/1", NULL, "framerate=30/1",
    { { 0, 33333334 }, { 33333333, 33333334 }, { 66666666, 33333334 } }, 3, "0@0 1@33 2@67", 3, 3, 0, 0 },
};

static guint64
counter (WeirElement *element, const char *name)
{
  guint64 n = 0;

  g_object_get (element, name, &n, NULL);
  return n;
}

static void
run_case (const Case *c)
{
  WeirElement *rate = line_element (weir_video_rate_get_type (), c->settings);
  WeirElement *sink = line_element (script_sink_get_type (), "sync=false"), *line;

  script.caps = c->in_caps;
  script.pictures = c->pictures;
  script.n = c->n;
  script.stop = c->stop != 0 ? c->stop : NONE;
  script.gap_at = c->gap_length != 0 ? c->gap_at : NONE;
  script.gap_length = c->gap_length;
  if (c->out_caps != NULL) {
    g_autofree char *text = g_strconcat ("caps=image/png,", c->out_caps, NULL);

    line = line_new (line_element (script_source_get_type (), NULL), rate,
                     line_element (weir_caps_filter_get_type (), text), sink, NULL);
  } else {
    line = line_new (line_element (script_source_get_type (), NULL), rate, sink, NULL);
  }
  line_run_well (line);
  if (!g_str_equal (((ScriptSink *) sink)->seen->str, c->expected))
    g_error ("%s: %s came instead of %s", c->name, ((ScriptSink *) sink)->seen->str, c->expected);
  g_assert_cmpuint (counter (rate, "in"), ==, c->n_in);
  g_assert_cmpuint (counter (rate, "out"), ==, c->n_out);
  g_assert_cmpuint (counter (rate, "duplicate"), ==, c->n_duplicate);
  g_assert_cmpuint (counter (rate, "drop"), ==, c->n_drop);
  line_free (line);
}

/* Each seed is one of them. */
static void
test_cases (guint64 seed)
{
  run_case (&cases[seed % G_N_ELEMENTS (cases)]);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer n)
{
  __atomic_add_fetch ((int *) n, 1, __ATOMIC_RELAXED);
}

/* Duplicates and drops are told to who asks for it. */
static void
test_told (void)
{
  const Picture pictures[] = { P (0, 100), P (300, 100) };
  WeirElement *rate = line_element (weir_video_rate_get_type (), "silent=false"), *line;
  int n = 0;

  script.caps = "image/png, framerate=10/1";
  script.pictures = pictures;
  script.n = 2;
  script.stop = script.gap_at = NONE;
  g_signal_connect (rate, "notify::duplicate", G_CALLBACK (count_cb), &n);
  line = line_new (line_element (script_source_get_type (), NULL), rate,
                   line_element (script_sink_get_type (), "sync=false"), NULL);
  line_run_well (line);
  for (guint tries = 0; __atomic_load_n (&n, __ATOMIC_RELAXED) == 0 && tries < 1000; tries++)
    weir_sim_sleep_ns (WEIR_MSECOND); /* it is told when the step has ended, which EOS may overtake */
  line_free (line);
  g_assert_cmpint (n, >, 0);
}

/* What can't be: a fixed rate above the limit. */
static void
test_refused (void)
{
  const Picture pictures[] = { P (0, 100) };
  WeirElement *filter = line_element (weir_caps_filter_get_type (), "caps=image/png,framerate=20/1");
  WeirElement *rate = line_element (weir_video_rate_get_type (), "max-rate=10"), *line;
  g_autofree char *text = NULL;

  script.caps = "image/png, framerate=30/1";
  script.pictures = pictures;
  script.n = 1;
  script.stop = script.gap_at = NONE;
  line = line_new (line_element (script_source_get_type (), NULL), rate, NULL);
  line_add (line, NULL, filter);
  if (weir_element_link (rate, filter)) {
    text = line_run (line);
    g_assert_nonnull (text);
  }
  line_free (line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  world_add_seeded_test ("/videorate/cases", test_cases, G_N_ELEMENTS (cases));
  line_add_test ("/videorate/told", test_told);
  line_add_test ("/videorate/refused", test_refused);
  return line_test_run ();
}
