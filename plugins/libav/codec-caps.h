/* SPDX-License-Identifier: MIT */
#pragma once

#include <libavcodec/codec_par.h>
#include <weir/data/caps.h>

G_BEGIN_DECLS

/* Coded streams in the words of caps and in those of FFmpeg's libraries. Thread: any */

/* (transfer full) (nullable): %NULL for a codec that has no name in caps. @frame_rate may be 0/1. */
WeirCaps *weir_libav_caps_new (const AVCodecParameters *par, AVRational frame_rate);

/* Fills @par, which is new, from fixed caps. FALSE: caps of no codec that is known. */
gboolean weir_libav_parameters_from_caps (const WeirCaps *caps, AVCodecParameters *par,
                                          GError **error);

/* The frame rate of caps, or 0/1. */
AVRational weir_libav_frame_rate (const WeirCaps *caps);

/* (transfer full) (nullable): the name by which tags call a codec: "H.264 / AVC..." */
const char *weir_libav_codec_title (enum AVCodecID id);

G_END_DECLS
