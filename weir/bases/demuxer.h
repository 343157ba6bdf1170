/* SPDX-License-Identifier: MIT */
/* Elements that take a container apart: bytes in, several streams out.
 *
 * The table has an always sink pad and sometimes source pads ("video_%u", "audio_%u", "subtitle_%u").
 *
 * The element opens the container and reads packets; it asks for bytes where and when it wants them
 * (weir_demuxer_read (), weir_demuxer_seek_bytes ()), as format libraries do. Where the source gives random access
 * (byte-reader.h) the element's functions run in its step; where bytes are pushed to it, they run in a thread of their own
 * that waits for more. In both cases one thread at a time runs them, and no other function of the element meanwhile. They
 * touch the element's own fields and call the functions below, nothing else of the engine.
 *
 * The base owns pads, stream-start, caps, tags, segments, the order of packets, room, GAP events for streams that lag
 * behind, EOS per stream, seeks in time, not-linked streams.
 */
#pragma once

#include <weir/data/tags.h>
#include <weir/graph/element-impl.h>

G_BEGIN_DECLS

#define WEIR_TYPE_DEMUXER (weir_demuxer_get_type ())
WEIR_API GType weir_demuxer_get_type (void) G_GNUC_CONST;
#define WEIR_DEMUXER(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_DEMUXER, WeirDemuxer))
#define WEIR_DEMUXER_CAST(object) ((WeirDemuxer *) (object))
#define WEIR_DEMUXER_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_DEMUXER, WeirDemuxerClass))
#define WEIR_DEMUXER_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_DEMUXER, WeirDemuxerClass))
#define WEIR_IS_DEMUXER(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_DEMUXER))

typedef struct _WeirDemuxer WeirDemuxer;
typedef struct _WeirDemuxerClass WeirDemuxerClass;
typedef struct _WeirDemuxerPrivate WeirDemuxerPrivate;
typedef struct _WeirDemuxerStream WeirDemuxerStream;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDemuxer, g_object_unref)

/**
 * WeirDemuxer:
 * @sinkpad: its sink pad
 *
 * An element that takes a container apart.
 */
struct _WeirDemuxer {
  WeirElement parent_instance;

  WeirPad *sinkpad;

  /*< private >*/
  WeirDemuxerPrivate *priv;
};

/**
 * WeirDemuxerClass:
 * @open_container: Reads what comes before the packets; adds streams. %FALSE: `error` says what is wrong with the file
 * @demux: Reads one packet (or a few) and gives it to weir_demuxer_push (). %WEIR_FLOW_OK; %WEIR_FLOW_EOS: there are no
 *   more; anything else: failed, `error` is set
 * @seek_time: (nullable) Goes to `time` (ns of stream time; the key frame before it, or where `flags` say); `*reached`
 *   is where it got. %FALSE: failed, `error` is set
 * @close_container: Owner. Frees what was opened. Also called after a failed @open_container
 *
 * What kinds of demuxers implement.
 */
struct _WeirDemuxerClass {
  WeirElementClass parent_class;

  gboolean (*open_container) (WeirDemuxer *self, GError **error);
  WeirFlowReturn (*demux) (WeirDemuxer *self, GError **error);
  gboolean (*seek_time) (WeirDemuxer *self, WeirClockTime time, WeirSeekFlags flags, WeirClockTime *reached,
                         GError **error);
  void (*close_container) (WeirDemuxer *self);
};

/**
 * WeirDemuxerStreamInfo: (skip)
 * @template_name: the pad template: `video_%u`
 * @caps: (transfer none): its format, fixed
 * @id: what tells the stream from others in this container; part of the stream id
 * @tags: (transfer none) (nullable): language, codec and the like
 * @sparse: packets come seldom (subtitles)
 *
 * What a stream is.
 */
typedef struct {
  const char *template_name;
  WeirCaps *caps;
  guint id;
  WeirTagList *tags;
  gboolean sparse;
} WeirDemuxerStreamInfo;

/* --- bytes: in open_container, demux, seek_time --- */
WEIR_API gssize weir_demuxer_read (WeirDemuxer *self, gpointer dest, gsize size, GError **error);
WEIR_API gint64 weir_demuxer_get_size (WeirDemuxer *self);
WEIR_API guint64 weir_demuxer_tell_bytes (WeirDemuxer *self);
WEIR_API gboolean weir_demuxer_can_seek_bytes (WeirDemuxer *self);
WEIR_API gboolean weir_demuxer_seek_bytes (WeirDemuxer *self, guint64 offset);

/* --- streams: in open_container, demux --- */
WEIR_API WeirDemuxerStream *weir_demuxer_add_stream (WeirDemuxer *self, const WeirDemuxerStreamInfo *info);
WEIR_API void weir_demuxer_streams_complete (WeirDemuxer *self);
WEIR_API void weir_demuxer_set_stream_caps (WeirDemuxer *self, WeirDemuxerStream *stream, WeirCaps *caps);
WEIR_API void weir_demuxer_set_tags (WeirDemuxer *self, WeirTagList *tags);
WEIR_API void weir_demuxer_set_duration (WeirDemuxer *self, WeirClockTime duration);
WEIR_API void weir_demuxer_set_seekable (WeirDemuxer *self, gboolean seekable);
WEIR_API void weir_demuxer_push (WeirDemuxer *self, WeirDemuxerStream *stream, WeirBuffer *buffer);
WEIR_API void weir_demuxer_end_stream (WeirDemuxer *self, WeirDemuxerStream *stream);
WEIR_API gboolean weir_demuxer_is_wanted (WeirDemuxer *self, WeirDemuxerStream *stream);

G_END_DECLS
