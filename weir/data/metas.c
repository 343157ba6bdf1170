/* SPDX-License-Identifier: MIT */
/* The metas that any buffer may carry: the buffer whose bytes it uses, and times by other
 * clocks. */
#include <weir/data/meta-private.h>

static const char *no_tags[] = { NULL };
static const char *memory_reference_tags[] = { WEIR_META_TAG_MEMORY_REFERENCE_STR, NULL };

/* Parent buffer */

/**
 * weir_parent_buffer_meta_api_get_type:
 *
 * Returns: what a #WeirParentBufferMeta says
 */
GType
weir_parent_buffer_meta_api_get_type (void)
{
  static gsize type;
  if (g_once_init_enter (&type))
    g_once_init_leave (
      &type, weir_meta_api_type_register ("WeirParentBufferMetaAPI", memory_reference_tags));
  return type;
}

static gboolean
parent_transform (WeirBuffer *transbuf, WeirMeta *meta, WeirBuffer *buffer, GQuark type,
                  gpointer data)
{
  if (!weir_meta_transform_is_copy (type))
    return FALSE;
  return weir_buffer_add_parent_buffer_meta (transbuf, ((WeirParentBufferMeta *) meta)->buffer)
         != NULL;
}

static void
parent_free (WeirMeta *meta, WeirBuffer *buffer)
{
  weir_buffer_unref (((WeirParentBufferMeta *) meta)->buffer);
}

/**
 * weir_parent_buffer_meta_get_info:
 *
 * Gives the kind under which #WeirParentBufferMeta is registered. Thread: any.
 *
 * Returns: (transfer none): the kind of #WeirParentBufferMeta
 */
const WeirMetaInfo *
weir_parent_buffer_meta_get_info (void)
{
  static const WeirMetaInfo *info;
  if (g_once_init_enter (&info))
    g_once_init_leave (&info,
                       weir_meta_register (WEIR_PARENT_BUFFER_META_API_TYPE, "WeirParentBufferMeta",
                                           sizeof (WeirParentBufferMeta), NULL, parent_free,
                                           parent_transform));
  return info;
}

/**
 * weir_buffer_add_parent_buffer_meta:
 * @buffer: a buffer that may be changed
 * @ref: (transfer none): the buffer to keep
 *
 * Keeps @ref as long as @buffer and its copies exist. Thread: owner.
 *
 * Returns: (transfer none): the meta
 */
WeirParentBufferMeta *
weir_buffer_add_parent_buffer_meta (WeirBuffer *buffer, WeirBuffer *ref)
{
  g_return_val_if_fail (buffer != NULL && ref != NULL, NULL);
  WeirParentBufferMeta *meta = (WeirParentBufferMeta *) weir_buffer_add_meta (
    buffer, weir_parent_buffer_meta_get_info (), NULL);
  if (meta != NULL)
    meta->buffer = weir_buffer_ref (ref);
  return meta;
}

/**
 * weir_buffer_get_parent_buffer_meta:
 * @buffer: a buffer
 *
 * Finds the buffer whose memory this one shows. Thread: any.
 *
 * Returns: (transfer none) (nullable): the first meta of this kind
 */
WeirParentBufferMeta *
weir_buffer_get_parent_buffer_meta (WeirBuffer *buffer)
{
  return (WeirParentBufferMeta *) weir_buffer_get_meta (buffer, WEIR_PARENT_BUFFER_META_API_TYPE);
}

/* Reference timestamp */

/**
 * weir_reference_timestamp_meta_api_get_type:
 *
 * Returns: what a #WeirReferenceTimestampMeta says
 */
GType
weir_reference_timestamp_meta_api_get_type (void)
{
  static gsize type;
  if (g_once_init_enter (&type))
    g_once_init_leave (&type,
                       weir_meta_api_type_register ("WeirReferenceTimestampMetaAPI", no_tags));
  return type;
}

static gboolean
reference_transform (WeirBuffer *transbuf, WeirMeta *meta, WeirBuffer *buffer, GQuark type,
                     gpointer data)
{
  if (!weir_meta_transform_is_copy (type)
      || (data != NULL && ((WeirMetaTransformCopy *) data)->region))
    return FALSE;
  WeirReferenceTimestampMeta *from = (WeirReferenceTimestampMeta *) meta;
  return weir_buffer_add_reference_timestamp_meta (transbuf, from->reference, from->timestamp,
                                                   from->duration)
         != NULL;
}

static void
reference_free (WeirMeta *meta, WeirBuffer *buffer)
{
  weir_caps_unref (((WeirReferenceTimestampMeta *) meta)->reference);
}

/**
 * weir_reference_timestamp_meta_get_info:
 *
 * Gives the kind under which #WeirReferenceTimestampMeta is registered. Thread: any.
 *
 * Returns: (transfer none): the kind of #WeirReferenceTimestampMeta
 */
const WeirMetaInfo *
weir_reference_timestamp_meta_get_info (void)
{
  static const WeirMetaInfo *info;
  if (g_once_init_enter (&info))
    g_once_init_leave (&info, weir_meta_register (WEIR_REFERENCE_TIMESTAMP_META_API_TYPE,
                                                  "WeirReferenceTimestampMeta",
                                                  sizeof (WeirReferenceTimestampMeta), NULL,
                                                  reference_free, reference_transform));
  return info;
}

/**
 * weir_buffer_add_reference_timestamp_meta:
 * @buffer: a buffer that may be changed
 * @reference: (transfer none): whose time it is, such as `timestamp/x-ntp`
 * @timestamp: the time, in ns
 * @duration: the duration, in ns, or %WEIR_CLOCK_TIME_NONE
 *
 * Notes the time of @buffer by another clock. Thread: owner.
 *
 * Returns: (transfer none): the meta
 */
WeirReferenceTimestampMeta *
weir_buffer_add_reference_timestamp_meta (WeirBuffer *buffer, WeirCaps *reference,
                                          WeirClockTime timestamp, WeirClockTime duration)
{
  g_return_val_if_fail (buffer != NULL && reference != NULL, NULL);
  g_return_val_if_fail (timestamp != WEIR_CLOCK_TIME_NONE, NULL);
  WeirReferenceTimestampMeta *meta = (WeirReferenceTimestampMeta *) weir_buffer_add_meta (
    buffer, weir_reference_timestamp_meta_get_info (), NULL);
  if (meta != NULL) {
    meta->reference = weir_caps_ref (reference);
    meta->timestamp = timestamp;
    meta->duration = duration;
  }
  return meta;
}

/**
 * weir_buffer_get_reference_timestamp_meta:
 * @buffer: a buffer
 * @reference: (transfer none) (nullable): whose time; %NULL: anybody's
 *
 * Finds the buffer's time by another clock. Thread: any.
 *
 * Returns: (transfer none) (nullable): the first meta of this kind whose reference lies in
 *   @reference
 */
WeirReferenceTimestampMeta *
weir_buffer_get_reference_timestamp_meta (WeirBuffer *buffer, WeirCaps *reference)
{
  gpointer state = NULL;
  WeirMeta *meta;
  while ((meta = weir_buffer_iterate_meta_filtered (buffer, &state,
                                                    WEIR_REFERENCE_TIMESTAMP_META_API_TYPE))) {
    WeirReferenceTimestampMeta *found = (WeirReferenceTimestampMeta *) meta;
    if (reference == NULL || weir_caps_is_subset (found->reference, reference))
      return found;
  }
  return NULL;
}
