/* SPDX-License-Identifier: MIT */
/* volume: makes sound louder, softer, or silent. */
#include <math.h>
#include <weir/bases/audio-filter.h>
#include <weir/registry/plugin-impl.h>

G_DECLARE_FINAL_TYPE (WeirVolume, weir_volume, WEIR, VOLUME, WeirAudioFilter)

struct _WeirVolume {
  WeirAudioFilter parent_instance;
  gdouble volume;
  gboolean mute;
};

G_DEFINE_FINAL_TYPE (WeirVolume, weir_volume, WEIR_TYPE_AUDIO_FILTER)

static const WeirProp props[] = {
  WEIR_PROP_BOOLEAN (WeirVolume, mute, "mute", FALSE, WEIR_PROP_LIVE,
                     "Silence, whatever the volume is"),
  WEIR_PROP_DOUBLE (WeirVolume, volume, "volume", 0.0, 10.0, 1.0, WEIR_PROP_LIVE,
                    "Factor of the amplitude; 1: as it comes in"),
};

#define CAPS                                                                                             \
  "audio/x-raw, format=(string){ F32LE, F64LE, S8, S16LE, S24LE, S32LE }, rate=(int)[ 1, 2147483647 ], " \
  "channels=(int)[ 1, 2147483647 ], layout=(string){ interleaved, non-interleaved }"

static const WeirElementInfo info = {
  .name = "volume",
  .klass = "Filter/Effect/Audio",
  .description = "Makes sound louder, softer, or silent",
  .example = "audiotestsrc num-buffers=100 ! volume volume=0.25 ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", CAPS), WEIR_SRC ("src", CAPS), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* Integers that would be too loud stay at the loudest. `real` holds the product exactly enough; rint () would be a call
 * for each sample. */
#define SCALE_INTEGERS(type, real, lowest, highest)                                                \
  for (gsize i = 0; i < n; i++) {                                                                  \
    real v = ((type *) data)[i] * (real) factor;                                                   \
    v += v < 0 ? (real) -0.5 : (real) 0.5;                                                         \
    ((type *) data)[i] = (type) CLAMP (v, (real) lowest, (real) highest);                          \
  }

static void
scale_24 (guint8 *data, gsize n, gdouble factor)
{
  for (gsize i = 0; i < n; i++, data += 3) {
    guint32 bits = (guint32) data[0] << 8 | (guint32) data[1] << 16 | (guint32) data[2] << 24;
    gint32 v = (gint32) CLAMP (rint (((gint32) bits >> 8) * factor), -0x800000, 0x7fffff);

    data[0] = (guint8) v;
    data[1] = (guint8) (v >> 8);
    data[2] = (guint8) (v >> 16);
  }
}

static void
scale (WeirAudioFormat format, gpointer data, gsize n, gdouble factor)
{
  switch (format) {
  case WEIR_AUDIO_FORMAT_F32:
    for (gsize i = 0; i < n; i++)
      ((gfloat *) data)[i] *= (gfloat) factor;
    break;
  case WEIR_AUDIO_FORMAT_F64:
    for (gsize i = 0; i < n; i++)
      ((gdouble *) data)[i] *= factor;
    break;
  case WEIR_AUDIO_FORMAT_S8:
    SCALE_INTEGERS (gint8, gfloat, G_MININT8, G_MAXINT8)
    break;
  case WEIR_AUDIO_FORMAT_S16:
    SCALE_INTEGERS (gint16, gfloat, G_MININT16, G_MAXINT16)
    break;
  case WEIR_AUDIO_FORMAT_S32:
    SCALE_INTEGERS (gint32, gdouble, G_MININT32, G_MAXINT32)
    break;
  default:
    scale_24 (data, n, factor);
  }
}

static WeirFlowReturn
weir_volume_filter_ip (WeirAudioFilter *filter, WeirAudioBuffer *samples, GError **error)
{
  WeirVolume *self = WEIR_VOLUME (filter);
  gsize bytes = WEIR_AUDIO_BUFFER_PLANE_SIZE (samples);
  gboolean silent = self->mute || self->volume == 0;

  for (gint p = 0; p < samples->n_planes; p++)
    if (silent)
      weir_audio_format_info_fill_silence (filter->in.finfo, samples->planes[p], bytes);
    else
      scale (filter->in.finfo->format, samples->planes[p],
             bytes / (gsize) (filter->in.finfo->width / 8), self->volume);
  if (silent)
    samples->buffer->flags |= WEIR_BUFFER_FLAG_GAP;
  return WEIR_FLOW_OK;
}

static void
weir_volume_property_applied (WeirElement *element, const WeirProp *prop)
{
  WeirVolume *self = WEIR_VOLUME (element);

  weir_transform_set_passthrough (WEIR_TRANSFORM_CAST (element), self->volume == 1 && !self->mute);
}

static void
weir_volume_class_init (WeirVolumeClass *klass)
{
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  WEIR_ELEMENT_CLASS (klass)->property_applied = weir_volume_property_applied;
  WEIR_AUDIO_FILTER_CLASS (klass)->filter_ip = weir_volume_filter_ip;
}

static void
weir_volume_init (WeirVolume *self)
{
  weir_transform_set_passthrough (WEIR_TRANSFORM_CAST (self), TRUE);
}

WEIR_PLUGIN_DEFINE ("audiofilters", "Filters of sound", "0.1.0", "MIT", weir_volume_get_type)
