/* SPDX-License-Identifier: MIT */
#include "toys.h"

#include <string.h>
#include <weir/bases/byte-reader.h>
#include <weir/graph/element-private.h>
#include <weir/sched/sim.h>

/* --- source --------------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirSource parent_instance;
  gboolean live;
  guint next;
} ToySource;
typedef WeirSourceClass ToySourceClass;
G_DEFINE_TYPE (ToySource, toy_source, WEIR_TYPE_SOURCE)

static const WeirProp source_props[] = {
  WEIR_PROP_BOOLEAN (ToySource, live, "live", FALSE, 0, "Frames come at their time"),
};
static const WeirElementInfo source_info = {
  .name = "toysource", .klass = "Source", .description = "Makes numbered frames", .example = "toysource ! toysink",
  .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", "audio/x-raw, rate=[ 1, 48000 ]"), {} },
  .props = source_props, .n_props = G_N_ELEMENTS (source_props),
};

static WeirFlowReturn
source_create (WeirSource *source, WeirBuffer **buffer, GError **error)
{
  ToySource *self = (ToySource *) source;
  guint32 number = self->next;

  if (self->next >= TOY_FRAMES)
    return WEIR_FLOW_EOS;
  *buffer = weir_buffer_new_memdup (&number, sizeof number);
  (*buffer)->offset = self->next;
  (*buffer)->pts = self->next * TOY_FRAME_NS;
  (*buffer)->duration = TOY_FRAME_NS;
  self->next++;
  return WEIR_FLOW_OK;
}

static gboolean
source_do_seek (WeirSource *source, WeirSegment *segment, GError **error)
{
  ((ToySource *) source)->next = (guint) (segment->position / TOY_FRAME_NS);
  return TRUE;
}

static gboolean
source_start (WeirSource *source, GError **error)
{
  ((ToySource *) source)->next = 0;
  weir_source_set_format (source, WEIR_FORMAT_TIME);
  weir_source_set_live (source, ((ToySource *) source)->live);
  weir_source_set_duration (source, TOY_FRAMES * TOY_FRAME_NS);
  return TRUE;
}

static void
source_get_times (WeirSource *source, WeirBuffer *buffer, WeirClockTime *start, WeirClockTime *end)
{
  if (((ToySource *) source)->live)
    *start = buffer->pts;
}

static void
toy_source_class_init (ToySourceClass *klass)
{
  klass->create = source_create;
  klass->do_seek = source_do_seek;
  klass->start = source_start;
  klass->get_times = source_get_times;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &source_info);
}

static void
toy_source_init (ToySource *self)
{
}

/* --- sink ----------------------------------------------------------------------------------------------------------- */

G_DEFINE_FINAL_TYPE (ToySink, toy_sink, WEIR_TYPE_SINK)

static const WeirElementInfo sink_info = {
  .name = "toysink", .klass = "Sink", .description = "Notes what it renders", .example = "toysource ! toysink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), {} },
};

static WeirFlowReturn
sink_render (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  ToySink *self = TOY_SINK (sink);
  const ToySeen seen = { buffer->offset, buffer->pts, weir_now_ns () };

  g_array_append_val (self->seen, seen);
  if (self->busy_ns > 0)
    weir_sim_busy_ns (self->busy_ns);
  return WEIR_FLOW_OK;
}

static WeirFlowReturn
sink_preroll (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  TOY_SINK (sink)->prerolls++;
  return WEIR_FLOW_OK;
}

static void
sink_finalize (GObject *object)
{
  g_array_unref (TOY_SINK (object)->seen);
  G_OBJECT_CLASS (toy_sink_parent_class)->finalize (object);
}

static void
toy_sink_class_init (ToySinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sink_finalize;
  WEIR_SINK_CLASS (klass)->render = sink_render;
  WEIR_SINK_CLASS (klass)->preroll = sink_preroll;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &sink_info);
}

static void
toy_sink_init (ToySink *self)
{
  self->seen = g_array_new (FALSE, FALSE, sizeof (ToySeen));
}

static void
copy_seen (gpointer self, gpointer data)
{
  *(GArray **) data = g_array_copy (((ToySink *) self)->seen);
}

GArray *
toy_sink_get_seen (ToySink *self)
{
  GArray *copy = NULL;

  weir_task_call (WEIR_ELEMENT_CAST (self)->priv->task, copy_seen, &copy);
  return copy;
}

/* --- codecs --------------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirEncoder parent_instance;
  GQueue kept;
} ToyEncoder;
typedef WeirEncoderClass ToyEncoderClass;
G_DEFINE_TYPE (ToyEncoder, toy_encoder, WEIR_TYPE_ENCODER)

typedef struct {
  WeirDecoder parent_instance;
  GQueue kept;
} ToyDecoder;
typedef WeirDecoderClass ToyDecoderClass;
G_DEFINE_TYPE (ToyDecoder, toy_decoder, WEIR_TYPE_DECODER)

#define TOY_KEPT 2

static gboolean
encoder_set_format (WeirEncoder *encoder, WeirCaps *caps, GError **error)
{
  g_autoptr (WeirCaps) allowed = weir_encoder_get_allowed_caps (encoder, error), out = NULL;
  int rate = 0;

  if (allowed == NULL)
    return FALSE;
  weir_structure_get_int (weir_caps_get_structure (caps, 0), "rate", &rate);
  out = weir_caps_new_simple ("audio/x-toy", "rate", G_TYPE_INT, rate, NULL);
  return weir_encoder_set_output_caps (encoder, out, error);
}

static WeirFlowReturn
encoder_handle_frame (WeirEncoder *encoder, WeirBuffer *buffer, GError **error)
{
  GQueue *kept = &((ToyEncoder *) encoder)->kept;
  WeirFlowReturn ret = WEIR_FLOW_OK;

  if (buffer != NULL)
    g_queue_push_tail (kept, weir_buffer_ref (buffer));
  while (ret == WEIR_FLOW_OK && kept->length > (buffer != NULL ? TOY_KEPT : 0))
    ret = weir_encoder_finish (encoder, g_queue_pop_head (kept));
  return ret;
}

static void
encoder_reset (WeirEncoder *encoder)
{
  g_queue_clear_full (&((ToyEncoder *) encoder)->kept, (GDestroyNotify) weir_buffer_unref);
}

static const WeirElementInfo encoder_info = {
  .name = "toyencoder", .klass = "Codec/Encoder/Audio", .description = "Encodes nothing", .example = "toyencoder ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "audio/x-raw, rate=[ 1, 48000 ]"),
                                 WEIR_SRC ("src", "audio/x-toy, rate=[ 1, 48000 ]"), {} },
};

static void
toy_encoder_class_init (ToyEncoderClass *klass)
{
  klass->set_format = encoder_set_format;
  klass->handle_frame = encoder_handle_frame;
  klass->reset = encoder_reset;
  klass->stop = encoder_reset;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &encoder_info);
}

static void
toy_encoder_init (ToyEncoder *self)
{
  g_queue_init (&self->kept);
}

static gboolean
decoder_set_format (WeirDecoder *decoder, WeirCaps *caps, GError **error)
{
  return TRUE;
}

static WeirFlowReturn
decoder_finish_one (WeirDecoder *decoder, GError **error)
{
  WeirCaps *in = weir_decoder_get_input_caps (decoder);
  g_autoptr (WeirCaps) out = NULL;
  int rate = 0;

  weir_structure_get_int (weir_caps_get_structure (in, 0), "rate", &rate);
  out = weir_caps_new_simple ("audio/x-raw", "rate", G_TYPE_INT, rate, NULL);
  if (!weir_decoder_set_output_caps (decoder, out, NULL, error))
    return WEIR_FLOW_NOT_NEGOTIATED;
  return weir_decoder_finish (decoder, g_queue_pop_head (&((ToyDecoder *) decoder)->kept));
}

static WeirFlowReturn
decoder_handle_frame (WeirDecoder *decoder, WeirBuffer *buffer, GError **error)
{
  GQueue *kept = &((ToyDecoder *) decoder)->kept;
  WeirFlowReturn ret = WEIR_FLOW_OK;

  if (buffer != NULL)
    g_queue_push_tail (kept, weir_buffer_ref (buffer));
  while (ret == WEIR_FLOW_OK && kept->length > (buffer != NULL ? TOY_KEPT : 0))
    ret = decoder_finish_one (decoder, error);
  return ret;
}

static void
decoder_reset (WeirDecoder *decoder)
{
  g_queue_clear_full (&((ToyDecoder *) decoder)->kept, (GDestroyNotify) weir_buffer_unref);
}

static const WeirElementInfo decoder_info = {
  .name = "toydecoder", .klass = "Codec/Decoder/Audio", .description = "Decodes nothing", .example = "toydecoder ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "audio/x-toy, rate=[ 1, 48000 ]"),
                                 WEIR_SRC ("src", "audio/x-raw, rate=[ 1, 48000 ]"), {} },
};

static void
toy_decoder_class_init (ToyDecoderClass *klass)
{
  klass->set_format = decoder_set_format;
  klass->handle_frame = decoder_handle_frame;
  klass->reset = decoder_reset;
  klass->stop = decoder_reset;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &decoder_info);
}

static void
toy_decoder_init (ToyDecoder *self)
{
  g_queue_init (&self->kept);
}

/* --- containers ----------------------------------------------------------------------------------------------------- */

typedef WeirMuxer ToyMuxer;
typedef WeirMuxerClass ToyMuxerClass;
G_DEFINE_TYPE (ToyMuxer, toy_muxer, WEIR_TYPE_MUXER)

static gboolean
muxer_begin (WeirMuxer *muxer, GError **error)
{
  guint8 head[5] = "TOY1";
  guint n;

  weir_muxer_get_inputs (muxer, &n);
  head[4] = (guint8) n;
  weir_muxer_write (muxer, head, sizeof head);
  return TRUE;
}

static WeirFlowReturn
muxer_mux (WeirMuxer *muxer, WeirMuxerInput *input, WeirBuffer *buffer, GError **error)
{
  guint32 ms = (guint32) (weir_muxer_input_pts (input, buffer) / WEIR_MSECOND);
  gsize size = weir_buffer_get_size (buffer);
  guint8 packet[6 + 255] = { (guint8) input->index, (guint8) size };

  memcpy (packet + 2, &ms, 4);
  weir_buffer_extract (buffer, 0, packet + 6, size);
  weir_muxer_write (muxer, packet, 6 + size);
  return WEIR_FLOW_OK;
}

/* The number of streams is written once more, over the first one. */
static WeirFlowReturn
muxer_finish (WeirMuxer *muxer, GError **error)
{
  guint8 end = 0xff;
  guint64 at = weir_muxer_tell (muxer);

  weir_muxer_seek (muxer, 3);
  weir_muxer_write (muxer, "1", 1);
  weir_muxer_seek (muxer, at);
  weir_muxer_write (muxer, &end, 1);
  return WEIR_FLOW_OK;
}

static const WeirElementInfo muxer_info = {
  .name = "toymuxer", .klass = "Codec/Muxer", .description = "Writes a toy's file", .example = "toymuxer ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK_REQUEST ("sink_%u", "audio/x-raw"), WEIR_SRC ("src", "application/x-toy"), {} },
};

static void
toy_muxer_class_init (ToyMuxerClass *klass)
{
  klass->begin = muxer_begin;
  klass->mux = muxer_mux;
  klass->finish = muxer_finish;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &muxer_info);
}

static void
toy_muxer_init (ToyMuxer *self)
{
}

typedef struct {
  WeirDemuxer parent_instance;
  WeirDemuxerStream *streams[256];
} ToyDemuxer;
typedef WeirDemuxerClass ToyDemuxerClass;
G_DEFINE_TYPE (ToyDemuxer, toy_demuxer, WEIR_TYPE_DEMUXER)

static gboolean
read_all (WeirDemuxer *demuxer, guint8 *to, gsize n)
{
  while (n > 0) {
    gssize got = weir_demuxer_read (demuxer, to, n, NULL);

    if (got <= 0)
      return FALSE;
    to += got;
    n -= (gsize) got;
  }
  return TRUE;
}

static gboolean
demuxer_open (WeirDemuxer *demuxer, GError **error)
{
  g_autoptr (WeirCaps) caps = weir_caps_from_string ("audio/x-raw, rate=8000");
  guint8 head[5];

  if (!read_all (demuxer, head, 5) || memcmp (head, "TOY1", 4) != 0) {
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_WRONG_TYPE, "this is no toy's file");
    return FALSE;
  }
  for (guint i = 0; i < head[4]; i++) {
    const WeirDemuxerStreamInfo stream = { .template_name = "src_%u", .caps = caps, .id = i };

    ((ToyDemuxer *) demuxer)->streams[i] = weir_demuxer_add_stream (demuxer, &stream);
  }
  weir_demuxer_streams_complete (demuxer);
  weir_demuxer_set_duration (demuxer, TOY_FRAMES * TOY_FRAME_NS);
  weir_demuxer_set_seekable (demuxer, TRUE);
  return TRUE;
}

static WeirFlowReturn
demuxer_demux (WeirDemuxer *demuxer, GError **error)
{
  guint8 head[6], body[255];
  WeirBuffer *buffer;
  guint32 ms;

  if (!read_all (demuxer, head, 1) || head[0] == 0xff || !read_all (demuxer, head + 1, 5) || !read_all (demuxer, body, head[1]))
    return WEIR_FLOW_EOS;
  memcpy (&ms, head + 2, 4);
  buffer = weir_buffer_new_memdup (body, head[1]);
  buffer->pts = buffer->dts = ms * (WeirClockTime) WEIR_MSECOND;
  buffer->offset = buffer->pts / TOY_FRAME_NS;
  weir_demuxer_push (demuxer, ((ToyDemuxer *) demuxer)->streams[head[0]], buffer);
  return WEIR_FLOW_OK;
}

/* From the beginning, to the first packet that isn't before it. */
static gboolean
demuxer_seek_time (WeirDemuxer *demuxer, WeirClockTime time, WeirSeekFlags flags, WeirClockTime *reached, GError **error)
{
  guint8 head[6];
  guint64 at = 5;

  for (;;) {
    guint32 ms;

    weir_demuxer_seek_bytes (demuxer, at);
    if (!read_all (demuxer, head, 6))
      return TRUE;
    memcpy (&ms, head + 2, 4);
    if (ms * (WeirClockTime) WEIR_MSECOND >= time) {
      *reached = ms * (WeirClockTime) WEIR_MSECOND;
      weir_demuxer_seek_bytes (demuxer, at);
      return TRUE;
    }
    at += 6u + head[1];
  }
}

static void
demuxer_close (WeirDemuxer *demuxer)
{
}

static const WeirElementInfo demuxer_info = {
  .name = "toydemuxer", .klass = "Codec/Demuxer", .description = "Reads a toy's file", .example = "toydemuxer ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), WEIR_SRC_SOMETIMES ("src_%u", "audio/x-raw"), {} },
};

static void
toy_demuxer_class_init (ToyDemuxerClass *klass)
{
  klass->open_container = demuxer_open;
  klass->demux = demuxer_demux;
  klass->seek_time = demuxer_seek_time;
  klass->close_container = demuxer_close;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &demuxer_info);
}

static void
toy_demuxer_init (ToyDemuxer *self)
{
}

/* --- bytes ---------------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirSource parent_instance;
  GBytes *bytes;
  gsize at;
  gboolean pull;
} ToyBytes;
typedef WeirSourceClass ToyBytesClass;

static gint64
bytes_get_size (WeirByteReader *reader)
{
  ToyBytes *self = (ToyBytes *) reader;

  return self->pull ? (gint64) g_bytes_get_size (self->bytes) : -1;
}

static gssize
bytes_read_at (WeirByteReader *reader, guint64 offset, gpointer to, gsize n, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (((ToyBytes *) reader)->bytes, &size);

  if (offset >= size)
    return 0;
  n = MIN (n, size - offset);
  memcpy (to, data + offset, n);
  return (gssize) n;
}

static void
bytes_reader_init (WeirByteReaderInterface *iface)
{
  iface->get_size = bytes_get_size;
  iface->read_at = bytes_read_at;
}

G_DEFINE_TYPE_WITH_CODE (ToyBytes, toy_bytes, WEIR_TYPE_SOURCE,
                         G_IMPLEMENT_INTERFACE (WEIR_TYPE_BYTE_READER, bytes_reader_init))

static const WeirProp bytes_props[] = {
  WEIR_PROP_BOOLEAN (ToyBytes, pull, "pull", FALSE, 0, "Bytes can be read at any place"),
};
static const WeirElementInfo bytes_info = {
  .name = "toybytes", .klass = "Source", .description = "Gives bytes of memory", .example = "toybytes ! fakesink",
  .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", "ANY"), {} },
  .props = bytes_props, .n_props = G_N_ELEMENTS (bytes_props),
};

static WeirFlowReturn
bytes_create (WeirSource *source, WeirBuffer **buffer, GError **error)
{
  ToyBytes *self = (ToyBytes *) source;
  gsize size;
  const guint8 *data = g_bytes_get_data (self->bytes, &size);
  gsize n = MIN (7, size - self->at);

  if (n == 0)
    return WEIR_FLOW_EOS;
  *buffer = weir_buffer_new_memdup (data + self->at, n);
  self->at += n;
  return WEIR_FLOW_OK;
}

static gboolean
bytes_start (WeirSource *source, GError **error)
{
  ((ToyBytes *) source)->at = 0;
  return TRUE;
}

static void
bytes_finalize (GObject *object)
{
  g_clear_pointer (&((ToyBytes *) object)->bytes, g_bytes_unref);
  G_OBJECT_CLASS (toy_bytes_parent_class)->finalize (object);
}

static void
toy_bytes_class_init (ToyBytesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bytes_finalize;
  klass->create = bytes_create;
  klass->start = bytes_start;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &bytes_info);
}

static void
toy_bytes_init (ToyBytes *self)
{
}

void
toy_bytes_set (WeirElement *element, GBytes *bytes)
{
  ((ToyBytes *) element)->bytes = g_bytes_ref (bytes);
}
