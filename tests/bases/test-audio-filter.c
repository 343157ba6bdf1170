/* SPDX-License-Identifier: MIT */
/* What the base for filters of sound gives its elements: formats, samples where they are, and nothing to do where there is
 * nothing to do. */
#include <string.h>
#include <weir/bases/app-sink.h>
#include <weir/bases/app-src.h>
#include <weir/bases/audio-filter.h>
#include <weir/data/audio-meta.h>

#include "plugins/core/core.h"
#include "tests/harness/line.h"

/* --- two filters ------------------------------------------------------------------------------------------------------ */

#define CAPS_16                                                                                    \
  "audio/x-raw, format=S16LE, rate=8000, channels=2, layout={ interleaved, non-interleaved }"
#define CAPS_32 "audio/x-raw, format={ S16LE, S32LE }, rate=8000, channels=2, layout=interleaved"

/* `Negate` changes samples where they are, `Widen` makes 32 bits of 16, and does nothing on equal formats. */
typedef struct {
  WeirAudioFilter parent_instance;
  guint n_setups, n_planes, n_calls;
  gsize n_samples;
} Toy;
typedef WeirAudioFilterClass ToyClass;
typedef Toy Widen;
typedef WeirAudioFilterClass WidenClass;

static GType toy_get_type (void);
static GType widen_get_type (void);
G_DEFINE_TYPE (Toy, toy, WEIR_TYPE_AUDIO_FILTER)
G_DEFINE_TYPE (Widen, widen, WEIR_TYPE_AUDIO_FILTER)

static const WeirElementInfo toy_info = {
  .name = "negate",
  .klass = "Filter/Effect/Audio",
  .description = "Turns samples round",
  .example = "negate",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", CAPS_16), WEIR_SRC ("src", CAPS_16), {} },
};
static const WeirElementInfo widen_info = {
  .name = "widen",
  .klass = "Filter/Converter/Audio",
  .description = "Makes 32 bits of 16",
  .example = "widen",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", CAPS_16), WEIR_SRC ("src", CAPS_32), {} },
};

static gboolean
toy_setup (WeirAudioFilter *filter, GError **error)
{
  Toy *self = (Toy *) filter;

  self->n_setups++;
  g_assert_cmpint (filter->in.rate, ==, 8000);
  g_assert_cmpint (filter->out.channels, ==, 2);
  return TRUE;
}

static WeirFlowReturn
toy_filter_ip (WeirAudioFilter *filter, WeirAudioBuffer *samples, GError **error)
{
  Toy *self = (Toy *) filter;

  self->n_calls++;
  self->n_planes = (guint) samples->n_planes;
  self->n_samples += samples->n_samples;
  for (gint p = 0; p < samples->n_planes; p++)
    for (gsize i = 0; i < WEIR_AUDIO_BUFFER_PLANE_SIZE (samples) / 2; i++)
      ((gint16 *) samples->planes[p])[i] *= -1;
  return WEIR_FLOW_OK;
}

static WeirFlowReturn
widen_filter (WeirAudioFilter *filter, const WeirAudioBuffer *in, WeirAudioBuffer *out,
              GError **error)
{
  ((Toy *) filter)->n_calls++;
  g_assert_cmpuint (in->n_samples, ==, out->n_samples);
  g_assert_cmpuint (WEIR_AUDIO_BUFFER_PLANE_SIZE (out), ==, 2 * WEIR_AUDIO_BUFFER_PLANE_SIZE (in));
  for (gsize i = 0; i < in->n_samples * 2; i++)
    ((gint32 *) out->planes[0])[i] = ((const gint16 *) in->planes[0])[i] * 65536;
  return WEIR_FLOW_OK;
}

static WeirCaps *
widen_transform_caps (WeirElement *element, WeirPadDirection direction, const WeirCaps *caps)
{
  return weir_caps_from_string (direction == WEIR_PAD_SINK ? CAPS_32 : CAPS_16);
}

static void
toy_class_init (ToyClass *klass)
{
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &toy_info);
  klass->setup = toy_setup;
  klass->filter_ip = toy_filter_ip;
}

static void
toy_init (Toy *self)
{
}

static void
widen_class_init (WidenClass *klass)
{
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &widen_info);
  WEIR_ELEMENT_CLASS (klass)->transform_caps = widen_transform_caps;
  WEIR_TRANSFORM_CLASS (klass)->passthrough_on_same_caps = TRUE;
  klass->setup = toy_setup;
  klass->filter = widen_filter;
}

static void
widen_init (Widen *self)
{
}

/* --- lines -------------------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirElement *line;
  WeirAppSrc *src;
  WeirAppSink *sink;
  Toy *filter;
} Sound;

static void
begin (Sound *sound, GType filter, const char *layout, const char *out_caps)
{
  g_autofree char *in_caps =
    g_strdup_printf ("audio/x-raw,format=S16LE,rate=8000,channels=2,layout=%s", layout);
  g_autoptr (WeirCaps) caps = weir_caps_from_string (in_caps);
  g_autofree char *wanted = g_strconcat ("caps=", out_caps, NULL);
  WeirElement *src = line_element (weir_app_src_get_type (), "format=time");
  WeirElement *sink = line_element (weir_app_sink_get_type (), "sync=false wait-on-eos=false");
  WeirElement *element = line_element (filter, NULL);

  sound->src = WEIR_APP_SRC (src);
  sound->sink = WEIR_APP_SINK (sink);
  sound->filter = (Toy *) element;
  weir_app_src_set_caps (sound->src, caps);
  sound->line =
    line_new (src, element, line_element (weir_caps_filter_get_type (), wanted), sink, NULL);
}

static void
push (Sound *sound, WeirBuffer *buffer)
{
  buffer->pts = 0;
  g_assert_cmpint (weir_app_src_push_buffer (sound->src, buffer), ==, WEIR_FLOW_OK);
}

static WeirBuffer *
finish (Sound *sound)
{
  g_autoptr (WeirSample) sample = NULL;

  weir_app_src_end_of_stream (sound->src);
  line_run_well (sound->line);
  sample = weir_app_sink_try_pull_sample (sound->sink, 0);
  return sample != NULL ? weir_buffer_ref (weir_sample_get_buffer (sample)) : NULL;
}

static const gint16 samples[] = { 1, -2, 3, -4, 5, -6 };

static void
test_in_place (void)
{
  static const gint16 negated[] = { -1, 2, -3, 4, -5, 6 };
  static const char *const layouts[] = { "interleaved", "non-interleaved" };

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++) {
    Sound sound;
    g_autoptr (WeirBuffer) in = weir_buffer_new_memdup (samples, sizeof samples), out = NULL;

    begin (&sound, toy_get_type (), layouts[i], "audio/x-raw");
    push (&sound, weir_buffer_ref (in)); /* which is ours, too: it must not be written to */
    out = finish (&sound);
    g_assert_cmpint (weir_buffer_memcmp (out, 0, negated, sizeof negated), ==, 0);
    g_assert_cmpint (weir_buffer_memcmp (in, 0, samples, sizeof samples), ==, 0);
    g_assert_cmpuint (sound.filter->n_setups, ==, 1);
    g_assert_cmpuint (sound.filter->n_planes, ==, i + 1);
    g_assert_cmpuint (sound.filter->n_samples, ==, 3);
    line_free (sound.line);
  }
}

/* A meta says where the channels are; bytes that are in none of them stay as they are. */
static void
test_meta (void)
{
  static const gsize offsets[] = { 8, 0 };
  static const gint16 wanted[] = { -1, 2, 3, -4, -5, 6 };
  Sound sound;
  WeirBuffer *in = weir_buffer_new_memdup (samples, sizeof samples);
  g_autoptr (WeirBuffer) out = NULL;
  WeirAudioInfo info;

  weir_audio_info_set_format (&info, WEIR_AUDIO_FORMAT_S16, 8000, 2, NULL);
  info.layout = WEIR_AUDIO_LAYOUT_NON_INTERLEAVED;
  g_assert_nonnull (weir_buffer_add_audio_meta (in, &info, 2, offsets));
  begin (&sound, toy_get_type (), "non-interleaved", "audio/x-raw");
  push (&sound, in);
  out = finish (&sound);
  g_assert_cmpint (weir_buffer_memcmp (out, 0, wanted, sizeof wanted), ==, 0);
  g_assert_cmpuint (sound.filter->n_samples, ==, 2);
  line_free (sound.line);
}

static void
test_other_format (void)
{
  Sound sound;
  g_autoptr (WeirBuffer) out = NULL;
  gint32 last = 0;

  begin (&sound, widen_get_type (), "interleaved", "audio/x-raw,format=S32LE");
  push (&sound, weir_buffer_new_memdup (samples, sizeof samples));
  out = finish (&sound);
  g_assert_cmpuint (weir_buffer_get_size (out), ==, 2 * sizeof samples);
  weir_buffer_extract (out, 20, &last, 4);
  g_assert_cmpint (last, ==, -6 * 65536);
  g_assert_cmpuint (sound.filter->n_calls, ==, 1);
  line_free (sound.line);
}

/* The buffer itself goes on, and nobody looked at it. */
static void
test_passthrough (void)
{
  Sound sound;
  g_autoptr (WeirBuffer) in = weir_buffer_new_memdup (samples, sizeof samples), out = NULL;

  begin (&sound, widen_get_type (), "interleaved", "audio/x-raw,format=S16LE");
  push (&sound, weir_buffer_ref (in));
  out = finish (&sound);
  g_assert_true (out == in);
  g_assert_cmpuint (sound.filter->n_calls, ==, 0);
  line_free (sound.line);
}

/* No samples are no work. */
static void
test_empty (void)
{
  static GType (*const types[]) (void) = { toy_get_type, widen_get_type };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    Sound sound;
    g_autoptr (WeirBuffer) out = NULL;

    begin (&sound, types[i](), "interleaved", i == 0 ? "audio/x-raw" : "audio/x-raw,format=S32LE");
    push (&sound, weir_buffer_new ());
    out = finish (&sound);
    g_assert_nonnull (out);
    g_assert_cmpuint (weir_buffer_get_size (out), ==, 0);
    g_assert_cmpuint (sound.filter->n_calls, ==, 0);
    line_free (sound.line);
  }
}

static void
test_odd_bytes (void)
{
  Sound sound;
  g_autofree char *error = NULL;

  begin (&sound, toy_get_type (), "interleaved", "audio/x-raw");
  push (&sound, weir_buffer_new_memdup (samples, 7));
  weir_app_src_end_of_stream (sound.src);
  error = line_run (sound.line);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error, "7 bytes"));
  line_free (sound.line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* where order could matter, in all worlds */
  line_add_test ("/bases/audio-filter/in-place", test_in_place);
  g_test_add_func ("/bases/audio-filter/meta", test_meta);
  g_test_add_func ("/bases/audio-filter/other-format", test_other_format);
  line_add_test ("/bases/audio-filter/passthrough", test_passthrough);
  g_test_add_func ("/bases/audio-filter/empty", test_empty);
  g_test_add_func ("/bases/audio-filter/odd-bytes", test_odd_bytes);
  return line_test_run ();
}
