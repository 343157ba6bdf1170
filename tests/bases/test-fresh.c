/* SPDX-License-Identifier: MIT */
/* Fresh: a property set while a paced pipeline plays is seen in the second frame after the call at the latest, however
 * many elements lie between. */
#include <weir/bases/transform.h>
#include <weir/sched/sim.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"
#include "toys.h"

#define FRAME_NS (33 * (WeirClockTime) WEIR_MSECOND)
#define CHANGES 6

/* --- a source whose frames say what its property was ------------------------------------------------------------------ */

typedef struct {
  WeirSource parent_instance;
  int value;
  guint next;
  gint64 stall_ns; /* how long the next frame takes, once */
} FreshSource;
typedef WeirSourceClass FreshSourceClass;
static GType fresh_source_get_type (void);
G_DEFINE_TYPE (FreshSource, fresh_source, WEIR_TYPE_SOURCE)

static const WeirProp props[] = {
  WEIR_PROP_INT (FreshSource, value, "value", 0, 1000, 0, WEIR_PROP_LIVE, "What the frames say"),
};
static const WeirElementInfo info = {
  .name = "freshsource", .klass = "Source", .description = "Makes frames that say a value",
  .example = "freshsource ! fakesink", .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", "ANY"), {} },
  .props = props, .n_props = G_N_ELEMENTS (props),
};

static WeirFlowReturn
create (WeirSource *source, WeirBuffer **buffer, GError **error)
{
  FreshSource *self = (FreshSource *) source;

  weir_sim_busy_ns (self->stall_ns);
  self->stall_ns = 0;
  *buffer = weir_buffer_new_memdup ("frame", 6);
  (*buffer)->offset = (guint64) self->value;
  (*buffer)->pts = self->next++ * FRAME_NS;
  (*buffer)->duration = FRAME_NS;
  return WEIR_FLOW_OK;
}

static gboolean
start (WeirSource *source, GError **error)
{
  weir_source_set_format (source, WEIR_FORMAT_TIME);
  return TRUE;
}

static void
fresh_source_class_init (FreshSourceClass *klass)
{
  klass->create = create;
  klass->start = start;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
fresh_source_init (FreshSource *self)
{
}

/* --- a filter that takes its time ------------------------------------------------------------------------------------- */

typedef struct {
  WeirTransform parent_instance;
  gint64 busy_ns;
} SlowFilter;
typedef WeirTransformClass SlowFilterClass;
static GType slow_filter_get_type (void);
G_DEFINE_TYPE (SlowFilter, slow_filter, WEIR_TYPE_TRANSFORM)

static const WeirElementInfo slow_info = {
  .name = "slowfilter", .klass = "Filter", .description = "Takes its time for each frame",
  .example = "freshsource ! slowfilter ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC ("src", "ANY"), {} },
};

static WeirFlowReturn
take_time (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  weir_sim_busy_ns (((SlowFilter *) transform)->busy_ns);
  return WEIR_FLOW_OK;
}

static void
slow_filter_class_init (SlowFilterClass *klass)
{
  klass->transform_ip = take_time;
  klass->transform_ip_on_passthrough = TRUE;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &slow_info);
}

static void
slow_filter_init (SlowFilter *self)
{
}

/* --- how fresh -------------------------------------------------------------------------------------------------------- */

static guint
frames_seen (ToySink *sink)
{
  g_autoptr (GArray) seen = toy_sink_get_seen (sink);

  return seen->len;
}

/* How many frames after the first `before` one says `value`. */
static guint
frames_until (ToySink *sink, guint before, int value)
{
  for (guint tries = 0; tries < 200; tries++) {
    g_autoptr (GArray) seen = toy_sink_get_seen (sink);

    for (guint i = before; i < seen->len; i++)
      if (g_array_index (seen, ToySeen, i).offset == (guint64) value)
        return i - before + 1;
    weir_sim_sleep_ns (FRAME_NS / 2);
  }
  g_assert_not_reached ();
}

/* Changes the value at random moments: each is seen in frame `at_most` at the latest. */
static void
check_changes (WeirElement *source, ToySink *sink, guint at_most)
{
  for (guint i = 0; i < CHANGES; i++) {
    int value = ((FreshSource *) source)->value + 1;
    guint before;

    weir_sim_sleep_ns ((gint64) (FRAME_NS / 7) * (1 + weir_sim_choose (14)));
    g_object_set (source, "value", value, NULL);
    before = frames_seen (sink);
    g_assert_cmpuint (frames_until (sink, before, value), <=, at_most);
  }
}

static void
check_fresh (WeirElement *line, WeirElement *source, ToySink *sink)
{
  /* a machine that is busy all the time shows all frames late, and then each of the four links opens, as it should */
  const guint at_most = weir_sim_active () ? 2 : 4 * 64;

  line_reach (line, WEIR_STATE_PLAYING);
  weir_sim_sleep_ns (5 * FRAME_NS);
  check_changes (source, sink, at_most);
  line_free (line);
}

static WeirElement *
plain (void)
{
  return line_element (weir_identity_get_type (), NULL);
}

static void
test_line (void)
{
  WeirElement *source = line_element (fresh_source_get_type (), NULL), *sink = line_element (toy_sink_get_type (), NULL);
  WeirElement *line = line_new (source, plain (), plain (), plain (), sink, NULL);

  check_fresh (line, source, TOY_SINK (sink));
}

static void
test_fork (void)
{
  WeirElement *source = line_element (fresh_source_get_type (), NULL), *sink = line_element (toy_sink_get_type (), NULL);
  WeirElement *tee = line_element (weir_tee_get_type (), NULL), *branch = plain ();
  WeirElement *line = line_new (source, plain (), tee, plain (), sink, NULL);

  line_add (line, tee, branch);
  line_add (line, branch, line_element (toy_sink_get_type (), NULL));
  check_fresh (line, source, TOY_SINK (sink));
}

/* --- late ------------------------------------------------------------------------------------------------------------- */

#define N_SLOW 3
#define N_LINKS (N_SLOW + 2)

typedef struct {
  WeirElement *line, *source, *sink, *slow[N_SLOW];
} Late;

static Late
late_start (gint64 busy_ns)
{
  Late late = { .source = line_element (fresh_source_get_type (), NULL),
                .sink = line_element (toy_sink_get_type (), NULL) };

  for (guint i = 0; i < N_SLOW; i++) {
    late.slow[i] = line_element (slow_filter_get_type (), NULL);
    ((SlowFilter *) late.slow[i])->busy_ns = busy_ns;
  }
  late.line = line_new (late.source, late.slow[0], plain (), late.slow[1], late.slow[2], late.sink, NULL);
  line_reach (late.line, WEIR_STATE_PLAYING);
  weir_sim_sleep_ns (5 * FRAME_NS);
  return late;
}

/* By how much the last frame that was seen was late against the first. */
static gint64
lateness (ToySink *sink)
{
  g_autoptr (GArray) seen = toy_sink_get_seen (sink);
  const ToySeen *first = &g_array_index (seen, ToySeen, 0), *last = &g_array_index (seen, ToySeen, seen->len - 1);

  return last->at_ns - first->at_ns - (gint64) (last->pts - first->pts);
}

static gboolean
only_in_virtual_time (void)
{
  if (!weir_sim_active ())
    g_test_skip ("says how late frames are: in virtual time only");
  return weir_sim_active ();
}

/* The machine was busy for a moment: many frames are late, but they catch up by themselves. */
static void
test_stall (void)
{
  Late late;

  if (!only_in_virtual_time ())
    return;
  late = late_start (2 * WEIR_MSECOND);
  for (guint i = 0; i < 3; i++) {
    ((FreshSource *) late.source)->stall_ns = (10 + weir_sim_choose (20)) * FRAME_NS;
    weir_sim_sleep_ns (2 * FRAME_NS);
    check_changes (late.source, TOY_SINK (late.sink), 2); /* late, and on time again */
  }
  line_free (late.line);
}

/* Only if the filters work at the same time does this line keep time: links open by one. When there is less to do they
 * close again. */
static void
test_slow (void)
{
  Late late;

  if (!only_in_virtual_time ())
    return;
  late = late_start (13 * WEIR_MSECOND);
  weir_sim_sleep_ns (60 * FRAME_NS);
  g_assert_cmpint (lateness (TOY_SINK (late.sink)), <, 2 * FRAME_NS);
  check_changes (late.source, TOY_SINK (late.sink), 2 * N_LINKS);
  for (guint i = 0; i < N_SLOW; i++)
    ((SlowFilter *) late.slow[i])->busy_ns = 0;
  weir_sim_sleep_ns (10 * (WeirClockTime) WEIR_SECOND);
  check_changes (late.source, TOY_SINK (late.sink), 2);
  line_free (late.line);
}

/* One filter that can't keep up: running ahead doesn't help, and little is held before it: an item in each link, and one
 * at work in each element. */
static void
test_overload (void)
{
  Late late;

  if (!only_in_virtual_time ())
    return;
  late = late_start (0);
  ((SlowFilter *) late.slow[2])->busy_ns = 2 * FRAME_NS;
  weir_sim_sleep_ns (200 * FRAME_NS);
  g_assert_cmpint (lateness (TOY_SINK (late.sink)), >, 50 * FRAME_NS);
  check_changes (late.source, TOY_SINK (late.sink), 2 * N_LINKS);
  line_free (late.line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/fresh/line", test_line);
  line_add_test ("/fresh/fork", test_fork);
  line_add_test ("/fresh/stall", test_stall);
  line_add_test ("/fresh/slow", test_slow);
  line_add_test ("/fresh/overload", test_overload);
  return line_test_run ();
}
