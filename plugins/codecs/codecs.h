/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The elements of this module, one function each. */
#define WEIR_LIBAV_DECODERS(X)                                                                     \
  X (avdec_h264)                                                                                   \
  X (avdec_h265) X (avdec_mpeg4) X (avdec_mpeg2video) X (avdec_mjpeg) X (jpegdec) X (pngdec)       \
    X (avdec_vp8) X (avdec_vp9) X (av1dec) X (avdec_theora) X (avdec_ffv1) X (avdec_prores)        \
      X (avdec_aac) X (avdec_mp3) X (avdec_mp2float) X (avdec_flac) X (avdec_vorbis)               \
        X (avdec_opus) X (avdec_ac3) X (avdec_eac3) X (avdec_alac) X (alawdec) X (mulawdec)

#define X(name) GType weir_##name##_get_type (void);
WEIR_LIBAV_DECODERS (X)
#undef X

GType weir_x264enc_get_type (void);
GType weir_jpegenc_get_type (void);
GType weir_pngenc_get_type (void);
GType weir_avenc_aac_get_type (void);
GType weir_h264parse_get_type (void);
GType weir_aacparse_get_type (void);

G_END_DECLS
