/* SPDX-License-Identifier: MIT */
/* gain: scales audio samples. A filter in one file, out of Weir's tree; README.md explains it. */
#include <weir/bases/transform.h>
#include <weir/registry/plugin-impl.h>

G_DECLARE_FINAL_TYPE (WeirGain, weir_gain, WEIR, GAIN, WeirTransform)

struct _WeirGain {
  WeirTransform parent_instance;
  double gain; /* the property; the engine writes it between two buffers */
};

G_DEFINE_FINAL_TYPE (WeirGain, weir_gain, WEIR_TYPE_TRANSFORM)

#define CAPS "audio/x-raw, format=F32LE, layout=interleaved"

static const WeirProp props[] = {
  WEIR_PROP_DOUBLE (WeirGain, gain, "gain", 0.0, 10.0, 1.0, WEIR_PROP_LIVE, "Linear gain factor"),
};

static const WeirElementInfo info = {
  .name = "gain",
  .klass = "Filter/Effect/Audio",
  .description = "Scales audio samples",
  .example = "audiotestsrc ! audioconvert ! gain gain=0.5 ! audioconvert ! autoaudiosink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", CAPS), WEIR_SRC ("src", CAPS), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static WeirFlowReturn
weir_gain_transform_ip (WeirTransform *transform, WeirBuffer *buffer, GError **error)
{
  WeirGain *self = WEIR_GAIN (transform);
  WeirMapInfo map;

  if (!weir_buffer_map (buffer, &map, WEIR_MAP_READ | WEIR_MAP_WRITE)) {
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_FAILED,
                 "the samples can't be written");
    return WEIR_FLOW_ERROR;
  }
  float *samples = (float *) map.data;
  for (gsize i = 0; i < map.size / sizeof (float); i++)
    samples[i] *= (float) self->gain;
  weir_buffer_unmap (buffer, &map);
  return WEIR_FLOW_OK;
}

static void
weir_gain_class_init (WeirGainClass *klass)
{
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  WEIR_TRANSFORM_CLASS (klass)->transform_ip = weir_gain_transform_ip;
}

static void
weir_gain_init (WeirGain *self)
{
}

WEIR_PLUGIN_DEFINE ("gain", "A filter of the tutorial", "1.0", "MIT", weir_gain_get_type)
