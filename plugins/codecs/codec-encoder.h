/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/bases/encoder.h>

#include "plugins/libav/encode.h"

G_BEGIN_DECLS

/* What the encoders of this module have in common: they feed one codec of libavcodec. Owner. */

/* handle_frame with a codec: `buffer` NULL drains it, and it can't be used after. */
WeirFlowReturn weir_codec_encode (WeirEncoder *encoder, WeirLibavEncoder *codec, WeirBuffer *buffer,
                                  GError **error);

/* Caps of what an opened codec makes. (transfer full). H.264 has what `avcc` says (nullable). */
WeirCaps *weir_codec_output_caps (WeirLibavEncoder *codec, GBytes *avcc);

/* Says what the stream is coded with. */
void weir_codec_set_tags (WeirEncoder *encoder, WeirLibavEncoder *codec, gboolean audio);

G_END_DECLS
