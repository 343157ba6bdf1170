/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/video-info.h>

G_BEGIN_DECLS

/* Formats that hold the same samples in another order of bytes. Thread: any */

/* Whether each sample of @out is a sample of @in, or alpha that @in lacks. */
gboolean weir_video_can_shuffle (const WeirVideoInfo *in, const WeirVideoInfo *out);

/* Copies sample by sample. Missing alpha, and the unused byte of RGBx, become opaque. */
void weir_video_shuffle (const WeirVideoInfo *in, const guint8 *const in_data[],
                         const gint in_stride[], const WeirVideoInfo *out, guint8 *const out_data[],
                         const gint out_stride[]);

G_END_DECLS
