/* SPDX-License-Identifier: MIT */
/* What FFmpeg's frames are in Weir's words, and their bytes as buffers. */
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <string.h>
#include <weir/base/error.h>

#include "decode.h"
#include "memory.h"
#include "pixfmt.h"
#include "sampfmt.h"

/* --- pictures --------------------------------------------------------------------------------------- */

gboolean
weir_libav_video_info_from_frame (const AVFrame *frame, AVRational frame_rate, WeirVideoInfo *info,
                                  GError **error)
{
  WeirVideoFormat format = weir_libav_video_format (frame->format);
  enum AVColorRange range = frame->color_range;

  if (format == WEIR_VIDEO_FORMAT_UNKNOWN
      || !weir_video_info_set_format (info, format, (guint) frame->width, (guint) frame->height)) {
    const char *name = av_get_pix_fmt_name (frame->format);
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                 "pictures of %dx%d in the format \"%s\" can't be passed on", frame->width,
                 frame->height, name != NULL ? name : "?");
    return FALSE;
  }
  if (range == AVCOL_RANGE_UNSPECIFIED && weir_libav_is_full_range (frame->format))
    range = AVCOL_RANGE_JPEG;
  weir_libav_colorimetry (range, frame->colorspace, frame->color_trc, frame->color_primaries,
                          &info->colorimetry);
  info->chroma_site = weir_libav_chroma_site (frame->chroma_location);
  if (frame->sample_aspect_ratio.num > 0 && frame->sample_aspect_ratio.den > 0) {
    info->par_n = frame->sample_aspect_ratio.num;
    info->par_d = frame->sample_aspect_ratio.den;
  }
  info->fps_n = frame_rate.num > 0 && frame_rate.den > 0 ? frame_rate.num : 0;
  info->fps_d = frame_rate.num > 0 && frame_rate.den > 0 ? frame_rate.den : 1;
  if (frame->interlaced_frame) {
    info->interlace_mode = WEIR_VIDEO_INTERLACE_MODE_INTERLEAVED;
    info->field_order = frame->top_field_first ? WEIR_VIDEO_FIELD_ORDER_TOP_FIELD_FIRST
                                               : WEIR_VIDEO_FIELD_ORDER_BOTTOM_FIELD_FIRST;
  }
  return TRUE;
}

static void
set_times (WeirBuffer *buffer, const AVFrame *frame)
{
  buffer->pts = weir_libav_time_ns (frame->best_effort_timestamp, WEIR_LIBAV_NS);
  if (frame->pkt_duration > 0)
    buffer->duration = (WeirClockTime) frame->pkt_duration;
  if ((frame->flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame->decode_error_flags != 0)
    buffer->flags |= WEIR_BUFFER_FLAG_CORRUPTED;
}

/* Where the planes of a picture in Weir's layout lie, in FFmpeg's order. */
static void
locate_planes (const WeirVideoInfo *info, guint8 *base, guint8 *data[WEIR_VIDEO_MAX_PLANES],
               gint stride[WEIR_VIDEO_MAX_PLANES])
{
  guint8 *mine[WEIR_VIDEO_MAX_PLANES] = { NULL };

  for (guint p = 0; p < WEIR_VIDEO_INFO_N_PLANES (info); p++)
    mine[p] = base + info->offset[p];
  weir_libav_map_planes (info->finfo, mine, info->stride, data, stride);
}

static gboolean
has_layout (const AVFrame *frame, const WeirVideoInfo *info)
{
  guint8 *data[WEIR_VIDEO_MAX_PLANES] = { NULL };
  gint stride[WEIR_VIDEO_MAX_PLANES] = { 0 };
  const AVBufferRef *ref = frame->buf[0];
  guint8 *base = frame->data[0];

  if (ref == NULL || frame->buf[1] != NULL || base == NULL || base < ref->data
      || info->size > ref->size - (gsize) (base - ref->data))
    return FALSE;
  locate_planes (info, base, data, stride);
  for (guint p = 0; p < WEIR_VIDEO_INFO_N_PLANES (info); p++)
    if (frame->data[p] != data[p] || frame->linesize[p] != stride[p])
      return FALSE;
  return TRUE;
}

WeirBuffer *
weir_libav_buffer_from_video (const AVFrame *frame, const WeirVideoInfo *info)
{
  guint8 *data[WEIR_VIDEO_MAX_PLANES] = { NULL };
  gint stride[WEIR_VIDEO_MAX_PLANES] = { 0 };
  WeirBuffer *buffer;
  WeirMapInfo map;

  if (has_layout (frame, info)) {
    AVBufferRef *ref = av_buffer_ref (frame->buf[0]);

    buffer = weir_buffer_new ();
    weir_buffer_append_memory (buffer, weir_libav_memory_new (ref, frame->data[0], info->size));
  } else {
    buffer = weir_buffer_new_allocate (NULL, info->size, NULL);
    weir_buffer_map (buffer, &map, WEIR_MAP_WRITE);
    locate_planes (info, map.data, data, stride);
    av_image_copy (data, stride, (const guint8 **) frame->data, frame->linesize, frame->format,
                   frame->width, frame->height);
    weir_buffer_unmap (buffer, &map);
  }
  set_times (buffer, frame);
  return buffer;
}

/* --- sound -------------------------------------------------------------------------------------------- */

gboolean
weir_libav_audio_info_from_frame (const AVFrame *frame, WeirAudioInfo *info, GError **error)
{
  weir_audio_info_init (info);
  weir_libav_audio_info (frame->format, frame->sample_rate, &frame->ch_layout, info);
  if (WEIR_AUDIO_INFO_FORMAT (info) == WEIR_AUDIO_FORMAT_UNKNOWN) {
    const char *name = av_get_sample_fmt_name (frame->format);
    g_set_error (error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_FORMAT,
                 "sound with %d channels in the format \"%s\" can't be passed on",
                 frame->ch_layout.nb_channels, name != NULL ? name : "?");
    return FALSE;
  }
  info->layout = WEIR_AUDIO_LAYOUT_INTERLEAVED;
  return TRUE;
}

/* Samples of `bytes` bytes, one channel after the other, are dealt out in turn. */
static void
interleave (guint8 *to, guint8 *const *from, gint channels, gint n, gint bytes)
{
  for (gint c = 0; c < channels; c++) {
    for (gint i = 0; i < n; i++) {
      gsize at = ((gsize) i * (gsize) channels + (gsize) c) * (gsize) bytes;

      switch (bytes) {
      case 4:
        memcpy (to + at, from[c] + (gsize) i * 4, 4);
        break;
      case 2:
        memcpy (to + at, from[c] + (gsize) i * 2, 2);
        break;
      default:
        memcpy (to + at, from[c] + (gsize) i * (gsize) bytes, (gsize) bytes);
        break;
      }
    }
  }
}

WeirBuffer *
weir_libav_buffer_from_audio (const AVFrame *frame, const WeirAudioInfo *info)
{
  gboolean planar = av_sample_fmt_is_planar (frame->format) && info->channels > 1;
  gsize size = (gsize) frame->nb_samples * (gsize) info->bpf;
  WeirBuffer *buffer;
  WeirMapInfo map;

  if (!planar && frame->buf[0] != NULL && size <= frame->buf[0]->size
      && frame->data[0] == frame->buf[0]->data) {
    buffer = weir_buffer_new ();
    weir_buffer_append_memory (
      buffer, weir_libav_memory_new (av_buffer_ref (frame->buf[0]), frame->data[0], size));
  } else {
    buffer = weir_buffer_new_allocate (NULL, size, NULL);
    weir_buffer_map (buffer, &map, WEIR_MAP_WRITE);
    if (!planar) {
      memcpy (map.data, frame->data[0], size);
    } else if (info->layout == WEIR_AUDIO_LAYOUT_INTERLEAVED) {
      interleave (map.data, frame->extended_data, info->channels, frame->nb_samples,
                  info->bpf / info->channels);
    } else {
      gsize plane = size / (gsize) info->channels;
      for (gint c = 0; c < info->channels; c++)
        memcpy (map.data + plane * (gsize) c, frame->extended_data[c], plane);
    }
    weir_buffer_unmap (buffer, &map);
  }
  set_times (buffer, frame);
  buffer->duration =
    weir_util_uint64_scale_int ((guint64) frame->nb_samples, WEIR_SECOND, info->rate);
  return buffer;
}
