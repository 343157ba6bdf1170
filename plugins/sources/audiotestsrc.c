/* SPDX-License-Identifier: MIT */
/* audiotestsrc: sounds from the generators beside this file, with times. */
#include <weir/bases/source.h>
#include <weir/data/audio-info.h>

#include "test-sources.h"
#include "test-wave.h"

G_DECLARE_FINAL_TYPE (WeirAudioTestSrc, weir_audio_test_src, WEIR, AUDIO_TEST_SRC, WeirSource)

struct _WeirAudioTestSrc {
  WeirSource parent_instance;

  WeirTestWaveParams params;
  int samples_per_buffer;
  gint64 timestamp_offset_ns;
  gboolean is_live;

  WeirAudioInfo info;
  WeirTestWave *wave; /* (owned) (nullable) */
  guint64 sample;     /* the next one, since the beginning */
};

G_DEFINE_FINAL_TYPE (WeirAudioTestSrc, weir_audio_test_src, WEIR_TYPE_SOURCE)

static GType wave_get_type (void);

/* clang-format off */
#define PARAM(kind, field, name, ...) WEIR_PROP_##kind (WeirAudioTestSrc, params.field, name, __VA_ARGS__)
static const WeirProp props[] = {
  WEIR_PROP_INT (WeirAudioTestSrc, samples_per_buffer, "samplesperbuffer", 1, G_MAXINT, 1024, WEIR_PROP_LIVE,
                 "Samples of each channel in a buffer"),
  PARAM (ENUM, wave, "wave", wave_get_type, WEIR_TEST_WAVE_SINE, WEIR_PROP_LIVE, "What it sounds like"),
  PARAM (DOUBLE, freq_hz, "freq", 0.0, G_MAXINT / 2, 440.0, WEIR_PROP_LIVE, "Frequency in Hz"),
  PARAM (DOUBLE, volume, "volume", 0.0, 1.0, 0.8, WEIR_PROP_LIVE, "Amplitude, 1 being full scale"),
  WEIR_PROP_BOOLEAN (WeirAudioTestSrc, is_live, "is-live", FALSE, 0, "Make sound at its time only, as a microphone does"),
  WEIR_PROP_INT64 (WeirAudioTestSrc, timestamp_offset_ns, "timestamp-offset", G_MININT64, G_MAXINT64, 0, WEIR_PROP_LIVE,
                   "Added to the time stamps, in ns"),
  PARAM (UINT, sine_periods_per_tick, "sine-periods-per-tick", 1, G_MAXUINT, 10, WEIR_PROP_LIVE, "Length of a tick"),
  PARAM (UINT64, tick_interval_ns, "tick-interval", 1, G_MAXUINT64, 1000000000, WEIR_PROP_LIVE, "From tick to tick, in ns"),
  PARAM (UINT, marker_tick_period, "marker-tick-period", 0, G_MAXUINT, 0, WEIR_PROP_LIVE,
         "Every so many ticks one is a marker; 0: none"),
  PARAM (DOUBLE, marker_tick_volume, "marker-tick-volume", 0.0, 1.0, 1.0, WEIR_PROP_LIVE, "Amplitude of markers"),
  PARAM (BOOLEAN, apply_tick_ramp, "apply-tick-ramp", FALSE, WEIR_PROP_LIVE, "Let ticks begin and end softly"),
};
/* clang-format on */

#define FORMATS "{ S16LE, S32LE, F32LE, F64LE }"

static const WeirElementInfo info = {
  .name = "audiotestsrc",
  .long_name = "Audio test source",
  .klass = "Source/Audio",
  .description = "Makes test sounds: tones, noise, ticks",
  .example = "audiotestsrc wave=ticks ! audioconvert ! autoaudiosink",
  .pads = (const WeirPadInfo[]){
    WEIR_SRC ("src", "audio/x-raw, format=(string)" FORMATS ", layout=(string){ interleaved, non-interleaved }, "
                     "rate=(int)[1,2147483647], channels=(int)[1,64]"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static GType
wave_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type)) {
    static GEnumValue values[WEIR_TEST_WAVE_COUNT + 1];

    for (guint i = 0; i < WEIR_TEST_WAVE_COUNT; i++)
      values[i] = (GEnumValue){ (int) i, weir_test_wave_get_nick (i), weir_test_wave_get_nick (i) };
    g_once_init_leave (&type, g_enum_register_static ("WeirAudioTestSrcWave", values));
  }
  return type;
}

static WeirCaps *
weir_audio_test_src_fixate (WeirSource *source, WeirCaps *caps)
{
  WeirStructure *structure;
  int channels;

  caps = weir_caps_make_writable (weir_caps_truncate (caps));
  structure = weir_caps_get_structure (caps, 0);
  weir_structure_fixate_field_nearest_int (structure, "rate", 44100);
  weir_structure_fixate_field_nearest_int (structure, "channels", 1);
  weir_structure_fixate_field_string (structure, "layout", "interleaved");
  if (weir_structure_get_int (structure, "channels", &channels) && channels > 2
      && !weir_structure_has_field (structure, "channel-mask"))
    weir_structure_set (structure, "channel-mask", WEIR_TYPE_BITMASK, G_GUINT64_CONSTANT (0), NULL);
  return weir_caps_fixate (caps);
}

static gboolean
weir_audio_test_src_set_caps (WeirSource *source, WeirCaps *caps, GError **error)
{
  WeirAudioTestSrc *self = WEIR_AUDIO_TEST_SRC (source);
  int old_rate = self->wave != NULL ? self->info.rate : 0;

  if (!weir_audio_info_from_caps (&self->info, caps)) {
    g_autofree char *text = weir_caps_to_string (caps);

    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "no sound can be made of the format %s", text);
    return FALSE;
  }
  if (old_rate > 0 && old_rate != self->info.rate)
    self->sample = weir_util_uint64_scale_int_round (self->sample, self->info.rate, old_rate);
  g_clear_pointer (&self->wave, weir_test_wave_free);
  self->wave = weir_test_wave_new (self->info.channels, weir_element_random_u32 (WEIR_ELEMENT_CAST (self)));
  weir_test_wave_seek (self->wave, self->sample, self->params.freq_hz, self->info.rate);
  return TRUE;
}

static guint64
time_of (WeirAudioTestSrc *self, guint64 sample)
{
  return weir_util_uint64_scale_int (sample, WEIR_SECOND, self->info.rate);
}

/* Up to the end of the segment, if it has one. */
static guint64
samples_now (WeirAudioTestSrc *self)
{
  const WeirSegment *segment = &WEIR_SOURCE_CAST (self)->segment;
  guint64 n = (guint64) self->samples_per_buffer, stop;

  if (segment->format != WEIR_FORMAT_TIME || segment->stop == WEIR_CLOCK_TIME_NONE)
    return n;
  stop = weir_util_uint64_scale_ceil (segment->stop, (guint64) self->info.rate, WEIR_SECOND);
  return stop > self->sample ? MIN (n, stop - self->sample) : 0;
}

static WeirFlowReturn
weir_audio_test_src_create (WeirSource *source, WeirBuffer **buffer, GError **error)
{
  WeirAudioTestSrc *self = WEIR_AUDIO_TEST_SRC (source);
  guint64 n = samples_now (self);
  WeirMapInfo map;

  if (n == 0)
    return WEIR_FLOW_EOS;
  *buffer = weir_source_allocate (source, n * (gsize) self->info.bpf);
  if (!weir_buffer_map (*buffer, &map, WEIR_MAP_WRITE)) {
    g_clear_pointer (buffer, weir_buffer_unref);
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_NO_SPACE_LEFT,
                 "no memory for %" G_GUINT64_FORMAT " samples; make samplesperbuffer smaller", n);
    return WEIR_FLOW_ERROR;
  }
  weir_test_wave_generate (self->wave, &self->params, &self->info, map.data, n);
  weir_buffer_unmap (*buffer, &map);
  (*buffer)->pts = time_of (self, self->sample) + (guint64) self->timestamp_offset_ns;
  (*buffer)->dts = WEIR_CLOCK_TIME_NONE;
  (*buffer)->duration = time_of (self, self->sample + n) - time_of (self, self->sample);
  (*buffer)->offset = self->sample;
  self->sample += n;
  (*buffer)->offset_end = self->sample;
  return WEIR_FLOW_OK;
}

static void
weir_audio_test_src_get_times (WeirSource *source, WeirBuffer *buffer, WeirClockTime *start, WeirClockTime *end)
{
  if (!weir_source_is_live (source))
    return;
  /* a microphone gives sound when it has been heard */
  *start = buffer->pts + buffer->duration;
  *end = *start;
}

static gboolean
weir_audio_test_src_do_seek (WeirSource *source, WeirSegment *segment, GError **error)
{
  WeirAudioTestSrc *self = WEIR_AUDIO_TEST_SRC (source);

  if (self->wave == NULL)
    return TRUE;
  self->sample = weir_util_uint64_scale_int (segment->position, self->info.rate, WEIR_SECOND);
  segment->position = segment->time = time_of (self, self->sample);
  weir_test_wave_seek (self->wave, self->sample, self->params.freq_hz, self->info.rate);
  return TRUE;
}

static gboolean
weir_audio_test_src_start (WeirSource *source, GError **error)
{
  WEIR_AUDIO_TEST_SRC (source)->sample = 0;
  return TRUE;
}

static void
weir_audio_test_src_stop (WeirSource *source)
{
  g_clear_pointer (&WEIR_AUDIO_TEST_SRC (source)->wave, weir_test_wave_free);
}

static void
weir_audio_test_src_property_applied (WeirElement *element, const WeirProp *prop)
{
  if (g_str_equal (prop->name, "is-live"))
    weir_source_set_live (WEIR_SOURCE_CAST (element), WEIR_AUDIO_TEST_SRC (element)->is_live);
}

static void
weir_audio_test_src_class_init (WeirAudioTestSrcClass *klass)
{
  WeirSourceClass *source_class = WEIR_SOURCE_CLASS (klass);

  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  WEIR_ELEMENT_CLASS (klass)->property_applied = weir_audio_test_src_property_applied;
  source_class->fixate = weir_audio_test_src_fixate;
  source_class->set_caps = weir_audio_test_src_set_caps;
  source_class->create = weir_audio_test_src_create;
  source_class->get_times = weir_audio_test_src_get_times;
  source_class->do_seek = weir_audio_test_src_do_seek;
  source_class->start = weir_audio_test_src_start;
  source_class->stop = weir_audio_test_src_stop;
}

static void
weir_audio_test_src_init (WeirAudioTestSrc *self)
{
  weir_source_set_format (WEIR_SOURCE_CAST (self), WEIR_FORMAT_TIME);
}
