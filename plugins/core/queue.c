/* SPDX-License-Identifier: MIT */
/* queue: lets what feeds it run further ahead. The data waits in the link that ends at its sink pad, whose limits it sets;
 * it makes no thread, and nothing needs one.
 *
 * With min-threshold or flush-on-eos it must look at what waits: then it keeps it itself. */
#include <weir/bases/listen.h>
#include <weir/bases/transform.h>

#include "core.h"

typedef enum { LEAKY_NO = 0, LEAKY_UPSTREAM, LEAKY_DOWNSTREAM } Leaky;

GType weir_queue_leaky_get_type (void);
#define WeirQueueLeaky Leaky
G_DEFINE_ENUM_TYPE (WeirQueueLeaky, weir_queue_leaky,
                    G_DEFINE_ENUM_VALUE (LEAKY_NO, "no"),
                    G_DEFINE_ENUM_VALUE (LEAKY_UPSTREAM, "upstream"),
                    G_DEFINE_ENUM_VALUE (LEAKY_DOWNSTREAM, "downstream"))

G_DECLARE_FINAL_TYPE (WeirQueue, weir_queue, WEIR, QUEUE, WeirTransform)

struct _WeirQueue {
  WeirTransform parent_instance;

  guint max_buffers, max_bytes, min_buffers, min_bytes;
  guint64 max_time, min_time;
  int leaky;
  gboolean silent, flush_on_eos;

  GQueue kept;        /* of WeirMini, with a threshold: taken and not yet given on */
  guint kept_buffers;
  guint64 kept_bytes;
  gboolean opened;    /* the threshold was reached, or the stream ended */
  gboolean empty;     /* underrun was emitted since there was something */
  gboolean full;      /* likewise overrun */
  WeirListen listen[4];
};

G_DEFINE_FINAL_TYPE (WeirQueue, weir_queue, WEIR_TYPE_TRANSFORM)

enum { SIGNAL_UNDERRUN, SIGNAL_RUNNING, SIGNAL_OVERRUN, SIGNAL_PUSHING, N_SIGNALS };
static guint signals[N_SIGNALS];

static void get_buffers (gpointer object, GValue *value);
static void get_bytes (gpointer object, GValue *value);
static void get_time (gpointer object, GValue *value);

static const WeirProp props[] = {
  WEIR_PROP_COMPUTED ("current-level-buffers", UINT, NULL, get_buffers, "Buffers that wait now"),
  WEIR_PROP_COMPUTED ("current-level-bytes", UINT, NULL, get_bytes, "Bytes that wait now"),
  WEIR_PROP_COMPUTED ("current-level-time", UINT64, NULL, get_time, "How many ns of the stream wait now"),
  WEIR_PROP_UINT (WeirQueue, max_buffers, "max-size-buffers", 0, G_MAXUINT, 200, WEIR_PROP_LIVE,
                  "Most buffers that may wait; 0: any number"),
  WEIR_PROP_UINT (WeirQueue, max_bytes, "max-size-bytes", 0, G_MAXUINT, 10485760, WEIR_PROP_LIVE,
                  "Most bytes that may wait; 0: any number"),
  WEIR_PROP_UINT64 (WeirQueue, max_time, "max-size-time", 0, G_MAXUINT64, 1000000000, WEIR_PROP_LIVE,
                    "Most ns of the stream that may wait; 0: any"),
  WEIR_PROP_UINT (WeirQueue, min_buffers, "min-threshold-buffers", 0, G_MAXUINT, 0, WEIR_PROP_LIVE,
                  "Gives nothing on before so many buffers wait"),
  WEIR_PROP_UINT (WeirQueue, min_bytes, "min-threshold-bytes", 0, G_MAXUINT, 0, WEIR_PROP_LIVE,
                  "Gives nothing on before so many bytes wait"),
  WEIR_PROP_UINT64 (WeirQueue, min_time, "min-threshold-time", 0, G_MAXUINT64, 0, WEIR_PROP_LIVE,
                    "Gives nothing on before so many ns of the stream wait"),
  WEIR_PROP_ENUM (WeirQueue, leaky, "leaky", weir_queue_leaky_get_type, LEAKY_NO, WEIR_PROP_LIVE,
                  "What happens when it is full: upstream waits, or new or old buffers are dropped"),
  WEIR_PROP_BOOLEAN (WeirQueue, silent, "silent", FALSE, WEIR_PROP_LIVE, "Emits no signals"),
  WEIR_PROP_BOOLEAN (WeirQueue, flush_on_eos, "flush-on-eos", FALSE, WEIR_PROP_LIVE,
                     "Drops what waits when the end of the stream comes"),
};

static const WeirElementInfo info = {
  .name = "queue",
  .long_name = "Queue",
  .klass = "Generic",
  .description = "Lets what feeds it run further ahead, or drops what is too much",
  .example = "fakesrc num-buffers=50 ! queue max-size-buffers=4 ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC ("src", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* --- levels --------------------------------------------------------------------------------------------------------- */

/* Some of it may lie in `kept`, which only the owner may look at; what is missed is on its way out. */
static void
get_buffers (gpointer object, GValue *value)
{
  WeirPadLimits level;

  weir_pad_get_level (WEIR_TRANSFORM_CAST (object)->sinkpad, &level);
  g_value_set_uint (value, level.items + __atomic_load_n (&WEIR_QUEUE (object)->kept_buffers, __ATOMIC_RELAXED));
}

static void
get_bytes (gpointer object, GValue *value)
{
  WeirPadLimits level;

  weir_pad_get_level (WEIR_TRANSFORM_CAST (object)->sinkpad, &level);
  level.bytes += __atomic_load_n (&WEIR_QUEUE (object)->kept_bytes, __ATOMIC_RELAXED);
  g_value_set_uint (value, (guint) MIN (level.bytes, G_MAXUINT));
}

static void
get_time (gpointer object, GValue *value)
{
  WeirPadLimits level;

  weir_pad_get_level (WEIR_TRANSFORM_CAST (object)->sinkpad, &level);
  g_value_set_uint64 (value, level.time_ns);
}

static void
set_limits (WeirQueue *self)
{
  const WeirPadLimits limits = {
    .items = self->max_buffers,
    .bytes = self->max_bytes,
    .time_ns = self->max_time,
    .leak = self->leaky == LEAKY_UPSTREAM     ? WEIR_PAD_LEAK_NEWEST
            : self->leaky == LEAKY_DOWNSTREAM ? WEIR_PAD_LEAK_OLDEST
                                              : WEIR_PAD_LEAK_NONE,
  };

  weir_pad_set_limits (WEIR_TRANSFORM_CAST (self)->sinkpad, &limits);
}

/* --- signals -------------------------------------------------------------------------------------------------------- */

static void
emit (WeirQueue *self, guint which)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);

  if (!self->silent && weir_element_is_listened (element, signals[which], &self->listen[which]))
    weir_element_emit (element, signals[which], 0);
}

static void
note_level (WeirQueue *self)
{
  WeirPad *pad = WEIR_TRANSFORM_CAST (self)->sinkpad;
  WeirPadLimits level;
  gboolean full;

  if (self->silent)
    return;
  weir_pad_get_level (pad, &level);
  full = (self->max_buffers != 0 && level.items >= self->max_buffers)
         || (self->max_bytes != 0 && level.bytes >= self->max_bytes)
         || (self->max_time != 0 && level.time_ns >= self->max_time);
  if (full && !self->full)
    emit (self, SIGNAL_OVERRUN);
  self->full = full;
  if (level.items > 0 && self->empty)
    emit (self, SIGNAL_RUNNING);
  if (level.items > 0)
    self->empty = FALSE;
}

/* --- with a threshold ----------------------------------------------------------------------------------------------- */

static gboolean
keeps (WeirQueue *self)
{
  return self->min_buffers > 0 || self->min_bytes > 0 || self->min_time > 0 || self->flush_on_eos || self->kept.length > 0;
}

static gsize
bytes_of (WeirMini *item)
{
  return WEIR_ITEM_IS_BUFFER (item) ? weir_buffer_get_size ((WeirBuffer *) item) : 0;
}

static void
forget_kept (WeirQueue *self)
{
  WeirMini *item;

  while ((item = g_queue_pop_head (&self->kept)) != NULL)
    weir_mini_unref (item);
  self->kept_buffers = 0;
  self->kept_bytes = 0;
}

/* Drops the buffers that are kept; events stay in order. */
static void
drop_buffers (WeirQueue *self)
{
  for (GList *l = self->kept.head; l != NULL;) {
    GList *next = l->next;

    if (!WEIR_ITEM_IS_EVENT ((WeirMini *) l->data)) {
      weir_mini_unref (l->data);
      g_queue_delete_link (&self->kept, l);
    }
    l = next;
  }
  self->kept_buffers = 0;
  self->kept_bytes = 0;
}

static guint64
kept_time (WeirQueue *self)
{
  WeirClockTime first = WEIR_CLOCK_TIME_NONE, last = WEIR_CLOCK_TIME_NONE;

  for (GList *l = self->kept.head; l != NULL; l = l->next) {
    WeirBuffer *buffer = WEIR_ITEM_IS_BUFFER ((WeirMini *) l->data) ? l->data : NULL;

    if (buffer == NULL || buffer->pts == WEIR_CLOCK_TIME_NONE)
      continue;
    if (first == WEIR_CLOCK_TIME_NONE)
      first = buffer->pts;
    last = buffer->pts;
  }
  return last != WEIR_CLOCK_TIME_NONE && last > first ? last - first : 0;
}

static gboolean
reached (WeirQueue *self)
{
  return self->kept_buffers >= self->min_buffers && self->kept_bytes >= self->min_bytes
         && (self->min_time == 0 || kept_time (self) >= self->min_time);
}

static gboolean
has_place (WeirQueue *self)
{
  return (self->max_buffers == 0 || self->kept_buffers < MAX (self->max_buffers, self->min_buffers))
         && (self->max_bytes == 0 || self->kept_bytes < MAX (self->max_bytes, self->min_bytes));
}

static void
keep_more (WeirQueue *self)
{
  WeirPad *pad = WEIR_TRANSFORM_CAST (self)->sinkpad;
  WeirMini *item;

  while (has_place (self) && (item = weir_pad_take (pad)) != NULL) {
    gboolean eos = WEIR_ITEM_IS_EVENT (item) && ((WeirEvent *) item)->type == WEIR_EVENT_EOS;

    if (eos && self->flush_on_eos)
      drop_buffers (self);
    self->opened |= eos;
    self->kept_buffers += WEIR_ITEM_IS_BUFFER (item);
    self->kept_bytes += bytes_of (item);
    g_queue_push_tail (&self->kept, item);
  }
}

static void
give_on (WeirQueue *self, WeirMini *item)
{
  WeirPad *pad = WEIR_TRANSFORM_CAST (self)->srcpad;

  if (WEIR_ITEM_IS_EVENT (item)) {
    weir_pad_push_event (pad, (WeirEvent *) item);
  } else if (WEIR_ITEM_IS_BUFFER (item)) {
    self->kept_buffers--;
    self->kept_bytes -= bytes_of (item);
    weir_pad_push (pad, (WeirBuffer *) item);
  } else {
    weir_pad_push_list (pad, (WeirBufferList *) item);
  }
}

static WeirProcess
process_keeping (WeirQueue *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  WeirTransform *transform = WEIR_TRANSFORM_CAST (self);
  WeirMini *item;

  for (;;) {
    keep_more (self);
    item = g_queue_peek_head (&self->kept);
    if (!self->opened && reached (self)) {
      self->opened = TRUE;
      emit (self, SIGNAL_PUSHING);
    }
    if (item == NULL || (!WEIR_ITEM_IS_EVENT (item) && !self->opened && has_place (self))) {
      if (item == NULL)
        self->opened = FALSE; /* ran dry: fills up to the threshold again */
      weir_element_want_input (element, transform->sinkpad);
      return WEIR_PROCESS_PARK;
    }
    if (!weir_pad_has_room (transform->srcpad)) {
      weir_element_want_room (element, transform->srcpad);
      return WEIR_PROCESS_PARK;
    }
    give_on (self, g_queue_pop_head (&self->kept));
    if (weir_element_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

static WeirProcess
weir_queue_process (WeirElement *element, GError **error)
{
  WeirQueue *self = (WeirQueue *) element;
  WeirProcess answer;

  if (!self->silent)
    note_level (self);
  if (keeps (self))
    return process_keeping (self);
  answer = WEIR_ELEMENT_CLASS (weir_queue_parent_class)->process (element, error);
  if (answer == WEIR_PROCESS_PARK && !self->empty && weir_pad_level (WEIR_TRANSFORM_CAST (self)->sinkpad) == 0) {
    self->empty = TRUE;
    emit (self, SIGNAL_UNDERRUN);
  }
  return answer;
}

/* --- states --------------------------------------------------------------------------------------------------------- */

static void
weir_queue_reset (WeirTransform *transform)
{
  WeirQueue *self = WEIR_QUEUE (transform);

  forget_kept (self);
  self->opened = FALSE;
}

static void
weir_queue_pad_linked (WeirElement *element, WeirPad *pad)
{
  if (pad == WEIR_TRANSFORM_CAST (element)->sinkpad)
    set_limits (WEIR_QUEUE (element));
}

static void
weir_queue_property_applied (WeirElement *element, const WeirProp *prop)
{
  set_limits (WEIR_QUEUE (element));
}

static void
weir_queue_finalize (GObject *object)
{
  forget_kept (WEIR_QUEUE (object));
  G_OBJECT_CLASS (weir_queue_parent_class)->finalize (object);
}

static void
weir_queue_class_init (WeirQueueClass *klass)
{
  static const char *const names[N_SIGNALS] = { "underrun", "running", "overrun", "pushing" };
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_queue_finalize;
  element_class->process = weir_queue_process;
  element_class->pad_linked = weir_queue_pad_linked;
  element_class->property_applied = weir_queue_property_applied;
  WEIR_TRANSFORM_CLASS (klass)->reset = weir_queue_reset;
  weir_element_class_set_info (element_class, &info);

  /* It ran empty; there is something again; it is full; the threshold was reached. */
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_FIRST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_queue_init (WeirQueue *self)
{
  self->empty = TRUE;
}
