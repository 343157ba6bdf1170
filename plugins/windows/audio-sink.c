/* SPDX-License-Identifier: MIT */
/* autoaudiosink: plays sound, and keeps the pipeline's time by its device. Where there is no device it takes the sound at
 * its time all the same.
 *
 * The base gives it buffers some time in advance; each is written to the place in the device's ring where it is heard when
 * it is due. What follows without a gap is written without a gap, as long as that place isn't too far from the clock's. */
#include <weir/base/error.h>
#include <weir/bases/sink.h>

#include "plugins/windows/sdl.h"
#include "plugins/windows/sound-device.h"

/* Further off than this from its time, sound is put where it belongs. */
#define TOLERANCE_NS (40 * WEIR_MSECOND)
/* Time stamps are rounded; what is more than this is a gap. */
#define GAP_NS (5 * WEIR_MSECOND)
/* How often a full ring is looked at. */
#define FULL_NS (20 * WEIR_MSECOND)
/* A device that stopped fetching isn't waited for. */
#define DRAIN_NS (500 * WEIR_MSECOND)

#define NOWHERE G_MININT64

G_DECLARE_FINAL_TYPE (WeirAutoAudioSink, weir_auto_audio_sink, WEIR, AUTO_AUDIO_SINK, WeirSink)

struct _WeirAutoAudioSink {
  WeirSink parent_instance;

  gint64 buffer_time_us;
  gboolean provide_clock;

  WeirMediaClock *clock;   /* (owned) */
  gboolean has_sound;      /* atomic: read by who asks for the clock */
  WeirSoundDevice *device; /* (owned) (nullable): from the first caps until READY */
  WeirAudioInfo info;      /* of what comes; the device follows when it has played what it has */

  gint64 next;        /* where the next buffer belongs if it follows without a gap; or NOWHERE */
  guint64 next_time;  /* its running time then; NONE: not known */
  gint64 done;        /* frames of the present buffer that are in the ring, or passed over */
  gint64 drain_until; /* at EOS; 0: not yet */
};

G_DEFINE_FINAL_TYPE (WeirAutoAudioSink, weir_auto_audio_sink, WEIR_TYPE_SINK)

static const WeirProp props[] = {
  WEIR_PROP_INT64 (WeirAutoAudioSink, buffer_time_us, "buffer-time", 20000, 10000000, 200000, 0,
                   "How far ahead sound is taken, in microseconds"),
  WEIR_PROP_BOOLEAN (WeirAutoAudioSink, provide_clock, "provide-clock", TRUE, WEIR_PROP_LIVE,
                     "The pipeline may go by the device's clock"),
};

static const WeirElementInfo info = {
  .name = "autoaudiosink",
  .long_name = "Loudspeaker",
  .klass = "Sink/Audio",
  .description =
    "Plays sound on the default device (not tried on a real one yet, only on SDL's stand-ins); without a device "
    "it only takes it at its time, and says so",
  .example = "audiotestsrc ! audioconvert ! autoaudiosink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK (
                                   "sink", "audio/x-raw, format=(string)" WEIR_SOUND_FORMATS
                                           ", layout=(string)interleaved, rate=(int)[1000,384000], "
                                           "channels=(int)[1,8]"),
                                 {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* --- the device ------------------------------------------------------------------------------------------------------- */

static void
set_has_sound (WeirAutoAudioSink *self, gboolean has)
{
  __atomic_store_n (&self->has_sound, has, __ATOMIC_RELAXED);
}

/* Takes `why`. */
static void
do_without (WeirAutoAudioSink *self, char *why)
{
  g_autoptr (GError) warning =
    g_error_new (WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_NOT_FOUND,
                 "There is %s: the sound goes by at its time and isn't heard", why);

  weir_element_post_warning (WEIR_ELEMENT_CAST (self), warning, NULL);
  set_has_sound (self, FALSE);
  weir_sink_set_lead (WEIR_SINK_CAST (self), 0, 0);
  g_free (why);
}

static void
forget_place (WeirAutoAudioSink *self)
{
  self->next = NOWHERE;
  self->next_time = WEIR_CLOCK_TIME_NONE;
  self->done = self->drain_until = 0;
}

static void
open_device (WeirAutoAudioSink *self)
{
  gint64 lead_ns = self->buffer_time_us * 1000;
  char *why = NULL;

  /* buffers as long as the lead fit in behind it */
  self->device =
    weir_sound_device_new (WEIR_ELEMENT_CAST (self), &self->info, 2 * lead_ns, self->clock, &why);
  if (self->device == NULL) {
    do_without (self, why);
    return;
  }
  forget_place (self);
  weir_sound_ring_set_playing (self->device->ring,
                               weir_element_is_playing (WEIR_ELEMENT_CAST (self)));
  weir_sink_set_lead (WEIR_SINK_CAST (self), (WeirClockTime) lead_ns,
                      (WeirClockTime) weir_sound_device_to_ns (
                        self->device, self->device->delay + self->device->period));
}

static gboolean
weir_auto_audio_sink_open (WeirElement *element, GError **error)
{
  WeirAutoAudioSink *self = WEIR_AUTO_AUDIO_SINK (element);
  char *why = NULL;

  set_has_sound (self, TRUE);
  if (!weir_sdl_begin_sound (&why))
    do_without (self, why);
  return TRUE;
}

static gboolean
weir_auto_audio_sink_set_caps (WeirSink *sink, WeirCaps *caps, GError **error)
{
  WeirAutoAudioSink *self = WEIR_AUTO_AUDIO_SINK (sink);

  if (!weir_audio_info_from_caps (&self->info, caps)) {
    g_autofree char *text = weir_caps_to_string (caps);

    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION,
                 "no sound of the format %s can be played", text);
    return FALSE;
  }
  if (self->device == NULL && self->has_sound)
    open_device (self);
  return TRUE;
}

/* A device of another format is let finish first. FALSE: it has not yet. */
static gboolean
follow_format (WeirAutoAudioSink *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  gint64 left;

  if (weir_audio_info_is_equal (&self->device->info, &self->info))
    return TRUE;
  left = weir_sound_ring_left (self->device->ring);
  if (left > 0 && weir_element_is_playing (element)) {
    weir_element_want_deadline (element, weir_element_now_ns (element)
                                           + weir_sound_device_to_ns (self->device, left));
    return FALSE;
  }
  g_clear_pointer (&self->device, weir_sound_device_free);
  open_device (self);
  return TRUE;
}

/* --- where sound belongs ------------------------------------------------------------------------------------------------ */

/* The part of a buffer that the segment leaves. */
typedef struct {
  gint64 skip, n_frames;
  WeirClockTime time; /* running time at its beginning; NONE: not known */
} Part;

static Part
find_part (WeirAutoAudioSink *self, WeirBuffer *buffer, gint64 n_frames)
{
  const WeirSegment *segment = &WEIR_SINK_CAST (self)->segment;
  Part part = { 0, n_frames, WEIR_CLOCK_TIME_NONE };
  guint64 end, from, to;

  if (buffer->pts == WEIR_CLOCK_TIME_NONE || segment->format != WEIR_FORMAT_TIME)
    return part;
  end = buffer->pts + (guint64) weir_sound_device_to_ns (self->device, n_frames);
  if (!weir_segment_clip (segment, WEIR_FORMAT_TIME, buffer->pts, end, &from, &to))
    return part;
  part.skip = weir_sound_device_to_frames (self->device, (gint64) (from - buffer->pts));
  part.n_frames =
    MAX (n_frames - part.skip - weir_sound_device_to_frames (self->device, (gint64) (end - to)), 0);
  if (segment->rate * segment->applied_rate == 1.0)
    part.time = weir_segment_to_running_time (segment, WEIR_FORMAT_TIME, from);
  return part;
}

/* Frames that are missing before this part; negative: they are there twice. */
static gint64
find_gap (WeirAutoAudioSink *self, const Part *part)
{
  gint64 gap_ns;

  if (part->time == WEIR_CLOCK_TIME_NONE || self->next_time == WEIR_CLOCK_TIME_NONE)
    return 0;
  gap_ns = (gint64) (part->time - self->next_time);
  return ABS (gap_ns) > GAP_NS ? weir_sound_device_to_frames (self->device, gap_ns) : 0;
}

static gint64
find_place (WeirAutoAudioSink *self, const Part *part)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  WeirSoundRing *ring = self->device->ring;
  gint64 tolerance = weir_sound_device_to_frames (self->device, TOLERANCE_NS);
  gint64 due_ns = weir_sink_get_due_ns (WEIR_SINK_CAST (self)), head = weir_sound_ring_head (ring),
         place, follows;

  if (due_ns < 0)
    return MAX (self->next, head);
  place = weir_sound_ring_place (ring, due_ns, weir_element_now_ns (element));
  follows = self->next == NOWHERE ? NOWHERE : self->next + find_gap (self, part);
  if (follows != NOWHERE && ABS (follows - place) <= tolerance)
    return follows;
  /* nothing of a beginning is lost for the time that the device needs */
  return place < head && head - place <= tolerance ? head : place;
}

/* --- rendering -------------------------------------------------------------------------------------------------------- */

/* What of the buffer has room. FALSE: not all. */
static gboolean
write_part (WeirAutoAudioSink *self, const WeirMapInfo *map, const Part *part)
{
  WeirSoundRing *ring = self->device->ring;
  gint64 left;

  if (self->done == 0) {
    self->next = find_place (self, part);
    self->next_time = WEIR_CLOCK_TIME_NONE;
    if (part->time != WEIR_CLOCK_TIME_NONE)
      self->next_time =
        part->time + (guint64) weir_sound_device_to_ns (self->device, part->n_frames);
  }
  left = part->n_frames - self->done;
  left = weir_sound_ring_write (
    ring, self->next, map->data + (gsize) (part->skip + self->done) * (gsize) self->info.bpf, left);
  self->done += left;
  self->next += left;
  return self->done >= part->n_frames;
}

static void
want_place (WeirAutoAudioSink *self, const Part *part)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  gint64 excess =
    weir_sound_ring_excess (self->device->ring, self->next + part->n_frames - self->done);

  if (weir_element_is_playing (element))
    weir_element_want_deadline (
      element, weir_element_now_ns (element)
                 + CLAMP (weir_sound_device_to_ns (self->device, excess), 1000000, FULL_NS));
  else
    weir_element_want_state (element);
}

static WeirFlowReturn
weir_auto_audio_sink_render (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  WeirAutoAudioSink *self = (WeirAutoAudioSink *) sink;
  WeirMapInfo map;
  gboolean all;
  Part part;

  if (self->device != NULL && !follow_format (self))
    return WEIR_FLOW_AGAIN;
  if (self->device == NULL)
    return WEIR_FLOW_OK;
  if (!weir_buffer_map (buffer, &map, WEIR_MAP_READ)) {
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_READ,
                 "the sound's memory can't be read");
    return WEIR_FLOW_ERROR;
  }
  part = find_part (self, buffer, (gint64) (map.size / (gsize) self->info.bpf));
  all = write_part (self, &map, &part);
  weir_buffer_unmap (buffer, &map);
  if (!all) {
    want_place (self, &part);
    return WEIR_FLOW_AGAIN;
  }
  self->done = 0;
  return WEIR_FLOW_OK;
}

/* EOS is told when the last of it has been heard. */
static WeirFlowReturn
weir_auto_audio_sink_finish (WeirSink *sink, GError **error)
{
  WeirAutoAudioSink *self = WEIR_AUTO_AUDIO_SINK (sink);
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  gint64 now_ns = weir_element_now_ns (element), left_ns;

  if (self->device == NULL)
    return WEIR_FLOW_OK;
  left_ns = weir_sound_device_to_ns (self->device, weir_sound_ring_left (self->device->ring));
  if (self->drain_until == 0)
    self->drain_until = now_ns + left_ns + DRAIN_NS;
  if (left_ns == 0 || now_ns >= self->drain_until) {
    forget_place (self);
    return WEIR_FLOW_OK;
  }
  weir_element_want_deadline (element, now_ns + CLAMP (left_ns, 1000000, FULL_NS));
  return WEIR_FLOW_AGAIN;
}

/* --- states ------------------------------------------------------------------------------------------------------------- */

static void
weir_auto_audio_sink_play (WeirElement *element)
{
  WeirAutoAudioSink *self = WEIR_AUTO_AUDIO_SINK (element);

  WEIR_ELEMENT_CLASS (weir_auto_audio_sink_parent_class)->play (element);
  if (self->device != NULL)
    weir_sound_ring_set_playing (self->device->ring, TRUE);
}

static void
weir_auto_audio_sink_pause (WeirElement *element)
{
  WeirAutoAudioSink *self = WEIR_AUTO_AUDIO_SINK (element);

  if (self->device != NULL)
    weir_sound_ring_set_playing (self->device->ring, FALSE);
  self->drain_until = 0;
  WEIR_ELEMENT_CLASS (weir_auto_audio_sink_parent_class)->pause (element);
}

static void
weir_auto_audio_sink_reset (WeirSink *sink)
{
  WeirAutoAudioSink *self = WEIR_AUTO_AUDIO_SINK (sink);

  forget_place (self);
  if (self->device != NULL)
    weir_sound_ring_clear (self->device->ring);
}

static void
weir_auto_audio_sink_stop (WeirSink *sink)
{
  WeirAutoAudioSink *self = WEIR_AUTO_AUDIO_SINK (sink);

  g_clear_pointer (&self->device, weir_sound_device_free);
  forget_place (self);
}

static WeirClock *
weir_auto_audio_sink_provide_clock (WeirElement *element)
{
  WeirAutoAudioSink *self = WEIR_AUTO_AUDIO_SINK (element);
  gboolean provide;

  g_object_get (self, "provide-clock", &provide, NULL);
  return provide && __atomic_load_n (&self->has_sound, __ATOMIC_RELAXED)
           ? (WeirClock *) g_object_ref (self->clock)
           : NULL;
}

static void
weir_auto_audio_sink_finalize (GObject *object)
{
  g_clear_object (&WEIR_AUTO_AUDIO_SINK (object)->clock);
  G_OBJECT_CLASS (weir_auto_audio_sink_parent_class)->finalize (object);
}

static void
weir_auto_audio_sink_class_init (WeirAutoAudioSinkClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirSinkClass *sink_class = WEIR_SINK_CLASS (klass);
  const WeirSinkDefaults defaults = {
    .sync = TRUE, .async = TRUE, .enable_last_sample = TRUE, .max_lateness = -1
  };

  G_OBJECT_CLASS (klass)->finalize = weir_auto_audio_sink_finalize;
  element_class->open = weir_auto_audio_sink_open;
  element_class->play = weir_auto_audio_sink_play;
  element_class->pause = weir_auto_audio_sink_pause;
  element_class->provide_clock = weir_auto_audio_sink_provide_clock;
  sink_class->set_caps = weir_auto_audio_sink_set_caps;
  sink_class->render = weir_auto_audio_sink_render;
  sink_class->finish = weir_auto_audio_sink_finish;
  sink_class->reset = weir_auto_audio_sink_reset;
  sink_class->stop = weir_auto_audio_sink_stop;
  weir_sink_class_set_defaults (sink_class, &defaults);
  weir_element_class_set_info (element_class, &info);
}

static void
weir_auto_audio_sink_init (WeirAutoAudioSink *self)
{
  self->clock = (WeirMediaClock *) weir_media_clock_new (NULL);
  forget_place (self);
  weir_element_set_affine (WEIR_ELEMENT_CAST (self), WEIR_SDL_SOUND);
}
