/* SPDX-License-Identifier: MIT */
/* The meta that says where the channels of raw sound lie. */
#include <string.h>
#include <weir/data/audio-meta.h>

/**
 * weir_audio_meta_api_get_type:
 *
 * Returns: what a #WeirAudioMeta says
 */
GType
weir_audio_meta_api_get_type (void)
{
  static gsize type;
  if (g_once_init_enter (&type)) {
    static const char *tags[] = { "audio", "channels", "rate", WEIR_META_TAG_MEMORY_STR, NULL };
    g_once_init_leave (&type, weir_meta_api_type_register ("WeirAudioMetaAPI", tags));
  }
  return type;
}

static gboolean
audio_transform (WeirBuffer *transbuf, WeirMeta *meta, WeirBuffer *buffer, GQuark type,
                 gpointer data)
{
  if (!weir_meta_transform_is_copy (type)
      || (data != NULL && ((WeirMetaTransformCopy *) data)->region))
    return FALSE;
  WeirAudioMeta *from = (WeirAudioMeta *) meta;
  return weir_buffer_add_audio_meta (transbuf, &from->info, from->samples, from->offsets) != NULL;
}

/**
 * weir_audio_meta_get_info:
 *
 * Gives the kind under which #WeirAudioMeta is registered. Thread: any.
 *
 * Returns: (transfer none): the kind of #WeirAudioMeta
 */
const WeirMetaInfo *
weir_audio_meta_get_info (void)
{
  static const WeirMetaInfo *info;
  if (g_once_init_enter (&info))
    g_once_init_leave (&info,
                       weir_meta_register (WEIR_AUDIO_META_API_TYPE, "WeirAudioMeta",
                                           sizeof (WeirAudioMeta), NULL, NULL, audio_transform));
  return info;
}

/**
 * weir_buffer_get_audio_meta:
 * @buffer: a buffer
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the meta
 */
WeirAudioMeta *
weir_buffer_get_audio_meta (WeirBuffer *buffer)
{
  return (WeirAudioMeta *) weir_buffer_get_meta (buffer, WEIR_AUDIO_META_API_TYPE);
}

/**
 * weir_buffer_add_audio_meta:
 * @buffer: a buffer that may be changed
 * @info: the format
 * @samples: how many samples each channel has
 * @offsets: (nullable) (array): byte at which each channel begins; %NULL: one behind the other
 *
 * Says where the channels lie. Thread: owner.
 *
 * Returns: (transfer none) (nullable): the meta; %NULL if a channel would end behind the buffer, or
 *   there are more channels than have places
 */
WeirAudioMeta *
weir_buffer_add_audio_meta (WeirBuffer *buffer, const WeirAudioInfo *info, gsize samples,
                            const gsize *offsets)
{
  g_return_val_if_fail (buffer != NULL && info != NULL, NULL);
  g_return_val_if_fail (WEIR_AUDIO_INFO_IS_VALID (info), NULL);

  gboolean apart = info->layout == WEIR_AUDIO_LAYOUT_NON_INTERLEAVED;
  guint channels = info->channels;
  gsize have = weir_buffer_get_size (buffer), channel_bytes;
  if (!g_size_checked_mul (&channel_bytes, samples, info->bpf / channels)
      || channels > WEIR_AUDIO_MAX_CHANNELS)
    return NULL;
  gsize places[WEIR_AUDIO_MAX_CHANNELS] = { 0 };
  for (guint i = 0; apart && i < channels; i++) {
    places[i] = offsets != NULL ? offsets[i] : i * channel_bytes;
    if (places[i] > have || channel_bytes > have - places[i])
      return NULL;
  }
  if (!apart && channel_bytes > have / channels)
    return NULL;

  WeirAudioMeta *meta =
    (WeirAudioMeta *) weir_buffer_add_meta (buffer, weir_audio_meta_get_info (), NULL);
  if (meta == NULL)
    return NULL;
  meta->info = *info;
  meta->samples = samples;
  memcpy (meta->offsets, places, sizeof places);
  return meta;
}
