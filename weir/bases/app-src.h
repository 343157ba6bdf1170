/* SPDX-License-Identifier: MIT */
/* appsrc: the beginning of a stream in the program itself. The two meet in a queue with a lock of its own. */
#pragma once

#include <weir/bases/source.h>
#include <weir/data/sample.h>

G_BEGIN_DECLS

#define WEIR_TYPE_APP_SRC (weir_app_src_get_type ())
WEIR_API GType weir_app_src_get_type (void) G_GNUC_CONST;
#define WEIR_APP_SRC(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_APP_SRC, WeirAppSrc))
#define WEIR_APP_SRC_CAST(object) ((WeirAppSrc *) (object))
#define WEIR_IS_APP_SRC(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_APP_SRC))

typedef struct _WeirAppSrc WeirAppSrc;
typedef struct _WeirAppSrcClass WeirAppSrcClass;
typedef struct _WeirAppSrcPrivate WeirAppSrcPrivate;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAppSrc, g_object_unref)

/**
 * WeirAppStreamType:
 * @WEIR_APP_STREAM_TYPE_STREAM: it can't seek
 * @WEIR_APP_STREAM_TYPE_SEEKABLE: it can seek, which may take a while
 * @WEIR_APP_STREAM_TYPE_RANDOM_ACCESS: it can seek quickly
 *
 * What kind of stream the program gives.
 */
typedef enum {
  WEIR_APP_STREAM_TYPE_STREAM = 0,
  WEIR_APP_STREAM_TYPE_SEEKABLE = 1,
  WEIR_APP_STREAM_TYPE_RANDOM_ACCESS = 2,
} WeirAppStreamType;

/**
 * WeirAppLeakyType:
 * @WEIR_APP_LEAKY_TYPE_NONE: nothing is dropped
 * @WEIR_APP_LEAKY_TYPE_UPSTREAM: what is pushed into a full queue is dropped
 * @WEIR_APP_LEAKY_TYPE_DOWNSTREAM: what waits longest in a full queue is dropped
 *
 * What happens when the program pushes too much.
 */
typedef enum {
  WEIR_APP_LEAKY_TYPE_NONE = 0,
  WEIR_APP_LEAKY_TYPE_UPSTREAM = 1,
  WEIR_APP_LEAKY_TYPE_DOWNSTREAM = 2,
} WeirAppLeakyType;

WEIR_API GType weir_app_stream_type_get_type (void) G_GNUC_CONST;
WEIR_API GType weir_app_leaky_type_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_APP_STREAM_TYPE (weir_app_stream_type_get_type ())
#define WEIR_TYPE_APP_LEAKY_TYPE (weir_app_leaky_type_get_type ())

/**
 * WeirAppSrcCallbacks: (skip)
 * @need_data: (nullable): the queue ran empty; `length` bytes would do
 * @enough_data: (nullable): the queue is full
 * @seek_data: (nullable): what is pushed next begins at `offset`. %FALSE: that can't be
 *
 * What is called, in a thread that owns no element, instead of emitting signals.
 */
typedef struct {
  void (*need_data) (WeirAppSrc *appsrc, guint length, gpointer user_data);
  void (*enough_data) (WeirAppSrc *appsrc, gpointer user_data);
  gboolean (*seek_data) (WeirAppSrc *appsrc, guint64 offset, gpointer user_data);
} WeirAppSrcCallbacks;

WEIR_API WeirFlowReturn weir_app_src_push_buffer (WeirAppSrc *appsrc, WeirBuffer *buffer);
WEIR_API WeirFlowReturn weir_app_src_push_buffer_list (WeirAppSrc *appsrc, WeirBufferList *buffer_list);
WEIR_API WeirFlowReturn weir_app_src_push_sample (WeirAppSrc *appsrc, WeirSample *sample);
WEIR_API WeirFlowReturn weir_app_src_end_of_stream (WeirAppSrc *appsrc);
WEIR_API void weir_app_src_set_callbacks (WeirAppSrc *appsrc, const WeirAppSrcCallbacks *callbacks, gpointer user_data,
                                          GDestroyNotify notify);

WEIR_API void weir_app_src_set_caps (WeirAppSrc *appsrc, const WeirCaps *caps);
WEIR_API WeirCaps *weir_app_src_get_caps (WeirAppSrc *appsrc);
WEIR_API void weir_app_src_set_size (WeirAppSrc *appsrc, gint64 size);
WEIR_API gint64 weir_app_src_get_size (WeirAppSrc *appsrc);
WEIR_API void weir_app_src_set_duration (WeirAppSrc *appsrc, WeirClockTime duration);
WEIR_API WeirClockTime weir_app_src_get_duration (WeirAppSrc *appsrc);
WEIR_API void weir_app_src_set_stream_type (WeirAppSrc *appsrc, WeirAppStreamType type);
WEIR_API WeirAppStreamType weir_app_src_get_stream_type (WeirAppSrc *appsrc);
WEIR_API void weir_app_src_set_max_bytes (WeirAppSrc *appsrc, guint64 max);
WEIR_API guint64 weir_app_src_get_max_bytes (WeirAppSrc *appsrc);
WEIR_API void weir_app_src_set_max_buffers (WeirAppSrc *appsrc, guint64 max);
WEIR_API guint64 weir_app_src_get_max_buffers (WeirAppSrc *appsrc);
WEIR_API void weir_app_src_set_leaky_type (WeirAppSrc *appsrc, WeirAppLeakyType leaky);
WEIR_API WeirAppLeakyType weir_app_src_get_leaky_type (WeirAppSrc *appsrc);
WEIR_API void weir_app_src_set_emit_signals (WeirAppSrc *appsrc, gboolean emit);
WEIR_API gboolean weir_app_src_get_emit_signals (WeirAppSrc *appsrc);
WEIR_API void weir_app_src_set_latency (WeirAppSrc *appsrc, guint64 min, guint64 max);
WEIR_API void weir_app_src_get_latency (WeirAppSrc *appsrc, guint64 *min, guint64 *max);
WEIR_API guint64 weir_app_src_get_current_level_bytes (WeirAppSrc *appsrc);
WEIR_API guint64 weir_app_src_get_current_level_buffers (WeirAppSrc *appsrc);
WEIR_API WeirClockTime weir_app_src_get_current_level_time (WeirAppSrc *appsrc);

G_END_DECLS
