/* SPDX-License-Identifier: MIT */
/* audioconvert: changes format, layout and channels of sound, not its rate. */
#include <weir/bases/audio-filter.h>
#include <weir/registry/plugin-feature.h>

#include "plugins/audio/audio-caps.h"
#include "plugins/audio/audio-elements.h"
#include "plugins/audio/audio-resample-kernel.h"

G_DECLARE_FINAL_TYPE (WeirAudioConvert, weir_audio_convert, WEIR, AUDIO_CONVERT, WeirAudioFilter)

struct _WeirAudioConvert {
  WeirAudioFilter parent_instance;
  WeirAudioDither dithering;
  WeirAudioNoiseShaping noise_shaping;
  guint dithering_threshold;
  WeirValueArray *mix_matrix; /* (owned) (nullable) rows of factors */

  WeirAudioResample *kernel; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirAudioConvert, weir_audio_convert, WEIR_TYPE_AUDIO_FILTER)

static G_DEFINE_ENUM_TYPE (
  WeirAudioDither, weir_audio_dither, G_DEFINE_ENUM_VALUE (WEIR_AUDIO_DITHER_NONE, "none"),
  G_DEFINE_ENUM_VALUE (WEIR_AUDIO_DITHER_RPDF, "rpdf"),
  G_DEFINE_ENUM_VALUE (WEIR_AUDIO_DITHER_TPDF, "tpdf"),
  G_DEFINE_ENUM_VALUE (
    WEIR_AUDIO_DITHER_TPDF_HF,
    "tpdf-hf")) static G_DEFINE_ENUM_TYPE (WeirAudioNoiseShaping, weir_audio_noise_shaping,
                                           G_DEFINE_ENUM_VALUE (WEIR_AUDIO_NOISE_SHAPING_NONE,
                                                                "none"),
                                           G_DEFINE_ENUM_VALUE (
                                             WEIR_AUDIO_NOISE_SHAPING_ERROR_FEEDBACK,
                                             "error-feedback"),
                                           G_DEFINE_ENUM_VALUE (WEIR_AUDIO_NOISE_SHAPING_SIMPLE,
                                                                "simple"),
                                           G_DEFINE_ENUM_VALUE (WEIR_AUDIO_NOISE_SHAPING_MEDIUM,
                                                                "medium"),
                                           G_DEFINE_ENUM_VALUE (WEIR_AUDIO_NOISE_SHAPING_HIGH,
                                                                "high"))

  static const WeirProp props[] = {
    WEIR_PROP_ENUM (WeirAudioConvert, dithering, "dithering", weir_audio_dither_get_type,
                    WEIR_AUDIO_DITHER_TPDF, 0, "Noise that hides the steps of coarser integers"),
    WEIR_PROP_ENUM (WeirAudioConvert, noise_shaping, "noise-shaping",
                    weir_audio_noise_shaping_get_type, WEIR_AUDIO_NOISE_SHAPING_NONE, 0,
                    "How far this noise is moved to where it is heard less"),
    WEIR_PROP_BOXED (
      WeirAudioConvert, mix_matrix, "mix-matrix", weir_value_array_get_type, 0,
      "For each channel that goes out, how much of each that comes in; empty: the first ones as they are"),
    WEIR_PROP_UINT (WeirAudioConvert, dithering_threshold, "dithering-threshold", 0, 32, 20, 0,
                    "Integers of more bits get no noise"),
  };

static const WeirElementInfo info = {
  .name = "audioconvert",
  .klass = "Filter/Converter/Audio",
  .description = "Changes format and channels of sound, as what follows wants it",
  .example =
    "audiotestsrc num-buffers=100 ! audioconvert ! audio/x-raw,format=S16LE,channels=2 ! fakesink",
  .rank = WEIR_RANK_PRIMARY,
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", WEIR_AUDIO_CAPS_ALL),
                                 WEIR_SRC ("src", WEIR_AUDIO_CAPS_ALL),
                                 {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* --- the matrix ------------------------------------------------------------------------------------------------------- */

static const WeirValueArray *
row (const WeirValueArray *matrix, guint i)
{
  const GValue *value = weir_value_array_nth (matrix, i);

  return WEIR_VALUE_HOLDS_ARRAY (value) ? g_value_get_boxed (value) : NULL;
}

/* Rows are channels that go out, columns those that come in. */
static gboolean
matrix_size (const WeirValueArray *matrix, gint *n_in, gint *n_out)
{
  guint rows = weir_value_array_length (matrix), columns;

  if (rows == 0 || row (matrix, 0) == NULL)
    return FALSE;
  columns = weir_value_array_length (row (matrix, 0));
  *n_in = (gint) columns;
  *n_out = (gint) rows;
  return columns > 0;
}

static gboolean
read_factor (const GValue *value, gfloat *factor)
{
  g_auto (GValue) number = G_VALUE_INIT;

  g_value_init (&number, G_TYPE_FLOAT);
  if (!g_value_type_transformable (G_VALUE_TYPE (value), G_TYPE_FLOAT)
      || G_VALUE_HOLDS_STRING (value) || !g_value_transform (value, &number))
    return FALSE;
  *factor = g_value_get_float (&number);
  return TRUE;
}

/* (transfer full): what the kernel wants; %NULL with `error` where rows differ in length or something is no number */
static gfloat *
read_matrix (const WeirValueArray *matrix, gint n_in, gint n_out, GError **error)
{
  g_autofree gfloat *factors = g_new0 (gfloat, (gsize) n_in * (gsize) n_out);

  if (weir_value_array_length (matrix) == 0) {
    for (gint i = 0; i < MIN (n_in, n_out); i++)
      factors[i * n_in + i] = 1;
    return g_steal_pointer (&factors);
  }
  for (gint o = 0; o < n_out; o++) {
    const WeirValueArray *columns =
      (guint) o < weir_value_array_length (matrix) ? row (matrix, (guint) o) : NULL;
    gboolean fits = columns != NULL && weir_value_array_length (columns) == (guint) n_in;

    for (gint i = 0; fits && i < n_in; i++)
      fits = read_factor (weir_value_array_nth (columns, (guint) i), &factors[o * n_in + i]);
    if (!fits) {
      g_set_error (
        error, WEIR_LIBRARY_ERROR, WEIR_LIBRARY_ERROR_SETTINGS,
        "mix-matrix must have %d rows (channels that go out) of %d numbers (channels that come in); row %d isn't so",
        n_out, n_in, o + 1);
      return NULL;
    }
  }
  return g_steal_pointer (&factors);
}

/* --- caps --------------------------------------------------------------------------------------------------------------- */

static WeirCaps *
weir_audio_convert_transform_caps (WeirElement *element, WeirPadDirection direction,
                                   const WeirCaps *caps)
{
  g_autoptr (WeirValueArray) matrix = NULL;
  gint n_in, n_out;

  g_object_get (element, "mix-matrix", &matrix, NULL);
  if (matrix == NULL || !matrix_size (matrix, &n_in, &n_out))
    return weir_audio_changed_caps (caps,
                                    WEIR_AUDIO_CHANGES_FORMAT | WEIR_AUDIO_CHANGES_CHANNELS
                                      | (matrix != NULL ? WEIR_AUDIO_CHANGES_ANY_CHANNELS : 0));
  return direction == WEIR_PAD_SINK ? weir_audio_mixed_caps (caps, n_in, n_out)
                                    : weir_audio_mixed_caps (caps, n_out, n_in);
}

static WeirCaps *
weir_audio_convert_fixate_caps (WeirTransform *transform, WeirPadDirection direction,
                                WeirCaps *caps, WeirCaps *othercaps)
{
  return weir_audio_choose_caps (caps, othercaps);
}

static WeirCaps *
weir_audio_convert_choose_caps (WeirElement *element, WeirPad *src, const WeirCaps *in,
                                WeirCaps *possible)
{
  return in != NULL ? weir_audio_choose_caps (in, possible) : weir_caps_fixate (possible);
}

/* --- samples ------------------------------------------------------------------------------------------------------------ */

static gboolean
weir_audio_convert_setup (WeirAudioFilter *filter, GError **error)
{
  WeirAudioConvert *self = WEIR_AUDIO_CONVERT (filter);
  WeirAudioResampleParams params = WEIR_AUDIO_RESAMPLE_PARAMS_INIT;
  g_autofree gfloat *matrix = NULL;

  g_clear_pointer (&self->kernel, weir_audio_resample_free);
  params.dither = self->dithering;
  params.shaping = self->noise_shaping;
  params.dither_depth = self->dithering_threshold;
  params.seed = weir_element_random_u32 (WEIR_ELEMENT_CAST (self));
  if (self->mix_matrix != NULL) {
    matrix = read_matrix (self->mix_matrix, filter->in.channels, filter->out.channels, error);
    if (matrix == NULL)
      return FALSE;
    params.mix_matrix = matrix;
  }
  self->kernel = weir_audio_resample_new (&filter->in, &filter->out, &params, error);
  if (self->kernel == NULL)
    return FALSE;
  weir_transform_set_passthrough (WEIR_TRANSFORM_CAST (self),
                                  weir_audio_resample_is_passthrough (self->kernel));
  return TRUE;
}

static WeirFlowReturn
weir_audio_convert_filter (WeirAudioFilter *filter, const WeirAudioBuffer *in, WeirAudioBuffer *out,
                           GError **error)
{
  gssize made = weir_audio_resample_process (WEIR_AUDIO_CONVERT (filter)->kernel,
                                             (const guint8 *const *) in->planes, in->n_samples,
                                             (guint8 *const *) out->planes, out->n_samples, error);

  return made >= 0 ? WEIR_FLOW_OK : WEIR_FLOW_ERROR;
}

static void
weir_audio_convert_reset (WeirTransform *transform)
{
  WeirAudioConvert *self = WEIR_AUDIO_CONVERT (transform);

  if (self->kernel != NULL)
    weir_audio_resample_reset (self->kernel);
}

static void
weir_audio_convert_stop (WeirTransform *transform)
{
  g_clear_pointer (&WEIR_AUDIO_CONVERT (transform)->kernel, weir_audio_resample_free);
}

static void
weir_audio_convert_class_init (WeirAudioConvertClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);
  WeirTransformClass *transform_class = WEIR_TRANSFORM_CLASS (klass);

  weir_element_class_set_info (element_class, &info);
  element_class->transform_caps = weir_audio_convert_transform_caps;
  element_class->choose_caps = weir_audio_convert_choose_caps;
  transform_class->fixate_caps = weir_audio_convert_fixate_caps;
  transform_class->reset = weir_audio_convert_reset;
  transform_class->stop = weir_audio_convert_stop;
  WEIR_AUDIO_FILTER_CLASS (klass)->setup = weir_audio_convert_setup;
  WEIR_AUDIO_FILTER_CLASS (klass)->filter = weir_audio_convert_filter;
}

static void
weir_audio_convert_init (WeirAudioConvert *self)
{
}
