/* SPDX-License-Identifier: MIT */
/* fakesrc: makes buffers of nothing, for tests and measurements. */
#include <string.h>

#include <weir/bases/dump.h>
#include <weir/bases/source.h>

#include "core.h"

typedef enum { DATA_ALLOCATE = 1, DATA_SUBBUFFER } DataType;
typedef enum { SIZE_EMPTY = 1, SIZE_FIXED, SIZE_RANDOM } SizeType;
typedef enum { FILL_NOTHING = 1, FILL_ZERO, FILL_RANDOM, FILL_PATTERN, FILL_PATTERN_SPAN } FillType;

GType weir_fake_src_data_type_get_type (void);
GType weir_fake_src_size_type_get_type (void);
GType weir_fake_src_fill_type_get_type (void);
#define WeirFakeSrcDataType DataType
#define WeirFakeSrcSizeType SizeType
#define WeirFakeSrcFillType FillType
G_DEFINE_ENUM_TYPE (WeirFakeSrcDataType, weir_fake_src_data_type,
                    G_DEFINE_ENUM_VALUE (DATA_ALLOCATE, "allocate"),
                    G_DEFINE_ENUM_VALUE (DATA_SUBBUFFER, "subbuffer"))
G_DEFINE_ENUM_TYPE (WeirFakeSrcSizeType, weir_fake_src_size_type,
                    G_DEFINE_ENUM_VALUE (SIZE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (SIZE_FIXED, "fixed"),
                    G_DEFINE_ENUM_VALUE (SIZE_RANDOM, "random"))
G_DEFINE_ENUM_TYPE (WeirFakeSrcFillType, weir_fake_src_fill_type,
                    G_DEFINE_ENUM_VALUE (FILL_NOTHING, "nothing"),
                    G_DEFINE_ENUM_VALUE (FILL_ZERO, "zero"),
                    G_DEFINE_ENUM_VALUE (FILL_RANDOM, "random"),
                    G_DEFINE_ENUM_VALUE (FILL_PATTERN, "pattern"),
                    G_DEFINE_ENUM_VALUE (FILL_PATTERN_SPAN, "pattern-span"))

G_DECLARE_FINAL_TYPE (WeirFakeSrc, weir_fake_src, WEIR, FAKE_SRC, WeirSource)

struct _WeirFakeSrc {
  WeirSource parent_instance;

  int data, sizetype, filltype, format;
  int sizemin, sizemax, datarate, parentsize;
  gboolean sync, live, handoffs, silent, dump, can_pull, can_push;
  char *pattern;      /* (owned) (nullable) */
  char *last_message; /* (owned) (nullable) */

  guint64 made, bytes;
  guint8 next_byte;   /* of pattern-span */
  WeirBuffer *parent; /* (owned) (nullable): what sub-buffers are cut from */
  gsize parent_at;
};

G_DEFINE_FINAL_TYPE (WeirFakeSrc, weir_fake_src, WEIR_TYPE_SOURCE)

static guint handoff_signal;

static const WeirProp props[] = {
  WEIR_PROP_ENUM (WeirFakeSrc, data, "data", weir_fake_src_data_type_get_type, DATA_ALLOCATE, WEIR_PROP_LIVE,
                  "Whether each buffer has memory of its own, or a part of a larger one"),
  WEIR_PROP_ENUM (WeirFakeSrc, sizetype, "sizetype", weir_fake_src_size_type_get_type, SIZE_EMPTY, WEIR_PROP_LIVE,
                  "How large buffers are"),
  WEIR_PROP_INT (WeirFakeSrc, sizemin, "sizemin", 0, G_MAXINT, 0, WEIR_PROP_LIVE, "Smallest random size, in bytes"),
  WEIR_PROP_INT (WeirFakeSrc, sizemax, "sizemax", 0, G_MAXINT, 4096, WEIR_PROP_LIVE,
                 "Fixed or largest random size, in bytes"),
  WEIR_PROP_ENUM (WeirFakeSrc, filltype, "filltype", weir_fake_src_fill_type_get_type, FILL_ZERO, WEIR_PROP_LIVE,
                  "What the bytes are"),
  WEIR_PROP_INT (WeirFakeSrc, datarate, "datarate", 0, G_MAXINT, 0, WEIR_PROP_LIVE,
                 "Stamps buffers as if so many bytes came a second; 0: no stamps"),
  WEIR_PROP_BOOLEAN (WeirFakeSrc, sync, "sync", FALSE, WEIR_PROP_LIVE, "Gives stamped buffers at their time by the clock"),
  WEIR_PROP_STRING (WeirFakeSrc, pattern, "pattern", NULL, WEIR_PROP_LIVE,
                    "Bytes of filltype=pattern, over and over; without it: 0 to 255"),
  WEIR_PROP_BOOLEAN (WeirFakeSrc, handoffs, "signal-handoffs", FALSE, WEIR_PROP_LIVE, "Emits handoff for each buffer"),
  WEIR_PROP_BOOLEAN (WeirFakeSrc, silent, "silent", TRUE, WEIR_PROP_LIVE, "Says nothing in last-message"),
  WEIR_PROP_BOOLEAN (WeirFakeSrc, dump, "dump", FALSE, WEIR_PROP_LIVE, "Prints the bytes of each buffer"),
  WEIR_PROP_INT (WeirFakeSrc, parentsize, "parentsize", 0, G_MAXINT, 40960, WEIR_PROP_LIVE,
                 "Bytes of the memory that data=subbuffer cuts its buffers from"),
  { .name = "last-message", .blurb = "What was made last, unless silent", .kind = WEIR_PROP_KIND_STRING,
    .flags = WEIR_PROP_READ_ONLY },
  WEIR_PROP_BOOLEAN (WeirFakeSrc, can_pull, "can-activate-pull", TRUE, 0,
                     "Accepted; whether the peer may ask for bytes isn't limited by it"),
  WEIR_PROP_BOOLEAN (WeirFakeSrc, can_push, "can-activate-push", TRUE, 0, "Without it the element can't start"),
  WEIR_PROP_BOOLEAN (WeirFakeSrc, live, "is-live", FALSE, 0, "Makes data only while playing"),
  WEIR_PROP_ENUM (WeirFakeSrc, format, "format", weir_format_get_type, WEIR_FORMAT_BYTES, 0, "What segments count in"),
};

static const WeirElementInfo info = {
  .name = "fakesrc",
  .long_name = "Fake source",
  .klass = "Source",
  .description = "Makes buffers of nothing, for tests and measurements",
  .example = "fakesrc num-buffers=5 sizetype=fixed sizemax=16 ! fakesink silent=false",
  .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* --- bytes ---------------------------------------------------------------------------------------------------------- */

static gsize
choose_size (WeirFakeSrc *self)
{
  gsize low = (gsize) self->sizemin, high = (gsize) self->sizemax;

  if (self->sizetype == SIZE_EMPTY)
    return 0;
  if (self->sizetype == SIZE_FIXED || high <= low)
    return high;
  return low + weir_element_random_u32 (WEIR_ELEMENT_CAST (self)) % (high - low + 1);
}

static void
fill_pattern (WeirFakeSrc *self, guint8 *data, gsize size)
{
  gsize length = self->pattern != NULL ? strlen (self->pattern) : 0;
  gboolean span = self->filltype == FILL_PATTERN_SPAN;

  for (gsize i = 0; i < size; i++) {
    gsize at = span ? self->next_byte++ : i;

    data[i] = length > 0 ? (guint8) self->pattern[at % length] : (guint8) at;
  }
}

static void
fill (WeirFakeSrc *self, WeirBuffer *buffer)
{
  WeirMapInfo map;

  if (self->filltype == FILL_NOTHING || !weir_buffer_map (buffer, &map, WEIR_MAP_WRITE))
    return;
  if (self->filltype == FILL_ZERO) {
    memset (map.data, 0, map.size);
  } else if (self->filltype == FILL_RANDOM) {
    for (gsize i = 0; i < map.size; i++)
      map.data[i] = (guint8) weir_element_random_u32 (WEIR_ELEMENT_CAST (self));
  } else {
    fill_pattern (self, map.data, map.size);
  }
  weir_buffer_unmap (buffer, &map);
}

static WeirBuffer *
cut (WeirFakeSrc *self, gsize size)
{
  WeirBuffer *buffer;

  if (self->parent == NULL || self->parent_at + size > weir_buffer_get_size (self->parent)) {
    g_clear_pointer (&self->parent, weir_buffer_unref);
    self->parent = weir_source_allocate (WEIR_SOURCE_CAST (self), MAX (size, (gsize) self->parentsize));
    self->parent_at = 0;
    fill (self, self->parent);
  }
  buffer = weir_buffer_copy_region (self->parent, WEIR_BUFFER_COPY_MEMORY, self->parent_at, size);
  self->parent_at += size;
  return buffer;
}

static WeirBuffer *
make (WeirFakeSrc *self)
{
  gsize size = choose_size (self);
  WeirBuffer *buffer;

  if (size == 0)
    return weir_buffer_new ();
  self->bytes += size;
  if (self->data == DATA_SUBBUFFER)
    return cut (self, size);
  buffer = weir_source_allocate (WEIR_SOURCE_CAST (self), size);
  fill (self, buffer);
  return buffer;
}

static WeirFlowReturn
weir_fake_src_create (WeirSource *source, WeirBuffer **out, GError **error)
{
  WeirFakeSrc *self = WEIR_FAKE_SRC (source);
  guint64 before = self->bytes;
  WeirBuffer *buffer = *out = make (self);

  if (self->datarate > 0) {
    buffer->pts = (guint64) ((double) before * (double) WEIR_SECOND / self->datarate);
    buffer->duration = (guint64) ((double) self->bytes * (double) WEIR_SECOND / self->datarate) - buffer->pts;
  }
  buffer->offset = self->made++;
  if (!self->silent)
    weir_element_say (WEIR_ELEMENT_CAST (self), "last-message", "create", source->srcpad, (WeirMini *) buffer);
  if (self->dump)
    weir_element_dump_buffer (WEIR_ELEMENT_CAST (self), buffer);
  if (self->handoffs)
    weir_element_emit (WEIR_ELEMENT_CAST (self), handoff_signal, 0, buffer, source->srcpad);
  return WEIR_FLOW_OK;
}

static void
weir_fake_src_get_times (WeirSource *source, WeirBuffer *buffer, WeirClockTime *start, WeirClockTime *end)
{
  if (WEIR_FAKE_SRC (source)->sync)
    *start = buffer->pts;
}

static gboolean
weir_fake_src_start (WeirSource *source, GError **error)
{
  WeirFakeSrc *self = WEIR_FAKE_SRC (source);

  if (!self->can_push) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_PAD,
                 "can-activate-push=false leaves no way to get data out of it; leave it at true");
    return FALSE;
  }
  self->made = self->bytes = 0;
  self->next_byte = 0;
  weir_source_set_format (source, self->format == WEIR_FORMAT_UNDEFINED ? WEIR_FORMAT_BYTES : (WeirFormat) self->format);
  weir_source_set_live (source, self->live);
  return TRUE;
}

static void
weir_fake_src_stop (WeirSource *source)
{
  g_clear_pointer (&WEIR_FAKE_SRC (source)->parent, weir_buffer_unref);
}

static void
weir_fake_src_class_init (WeirFakeSrcClass *klass)
{
  WeirSourceClass *source_class = WEIR_SOURCE_CLASS (klass);

  source_class->create = weir_fake_src_create;
  source_class->get_times = weir_fake_src_get_times;
  source_class->start = weir_fake_src_start;
  source_class->stop = weir_fake_src_stop;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);

  /* A buffer leaves; the arguments are the buffer and the source pad. */
  handoff_signal = g_signal_new ("handoff", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, WEIR_TYPE_BUFFER, WEIR_TYPE_PAD);
}

static void
weir_fake_src_init (WeirFakeSrc *self)
{
}
