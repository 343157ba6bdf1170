/* SPDX-License-Identifier: MIT */
/* aacparse: cuts AAC into frames, and takes off or puts on the headers of an ADTS stream (ISO/IEC 13818-7, 14496-3).
 *
 * Built as an encoder, since that is the base for "frames in, coded frames out, whose format is known late". */
#include <string.h>
#include <weir/bases/encoder.h>
#include <weir/registry/plugin-feature.h>

#include "byte-input.h"
#include "codecs.h"
#include "plugins/libav/parse.h"

struct _WeirAacParse {
  WeirEncoder parent_instance;

  WeirByteInput input;

  gboolean in_adts, out_adts, announced;
  WeirCaps *in_caps;       /* (owned) (nullable) */
  WeirLibavParser *parser; /* (owned) (nullable): ADTS only */
  guint8 config[2];        /* AudioSpecificConfig of AAC-LC and its like */
  guint rate_hz, channels;
  guint64 n_frames; /* since `base_ns` */
  WeirClockTime base_ns;
};

G_DECLARE_FINAL_TYPE (WeirAacParse, weir_aacparse, WEIR, AAC_PARSE, WeirEncoder)
G_DEFINE_FINAL_TYPE (WeirAacParse, weir_aacparse, WEIR_TYPE_ENCODER)

#define ADTS_BYTES 7
#define FRAME_SAMPLES 1024

static const guint rates[] = { 96000, 88200, 64000, 48000, 44100, 32000, 24000,
                               22050, 16000, 12000, 11025, 8000,  7350 };

static const WeirElementInfo info = {
  .name = "aacparse",
  .long_name = "AAC parser",
  .klass = "Codec/Parser/Audio",
  .description = "Cuts AAC into frames and changes its shape",
  .example =
    "audiotestsrc num-buffers=100 ! avenc_aac ! aacparse ! audio/mpeg,stream-format=adts ! filesink location=o.aac",
  .rank = WEIR_RANK_PRIMARY + 1,
  .pads =
    (const WeirPadInfo[]){
      WEIR_SINK ("sink", "audio/mpeg, mpegversion=(int)4"),
      WEIR_SRC (
        "src",
        "audio/mpeg, framed=(boolean)true, mpegversion=(int)4, stream-format=(string){ raw, adts }"),
      {} },
};

static void
weir_aacparse_stop (WeirEncoder *encoder)
{
  WeirAacParse *self = (WeirAacParse *) encoder;

  g_clear_pointer (&self->parser, weir_libav_parser_free);
  g_clear_pointer (&self->in_caps, weir_caps_unref);
  self->announced = FALSE;
}

/* --- caps ------------------------------------------------------------------------------------------------- */

static gboolean
admits (WeirAacParse *self, const char *text, GError **error)
{
  g_autoptr (WeirCaps) allowed = weir_encoder_get_allowed_caps (WEIR_ENCODER_CAST (self), error);
  g_autoptr (WeirCaps) wanted = weir_caps_from_string (text);

  return allowed != NULL && weir_caps_can_intersect (allowed, wanted);
}

static gboolean
announce (WeirAacParse *self, GError **error)
{
  g_autoptr (WeirCaps) caps = weir_caps_copy (self->in_caps);
  WeirStructure *structure = weir_caps_get_structure (caps, 0);

  weir_caps_set_simple (caps, "framed", G_TYPE_BOOLEAN, TRUE, "stream-format", G_TYPE_STRING,
                        self->out_adts ? "adts" : "raw", "rate", G_TYPE_INT, (int) self->rate_hz,
                        NULL);
  if (self->channels > 0)
    weir_caps_set_simple (caps, "channels", G_TYPE_INT, (int) self->channels, NULL);
  if (self->out_adts) {
    weir_structure_remove_field (structure, "codec_data");
  } else if (self->in_adts) {
    g_autoptr (WeirBuffer) data = weir_buffer_new_memdup (self->config, sizeof self->config);
    weir_caps_set_simple (caps, "mpegversion", G_TYPE_INT, 4, "codec_data", WEIR_TYPE_BUFFER, data,
                          NULL);
  }
  self->announced = weir_encoder_set_output_caps (WEIR_ENCODER_CAST (self), caps, error);
  if (self->announced)
    weir_byte_input_push_segment (&self->input, &WEIR_ENCODER_CAST (self)->segment,
                                  WEIR_ENCODER_CAST (self)->srcpad);
  return self->announced;
}

static gboolean
take_config (WeirAacParse *self, const WeirStructure *structure, GError **error)
{
  const GValue *value = weir_structure_get_value (structure, "codec_data");
  WeirBuffer *data =
    value != NULL && G_VALUE_HOLDS (value, WEIR_TYPE_BUFFER) ? g_value_get_boxed (value) : NULL;
  guint index;

  if (data == NULL || weir_buffer_extract (data, 0, self->config, 2) < 2) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                 "the caps say stream-format=raw, and have no codec_data");
    return FALSE;
  }
  index = (guint) (self->config[0] & 7) << 1 | self->config[1] >> 7;
  self->rate_hz = index < G_N_ELEMENTS (rates) ? rates[index] : 0;
  self->channels = self->config[1] >> 3 & 15;
  if (self->rate_hz == 0) {
    int rate = 0;
    weir_structure_get_int (structure, "rate", &rate);
    self->rate_hz = (guint) MAX (rate, 0);
  }
  return TRUE;
}

static gboolean
weir_aacparse_set_format (WeirEncoder *encoder, WeirCaps *caps, GError **error)
{
  WeirAacParse *self = (WeirAacParse *) encoder;
  const WeirStructure *structure = weir_caps_get_structure (caps, 0);
  const char *shape = weir_structure_get_string (structure, "stream-format");
  GError *refused = NULL;

  weir_aacparse_stop (encoder);
  self->in_caps = weir_caps_ref (caps);
  self->in_adts = shape != NULL ? strcmp (shape, "adts") == 0
                                : !weir_structure_has_field (structure, "codec_data");
  self->n_frames = 0;
  self->base_ns = WEIR_CLOCK_TIME_NONE;
  self->rate_hz = self->channels = 0;
  self->out_adts = admits (self, "audio/mpeg, stream-format=(string)adts", &refused);
  if (refused != NULL) {
    g_propagate_error (error, refused);
    return FALSE;
  }
  if (!self->in_adts && admits (self, "audio/mpeg, stream-format=(string)raw", NULL))
    self->out_adts = FALSE;
  if (self->in_adts) {
    self->parser = weir_libav_parser_new (AV_CODEC_ID_AAC, FALSE);
    return TRUE;
  }
  return take_config (self, structure, error) && announce (self, error);
}

/* --- frames ----------------------------------------------------------------------------------------------- */

typedef struct {
  WeirAacParse *self;
  WeirFlowReturn flow;
  GError **error;
} Out;

static void
stamp (WeirAacParse *self, WeirBuffer *frame)
{
  guint rate = MAX (self->rate_hz, 1);

  if (WEIR_BUFFER_PTS_IS_VALID (frame)) {
    self->base_ns = frame->pts;
    self->n_frames = 0;
  }
  if (!WEIR_CLOCK_TIME_IS_VALID (self->base_ns))
    self->base_ns = 0;
  frame->pts = frame->dts =
    self->base_ns + weir_util_uint64_scale (self->n_frames * FRAME_SAMPLES, WEIR_SECOND, rate);
  self->n_frames++;
  frame->duration = self->base_ns
                    + weir_util_uint64_scale (self->n_frames * FRAME_SAMPLES, WEIR_SECOND, rate)
                    - frame->pts;
}

/* TRUE: `head` is the beginning of an ADTS frame; notes what it says. */
static gboolean
read_header (WeirAacParse *self, const guint8 *head, gsize *header_bytes)
{
  guint index = head[2] >> 2 & 15, channels = (guint) (head[2] & 1) << 2 | head[3] >> 6;
  guint8 config[2];

  if (head[0] != 0xff || (head[1] & 0xf6) != 0xf0 || index >= G_N_ELEMENTS (rates))
    return FALSE;
  *header_bytes = (head[1] & 1) != 0 ? ADTS_BYTES : ADTS_BYTES + 2;
  config[0] = (guint8) (((head[2] >> 6) + 1) << 3 | index >> 1);
  config[1] = (guint8) ((index & 1) << 7 | channels << 3);
  if (memcmp (config, self->config, 2) != 0 || self->rate_hz == 0)
    self->announced = FALSE;
  memcpy (self->config, config, 2);
  self->rate_hz = rates[index];
  self->channels = channels;
  return TRUE;
}

static gboolean
adts_frame_cb (gpointer user_data, WeirBuffer *frame)
{
  Out *out = user_data;
  WeirAacParse *self = out->self;
  guint8 head[ADTS_BYTES];
  gsize skip = 0;

  if (weir_buffer_extract (frame, 0, head, sizeof head) < sizeof head
      || !read_header (self, head, &skip) || weir_buffer_get_size (frame) < skip) {
    weir_buffer_unref (frame);
    return TRUE;
  }
  if (!self->announced && !announce (self, out->error)) {
    weir_buffer_unref (frame);
    out->flow = WEIR_FLOW_NOT_NEGOTIATED;
    return FALSE;
  }
  frame->flags &= ~WEIR_BUFFER_FLAG_DELTA_UNIT;
  stamp (self, frame);
  if (!self->out_adts)
    weir_buffer_resize (frame, (gssize) skip, -1);
  out->flow = weir_encoder_finish (WEIR_ENCODER_CAST (self), frame);
  return out->flow == WEIR_FLOW_OK;
}

static WeirBuffer *
add_header (WeirAacParse *self, WeirBuffer *buffer)
{
  gsize size = weir_buffer_get_size (buffer) + ADTS_BYTES;
  guint object_type = self->config[0] >> 3;
  guint index = (guint) (self->config[0] & 7) << 1 | self->config[1] >> 7;
  guint8 head[ADTS_BYTES] = {
    0xff,
    0xf1,
    (guint8) ((object_type - 1) << 6 | index << 2 | self->channels >> 2),
    (guint8) ((self->channels & 3) << 6 | (size >> 11 & 3)),
    (guint8) (size >> 3),
    (guint8) ((size & 7) << 5 | 0x1f),
    0xfc,
  };
  WeirBuffer *made = weir_buffer_new_memdup (head, sizeof head);

  weir_buffer_copy_into (made, buffer, WEIR_BUFFER_COPY_METADATA, 0, (gsize) -1);
  return weir_buffer_append (made, weir_buffer_ref (buffer));
}

static WeirFlowReturn
weir_aacparse_handle_frame (WeirEncoder *encoder, WeirBuffer *buffer, GError **error)
{
  WeirAacParse *self = (WeirAacParse *) encoder;
  Out out = { self, WEIR_FLOW_OK, error };

  if (self->in_adts) {
    if (self->parser != NULL)
      weir_libav_parser_push (self->parser, buffer, adts_frame_cb, &out);
    return out.flow;
  }
  if (buffer == NULL)
    return WEIR_FLOW_OK;
  return weir_encoder_finish (encoder, self->out_adts ? add_header (self, buffer)
                                                      : weir_buffer_ref (buffer));
}

static void
weir_aacparse_reset (WeirEncoder *encoder)
{
  WeirAacParse *self = (WeirAacParse *) encoder;

  if (self->parser != NULL) {
    weir_libav_parser_free (self->parser);
    self->parser = weir_libav_parser_new (AV_CODEC_ID_AAC, FALSE);
  }
  self->base_ns = WEIR_CLOCK_TIME_NONE;
  self->n_frames = 0;
}

static gboolean
weir_aacparse_sink_event (WeirEncoder *encoder, WeirEvent *event)
{
  return weir_byte_input_take (&((WeirAacParse *) encoder)->input, &encoder->segment, event);
}

static void
weir_aacparse_class_init (WeirAacParseClass *klass)
{
  WeirEncoderClass *encoder_class = WEIR_ENCODER_CLASS (klass);

  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  encoder_class->set_format = weir_aacparse_set_format;
  encoder_class->handle_frame = weir_aacparse_handle_frame;
  encoder_class->reset = weir_aacparse_reset;
  encoder_class->sink_event = weir_aacparse_sink_event;
  encoder_class->stop = weir_aacparse_stop;
}

static void
weir_aacparse_init (WeirAacParse *self)
{
}
