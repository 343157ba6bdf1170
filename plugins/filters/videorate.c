/* SPDX-License-Identifier: MIT */
/* videorate: as many pictures a second as what follows wants.
 *
 * The output is a grid of times. Each picture is kept until the next one has come, then every time of the grid for which
 * it is the nearer one gets it: none (it is dropped), one, or several (it is duplicated). Bytes are shared, not copied.
 * Where only a limit is set, or a rate is to be kept on average, pictures keep their times and those in excess go. */
#include <weir/bases/transform.h>
#include <weir/registry/plugin-impl.h>

#define MAX_RATE_NONE G_MAXINT
/* Times of the input are rounded. */
#define SLACK_NS ((WeirClockTime) WEIR_USECOND)

G_DECLARE_FINAL_TYPE (WeirVideoRate, weir_video_rate, WEIR, VIDEO_RATE, WeirTransform)

typedef enum {
  MODE_PASS = 1, /* pictures go on as they come */
  MODE_LIMIT,    /* some are dropped */
  MODE_GRID,
} Mode;

struct _WeirVideoRate {
  WeirTransform parent_instance;

  /* properties */
  gboolean silent, skip_to_first, drop_only;
  double new_pref, rate;
  guint64 average_period, max_duplication_time, max_closing;
  int max_rate; /* read by any thread, with drop_only: what caps are possible depends on them */

  Mode mode;
  int to_n, to_d; /* frames per second of the output; 0/1: variable */
  WeirSegment segment; /* that of the pictures; undefined format before the first */

  /* positions are ns from the beginning of the segment, forwards or backwards */
  WeirBuffer *kept; /* (owned) (nullable) */
  WeirClockTime kept_at, kept_end; /* end NONE: not known */
  guint kept_uses;
  gboolean begun;
  WeirClockTime base; /* position of slot 0 */
  guint64 slot;       /* the next one */
  WeirClockTime next; /* MODE_LIMIT: earlier pictures are too many */

  guint64 n_in, n_out, n_duplicate, n_drop; /* written by the owner, read by anybody */
};

G_DEFINE_FINAL_TYPE (WeirVideoRate, weir_video_rate, WEIR_TYPE_TRANSFORM)

/* --- counters --------------------------------------------------------------------------------------------------------- */

static void
count (WeirVideoRate *self, guint64 *counter, const char *property, guint64 n)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (n == 0)
    return;
  __atomic_store_n (counter, *counter + n, __ATOMIC_RELAXED);
  if (self->silent || property == NULL)
    return;
  g_value_init (&value, G_TYPE_UINT64);
  g_value_set_uint64 (&value, *counter);
  weir_element_update_property (WEIR_ELEMENT_CAST (self), property, &value);
}

#define COUNTER_GETTER(name, field)                                                                                      \
  static void name (gpointer object, GValue *value)                                                                      \
  {                                                                                                                      \
    g_value_set_uint64 (value, __atomic_load_n (&WEIR_VIDEO_RATE (object)->field, __ATOMIC_RELAXED));                   \
  }
COUNTER_GETTER (get_in, n_in)
COUNTER_GETTER (get_out, n_out)
COUNTER_GETTER (get_duplicate, n_duplicate)
COUNTER_GETTER (get_drop, n_drop)

/* --- the grid --------------------------------------------------------------------------------------------------------- */

static WeirClockTime
slot_time (const WeirVideoRate *self, guint64 slot)
{
  return self->base + weir_util_uint64_scale_round (slot, (guint64) self->to_d * WEIR_SECOND, (guint64) self->to_n);
}

static gboolean
is_backwards (const WeirVideoRate *self)
{
  return self->segment.rate < 0;
}

/* As the output counts, which may be slower or faster. */
static WeirClockTime
paced (const WeirVideoRate *self, WeirClockTime t)
{
  return self->rate == 1.0 || t == WEIR_CLOCK_TIME_NONE ? t : (WeirClockTime) ((double) t / self->rate + 0.5);
}

static WeirClockTime
position_of (const WeirVideoRate *self, const WeirBuffer *buffer)
{
  const WeirSegment *s = &self->segment;
  WeirClockTime end;

  if (!is_backwards (self))
    return paced (self, buffer->pts > s->start ? buffer->pts - s->start : 0);
  end = buffer->pts + (buffer->duration != WEIR_CLOCK_TIME_NONE ? buffer->duration : 0);
  return paced (self, s->stop > end ? s->stop - end : 0);
}

static void
count_kept (WeirVideoRate *self)
{
  if (self->kept == NULL)
    return;
  if (self->kept_uses == 0)
    count (self, &self->n_drop, "drop", 1);
  else
    count (self, &self->n_duplicate, "duplicate", self->kept_uses - 1);
}

static void
release_kept (WeirVideoRate *self)
{
  count_kept (self);
  g_clear_pointer (&self->kept, weir_buffer_unref);
  self->kept_uses = 0;
}

/* Gives the kept picture for the next time of the grid. */
static WeirFlowReturn
emit (WeirVideoRate *self)
{
  WeirBuffer *out = weir_buffer_copy (self->kept);
  WeirClockTime at = slot_time (self, self->slot), length = slot_time (self, self->slot + 1) - at;
  WeirClockTime start = paced (self, self->segment.start), stop = paced (self, self->segment.stop);

  out->pts = !is_backwards (self) ? start + at : stop > at + length ? stop - at - length : 0;
  out->dts = WEIR_CLOCK_TIME_NONE;
  out->duration = length;
  out->offset = self->n_out;
  out->offset_end = self->n_out + 1;
  if (self->kept_uses > 0)
    out->flags &= ~(guint) WEIR_BUFFER_FLAG_DISCONT;
  self->kept_uses++;
  self->slot++;
  count (self, &self->n_out, NULL, 1);
  return weir_transform_push (WEIR_TRANSFORM_CAST (self), out);
}

/* Whether the kept picture is for time `t`, not one at `at`, a later position. */
static gboolean
kept_is_nearer (const WeirVideoRate *self, WeirClockTime t, WeirClockTime at)
{
  WeirClockTime to_kept = t > self->kept_at ? t - self->kept_at : self->kept_at - t;

  return t < at && (double) to_kept * self->new_pref <= (double) (at - t);
}

/* Gives the kept picture for all times before `at` for which it is the right one. AGAIN: there is no room now. */
static WeirFlowReturn
catch_up (WeirVideoRate *self, WeirClockTime at, gboolean look_for_room)
{
  WeirPad *src = WEIR_TRANSFORM_CAST (self)->srcpad;
  WeirFlowReturn ret = WEIR_FLOW_OK;

  while (ret == WEIR_FLOW_OK && self->kept != NULL && kept_is_nearer (self, slot_time (self, self->slot), at)) {
    gboolean too_long = self->max_duplication_time > 0 && at - self->kept_at > self->max_duplication_time;

    if (self->kept_uses > 0 && (self->drop_only || too_long)) {
      self->slot++; /* left out */
      continue;
    }
    if (look_for_room && !weir_pad_has_room (src)) {
      weir_element_want_room (WEIR_ELEMENT_CAST (self), src);
      return WEIR_FLOW_AGAIN;
    }
    ret = emit (self);
  }
  return ret;
}

/* Gives the kept picture for all times before `end`. */
static WeirFlowReturn
fill (WeirVideoRate *self, WeirClockTime end)
{
  WeirFlowReturn ret = WEIR_FLOW_OK;

  while (ret == WEIR_FLOW_OK && slot_time (self, self->slot) + SLACK_NS < end && (!self->drop_only || self->kept_uses == 0))
    ret = emit (self);
  return ret;
}

/* The kept picture is the last one: it lasts until its end, or until that of the segment, if that isn't far. */
static WeirFlowReturn
finish (WeirVideoRate *self)
{
  const WeirSegment *s = &self->segment;
  WeirClockTime end = self->kept_end, last;
  WeirFlowReturn ret;

  if (self->kept == NULL)
    return WEIR_FLOW_OK;
  if (end == WEIR_CLOCK_TIME_NONE) /* once */
    end = self->kept_uses == 0 ? slot_time (self, self->slot) + 2 * SLACK_NS : self->kept_at;
  last = is_backwards (self) || s->stop == WEIR_CLOCK_TIME_NONE ? end : paced (self, s->stop - s->start);
  ret = fill (self, last > end ? MIN (last, end + self->max_closing) : end);
  release_kept (self);
  return ret;
}

static void
forget (WeirVideoRate *self)
{
  g_clear_pointer (&self->kept, weir_buffer_unref);
  self->kept_uses = 0;
  self->begun = FALSE;
  self->base = self->slot = self->next = 0;
}

/* --- pictures --------------------------------------------------------------------------------------------------------- */

/* What has to go out before the picture is taken. */
static WeirFlowReturn
weir_video_rate_ready (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  WeirVideoRate *self = WEIR_VIDEO_RATE (transform);

  if (self->mode != MODE_GRID || buffer->pts == WEIR_CLOCK_TIME_NONE)
    return WEIR_FLOW_OK;
  return catch_up (self, position_of (self, buffer), TRUE);
}

static WeirFlowReturn
limit (WeirVideoRate *self, WeirBuffer *buffer)
{
  guint64 n = self->max_rate != MAX_RATE_NONE ? (guint64) self->max_rate : (guint64) self->to_n;
  guint64 d = self->max_rate != MAX_RATE_NONE ? 1 : (guint64) self->to_d;
  WeirClockTime at = position_of (self, buffer), length = weir_util_uint64_scale_round (d, WEIR_SECOND, n);
  WeirClockTime saved = self->average_period > length ? self->average_period - length : 0;

  if (self->begun && at + SLACK_NS < self->next) {
    count (self, &self->n_drop, "drop", 1);
    return WEIR_TRANSFORM_DROPPED;
  }
  /* a pause earlier on lets more pass, but not more than belong into the period */
  self->next = MAX (self->begun ? self->next : at, at > saved ? at - saved : 0) + length;
  self->begun = TRUE;
  buffer->pts = paced (self, buffer->pts);
  buffer->duration = paced (self, buffer->duration);
  count (self, &self->n_out, NULL, 1);
  return WEIR_FLOW_OK;
}

static WeirFlowReturn
weir_video_rate_transform_ip (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  WeirVideoRate *self = WEIR_VIDEO_RATE (transform);
  WeirClockTime at;
  WeirFlowReturn ret;

  count (self, &self->n_in, NULL, 1);
  if (buffer->pts == WEIR_CLOCK_TIME_NONE) { /* nobody knows where it belongs */
    count (self, &self->n_drop, "drop", 1);
    return WEIR_TRANSFORM_DROPPED;
  }
  if (self->mode == MODE_LIMIT)
    return limit (self, buffer);
  at = position_of (self, buffer);
  ret = catch_up (self, at, FALSE); /* done already, but for buffers of a list */
  release_kept (self);
  if (!self->begun && self->skip_to_first)
    self->base = at;
  self->begun = TRUE;
  while (self->drop_only && slot_time (self, self->slot + 1) <= at)
    self->slot++; /* times that nothing came for */
  self->kept = weir_buffer_ref (buffer);
  self->kept_at = at;
  self->kept_end = buffer->duration != WEIR_CLOCK_TIME_NONE ? at + paced (self, buffer->duration) : WEIR_CLOCK_TIME_NONE;
  return ret == WEIR_FLOW_OK ? WEIR_TRANSFORM_DROPPED : ret;
}

static WeirFlowReturn
weir_video_rate_drain (WeirTransform *transform, GError **error)
{
  return finish (WEIR_VIDEO_RATE (transform));
}

/* --- events ----------------------------------------------------------------------------------------------------------- */

static void
take_segment (WeirVideoRate *self, WeirEvent *event /* (transfer full) */)
{
  WeirTransform *transform = WEIR_TRANSFORM_CAST (self);

  finish (self);
  forget (self);
  self->segment = transform->segment;
  if (self->rate != 1.0 && self->segment.format == WEIR_FORMAT_TIME) {
    WeirSegment slower = self->segment;
    guint32 seqnum = weir_event_get_seqnum (event);

    slower.start = paced (self, slower.start);
    slower.stop = paced (self, slower.stop);
    slower.position = paced (self, slower.position);
    slower.time = paced (self, slower.time);
    weir_event_unref (event);
    event = weir_event_new_segment (&slower);
    weir_event_set_seqnum (event, seqnum);
  }
  weir_transform_pass_event (transform, event);
}

/* The kept picture lasts for as long. */
static void
take_gap (WeirVideoRate *self, WeirEvent *event /* (transfer full) */)
{
  WeirClockTime at, length;

  weir_event_parse_gap (event, &at, &length);
  weir_event_unref (event);
  if (at == WEIR_CLOCK_TIME_NONE || length == WEIR_CLOCK_TIME_NONE || at < self->segment.start)
    return;
  self->kept_at = self->kept_end = paced (self, at + length - self->segment.start);
  fill (self, self->kept_end);
}

static gboolean
weir_video_rate_sink_event (WeirTransform *transform, WeirEvent *event, GError **error)
{
  WeirVideoRate *self = WEIR_VIDEO_RATE (transform);

  if (event->type == WEIR_EVENT_SEGMENT) {
    take_segment (self, event);
    return TRUE;
  }
  if (event->type == WEIR_EVENT_GAP && self->kept != NULL && !is_backwards (self)) {
    take_gap (self, event);
    return TRUE;
  }
  return weir_transform_pass_event (transform, event);
}

/* Upstream counts as it does. */
static gboolean
weir_video_rate_src_event (WeirTransform *transform, WeirEvent *event)
{
  WeirVideoRate *self = WEIR_VIDEO_RATE (transform);

  if (event->type == WEIR_EVENT_SEEK && self->rate != 1.0) {
    double rate;
    WeirFormat format;
    WeirSeekFlags flags;
    WeirSeekType start_type, stop_type;
    gint64 start, stop;
    guint32 seqnum = weir_event_get_seqnum (event);

    weir_event_parse_seek (event, &rate, &format, &flags, &start_type, &start, &stop_type, &stop);
    if (format == WEIR_FORMAT_TIME) {
      weir_event_unref (event);
      event = weir_event_new_seek (rate, format, flags, start_type, start > 0 ? (gint64) ((double) start * self->rate) : start,
                                   stop_type, stop > 0 ? (gint64) ((double) stop * self->rate) : stop);
      weir_event_set_seqnum (event, seqnum);
    }
  }
  return weir_element_default_src_event (WEIR_ELEMENT_CAST (self), transform->srcpad, event);
}

/* --- caps ------------------------------------------------------------------------------------------------------------- */

/* The same, and then the same at other rates. */
static WeirCaps *
weir_video_rate_transform_caps (WeirElement *element, WeirPadDirection direction, const WeirCaps *caps)
{
  const WeirVideoRate *self = WEIR_VIDEO_RATE (element);
  int max_rate = __atomic_load_n (&self->max_rate, __ATOMIC_RELAXED);
  gboolean drop_only = __atomic_load_n (&self->drop_only, __ATOMIC_RELAXED);
  WeirCaps *all;

  if (weir_caps_is_any (caps))
    return weir_caps_new_any ();
  all = weir_caps_copy (caps);
  for (guint i = 0; i < weir_caps_get_size (caps); i++) {
    WeirStructure *s = weir_structure_copy (weir_caps_get_structure (caps, i));
    const WeirCapsFeatures *features = weir_caps_get_features (caps, i);
    int n = 0, d = 1, min_n = 0, min_d = 1, max_n = G_MAXINT, max_d = 1;

    if (drop_only && weir_structure_get_fraction (s, "framerate", &n, &d) && n > 0) {
      if (direction == WEIR_PAD_SINK)
        max_n = n, max_d = d;
      else
        min_n = n, min_d = d;
    }
    if (direction == WEIR_PAD_SINK && max_rate != MAX_RATE_NONE && (double) max_n / max_d > max_rate)
      max_n = max_rate, max_d = 1;
    weir_structure_set (s, "framerate", WEIR_TYPE_FRACTION_RANGE, min_n, min_d, max_n, max_d, NULL);
    weir_caps_append_structure_full (all, s, features != NULL ? weir_caps_features_copy (features) : NULL);
  }
  if (direction == WEIR_PAD_SINK && max_rate != MAX_RATE_NONE) {
    g_autoptr (WeirCaps) whole = all, within = weir_caps_copy (caps);

    weir_caps_set_simple (within, "framerate", WEIR_TYPE_FRACTION_RANGE, 0, 1, max_rate, 1, NULL);
    all = weir_caps_intersect_full (whole, within, WEIR_CAPS_INTERSECT_FIRST);
  }
  return all;
}

static WeirCaps *
weir_video_rate_fixate_caps (WeirTransform *transform, WeirPadDirection direction, WeirCaps *caps, WeirCaps *othercaps)
{
  int n = 0, d = 1;

  othercaps = weir_caps_make_writable (weir_caps_truncate (othercaps));
  if (weir_structure_get_fraction (weir_caps_get_structure (caps, 0), "framerate", &n, &d))
    weir_structure_fixate_field_nearest_fraction (weir_caps_get_structure (othercaps, 0), "framerate", n, d);
  return weir_caps_fixate (othercaps);
}

static gboolean
weir_video_rate_set_caps (WeirTransform *transform, WeirCaps *incaps, WeirCaps *outcaps, GError **error)
{
  WeirVideoRate *self = WEIR_VIDEO_RATE (transform);
  WeirClockTime held = 0;
  int n = 0, d = 1;

  if (self->mode == MODE_GRID && self->begun) { /* what comes goes on from where the grid is */
    self->base = slot_time (self, self->slot);
    self->slot = 0;
  }
  self->to_n = 0;
  self->to_d = 1;
  weir_structure_get_fraction (weir_caps_get_structure (outcaps, 0), "framerate", &self->to_n, &self->to_d);
  weir_structure_get_fraction (weir_caps_get_structure (incaps, 0), "framerate", &n, &d);
  if (self->to_n > 0 && self->average_period == 0)
    self->mode = MODE_GRID;
  else if (self->to_n > 0 || self->max_rate != MAX_RATE_NONE)
    self->mode = MODE_LIMIT;
  else
    self->mode = MODE_PASS;
  if (self->mode == MODE_GRID && n > 0)
    held = weir_util_uint64_scale ((guint64) d, WEIR_SECOND, (guint64) n);
  weir_element_publish_latency (WEIR_ELEMENT_CAST (self), FALSE, held, held);
  weir_transform_set_passthrough (transform, self->mode == MODE_PASS);
  weir_transform_set_watching (transform, self->mode == MODE_GRID);
  return TRUE;
}

/* --- the element ------------------------------------------------------------------------------------------------------ */

static const WeirProp props[] = {
  WEIR_PROP_COMPUTED ("in", UINT64, NULL, get_in, "Pictures that came in"),
  WEIR_PROP_COMPUTED ("out", UINT64, NULL, get_out, "Pictures that went out"),
  WEIR_PROP_COMPUTED ("duplicate", UINT64, NULL, get_duplicate, "Pictures that went out once more"),
  WEIR_PROP_COMPUTED ("drop", UINT64, NULL, get_drop, "Pictures that were dropped"),
  WEIR_PROP_BOOLEAN (WeirVideoRate, silent, "silent", TRUE, WEIR_PROP_LIVE,
                     "Don't notify each change of duplicate and drop"),
  WEIR_PROP_DOUBLE (WeirVideoRate, new_pref, "new-pref", 0.0, 1.0, 1.0, WEIR_PROP_LIVE,
                    "1: the nearest picture is taken; towards 0: rather an older one than one that is yet to come"),
  WEIR_PROP_BOOLEAN (WeirVideoRate, skip_to_first, "skip-to-first", FALSE, 0,
                     "Begin with the first picture instead of filling up to it"),
  WEIR_PROP_BOOLEAN (WeirVideoRate, drop_only, "drop-only", FALSE, WEIR_PROP_LIVE, "Never duplicate"),
  WEIR_PROP_UINT64 (WeirVideoRate, average_period, "average-period", 0, G_MAXINT64, 0, 0,
                    "Keep the rate on average over so many ns, and the pictures' own times; 0: exactly"),
  WEIR_PROP_INT (WeirVideoRate, max_rate, "max-rate", 1, MAX_RATE_NONE, MAX_RATE_NONE, WEIR_PROP_LIVE,
                 "Pictures a second at the most"),
  WEIR_PROP_DOUBLE (WeirVideoRate, rate, "rate", 0.0, G_MAXDOUBLE, 1.0, 0, "How many times faster time goes"),
  WEIR_PROP_UINT64 (WeirVideoRate, max_duplication_time, "max-duplication-time", 0, G_MAXUINT64, 0, WEIR_PROP_LIVE,
                    "Don't fill gaps that are longer, in ns; 0: fill all"),
  WEIR_PROP_UINT64 (WeirVideoRate, max_closing, "max-closing-segment-duplication-duration", 0, G_MAXUINT64, WEIR_SECOND,
                    WEIR_PROP_LIVE, "How long the last picture may be repeated up to the segment's end, in ns"),
};

#define CAPS "video/x-raw(ANY); video/x-bayer(ANY); image/jpeg(ANY); image/png(ANY)"

static const WeirElementInfo info = {
  .name = "videorate",
  .klass = "Filter/Effect/Video",
  .description = "Drops and repeats pictures, so that there are as many a second as what follows wants",
  .example = "videotestsrc num-buffers=100 ! videorate ! video/x-raw,framerate=10/1 ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", CAPS), WEIR_SRC ("src", CAPS), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static void
weir_video_rate_property_applied (WeirElement *element, const WeirProp *prop)
{
  if (g_str_equal (prop->name, "max-rate") || g_str_equal (prop->name, "drop-only"))
    weir_transform_reconfigure (WEIR_TRANSFORM_CAST (element));
}

static gboolean
weir_video_rate_start (WeirTransform *transform, GError **error)
{
  WeirVideoRate *self = WEIR_VIDEO_RATE (transform);

  if (self->rate <= 0) {
    g_set_error (error, WEIR_LIBRARY_ERROR, WEIR_LIBRARY_ERROR_SETTINGS, "rate is %g; it must be more than 0", self->rate);
    return FALSE;
  }
  self->n_in = self->n_out = self->n_duplicate = self->n_drop = 0;
  self->mode = MODE_PASS;
  return TRUE;
}

static void
weir_video_rate_reset (WeirTransform *transform)
{
  forget (WEIR_VIDEO_RATE (transform));
}

static void
weir_video_rate_class_init (WeirVideoRateClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirTransformClass *transform_class = WEIR_TRANSFORM_CLASS (klass);

  element_class->transform_caps = weir_video_rate_transform_caps;
  element_class->property_applied = weir_video_rate_property_applied;
  transform_class->fixate_caps = weir_video_rate_fixate_caps;
  transform_class->set_caps = weir_video_rate_set_caps;
  transform_class->ready = weir_video_rate_ready;
  transform_class->transform_ip = weir_video_rate_transform_ip;
  transform_class->drain = weir_video_rate_drain;
  transform_class->sink_event = weir_video_rate_sink_event;
  transform_class->src_event = weir_video_rate_src_event;
  transform_class->start = weir_video_rate_start;
  transform_class->reset = weir_video_rate_reset;
  weir_element_class_set_info (element_class, &info);
}

static void
weir_video_rate_init (WeirVideoRate *self)
{
  self->mode = MODE_PASS;
}

WEIR_PLUGIN_DEFINE ("videorate", "Pictures at another rate", "0.1.0", "MIT", weir_video_rate_get_type)
