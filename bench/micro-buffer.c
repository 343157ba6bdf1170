/* SPDX-License-Identifier: MIT */
/* What buffers, pools and events cost. Prints one figure per line: name, value, unit.
 *
 *   micro-buffer [--quick]
 */
#include <string.h>
#include <time.h>
#include <weir/data/buffer-pool.h>
#include <weir/data/event.h>

typedef struct {
  WeirBuffer *buffer;
  WeirBufferPool *pool;
  WeirSegment segment;
  WeirEvent *segment_event;
} Things;

static guint64
now_ns (void)
{
  struct timespec time;
  clock_gettime (CLOCK_MONOTONIC, &time);
  return (guint64) time.tv_sec * 1000000000 + time.tv_nsec;
}

static void
make_empty (Things *things)
{
  weir_buffer_unref (weir_buffer_new ());
}

static void
make_small (Things *things)
{
  weir_buffer_unref (weir_buffer_new_allocate (NULL, 64, NULL));
}

static void
make_sound (Things *things)
{
  weir_buffer_unref (weir_buffer_new_allocate (NULL, 8192, NULL));
}

static void
make_picture (Things *things)
{
  weir_buffer_unref (weir_buffer_new_allocate (NULL, 640 * 480 * 3 / 2, NULL));
}

static void
take_from_pool (Things *things)
{
  WeirBuffer *buffer;
  if (weir_buffer_pool_acquire_buffer (things->pool, &buffer, NULL) == WEIR_FLOW_OK)
    weir_buffer_unref (buffer);
}

static void
hold (Things *things)
{
  weir_buffer_unref (weir_buffer_ref (things->buffer));
}

static void
map (Things *things)
{
  WeirMapInfo info;
  if (weir_buffer_map (things->buffer, &info, WEIR_MAP_READWRITE))
    weir_buffer_unmap (things->buffer, &info);
}

static void
copy (Things *things)
{
  weir_buffer_unref (weir_buffer_copy (things->buffer));
}

static void
make_eos (Things *things)
{
  weir_event_unref (weir_event_new_eos ());
}

static void
make_gap (Things *things)
{
  weir_event_unref (weir_event_new_gap (1, 2));
}

static void
make_segment (Things *things)
{
  weir_event_unref (weir_event_new_segment (&things->segment));
}

static void
parse_segment (Things *things)
{
  const WeirSegment *segment;
  weir_event_parse_segment (things->segment_event, &segment);
}

static const struct {
  const char *name;
  void (*func) (Things *things);
} works[] = {
  { "buffer-empty", make_empty },
  { "buffer-64-bytes", make_small },
  { "buffer-8-kib", make_sound },
  { "buffer-450-kib", make_picture },
  { "buffer-of-pool", take_from_pool },
  { "buffer-ref-unref", hold },
  { "buffer-map-unmap", map },
  { "buffer-copy", copy },
  { "event-eos", make_eos },
  { "event-gap", make_gap },
  { "event-segment", make_segment },
  { "event-segment-parse", parse_segment },
};

int
main (int argc, char **argv)
{
  gboolean quick = argc > 1 && strcmp (argv[1], "--quick") == 0;
  guint n = quick ? 1000 : 500000;
  Things things = { .buffer = weir_buffer_new_allocate (NULL, 4096, NULL),
                    .pool = weir_buffer_pool_new () };
  WeirStructure *config = weir_buffer_pool_get_config (things.pool);
  weir_buffer_pool_config_set_params (config, NULL, 4096, 2, 4);
  if (!weir_buffer_pool_set_config (things.pool, config)
      || !weir_buffer_pool_set_active (things.pool, TRUE))
    return 1;
  weir_segment_init (&things.segment, WEIR_FORMAT_TIME);
  things.segment_event = weir_event_new_segment (&things.segment);

  for (guint i = 0; i < G_N_ELEMENTS (works); i++) {
    guint64 best_ns = G_MAXUINT64;
    for (guint round = 0; round < 7; round++) {
      guint64 start_ns = now_ns ();
      for (guint k = 0; k < n; k++)
        works[i].func (&things);
      best_ns = MIN (best_ns, now_ns () - start_ns);
    }
    g_print ("%s %.1f ns\n", works[i].name, (double) best_ns / n);
  }
  weir_event_unref (things.segment_event);
  weir_buffer_unref (things.buffer);
  g_object_unref (things.pool);
  return 0;
}
