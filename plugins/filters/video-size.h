/* SPDX-License-Identifier: MIT */
#pragma once

#include <weir/data/structure.h>

G_BEGIN_DECLS

/* Chooses width, height and pixel-aspect-ratio of `out` within what it admits, so that the picture of `in` keeps its shape,
 * and its size where that can be. Thread: any */
void weir_video_choose_size (const WeirStructure *in, WeirStructure *out);

G_END_DECLS
