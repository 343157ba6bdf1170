/* SPDX-License-Identifier: MIT */
/* h264parse: cuts H.264 into frames, and turns its two shapes into each other.
 *
 * Built as an encoder, since that is the base for "frames in, coded frames out, whose format is known late". */
#include <string.h>
#include <weir/bases/encoder.h>
#include <weir/registry/plugin-feature.h>

#include "byte-input.h"
#include "codecs.h"
#include "plugins/libav/h264.h"
#include "plugins/libav/memory.h"
#include "plugins/libav/parse.h"

struct _WeirH264Parse {
  WeirEncoder parent_instance;

  WeirByteInput input;

  int config_interval_s;

  gboolean in_avc, out_avc, aligned;
  guint length_bytes;
  GBytes *sets;            /* (owned) (nullable): parameter sets with start codes, as last seen */
  WeirCaps *in_caps;       /* (owned) (nullable) */
  WeirLibavParser *parser; /* (owned) (nullable) */
  gboolean announced;      /* caps of the output were set */
  AVRational frame_rate;
  guint64 n_frames; /* without times, counted */
  WeirClockTime next_config_ns;
};

G_DECLARE_FINAL_TYPE (WeirH264Parse, weir_h264parse, WEIR, H264_PARSE, WeirEncoder)
G_DEFINE_FINAL_TYPE (WeirH264Parse, weir_h264parse, WEIR_TYPE_ENCODER)

static const WeirProp props[] = {
  WEIR_PROP_INT (
    WeirH264Parse, config_interval_s, "config-interval", -1, 3600, 0, WEIR_PROP_LIVE,
    "Repeats the parameter sets of a byte stream every so many seconds; 0: as they come; -1: with each key frame"),
};

static const WeirElementInfo info = {
  .name = "h264parse",
  .long_name = "H.264 parser",
  .klass = "Codec/Parser/Converter/Video",
  .description = "Cuts H.264 into frames and changes its shape",
  .example =
    "videotestsrc num-buffers=50 ! x264enc byte-stream=true ! h264parse ! mp4mux ! filesink location=o.mp4",
  .rank = WEIR_RANK_PRIMARY + 1,
  .pads =
    (const WeirPadInfo[]){
      WEIR_SINK ("sink", "video/x-h264"),
      WEIR_SRC ("src",
                "video/x-h264, parsed=(boolean)true, stream-format=(string){ avc, byte-stream }, "
                "alignment=(string)au"),
      {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static void
weir_h264parse_stop (WeirEncoder *encoder)
{
  WeirH264Parse *self = (WeirH264Parse *) encoder;

  g_clear_pointer (&self->parser, weir_libav_parser_free);
  g_clear_pointer (&self->sets, g_bytes_unref);
  g_clear_pointer (&self->in_caps, weir_caps_unref);
  self->announced = FALSE;
}

/* --- parameter sets ---------------------------------------------------------------------------------- */

static void
note_sets (WeirH264Parse *self, WeirBuffer *frame)
{
  g_autoptr (GByteArray) sets = NULL;
  static const guint8 start_code[4] = { 0, 0, 0, 1 };
  WeirH264Unit unit;
  WeirMapInfo map;
  gsize pos = 0;
  gboolean sps = FALSE;

  if (!weir_buffer_map (frame, &map, WEIR_MAP_READ))
    return;
  while (weir_h264_next_unit (map.data, map.size, &pos, &unit)) {
    guint type = WEIR_H264_UNIT_TYPE (&unit);

    if (type == WEIR_H264_SLICE || type == WEIR_H264_IDR)
      break;
    if (type != WEIR_H264_SPS && type != WEIR_H264_PPS)
      continue;
    sps |= type == WEIR_H264_SPS;
    if (sets == NULL)
      sets = g_byte_array_new ();
    g_byte_array_append (sets, start_code, 4);
    g_byte_array_append (sets, unit.data, (guint) unit.size);
  }
  weir_buffer_unmap (frame, &map);
  if (sets != NULL && sps) {
    g_autoptr (GBytes) found = g_byte_array_free_to_bytes (g_steal_pointer (&sets));

    if (self->sets == NULL || !g_bytes_equal (found, self->sets)) {
      g_clear_pointer (&self->sets, g_bytes_unref);
      self->sets = g_steal_pointer (&found);
      self->announced = self->announced && !self->out_avc;
    }
  }
}

/* --- caps ------------------------------------------------------------------------------------------------ */

static gboolean
admits (WeirH264Parse *self, const char *text, GError **error)
{
  g_autoptr (WeirCaps) allowed = weir_encoder_get_allowed_caps (WEIR_ENCODER_CAST (self), error);
  g_autoptr (WeirCaps) wanted = weir_caps_from_string (text);

  return allowed != NULL && weir_caps_can_intersect (allowed, wanted);
}

static void
describe (WeirH264Parse *self, WeirCaps *caps)
{
  const AVCodecContext *context = weir_libav_parser_context (self->parser);
  const AVCodecParserContext *state = weir_libav_parser_state (self->parser);
  WeirStructure *structure = weir_caps_get_structure (caps, 0);
  gsize size = 0;
  const guint8 *sets = self->sets != NULL ? g_bytes_get_data (self->sets, &size) : NULL;
  WeirH264Unit sps;
  gsize pos = 0;

  if (!weir_structure_has_field (structure, "width") && state->width > 0 && state->height > 0)
    weir_caps_set_simple (caps, "width", G_TYPE_INT, state->width, "height", G_TYPE_INT,
                          state->height, NULL);
  if (!weir_structure_has_field (structure, "framerate") && context->framerate.num > 0)
    weir_caps_set_simple (caps, "framerate", WEIR_TYPE_FRACTION, context->framerate.num,
                          context->framerate.den * 2, NULL); /* fields are counted */
  weir_structure_get_fraction (structure, "framerate", &self->frame_rate.num,
                               &self->frame_rate.den);
  while (sets != NULL && weir_h264_next_unit (sets, size, &pos, &sps)) {
    const char *profile, *level;

    if (WEIR_H264_UNIT_TYPE (&sps) != WEIR_H264_SPS || sps.size < 4)
      continue;
    profile = weir_h264_profile_name (sps.data[1], sps.data[2]);
    level = weir_h264_level_name (sps.data[3], sps.data[1], sps.data[2]);
    if (profile != NULL)
      weir_caps_set_simple (caps, "profile", G_TYPE_STRING, profile, NULL);
    if (level != NULL)
      weir_caps_set_simple (caps, "level", G_TYPE_STRING, level, NULL);
    break;
  }
}

static gboolean
announce (WeirH264Parse *self, GError **error)
{
  g_autoptr (WeirCaps) caps = weir_caps_copy (self->in_caps);
  WeirStructure *structure = weir_caps_get_structure (caps, 0);
  gsize size;
  const guint8 *sets;

  weir_caps_set_simple (caps, "parsed", G_TYPE_BOOLEAN, TRUE, "alignment", G_TYPE_STRING, "au",
                        "stream-format", G_TYPE_STRING, self->out_avc ? "avc" : "byte-stream",
                        NULL);
  describe (self, caps);
  if (!self->out_avc) {
    weir_structure_remove_field (structure, "codec_data");
  } else if (!self->in_avc) {
    g_autoptr (GBytes) avcc = NULL;
    g_autoptr (WeirBuffer) data = NULL;

    sets = g_bytes_get_data (self->sets, &size);
    avcc = weir_h264_make_avcc (sets, size);
    if (avcc == NULL) {
      g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                   "the parameter sets of the stream are damaged");
      return FALSE;
    }
    data = weir_buffer_new_wrapped_bytes (avcc);
    weir_caps_set_simple (caps, "codec_data", WEIR_TYPE_BUFFER, data, NULL);
  }
  self->announced = weir_encoder_set_output_caps (WEIR_ENCODER_CAST (self), caps, error);
  if (self->announced)
    weir_byte_input_push_segment (&self->input, &WEIR_ENCODER_CAST (self)->segment,
                                  WEIR_ENCODER_CAST (self)->srcpad);
  return self->announced;
}

static gboolean
take_avcc (WeirH264Parse *self, const WeirStructure *structure, GError **error)
{
  const GValue *value = weir_structure_get_value (structure, "codec_data");
  WeirBuffer *data =
    value != NULL && G_VALUE_HOLDS (value, WEIR_TYPE_BUFFER) ? g_value_get_boxed (value) : NULL;
  WeirMapInfo map;

  if (data != NULL && weir_buffer_map (data, &map, WEIR_MAP_READ)) {
    self->sets = weir_h264_split_avcc (map.data, map.size, &self->length_bytes);
    weir_buffer_unmap (data, &map);
  }
  if (self->sets == NULL)
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                 "the caps say stream-format=avc, and have no codec_data that fits");
  return self->sets != NULL;
}

static gboolean
weir_h264parse_set_format (WeirEncoder *encoder, WeirCaps *caps, GError **error)
{
  WeirH264Parse *self = (WeirH264Parse *) encoder;
  const WeirStructure *structure = weir_caps_get_structure (caps, 0);
  const char *shape = weir_structure_get_string (structure, "stream-format");
  GError *refused = NULL;

  weir_h264parse_stop (encoder);
  self->in_caps = weir_caps_ref (caps);
  self->in_avc = g_strcmp0 (shape, "avc") == 0 || g_strcmp0 (shape, "avc3") == 0
                 || (shape == NULL && weir_structure_has_field (structure, "codec_data"));
  self->aligned =
    self->in_avc || g_strcmp0 (weir_structure_get_string (structure, "alignment"), "au") == 0;
  self->frame_rate = (AVRational){ 25, 1 };
  self->n_frames = 0;
  self->next_config_ns = 0;
  self->parser = weir_libav_parser_new (AV_CODEC_ID_H264, self->aligned);
  if (self->in_avc && !take_avcc (self, structure, error))
    return FALSE;
  /* as it came, where that is wanted */
  self->out_avc = admits (self, "video/x-h264, stream-format=(string)avc", &refused);
  if (refused != NULL) {
    g_propagate_error (error, refused);
    return FALSE;
  }
  if (!self->in_avc && admits (self, "video/x-h264, stream-format=(string)byte-stream", NULL))
    self->out_avc = FALSE;
  return !self->in_avc || announce (self, error);
}

/* --- frames ---------------------------------------------------------------------------------------------- */

typedef struct {
  WeirH264Parse *self;
  WeirFlowReturn flow;
  GError **error;
} Out;

/* A file of nothing but H.264 has no times: frames come at their rate. */
static void
stamp (WeirH264Parse *self, WeirBuffer *frame)
{
  guint64 num = (guint64) MAX (self->frame_rate.num, 1),
          den = (guint64) MAX (self->frame_rate.den, 1);

  if (!WEIR_BUFFER_DURATION_IS_VALID (frame))
    frame->duration = weir_util_uint64_scale (WEIR_SECOND, den, num);
  if (WEIR_BUFFER_PTS_IS_VALID (frame) || WEIR_BUFFER_DTS_IS_VALID (frame))
    return;
  frame->dts = weir_util_uint64_scale (self->n_frames * (guint64) WEIR_SECOND, den, num);
}

static gboolean
wants_sets (WeirH264Parse *self, WeirBuffer *frame)
{
  WeirClockTime now = WEIR_BUFFER_DTS_OR_PTS (frame);
  gboolean key = (frame->flags & WEIR_BUFFER_FLAG_DELTA_UNIT) == 0;

  if (!key || self->sets == NULL)
    return FALSE;
  if (self->in_avc || self->config_interval_s < 0)
    return TRUE;
  if (self->config_interval_s == 0 || !WEIR_CLOCK_TIME_IS_VALID (now) || now < self->next_config_ns)
    return FALSE;
  self->next_config_ns = now + (WeirClockTime) self->config_interval_s * WEIR_SECOND;
  return TRUE;
}

/* (transfer full) both ways; NULL: malformed */
static WeirBuffer *
reshape (WeirH264Parse *self, WeirBuffer *frame)
{
  WeirBuffer *made = NULL;

  if (self->in_avc && !self->out_avc) {
    made = weir_h264_to_byte_stream (frame, self->length_bytes,
                                     wants_sets (self, frame) ? self->sets : NULL);
  } else if (!self->in_avc && self->out_avc) {
    made = weir_h264_to_sized (frame, TRUE);
  } else if (!self->out_avc && wants_sets (self, frame)) {
    WeirBuffer *sets = weir_buffer_new_wrapped_bytes (self->sets);
    weir_buffer_copy_into (sets, frame, WEIR_BUFFER_COPY_METADATA, 0, (gsize) -1);
    made = weir_buffer_append (sets, weir_buffer_ref (frame));
  } else {
    return frame;
  }
  weir_buffer_unref (frame);
  return made;
}

static gboolean
frame_cb (gpointer user_data, WeirBuffer *frame)
{
  Out *out = user_data;
  WeirH264Parse *self = out->self;

  if (!self->in_avc)
    note_sets (self, frame);
  if (self->sets == NULL) {
    weir_buffer_unref (frame); /* nothing can be decoded before the first of them */
    return TRUE;
  }
  if (!self->announced && !announce (self, out->error)) {
    weir_buffer_unref (frame);
    out->flow = WEIR_FLOW_NOT_NEGOTIATED;
    return FALSE;
  }
  stamp (self, frame);
  self->n_frames++;
  frame = reshape (self, frame);
  if (frame != NULL && weir_buffer_get_size (frame) > 0)
    out->flow = weir_encoder_finish (WEIR_ENCODER_CAST (self), frame);
  else if (frame != NULL)
    weir_buffer_unref (frame);
  return out->flow == WEIR_FLOW_OK;
}

static gboolean
look_cb (gpointer user_data, WeirBuffer *frame)
{
  weir_buffer_unref (frame);
  return TRUE;
}

static WeirFlowReturn
weir_h264parse_handle_frame (WeirEncoder *encoder, WeirBuffer *buffer, GError **error)
{
  WeirH264Parse *self = (WeirH264Parse *) encoder;
  Out out = { self, WEIR_FLOW_OK, error };

  if (self->parser == NULL)
    return WEIR_FLOW_OK;
  if (self->aligned && buffer != NULL) {
    if (!self->announced) /* for what it tells of the stream; what goes on is the buffer itself */
      weir_libav_parser_push (self->parser, buffer, look_cb, NULL);
    frame_cb (&out, weir_buffer_copy (buffer));
  } else if (!self->aligned) {
    weir_libav_parser_push (self->parser, buffer, frame_cb, &out);
  }
  return out.flow;
}

static void
weir_h264parse_reset (WeirEncoder *encoder)
{
  WeirH264Parse *self = (WeirH264Parse *) encoder;

  if (self->parser == NULL)
    return;
  weir_libav_parser_free (self->parser);
  self->parser = weir_libav_parser_new (AV_CODEC_ID_H264, self->aligned);
  self->n_frames = 0;
  self->next_config_ns = 0;
}

static gboolean
weir_h264parse_sink_event (WeirEncoder *encoder, WeirEvent *event)
{
  return weir_byte_input_take (&((WeirH264Parse *) encoder)->input, &encoder->segment, event);
}

static void
weir_h264parse_class_init (WeirH264ParseClass *klass)
{
  WeirEncoderClass *encoder_class = WEIR_ENCODER_CLASS (klass);

  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  encoder_class->set_format = weir_h264parse_set_format;
  encoder_class->handle_frame = weir_h264parse_handle_frame;
  encoder_class->reset = weir_h264parse_reset;
  encoder_class->sink_event = weir_h264parse_sink_event;
  encoder_class->stop = weir_h264parse_stop;
}

static void
weir_h264parse_init (WeirH264Parse *self)
{
}
