/* SPDX-License-Identifier: MIT */
#pragma once

#include <libavcodec/packet.h>
#include <libavutil/buffer.h>
#include <weir/data/buffer.h>

G_BEGIN_DECLS

/* Bytes that FFmpeg's libraries and Weir lend each other without copying. Thread: any */

/* Bytes of @ref, from @data on, as a memory; @ref is let go with it. (transfer full) both ways. As
 * long as somebody else holds the buffer too, the memory is read-only. */
WeirMemory *weir_libav_memory_new (AVBufferRef *ref, guint8 *data, gsize size);

/* The bytes of @buffer as a buffer of theirs, that keeps @buffer alive. Read-only there. (nullable):
 * the buffer can't be mapped. @data and @size are set to where the bytes are. */
AVBufferRef *weir_libav_buffer_ref (WeirBuffer *buffer, guint8 **data, gsize *size);

/* Whether @bytes bytes may be read behind what @buffer holds, as their decoders do. */
gboolean weir_libav_has_slack (WeirBuffer *buffer, gsize bytes);

/* A packet as a buffer, with its times (of @time_base) and flags. The packet is left as it is. */
WeirBuffer *weir_libav_buffer_from_packet (const AVPacket *packet, AVRational time_base);

/* Fills an empty @packet; times are in ns. FALSE: the buffer can't be mapped. */
gboolean weir_libav_packet_from_buffer (AVPacket *packet, WeirBuffer *buffer);

/* Times of @time_base in ns; AV_NOPTS_VALUE and what comes before 0 give NONE. */
WeirClockTime weir_libav_time_ns (gint64 time, AVRational time_base);

#define WEIR_LIBAV_NS ((AVRational){ 1, 1000000000 })

G_END_DECLS
