/* SPDX-License-Identifier: MIT */
/* Fresh: a property set while a paced pipeline plays is seen in the second frame after the call at the latest, however
 * many elements lie between. */
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

static void
check_fresh (WeirElement *line, WeirElement *source, ToySink *sink)
{
  /* a busy machine shows frames late, and then links open as they should */
  const guint at_most = weir_sim_active () ? 2 : 64;

  line_reach (line, WEIR_STATE_PLAYING);
  weir_sim_sleep_ns (5 * FRAME_NS);
  for (int value = 1; value <= CHANGES; value++) {
    guint before;

    weir_sim_sleep_ns ((gint64) (FRAME_NS / 7) * (1 + weir_sim_choose (14)));
    g_object_set (source, "value", value, NULL);
    before = frames_seen (sink);
    g_assert_cmpuint (frames_until (sink, before, value), <=, at_most);
  }
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  line_add_test ("/fresh/line", test_line);
  line_add_test ("/fresh/fork", test_fork);
  return line_test_run ();
}
