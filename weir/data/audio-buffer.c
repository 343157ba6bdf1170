/* SPDX-License-Identifier: MIT */
/* Where the samples of a mapped buffer are, whether or not a meta says so. */
#include <weir/data/audio-buffer.h>
#include <weir/data/audio-meta.h>

/* Whole samples of all channels that lie in the buffer; their places, relative to its begin. */
static gboolean
find_places (const WeirAudioInfo *info, WeirBuffer *bytes, gsize *n_samples,
             gsize places[WEIR_AUDIO_MAX_CHANNELS])
{
  const WeirAudioMeta *meta = weir_buffer_get_audio_meta (bytes);
  gsize width = (gsize) (info->bpf / info->channels), size = weir_buffer_get_size (bytes);

  if (meta == NULL && size % (gsize) info->bpf != 0)
    return FALSE;
  *n_samples = meta != NULL ? meta->samples : size / (gsize) info->bpf;
  if (info->layout == WEIR_AUDIO_LAYOUT_INTERLEAVED) {
    places[0] = 0;
    return *n_samples <= size / (gsize) info->bpf;
  }
  if (info->channels > WEIR_AUDIO_MAX_CHANNELS
      || (meta != NULL && meta->info.channels != info->channels))
    return FALSE;
  for (gint c = 0; c < info->channels; c++) {
    places[c] = meta != NULL ? meta->offsets[c] : (gsize) c * *n_samples * width;
    /* the buffer may have been shortened since the meta was made */
    if (places[c] > size || *n_samples > (size - places[c]) / width)
      return FALSE;
  }
  return TRUE;
}

/**
 * weir_audio_buffer_map:
 * @buffer: (out caller-allocates): receives where the samples are
 * @info: what the buffer holds: raw sound
 * @bytes: (transfer none): a buffer; it must live until it is unmapped
 * @flags: what will be done with the samples
 *
 * Maps a buffer of raw sound. A #WeirAudioMeta on it says how many samples there are and where each
 * channel begins; without one, channels that lie apart follow each other without a gap.
 *
 * Thread: owner
 *
 * Returns: whether it went well; not if the buffer can't be mapped so, its bytes aren't whole
 *   samples of all channels, or there are more than %WEIR_AUDIO_MAX_CHANNELS channels apart
 */
gboolean
weir_audio_buffer_map (WeirAudioBuffer *buffer, const WeirAudioInfo *info, WeirBuffer *bytes,
                       WeirMapFlags flags)
{
  gsize places[WEIR_AUDIO_MAX_CHANNELS];

  g_return_val_if_fail (buffer != NULL && bytes != NULL, FALSE);
  g_return_val_if_fail (info != NULL && WEIR_AUDIO_INFO_IS_VALID (info), FALSE);

  if (!find_places (info, bytes, &buffer->n_samples, places))
    return FALSE;
  if (!weir_buffer_map (bytes, &buffer->map, flags))
    return FALSE;
  buffer->info = *info;
  buffer->buffer = bytes;
  buffer->n_planes = info->layout == WEIR_AUDIO_LAYOUT_INTERLEAVED ? 1 : info->channels;
  buffer->planes = buffer->places;
  for (gint p = 0; p < buffer->n_planes; p++)
    buffer->places[p] = buffer->map.data + places[p];
  return TRUE;
}

/**
 * weir_audio_buffer_unmap:
 * @buffer: what weir_audio_buffer_map () filled
 *
 * Ends a mapping; the pointers are no longer good.
 *
 * Thread: owner
 */
void
weir_audio_buffer_unmap (WeirAudioBuffer *buffer)
{
  g_return_if_fail (buffer != NULL && buffer->buffer != NULL);

  weir_buffer_unmap (buffer->buffer, &buffer->map);
  buffer->buffer = NULL;
}
