/* SPDX-License-Identifier: MIT */
/* Metas: what else travels with a buffer (planes and strides of a picture, the buffer it was made
 * from). */
#pragma once

#include <weir/data/buffer.h>
#include <weir/data/caps.h>

G_BEGIN_DECLS

typedef struct _WeirMeta WeirMeta;
typedef struct _WeirMetaInfo WeirMetaInfo;

#define WEIR_TYPE_META_FLAGS (weir_meta_flags_get_type ())

#define WEIR_META_TAG_MEMORY_STR "memory"
#define WEIR_META_TAG_MEMORY_REFERENCE_STR "memory-reference"

/**
 * WeirMetaFlags:
 * @WEIR_META_FLAG_NONE: nothing
 * @WEIR_META_FLAG_READONLY: isn't to be changed
 * @WEIR_META_FLAG_POOLED: stays when the buffer goes back to its pool
 * @WEIR_META_FLAG_LOCKED: can't be removed
 * @WEIR_META_FLAG_LAST: where flags of special metas begin
 *
 * What a meta is like.
 */
typedef enum {
  WEIR_META_FLAG_NONE = 0,
  WEIR_META_FLAG_READONLY = 1 << 0,
  WEIR_META_FLAG_POOLED = 1 << 1,
  WEIR_META_FLAG_LOCKED = 1 << 2,
  WEIR_META_FLAG_LAST = 1 << 16,
} WeirMetaFlags;

/**
 * WeirMeta:
 * @flags: what it is like
 * @info: its kind
 *
 * The head that all metas begin with.
 */
struct _WeirMeta {
  WeirMetaFlags flags;
  const WeirMetaInfo *info;
};

/**
 * WeirMetaTransformCopy: (skip)
 * @region: only a part of the payload is copied
 * @offset: first byte of the part
 * @size: bytes of the part
 *
 * What is given to a #WeirMetaTransformFunction when a buffer is copied.
 */
typedef struct {
  gboolean region;
  gsize offset;
  gsize size;
} WeirMetaTransformCopy;

/**
 * WeirMetaInitFunction:
 * @meta: zeroed but for its head
 * @params: (nullable): what was given to weir_buffer_add_meta ()
 * @buffer: where it is added
 *
 * Returns: %FALSE if the meta can't be made
 */
typedef gboolean (*WeirMetaInitFunction) (WeirMeta *meta, gpointer params, WeirBuffer *buffer);

/**
 * WeirMetaFreeFunction:
 * @meta: a meta
 * @buffer: where it was
 *
 * Frees what a meta holds.
 */
typedef void (*WeirMetaFreeFunction) (WeirMeta *meta, WeirBuffer *buffer);

/**
 * WeirMetaTransformFunction:
 * @transbuf: the new buffer
 * @meta: a meta of @buffer
 * @buffer: the old buffer
 * @type: how the new one was made; the quark of `gst-copy` for copies
 * @data: more on that; a #WeirMetaTransformCopy for copies
 *
 * Adds to @transbuf what is left of a meta.
 *
 * Returns: %FALSE if it can't be
 */
typedef gboolean (*WeirMetaTransformFunction) (WeirBuffer *transbuf, WeirMeta *meta,
                                               WeirBuffer *buffer, GQuark type, gpointer data);

/**
 * WeirMetaInfo:
 * @api: what it says, whoever implements it
 * @type: which implementation
 * @size: bytes of the whole meta
 * @init_func: (nullable): begins one
 * @free_func: (nullable): ends one
 * @transform_func: (nullable): carries one over to a new buffer
 *
 * A kind of meta.
 */
struct _WeirMetaInfo {
  GType api;
  GType type;
  gsize size;
  WeirMetaInitFunction init_func;
  WeirMetaFreeFunction free_func;
  WeirMetaTransformFunction transform_func;
};

/**
 * WeirBufferForeachMetaFunc:
 * @buffer: a buffer
 * @meta: (inout) (nullable): a meta; set to %NULL to have it removed
 * @user_data: what was given
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WeirBufferForeachMetaFunc) (WeirBuffer *buffer, WeirMeta **meta,
                                               gpointer user_data);

WEIR_API GType weir_meta_flags_get_type (void) G_GNUC_CONST;

WEIR_API GType weir_meta_api_type_register (const char *api, const char **tags);
WEIR_API gboolean weir_meta_api_type_has_tag (GType api, GQuark tag);
WEIR_API const char *const *weir_meta_api_type_get_tags (GType api);
WEIR_API const WeirMetaInfo *weir_meta_register (GType api, const char *impl, gsize size,
                                                 WeirMetaInitFunction init_func,
                                                 WeirMetaFreeFunction free_func,
                                                 WeirMetaTransformFunction transform_func);
WEIR_API const WeirMetaInfo *weir_meta_get_info (const char *impl);
WEIR_API guint64 weir_meta_get_seqnum (const WeirMeta *meta);
WEIR_API gint weir_meta_compare_seqnum (const WeirMeta *meta1, const WeirMeta *meta2);
WEIR_API gboolean weir_meta_transform_is_copy (GQuark type);

WEIR_API WeirMeta *weir_buffer_add_meta (WeirBuffer *buffer, const WeirMetaInfo *info,
                                         gpointer params);
WEIR_API WeirMeta *weir_buffer_get_meta (WeirBuffer *buffer, GType api);
WEIR_API guint weir_buffer_get_n_meta (WeirBuffer *buffer, GType api_type);
WEIR_API gboolean weir_buffer_remove_meta (WeirBuffer *buffer, WeirMeta *meta);
WEIR_API WeirMeta *weir_buffer_iterate_meta (WeirBuffer *buffer, gpointer *state);
WEIR_API WeirMeta *weir_buffer_iterate_meta_filtered (WeirBuffer *buffer, gpointer *state,
                                                      GType meta_api_type);
WEIR_API gboolean weir_buffer_foreach_meta (WeirBuffer *buffer, WeirBufferForeachMetaFunc func,
                                            gpointer user_data);

/**
 * WeirParentBufferMeta:
 * @parent: the head
 * @buffer: (transfer none): the buffer that is kept
 *
 * Keeps another buffer alive as long as the one that carries this, because both use the same bytes.
 */
typedef struct {
  WeirMeta parent;
  WeirBuffer *buffer;
} WeirParentBufferMeta;

/**
 * WeirReferenceTimestampMeta:
 * @parent: the head
 * @reference: (transfer none): whose time it is
 * @timestamp: that time, in ns
 * @duration: duration in that time, in ns, or %WEIR_CLOCK_TIME_NONE
 *
 * The time of a buffer by another clock, such as that of the camera.
 */
typedef struct {
  WeirMeta parent;
  WeirCaps *reference;
  WeirClockTime timestamp;
  WeirClockTime duration;
} WeirReferenceTimestampMeta;

#define WEIR_PARENT_BUFFER_META_API_TYPE (weir_parent_buffer_meta_api_get_type ())
#define WEIR_REFERENCE_TIMESTAMP_META_API_TYPE (weir_reference_timestamp_meta_api_get_type ())

WEIR_API GType weir_parent_buffer_meta_api_get_type (void);
WEIR_API const WeirMetaInfo *weir_parent_buffer_meta_get_info (void);
WEIR_API WeirParentBufferMeta *weir_buffer_add_parent_buffer_meta (WeirBuffer *buffer,
                                                                   WeirBuffer *ref);
WEIR_API WeirParentBufferMeta *weir_buffer_get_parent_buffer_meta (WeirBuffer *buffer);
WEIR_API GType weir_reference_timestamp_meta_api_get_type (void);
WEIR_API const WeirMetaInfo *weir_reference_timestamp_meta_get_info (void);
WEIR_API WeirReferenceTimestampMeta *
weir_buffer_add_reference_timestamp_meta (WeirBuffer *buffer, WeirCaps *reference,
                                          WeirClockTime timestamp, WeirClockTime duration);
WEIR_API WeirReferenceTimestampMeta *weir_buffer_get_reference_timestamp_meta (WeirBuffer *buffer,
                                                                               WeirCaps *reference);

G_END_DECLS
